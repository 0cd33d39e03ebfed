using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class CaseFoldOverColumnTests
{
    private static Shop On(Store store, string? collation, params string[] indexes) => new()
    {
        Store = store,
        Indexes = indexes,
        Change = table => table with
        {
            Columns = (EquatableArray<Column>)table.Columns.Select(column => column.Name == "Email" ? column with { Collation = Fact<string>.Of(collation) } : column).ToArray(),
        },
    };

    [Fact]
    public void Message_NamesTheFunction() => Assert.Equal(
        ["DBA1014: No index serves Orders by ToLower() over Email: this query changes the case of Email in every row. Use the type citext, or index lower(Email)"],
        On(Store.PostgreSql, null).Orders.Where("lower(Email) = @e").Messages());

    [Theory]
    [InlineData(nameof(Store.Sqlite), "NOCASE")]
    [InlineData(nameof(Store.SqlServer), "Latin1_General_100_CI_AS")]
    [InlineData(nameof(Store.MySql), "utf8mb4_general_ci")]
    public void CollationIgnoresCase_IsComparedAsItIs(string store, string collation) =>
        On(Enum.Parse<Store>(store), collation, "(Email)").Orders.Where("lower(Email) = @e").Expect("DBA1014 I RemoveCaseFold");

    [Theory]
    [InlineData(nameof(Store.Sqlite), null)]
    [InlineData(nameof(Store.SqlServer), "Latin1_General_100_CS_AS")]
    [InlineData(nameof(Store.PostgreSql), null)]
    public void CollationDoesNot_HasNoFix(string store, string? collation) => On(Enum.Parse<Store>(store), collation).Orders.Where("upper(Email) = @e").Expect("DBA1014 I");

    [Fact]
    public void ExpressionIndex_Silent() => On(Store.PostgreSql, null, "(lower[Email])").Orders.Where("lower(Email) = @e").Silent();

    [Fact]
    public void NarrowedOtherwise_Silent() => On(Store.Sqlite, null).Orders.Where("CustomerId = @c and lower(Email) = @e").Silent();

    [Fact]
    public void FoldedColumnBesides_IsTheRemedy() => Assert.Equal(
        ["DBA1014: No index serves Orders by ToLower() over Email: this query changes the case of Email in every row. NormalizedEmail holds it in one case: compare that"],
        new Shop
        {
            Change = static table => table with { Columns = table.Columns.Add(Shop.Column("NormalizedEmail", "string")) },
        }.Orders.Where("lower(Email) = @e").Messages());

    [Fact]
    public void SearchWithin_IsALeadingWildcard() => On(Store.Sqlite, null).Orders.Where("lower(Email) contains @e").Expect("DBA1015 I");

    [Fact]
    public void NotEqual_Silent() => On(Store.Sqlite, null).Orders.Where("lower(Email) <> @e").Silent();

    [Fact]
    public void SmallTable_Silent() => new Shop().Countries.Where("lower(Code) = @e").Silent();
}
