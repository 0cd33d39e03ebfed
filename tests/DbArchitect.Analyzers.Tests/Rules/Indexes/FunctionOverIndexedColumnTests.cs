using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes;

public sealed class FunctionOverIndexedColumnTests
{
    private static Shop On(Store store, params string[] indexes) => new() { Store = store, Indexes = indexes };

    [Fact]
    public void Message_NamesIndexColumnAndRange() => Assert.Equal(
        ["DBA1013: IX(CreatedAt) cannot be searched by CreatedAt: CreatedAt.Date is computed for every row. Compare CreatedAt with a half-open range"],
        On(Store.PostgreSql, "(CreatedAt)").Orders.Where("date(CreatedAt) = @d").Messages());

    [Theory]
    [InlineData(nameof(Store.PostgreSql), "W")]
    [InlineData(nameof(Store.Sqlite), "W")]
    [InlineData(nameof(Store.Oracle), "W")]
    [InlineData(nameof(Store.MySql), "I")]
    [InlineData(nameof(Store.SqlServer), "H")]
    public void DateOfTheOnlyKey_DependsOnTheEngine(string store, string severity) =>
        On(Enum.Parse<Store>(store), "(CreatedAt)").Orders.Where("date(CreatedAt) = @d").Expect("DBA1013 " + severity + " RewriteDatePart");

    [Fact]
    public void Year_Fires() => On(Store.Sqlite, "(CreatedAt)").Orders.Where("year(CreatedAt) = 2024").Expect("DBA1013 W RewriteDatePart");

    [Fact]
    public void YearOnSqlServer_Informs() => On(Store.SqlServer, "(CreatedAt)").Orders.Where("year(CreatedAt) = 2024").Expect("DBA1013 I RewriteDatePart");

    [Fact]
    public void LeaderOfALongerIndex_Informs() => On(Store.Sqlite, "(CreatedAt, Total)").Orders.Where("date(CreatedAt) = @d").Expect("DBA1013 I RewriteDatePart");

    [Fact]
    public void BehindTheTenant_Informs() => On(Store.Sqlite, "(TenantId, CreatedAt)").Orders.Where("TenantId = @t and date(CreatedAt) = @d").Expect("DBA1013 I RewriteDatePart");

    [Fact]
    public void NextKeyOfTheNarrowingIndex_Informs() =>
        On(Store.Sqlite, "(CustomerId, CreatedAt)").Orders.Where("CustomerId = @c and date(CreatedAt) = @d").Expect("DBA1013 I RewriteDatePart");

    [Fact]
    public void LaterKeyOfTheNarrowingIndex_Silent() =>
        On(Store.Sqlite, "(CustomerId, Total, CreatedAt)").Orders.Where("CustomerId = @c and date(CreatedAt) = @d").Silent();

    [Fact]
    public void DateAdd_MovesToTheOtherSide() => On(Store.Sqlite, "(CreatedAt)").Orders.Where("adddays(CreatedAt) > @now").Expect("DBA1013 I RewriteDateAdd");

    [Fact]
    public void Arithmetic_Informs() => On(Store.Sqlite, "(Total)").Orders.Where("times(Total) > @x").Expect("DBA1013 I");

    [Theory]
    [InlineData("trim(Email) = @e")]
    [InlineData("substring(Email) = @e")]
    [InlineData("coalesce(Email) = @e")]
    [InlineData("abs(Quantity) = @e")]
    public void OtherFunctions_Inform(string condition) => On(Store.Sqlite, "(Email)", "(Quantity)").Orders.Where(condition).Expect("DBA1013 I");

    [Theory]
    [InlineData("month(CreatedAt) = 3")]
    [InlineData("length(Email) = 3")]
    [InlineData("bits(Quantity) = 1")]
    [InlineData("cast(Quantity) = 1")]
    public void FunctionsWithoutACounterpart_Silent(string condition) => On(Store.Sqlite, "(Email)", "(Quantity)", "(CreatedAt)").Orders.Where(condition).Silent();

    [Fact]
    public void ColumnWithoutIndex_Silent() => On(Store.Sqlite).Orders.Where("date(CreatedAt) = @d").Silent();

    [Fact]
    public void SelectiveColumnServes_Silent() => On(Store.Sqlite, "(CreatedAt)").Orders.Where("CustomerId = @c and date(CreatedAt) = @d").Silent();

    [Fact]
    public void SelectiveColumnWithoutIndex_IsAMissingIndex() =>
        On(Store.Sqlite, "(CreatedAt)").Orders.Where("Email = @e and date(CreatedAt) = @d").First().Expect("DBA1001 W +(Email)");

    [Fact]
    public void ExpressionIndex_Silent() => On(Store.PostgreSql, "(CreatedAt)", "(date[CreatedAt])").Orders.Where("date(CreatedAt) = @d").Silent();

    [Fact]
    public void IndexedComputedColumn_Silent() => new Shop
    {
        Indexes = ["(CreatedAt)", "(Notes)"],
        Change = static table => table with
        {
            Columns = (EquatableArray<Column>)table.Columns.Select(static column =>
                column.Name == "Notes" ? column with { ComputedSql = Fact<string>.Of("CONVERT(date, [CreatedAt])") } : column).ToArray(),
        },
    }.Orders.Where("year(CreatedAt) = @d").Silent();

    [Fact]
    public void NotEqual_Silent() => On(Store.Sqlite, "(Total)").Orders.Where("times(Total) <> @x").Silent();

    [Fact]
    public void SmallTable_Silent() => new Shop { Store = Store.Sqlite, Indexes = ["(CreatedAt)"], Settings = { ["dbarchitect.small_tables"] = "Orders" } }.Orders.Where("date(CreatedAt) = @d").Silent();
}
