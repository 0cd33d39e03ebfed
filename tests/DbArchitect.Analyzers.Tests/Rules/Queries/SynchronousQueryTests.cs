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
}
