using DbArchitect.Analyzers.Tests.SqlRules;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class DistinctOverFanOutTests
{
    private const string Rule = "DBA2111";

    [Fact]
    public Task RowsOfACollectionThatOnlyFilter_AreReported() => ShopCode.Check(
        Rule,
        """
        var orders = await (from o in db.Orders
                            from l in o.Lines
                            where l.ProductId == ids[0]
                            select o).[|Distinct|]().ToListAsync();
        Console.WriteLine(orders.Count);
        """,
        DiagnosticSeverity.Info,
        "DISTINCT only removes what the join with OrderLine multiplied: each Order is read once for every OrderLine of it, and sorted or hashed away again. Ask whether there is one (Any) instead of joining");

    [Fact]
    public Task JoinThatOnlyFilters_IsReported() => ShopCode.Check(
        Rule,
        """
        var product = ids[0];
        var numbers = await (from o in db.Orders
                             join l in db.Lines on o.Id equals l.OrderId
                             where l.ProductId == product
                             select new { o.Id, o.Number }).[|Distinct|]().ToListAsync();
        Console.WriteLine(numbers.Count);
        """);

    [Fact]
    public Task FromTheManySide_IsReported() => ShopCode.Check(
        Rule,
        """
        var product = ids[0];
        var orders = await db.Lines.Where(l => l.ProductId == product).Join(db.Orders, l => l.OrderId, o => o.Id, (l, o) => o).[|Distinct|]().ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task Any_IsSilent() => ShopCode.Check(Rule, "Console.WriteLine((await db.Orders.Where(o => o.Lines.Any(l => l.ProductId == ids[0])).ToListAsync()).Count);");

    [Fact]
    public Task DistinctValues_AreSilent() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine((await db.Customers.Select(c => c.City).Distinct().ToListAsync()).Count);
        Console.WriteLine((await (from o in db.Orders from l in o.Lines select o.Number).Distinct().ToListAsync()).Count);
        """);

    [Fact]
    public Task ColumnsOfBothSides_AreSilent() => ShopCode.Check(
        Rule,
        """
        var pairs = await (from o in db.Orders join l in db.Lines on o.Id equals l.OrderId select new { o.Id, l.ProductId }).Distinct().ToListAsync();
        Console.WriteLine(pairs.Count);
        """);

    [Fact]
    public Task JoinToTheOneSide_IsSilent() => ShopCode.Check(
        Rule,
        """
        var lines = await (from l in db.Lines join o in db.Orders on l.OrderId equals o.Id where o.Number == "1" select l).Distinct().ToListAsync();
        Console.WriteLine(lines.Count);
        """);

    [Fact]
    public Task JoinByAUniqueColumn_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = await (from c in db.Customers join p in db.Products on c.Name equals p.Sku select c).Distinct().ToListAsync();
        Console.WriteLine(customers.Count);
        """);

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT DISTINCT [|o.*|] FROM Orders o JOIN Visits v ON v.OrderId = o.Id\");")]
    [InlineData("db.Query<Order>(\"SELECT DISTINCT [|o.Id, o.Email|] FROM Orders o, Visits v WHERE v.OrderId = o.Id AND v.Page = @id\", new { id });")]
    public Task SqlText_IsReported(string body) => Sql(body);

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT DISTINCT o.Email FROM Orders o JOIN Visits v ON v.OrderId = o.Id\");")]
    [InlineData("db.Query<Order>(\"SELECT DISTINCT o.Id, v.Page FROM Orders o JOIN Visits v ON v.OrderId = o.Id\");")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o JOIN Visits v ON v.OrderId = o.Id\");")]
    [InlineData("db.Query<Order>(\"SELECT DISTINCT v.* FROM Orders o JOIN Visits v ON v.OrderId = o.Id\");")]
    [InlineData("db.Query<Order>(\"SELECT DISTINCT * FROM Orders o JOIN Visits v ON v.OrderId = o.Id\");")]
    public Task SqlText_IsSilent(string body) => Sql(body);

    private static Task Sql(string body) => JoinCode.Check(Rule, body);
}
