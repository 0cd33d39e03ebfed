using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class LeadingWildcardSearchTests
{
    private static Shop On(Store store, params string[] indexes) => new() { Store = store, Indexes = indexes };

    [Fact]
    public void Message_NamesTheRemedyOfTheEngine() => Assert.Equal(
        ["DBA1015: No B-tree index finds Email and Reference by its middle: this query reads all of Orders. A GIN index with gin_trgm_ops (pg_trgm) serves it"],
        On(Store.PostgreSql).Orders.Where("Email contains @x or Reference contains @x").Messages());

    [Fact]
    public void Ending_Fires() => On(Store.SqlServer, "(Email)").Orders.Where("Email ends @x").Expect("DBA1015 I");

    [Fact]
    public void SearchBox_IsOneReport() => On(Store.SqlServer).Orders.Where("Email contains @x or Reference contains @x or Notes contains @x").Expect("DBA1015 I");

    [Fact]
    public void OneArmIsASearch_Fires() => On(Store.SqlServer).Orders.Where("Email contains @x or CustomerId = @c").Expect("DBA1015 I");

    [Fact]
    public void ForeignKeyNarrows_Silent() => On(Store.SqlServer).Orders.Where("CustomerId = @c and Email contains @x").Silent();

    [Fact]
    public void TenantIndexNarrows_Silent() => On(Store.SqlServer, "(TenantId)").Orders.Where("TenantId = @t and Email contains @x").Silent();

    [Fact]
    public void SelectiveColumnWithoutIndex_IsAMissingIndex() => On(Store.SqlServer).Orders.Where("Reference = @r and Email contains @x").First().Expect("DBA1001 W +(Reference)");

    [Fact]
    public void TrigramIndex_Silent() => On(Store.PostgreSql, "(Email gin_trgm_ops) using gin").Orders.Where("Email contains @x").Silent();

    [Fact]
    public void SoftDeleteFilter_DoesNotNarrow() => On(Store.SqlServer).Orders.Filtered("IsDeleted = false").Where("Email contains @x").Expect("DBA1015 I");

    [Fact]
    public void PrefixSearch_Silent() => On(Store.SqlServer, "(Email)").Orders.Where("Email starts @x").Silent();

    [Fact]
    public void SmallTable_Silent() => new Shop().Countries.Where("Name contains @x").Silent();

    [Fact]
    public void ListContains_IsNoSearch() => On(Store.SqlServer).Orders.Where("CustomerId in @ids").Silent();

    [Fact]
    public void NotWritten_Silent() => On(Store.SqlServer).Orders.Filtered("Email contains @x").Silent();
}
