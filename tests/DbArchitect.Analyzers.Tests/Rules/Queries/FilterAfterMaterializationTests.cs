using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class FilterAfterMaterializationTests
{
    private const string Rule = "DBA2103";

    [Fact]
    public Task WhereBehindToList_IsAWarning() => ShopCode.Check(
        Rule,
        """
        foreach (var order in [|db.Orders.ToList().Where(o => o.Total > 5)|])
            Console.WriteLine(order.Number);
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task FirstBehindToListAsync_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = [|(await db.Orders.ToListAsync()).FirstOrDefault(o => o.Number == "1")|];
        Console.WriteLine(order?.Number);
        """);

    [Fact]
    public Task CountBehindAsEnumerable_IsReported() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine([|db.Orders.AsEnumerable().Count(o => o.Status == OrderStatus.Open)|]);
        """);

    [Fact]
    public Task CountOfTheLoadedList_IsReported() => ShopCode.Check(
        Rule,
        """
        Console.WriteLine([|(await db.Orders.ToListAsync()).Count|]);
        Console.WriteLine([|db.Orders.Where(o => o.Total > 5).ToArray().Length|]);
        """);

    [Fact]
    public Task ListKeptOnlyForItsCount_IsInfo() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Where(o => o.Total > 5).ToListAsync();
        Console.WriteLine([|orders.Count|]);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task CountOfAListThatIsAlsoRead_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        Console.WriteLine(orders.Count);
        foreach (var order in orders)
            Console.WriteLine(order.Number);
        """);

    [Fact]
    public Task OnlyUseOfTheVariable_IsInfo() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        var open = [|orders.Where(o => o.Status == OrderStatus.Open)|].ToList();
        Console.WriteLine(open.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task UntranslatableFilter_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = db.Orders.ToList().Where(o => IsOdd(o.Id)).ToList();
        Console.WriteLine(orders.Count);

        static bool IsOdd(int id) => id % 2 == 1;
        """);

    [Fact]
    public Task ComputedProperty_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = db.Customers.ToList().Where(c => c.Display == "a <b>").ToList();
        Console.WriteLine(customers.Count);
        """);

    [Fact]
    public Task TextComparison_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = db.Customers.ToList().Where(c => c.Name.Equals("a", StringComparison.OrdinalIgnoreCase)).ToList();
        Console.WriteLine(customers.Count);
        """);

    [Fact]
    public Task LookedUpInALoop_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        foreach (var id in ids)
            Console.WriteLine(orders.FirstOrDefault(o => o.Id == id)?.Number);
        """);

    [Fact]
    public Task ListUsedAgain_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        var open = orders.Where(o => o.Status == OrderStatus.Open).ToList();
        Console.WriteLine(open.Count + orders.Count);
        """);

    [Fact]
    public Task FilterBeforeLoading_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Where(o => o.Status == OrderStatus.Open).ToListAsync();
        Console.WriteLine(orders[0].Number);
        """);

    [Fact]
    public Task Fix_MovesWhereBeforeToList() => ShopCode.Fix(
        Rule,
        """
        var orders = [|db.Orders.ToList().Where(o => o.Total > 5)|].ToList();
        Console.WriteLine(orders[0].Number);
        """,
        """
        var orders = db.Orders.Where(o => o.Total > 5).ToList();
        Console.WriteLine(orders[0].Number);
        """);

    [Fact]
    public Task Fix_AwaitsTheScalarTerminal() => ShopCode.Fix(
        Rule,
        """
        var order = [|(await db.Orders.ToListAsync()).FirstOrDefault(o => o.Number == "1")|];
        Console.WriteLine(order?.Number);
        """,
        """
        var order = await db.Orders.FirstOrDefaultAsync(o => o.Number == "1");
        Console.WriteLine(order?.Number);
        """);

    [Fact]
    public Task QueryInAVariableOfTypeIEnumerable_IsAWarning() => ShopCode.Check(
        Rule,
        """
        IEnumerable<Order> all = db.Orders;
        var orders = [|all.Where(o => o.CustomerId == 1)|].ToList();
        var first = [|all.FirstOrDefault(o => o.CustomerId == 2)|];
        Console.WriteLine(orders.Count + first?.Number);
        """,
        DiagnosticSeverity.Warning);

    [Fact]
    public Task QueryAsIEnumerable_SaysWhatToDo() => ShopCode.Check(
        Rule,
        """
        IEnumerable<Order> open = db.Orders.Where(o => o.Status == OrderStatus.Open);
        Console.WriteLine([|open.Count(o => o.CustomerId == 1)|]);
        """,
        DiagnosticSeverity.Warning,
        "Count is applied in memory after IEnumerable has loaded the rows of Order. Keep the query an IQueryable: the database then sends only what is used");

    [Fact]
    public Task HandedToAMethodThatTakesIEnumerable_IsReported() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                Console.WriteLine(CountOf([|db.Orders.Where(o => o.Total > 5)|], 1));
                await Task.CompletedTask;
            }

            private static int CountOf(IEnumerable<Order> orders, int customer) => orders.Count(o => o.CustomerId == customer);
            """),
        DiagnosticSeverity.Info,
        "Count is applied in memory after CountOf has loaded the rows of Order. Let CountOf take an IQueryable: the database then sends only what is used");

    [Fact]
    public Task SetHandedToAnExtensionOfIEnumerable_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public static class Totals
        {
            public static int CountOf(this IEnumerable<Order> orders, int customer)
            {
                return orders.Count(o => o.CustomerId == customer);
            }
        }

        public class Service
        {
            public int Run(ShopContext db) => [|db.Orders|].CountOf(1);
        }
        """);

    [Fact]
    public Task MethodThatTakesRows_IsSilent() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                Console.WriteLine(Both(db.Orders, 1) + Odd(db.Orders) + Filtered(db.Orders, o => o.Total > 5));
                Console.WriteLine(Both(await db.Orders.ToListAsync(), 1));
                foreach (var line in Lines(db.Orders))
                    Console.WriteLine(line);
            }

            private static int Both(IEnumerable<Order> orders, int customer) => orders.Count(o => o.CustomerId == customer) + orders.Count();

            private static int Odd(IEnumerable<Order> orders) => orders.Count(o => IsOdd(o.Number));

            private static int Filtered(IEnumerable<Order> orders, Func<Order, bool> filter) => orders.Count(filter);

            private static IEnumerable<string> Lines(IEnumerable<Order> orders) => orders.Select(o => o.Number + o.Total);

            private static bool IsOdd(string number) => number.Length % 2 == 1;
            """));

    [Fact]
    public Task SequenceThatOnlyTheProgramCanFilter_IsSilent() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                IEnumerable<Order> all = db.Orders;
                Console.WriteLine(all.Count(o => IsOdd(o.Number)));
                foreach (var order in all)
                    Console.WriteLine(order.Number);
                Console.WriteLine(string.Join(",", db.Orders.Where(o => o.Total > 5).Select(Text)));
                await Task.CompletedTask;
            }

            private static string Text(Order order) => order.Number;

            private static bool IsOdd(string number) => number.Length % 2 == 1;
            """));

    [Fact]
    public Task DelegateThatIsNotSeen_IsSilent() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public List<Order> Run(ShopContext db, Func<Order, bool> filter) => db.Orders.ToList().Where(filter).ToList();
            """));

    [Fact]
    public Task OneRowByItsKey_IsSilent() => ShopCode.Check(
        Rule,
        """
        var id = ids[0];
        var order = (await db.Orders.Include(o => o.Lines).Where(o => o.Id == id).ToListAsync()).FirstOrDefault();
        Console.WriteLine(order?.Number);
        """);

    /// <summary>The rows that are left out fill the navigations of those that stay.</summary>
    [Fact]
    public Task TreeThatIsLoadedWhole_IsSilent() => new Verify
    {
        Rules = [Rule],
        Files =
        {
            ["Test.cs"] = """
                public class Category { public int Id { get; set; } public int? ParentId { get; set; } public Category? Parent { get; set; } public List<Category> Children { get; } = []; }
                public class Catalog : DbContext
                {
                    public DbSet<Category> Categories => Set<Category>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
                }
                public class Menu(Catalog db)
                {
                    public IEnumerable<Category> Top()
                    {
                        var all = db.Categories.ToList();
                        return all.Where(c => c.ParentId == null);
                    }
                }
                """,
        },
    }.RunAsync();
}
