using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class UnescapedPatternTests
{
    private const string Rule = "DBA2303";

    [Fact]
    public Task InterpolatedPattern_IsReported() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine();
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, [|$"%{term}%"|])).ToListAsync();
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task ConcatenatedPattern_IsReported() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine();
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, [|term + "%"|])).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task ConstantPattern_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, "A_%")).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task PatternOfTheUser_IsSilent() => ShopCode.Check(
        Rule,
        """
        var pattern = Console.ReadLine()!;
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, pattern)).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task EscapedWithEscapeCharacter_IsSilent() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine()!.Replace("%", "!%");
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, "%" + term + "%", "!")).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task Contains_IsSilent() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine()!;
        var rows = await db.Customers.Where(c => c.Name.Contains(term)).ToListAsync();
        Console.WriteLine(rows.Count);
        """);
}
