using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>More rows or columns than are needed, and entities that are tracked or not.</summary>
internal static class Rows
{
    public static Claim[] All { get; } =
    [
        new("Filtered after loading", ["DBA2103", "LC002", "LC004", "S2971"])
        {
            Programs =
            [
                Flawed("`Where` behind `ToList`", Truth.Reads(16).Because("2 are wanted"), """
                    var orders = (await db.Orders.ToListAsync()).Where(o => o.CustomerId == 1).ToList();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("`Where` behind `ToList`, synchronous, in one chain", Truth.Reads(16).Because("2 are wanted"), """
                    var orders = db.Orders.ToList().Where(o => o.CustomerId == 1).ToList();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("through a variable", Truth.Reads(16).Because("2 are wanted"), """
                    var all = await db.Orders.ToListAsync();
                    var orders = all.Where(o => o.CustomerId == 1).ToList();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("behind `AsEnumerable`", Truth.Reads(16).Because("one number is wanted"), """
                    var count = db.Orders.AsEnumerable().Count(o => o.CustomerId == 1);
                    Console.WriteLine(count);
                    """),
                Flawed("the query in a variable of type `IEnumerable`", Truth.Reads(16).Because("2 are wanted"), """
                    IEnumerable<Order> all = db.Orders;
                    var orders = all.Where(o => o.CustomerId == 1).ToList();
                    Console.WriteLine(orders.Count);
                    """),
                FlawedMembers("handed to a method that takes `IEnumerable`", Truth.Reads(16).Because("one number is wanted"), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        Console.WriteLine(CountOf(db.Orders, 1));
                        await Task.CompletedTask;
                    }

                    private static int CountOf(IEnumerable<Order> orders, int customer) => orders.Count(o => o.CustomerId == customer);
                    """),
                Flawed("paged in memory, in query syntax", Truth.Reads(16).Because("3 are wanted"), """
                    var sorted = await (from o in db.Orders orderby o.Id select o).ToListAsync();
                    var page = sorted.Skip(3).Take(3).ToList();
                    Console.WriteLine(page.Count);
                    """),
                Right("filtered before", Truth.Reads(2), """
                    foreach (var order in await db.Orders.Where(o => o.CustomerId == 1).ToListAsync())
                        Console.WriteLine(order.Number + order.Total + order.Comment + order.Reference);
                    """),
                Right("one list, looked at in two ways", Truth.Commands(1), """
                    var all = await db.Orders.Where(o => o.CustomerId < 9).ToListAsync();
                    var open = all.Where(o => o.Status == OrderStatus.Open).ToList();
                    var paid = all.Where(o => o.Status == OrderStatus.Paid).ToList();
                    Console.WriteLine(open.Count + paid.Count);
                    """),
                RightMembers("a filter that only the program can compute", Truth.Reads(16).Because("no SQL says it"), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var orders = (await db.Orders.ToListAsync()).Where(o => IsPalindrome(o.Number)).ToList();
                        Console.WriteLine(orders.Count);
                    }

                    private static bool IsPalindrome(string text) => text.SequenceEqual(text.Reverse());
                    """),
                Right("a comparison of text by the rules of a language", Truth.Reads(8).Because("no SQL says it"), """
                    var customers = (await db.Customers.ToListAsync()).Where(c => c.Name.Equals("C1", StringComparison.CurrentCultureIgnoreCase)).ToList();
                    Console.WriteLine(customers.Count);
                    """),
                RightMembers("a method that composes the query", Truth.Reads(1), """
                    public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine(await OfCustomer(db.Orders, 1).CountAsync());

                    private static IQueryable<Order> OfCustomer(IQueryable<Order> orders, int customer) => orders.Where(o => o.CustomerId == customer);
                    """),
            ],
        },
        new("Whole table loaded", ["DBA2104", "LC031"])
        {
            Programs =
            [
                FlawedFile("a controller's action returns every row", Truth.Reads(16), """
                    public class OrdersController(ShopContext db) : Microsoft.AspNetCore.Mvc.ControllerBase
                    {
                        [Microsoft.AspNetCore.Mvc.HttpGet("orders")]
                        public async Task<List<Order>> All() => await db.Orders.ToListAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new OrdersController(db).All()).Count);
                    }
                    """),
                FlawedFile("the same behind a repository", Truth.Reads(16), """
                    public class OrderStore(ShopContext db)
                    {
                        public Task<List<Order>> AllAsync() => db.Orders.OrderBy(o => o.Id).ToListAsync();
                    }

                    public class OrdersController(OrderStore store) : Microsoft.AspNetCore.Mvc.ControllerBase
                    {
                        [Microsoft.AspNetCore.Mvc.HttpGet("orders")]
                        public async Task<List<Order>> All() => await store.AllAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new OrdersController(new OrderStore(db)).All()).Count);
                    }
                    """),
                RightFile("a lookup table of two columns", Truth.Reads(2), """
                    public class CountriesController(ShopContext db) : Microsoft.AspNetCore.Mvc.ControllerBase
                    {
                        [Microsoft.AspNetCore.Mvc.HttpGet("countries")]
                        public async Task<List<Country>> All() => await db.Countries.ToListAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new CountriesController(db).All()).Count);
                    }
                    """),
                RightFile("the rows of one parent", Truth.Reads(2), """
                    public class OrdersController(ShopContext db) : Microsoft.AspNetCore.Mvc.ControllerBase
                    {
                        [Microsoft.AspNetCore.Mvc.HttpGet("customers/{id}/orders")]
                        public async Task<List<Order>> Of(int id) => await db.Orders.Where(o => o.CustomerId == id).ToListAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new OrdersController(db).Of(1)).Count);
                    }
                    """),
                RightFile("one page", Truth.Reads(5), """
                    public class OrdersController(ShopContext db) : Microsoft.AspNetCore.Mvc.ControllerBase
                    {
                        [Microsoft.AspNetCore.Mvc.HttpGet("orders")]
                        public async Task<List<Order>> Newest() => await db.Orders.OrderByDescending(o => o.Id).Take(5).ToListAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new OrdersController(db).Newest()).Count);
                    }
                    """),
                Right("a report that adds up groups: one row a group", Truth.Reads(2), """
                    var totals = await db.Orders.GroupBy(o => o.Status).Select(g => new { Status = g.Key, Total = g.Sum(o => o.Total) }).ToListAsync();
                    Console.WriteLine(totals.Count);
                    """),
            ],
        },
        new("Whole rows loaded for few columns", ["DBA2105", "LC017", "LC041"])
        {
            Programs =
            [
                Flawed("one column of ten used in a loop", Truth.Columns(10), """
                    foreach (var customer in await db.Customers.Where(c => c.City == "Bern").ToListAsync())
                        Console.WriteLine(customer.Name);
                    """),
                Flawed("one column of one row", Truth.Columns(10), """
                    var customer = await db.Customers.FirstAsync(c => c.Id == 1);
                    Console.WriteLine(customer.Email);
                    """),
                Flawed("used in a lambda, over a variable, in query syntax", Truth.Columns(10), """
                    var found = await (from c in db.Customers where c.City == "Bern" select c).ToListAsync();
                    var line = string.Join(", ", found.Select(c => c.Email));
                    Console.WriteLine(line);
                    """),
                Right("projected", Truth.Columns(1), """
                    foreach (var name in await db.Customers.Where(c => c.City == "Bern").Select(c => c.Name).ToListAsync())
                        Console.WriteLine(name);
                    """),
                Right("one column is read, another written", Truth.Leaves("SELECT count(*) FROM Customers WHERE Notes = 'c2'", 1), """
                    foreach (var customer in await db.Customers.Where(c => c.City == "Bern").ToListAsync())
                        customer.Notes = customer.Name;
                    await db.SaveChangesAsync();
                    """),
                RightMembers("the entities go to a method that reads them all", Truth.Columns(10), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        foreach (var customer in await db.Customers.Where(c => c.City == "Bern").ToListAsync())
                            Print(customer);
                    }

                    private static void Print(Customer c) => Console.WriteLine(c.Name + c.Email + c.City + c.Phone + c.Notes + c.IsActive + c.CreatedAt + c.Balance);
                    """),
            ],
        },
        new("Tracked query that only reads", ["DBA2106", "LC009"])
        {
            Programs =
            [
                Flawed("printed and forgotten", Truth.Tracks(16), """
                    foreach (var order in await db.Orders.Where(o => o.Total > 0).ToListAsync())
                        Console.WriteLine(order.Number + order.Total + order.Comment + order.Reference);
                    """),
                FlawedFile("mapped by the method that loads", Truth.Tracks(16), """
                    public record OrderView(string Number, int Total, string? Comment, string? Channel);

                    public class OrderQueries(ShopContext db)
                    {
                        public async Task<List<OrderView>> ListAsync()
                        {
                            var orders = await (from o in db.Orders where o.Total > 0 select o).ToListAsync();
                            return orders.Select(o => new OrderView(o.Number, o.Total, o.Comment, o.Channel)).ToList();
                        }
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await new OrderQueries(db).ListAsync()).Count);
                    }
                    """),
                Right("`AsNoTracking`", Truth.Tracks(0), """
                    foreach (var order in await db.Orders.AsNoTracking().Where(o => o.Total > 0).ToListAsync())
                        Console.WriteLine(order.Number + order.Total + order.Comment + order.Reference);
                    """),
                Right("a projection", Truth.Tracks(0), """
                    foreach (var order in await db.Orders.Where(o => o.Total > 0).Select(o => new { o.Number, o.Total }).ToListAsync())
                        Console.WriteLine(order.Number + order.Total);
                    """),
                Right("changed and saved", Truth.Leaves("SELECT count(*) FROM Orders WHERE Comment = 'o3'", 1), """
                    foreach (var order in await db.Orders.Where(o => o.Total > 0).ToListAsync())
                        order.Comment = order.Number;
                    await db.SaveChangesAsync();
                    """),
                Right("the context does not track", Truth.Tracks(0), """
                    foreach (var order in await db.Orders.Where(o => o.Total > 0).ToListAsync())
                        Console.WriteLine(order.Number + order.Total + order.Comment + order.Reference);
                    """) with { Model = NoTrackingModel },
            ],
        },
        new("Change of an untracked entity is lost", ["DBA2107", "LC044"])
        {
            Programs =
            [
                Flawed("loaded with `AsNoTracking`, changed, saved", Truth.Leaves("SELECT City FROM Customers WHERE Id = 1", "Basel"), """
                    var customer = await db.Customers.AsNoTracking().FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    await db.SaveChangesAsync();
                    """),
                Flawed("a list, changed in a loop", Truth.Leaves("SELECT count(*) FROM Customers WHERE City = 'Chur'", 0), """
                    var query = db.Customers.AsNoTracking().Where(c => c.City == "Bern");
                    foreach (var customer in await query.ToListAsync())
                        customer.City = "Chur";
                    await db.SaveChangesAsync();
                    """),
                FlawedFile("loaded by a repository, changed by its caller", Truth.Leaves("SELECT City FROM Customers WHERE Id = 1", "Basel"), """
                    public class CustomerStore(ShopContext db)
                    {
                        public Task<Customer> GetAsync(int id) => db.Customers.AsNoTracking().SingleAsync(c => c.Id == id);

                        public Task SaveAsync() => db.SaveChangesAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids)
                        {
                            var store = new CustomerStore(db);
                            var customer = await store.GetAsync(1);
                            customer.City = "Chur";
                            await store.SaveAsync();
                        }
                    }
                    """),
                Flawed("the context does not track", Truth.Leaves("SELECT City FROM Customers WHERE Id = 1", "Basel"), """
                    var customer = await db.Customers.FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    await db.SaveChangesAsync();
                    """) with { Model = NoTrackingModel },
                Right("tracked", Truth.Leaves("SELECT City FROM Customers WHERE Id = 1", "Chur"), """
                    var customer = await db.Customers.FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    await db.SaveChangesAsync();
                    """),
                Right("handed to `Update`", Truth.Leaves("SELECT City FROM Customers WHERE Id = 1", "Chur"), """
                    var customer = await db.Customers.AsNoTracking().FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    db.Update(customer);
                    await db.SaveChangesAsync();
                    """),
                Right("its state is set", Truth.Leaves("SELECT City FROM Customers WHERE Id = 1", "Chur"), """
                    var customer = await db.Customers.AsNoTracking().FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    db.Entry(customer).State = EntityState.Modified;
                    await db.SaveChangesAsync();
                    """),
                Right("changed only to be shown; another entity is saved", Truth.Leaves("SELECT Notes FROM Customers WHERE Id = 2", "seen"), """
                    var shown = await db.Customers.AsNoTracking().Where(c => c.Id == 1).Select(c => new Customer { Name = c.Name }).FirstAsync();
                    shown.Name = shown.Name.ToUpperInvariant();
                    Console.WriteLine(shown.Name);
                    var other = await db.Customers.FirstAsync(c => c.Id == 2);
                    other.Notes = "seen";
                    await db.SaveChangesAsync();
                    """),
            ],
        },
        new("Count instead of Any", ["DBA2108", "LC003", "S1155", "MA0031", "CA1827", "CA1828"])
        {
            Programs =
            [
                Flawed("`CountAsync() > 0`", Truth.Sends("COUNT(*)"), """
                    if (await db.Orders.CountAsync(o => o.Number == "o3") > 0)
                        Console.WriteLine("yes");
                    """),
                Flawed("`Count() != 0`, synchronous", Truth.Sends("COUNT(*)"), """
                    if (db.Orders.Count(o => o.Number == "o3") != 0)
                        Console.WriteLine("yes");
                    """),
                Flawed("`Count() == 0`, in query syntax", Truth.Sends("COUNT(*)"), """
                    if ((from o in db.Orders where o.Number == "o3" select o).Count() == 0)
                        Console.WriteLine("no");
                    """),
                Flawed("through a variable", Truth.Sends("COUNT(*)"), """
                    var count = await db.Orders.CountAsync(o => o.Number == "o3");
                    if (count >= 1)
                        Console.WriteLine("yes");
                    """),
                Flawed("inside a query: a sub-query counts for each row", Truth.Sends("COUNT(*)"), """
                    var customers = await db.Customers.Where(c => c.Orders.Count() > 0).Select(c => c.Name).ToListAsync();
                    Console.WriteLine(customers.Count);
                    """),
                Right("`Any`", Truth.Sends("EXISTS"), """
                    if (await db.Orders.AnyAsync(o => o.Number == "o3"))
                        Console.WriteLine("yes");
                    """),
                Right("more than five", Truth.Sends("COUNT(*)"), """
                    if (await db.Orders.CountAsync(o => o.CustomerId == 3) > 5)
                        Console.WriteLine("many");
                    """),
                Right("the count is shown too", Truth.Sends("COUNT(*)"), """
                    var count = await db.Orders.CountAsync(o => o.CustomerId == 3);
                    if (count > 0)
                        Console.WriteLine(count + " orders");
                    """),
            ],
        },
        new("First by primary key instead of Find", ["DBA2110", "LC023"])
        {
            Programs =
            [
                Flawed("a row that is tracked already", Truth.Commands(2), """
                    var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                    var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == 2);
                    Console.WriteLine(orders.Count + order?.Number + order?.Total + order?.Comment);
                    """),
                Flawed("`Where(key).SingleOrDefault`", Truth.Commands(2), """
                    var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                    var order = await db.Orders.Where(o => o.Id == 2).SingleOrDefaultAsync();
                    Console.WriteLine(orders.Count + order?.Number + order?.Total + order?.Comment);
                    """),
                Right("`Find`", Truth.Commands(1), """
                    var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                    var order = await db.Orders.FindAsync(2);
                    Console.WriteLine(orders.Count + order?.Number + order?.Total + order?.Comment);
                    """),
                Right("with an `Include`, which `Find` cannot", Truth.Sends("\"Customers\""), """
                    var order = await db.Orders.Include(o => o.Customer).FirstOrDefaultAsync(o => o.Id == 2);
                    Console.WriteLine(order?.Number + order?.Customer?.Name);
                    """),
                Right("`AsNoTracking`: `Find` would track", Truth.Tracks(0), """
                    var order = await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == 2);
                    Console.WriteLine(order?.Number + order?.Total + order?.Comment);
                    """),
            ],
        },
    ];

    private static string NoTrackingModel => Shop.Model.Replace(
        "if (!options.IsConfigured)",
        "options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);\n        if (!options.IsConfigured)",
        StringComparison.Ordinal);
}
