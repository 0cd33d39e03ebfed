namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class ComparisonWithNullTests
{
    private const string Rule = "DBA5003";

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE [|Email = NULL|]\");")]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Id = 1 AND ([|Email <> NULL|] OR Status = 1)\");")]
    [InlineData("db.Query<Order>(\"\"\"SELECT * FROM Orders o LEFT JOIN Orders p ON p.Id = o.Id AND [|p.Email = null|]\"\"\");")]
    public Task Comparison_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email IS NULL\");")]
    [InlineData("db.Execute(\"UPDATE Orders SET Email = NULL WHERE Id = 1\");")]
    [InlineData("shop.Orders.Where(order => order.Email == null).ToList();")]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email = 'NULL'\");")]
    public Task NullTestOrAssignment_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);
}
