using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class ForeignKeyWithoutIndexTests
{
    private static Shop Without(Store store, ReferentialAction onDelete, params string[] indexes) =>
        new() { Store = store, ConventionIndex = false, OnDelete = onDelete, Indexes = indexes };

    [Fact]
    public void Message_NamesTheConsequence() => Assert.Equal(
        ["DBA1006: No index starts with the foreign key (CustomerId) of Orders: deleting from Customers reads the whole table to delete the rows that refer to it. "
         + "Add an index on (CustomerId). Declared: PK(Id)"],
        Without(Store.SqlServer, ReferentialAction.Cascade).Messages());

    [Theory]
    [InlineData(nameof(Store.SqlServer), nameof(ReferentialAction.Cascade), "W")]
    [InlineData(nameof(Store.PostgreSql), nameof(ReferentialAction.SetNull), "W")]
    [InlineData(nameof(Store.Sqlite), nameof(ReferentialAction.Restrict), "I")]
    [InlineData(nameof(Store.Oracle), nameof(ReferentialAction.NoAction), "W")]
    public void NoIndex_DependsOnWhatADeleteDoes(string store, string onDelete, string severity) =>
        Without(Enum.Parse<Store>(store), Enum.Parse<ReferentialAction>(onDelete)).Expect("DBA1006 " + severity + " +(CustomerId)");

    [Fact]
    public void MySql_IndexesByItself() => Without(Store.MySql, ReferentialAction.Cascade).Expect();

    [Fact]
    public void UnknownEngine_Silent() => Without(Store.Unknown, ReferentialAction.Cascade).Expect();

    [Fact]
    public void LeaderOfALongerIndex_Serves() => Without(Store.SqlServer, ReferentialAction.Cascade, "(CustomerId, CreatedAt)").Expect();

    [Fact]
    public void BehindInAnIndex_DoesNotServe() => Without(Store.SqlServer, ReferentialAction.Cascade, "(CreatedAt, CustomerId)").Expect("DBA1006 W +(CustomerId)");

    [Fact]
    public void NotNullFilter_Serves() => Without(Store.SqlServer, ReferentialAction.Cascade, "(CustomerId) where CustomerId is not null").Expect();

    [Fact]
    public void PartOfThePrimaryKey_Serves() => new Shop
    {
        ConventionIndex = false,
        Change = static table => table.Name.Name == "Orders" ? table with { PrimaryKey = new Key("PK", new[] { "CustomerId", "Id" }) { IsPrimary = true } } : table,
    }.Expect();

    [Fact]
    public void UnknownForeignKeys_Silent() => new Shop
    {
        ConventionIndex = false,
        Change = static table => table with { Unknown = new[] { new UnknownFact(TableAspects.ForeignKeys, "test", Origin.None) } },
    }.Expect();

    [Fact]
    public void SmallDependents_Silent() => new Shop { ConventionIndex = false, Settings = { ["dbarchitect.small_tables"] = "Orders" } }.Expect();
}
