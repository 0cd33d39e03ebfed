using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class KeyListRoundTripTests
{
    private const string Rule = "DBA2006";

    [Fact]
    public Task KeysSentBackInTheNextQuery_AreReported() => ShopCode.Check(
        Rule,
        """
        var keys = await db.Customers.Where(c => c.IsActive).Select(c => c.Id).[|ToListAsync()|];
        var orders = await db.Orders.Where(o => keys.Contains(o.CustomerId)).ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task KeysUsedAgain_AreSilent() => ShopCode.Check(
        Rule,
        """
        var keys = await db.Customers.Where(c => c.IsActive).Select(c => c.Id).ToListAsync();
        var orders = await db.Orders.Where(o => keys.Contains(o.CustomerId)).ToListAsync();
        Console.WriteLine(orders.Count + keys.Count);
        """);

    [Fact]
    public Task SubQuery_IsSilent() => ShopCode.Check(
        Rule,
        """
        var keys = db.Customers.Where(c => c.IsActive).Select(c => c.Id);
        var orders = await db.Orders.Where(o => keys.Contains(o.CustomerId)).ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task FirstFewKeys_AreSilent() => ShopCode.Check(
        Rule,
        """
        var keys = await db.Customers.OrderBy(c => c.Id).Select(c => c.Id).Take(10).ToListAsync();
        var orders = await db.Orders.Where(o => keys.Contains(o.CustomerId)).ToListAsync();
        Console.WriteLine(orders.Count);
        """);
}
