using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class ForeignKeyIndexFilteredTests
{
    private static Shop With(params string[] indexes) => new() { ConventionIndex = false, Indexes = indexes };

    [Fact]
    public void Message_NamesTheForeignKey() => Assert.Equal(
        ["DBA1007: IX(CustomerId) where IsDeleted = false is the only index on the foreign key (CustomerId) of Orders and does not hold every row: deletes from Customers and joins read "
         + "the whole table. Add a plain index on (CustomerId)"],
        With("(CustomerId) where IsDeleted = false").Messages());

    [Fact]
    public void LongerFilteredIndex_Fires() => With("(CustomerId, CreatedAt) where Status = 1").Expect("DBA1007 W +IX_Orders_CustomerId_All(CustomerId)");

    [Fact]
    public void KindThatServesNoEquality_Fires() =>
        new Shop { Store = Store.PostgreSql, ConventionIndex = false, Indexes = ["(CustomerId) using brin"] }.Expect("DBA1007 W +IX_Orders_CustomerId_All(CustomerId)");

    [Fact]
    public void HashOfOneColumn_Serves() => new Shop { Store = Store.PostgreSql, ConventionIndex = false, Indexes = ["(CustomerId) using hash"] }.Expect();

    [Fact]
    public void PlainIndexBesides_Silent() => With("(CustomerId) where IsDeleted = false", "IX_All (CustomerId)").Expect();

    [Fact]
    public void NotNullFilter_Silent() => With("(CustomerId) where CustomerId is not null").Expect();

    [Fact]
    public void FilterThatNobodyCanRead_Silent() => With("(CustomerId) where opaque").Expect();

    [Fact]
    public void MySql_Silent() => new Shop { Store = Store.MySql, ConventionIndex = false, Indexes = ["(CustomerId) where IsDeleted = false"] }.Expect();

    [Fact]
    public void FilteredIndexOnAnotherColumn_Silent() => new Shop { Indexes = ["(Email) where IsDeleted = false"] }.Expect();
}
