namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class TrackedReadOnlyQueryTests
{
    private const string Rule = "DBA2106";

    private const string ReadOnly = """
        foreach (var order in await db.Orders.ToListAsync())
            Console.WriteLine(order.Number);
        """;

    [Fact]
    public Task RowsOnlyRead_AreReportedWhenSwitchedOn() => HouseRules.Check(Rule, ReadOnly.Replace("ToListAsync()", "[|ToListAsync()|]"));

    [Fact]
    public Task ByDefault_IsSilent() => ShopCode.Check(Rule, ReadOnly);

    [Fact]
    public Task Untracked_IsSilent() => HouseRules.Check(Rule, ReadOnly.Replace("ToListAsync()", "AsNoTracking().ToListAsync()"));

    [Fact]
    public Task ChangedAndSaved_IsSilent() => HouseRules.Check(
        Rule,
        """
        foreach (var order in await db.Orders.ToListAsync())
            order.Number = "1";
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task Projected_IsSilent() => HouseRules.Check(
        Rule,
        """
        foreach (var number in await db.Orders.Select(o => o.Number).ToListAsync())
            Console.WriteLine(number);
        """);
}
