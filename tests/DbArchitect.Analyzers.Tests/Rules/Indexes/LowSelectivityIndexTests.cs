using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class LowSelectivityIndexTests
{
    private static Shop With(params string[] indexes) => new() { ConventionIndex = !indexes[0].Contains("CustomerId", StringComparison.Ordinal), Indexes = indexes };

    [Fact]
    public void Message_NamesTheRemedy() => Assert.Equal(
        ["DBA1008: IX(IsDeleted) of Orders is on a column of few values: a search by it still reads a large part of the table, and every write maintains it. "
         + "Give it a filter for the value that is rare and looked for, add the column that queries also use, or remove it"],
        With("(IsDeleted)").Messages());

    [Theory]
    [InlineData("(IsDeleted)")]
    [InlineData("(Status)")]
    public void FewValues_Fires(string index) => With(index).Expect("DBA1008 I");

    [Theory]
    [InlineData("(Status) where Status = 1")]
    [InlineData("unique (Status)")]
    [InlineData("(Status, CreatedAt)")]
    [InlineData("(Status) include (Total)")]
    [InlineData("(Email)")]
    [InlineData("(TenantId)")]
    [InlineData("(CustomerId)")]
    [InlineData("(Quantity)")]
    [InlineData("(Status) using hash")]
    public void Others_Silent(string index) => With(index).Expect();

    [Fact]
    public void EnumOfManyMembers_Silent() => new Shop
    {
        Indexes = ["(Status)"],
        Change = static table => table with { Columns = (EquatableArray<Column>)table.Columns.Select(static column => column with { EnumMembers = column.EnumMembers is null ? null : 40 }).ToArray() },
    }.Expect();

    [Fact]
    public void MySqlHasNoFilters_SaysSo() => Assert.EndsWith(
        "maintains it. Add the column that queries also use, or remove it",
        Assert.Single(new Shop { Store = Store.MySql, Indexes = ["(Status)"] }.Messages()),
        StringComparison.Ordinal);

    [Fact]
    public void BesideALongerIndexOfTheSameColumn_IsSaidByAnotherRule() => Assert.DoesNotContain(new Shop { Indexes = ["(IsDeleted)", "(IsDeleted, CreatedAt)"] }.Reports(), static report => report.StartsWith("DBA1008", StringComparison.Ordinal));
}
