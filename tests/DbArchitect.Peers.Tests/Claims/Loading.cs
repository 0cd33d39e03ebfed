using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>Navigations: loaded too late, too much, for nothing.</summary>
internal static class Loading
{
    public static Claim[] All { get; } =
    [
        new("Navigation not loaded", ["DBA2003", "LC045"])
        {
            Programs =
            [
                Flawed("a reference of an entity loaded without it", Truth.Throws("NullReferenceException", "Object reference"), """
                    var order = await db.Orders.FirstAsync(o => o.Id == 2);
                    Console.WriteLine(order.Customer!.Name + order.Number + order.Total);
                    """),
                FlawedMembers("a collection that was not loaded, counted", Truth.Returns(0).Because("there are 32 lines"), """
                    public async Task<int> Run(ShopContext db, List<int> ids)
                    {
                        var lines = 0;
                        foreach (var order in await db.Orders.ToListAsync())
                            lines += order.Lines.Count;
                        return lines;
                    }
                    """),
                Flawed("lazy loading in a loop", Truth.Grows, """
                    var orders = await db.Orders.ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Number + order.Total + order.Customer!.Name);
                    """) with { Model = Shop.LazyModel },
                FlawedFile("loaded by a repository, used by its caller", Truth.Throws("NullReferenceException", "Object reference"), """
                    public class OrderStore(ShopContext db)
                    {
                        public async Task<Order> GetAsync(int id)
                        {
                            return await db.Orders.SingleAsync(o => o.Id == id);
                        }
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids)
                        {
                            var order = await new OrderStore(db).GetAsync(2);
                            Console.WriteLine(order.Customer!.Name);
                        }
                    }
                    """),
                Flawed("the second level, in query syntax", Truth.Throws("NullReferenceException", "Object reference"), """
                    var lines = await (from o in db.Orders.Include(o => o.Lines) where o.Id == 2 select o).SelectMany(o => o.Lines).ToListAsync();
                    foreach (var line in lines)
                        Console.WriteLine(line.Product!.Name);
                    """),
                Right("it is included", Truth.Runs, """
                    var order = await db.Orders.Include(o => o.Customer).FirstAsync(o => o.Id == 2);
                    Console.WriteLine(order.Customer!.Name + order.Number + order.Total);
                    """),
                Right("a projection reads it", Truth.Runs, """
                    var names = await db.Orders.Where(o => o.Id == 2).Select(o => o.Customer!.Name).ToListAsync();
                    Console.WriteLine(names[0]);
                    """),
                Right("another query of the method brought it", Truth.Runs.Because("EF Core connects what it tracks"), """
                    var customers = await db.Customers.ToListAsync();
                    var orders = await db.Orders.ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Customer!.Name + customers.Count);
                    """),
                Right("loaded explicitly", Truth.Runs, """
                    var order = await db.Orders.FirstAsync(o => o.Id == 2);
                    await db.Entry(order).Reference(o => o.Customer).LoadAsync();
                    Console.WriteLine(order.Customer!.Name + order.Number + order.Total);
                    """),
                Right("always included, says the model", Truth.Runs, """
                    var order = await db.Orders.FirstAsync(o => o.Id == 2);
                    Console.WriteLine(order.Customer!.Name + order.Number + order.Total);
                    """) with { Model = Shop.ModelWith("model.Entity<Order>().Navigation(o => o.Customer).AutoInclude();") },
                Right("lazy loading of one entity's collection", Truth.Flat, """
                    var customer = await db.Customers.FirstAsync(c => c.Id == 1);
                    Console.WriteLine(customer.Orders.Count + customer.Name + customer.City);
                    """) with { Model = Shop.LazyModel },
            ],
        },
        new("Include without effect", ["DBA2101"])
        {
            Programs =
            [
                Flawed("before a projection", Truth.SendsNo("Payments"), """
                    var numbers = await db.Orders.Include(o => o.Payments).Select(o => o.Number).ToListAsync();
                    Console.WriteLine(numbers.Count);
                    """),
                Flawed("before `Count`, composed", Truth.SendsNo("Payments"), """
                    var open = db.Orders.Include(o => o.Payments).Where(o => o.Status == OrderStatus.Open);
                    Console.WriteLine(await open.CountAsync());
                    """),
                Flawed("in query syntax, with ThenInclude", Truth.SendsNo("Products"), """
                    var totals = await (from o in db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product)
                                        where o.Total > 5
                                        select new { o.Number, o.Total }).ToListAsync();
                    Console.WriteLine(totals.Count);
                    """),
                Right("the projection keeps the entity", Truth.Sends("Payments"), """
                    var orders = await db.Orders.Include(o => o.Payments).Select(o => new { Order = o, Size = o.Lines.Count }).ToListAsync();
                    Console.WriteLine(orders[0].Order.Payments.Count);
                    """),
                Right("the query is counted and then listed", Truth.Sends("Payments"), """
                    var open = db.Orders.Include(o => o.Payments).Where(o => o.Status == OrderStatus.Open);
                    var count = await open.CountAsync();
                    foreach (var order in await open.ToListAsync())
                        Console.WriteLine(count + order.Number + order.Total + order.Payments.Count);
                    """),
            ],
        },
        new("Cartesian product of collections", ["DBA2102", "LC006"])
        {
            Remark = "LC040 loops for ever on `query = query.Include(…)`: the build that runs it does not end.",
            Programs =
            [
                Flawed("two collections of one parent", Truth.Reads(64).Because("16 orders with 2 lines and 2 payments each").And(Truth.EfWarns("MultipleCollectionIncludeWarning")), """
                    var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Lines.Count + order.Payments.Count);
                    """),
                Flawed("included in two statements", Truth.Reads(64), """
                    var query = db.Orders.Include(o => o.Lines).AsQueryable();
                    query = query.Include(o => o.Payments);
                    foreach (var order in await query.ToListAsync())
                        Console.WriteLine(order.Lines.Count + order.Payments.Count);
                    """),
                FlawedFile("in a repository, one level down", Truth.Reads(64), """
                    public class CustomerStore(ShopContext db)
                    {
                        public Task<List<Customer>> WithOrdersAsync() =>
                            db.Customers
                                .Include(c => c.Orders).ThenInclude(o => o.Lines)
                                .Include(c => c.Orders).ThenInclude(o => o.Payments)
                                .ToListAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new CustomerStore(db).WithOrdersAsync()).Count);
                    }
                    """),
                Right("split into statements", Truth.Commands(3), """
                    var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Lines.Count + order.Payments.Count);
                    """),
                Right("a collection inside a collection", Truth.Reads(32).Because("each line once"), """
                    var customers = await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ToListAsync();
                    foreach (var customer in customers)
                        Console.WriteLine(customer.Orders.Sum(o => o.Lines.Count));
                    """),
                Right("a collection and a reference", Truth.Reads(32).And(Truth.EfIsQuiet), """
                    var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Lines.Count + order.Customer!.Name);
                    """),
                Right("the context splits by default", Truth.Commands(3), """
                    var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Lines.Count + order.Payments.Count);
                    """) with
                {
                    Model = Shop.Model.Replace(
                        "options.UseSqlite(\"Data Source=shop.db\");",
                        "options.UseSqlite(\"Data Source=shop.db\");\n        options.UseSqlite(o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));",
                        StringComparison.Ordinal),
                },
            ],
        },
        new("Included navigation is not used", ["DBA2109"])
        {
            Programs =
            [
                Flawed("a reference that nobody looks at", Truth.Sends("\"Customers\""), """
                    var orders = await db.Orders.Include(o => o.Customer).Where(o => o.Total > 5).ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Number + order.Total + order.Reference + order.Comment);
                    """),
                Flawed("the second level is loaded, the first used", Truth.Sends("\"Products\""), """
                    var orders = await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Where(o => o.Total > 5).ToListAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Number + order.Lines.Sum(l => l.Quantity));
                    """),
                Right("it is used in a lambda", Truth.Sends("\"Customers\""), """
                    var orders = await db.Orders.Include(o => o.Customer).Where(o => o.Total > 5).ToListAsync();
                    Console.WriteLine(string.Join(", ", orders.Select(o => o.Number + o.Customer!.Name)));
                    """),
                RightMembers("the entities go to the caller", Truth.Sends("\"Customers\""), """
                    public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await LoadAsync(db))[0].Customer!.Name);

                    private static async Task<List<Order>> LoadAsync(ShopContext db)
                    {
                        var orders = await db.Orders.Include(o => o.Customer).Where(o => o.Total > 5).ToListAsync();
                        Console.WriteLine(orders.Count);
                        return orders;
                    }
                    """),
            ],
        },
        new("Conditional Include", ["LC019"])
        {
            Programs =
            [
                Flawed("one of two navigations by a condition", Truth.Throws("InvalidOperationException", "Include"), """
                    var lines = ids.Count > 3;
                    var orders = await db.Orders.Include(o => lines ? (object)o.Lines : o.Payments).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Right("a condition inside the filter of an Include", Truth.Runs, """
                    var many = ids.Count > 3;
                    var orders = await db.Orders.Include(o => o.Lines.Where(l => many ? l.Quantity > 1 : l.Quantity > 0)).ToListAsync();
                    Console.WriteLine(orders.Count(o => o.Lines.Count > 0));
                    """),
            ],
            Remark = "It throws at the first call, whatever the data, so that the first test finds it.",
        },
    ];
}
