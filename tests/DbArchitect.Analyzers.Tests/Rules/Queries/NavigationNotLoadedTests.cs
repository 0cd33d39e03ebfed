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
}
