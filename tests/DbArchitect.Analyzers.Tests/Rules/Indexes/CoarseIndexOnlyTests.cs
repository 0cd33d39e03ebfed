namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class CoarseIndexOnlyTests
{
    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    [Fact]
    public void Message_SaysWhatIsShared() => Assert.Equal(
        ["DBA1012: Only IX(TenantId) serves Orders by (TenantId =, Email =): this query reads every row that shares TenantId. Extend it to an index on (TenantId, Email). "
         + "Declared: PK(Id), IX(TenantId), IX(CustomerId)"],
        With("(TenantId)").Orders.Where("TenantId = @t and Email = @e").First().Messages());

    [Fact]
    public void CoarseIndex_IsKeptBesideASelectiveOne() => With("(Status)").Orders.Where("Status = @s and Email = @e").First().Expect("DBA1012 I +(Email, Status)");

    [Fact]
    public void IndexOnTheSelectiveColumn_Silent() => With("(TenantId)", "(Email)").Orders.Where("TenantId = @t and Email = @e").First().Silent();

    [Fact]
    public void Composite_Silent() => With("(TenantId, Email)").Orders.Where("TenantId = @t and Email = @e").First().Silent();

    [Fact]
    public void NothingSelectiveAskedFor_Silent() => With("(TenantId)").Orders.Where("TenantId = @t and Status = @s").Silent();

    [Fact]
    public void IntervalBesides_Silent() => With("(TenantId)").Orders.Where("TenantId = @t and CreatedAt > @d").Silent();

    [Fact]
    public void TenantWithInterval_Silent() => With("(TenantId, CreatedAt)").Orders.Where("TenantId = @t and CreatedAt > @d and Email = @e").Silent();

    [Fact]
    public void UniqueTenantIndex_IsNotReplaced() => With("unique (TenantId, Reference)").Orders.Where("TenantId = @t and Email = @e").First().Expect("DBA1012 I +(TenantId, Email)");

    [Fact]
    public void OwnTenantName_IsAnOption()
    {
        var shop = new Shop { Indexes = ["(Quantity)"], Settings = { ["dbarchitect.tenant_properties"] = "Quantity" } };
        shop.Orders.Where("Quantity = @t and Email = @e").First().Expect("DBA1012 I +(Quantity, Email) -(Quantity)");
    }

    [Fact]
    public void TopN_ExtendsToTheSort() =>
        With("(TenantId)").Orders.Where("TenantId = @t and Email = @e").OrderBy("CreatedAt").Take(20).Expect("DBA1012 I +(TenantId, Email, CreatedAt) -(TenantId)");

    [Fact]
    public void RowsOfNoTenant_AreFew_Silent() => With("(ClosedAt)").Orders.Where("ClosedAt is null and Email = @e").First().Silent();
}
