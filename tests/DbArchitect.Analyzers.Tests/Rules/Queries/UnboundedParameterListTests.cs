namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class UnboundedParameterListTests
{
    private const string Rule = "DBA2307";

    /// <summary>EF Core 10 on SQLite makes each value a parameter.</summary>
    [Theory]
    [InlineData("var orders = shop.Orders.ToList(); var keys = orders.Select(o => o.Id).ToList(); _ = shop.Visits.Where(v => [|keys.Contains(v.OrderId)|]).ToList(); return orders;")]
    [InlineData("var orders = shop.Orders.ToList(); _ = shop.Visits.Where(v => [|orders.Select(o => o.Id).Contains(v.OrderId)|]).ToList(); return orders;")]
    [InlineData("var keys = shop.Orders.Where(o => o.Email != \"\").Select(o => o.Id).ToList(); Console.WriteLine(keys.Count); _ = shop.Visits.Where(v => [|keys.Contains(v.OrderId)|]).ToList();")]
    [InlineData("var keys = db.Query<int>(\"SELECT Id FROM Orders\").ToList(); db.Query<Visit>(\"SELECT * FROM Visits WHERE [|OrderId IN @keys|]\", new { keys });")]
    public Task ListOfAWholeTable_Fires(string body) => JoinCode.Check(Rule, body);

    [Theory]
    [InlineData("_ = shop.Visits.Where(v => ids.Contains(v.OrderId)).ToList();")]
    [InlineData("var page = shop.Orders.OrderBy(o => o.Id).Take(50).ToList(); var keys = page.Select(o => o.Id).ToList(); _ = shop.Visits.Where(v => keys.Contains(v.OrderId)).ToList(); return page;")]
    [InlineData("var orders = shop.Orders.Where(o => o.BuyerId == id).ToList(); _ = shop.Visits.Where(v => orders.Select(o => o.Id).Contains(v.OrderId)).ToList(); return orders;")]
    [InlineData("var keys = shop.Orders.Select(o => o.Id); _ = shop.Visits.Where(v => keys.Contains(v.OrderId)).ToList();")]
    [InlineData("var orders = shop.Orders.ToList(); foreach (var chunk in orders.Select(o => o.Id).Chunk(500)) _ = shop.Visits.Where(v => chunk.Contains(v.OrderId)).ToList();")]
    [InlineData("var few = shop.Currencies.ToList(); _ = shop.Visits.Where(v => few.Select(c => c.Id).Contains(v.Page)).ToList(); return few;")]
    [InlineData("var orders = shop.Orders.ToList(); var first = orders.Take(10).Select(o => o.Id).ToList(); _ = shop.Visits.Where(v => first.Contains(v.OrderId)).ToList(); return orders;")]
    [InlineData("db.Query<Visit>(\"SELECT * FROM Visits WHERE OrderId IN @ids\", new { ids });")]
    [InlineData("var keys = db.Query<int>(\"SELECT Id FROM Orders WHERE BuyerId = @id\", new { id }).ToList(); db.Query<Visit>(\"SELECT * FROM Visits WHERE OrderId IN @keys\", new { keys });")]
    public Task BoundedOrUnknown_Silent(string body) => JoinCode.Check(Rule, body);
}
