using DbArchitect.Analyzers.Tests.Queries;

namespace DbArchitect.Analyzers.Tests.Evidence;

/// <summary>What the rules about round trips claim, counted: the commands that the very code of the rule tests sends to SQLite.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [MemberData(nameof(LoopCases.Reported), MemberType = typeof(LoopCases))]
    public async Task ReportedLoop_SendsMoreCommandsForMoreRows(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop.Members);
        Assert.True(many >= few + 5, $"{few} commands for 3 rows, {many} for 8");
    }

    [Theory]
    [MemberData(nameof(LoopCases.Reported), MemberType = typeof(LoopCases))]
    public async Task ReportedLoop_RewrittenAsTheMessageSays_SendsTheSameCommandsForMoreRows(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop.After);
        Assert.InRange(few, 1, 2);
        Assert.Equal(few, many);
    }

    [Theory]
    [MemberData(nameof(LoopCases.SilentAndFlat), MemberType = typeof(LoopCases))]
    public async Task SilentLoop_SendsTheSameCommandsForMoreRows(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop.Members);
        Assert.Equal(few, many);
    }

    /// <summary>They grow too: it is for a reason that they are silent, and the reason is in the code.</summary>
    [Theory]
    [MemberData(nameof(LoopCases.SilentByReason), MemberType = typeof(LoopCases))]
    public async Task LoopWithAReason_Runs(LoopCase loop)
    {
        var (few, many) = await CommandsAsync(loop.Members);
        Assert.InRange(few, 0, many);
    }

    /// <summary>After the fix the program writes the same, with commands that no longer grow.</summary>
    [Theory]
    [MemberData(nameof(HoistCases.Moved), MemberType = typeof(HoistCases))]
    public async Task FixedLoop_WritesTheSame_WithTheSameCommandsForMoreRows(FixCase loop)
    {
        var (before, after) = (QueryProgram.Compile(Run(loop.Before)), QueryProgram.Compile(Run(loop.After)));
        var wanted = await before.RunAsync(8);
        Assert.Null(wanted.Exception);
        var few = await after.RunAsync(3);
        var many = await after.RunAsync(8);
        Assert.Null(many.Exception);
        Assert.Equal(wanted.Output, many.Output);
        Assert.Equal(few.Commands.Count, many.Commands.Count);
        Assert.True(wanted.Commands.Count >= many.Commands.Count + 5, $"{wanted.Commands.Count} commands before, {many.Commands.Count} after");
    }

    /// <summary>After the fix the same rows are changed in the same way, and only the loaded rows no longer come.</summary>
    [Theory]
    [MemberData(nameof(SetBasedCases.Changed), MemberType = typeof(SetBasedCases))]
    public async Task FixedChange_LeavesTheSameRows_WithoutLoadingThem(FixCase change)
    {
        var before = await QueryProgram.Compile(Run(change.Before)).RunAsync(4);
        var after = await QueryProgram.Compile(Run(change.After)).RunAsync(4);
        Assert.Null(before.Exception);
        Assert.Null(after.Exception);
        Assert.Equal(before.Output, after.Output);
        Assert.True(after.Rows < before.Rows, $"{before.Rows} rows before, {after.Rows} after");
    }

    private static string Run(string statements) => "public async Task Run(ShopContext db, List<int> ids)\n{\n" + statements + "\nawait Task.CompletedTask;\n}";

    private static async Task<(int Few, int Many)> CommandsAsync(string members)
    {
        var program = QueryProgram.Compile(members);
        var few = await program.RunAsync(3);
        Assert.Null(few.Exception);
        var many = await program.RunAsync(8);
        Assert.Null(many.Exception);
        return (few.Commands.Count, many.Commands.Count);
    }
}
