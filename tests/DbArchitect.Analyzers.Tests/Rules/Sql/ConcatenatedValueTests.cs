namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class ConcatenatedValueTests
{
    private const string Rule = "DBA5001";

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email = '\" + [|email|] + \"'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{[|email|]}'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email LIKE '%{[|filter.Email|]}%'\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = {[|email|]}\");")]
    [InlineData("db.Execute(string.Format(\"UPDATE Orders SET Email = '{0}' WHERE Id = 1\", [|email|]));")]
    [InlineData("var sql = \"SELECT * FROM Orders\"; sql += \" WHERE Email = '\" + [|filter.Email|] + \"'\"; db.Query<Order>(sql);")]
    [InlineData("var name = [|email|].Trim(); db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{name}'\");")]
    public Task TextAsValue_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders WHERE Email = @email\", new { email });")]
    [InlineData("db.Query<Order>($\"SELECT * FROM {Table} WHERE Email = @email\", new { email });")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id = {id}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id = {id.ToString()}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Status = {(int)status}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id IN ({string.Join(\",\", ids)})\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id IN ({string.Join(\",\", ids.Select(i => i.ToString()).ToArray())})\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Id = 1 ORDER BY {order}\");")]
    [InlineData("var parameter = $\"@p{id}\"; db.Query<Order>($\"SELECT * FROM Orders WHERE Id = {parameter}\");")]
    [InlineData("shop.Orders.FromSql($\"SELECT * FROM Orders WHERE Email = {email}\").ToList();")]
    [InlineData("shop.Database.ExecuteSql($\"UPDATE Orders SET Email = {email} WHERE Id = {id}\");")]
    [InlineData("db.Query<Order>($\"SELECT * FROM Orders WHERE Email = '{nameof(Order.Email)}'\");")]
    [InlineData("System.Console.WriteLine($\"SELECT * FROM Orders WHERE Email = '{email}'\");")]
    public Task ParameterOrHarmless_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);
}
