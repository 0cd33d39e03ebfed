namespace DbArchitect.Analyzers.Tests.Evidence;

/// <summary>What cartesian products, counts and whole entities cost, in rows and commands on SQLite.</summary>
public sealed class ResultRowTests
{
    private static Task<RunResult> RunAsync(string statements) =>
        QueryProgram.Compile("public async Task Run(ShopContext db, List<int> ids)\n{\n" + statements + "\nawait Task.CompletedTask;\n}").RunAsync(4);

    /// <summary>Eight orders of two lines and two payments: 8 × 2 × 2 rows joined; a statement for each collection when split.</summary>
    [Fact]
    public async Task SiblingCollections_MultiplyTheirRows_AndSplitQueryLoadsEachByItself()
    {
        var joined = await RunAsync("Console.WriteLine((await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync()).Count);");
        var split = await RunAsync("Console.WriteLine((await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync()).Count);");
        Assert.Null(joined.Exception);
        Assert.Equal((1, 32), (joined.Commands.Count, joined.Rows));
        Assert.Equal(3, split.Commands.Count);
        Assert.DoesNotContain(split.Commands, static command => command.Contains("\"Lines\"", StringComparison.Ordinal) && command.Contains("\"Payments\"", StringComparison.Ordinal));
    }

    /// <summary>Collections of a projection are joined as included ones are.</summary>
    [Theory]
    [InlineData("Lines = o.Lines.ToList(), Payments = o.Payments.ToList()", 32)]
    [InlineData("Lines = o.Lines.Select(l => l.Quantity), Payments = o.Payments.Where(p => p.Id > 0).Select(p => p.Id).ToArray()", 32)]
    [InlineData("o.Lines, o.Payments", 32)]
    [InlineData("Lines = o.Lines.ToList(), Payments = o.Payments.Count", 16)]
    [InlineData("Lines = o.Lines.ToList(), Payments = o.Payments.OrderBy(p => p.Id).FirstOrDefault()", 16)]
    public async Task CollectionsInAProjection_MultiplyTheirRows(string members, int rows)
    {
        var joined = await RunAsync("Console.WriteLine((await db.Orders.Select(o => new { o.Id, " + members + " }).ToListAsync()).Count);");
        var split = await RunAsync("Console.WriteLine((await db.Orders.AsSplitQuery().Select(o => new { o.Id, " + members + " }).ToListAsync()).Count);");
        Assert.Null(joined.Exception);
        Assert.Equal((1, rows), (joined.Commands.Count, joined.Rows));
        Assert.Null(split.Exception);
        Assert.Equal(rows == 32 ? 3 : 2, split.Commands.Count);
    }

    /// <summary>A collection inside a collection multiplies nothing.</summary>
    [Fact]
    public async Task NestedCollections_BringEachRowOnce()
    {
        var nested = await RunAsync("Console.WriteLine((await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ToListAsync()).Count);");
        Assert.Equal((1, 16), (nested.Commands.Count, nested.Rows));
    }

    [Fact]
    public async Task IncludeBeforeAProjection_LeavesNoTraceInTheSql()
    {
        var with = await RunAsync("Console.WriteLine((await db.Orders.Include(o => o.Lines).Select(o => o.Number).ToListAsync()).Count);");
        var without = await RunAsync("Console.WriteLine((await db.Orders.Select(o => o.Number).ToListAsync()).Count);");
        Assert.Equal(without.Commands, with.Commands);
    }

    [Fact]
    public async Task FilterBehindToList_LoadsEveryRow_AndBeforeItOnlyTheMatching()
    {
        var behind = await RunAsync("Console.WriteLine((await db.Orders.ToListAsync()).Where(o => o.CustomerId == 1).ToList().Count);");
        var before = await RunAsync("Console.WriteLine((await db.Orders.Where(o => o.CustomerId == 1).ToListAsync()).Count);");
        Assert.Equal((8, 2), (behind.Rows, before.Rows));
    }

    [Fact]
    public async Task ChangeOfAnUntrackedEntity_SendsNothing()
    {
        var result = await RunAsync("var order = await db.Orders.AsNoTracking().FirstAsync();\norder.Number = \"changed\";\nawait db.SaveChangesAsync();");
        Assert.Single(result.Commands);
    }

    [Fact]
    public async Task OrderByAfterOrderBy_LosesTheFirst()
    {
        var result = await RunAsync("Console.WriteLine((await db.Orders.OrderBy(o => o.Number).OrderBy(o => o.CreatedAt).ToListAsync()).Count);");
        Assert.DoesNotContain("\"Number\"", result.Commands.Single()[result.Commands.Single().IndexOf("ORDER BY", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DateTime.Now", true)]
    [InlineData("DateTime.UtcNow", true)]
    public async Task ClockInsideAQuery_IsTheServers(string clock, bool isSql)
    {
        var result = await RunAsync($"Console.WriteLine(await db.Orders.CountAsync(o => o.CreatedAt > {clock}));");
        Assert.Equal(isSql, result.Commands.Single().Contains("'now'", StringComparison.Ordinal));
    }
}
