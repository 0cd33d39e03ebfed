using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class ServerClockTests
{
    private const string Rule = "DBA2304";

    [Fact]
    public Task NowInAPredicate_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.Where(o => o.CreatedAt > [|DateTime.Now|]).ToListAsync();
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task TodayInAPredicate_IsReported() => ShopCode.Check(
        Rule,
        """
        var count = await db.Orders.CountAsync(o => o.CreatedAt >= [|DateTime.Today|]);
        Console.WriteLine(count);
        """);

    [Fact]
    public Task InQuerySyntaxOverTwoStatements_IsReported() => ShopCode.Check(
        Rule,
        """
        var late = from o in db.Orders where o.CreatedAt < [|DateTime.Today|] select o.Number;
        Console.WriteLine((await late.ToListAsync()).Count);
        """);

    [Fact]
    public Task ComputedBefore_IsSilent() => ShopCode.Check(
        Rule,
        """
        var now = DateTime.Now;
        var rows = await db.Orders.Where(o => o.CreatedAt > now).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task Utc_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.Where(o => o.CreatedAt > DateTime.UtcNow).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task InMemory_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = (await db.Orders.ToListAsync()).Where(o => o.CreatedAt > DateTime.Now).ToList();
        Console.WriteLine(rows.Count);
        """);
}
