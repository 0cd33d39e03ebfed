using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class OverwrittenOrderTests
{
    private const string Rule = "DBA2204";

    [Fact]
    public Task OrderByTwice_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => o.Status).[|OrderBy|](o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task WhereBetween_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => o.Status).Where(o => o.Total > 5).[|OrderByDescending|](o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task OverTwoStatements_IsReported() => ShopCode.Check(
        Rule,
        """
        var sorted = db.Orders.OrderBy(o => o.Status);
        var rows = await sorted.[|OrderBy|](o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task InQuerySyntax_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await (from o in db.Orders orderby o.Status orderby [|o.CreatedAt|] select o).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    /// <summary>What else the first order is used for is not known here.</summary>
    [Fact]
    public Task FirstOrderIsUsedTwice_IsSilent() => ShopCode.Check(
        Rule,
        """
        var sorted = db.Orders.OrderBy(o => o.Status);
        var rows = await sorted.OrderBy(o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count + await sorted.CountAsync());
        """);

    [Fact]
    public Task ThenBy_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => o.Status).ThenBy(o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task FirstTenThenOrderedAnew_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderByDescending(o => o.Total).Take(10).OrderBy(o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task OrderInsideASubQuery_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Customers.OrderBy(c => c.Orders.OrderBy(o => o.CreatedAt).Select(o => o.Number).FirstOrDefault()).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task Fix_UsesThenBy() => ShopCode.Fix(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => o.Status).[|OrderByDescending|](o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """,
        """
        var rows = await db.Orders.OrderBy(o => o.Status).ThenByDescending(o => o.CreatedAt).ToListAsync();
        Console.WriteLine(rows.Count);
        """);
}
