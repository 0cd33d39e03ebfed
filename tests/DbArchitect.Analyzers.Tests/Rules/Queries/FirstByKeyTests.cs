namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class FirstByKeyTests
{
    private const string Rule = "DBA2110";

    [Fact]
    public Task FirstByPrimaryKey_IsReportedWhenSwitchedOn() => HouseRules.Check(
        Rule, "var id = ids[0];\nConsole.WriteLine((await db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|])!.Number);");

    [Theory]
    [InlineData("Console.WriteLine((await db.Orders.[|FirstOrDefaultAsync(o => o.Id == 2)|])!.Number);")]
    [InlineData("Console.WriteLine((await db.Orders.Where(o => o.Id == 2).[|SingleOrDefaultAsync()|])!.Number);")]
    [InlineData("var order = await (from o in db.Orders where 2 == o.Id select o).[|FirstAsync()|];\nConsole.WriteLine(order.Number);")]
    public Task ConstantKey_IsReported(string statements) => HouseRules.Check(Rule, statements);

    [Theory]
    [InlineData("Console.WriteLine((await db.Orders.Where(o => o.Id == 2 && o.Total > 1).SingleOrDefaultAsync())?.Number);")]
    [InlineData("Console.WriteLine((await db.Orders.Where(o => o.Id > 2).FirstOrDefaultAsync())?.Number);")]
    [InlineData("Console.WriteLine(await db.Orders.Where(o => o.Id == 2).Select(o => o.Number).SingleOrDefaultAsync());")]
    [InlineData("Console.WriteLine((await db.Orders.IgnoreQueryFilters().Where(o => o.Id == 2).SingleOrDefaultAsync())?.Number);")]
    public Task NotTheKeyAlone_IsSilent(string statements) => HouseRules.Check(Rule, statements);

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
