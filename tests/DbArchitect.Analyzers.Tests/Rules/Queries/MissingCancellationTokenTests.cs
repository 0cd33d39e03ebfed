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

    [Fact]
    public Task ByDefault_IsSilent() => Check("db.Orders.CountAsync()", isOn: false);

    [Fact]
    public Task TokenPassed_IsSilent() => Check("db.Orders.CountAsync(stop)");

    [Fact]
    public Task NoTokenInScope_IsSilent() => HouseRules.Check(Rule, "Console.WriteLine(await db.Orders.CountAsync());");
}
