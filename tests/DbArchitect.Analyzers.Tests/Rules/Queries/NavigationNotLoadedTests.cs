using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class NavigationNotLoadedTests
{
    private const string Rule = "DBA2003";

    [Fact]
    public Task NavigationOfALoadedEntity_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        Console.WriteLine([|order.Customer|]!.Name);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task CollectionOfLoadedEntities_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var customer in await db.Customers.Where(c => c.IsActive).ToListAsync())
            Console.WriteLine([|customer.Orders|].Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task SecondLevel_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.Include(o => o.Lines).FirstAsync(o => o.Id == ids[0]);
        foreach (var line in order.Lines)
            Console.WriteLine([|line.Product|]!.Name);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task LoaderThatIsInjected_LoadsLazily() => ShopCode.CheckMembers(
        Rule,
        """
        public abstract class Loaded
        {
            protected Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader? LazyLoader { get; set; }
            public int Id { get; set; }
        }

        public class Parcel : Loaded
        {
            private List<Item>? items;
            public List<Item> Items { get => Microsoft.EntityFrameworkCore.Infrastructure.LazyLoaderExtensions.Load(LazyLoader!, this, ref items)!; set => items = value; }
        }

        public class Item : Loaded
        {
            public int ParcelId { get; set; }
        }

        public class ParcelContext : DbContext
        {
            public DbSet<Parcel> Parcels => Set<Parcel>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=x");
        }

        public class Service(ParcelContext db)
        {
            public int One(int id) => db.Parcels.First(p => p.Id == id).Items.Count;
            public int All()
            {
                var sum = 0;
                foreach (var parcel in db.Parcels.ToList())
                    sum += [|parcel.Items|].Count;
                return sum;
            }
        }
        """);

    [Fact]
    public Task LazyLoadingInALoop_IsAWarning() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.ToListAsync())
            Console.WriteLine([|order.Customer|]!.Name);
        """, DiagnosticSeverity.Warning, null, ShopCode.LazyModel);

    [Fact]
    public Task LazyLoadingOnce_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        Console.WriteLine(order.Customer!.Name);
        """, null, null, ShopCode.LazyModel);

    [Fact]
    public Task Included_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.Include(o => o.Customer).FirstAsync(o => o.Id == ids[0]);
        Console.WriteLine(order.Customer!.Name);
        """);

    [Fact]
    public Task Projected_IsSilent() => ShopCode.Check(
        Rule,
        """
        var names = await db.Orders.Select(o => o.Customer!.Name).ToListAsync();
        foreach (var name in names)
            Console.WriteLine(name.Length);
        """);

    [Fact]
    public Task WayBackToTheParent_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customer = await db.Customers.Include(c => c.Orders).FirstAsync(c => c.Id == ids[0]);
        foreach (var order in customer.Orders)
            Console.WriteLine(order.Customer!.Name);
        """);

    [Fact]
    public Task LoadedExplicitly_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        await db.Entry(order).Reference(o => o.Customer).LoadAsync();
        Console.WriteLine(order.Customer!.Name);
        """);

    [Fact]
    public Task ConnectedByAnotherQuery_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        await db.Customers.LoadAsync();
        foreach (var order in orders)
            Console.WriteLine(order.Customer!.Name);
        """);

    [Fact]
    public Task TestedForNull_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        if (order.Customer != null)
            Console.WriteLine(order.Customer.Name);
        """);

    [Fact]
    public Task AddedTo_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customer = await db.Customers.FirstAsync(c => c.Id == ids[0]);
        customer.Orders.Add(new Order { Number = "1" });
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task Assigned_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        order.Customer = new Customer { Name = "new" };
        Console.WriteLine(order.Customer.Name);
        """);

    [Fact]
    public Task HandedOn_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        await Fill(order);
        Console.WriteLine(order.Customer!.Name);

        static Task Fill(Order order) => Task.CompletedTask;
        """);

    [Fact]
    public Task Fix_Includes() => ShopCode.Fix(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        Console.WriteLine([|order.Customer|]!.Name);
        """,
        """
        var order = await db.Orders.Include(x => x.Customer).FirstAsync(o => o.Id == ids[0]);
        Console.WriteLine(order.Customer!.Name);
        """);

    private const string Store = """
        namespace Shop;

        public interface IOrderStore
        {
            Task<Order?> GetAsync(int id);
            Task<List<Order>> AllAsync();
        }

        public class OrderStore(ShopContext db) : IOrderStore
        {
            public async Task<Order?> GetAsync(int id)
            {
                var order = await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id);
                if (order is null)
                    return null;
                return order;
            }

            public Task<List<Order>> AllAsync() => db.Orders.OrderBy(o => o.Id).ToListAsync();
        }

        """;

    [Fact]
    public Task LoadedByARepository_IsReportedAtItsCaller() => ShopCode.CheckMembers(
        Rule,
        Store + """
        public class Service(IOrderStore store)
        {
            public async Task<string> Name(int id)
            {
                var order = await store.GetAsync(id);
                return order is null ? "" : order.Lines.Count + [|order.Customer|]!.Name;
            }
        }
        """,
        DiagnosticSeverity.Info,
        "Customer is not loaded by GetAsync, which queries Order: it is null or empty here. Include it, or project what is needed");

    [Fact]
    public Task ListOfARepositoryBehindAService_IsReported() => ShopCode.CheckMembers(
        Rule,
        Store + """
        public class Orders(IOrderStore store)
        {
            public async Task<List<Order>> ListAsync() => await store.AllAsync();
        }

        public class Report(Orders orders)
        {
            public async Task<int> Lines()
            {
                var count = 0;
                foreach (var order in await orders.ListAsync())
                    count += [|order.Lines|].Count;
                return count;
            }
        }
        """);

    [Fact]
    public Task LazyLoadingOverTheRowsOfARepository_IsAWarning() => ShopCode.CheckMembers(
        Rule,
        Store + """
        public class Report(IOrderStore store)
        {
            public async Task Print()
            {
                foreach (var order in await store.AllAsync())
                    Console.WriteLine([|order.Customer|]!.Name);
            }
        }
        """,
        DiagnosticSeverity.Warning,
        model: ShopCode.LazyModel);

    [Fact]
    public Task GenericRepository_IsReportedForItsEntity() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Repository<T>(ShopContext db) where T : class
        {
            public Task<T> OneAsync(System.Linq.Expressions.Expression<Func<T, bool>> where) => db.Set<T>().FirstAsync(where);
        }

        public class Service(Repository<Order> orders)
        {
            public async Task<string> Name(int id)
            {
                var order = await orders.OneAsync(o => o.Id == id);
                return [|order.Customer|]!.Name;
            }
        }
        """);

    [Theory]
    [InlineData("included there", "return order.Lines.Count.ToString();")]
    [InlineData("another may have it", "var or = await store.GetAsync(5) ?? new Order { Customer = new Customer() }; return or.Customer!.Name;")]
    [InlineData("handed on before", "Fill(order); return order.Customer!.Name;")]
    [InlineData("loaded by another method", "var customer = await CustomerAsync(); return order.Customer!.Name + customer.Name;")]
    [InlineData("loaded by a query of the caller", "var customers = await db.Customers.ToListAsync(); return order.Customer!.Name + customers.Count;")]
    [InlineData("tested for null", "return order.Customer == null ? \"\" : order.Customer.Name;")]
    [InlineData("only columns", "return order.Number + order.CustomerId;")]
    public Task CallerThatHasIt_IsSilent(string reason, string use) => ShopCode.CheckMembers(
        Rule,
        Store + "public class Service(ShopContext db, IOrderStore store)\n{\n    // " + reason + "\n    public async Task<string> Use(int id)\n    {\n        var order = (await store.GetAsync(id))!;\n        "
        + use + "\n    }\n\n    private static void Fill(Order order) => order.Customer = new Customer();\n\n    private Task<Customer> CustomerAsync() => db.Customers.FirstAsync(c => c.Id == 1);\n}\n");

    [Fact]
    public Task MethodThatLoadsMore_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Store(ShopContext db)
        {
            public async Task<Order> WithCustomerAsync(int id)
            {
                var order = await db.Orders.FirstAsync(o => o.Id == id);
                await db.Entry(order).Reference(o => o.Customer).LoadAsync();
                return order;
            }

            public async Task<Order> NewOrOldAsync(int id)
            {
                if (id == 0)
                    return new Order { Customer = new Customer() };
                return await db.Orders.FirstAsync(o => o.Id == id);
            }

            public async Task<Order> FixedUpAsync(int id)
            {
                await db.Customers.LoadAsync();
                return await db.Orders.FirstAsync(o => o.Id == id);
            }
        }

        public class Service(Store store)
        {
            public async Task<string> A() => (await store.WithCustomerAsync(1)).Customer!.Name;
            public async Task<string> B() => (await store.NewOrOldAsync(1)).Customer!.Name;
            public async Task<string> C() => (await store.FixedUpAsync(1)).Customer!.Name;
        }
        """);

    [Fact]
    public Task RowsOfSelectMany_AreNotThoseOfTheRoot() => ShopCode.Check(
        Rule,
        """
        var lines = await (from o in db.Orders.Include(o => o.Lines) where o.Id == 2 select o).SelectMany(o => o.Lines).ToListAsync();
        foreach (var line in lines)
            Console.WriteLine([|line.Product|]!.Name);
        """, DiagnosticSeverity.Info, "Product is not loaded by this query of OrderLine: it is null or empty here. Include it, or project what is needed");

    [Fact]
    public Task RowsThatAreIncludedOrNoEntities_AreSilent() => ShopCode.Check(
        Rule,
        """
        var lines = await db.Orders.Where(o => o.Id == 2).SelectMany(o => o.Lines).Include(l => l.Product).ToListAsync();
        foreach (var line in lines)
            Console.WriteLine(line.Product!.Name);
        foreach (var pair in await db.Orders.Select(o => new { o.Customer, o.Number }).ToListAsync())
            Console.WriteLine(pair.Customer!.Name + pair.Number);
        foreach (var customer in await db.Orders.Select(o => o.Customer!).ToListAsync())
            Console.WriteLine(customer.Name);
        """);

    [Fact]
    public Task LoopOverAComposedQuery_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var order in db.Orders.Where(o => o.Total > 5))
            Console.WriteLine([|order.Customer|]!.Name);
        """);
}
