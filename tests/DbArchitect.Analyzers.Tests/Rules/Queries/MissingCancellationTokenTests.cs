namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class MissingCancellationTokenTests
{
    private const string Rule = "DBA2306";

    private static Task Check(string call, bool isOn = true) =>
        new Verify
        {
            Rules = [Rule],
            Files =
            {
                ["Model.cs"] = ShopCode.Model,
                ["Test.cs"] = "namespace Shop;\n\npublic class Orders(ShopContext db)\n{\n    public Task<int> Count(CancellationToken stop) => " + call + ";\n}\n",
            },
            Options = { [$"dotnet_diagnostic.{Rule}.severity"] = isOn ? "suggestion" : "default" },
        }.RunAsync();

    [Fact]
    public Task TokenInScope_IsReportedWhenSwitchedOn() => Check("db.Orders.[|CountAsync()|]");

    private static Task CheckMember(string member) =>
        new Verify
        {
            Rules = [Rule],
            Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = "namespace Shop;\n\npublic class Orders(ShopContext db)\n{\n    " + member + "\n}\n" },
            Options = { [$"dotnet_diagnostic.{Rule}.severity"] = "suggestion" },
        }.RunAsync();

    [Theory]
    [InlineData("public Task Save(CancellationToken stop) => [|db.SaveChangesAsync()|];")]
    [InlineData("public async Task Add(Order order, CancellationToken stop) { db.Add(order); await [|db.SaveChangesAsync()|].ConfigureAwait(false); }")]
    [InlineData("public async Task Print(CancellationToken stop) { await foreach (var order in db.Orders.Where(o => o.Total > 3).[|AsAsyncEnumerable()|]) Console.WriteLine(order.Number); }")]
    [InlineData("public async Task Print(CancellationToken stop) { await foreach (var order in db.Orders.[|AsAsyncEnumerable()|].ConfigureAwait(false)) Console.WriteLine(order.Number); }")]
    [InlineData("public async Task Print(CancellationToken stop) { await foreach (var order in [|db.Orders|]) Console.WriteLine(order.Number); }")]
    public Task SaveOrLoopWithoutTheToken_IsReported(string member) => CheckMember(member);

    [Theory]
    [InlineData("public Task Save(CancellationToken stop) => db.SaveChangesAsync(stop);")]
    [InlineData("public Task Save(CancellationToken stop) => db.SaveChangesAsync(true, stop);")]
    [InlineData("public Task Save(CancellationToken stop) => db.SaveChangesAsync(CancellationToken.None);")]
    [InlineData("public Task Save() => db.SaveChangesAsync();")]
    [InlineData("public async Task Print(CancellationToken stop) { await foreach (var order in db.Orders.AsAsyncEnumerable().WithCancellation(stop)) Console.WriteLine(order.Number); }")]
    [InlineData("public async Task Print(CancellationToken stop) { await foreach (var order in db.Orders.AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false)) Console.WriteLine(order.Number); }")]
    [InlineData("public IAsyncEnumerable<Order> All(CancellationToken stop) => db.Orders.AsAsyncEnumerable();")]
    public Task TokenPassedOrLeftToTheCaller_IsSilent(string member) => CheckMember(member);

    [Fact]
    public Task ByDefault_IsSilent() => Check("db.Orders.CountAsync()", isOn: false);

    [Fact]
    public Task TokenPassed_IsSilent() => Check("db.Orders.CountAsync(stop)");

    [Fact]
    public Task NoTokenInScope_IsSilent() => HouseRules.Check(Rule, "Console.WriteLine(await db.Orders.CountAsync());");
}
