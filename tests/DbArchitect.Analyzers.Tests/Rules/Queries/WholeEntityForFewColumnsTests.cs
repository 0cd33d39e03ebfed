using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class WholeEntityForFewColumnsTests
{
    private const string Rule = "DBA2105";

    [Fact]
    public Task OneColumnOfManyRows_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.Where(o => o.Total > 5).[|ToListAsync()|])
            Console.WriteLine(order.Number);
        """, DiagnosticSeverity.Info, "All 9 columns of Order are loaded, only Number is used. Select what is used");

    [Fact]
    public Task LargeColumnIsLoadedForNothing_IsReported() => ShopCode.Check(
        Rule,
        """
        var customer = await db.Customers.[|FirstAsync(c => c.Id == ids[0])|];
        Console.WriteLine(customer.Name);
        """);

    [Fact]
    public Task SelectedColumns_AreSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var number in await db.Orders.Where(o => o.Total > 5).Select(o => o.Number).ToListAsync())
            Console.WriteLine(number);
        """);

    [Fact]
    public Task ManyColumnsUsed_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.ToListAsync())
            Console.WriteLine(order.Number + order.Total + order.CreatedAt + order.Status);
        """);

    [Fact]
    public Task NarrowTable_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var payment in await db.Payments.ToListAsync())
            Console.WriteLine(payment.Amount);
        """);

    [Fact]
    public Task ChangedAndSaved_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        order.Number = "2";
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task HandedOn_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.ToListAsync())
            Print(order);

        static void Print(Order order) => Console.WriteLine(order.Number);
        """);

    [Fact]
    public Task ComputedProperty_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var customer in await db.Customers.ToListAsync())
            Console.WriteLine(customer.Display);
        """);

    [Fact]
    public Task NavigationUsed_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.Include(o => o.Lines).ToListAsync())
            Console.WriteLine(order.Lines.Count);
        """);

    [Fact]
    public Task OneColumnOfOneRow_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.[|FirstOrDefaultAsync(o => o.Id == ids[0])|];
        if (order is null)
            return;
        Console.WriteLine(order.Number);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task LoopOverTheQueryItself_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var order in db.Orders.[|Where(o => o.Total > 5)|])
            Console.WriteLine(order.Number);
        """);

    [Theory]
    [InlineData("two columns of one row", "var order = await db.Orders.FirstAsync(o => o.Id == ids[0]); Console.WriteLine(order.Number + order.Total);")]
    [InlineData("changed and saved", "var order = await db.Orders.FirstAsync(o => o.Id == ids[0]); order.Number = \"2\"; await db.SaveChangesAsync();")]
    [InlineData("found in the tracker", "var order = await db.Orders.FindAsync(ids[0]); Console.WriteLine(order!.Number);")]
    [InlineData("handed on", "var order = await db.Orders.FirstAsync(o => o.Id == ids[0]); Print(order); Console.WriteLine(order.Number);")]
    [InlineData("kept", "var order = await db.Orders.FirstAsync(o => o.Id == ids[0]); var all = new List<Order>(); all.Add(order); Console.WriteLine(order.Number);")]
    [InlineData("a navigation", "var order = await db.Orders.Include(o => o.Customer).FirstAsync(o => o.Id == ids[0]); Console.WriteLine(order.Customer!.Name);")]
    [InlineData("removed", "var order = await db.Orders.FirstAsync(o => o.Id == ids[0]); db.Remove(order); Console.WriteLine(order.Number); await db.SaveChangesAsync();")]
    [InlineData("a key of a new row", "var order = await db.Orders.FirstAsync(o => o.Id == ids[0]); db.Payments.Add(new Payment { OrderId = order.Id }); await db.SaveChangesAsync();")]
    [InlineData("a narrow table", "var payment = await db.Payments.FirstAsync(p => p.Id == ids[0]); Console.WriteLine(payment.Amount);")]
    [InlineData("one of two queries", "var order = await db.Orders.FindAsync(ids[0]) ?? await db.Orders.FirstAsync(o => o.Total > 5); Console.WriteLine(order.Number);")]
    [InlineData("assigned by two queries", "Order? order = null; if (ids.Count > 1) order = await db.Orders.FirstAsync(o => o.Id == ids[0]); else order = await db.Orders.FirstAsync(o => o.Id == ids[1]); Console.WriteLine(order.Number);")]
    [InlineData("among elements of the program", "var all = await db.Orders.Where(o => o.Total > 5).ToListAsync(); all.Insert(0, new Order { Number = \"none\" }); foreach (var order in all) Console.WriteLine(order.Number);")]
    [InlineData("only its presence", "var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == ids[0]); Console.WriteLine(order is null);")]
    public Task OneRowForAReason_IsSilent(string reason, string statements) => ShopCode.Check(
        Rule, "// " + reason + "\n" + statements + "\n\nstatic void Print(Order order) => Console.WriteLine(order.Number + order.Total);");

    [Fact]
    public Task ClassOfASecondLevelCache_IsSilent() => new Verify
    {
        Rules = ["DBA2105"],
        Files =
        {
            ["Test.cs"] = """
                public class CacheableEntityAttribute : Attribute { }
                [CacheableEntity]
                public class Country
                {
                    public int Id { get; set; } public string Name { get; set; } = ""; public string Code { get; set; } = ""; public int A { get; set; } public int B { get; set; }
                    public int C { get; set; } public int D { get; set; } public int E { get; set; } public int F { get; set; } public int OwnerId { get; set; } public Owner? Owner { get; set; }
                }
                public class Owner { public int Id { get; set; } }
                public class World : DbContext
                {
                    public DbSet<Country> Countries => Set<Country>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
                }
                public class Names(World db)
                {
                    public void Print()
                    {
                        foreach (var country in db.Countries.AsNoTracking().Where(c => c.A > 3).ToList())
                            Console.WriteLine(country.Name);
                    }

                    public void PrintTracked()
                    {
                        foreach (var country in db.Countries.Where(c => c.A > 3).[|ToList()|])
                            Console.WriteLine(country.Name);
                    }
                }
                """,
        },
    }.RunAsync();
}
