namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>The fixes of the query rules, from the report to the text; those with edge cases of their own have more tests beside their rules.</summary>
public sealed class QueryFixTests
{
    private static Task Check(string rule, string before, string after) => ShopCode.Fix(rule, before, after);

    private static async Task None(string rule, string before)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ShopCode.Fix(rule, before, before));
        Assert.Contains("No fix was offered", failure.Message, StringComparison.Ordinal);
    }

    private static Task Members(string rule, string before, string after, params (string Key, string Value)[] options) => new Verify
    {
        Rules = [rule],
        Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = ShopCode.Service(before) },
        Fixed = { ["Test.cs"] = ShopCode.Service(after) },
        Options = options.Append(($"dotnet_diagnostic.{rule}.severity", "suggestion")).ToDictionary(static option => option.Item1, static option => option.Item2),
    }.RunAsync();

    [Theory]
    [MemberData(nameof(SetBasedCases.Changed), MemberType = typeof(SetBasedCases))]
    public Task SameChangeOfEveryRow_IsOneStatement(FixCase change) => Check("DBA2004", change.Before, change.After);

    [Theory]
    [MemberData(nameof(SetBasedCases.Kept), MemberType = typeof(SetBasedCases))]
    public Task ChangeThatOneStatementDoesNotMake_HasNoFix(FixCase change) => None("DBA2004", change.Before);

    [Theory]
    [InlineData(
        "var keys = await db.Customers.Where(c => c.City == \"Bern\").Select(c => c.Id).[|ToListAsync()|].ConfigureAwait(false);\nConsole.WriteLine(await db.Orders.CountAsync(o => keys.Contains(o.CustomerId)));",
        "var keys = db.Customers.Where(c => c.City == \"Bern\").Select(c => c.Id);\nConsole.WriteLine(await db.Orders.CountAsync(o => keys.Contains(o.CustomerId)));")]
    [InlineData(
        "List<int> keys = db.Customers\n    .Where(c => c.IsActive)\n    .Select(c => c.Id)\n    .[|ToList()|];\nConsole.WriteLine(await db.Orders.CountAsync(o => keys.Contains(o.CustomerId)));",
        "var keys = db.Customers\n    .Where(c => c.IsActive)\n    .Select(c => c.Id);\nConsole.WriteLine(await db.Orders.CountAsync(o => keys.Contains(o.CustomerId)));")]
    public Task KeysSentBack_StayAQuery(string before, string after) => Check("DBA2006", before, after);

    [Theory]
    [InlineData("await db.Orders.[|Skip(5).Take(5).ToListAsync()|];", "await db.Orders.OrderBy(o => o.Id).Skip(5).Take(5).ToListAsync();")]
    [InlineData(
        "var row = await db.Orders\n    .Where(o => o.Total > 5)\n    .Select(o => o.Number)\n    .Skip(5)\n    .[|ToListAsync()|];",
        "var row = await db.Orders\n    .Where(o => o.Total > 5)\n    .OrderBy(o => o.Id)\n    .Select(o => o.Number)\n    .Skip(5)\n    .ToListAsync();")]
    [InlineData("var o = await db.Orders.Skip(5).[|ToListAsync()|];", "var o = await db.Orders.OrderBy(row => row.Id).Skip(5).ToListAsync();")]
    public Task Pages_AreOrderedByTheKey(string before, string after) =>
        Check("DBA2201", before.Replace("[|Skip(5).Take(5).ToListAsync()|]", "Skip(5).Take(5).[|ToListAsync()|]", StringComparison.Ordinal), after);

    [Fact]
    public Task EntityThatIsChanged_IsTracked() => Check(
        "DBA2107",
        "var order = await db.Orders\n    .AsNoTracking()\n    .FirstAsync(o => o.Id == ids[0]);\n[|order.Number|] = \"N\";\nawait db.SaveChangesAsync();",
        "var order = await db.Orders\n    .FirstAsync(o => o.Id == ids[0]);\norder.Number = \"N\";\nawait db.SaveChangesAsync();");

    [Theory]
    [InlineData("Console.WriteLine(await db.Orders.CountAsync(o => o.CreatedAt > [|DateTime.Now|]));", "var now = DateTime.Now;\nConsole.WriteLine(await db.Orders.CountAsync(o => o.CreatedAt > now));")]
    [InlineData(
        "DateTime now = default;\nDateTime today = now;\n// Today's orders.\nforeach (Order order in db.Orders.Where(o => o.CreatedAt > [|DateTime.Today|]).ToList())\n    Console.WriteLine(order.Number + now + today);",
        "DateTime now = default;\nDateTime today = now;\nDateTime today2 = DateTime.Today;\n// Today's orders.\nforeach (Order order in db.Orders.Where(o => o.CreatedAt > today2).ToList())\n    Console.WriteLine(order.Number + now + today);")]
    public Task Clock_IsReadBeforeTheQuery(string before, string after) => Check("DBA2304", before, after);

    [Fact]
    public Task ClockOfAnExpressionBody_IsReadBeforeTheQuery() => Members(
        "DBA2304",
        "public Task<int> Count(ShopContext db) =>\n    db.Orders.CountAsync(o => o.CreatedAt > [|DateTime.Now|]);",
        "public Task<int> Count(ShopContext db)\n{\n    var now = DateTime.Now;\n    return db.Orders.CountAsync(o => o.CreatedAt > now);\n}");

    [Fact]
    public Task ClockInAConditionThatIsAskedAgain_HasNoFix() => None("DBA2304", "while (db.Orders.Any(o => o.CreatedAt > [|DateTime.Now|]))\n    await Task.Delay(1);");

    [Theory]
    [InlineData("\"%\" + term + \"%\"", "\"%\" + term.Replace(\"\\\\\", \"\\\\\\\\\").Replace(\"%\", \"\\\\%\").Replace(\"_\", \"\\\\_\") + \"%\", \"\\\\\"")]
    [InlineData("$\"{term}%\"", "term.Replace(\"\\\\\", \"\\\\\\\\\").Replace(\"%\", \"\\\\%\").Replace(\"_\", \"\\\\_\") + \"%\", \"\\\\\"")]
    public Task Pattern_IsEscaped(string before, string after) => Check(
        "DBA2303",
        "var term = \"a\" + ids.Count;\nConsole.WriteLine(await db.Customers.CountAsync(c => EF.Functions.Like(c.Name, [|" + before + "|])));",
        "var term = \"a\" + ids.Count;\nConsole.WriteLine(await db.Customers.CountAsync(c => EF.Functions.Like(c.Name, " + after + ")));");

    [Fact]
    public Task OuterJoinFilteredToInner_IsInner() => Check(
        "DBA2305",
        "var names = await (from c in db.Customers\n                   join x in db.Orders on c.Id equals x.CustomerId into found\n                   from o in found.DefaultIfEmpty()\n                   where [|o.Number == \"N\"|]\n                   select c.Name).ToListAsync();",
        "var names = await (from c in db.Customers\n                   join o in db.Orders on c.Id equals o.CustomerId\n                   where o.Number == \"N\"\n                   select c.Name).ToListAsync();");

    [Theory]
    [InlineData("db.Orders.[|CountAsync()|]", "db.Orders.CountAsync(stop)")]
    [InlineData("db.Orders.[|CountAsync(o => o.Id > 5)|]", "db.Orders.CountAsync(o => o.Id > 5, stop)")]
    [InlineData("db.Orders.[|FindAsync(5)|]", "db.Orders.FindAsync([5], stop)")]
    [InlineData("db.Orders.[|ToDictionaryAsync(o => o.Id)|]", "db.Orders.ToDictionaryAsync(o => o.Id, stop)")]
    public Task Token_IsPassed(string before, string after) => Members(
        "DBA2306",
        "public async Task Run(ShopContext db, CancellationToken stop) =>\n    await " + before + ";",
        "public async Task Run(ShopContext db, CancellationToken stop) =>\n    await " + after + ";");

    [Theory]
    [InlineData("await [|db.SaveChangesAsync()|];", "await db.SaveChangesAsync(stop);")]
    [InlineData("await [|db.SaveChangesAsync(false)|];", "await db.SaveChangesAsync(false, stop);")]
    [InlineData("await foreach (var o in db.Orders.[|AsAsyncEnumerable()|])\n        _ = o;", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(stop))\n        _ = o;")]
    [InlineData("await foreach (var o in db.Orders.[|AsAsyncEnumerable()|].ConfigureAwait(false))\n        _ = o;", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))\n        _ = o;")]
    [InlineData("await foreach (var o in [|db.Orders|])\n        _ = o;", "await foreach (var o in db.Orders.AsAsyncEnumerable().WithCancellation(stop))\n        _ = o;")]
    public Task TokenOfASaveOrLoop_IsPassed(string before, string after) => Members(
        "DBA2306",
        "public async Task Run(ShopContext db, CancellationToken stop)\n{\n    " + before + "\n}",
        "public async Task Run(ShopContext db, CancellationToken stop)\n{\n    " + after + "\n}");

    /// <summary>What a loop goes over is the query.</summary>
    [Theory]
    [InlineData("foreach (var order in db.Orders.Where(o => o.Total > 3))", "foreach (var order in db.Orders.Where(o => o.Total > 3).Include(x => x.Customer))")]
    [InlineData("foreach (var order in db.Orders)", "foreach (var order in db.Orders.Include(x => x.Customer))")]
    [InlineData("foreach (var order in from o in db.Orders where o.Total > 3 select o)", "foreach (var order in (from o in db.Orders where o.Total > 3 select o).Include(x => x.Customer))")]
    public Task LoopOverAQuery_IncludesWhatItReads(string before, string after) => Check(
        "DBA2003", before + "\n    Console.WriteLine([|order.Customer|]!.Name);", after + "\n    Console.WriteLine(order.Customer!.Name);");

    [Theory]
    [InlineData("db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|]", "db.Orders.FindAsync(id)")]
    [InlineData("db.Orders.Where(o => id == o.Id).[|SingleOrDefaultAsync(stop)|]", "db.Orders.FindAsync([id], stop)")]
    public Task FirstByKey_IsFind(string before, string after) => Members(
        "DBA2110",
        "public async Task<Order?> Run(ShopContext db, int id, CancellationToken stop) => await " + before + ";",
        "public async Task<Order?> Run(ShopContext db, int id, CancellationToken stop) => await " + after + ";");

    [Theory]
    [InlineData(
        "foreach (var customer in await db.Customers.Where(c => c.IsActive).[|ToListAsync()|])\n    Console.WriteLine(customer.Name + customer.Email);",
        "foreach (var customer in await db.Customers.Where(c => c.IsActive).Select(c => new { c.Email, c.Name }).ToListAsync())\n    Console.WriteLine(customer.Name + customer.Email);")]
    [InlineData(
        "var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == ids[0], CancellationToken.None)|];\nConsole.WriteLine(customer?.Name);",
        "var customer = await db.Customers.Where(c => c.Id == ids[0]).Select(c => new { c.Name }).FirstOrDefaultAsync(CancellationToken.None);\nConsole.WriteLine(customer?.Name);")]
    public Task ColumnsUsed_AreSelected(string before, string after) => Check("DBA2105", before, after);

    [Fact]
    public Task ColumnsOfANamedType_HaveNoFix() => None(
        "DBA2105", "foreach (Customer customer in await db.Customers.Where(c => c.IsActive).[|ToListAsync()|])\n    Console.WriteLine(customer.Name);");

    [Fact]
    public Task Pages_ContinueAfterTheLastRow() => Members(
        "DBA2203",
        "public Task<List<Order>> Page(ShopContext db, int page) =>\n    db.Orders\n        .OrderByDescending(o => o.CreatedAt)\n        .ThenBy(o => o.Id)\n        .Skip(page * 20)\n        .Take(20)\n        .[|ToListAsync()|];",
        "public Task<List<Order>> Page(ShopContext db, int page, DateTime? lastCreatedAt = null, int? lastId = null) =>\n    db.Orders\n"
        + "        .Where(o => lastCreatedAt == null || o.CreatedAt < lastCreatedAt || (o.CreatedAt == lastCreatedAt && o.Id > lastId))\n"
        + "        .OrderByDescending(o => o.CreatedAt)\n        .ThenBy(o => o.Id)\n        .Take(20)\n        .ToListAsync();");
}
