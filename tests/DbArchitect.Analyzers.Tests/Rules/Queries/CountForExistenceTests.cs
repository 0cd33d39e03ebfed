using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class CountForExistenceTests
{
    private const string Rule = "DBA2108";

    [Fact]
    public Task MoreThanNone_IsReported() => ShopCode.Check(
        Rule,
        """
        if ([|db.Orders.Count(o => o.Total > 5) > 0|])
            Console.WriteLine("some");
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task NoneAwaited_IsReported() => ShopCode.Check(
        Rule,
        """
        if ([|await db.Orders.Where(o => o.Total > 5).CountAsync() == 0|])
            Console.WriteLine("none");
        """);

    [Fact]
    public Task ConstantFirst_IsReported() => ShopCode.Check(
        Rule,
        """
        var some = [|0 < db.Orders.Count()|];
        Console.WriteLine(some);
        """);

    [Fact]
    public Task NumberOfInterest_IsSilent() => ShopCode.Check(
        Rule,
        """
        if (await db.Orders.CountAsync() > 10)
            Console.WriteLine("many");
        """);

    [Fact]
    public Task CountThatIsShown_IsSilent() => ShopCode.Check(
        Rule,
        """
        var count = await db.Orders.CountAsync();
        Console.WriteLine(count);
        """);

    [Fact]
    public Task CountOfAList_IsSilent() => ShopCode.Check(
        Rule,
        """
        if (ids.Count() > 0)
            Console.WriteLine("some");
        """);

    [Fact]
    public Task Fix_AsksAny() => ShopCode.Fix(
        Rule,
        """
        if ([|await db.Orders.CountAsync(o => o.Total > 5) > 0|])
            Console.WriteLine("some");
        """,
        """
        if (await db.Orders.AnyAsync(o => o.Total > 5))
            Console.WriteLine("some");
        """);

    [Fact]
    public Task FixOfNone_Negates() => ShopCode.Fix(
        Rule,
        """
        var none = [|db.Orders.Where(o => o.Total > 5).Count() == 0|];
        Console.WriteLine(none);
        """,
        """
        var none = !db.Orders.Where(o => o.Total > 5).Any();
        Console.WriteLine(none);
        """);
}
