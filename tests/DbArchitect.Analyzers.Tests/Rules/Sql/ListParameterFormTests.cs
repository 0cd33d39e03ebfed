using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class ListParameterFormTests
{
    private const string Rule = "DBA5010";

    [Fact]
    public Task Parentheses_Fire() => SqlShop.SqlServer(
        Rule,
        "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Id IN (@ids)|]\", new { ids });",
        "Dapper puts parentheses around the values of @ids itself: the statement fails when it is executed. Write IN @ids");

    [Fact]
    public Task AnyOnSqlServer_Fires() => SqlShop.SqlServer(Rule, "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Id = [|ANY(@ids)|]\", new { ids });");

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"Id\\\" IN @ids|]\", new { ids });")]
    [InlineData("db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE [|\\\"Id\\\" IN (@ids)|]\", new { ids = ids.ToArray() });")]
    public Task ListOnPostgreSql_Fires(string body) => SqlShop.PostgreSql(Rule, body);

    [Fact]
    public Task SingleValue_Fires() => SqlShop.Sqlite(Rule, "db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE [|Id IN @id|]\", new { id });");

    [Theory]
    [InlineData("SqlServer", "Id IN (@ids)", "Id IN @ids")]
    [InlineData("SqlServer", "Id NOT IN (@ids)", "Id NOT IN @ids")]
    [InlineData("PostgreSql", "id IN @ids", "id = ANY(@ids)")]
    [InlineData("PostgreSql", "id IN (@ids)", "id = ANY(@ids)")]
    [InlineData("PostgreSql", "id NOT IN (@ids)", "")]
    public void Fix_WritesTheForm(string store, string text, string expected)
    {
        var kind = store == "PostgreSql" ? QueryTraitKind.ListAsArray : QueryTraitKind.ListInParentheses;
        var query = new Query(FrontEnd.Dapper, new Terminal(TerminalKind.List, "Query")) { Traits = [new QueryTrait(kind, "ids", default) { Text = text }] };
        var finding = Assert.Single(new DbArchitect.Analyzers.Rules.Sql.ListParameterForm().Check(new DbArchitect.Analyzers.Rules.QueryContext(query, null, Options.None)));
        Assert.Equal(expected, (finding.Fix as ReplaceSqlText)?.New ?? "");
    }

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Id IN @ids\", new { ids });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Id IN (@id)\", new { id });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Id IN (@id, @other)\", new { id, other = 2 });")]
    [InlineData("any.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Id IN @ids\", new { ids = (object)ids });")]
    [InlineData("using var c = NewCommand(\"SELECT Id FROM Orders WHERE Id IN (@ids)\", db); c.Parameters.AddWithValue(\"@ids\", id); c.ExecuteReader();")]
    public Task RightForm_Silent(string body) => SqlShop.Sqlite(Rule, body);

    [Fact]
    public Task AnyOnPostgreSql_Silent() => SqlShop.PostgreSql(Rule, "db.Query<Row>(\"SELECT * FROM \\\"Orders\\\" WHERE \\\"Id\\\" = ANY(@ids)\", new { ids });");
}

public sealed class ParameterInLiteralTests
{
    private const string Rule = "DBA5011";

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email LIKE [|'%@email%'|]\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = [|'@email'|]\", new { email });")]
    public Task BetweenQuotes_Fires(string body) => SqlShop.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email LIKE '%' || @email || '%'\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email LIKE '%@example.org'\", new { email });")]
    [InlineData("db.Query<Row>(\"SELECT Id, Email FROM Orders WHERE Email = '@nobody'\", new { email });")]
    public Task ParameterOrText_Silent(string body) => SqlShop.Sqlite(Rule, body);
}
