namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class OffsetPagingTests
{
    private const string Rule = "DBA2203";

    [Fact]
    public Task SkipByPage_IsReportedWhenSwitchedOn() => HouseRules.Check(
        Rule, "var page = ids[0];\nConsole.WriteLine((await db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).[|ToListAsync()|]).Count);");

    [Fact]
    public Task ByDefault_IsSilent() => ShopCode.Check(
        Rule, "var page = ids[0];\nConsole.WriteLine((await db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync()).Count);");

    [Fact]
    public Task ConstantSkip_IsSilent() => HouseRules.Check(
        Rule, "Console.WriteLine((await db.Orders.OrderBy(o => o.Id).Skip(1).Take(20).ToListAsync()).Count);");

    [Fact]
    public Task AfterTheLastRow_IsSilent() => HouseRules.Check(
        Rule, "var last = ids[0];\nConsole.WriteLine((await db.Orders.Where(o => o.Id > last).OrderBy(o => o.Id).Take(20).ToListAsync()).Count);");
}
