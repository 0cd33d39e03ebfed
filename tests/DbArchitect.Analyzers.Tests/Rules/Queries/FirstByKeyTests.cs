namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class FirstByKeyTests
{
    private const string Rule = "DBA2110";

    [Fact]
    public Task FirstByPrimaryKey_IsReportedWhenSwitchedOn() => HouseRules.Check(
        Rule, "var id = ids[0];\nConsole.WriteLine((await db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|])!.Number);");

    [Fact]
    public Task ByDefault_IsSilent() => ShopCode.Check(
        Rule, "var id = ids[0];\nConsole.WriteLine((await db.Orders.FirstOrDefaultAsync(o => o.Id == id))!.Number);");

    [Fact]
    public Task OtherColumn_IsSilent() => HouseRules.Check(
        Rule, "var id = ids[0];\nConsole.WriteLine((await db.Orders.FirstOrDefaultAsync(o => o.CustomerId == id))!.Number);");

    [Fact]
    public Task WithInclude_IsSilent() => HouseRules.Check(
        Rule, "var id = ids[0];\nConsole.WriteLine((await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id))!.Number);");

    [Fact]
    public Task Untracked_IsSilent() => HouseRules.Check(
        Rule, "var id = ids[0];\nConsole.WriteLine((await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id))!.Number);");
}
