using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>The fix of "query in a loop".</summary>
public sealed class HoistQueryTests
{
    private const string Rule = "DBA2001";

    [Theory]
    [MemberData(nameof(HoistCases.Moved), MemberType = typeof(HoistCases))]
    public Task QueryByKey_IsAskedOnceBeforeTheLoop(FixCase loop) => ShopCode.Fix(Rule, loop.Before, loop.After);

    [Theory]
    [MemberData(nameof(HoistCases.Kept), MemberType = typeof(HoistCases))]
    public async Task QueryThatMeansSomethingElseInEachTurn_HasNoFix(FixCase loop)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ShopCode.Fix(Rule, loop.Before, loop.Before));
        Assert.Contains("No fix was offered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextThatTheEngineComparesWithoutCase_HasNoFix()
    {
        var verify = new Verify
        {
            Rules = [Rule],
            Files =
            {
                ["Model.cs"] = ShopCode.Model.Replace("UseSqlite(", "UseSqlServer(", StringComparison.Ordinal),
                ["Test.cs"] = ShopCode.Run("foreach (var sku in new List<string>(ids.Select(i => \"s\" + i)))\n    Console.WriteLine(await db.Products.[|CountAsync(p => p.Sku == sku)|]);"),
            },
        };
        Assert.DoesNotContain(await verify.FindAsync(), static diagnostic => Edit.FromProperties(diagnostic.Properties) is not null);
    }
}
