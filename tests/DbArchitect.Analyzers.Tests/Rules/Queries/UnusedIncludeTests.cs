using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class UnusedIncludeTests
{
    private const string Rule = "DBA2109";

    [Fact]
    public Task NavigationThatNothingReads_IsReported() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => [|o.Customer|]).ToListAsync();
        foreach (var order in orders)
            Console.WriteLine(order.Number + order.Total);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task NavigationThatIsRead_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Customer).ToListAsync();
        foreach (var order in orders)
            Console.WriteLine(order.Number + order.Customer!.Name);
        """);

    [Fact]
    public Task ReadThroughAPattern_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.Include(o => o.Customer).ToListAsync())
        {
            if (order is { Customer: not null, Total: > 5 })
                Console.WriteLine(order.Number);
        }
        """);

    [Fact]
    public Task Returned_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Orders(ShopContext db)
        {
            public async Task<List<Order>> Get()
            {
                var orders = await db.Orders.Include(o => o.Customer).ToListAsync();
                foreach (var order in orders)
                Console.WriteLine(order.Number);
                return orders;
            }
        }
        """);

    [Fact]
    public Task HandedOn_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.Include(o => o.Customer).ToListAsync())
        {
            Console.WriteLine(order.Number);
            Print(order);
        }

        static void Print(Order order) => Console.WriteLine(order.Customer!.Name);
        """);

    [Fact]
    public Task LoadedToCascade_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.Include(o => o.Lines).FirstAsync(o => o.Id == ids[0]);
        Console.WriteLine(order.Number);
        db.Orders.Remove(order);
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task ComputedProperty_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var customer in await db.Customers.Include(c => c.Orders).ToListAsync())
            Console.WriteLine(customer.Display);
        """);

    [Fact]
    public Task Fix_RemovesTheInclude() => ShopCode.Fix(
        Rule,
        """
        var orders = await db.Orders.Include(o => [|o.Customer|]).Where(o => o.Total > 5).ToListAsync();
        foreach (var order in orders)
            Console.WriteLine(order.Number);
        """,
        """
        var orders = await db.Orders.Where(o => o.Total > 5).ToListAsync();
        foreach (var order in orders)
            Console.WriteLine(order.Number);
        """);
}
