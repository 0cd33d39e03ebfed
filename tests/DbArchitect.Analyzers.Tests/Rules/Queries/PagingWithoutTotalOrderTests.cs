using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class PagingWithoutTotalOrderTests
{
    private const string Rule = "DBA2202";

    [Fact]
    public Task OrderByAColumnThatRowsShare_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => [|o.CreatedAt|]).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Info, "CreatedAt is not unique: rows of Order with equal values may appear on two pages or on none. Order by Id last");

    [Fact]
    public Task EndsWithTheKey_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task UniqueIndex_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Products.OrderBy(p => p.Sku).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task OnePageOnly_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderByDescending(o => o.CreatedAt).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task Groups_AreSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).OrderBy(x => x.Count).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task Fix_AddsThenBy() => ShopCode.Fix(
        Rule,
        """
        var rows = await db.Orders
            .OrderByDescending(o => [|o.CreatedAt|])
            .Skip(20)
            .Take(10)
            .ToListAsync();
        Console.WriteLine(rows.Count);
        """,
        """
        var rows = await db.Orders
            .OrderByDescending(o => o.CreatedAt)
            .ThenBy(o => o.Id)
            .Skip(20)
            .Take(10)
            .ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task FixInQuerySyntax_AddsTheKey() => ShopCode.Fix(
        Rule,
        """
        var rows = await (from o in db.Orders orderby [|o.CreatedAt|] descending select o).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """,
        """
        var rows = await (from o in db.Orders orderby o.CreatedAt descending, o.Id select o).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task FirstPageOnly_IsSilent() => ShopCode.Check(
        "DBA2202",
        """
        Console.WriteLine((await db.Orders.OrderBy(o => o.CreatedAt).Skip(0).Take(20).ToListAsync()).Count);
        """);
}
