using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>The twenty shapes on which the advisor was specified: Order(Id, TenantId, CustomerId FK, Status enum, Email, CreatedAt, Total, IsDeleted), EF's index on CustomerId.</summary>
public sealed class AcceptanceVectorTests
{
    private static readonly Shop Plain = new();

    [Fact]
    public void V01_SelectiveEquality() => Plain.Orders.Where("Email = @e").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void V02_PrimaryKeyBound() => Plain.Orders.Where("Id = @id and Email = @e").First().Silent();

    [Fact]
    public void V03_ForeignKeyBound() => Plain.Orders.Where("CustomerId = @c and Status = @s").Silent();

    [Theory]
    [InlineData("Status = @s")]
    [InlineData("Status = 1")]
    public void V04_TopNOverForeignKey(string status) =>
        Plain.Orders.Where("CustomerId = @c and " + status).OrderBy("CreatedAt desc").Take(20).Expect("DBA1002 I +(CustomerId, Status, CreatedAt)");

    [Fact]
    public void V05_CoarseOnly() => Plain.Orders.Where("Status = @s").Silent();

    [Theory]
    [InlineData(nameof(Store.SqlServer), true)]
    [InlineData(nameof(Store.PostgreSql), true)]
    [InlineData(nameof(Store.Sqlite), true)]
    [InlineData(nameof(Store.MySql), false)]
    [InlineData(nameof(Store.Oracle), false)]
    public void V06_SkippedLeader(string store, bool reports) =>
        new Shop { Store = Enum.Parse<Store>(store), Indexes = ["(Status, CreatedAt)"] }.Orders.Where("CreatedAt > @d").Expect(reports ? ["DBA1003 I +(CreatedAt)"] : []);

    [Fact]
    public void V06_SkipScanOfANewerEngine_Silent() =>
        new Shop { Store = Store.PostgreSql, Indexes = ["(Status, CreatedAt)"], Settings = { ["DBA1003.skip_scan"] = "always" } }.Orders.Where("CreatedAt > @d").Silent();

    [Fact]
    public void V07_IntervalBeforeEquality() =>
        new Shop { Indexes = ["(Total, Email)"] }.Orders.Where("Total > @x and Email = @e").Expect("DBA1003 I +(Email, Total) -(Total, Email)");

    [Fact]
    public void V08_TenantIndexOnly() =>
        new Shop { Indexes = ["(TenantId)"] }.Orders.Filtered("TenantId = @t").Where("Email = @e").First().Expect("DBA1012 I +(TenantId, Email) -(TenantId)");

    [Fact]
    public void V09_FilteredIndexNotImplied()
    {
        var query = new Shop { Indexes = ["(Email) where Status = 1"] }.Orders.Where("Email = @e").First();
        query.Expect("DBA1001 I +(Email)");
        Assert.Equal(
            "DBA1001: No index serves Orders by (Email =): this query reads the whole table. Add an index on (Email). "
            + "Declared: PK(Id), IX(Email) where Status = 1, IX(CustomerId); the filter of IX(Email) where Status = 1 does not follow from this query",
            Assert.Single(query.Messages()));
    }

    [Fact]
    public void V09_FilterImpliedByConstant() => new Shop { Indexes = ["(Email) where Status = 1"] }.Orders.Where("Email = @e and Status = 1").First().Silent();

    [Fact]
    public void V09_FilterComparedWithParameter() =>
        new Shop { Indexes = ["(Email) where Status = 1"] }.Orders.Where("Email = @e and Status = @s").First().Expect("DBA1009 I InlineConstant");

    [Fact]
    public void V10_Contains() => Plain.Orders.Where("Email contains @x").Expect("DBA1015 I");

    [Theory]
    [InlineData(nameof(Store.SqlServer))]
    [InlineData(nameof(Store.PostgreSql), "DBA1011 I +IX_Orders_Email_Pattern(Email text_pattern_ops)")]
    [InlineData(nameof(Store.Sqlite), "DBA1011 I SetCollation")]
    public void V11_StartsWith(string store, params string[] reports) => new Shop { Store = Enum.Parse<Store>(store), Indexes = ["(Email)"] }.Orders.Where("Email starts @x").Expect(reports);

    [Fact]
    public void V12_CaseFold() => new Shop { Indexes = ["(Email)"] }.Orders.Where("lower(Email) = @x").Expect("DBA1014 I");

    [Fact]
    public void V13_OrWithOneArmServed() => Plain.Orders.Where("Email = @e or CustomerId = @c").Expect("DBA1016 I +(Email)");

    [Fact]
    public void V14_ListAndTopN() => Plain.Orders.Where("CustomerId in @ids").OrderBy("CreatedAt").Take(10).Silent();

    [Theory]
    [InlineData(nameof(Store.MySql), "DBA1001 W +(CreatedAt)")]
    [InlineData(nameof(Store.SqlServer), "DBA1001 I +(CreatedAt)")]
    [InlineData(nameof(Store.PostgreSql), "DBA1001 I +(CreatedAt)")]
    public void V15_DeleteByInterval(string store, string report) => new Shop { Store = Enum.Parse<Store>(store) }.Orders.Where("CreatedAt < @d").Delete().Expect(report);

    [Fact]
    public void V16_JoinOffTheKeys() => Plain.Orders.Join("c", "Customers", "c.Email = Email").Expect("DBA1001 I +(Email)");

    [Theory]
    [InlineData(nameof(ReferentialAction.Cascade), null, "DBA1007 W +IX_Orders_CustomerId_All(CustomerId)")]
    [InlineData(nameof(ReferentialAction.Cascade), "IsDeleted = false", "DBA1007 W +IX_Orders_CustomerId_All(CustomerId)")]
    [InlineData(nameof(ReferentialAction.NoAction), null, "DBA1007 I +IX_Orders_CustomerId_All(CustomerId)")]
    [InlineData(nameof(ReferentialAction.NoAction), "IsDeleted = false")]
    public void V17_FilteredForeignKeyIndex(string onDelete, string? queryFilter, params string[] reports)
    {
        var shop = new Shop { Indexes = ["(CustomerId) where IsDeleted = false"], ConventionIndex = false, OnDelete = Enum.Parse<ReferentialAction>(onDelete), QueryFilter = queryFilter };
        shop.Expect(reports);
        shop.Orders.Where("CustomerId = @c").Silent();
    }

    [Fact]
    public void V18_MixedDirections()
    {
        var shop = new Shop { Indexes = ["(CreatedAt, Id)"] };
        shop.Orders.OrderBy("CreatedAt, Id desc").Take(50).Expect("DBA1002 I +(CreatedAt, Id desc) -(CreatedAt, Id)");
        shop.Orders.OrderBy("CreatedAt desc, Id desc").Take(50).Silent();
    }

    [Fact]
    public void V19_ComposedByCaller() => Plain.Orders.Where("Email = @e").Gap(QueryParts.Composition).Silent();

    [Fact]
    public void V20_SeededLookup() => Plain.Countries.Where("Code = @x").First().Silent();
}
