namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class UnquotedMixedCaseNameTests
{
    private const string Rule = "DBA5005";

    [Fact]
    public Task UnquotedTable_Fires() => SqlRuleCase.PostgreSql(
        Rule,
        "shop.Database.ExecuteSqlRaw(\"DELETE FROM [|Orders|] WHERE 1 = 1\");",
        "PostgreSQL reads 'Orders' as 'orders', but the model's name is 'Orders': the statement fails. Write \"Orders\" with double quotes");

    [Theory]
    [InlineData("new Npgsql.NpgsqlConnection().Query<Order>(\"SELECT * FROM \\\"Orders\\\" o WHERE [|o.Email|] = @email\", new { email });")]
    public Task UnquotedColumn_Fires(string body) => SqlRuleCase.PostgreSql(Rule, body.Replace("[|o.Email|]", "o.[|Email|]", StringComparison.Ordinal));

    [Theory]
    [InlineData("shop.Database.ExecuteSqlRaw(\"DELETE FROM \\\"Orders\\\" WHERE \\\"Id\\\" = 1\");")]
    [InlineData("shop.Database.ExecuteSqlRaw(\"DELETE FROM orders_archive WHERE Id = 1\");")]
    public Task Quoted_Silent(string body) => SqlRuleCase.PostgreSql(Rule, body);

    [Theory]
    [InlineData("shop.Database.ExecuteSqlRaw(\"DELETE FROM Orders WHERE Id = 1\");")]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE Id = 1\");")]
    public Task OtherEngine_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);
}
