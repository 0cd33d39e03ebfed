namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class UnusedParameterTests
{
    private const string Rule = "DBA5007";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @email\", new { email, [|id|] });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @email\", new { email, [|number = id|] });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Id > @idMinimum\", new { idMinimum = 1, [|id|] });")]
    public Task NotNamed_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @Email\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = @Email\", filter);")]
    [InlineData("db.Query<Row>($\"SELECT Id, Email FROM Orders WHERE {order}\", new { email });")]
    [InlineData("db.Query<Row>(order, new { email });")]
    [InlineData("var sql = \"SELECT Id, Email FROM Orders\"; if (all) sql += \" WHERE Email = @email\"; db.Query<Row>(sql, new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email LIKE '%@email%'\", new { email });")]
    [InlineData("db.Query<Row>(\"Pay\", new { id }, commandType: CommandType.StoredProcedure);")]
    [InlineData("db.Query<Row>(\"#Pay\", new { id });")]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE Id = {=id}\", new { id });")]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE Id = ?id?\", new { id });")]
    public Task NamedOrUnknown_Silent(string body) => SqlShop.Sqlite(Rule, body);
}
