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

    [Theory]
    [InlineData("var count = [|db.Orders.Count(o => o.Total > 5)|];\nif (count > 0)\n    Console.WriteLine(\"some\");")]
    [InlineData("int count = await [|db.Orders.Where(o => o.Total > 5).CountAsync()|];\nif (count == 0)\n    return;\nConsole.WriteLine(count != 0);")]
    [InlineData("var number = [|db.Orders.LongCount()|];\nConsole.WriteLine(number >= 1 ? \"some\" : \"none\");")]
    public Task CountInAVariable_ThatIsOnlyTested_IsReported(string statements) => ShopCode.Check(Rule, statements, DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("var count = db.Orders.Count();\nif (count > 0)\n    Console.WriteLine(count + \" orders\");")]
    [InlineData("var count = db.Orders.Count();\nif (count > 0 && count < 10)\n    Console.WriteLine(\"few\");")]
    [InlineData("var count = db.Orders.Count();\ncount += ids.Count;\nif (count > 0)\n    Console.WriteLine(\"some\");")]
    [InlineData("var count = db.Orders.Count();")]
    [InlineData("int Some() => db.Orders.Count();\nConsole.WriteLine(Some() > 0);")]
    public Task CountInAVariable_OfWhichTheNumberCounts_IsSilent(string statements) => ShopCode.Check(Rule, statements);

    /// <summary>EF Core 9 and later write EXISTS for <c>Count &gt; 0</c> of a property by themselves.</summary>
    [Theory]
    [InlineData("await db.Customers.Where(c => [|c.Orders.Count() > 0|]).ToListAsync()")]
    [InlineData("await db.Customers.Where(c => c.IsActive && [|c.Orders.Count(o => o.Total > 5) == 0|]).ToListAsync()")]
    [InlineData("await db.Customers.Where(c => [|c.Orders.Count == 0|]).ToListAsync()")]
    [InlineData("await db.Orders.Where(o => [|0 < o.Customer!.Addresses.Where(a => a.Street != \"\").Count()|]).ToListAsync()")]
    [InlineData("await (from c in db.Customers where [|db.Orders.Count(o => o.CustomerId == c.Id) > 0|] select c.Name).ToListAsync()")]
    [InlineData("await db.Customers.Select(c => new { c.Name, Has = [|c.Orders.Count() >= 1|] }).ToListAsync()")]
    public Task CountInsideAQuery_IsReported(string query) => ShopCode.Check(Rule, $"var rows = {query};\nConsole.WriteLine(rows.Count);");

    [Theory]
    [InlineData("await db.Customers.Where(c => c.Orders.Count > 0).ToListAsync()")]
    [InlineData("await db.Customers.Where(c => c.Orders.Any()).ToListAsync()")]
    [InlineData("await db.Customers.Where(c => c.Orders.Count() > 1).ToListAsync()")]
    [InlineData("await db.Customers.Where(c => ids.Count() == 0 || ids.Contains(c.Id)).ToListAsync()")]
    [InlineData("await db.Orders.GroupBy(o => o.CustomerId).Where(g => g.Count() > 0).Select(g => g.Key).ToListAsync()")]
    [InlineData("await db.Orders.GroupBy(o => o.CustomerId).Select(g => new { g.Key, Late = g.Where(o => o.Total > 5).Count() > 0 }).ToListAsync()")]
    [InlineData("(await db.Customers.Include(c => c.Orders).ToListAsync()).Where(c => c.Orders.Count() > 0).ToList()")]
    public Task CountInsideAQuery_ThatIsNeededOrNoCount_IsSilent(string query) => ShopCode.Check(Rule, $"var rows = {query};\nConsole.WriteLine(rows.Count);");

    [Fact]
    public Task FixInsideAQuery_AsksAny() => ShopCode.Fix(
        Rule,
        """
        var rows = await db.Customers.Where(c => [|c.Orders.Count(o => o.Total > 5) > 0|] && [|c.Addresses.Count == 0|]).ToListAsync();
        Console.WriteLine(rows.Count);
        """,
        """
        var rows = await db.Customers.Where(c => c.Orders.Any(o => o.Total > 5) && !c.Addresses.Any()).ToListAsync();
        Console.WriteLine(rows.Count);
        """,
        all: true);

    [Fact]
    public Task FixOfAVariable_KeepsTheAnswer() => ShopCode.Fix(
        Rule,
        """
        int count = await [|db.Orders.CountAsync(o => o.Total > 5)|];
        if (count == 0)
            return;
        Console.WriteLine(0 < count ? "some" : "none");
        """,
        """
        bool any = await db.Orders.AnyAsync(o => o.Total > 5);
        if (!any)
            return;
        Console.WriteLine(any ? "some" : "none");
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

    [Fact]
    public Task MigrationOfData_IsSilent() => ShopCode.CheckMembers(
        "DBA2108",
        """
        namespace Shop;

        public class OrderMigrationService(ShopContext db)
        {
            public bool IsNeeded() => db.Orders.Count() > 0;
        }
        """);
}
