using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class CartesianIncludeTests
{
    private const string Rule = "DBA2102";

    [Fact]
    public Task TwoCollectionsOfOneParent_AreReported() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => [|o.Payments|]).ToListAsync();
        Console.WriteLine(orders.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task TwoCollectionsBelowAReference_AreReported() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Customer!.Orders).Include(o => [|o.Customer!.Addresses|]).ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task CollectionInsideACollection_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ToListAsync();
        Console.WriteLine(customers.Count);
        """);

    [Fact]
    public Task CollectionAndReference_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task CollectionsOfWhichOneIsIncludedSometimes_IsSilent() => ShopCode.Check(
        Rule,
        """
        IQueryable<Order> query = db.Orders.Include(o => o.Lines);
        if (ids.Count > 3)
            query = query.Include(o => o.Payments);
        var orders = await query.ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SplitQuery_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SingleQueryOnPurpose_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSingleQuery().ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SplitByDefault_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync();
        Console.WriteLine(orders.Count);
        """, null, null, ShopCode.Model.Replace("\"Data Source=shop.db\"", "\"Data Source=shop.db\", o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)"));

    [Fact]
    public Task Fix_AddsAsSplitQuery() => ShopCode.Fix(
        Rule,
        """
        var orders = await db.Orders
            .Include(o => o.Lines)
            .Include(o => [|o.Payments|])
            .ToListAsync();
        Console.WriteLine(orders.Count);
        """,
        """
        var orders = await db.Orders
            .Include(o => o.Lines)
            .Include(o => o.Payments)
            .AsSplitQuery()
            .ToListAsync();
        Console.WriteLine(orders.Count);
        """);
}
