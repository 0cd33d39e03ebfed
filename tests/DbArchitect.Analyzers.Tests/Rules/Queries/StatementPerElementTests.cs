using DbArchitect.Analyzers.Tests.SqlRules;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class StatementPerElementTests
{
    private const string Rule = "DBA2007";

    [Theory]
    [InlineData("[|db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", names.Select(name => new { Email = name }))|];")]
    [InlineData("var rows = names.Select(name => new { Email = name }).ToList(); [|db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", rows)|];")]
    [InlineData("var rows = new List<Order>(); foreach (var name in names) rows.Add(new Order { Email = name }); [|db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", rows)|];")]
    [InlineData("_ = [|db.ExecuteAsync(\"UPDATE Orders SET Email = '' WHERE Id = @Id\", ids.Select(id => new { Id = id }))|];")]
    [InlineData("foreach (var key in ids) [|db.Execute(\"DELETE FROM Orders WHERE Id = @key\", new { key })|];")]
    [InlineData("foreach (var name in names) [|db.Execute(\"INSERT INTO Orders (Email) VALUES (@name)\", new { name })|];")]
    [InlineData("ids.ForEach(key => [|shop.Database.ExecuteSql($\"DELETE FROM Orders WHERE Id = {key}\")|]);")]
    public Task ListOrLoop_Fires(string body) => SqlRuleCase.PostgreSql(Rule, body);

    [Theory]
    [InlineData("db.Execute(\"INSERT INTO Orders (Email) VALUES (@email)\", new { email });")]
    [InlineData("db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", new[] { new { Email = \"a\" }, new { Email = \"b\" } });")]
    [InlineData("db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", (object[])[new { Email = \"a\" }, new { Email = \"b\" }]);")]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE Id = ANY(@ids)\", new { ids });")]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Id = ANY(@ids)\", new { ids });")]
    [InlineData("db.Execute(new CommandDefinition(\"INSERT INTO Orders (Email) VALUES (@Email)\", names.Select(name => new { Email = name }), flags: CommandFlags.Pipelined));")]
    [InlineData("db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", new Dictionary<string, object> { [\"Email\"] = email });")]
    [InlineData("foreach (var key in ids.Chunk(500)) db.Execute(\"DELETE FROM Orders WHERE Id = ANY(@key)\", new { key });")]
    [InlineData("foreach (var key in ids) { try { db.Execute(\"DELETE FROM Orders WHERE Id = @key\", new { key }); } catch (DataException) { } }")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) db.Execute(\"UPDATE Orders SET Email = @email WHERE Id = @id\", new { id, email });")]
    [InlineData("while (db.Execute(\"DELETE FROM Orders WHERE Id IN (SELECT Id FROM Orders WHERE Email = @email LIMIT 1000)\", new { email }) > 0) { }")]
    public Task OneStatementOrAReason_Silent(string body) => SqlRuleCase.PostgreSql(Rule, body);

    /// <summary>There is no way to the database that could be shortened.</summary>
    [Fact]
    public Task Sqlite_Silent() => SqlRuleCase.Sqlite(Rule, "db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", names.Select(name => new { Email = name }));");

    [Fact]
    public Task Message_NamesTheBulkWayOfTheEngine() => SqlRuleCase.PostgreSql(
        Rule,
        "[|db.Execute(\"INSERT INTO Orders (Email) VALUES (@Email)\", names.Select(name => new { Email = name }))|];",
        "Execute sends this INSERT once for every element of names.Select(name => new { Email = name }): as many round trips as elements. "
        + "Send the values as arrays to one INSERT ... SELECT FROM unnest, or, where no row can conflict, by COPY");

    [Fact]
    public Task QueryInALoop_IsReportedByItsOwnRule() => SqlRuleCase.PostgreSql("DBA2001", "foreach (var key in ids) Console.WriteLine([|db.QueryFirst<Order>(\"SELECT * FROM Orders WHERE Id = @key\", new { key })|]);");

    [Fact]
    public Task QueryInALoopWithIsolatedErrors_IsSilent() =>
        SqlRuleCase.PostgreSql("DBA2001", "foreach (var key in ids) { try { Console.WriteLine(db.QueryFirst<Order>(\"SELECT * FROM Orders WHERE Id = @key\", new { key })); } catch (DataException) { } }");

    [Fact]
    public Task WriteInALoop_IsNotReportedTwice() => SqlRuleCase.PostgreSql("DBA2001", "foreach (var key in ids) db.Execute(\"DELETE FROM Orders WHERE Id = @key\", new { key });");
}
