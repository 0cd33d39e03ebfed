using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;

namespace DbArchitect.Analyzers.Tests.Readers.SqlStrings;

public sealed class IndexFiltersTests
{
    [Theory]
    [InlineData("[IsDeleted] = 0", Store.SqlServer)]
    [InlineData("\"IsDeleted\" = 0", Store.Sqlite)]
    [InlineData("\"IsDeleted\" = false", Store.PostgreSql)]
    [InlineData("NOT \"IsDeleted\"", Store.PostgreSql)]
    [InlineData("(((IsDeleted = 0)))", Store.Sqlite)]
    public void ComparisonWithConstant_IsRead(string filter, object store)
    {
        var comparison = Assert.IsType<Comparison>(Read(filter, (Store)store));
        Assert.Equal(new ColumnRef(0, "IsDeleted"), comparison.Column);
        Assert.Equal(Comparator.Equal, comparison.Operator);
        Assert.IsType<Constant>(comparison.Value);
    }

    [Fact]
    public void SeveralParts_AreRead()
    {
        var all = Assert.IsType<AllOf>(Read("[IsDeleted] = 0 AND [Status] IN (1, 2) AND [Email] IS NOT NULL", Store.SqlServer));
        Assert.Equal([Comparator.Equal, Comparator.In, Comparator.IsNotNull], all.Operands.Select(static part => ((Comparison)part).Operator));
    }

    [Theory]
    [InlineData("lower(Email) = 'a'")]
    [InlineData("Email = Status")]
    [InlineData("IsDeleted = 0 AND")]
    [InlineData("IsDeleted = 0; DROP TABLE t")]
    [InlineData("1 = 1")]
    [InlineData("")]
    public void Other_StaysUnknown(string filter) => Assert.Null(Read(filter, Store.Sqlite));

    private static Predicate? Read(string filter, Store store)
    {
        var index = new TableIndex("IX", new[] { new IndexColumn("Email", false) }) { Filter = Fact<string>.Of(filter) };
        var table = new Table(new TableName(null, "Users"))
        {
            Columns = new[] { new Column("Email"), new Column("IsDeleted"), new Column("Status") },
            Indexes = new[] { index },
        };
        return IndexFilters.Read(new[] { new Schema("Shop", store, new[] { table }, default) }, CancellationToken.None)[0].Tables[0].Indexes[0].FilterPredicate;
    }
}
