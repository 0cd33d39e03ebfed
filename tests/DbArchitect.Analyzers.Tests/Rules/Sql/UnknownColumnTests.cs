namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class UnknownColumnTests
{
    private const string Rule = "DBA5004";

    [Fact]
    public Task MistypedColumn_FiresWithTheNearest() => SqlRuleCase.Sqlite(
        Rule,
        "db.Query<Order>(\"SELECT o.Id FROM Orders o WHERE [|o.Emial|] = @email\", new { email });",
        "Orders has no column 'Emial' in the model: if the database has none either, the statement fails. Write 'Email'");

    [Fact]
    public Task ForeignColumn_FiresWithoutSuggestion() => SqlRuleCase.Sqlite(
        Rule,
        "db.Query<Order>(\"SELECT Orders.Id FROM Orders WHERE [|Orders.Warehouse|] = 1\");",
        "Orders has no column 'Warehouse' in the model: if the database has none either, the statement fails. Correct the name, or map the column");

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT o.Id FROM Orders o WHERE o.Email = @email\", new { email });")]
    [InlineData("db.Query<Order>(\"SELECT o.rowid FROM Orders o\");")]
    [InlineData("db.Query<Order>(\"SELECT x.Anything FROM Other x\");")]
    [InlineData("db.Query<Order>(\"WITH o AS (SELECT 1 AS Anything) SELECT o.Anything FROM o\");")]
    [InlineData("db.Query<Order>(\"SELECT x.Total FROM (SELECT SUM(Id) AS Total FROM Orders) x\");")]
    [InlineData("db.Query<Order>($\"SELECT o.{order} FROM Orders o\");")]
    public Task KnownOrNotTheTables_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);
}
