using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class FilterAfterMaterializationTests
{
    private const string Rule = "DBA2103";

    [Fact]
    public Task WhereBehindToList_IsAWarning() => ShopCode.Check(
        Rule,
        """
        foreach (var order in [|db.Orders.ToList().Where(o => o.Total > 5)|])
            Console.WriteLine(order.Number);
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task FirstBehindToListAsync_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = [|(await db.Orders.ToListAsync()).FirstOrDefault(o => o.Number == "1")|];
        Console.WriteLine(order?.Number);
        """);

    [Fact]
    public Task CountBehindAsEnumerable_IsReported() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine([|db.Orders.AsEnumerable().Count(o => o.Status == OrderStatus.Open)|]);
        """);

    [Fact]
    public Task CountOfTheLoadedList_IsReported() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine([|(await db.Orders.ToListAsync()).Count|]);
        Console.WriteLine([|db.Orders.Where(o => o.Total > 5).ToArray().Length|]);
        """);

    [Fact]
    public Task ListKeptOnlyForItsCount_IsInfo() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Where(o => o.Total > 5).ToListAsync();
        Console.WriteLine([|orders.Count|]);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task CountOfAListThatIsAlsoRead_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        Console.WriteLine(orders.Count);
        foreach (var order in orders)
            Console.WriteLine(order.Number);
        """);

    [Fact]
    public Task OnlyUseOfTheVariable_IsInfo() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        var open = [|orders.Where(o => o.Status == OrderStatus.Open)|].ToList();
        Console.WriteLine(open.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task UntranslatableFilter_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = db.Orders.ToList().Where(o => IsOdd(o.Id)).ToList();
        Console.WriteLine(orders.Count);

        static bool IsOdd(int id) => id % 2 == 1;
        """);

    [Fact]
    public Task ComputedProperty_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = db.Customers.ToList().Where(c => c.Display == "a <b>").ToList();
        Console.WriteLine(customers.Count);
        """);

    [Fact]
    public Task TextComparison_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = db.Customers.ToList().Where(c => c.Name.Equals("a", StringComparison.OrdinalIgnoreCase)).ToList();
        Console.WriteLine(customers.Count);
        """);

    [Fact]
    public Task LookedUpInALoop_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        foreach (var id in ids)
            Console.WriteLine(orders.FirstOrDefault(o => o.Id == id)?.Number);
        """);

    [Fact]
    public Task ListUsedAgain_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        var open = orders.Where(o => o.Status == OrderStatus.Open).ToList();
        Console.WriteLine(open.Count + orders.Count);
        """);

    [Fact]
    public Task FilterBeforeLoading_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Where(o => o.Status == OrderStatus.Open).ToListAsync();
        Console.WriteLine(orders[0].Number);
        """);

    [Fact]
    public Task Fix_MovesWhereBeforeToList() => ShopCode.Fix(
        Rule,
        """
        var orders = [|db.Orders.ToList().Where(o => o.Total > 5)|].ToList();
        Console.WriteLine(orders[0].Number);
        """,
        """
        var orders = db.Orders.Where(o => o.Total > 5).ToList();
        Console.WriteLine(orders[0].Number);
        """);

    [Fact]
    public Task Fix_AwaitsTheScalarTerminal() => ShopCode.Fix(
        Rule,
        """
        var order = [|(await db.Orders.ToListAsync()).FirstOrDefault(o => o.Number == "1")|];
        Console.WriteLine(order?.Number);
        """,
        """
        var order = await db.Orders.FirstOrDefaultAsync(o => o.Number == "1");
        Console.WriteLine(order?.Number);
        """);
}
