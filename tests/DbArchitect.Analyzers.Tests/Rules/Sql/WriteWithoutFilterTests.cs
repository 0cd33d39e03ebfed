namespace DbArchitect.Analyzers.Tests.SqlRules;

public sealed class WriteWithoutFilterTests
{
    private const string Rule = "DBA5002";

    [Theory]
    [InlineData("[|db.Execute(\"DELETE FROM Orders\")|];")]
    [InlineData("[|db.Execute(\"UPDATE Orders SET Email = ''\")|];")]
    [InlineData("[|shop.Database.ExecuteSqlRaw(\"DELETE FROM Orders\")|];")]
    [InlineData("shop.Orders.[|ExecuteDelete()|];")]
    [InlineData("shop.Orders.[|ExecuteUpdate(set => set.SetProperty(order => order.Email, \"\"))|];")]
    public Task AllRows_Fires(string body) => SqlRuleCase.Sqlite(Rule, body);

    [Theory]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE Id = @id\", new { id });")]
    [InlineData("db.Execute(\"DELETE FROM Orders WHERE 1 = 1\");")]
    [InlineData("db.Execute(\"DELETE FROM Orders \" + order);")]
    [InlineData("db.Execute(\"DELETE FROM temp_orders\");")]
    [InlineData("db.Execute(\"DELETE FROM Orders; DELETE FROM Customers; DELETE FROM Invoices\");")]
    [InlineData("db.Execute(\"TRUNCATE TABLE Orders\");")]
    [InlineData("shop.Orders.Where(order => order.Id == id).ExecuteDelete();")]
    [InlineData("shop.Orders.Where(_ => true).ExecuteDelete();")]
    [InlineData("db.Query<Order>(\"SELECT * FROM Orders\");")]
    [InlineData("var sql = \"DELETE FROM Orders\"; if (id >= 0) sql += \" WHERE Id = @id\"; else return null; db.Execute(sql, new { id });")]
    public Task FilteredOrUnknown_Silent(string body) => SqlRuleCase.Sqlite(Rule, body);
}
