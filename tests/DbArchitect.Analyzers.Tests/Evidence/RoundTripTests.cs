using DbArchitect.Analyzers.Tests.Queries;

namespace DbArchitect.Analyzers.Tests.Evidence;

/// <summary>What the rules about round trips claim, counted: the commands that the very code of the rule tests sends to SQLite.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [MemberData(nameof(LoopCases.Reported), MemberType = typeof(LoopCases))]
    public async Task ReportedLoop_SendsMoreCommandsForMoreRows(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop);
        Assert.True(many >= few + 5, $"{few} commands for 3 rows, {many} for 8");
    }

    [Theory]
    [MemberData(nameof(LoopCases.SilentAndFlat), MemberType = typeof(LoopCases))]
    public async Task SilentLoop_SendsTheSameCommandsForMoreRows(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop);
        Assert.Equal(few, many);
    }

    /// <summary>They grow too: it is for a reason that they are silent, and the reason is in the code.</summary>
    [Theory]
    [MemberData(nameof(LoopCases.SilentByReason), MemberType = typeof(LoopCases))]
    public async Task LoopWithAReason_Runs(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop);
        Assert.InRange(few, 0, many);
    }

    private static async Task<(int Few, int Many)> CommandsAsync(LoopCase loop)
    {
        var program = QueryProgram.Compile(loop.Members);
        var few = await program.RunAsync(3);
        Assert.Null(few.Exception);
        var many = await program.RunAsync(8);
        Assert.Null(many.Exception);
        return (few.Commands.Count, many.Commands.Count);
    }
}
