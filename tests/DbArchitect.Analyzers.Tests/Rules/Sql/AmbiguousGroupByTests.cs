using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class AmbiguousGroupByTests
{
    private const string Rule = "DBA5027";

    [Fact]
    public Task SelectedColumn_Fires() => SqlShop.Sqlite(
        Rule,
        "db.Query<Row>(\"SELECT Status, [|Email|], COUNT(*) FROM Orders GROUP BY Status\");",
        "Orders.Email is neither grouped nor aggregated: each group shows that of any of its rows. Add it to GROUP BY, or take its MIN or MAX",
        DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT CustomerId, upper([|Email|]) AS Email, SUM(Total) FROM Orders GROUP BY CustomerId\");")]
    [InlineData("db.Query<Row>(\"SELECT CustomerId, COALESCE([|Email|], '') || Code, COUNT(*) FROM Orders GROUP BY CustomerId\");")]
    [InlineData("db.Query<int>(\"SELECT CustomerId FROM Orders GROUP BY CustomerId ORDER BY [|PlacedAt|]\");")]
    [InlineData("db.Query<Row>(\"SELECT [|Email|], COUNT(*) FROM Orders\");")]
    [InlineData("db.Query<Row>(\"SELECT o.CustomerId, [|o.Email|], COUNT(*) FROM Orders o JOIN Customers c ON c.Id = o.CustomerId GROUP BY o.CustomerId\");")]
    [InlineData("db.Query<Row>(\"SELECT [|c.Name|], COUNT(*) FROM Orders o JOIN Customers c ON c.Id = o.CustomerId GROUP BY o.Status\");")]
    [InlineData("db.Query<Row>(\"SELECT Status, [|Email|], COUNT(*) FROM Orders WHERE Email = @email OR Id = @id GROUP BY Status\", new { email, id });")]
    [InlineData("db.Query<Row>(\"SELECT CASE WHEN Status = 1 THEN [|Email|] END, COUNT(*) FROM Orders GROUP BY Status\");")]
    public Task NeitherGroupedNorFixed_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    // Grouped, as a column, an alias, a place or an expression.
    [InlineData("SELECT Status, Email, COUNT(*) FROM Orders GROUP BY Status, Email")]
    [InlineData("SELECT Status, Email, COUNT(*) FROM Orders GROUP BY 1, 2")]
    [InlineData("SELECT Email AS Mail, COUNT(*) FROM Orders GROUP BY Mail")]
    [InlineData("SELECT date(PlacedAt) AS Day, COUNT(*) FROM Orders GROUP BY date(PlacedAt) ORDER BY date(PlacedAt)")]
    [InlineData("SELECT date(PlacedAt) AS Day, COUNT(*) FROM Orders GROUP BY Day ORDER BY Day")]
    // Aggregated, by one that is known, or may be one.
    [InlineData("SELECT Status, COUNT(DISTINCT Email), total(Total), group_concat(Code) FROM Orders GROUP BY Status")]
    [InlineData("SELECT Status, my_aggregate(Email) FROM Orders GROUP BY Status")]
    [InlineData("SELECT COUNT(*), SUM(Total) FROM Orders")]
    // SQLite takes the other columns from the row of the minimum or maximum.
    [InlineData("SELECT CustomerId, Email, MAX(PlacedAt) FROM Orders GROUP BY CustomerId")]
    [InlineData("SELECT Email, MIN(Total) FROM Orders")]
    // The key of the table is grouped, or a unique column.
    [InlineData("SELECT Id, Email, COUNT(*) FROM Orders GROUP BY Id")]
    [InlineData("SELECT Number, Email, COUNT(*) FROM Orders GROUP BY Number")]
    [InlineData("SELECT c.Id, c.Name, COUNT(o.Id) FROM Customers c LEFT JOIN Orders o ON o.CustomerId = c.Id GROUP BY c.Id")]
    // The key is tied to a grouped column, or to a value.
    [InlineData("SELECT o.CustomerId, c.Name, COUNT(*) FROM Orders o JOIN Customers c ON c.Id = o.CustomerId GROUP BY o.CustomerId")]
    [InlineData("SELECT o.CustomerId, c.Name, COUNT(*) FROM Orders o, Customers c WHERE c.Id = o.CustomerId GROUP BY o.CustomerId")]
    [InlineData("SELECT Email, COUNT(*) FROM Orders WHERE Email = 'a'")]
    [InlineData("SELECT c.Name, COUNT(*) FROM Customers c JOIN Orders o ON o.CustomerId = c.Id WHERE c.Id = 3")]
    // Windows, sub-queries, tables that are not known, no aggregate at all.
    [InlineData("SELECT Id, Email, COUNT(*) OVER (PARTITION BY Status) FROM Orders")]
    [InlineData("SELECT c.Id, (SELECT COUNT(*) FROM Orders o WHERE o.CustomerId = c.Id) FROM Customers c")]
    [InlineData("SELECT x.A, x.B, COUNT(*) FROM Others x GROUP BY x.A")]
    [InlineData("SELECT Id, Email FROM Orders")]
    [InlineData("SELECT DISTINCT Email FROM Orders ORDER BY PlacedAt")]
    public Task GroupedAggregatedOrFixed_Silent(string sql) => SqlShop.Sqlite(Rule, $"db.Query<Row>(\"{sql}\");");

    [Fact]
    public Task GroupingKnownAtRunTime_Silent() => SqlShop.Sqlite(Rule, "db.Query<Row>($\"SELECT Status, Email, COUNT(*) FROM Orders GROUP BY {order}\");");

    [Fact]
    public Task EngineThatRefusesIt_Silent() => SqlShop.PostgreSql(Rule, "db.Query<Row>(\"SELECT \\\"Status\\\", \\\"Email\\\", COUNT(*) FROM \\\"Orders\\\" GROUP BY \\\"Status\\\"\");");
}
