using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class SynchronousQueryTests
{
    private const string Rule = "DBA2302";

    [Fact]
    public Task ToListInAsyncMethod_IsReported() => ShopCode.Check(
        Rule,
        """
        var orders = db.Orders.[|ToList()|];
        Console.WriteLine(orders.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task SaveChangesInAsyncMethod_IsReported() => ShopCode.Check(
        Rule,
        """
        db.Orders.Add(new Order());
        [|db.SaveChanges()|];
        """);

    [Theory]
    [InlineData("foreach (var number in db.Orders.Where(o => o.Total > 3).[|Select(o => o.Number)|])\n    Console.WriteLine(number);")]
    [InlineData("foreach (var order in [|db.Orders|])\n    Console.WriteLine(order.Number);")]
    [InlineData("var large = from o in db.Orders where o.Total > 3 select o;\nforeach (var order in [|large|])\n    Console.WriteLine(order.Number);")]
    public Task LoopOverAQuery_IsReported(string statements) => ShopCode.Check(Rule, statements);

    [Theory]
    [InlineData("await foreach (var order in db.Orders.Where(o => o.Total > 3).AsAsyncEnumerable())\n    Console.WriteLine(order.Number);")]
    [InlineData("foreach (var order in await db.Orders.Where(o => o.Total > 3).ToListAsync())\n    Console.WriteLine(order.Number);")]
    [InlineData("foreach (var id in ids.Where(i => i > 3))\n    Console.WriteLine(id);")]
    [InlineData("void Print()\n{\n    foreach (var order in db.Orders)\n        Console.WriteLine(order.Number);\n}\n\nPrint();")]
    public Task LoopOverSomethingElse_IsSilent(string statements) => ShopCode.Check(Rule, statements);

    [Theory]
    [InlineData("foreach (var number in db.Orders.Where(o => o.Total > 3).[|Select(o => o.Number)|])\n    Console.WriteLine(number);", "await foreach (var number in db.Orders.Where(o => o.Total > 3).Select(o => o.Number).AsAsyncEnumerable())\n    Console.WriteLine(number);")]
    [InlineData("foreach (Order order in [|db.Orders|])\n    Console.WriteLine(order.Number);", "await foreach (Order order in db.Orders.AsAsyncEnumerable())\n    Console.WriteLine(order.Number);")]
    [InlineData("foreach (var (id, number) in db.Orders.[|Select(o => new KeyValuePair<int, string>(o.Id, o.Number))|])\n    Console.WriteLine(id + number);", "await foreach (var (id, number) in db.Orders.Select(o => new KeyValuePair<int, string>(o.Id, o.Number)).AsAsyncEnumerable())\n    Console.WriteLine(id + number);")]
    [InlineData("foreach (var order in [|from o in db.Orders where o.Total > 3 select o|])\n    Console.WriteLine(order.Number);", "await foreach (var order in (from o in db.Orders where o.Total > 3 select o).AsAsyncEnumerable())\n    Console.WriteLine(order.Number);")]
    public Task FixOfALoop_AwaitsEachRow(string statements, string fixedStatements) => ShopCode.Fix(Rule, statements, fixedStatements);

    [Fact]
    public Task SyncMethod_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Orders(ShopContext db)
        {
            public int Count() => db.Orders.Count();
        }
        """);

    [Fact]
    public Task Awaited_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SyncLambdaInAsyncMethod_IsSilent() => ShopCode.Check(
        Rule,
        """
        var count = await Task.Run(() => db.Orders.Count());
        Console.WriteLine(count);
        """);

    [Fact]
    public Task ListInMemory_IsSilent() => ShopCode.Check(
        Rule,
        """
        var first = ids.First();
        Console.WriteLine(first);
        """);

    [Fact]
    public Task Fix_Awaits() => ShopCode.Fix(
        Rule,
        """
        var name = db.Customers.[|First(c => c.Id == ids[0])|].Name;
        Console.WriteLine(name);
        """,
        """
        var name = (await db.Customers.FirstAsync(c => c.Id == ids[0])).Name;
        Console.WriteLine(name);
        """);

    [Fact]
    public Task TwoFormsForTwoKindsOfCallers_AreSilent() => ShopCode.Check(
        "DBA2302",
        """
        var isAsync = ids.Count > 0;
        var orders = isAsync ? await db.Orders.ToListAsync() : db.Orders.ToList();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task HelperThatReturnsATask_IsSilent() => ShopCode.CheckMembers(
        "DBA2302",
        """
        namespace Shop;

        public class Store(ShopContext db)
        {
            public bool AutoSave { get; set; }

            public async Task Add(Order order)
            {
                db.Orders.Add(order);
                await SaveChanges(default);
            }

            private Task SaveChanges(CancellationToken token) => AutoSave ? db.SaveChangesAsync(token) : Task.CompletedTask;
        }
        """);

    /// <summary>On one way the variable holds a list: the asynchronous form would throw there.</summary>
    [Fact]
    public Task ListOnOneOfTheWays_IsSilent() => ShopCode.Check(
        "DBA2302",
        """
        var known = new List<Order>();
        IQueryable<Order> orders = ids.Count > 3 ? known.AsQueryable() : db.Orders;
        Console.WriteLine(orders.Where(o => o.Total > 5).ToList().Count);
        IQueryable<Order> others;
        switch (ids.Count)
        {
            case 1:
                others = Task.FromResult(known).Result.AsQueryable();
                break;
            default:
                others = db.Orders.Where(o => o.Total > 5);
                break;
        }

        Console.WriteLine(others.Select(o => o.Id).ToArray().Length);
        """);
}
