using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class PrefixSearchWithoutOperatorClassTests
{
    private static Shop On(Store store, params string[] indexes) => new() { Store = store, Indexes = indexes };

    private static Shop WithCollation(Store store, string collation, params string[] indexes) => new()
    {
        Store = store,
        Indexes = indexes,
        Change = table => table with
        {
            Columns = (EquatableArray<Column>)table.Columns.Select(column => column.Name == "Email" ? column with { Collation = Fact<string>.Of(collation) } : column).ToArray(),
        },
    };

    [Fact]
    public void PostgreSql_NamesTheOperatorClass() => Assert.Equal(
        ["DBA1011: IX(Email) does not serve a search for the beginning of Email: LIKE compares bytes, the index is sorted by the database's collation unless that is C. "
         + "Add an index on (Email text_pattern_ops)"],
        On(Store.PostgreSql, "(Email)").Orders.Where("Email starts @x").Messages());

    [Fact]
    public void Sqlite_NamesTheCollation() => Assert.Equal(
        ["DBA1011: IX(Email) does not serve a search for the beginning of Email: LIKE ignores case, the index does not. Give Email the collation NOCASE"],
        On(Store.Sqlite, "(Email)").Orders.Where("Email starts @x").Messages());

    [Fact]
    public void OperatorClass_Silent() => On(Store.PostgreSql, "(Email text_pattern_ops)").Orders.Where("Email starts @x").Silent();

    [Fact]
    public void CollationC_Silent() => WithCollation(Store.PostgreSql, "C", "(Email)").Orders.Where("Email starts @x").Silent();

    [Fact]
    public void KeyWithNoCase_Silent() => On(Store.Sqlite, "(Email nocase)").Orders.Where("Email starts @x").Silent();

    [Fact]
    public void ColumnWithNoCase_Silent() => WithCollation(Store.Sqlite, "NOCASE", "(Email)").Orders.Where("Email starts @x").Silent();

    [Theory]
    [InlineData(nameof(Store.SqlServer))]
    [InlineData(nameof(Store.MySql))]
    [InlineData(nameof(Store.Oracle))]
    public void OtherEngines_Silent(string store) => On(Enum.Parse<Store>(store), "(Email)").Orders.Where("Email starts @x").Silent();

    [Fact]
    public void BehindAnEquality_Fires() =>
        On(Store.PostgreSql, "(Status, Email)").Orders.Where("Status = @s and Email starts @x").Silent();

    [Fact]
    public void NarrowedOtherwise_Silent() => On(Store.PostgreSql, "(Email)").Orders.Where("CustomerId = @c and Email starts @x").Silent();

    [Fact]
    public void NoIndexAtAll_AsksForOneWithTheOperatorClass() => On(Store.PostgreSql).Orders.Where("Email starts @x").Expect("DBA1001 I +(Email text_pattern_ops)");

    [Fact]
    public void NoIndexAtAllOnSqlite_Silent() => On(Store.Sqlite).Orders.Where("Email starts @x").Silent();

    [Fact]
    public void SeveralEngines_HaveNoFixInCommon() => On(Store.PostgreSql | Store.SqlServer, "(Email)").Orders.Where("Email starts @x").Expect("DBA1011 I");

    [Fact]
    public void PatternThatIsNotKnown_Silent() => On(Store.PostgreSql, "(Email)").Orders.Where("Email like @x").Silent();
}
