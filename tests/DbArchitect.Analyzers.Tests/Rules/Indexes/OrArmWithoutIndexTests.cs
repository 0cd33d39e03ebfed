using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class OrArmWithoutIndexTests
{
    private static Shop With(params string[] indexes) => new() { Indexes = indexes };

    [Fact]
    public void Message_NamesTheSide() => Assert.Equal(
        ["DBA1016: No index serves Orders by (Email =): this side of this OR makes the query read the whole table. Add an index on (Email). Declared: PK(Id), IX(CustomerId)"],
        With().Orders.Where("Email = @e or CustomerId = @c").Messages());

    [Fact]
    public void NoSideServed_NamesBoth()
    {
        var query = With().Orders.Where("Email = @e or Reference = @r");
        query.Expect("DBA1016 I +(Email)");
        Assert.Contains("each side of this OR makes the query read the whole table. Add indexes on (Email) and (Reference)", Assert.Single(query.Messages()), StringComparison.Ordinal);
    }

    [Fact]
    public void EachSideServed_Silent() => With("(Email)").Orders.Where("Email = @e or CustomerId = @c").Silent();

    [Fact]
    public void CommonConditionServed_Silent() => With().Orders.Where("CustomerId = @c and (Email = @e or Reference = @r)").Silent();

    [Fact]
    public void CommonConditionInsideTheSides_Silent() => With().Orders.Where("(CustomerId = @c and Email = @e) or (CustomerId = @c and Reference = @r)").Silent();

    [Fact]
    public void CommonConditionUnserved_IsAMissingIndex() => With().Orders.Where("Email = @e and (Status = 1 or Quantity = 3)").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void SideThatNoIndexServes_Silent() => With().Orders.Where("Status = @s or Email = @e").Silent();

    [Fact]
    public void SideThatCannotBeRead_Silent() => With().Orders.Where("opaque Total or Email = @e").Silent();

    [Fact]
    public void SidesOfSeveralConditions_AreJudgedWhole() => With().Orders.Where("(Email = @e and Status = @s) or CustomerId = @c").Expect("DBA1016 I +(Email, Status)");

    [Fact]
    public void SideServedWithTheCommonTenant_Silent() => With("(TenantId, Email)").Orders.Where("TenantId = @t and (Email = @e or CustomerId = @c)").Silent();

    [Fact]
    public void AcrossTables_IsTwoQueries() =>
        With("(Email)").Orders.Join("c", "Customers", "c.Id = CustomerId").Where("Email = @e or c.Email = @e").Expect("DBA1016 I");

    [Fact]
    public void AcrossTablesOfANarrowedQuery_Silent() =>
        With("(Email)").Orders.Join("c", "Customers", "c.Id = CustomerId").Where("CustomerId = @c and (Email = @e or c.Email = @e)").Silent();

    [Fact]
    public void OneColumn_IsAList() => With("(Email)").Orders.Where("Email = @a or Email = @b").Silent();

    [Fact]
    public void NestedOrs_AreOne() => With().Orders.Where("Email = @e or (CustomerId = @c or Id = @id)").Expect("DBA1016 I +(Email)");

    [Fact]
    public void SmallTable_Silent() => new Shop().Countries.Where("Code = @a or Name = @b").Silent();

    [Fact]
    public void Incomplete_Silent() => With().Orders.Where("Email = @e or CustomerId = @c").Gap(QueryParts.Composition).Silent();
}
