using DbArchitect.Analyzers.Tests.Queries;

namespace DbArchitect.Analyzers.Tests.Evidence;

/// <summary>What the rule about client evaluation claims, confirmed by EF Core itself on the very code of the rule tests.</summary>
public sealed class TranslationTests
{
    [Theory]
    [MemberData(nameof(ClientEvaluationCases.Throwing), MemberType = typeof(ClientEvaluationCases))]
    public async Task ReportedQuery_Throws(LoopCase query)
    {
        var result = await QueryProgram.Compile(query.Members).RunAsync(2);
        var exception = Assert.IsType<InvalidOperationException>(result.Exception);
        Assert.Contains("could not be translated", exception.Message, StringComparison.Ordinal);
        Assert.Empty(result.Commands);
    }

    [Theory]
    [MemberData(nameof(ClientEvaluationCases.Translated), MemberType = typeof(ClientEvaluationCases))]
    public async Task SilentQuery_Runs(LoopCase query)
    {
        var result = await QueryProgram.Compile(query.Members).RunAsync(2);
        Assert.Null(result.Exception);
        Assert.NotEmpty(result.Commands);
    }

    [Theory]
    [MemberData(nameof(ClientEvaluationCases.TranslatedSince9), MemberType = typeof(ClientEvaluationCases))]
    public async Task SilentQuery_RunsSinceVersion9(LoopCase query)
    {
        var result = await QueryProgram.Compile(query.Members).RunAsync(2);
        if (typeof(Microsoft.EntityFrameworkCore.DbContext).Assembly.GetName().Version!.Major < 9)
            Assert.IsType<InvalidOperationException>(result.Exception);
        else
            Assert.Null(result.Exception);
    }
}
