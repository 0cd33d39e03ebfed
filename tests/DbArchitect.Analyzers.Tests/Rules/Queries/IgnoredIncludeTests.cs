using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class IgnoredIncludeTests
{
    private const string Rule = "DBA2101";

    [Fact]
    public Task IncludeBeforeAProjection_IsReported() => ShopCode.Check(
        Rule,
        """
        var names = await db.Orders.Include(o => [|o.Customer|]).Select(o => new { o.Number, o.Customer!.Name }).ToListAsync();
        Console.WriteLine(names.Count);
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task IncludeBeforeCount_IsReported() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine(await db.Orders.Include(o => [|o.Lines|]).CountAsync());
        """);

    [Fact]
    public Task IncludeBeforeAny_IsReported() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine(await db.Orders.Include(o => [|o.Lines|]).AnyAsync(o => o.Total > 5));
        """);

    [Fact]
    public Task EntityItself_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Customer).Where(o => o.Total > 5).ToListAsync();
        Console.WriteLine(orders[0].Customer!.Name);
        """);

    [Fact]
    public Task ProjectionThatHoldsTheEntity_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.Include(o => o.Customer).Select(o => new { Order = o, Count = o.Lines.Count }).ToListAsync();
        Console.WriteLine(rows[0].Order.Customer!.Name);
        """);

    [Fact]
    public Task QueryThatIsCountedAndListed_IsSilent() => ShopCode.Check(
        Rule,
        """
        var query = db.Orders.Include(o => o.Lines).Where(o => o.Total > 5);
        var count = await query.CountAsync();
        var orders = await query.ToListAsync();
        Console.WriteLine(count + orders[0].Lines.Count);
        """);

    [Fact]
    public Task QueryThatAnotherMethodMakes_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Orders(ShopContext db)
        {
            private IQueryable<Order> WithLines() => db.Orders.Include(o => o.Lines);
            public int Count() => WithLines().Count();
            public List<Order> All() => WithLines().ToList();
        }
        """);

    [Fact]
    public Task QueryHandedOn_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Orders(ShopContext db)
        {
            public IQueryable<Order> WithLines() => db.Orders.Include(o => o.Lines);
        }
        """);

    [Fact]
    public Task Fix_RemovesIncludeWithItsThenInclude() => ShopCode.Fix(
        Rule,
        """
        var count = await db.Orders
            .Include(o => [|o.Lines|]).ThenInclude(l => l.Product)
            .Where(o => o.Total > 5)
            .CountAsync();
        Console.WriteLine(count);
        """,
        """
        var count = await db.Orders
            .Where(o => o.Total > 5)
            .CountAsync();
        Console.WriteLine(count);
        """, all: true);

    [Fact]
    public Task MigrationOfData_IsSilent() => ShopCode.CheckMembers(
        "DBA2101",
        """
        namespace Shop;

        public class OrderMigrator(ShopContext db)
        {
            public Task<bool> IsNeeded() => db.Orders.Include(o => o.Lines).AnyAsync();
        }
        """);
}
