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
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE [|Emial|] = @email\", new { email });")]
    [InlineData("db.Execute(\"UPDATE Orders SET [|Stauts|] = 1 WHERE Id = @id\", new { id });")]
    [InlineData("db.Execute($\"DELETE FROM Orders WHERE Id = {id} AND [|Emial|] IN ('a', 'b')\");")]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE EXISTS (SELECT 1 FROM Orders WHERE [|Emial|] LIKE 'a%')\");")]
    [InlineData("using var command = db.CreateCommand();\ncommand.CommandText = \"SELECT COUNT(*) FROM Orders WHERE [|Emial|] IS NULL\";\ncommand.ExecuteScalar();")]
    public Task BareNameInAQueryOfOneTable_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE Email = \\\"somebody\\\"\");")]
    [InlineData("db.Query<Order>(\"SELECT Id, Email AS Mail FROM Orders WHERE Mail = 'a'\");")]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders o JOIN Other x ON x.OrderId = o.Id WHERE Remark = 'a'\");")]
    [InlineData("db.Query<Order>($\"SELECT Id FROM Orders {order} WHERE Remark = 'a'\");")]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE EXISTS (SELECT 1 FROM Other WHERE Remark = Email)\");")]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE Id = true OR Email < current_date\");")]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE Email > DATE_SUB(Email, INTERVAL 7 DAY)\");")]
    public Task BareNameOfSomethingElse_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Execute(\"UPDATE Orders SET Counter = Counter + 1 WHERE Id = @id\", new { id });")]
    [InlineData("db.Execute(\"UPDATE Orders SET Orders.Counter = 0\"); db.Query<int>(\"SELECT Id FROM Orders WHERE Counter > 3\");")]
    [InlineData("db.Execute(\"INSERT INTO Orders (Id, Counter) VALUES (@id, 0)\", new { id }); db.Query<int>(\"SELECT o.Counter FROM Orders o\");")]
    public Task ColumnThatSqlAloneWrites_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Execute(\"UPDATE Orders SET [|Emial|] = '' WHERE Id = @id\", new { id });")]
    [InlineData("db.Execute(\"INSERT INTO Orders (Id, [|Stauts|]) VALUES (@id, 0)\", new { id });")]
    public Task MistypedColumnThatIsWritten_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT o.Id FROM Orders o WHERE o.Email = @email\", new { email });")]
    [InlineData("db.Query<Order>(\"SELECT o.rowid FROM Orders o\");")]
    [InlineData("db.Query<Order>(\"SELECT x.Anything FROM Other x\");")]
    [InlineData("db.Query<Order>(\"WITH o AS (SELECT 1 AS Anything) SELECT o.Anything FROM o\");")]
    [InlineData("db.Query<Order>(\"SELECT x.Total FROM (SELECT SUM(Id) AS Total FROM Orders) x\");")]
    [InlineData("db.Query<Order>($\"SELECT o.{order} FROM Orders o\");")]
    public Task KnownOrNotTheTables_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);
}
