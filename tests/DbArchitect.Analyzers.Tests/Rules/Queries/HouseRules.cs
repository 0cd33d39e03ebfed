namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>Rules that are off by default are switched on for their tests.</summary>
internal static class HouseRules
{
    public static Task Check(string rule, string statements) =>
        new Verify
        {
            Rules = [rule],
            Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = ShopCode.Run(statements) },
            Options = { [$"dotnet_diagnostic.{rule}.severity"] = "suggestion" },
        }.RunAsync();
}
