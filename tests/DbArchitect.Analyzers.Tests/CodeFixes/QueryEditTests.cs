using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>Edits of a query's own calls.</summary>
public sealed class QueryEditTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;

        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public List<Order> Orders { get; set; } = [];
        }

        public class Line
        {
            public int Id { get; set; }
            public Customer Supplier { get; set; } = null!;
        }

        public class Order
        {
            public int Id { get; set; }
            public DateTime At { get; set; }
            public Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; set; } = [];
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        }

        public static class Queries
        {
            public static async Task Run(ShopContext db)
            {
                await Task.CompletedTask;

        """;

    private static string Text(string statements) =>
        Head + string.Join('\n', statements.Split('\n').Select(static line => line.Length == 0 ? line : "        " + line)) + "\n    }\n}\n";

    private static Task Check(Edit edit, string before, string after) => FixOf.Text(edit, Text(before), Text(after));

    private static Task All(Edit edit, int more, string before, string after) => new FixOf
    {
        Edit = edit,
        More = [.. Enumerable.Repeat(edit, more)],
        Files = { ["Test.cs"] = Text(before) },
        Fixed = { ["Test.cs"] = Text(after) },
    }.RunAsync();

    [Theory]
    [InlineData("if ([|db.Orders.Count() > 0|]) return;", "if (db.Orders.Any()) return;", false)]
    [InlineData("if ([|0 < db.Orders.Count(o => o.Id > 5)|]) return;", "if (db.Orders.Any(o => o.Id > 5)) return;", false)]
    [InlineData("var none = [|await db.Orders.CountAsync() == 0|];", "var none = !await db.Orders.AnyAsync();", true)]
    [InlineData("var none = [|(await db.Orders.LongCountAsync(o => o.Id > 5)) < 1|];", "var none = !await db.Orders.AnyAsync(o => o.Id > 5);", true)]
    public Task Count_BecomesAny(string before, string after, bool isNegated) => Check(new ReplaceCountByAny(isNegated), before, after);

    [Fact]
    public Task FixAll_EveryPlaceOfTheSameEdit() => All(
        new ReplaceCountByAny(false),
        2,
        "if ([|db.Orders.Count() > 0|]) return;\nif ([|db.Orders.Count() != 0|] && [|db.Orders.Count() >= 1|]) return;",
        "if (db.Orders.Any()) return;\nif (db.Orders.Any() && db.Orders.Any()) return;");

    [Fact]
    public Task FixAll_TiebreakersInOneFile() => All(
        new AddThenBy("Id"),
        1,
        "var a = db.Orders.OrderBy(o => [|o.At|]).Skip(10).ToList();\nvar b = db.Orders\n    .OrderByDescending(x => [|x.At|])\n    .Skip(10)\n    .ToList();",
        "var a = db.Orders.OrderBy(o => o.At).ThenBy(o => o.Id).Skip(10).ToList();\n"
        + "var b = db.Orders\n    .OrderByDescending(x => x.At)\n    .ThenBy(x => x.Id)\n    .Skip(10)\n    .ToList();");

    [Fact]
    public Task Tiebreaker_InQuerySyntax() => Check(
        new AddThenBy("Id"),
        "var a = (from o in db.Orders orderby [|o.At|] descending select o).Skip(10).ToList();",
        "var a = (from o in db.Orders orderby o.At descending, o.Id select o).Skip(10).ToList();");

    [Fact]
    public Task FixAll_IncludesRemoved() => All(
        new RemoveInclude("Customer"),
        1,
        "var a = db.Orders.Include(o => [|o.Customer|]).Count();\nvar b = db.Orders\n    .Include(o => [|o.Lines|])\n        .ThenInclude(l => l.Supplier)\n    .Include(o => o.Customer)\n    .Select(o => o.Id)\n    .ToList();",
        "var a = db.Orders.Count();\nvar b = db.Orders\n    .Include(o => o.Customer)\n    .Select(o => o.Id)\n    .ToList();");

    [Fact]
    public Task FixAll_MovedBeforeMaterialization() => All(
        new MoveBeforeMaterialization("ToList"),
        1,
        "var a = [|db.Orders.ToList().Where(o => o.Id > 5)|];\nvar b = [|db.Orders.ToList().Where(o => o.Id > 5)|].ToList();",
        "var a = db.Orders.Where(o => o.Id > 5).ToList();\nvar b = db.Orders.Where(o => o.Id > 5).ToList();");

    [Theory]
    [InlineData("var a = [|(await db.Orders.ToListAsync()).First(o => o.Id > 5)|];", "var a = await db.Orders.FirstAsync(o => o.Id > 5);")]
    [InlineData("var a = [|(await db.Orders.ToListAsync()).Where(o => o.Id > 5)|].ToList();", "var a = await db.Orders.Where(o => o.Id > 5).ToListAsync();")]
    [InlineData("var a = [|(await db.Orders.Where(o => o.Id > 5).ToListAsync()).Count|];", "var a = await db.Orders.Where(o => o.Id > 5).CountAsync();")]
    public Task Awaited_MovedBeforeMaterialization(string before, string after) => Check(new MoveBeforeMaterialization("ToListAsync"), before, after);

    [Theory]
    [InlineData("var a = db.Orders.[|ToList()|];", "var a = await db.Orders.ToListAsync();", "ToList")]
    [InlineData("var a = db.Orders.[|First()|].Id;", "var a = (await db.Orders.FirstAsync()).Id;", "First")]
    [InlineData("[|db.SaveChanges()|];", "await db.SaveChangesAsync();", "SaveChanges")]
    public Task Synchronous_IsAwaited(string before, string after, string method) => Check(new MakeAsync(method), before, after);

    [Fact]
    public Task OutsideAsyncCode_NothingOffered() => FixOf.None(new MakeAsync("ToList"), Text("Action run = () => { var a = db.Orders.[|ToList()|]; };"));

    [Theory]
    [InlineData("var a = db.Orders.Include(o => [|o.Lines|]).ToList();", "var a = db.Orders.Include(o => o.Lines).AsSplitQuery().ToList();")]
    [InlineData(
        "var a = db.Orders\n    .Include(o => [|o.Lines|])\n        .ThenInclude(l => l.Supplier)\n    .ToList();",
        "var a = db.Orders\n    .Include(o => o.Lines)\n        .ThenInclude(l => l.Supplier)\n        .AsSplitQuery()\n    .ToList();")]
    public Task Collections_AreSplit(string before, string after) => Check(new AddSplitQuery(), before, after);

    [Fact]
    public Task Tracking_IsLeftOut() => Check(
        new AddNoTracking(), "var a = db.Orders.Where(o => o.Id > 5).[|ToList()|];", "var a = db.Orders.Where(o => o.Id > 5).AsNoTracking().ToList();");

    [Fact]
    public Task SecondOrder_Refines() => Check(
        new ReplaceOrderByThenBy(),
        "var a = db.Orders.OrderBy(o => o.At).[|OrderByDescending|](o => o.Id).ToList();",
        "var a = db.Orders.OrderBy(o => o.At).ThenByDescending(o => o.Id).ToList();");

    [Fact]
    public Task OrderBehindAFilter_NothingOffered() => FixOf.None(
        new ReplaceOrderByThenBy(), Text("var a = db.Orders.OrderBy(o => o.At).Where(o => o.Id > 5).[|OrderBy|](o => o.Id).ToList();"));

    [Fact]
    public Task Save_MovesBehindTheLoop() => Check(
        new MoveSaveAfterLoop(),
        "foreach (var order in db.Orders.ToList())\n{\n    order.At = DateTime.UtcNow;\n    await [|db.SaveChangesAsync()|];\n}",
        "foreach (var order in db.Orders.ToList())\n{\n    order.At = DateTime.UtcNow;\n}\nawait db.SaveChangesAsync();");

    [Fact]
    public Task SaveOfAContextOfTheLoop_NothingOffered() => FixOf.None(
        new MoveSaveAfterLoop(),
        Text("foreach (var order in db.Orders.ToList())\n{\n    var other = new ShopContext();\n    other.Add(order);\n    await [|other.SaveChangesAsync()|];\n}"));
}
