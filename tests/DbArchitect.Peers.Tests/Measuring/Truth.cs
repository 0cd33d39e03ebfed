namespace DbArchitect.Peers.Tests.Measuring;

/// <summary>What running a program shows. It is asserted, and stands in the table in the same words.</summary>
/// <param name="Words">As the table says it.</param>
/// <param name="CheckAsync">Fails when it is not so.</param>
internal sealed record Truth(string Words, Func<ProgramRun, Task> CheckAsync)
{
    private const int Few = 3;
    private const int Many = 8;

    /// <summary>At least one command more for each row more.</summary>
    public static Truth Grows { get; } = new("commands grow with the rows", static async program =>
    {
        var (few, many) = (await EndsAsync(program, Few), await EndsAsync(program, Many));
        Assert.True(many.Commands.Count >= few.Commands.Count + (Many - Few), $"{few.Commands.Count} commands for {Few} rows, {many.Commands.Count} for {Many}");
    });

    public static Truth Flat { get; } = new("the same commands for more rows", static async program =>
        Assert.Equal((await EndsAsync(program, Few)).Commands.Count, (await EndsAsync(program, Many)).Commands.Count));

    /// <summary>It grows, for a reason that stands in the code.</summary>
    public static Truth GrowsFor(string reason) => new("commands grow: " + reason, Grows.CheckAsync);

    public static Truth Commands(int count) => Of(count == 1 ? "1 command" : count + " commands", run => Assert.Equal(count, run.Commands.Count));

    /// <summary>How many rows are read of eight customers and sixteen orders.</summary>
    public static Truth Reads(int rows) => Of($"{rows} rows read", run => Assert.Equal(rows, run.Rows));

    /// <summary>How many columns the widest result has.</summary>
    public static Truth Columns(int count) => Of($"{count} columns read", run => Assert.Equal(count, run.Columns));

    public static Truth Tracks(int entities) => Of($"{entities} entities tracked", run => Assert.Equal(entities, run.Tracked));

    public static Truth Saves(int times) => Of(times == 1 ? "saved once" : $"saved {times} times", run => Assert.Equal(times, run.Saves));

    public static Truth Synchronously(int count) => Of(count == 0 ? "nothing sent synchronously" : $"{count} sent synchronously", run => Assert.Equal(count, run.Synchronous));

    public static Truth Cancellable(int count) => Of($"{count} commands can be cancelled", run => Assert.Equal(count, run.Cancellable));

    public static Truth Sends(string sql) => Of($"sends `{sql}`", run => Assert.Contains(run.Commands, command => OneLine(command).Contains(sql, StringComparison.Ordinal)));

    public static Truth SendsNo(string sql) =>
        Of($"sends no `{sql}`", run => Assert.DoesNotContain(run.Commands, command => OneLine(command).Contains(sql, StringComparison.Ordinal)));

    public static Truth SendsLast(string sql) =>
        Of($"the statement ends with `{sql}`", run => Assert.EndsWith(sql, OneLine(run.Commands[^1]), StringComparison.Ordinal));

    public static Truth Plan(string part) => Of($"plan: `{part}`", run => Assert.Contains(run.Plans, plan => plan.Contains(part, StringComparison.Ordinal)));

    public static Truth PlanWithout(string part) => Of($"plan without `{part}`", run => Assert.DoesNotContain(run.Plans, plan => plan.Contains(part, StringComparison.Ordinal)));

    public static Truth Returns(object value) => Of($"returns {value}", run => Assert.Equal(value.ToString(), run.Result));

    /// <summary>EF Core itself warns, when it runs.</summary>
    public static Truth EfWarns(string name) => new($"EF Core logs {name}", async program => Assert.Contains(name, (await program.RunAsync(Many, asNew: true)).Warnings));

    public static Truth EfIsQuiet { get; } = new("EF Core logs no warning", static async program => Assert.Empty((await program.RunAsync(Many, asNew: true)).Warnings));

    public static Truth Runs { get; } = Of("runs", static _ => { });

    public static Truth Throws(string type, string text) => Throws(type, text, false);

    /// <summary>Two operations are under way at once when the first takes its time.</summary>
    public static Truth ThrowsOnASlowServer(string type, string text) => Throws(type, text, true);

    private static Truth Throws(string type, string text, bool isSlow) => new($"throws {type}: \"{text}\"", async program =>
    {
        var run = await program.RunAsync(Many, isSlow: isSlow);
        Assert.NotNull(run.Exception);
        Assert.Equal(type, run.Exception.GetType().Name);
        Assert.Contains(text, run.Exception.Message, StringComparison.Ordinal);
    });

    /// <summary>What the database answers afterwards.</summary>
    public static Truth Leaves(string question, object answer) => new($"afterwards `{question}` is {answer}", async program =>
    {
        var run = await program.RunAsync(Many, question: question);
        Assert.Null(run.Exception);
        Assert.Equal(answer.ToString(), run.Left);
    });

    /// <summary>The result is another one when an index is added, or rows are scanned the other way: SQL promised no order.</summary>
    public static Truth DependsOnThePlan(string change = "PRAGMA reverse_unordered_selects = 1") =>
        new($"result changes with `{change}`", async program =>
            Assert.NotEqual((await EndsAsync(program, Many)).Result, (await EndsAsync(program, Many, change)).Result));

    public static Truth KeepsItsResult(string change = "PRAGMA reverse_unordered_selects = 1") =>
        new($"same result with `{change}`", async program =>
            Assert.Equal((await EndsAsync(program, Many)).Result, (await EndsAsync(program, Many, change)).Result));

    public Truth And(Truth other) => new(Words + ", " + other.Words, async program =>
    {
        await CheckAsync(program);
        await other.CheckAsync(program);
    });

    /// <summary>With a word on why it is so.</summary>
    public Truth Because(string reason) => this with { Words = Words + ": " + reason };

    private static Truth Of(string words, Action<Measured> check) => new(words, async program => check(await EndsAsync(program, Many)));

    private static async Task<Measured> EndsAsync(ProgramRun program, int customers, string? before = null)
    {
        var run = await program.RunAsync(customers, before);
        Assert.Null(run.Exception);
        return run;
    }

    private static string OneLine(string sql) => sql.ReplaceLineEndings(" ");
}
