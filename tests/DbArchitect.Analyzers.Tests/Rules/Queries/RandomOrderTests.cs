using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class RandomOrderTests
{
    private const string Rule = "DBA2205";

    [Fact]
    public Task NewGuid_IsReported() => ShopCode.Check(
        Rule,
        """
        var row = await db.Products.OrderBy(p => [|Guid.NewGuid()|]).FirstOrDefaultAsync();
        Console.WriteLine(row?.Name);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task RandomFunction_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Products.OrderBy(p => [|EF.Functions.Random()|]).Take(3).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task ColumnOrder_IsSilent() => ShopCode.Check(
        Rule,
        """
        var row = await db.Products.OrderBy(p => p.Name).FirstOrDefaultAsync();
        Console.WriteLine(row?.Name);
        """);

    [Fact]
    public Task ShuffleInMemory_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = (await db.Products.Take(10).ToListAsync()).OrderBy(p => Guid.NewGuid()).ToList();
        Console.WriteLine(rows.Count);
        """);
}
