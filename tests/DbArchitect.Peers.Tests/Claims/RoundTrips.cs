using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>More statements than the work needs.</summary>
internal static class RoundTrips
{
    public static Claim[] All { get; } =
    [
        new("Query in a loop", ["DBA2001", "LC007", "LC022"])
        {
            Programs =
            [
                Flawed("a lookup by key in `foreach`", Truth.Grows, """
                    foreach (var id in ids)
                    {
                        var customer = await db.Customers.FirstAsync(c => c.Id == id);
                        Console.WriteLine(customer.Name + customer.City + customer.Email);
                    }
                    """),
                FlawedMembers("a private method that queries, called in `for`", Truth.Grows, """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        for (var i = 0; i < ids.Count; i++)
                            Console.WriteLine(await Count(db, ids[i]));
                    }

                    private static Task<int> Count(ShopContext db, int customer) => db.Orders.CountAsync(o => o.CustomerId == customer);
                    """),
                FlawedFile("a repository behind an interface, called in `foreach`", Truth.Grows, """
                    public interface IOrderStore
                    {
                        Task<List<Order>> OfCustomerAsync(int customer);
                    }

                    public class OrderStore(ShopContext db) : IOrderStore
                    {
                        public Task<List<Order>> OfCustomerAsync(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();
                    }

                    public class Statement(IOrderStore store)
                    {
                        public async Task<int> TotalAsync(List<int> customers)
                        {
                            var total = 0;
                            foreach (var customer in customers)
                            {
                                var orders = await store.OfCustomerAsync(customer);
                                total += orders.Sum(o => o.Total);
                            }

                            return total;
                        }
                    }

                    public class Service
                    {
                        public Task<int> Run(ShopContext db, List<int> ids) => new Statement(new OrderStore(db)).TotalAsync(ids);
                    }
                    """),
                Flawed("a lambda of `Select` over a list", Truth.Grows, """
                    var customers = ids.Select(id => db.Customers.First(c => c.Id == id)).ToList();
                    Console.WriteLine(customers.Count);
                    """),
                Flawed("a query composed before the loop, run inside", Truth.Grows, """
                    var paid = db.Orders.Where(o => o.Status == OrderStatus.Paid);
                    foreach (var id in ids)
                        Console.WriteLine(await paid.CountAsync(o => o.CustomerId == id));
                    """),
                Flawed("explicit loading in a loop", Truth.Grows, """
                    foreach (var customer in await db.Customers.ToListAsync())
                    {
                        await db.Entry(customer).Collection(c => c.Orders).LoadAsync();
                        Console.WriteLine(customer.Orders.Count);
                    }
                    """),
                Right("a query inside a query: one statement", Truth.Flat, """
                    var counts = await db.Customers.Select(c => new { c.Name, Orders = db.Orders.Count(o => o.CustomerId == c.Id) }).ToListAsync();
                    Console.WriteLine(counts.Count);
                    """),
                Right("`ToList` of a navigation inside `Select`: one statement", Truth.Flat, """
                    var customers = await db.Customers.Select(c => new { c.Name, Orders = c.Orders.ToList() }).ToListAsync();
                    Console.WriteLine(customers.Count);
                    """),
                Right("a loop that only composes the query", Truth.Flat, """
                    var query = db.Customers.AsQueryable();
                    foreach (var id in ids)
                        query = query.Where(c => c.Id != id);
                    Console.WriteLine(await query.CountAsync());
                    """),
                Right("a loop over one query", Truth.Flat, """
                    await foreach (var customer in db.Customers.AsAsyncEnumerable())
                        Console.WriteLine(customer.Name);
                    """),
                Right("chunks of ids", Truth.Commands(2).Because("8 ids in chunks of 5"), """
                    foreach (var chunk in ids.Chunk(5))
                    {
                        var customers = await db.Customers.Where(c => chunk.Contains(c.Id)).ToListAsync();
                        Console.WriteLine(customers.Count);
                    }
                    """),
                Right("retries until it works", Truth.Commands(1), """
                    for (var attempt = 1; attempt <= 3; attempt++)
                    {
                        try
                        {
                            Console.WriteLine(await db.Customers.CountAsync());
                            break;
                        }
                        catch (TimeoutException) when (attempt < 3)
                        {
                            await Task.Delay(100 * attempt);
                        }
                    }
                    """),
                Right("a lookup behind a cache", Truth.Commands(3).Because("8 customers live in 2 cities"), """
                    var sizes = new Dictionary<string, int>();
                    foreach (var customer in await db.Customers.ToListAsync())
                    {
                        if (!sizes.TryGetValue(customer.City, out var size))
                        {
                            size = await db.Customers.CountAsync(c => c.City == customer.City);
                            sizes[customer.City] = size;
                        }

                        Console.WriteLine(size);
                    }
                    """),
                Right("pages until there are no more", Truth.Commands(3).Because("8 rows in pages of 3"), """
                    var last = 0;
                    while (true)
                    {
                        var page = await db.Customers.Where(c => c.Id > last).OrderBy(c => c.Id).Take(3).ToListAsync();
                        foreach (var customer in page)
                            Console.WriteLine(customer.Name);
                        if (page.Count < 3)
                            break;
                        last = page[^1].Id;
                    }
                    """),
            ],
            Remark = "LC022 speaks of `ToList` inside `Select`, which EF Core has translated since version 5.",
        },
        new("One query for each node of a tree", ["DBA2005", "DBA2001", "LC007"])
        {
            Programs =
            [
                FlawedMembers("a method that calls itself for each child", Truth.Grows, """
                    public Task Run(ShopContext db, List<int> ids) => Print(db, null, 0);

                    private static async Task Print(ShopContext db, int? parent, int depth)
                    {
                        var children = await db.Categories.Where(c => c.ParentId == parent).ToListAsync();
                        foreach (var child in children)
                        {
                            Console.WriteLine(new string(' ', depth) + child.Name);
                            await Print(db, child.Id, depth + 1);
                        }
                    }
                    """),
                FlawedMembers("a local function that calls itself", Truth.Grows, """
                    public async Task<int> Run(ShopContext db, List<int> ids)
                    {
                        return await Size(1);

                        async Task<int> Size(int node)
                        {
                            var size = 1;
                            foreach (var child in await db.Categories.Where(c => c.ParentId == node).Select(c => c.Id).ToListAsync())
                                size += await Size(child);
                            return size;
                        }
                    }
                    """),
                RightMembers("a recursion over nodes that are loaded", Truth.Flat, """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var all = (await db.Categories.ToListAsync()).ToLookup(c => c.ParentId);
                        Print(all, null);
                    }

                    private static void Print(ILookup<int?, Category> all, int? parent)
                    {
                        foreach (var child in all[parent])
                        {
                            Console.WriteLine(child.Name);
                            Print(all, child.Id);
                        }
                    }
                    """),
                Right("a loop by levels", Truth.Commands(3).Because("8 nodes on 2 levels"), """
                    var level = await db.Categories.Where(c => c.ParentId == null).Select(c => c.Id).ToListAsync();
                    while (level.Count > 0)
                    {
                        Console.WriteLine(level.Count);
                        var parents = level;
                        level = await db.Categories.Where(c => c.ParentId != null && parents.Contains(c.ParentId.Value)).Select(c => c.Id).ToListAsync();
                    }
                    """),
            ],
        },
        new("SaveChanges in a loop", ["DBA2002", "LC010"])
        {
            Programs =
            [
                Flawed("each element is added and saved", Truth.Saves(8), """
                    foreach (var id in ids)
                    {
                        db.Products.Add(new Product { Name = "n" + id, Sku = "new" + id });
                        await db.SaveChangesAsync();
                    }
                    """),
                FlawedMembers("a private method that saves, called in a loop", Truth.Saves(8), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        foreach (var id in ids)
                            await AddAsync(db, new Product { Name = "n" + id, Sku = "new" + id });
                    }

                    private static async Task AddAsync(ShopContext db, Product product)
                    {
                        db.Products.Add(product);
                        await db.SaveChangesAsync();
                    }
                    """),
                FlawedFile("a unit of work behind an interface, in a loop", Truth.Saves(8), """
                    public interface IUnitOfWork
                    {
                        Task CommitAsync();
                    }

                    public class UnitOfWork(ShopContext db) : IUnitOfWork
                    {
                        public Task CommitAsync() => db.SaveChangesAsync();
                    }

                    public class Import(ShopContext db, IUnitOfWork work)
                    {
                        public async Task RunAsync(List<int> ids)
                        {
                            foreach (var id in ids)
                            {
                                db.Products.Add(new Product { Name = "n" + id, Sku = "new" + id });
                                await work.CommitAsync();
                            }
                        }
                    }

                    public class Service
                    {
                        public Task Run(ShopContext db, List<int> ids) => new Import(db, new UnitOfWork(db)).RunAsync(ids);
                    }
                    """),
                Flawed("loaded rows changed and saved one by one, synchronously", Truth.Saves(8), """
                    foreach (var product in db.Products.ToList())
                    {
                        product.Price = product.Price * 2 + product.Stock;
                        db.SaveChanges();
                    }
                    """),
                Right("saved once after the loop", Truth.Saves(1), """
                    foreach (var id in ids)
                        db.Products.Add(new Product { Name = "n" + id, Sku = "new" + id });
                    await db.SaveChangesAsync();
                    """),
                Right("saved after each chunk", Truth.Saves(2).Because("8 rows in chunks of 5"), """
                    foreach (var chunk in ids.Chunk(5))
                    {
                        db.Products.AddRange(chunk.Select(id => new Product { Name = "n" + id, Sku = "new" + id }));
                        await db.SaveChangesAsync();
                        db.ChangeTracker.Clear();
                    }
                    """),
                Right("one that fails must not take the others with it", Truth.Leaves("SELECT count(*) FROM Products", 15).Because("the third is refused, the other seven are there"), """
                    foreach (var id in ids)
                    {
                        try
                        {
                            db.Products.Add(new Product { Name = "n" + id, Sku = id == 3 ? "s1" : "new" + id });
                            await db.SaveChangesAsync();
                        }
                        catch (DbUpdateException exception)
                        {
                            Console.WriteLine(exception.Message);
                            db.ChangeTracker.Clear();
                        }
                    }
                    """),
                Right("the generated key is needed in the turn", Truth.Saves(8).Because("each key names a file"), """
                    foreach (var id in ids)
                    {
                        var product = new Product { Name = "n" + id, Sku = "new" + id };
                        db.Products.Add(product);
                        await db.SaveChangesAsync();
                        await Console.Out.WriteLineAsync("/files/" + product.Id);
                    }
                    """),
            ],
        },
        new("Rows loaded only to be changed", ["DBA2004", "LC012", "LC032"])
        {
            Programs =
            [
                Flawed("`RemoveRange` of rows just loaded", Truth.Reads(4), """
                    var old = await db.Payments.Where(p => p.Id < 5).ToListAsync();
                    db.Payments.RemoveRange(old);
                    await db.SaveChangesAsync();
                    """),
                Flawed("`RemoveRange` of a query", Truth.Reads(4), """
                    db.Payments.RemoveRange(db.Payments.Where(p => p.Id < 5));
                    await db.SaveChangesAsync();
                    """),
                Flawed("one column set to the same value in `foreach`", Truth.Reads(2), """
                    var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                    foreach (var order in orders)
                        order.Status = OrderStatus.Shipped;
                    await db.SaveChangesAsync();
                    """),
                Flawed("a column computed from itself, over the query", Truth.Reads(3), """
                    foreach (var product in db.Products.Where(p => p.Id <= 3))
                        product.Price += 1;
                    await db.SaveChangesAsync();
                    """),
                Right("`ExecuteUpdate`", Truth.Reads(0), """
                    await db.Orders.Where(o => o.CustomerId == 1).ExecuteUpdateAsync(set => set.SetProperty(o => o.Status, OrderStatus.Shipped));
                    """),
                RightMembers("`SaveChanges` is overridden and must see each row", Truth.Leaves("SELECT count(*) FROM Orders WHERE Comment = 'changed'", 2), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                        foreach (var order in orders)
                            order.Status = OrderStatus.Shipped;
                        await db.SaveChangesAsync();
                    }
                    """) with { Model = AuditModel },
                Right("the rows are needed afterwards", Truth.Reads(2), """
                    var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                    foreach (var order in orders)
                        order.Status = OrderStatus.Shipped;
                    await db.SaveChangesAsync();
                    foreach (var order in orders)
                        Console.WriteLine(order.Number + order.Total + order.Reference);
                    """),
                RightMembers("the new value is made by a method of the program", Truth.Reads(2), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var orders = await db.Orders.Where(o => o.CustomerId == 1).ToListAsync();
                        foreach (var order in orders)
                            order.Reference = Reference(order.Number);
                        await db.SaveChangesAsync();
                    }

                    private static string Reference(string number) => string.Concat(number.Reverse());
                    """),
            ],
        },
        new("Keys loaded to be sent back", ["DBA2006"])
        {
            Programs =
            [
                Flawed("ids of one query in the `Contains` of the next", Truth.Commands(2), """
                    var customers = await db.Customers.Where(c => c.City == "Bern").Select(c => c.Id).ToListAsync();
                    var orders = await db.Orders.Where(o => customers.Contains(o.CustomerId)).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("the same in query syntax, with an array", Truth.Commands(2), """
                    var keys = await (from c in db.Set<Customer>() where c.City == "Bern" select c.Id).ToArrayAsync();
                    var total = await (from o in db.Set<Order>() where keys.Contains(o.CustomerId) select o.Total).SumAsync();
                    Console.WriteLine(total);
                    """),
                Right("a sub-query", Truth.Commands(1), """
                    var customers = db.Customers.Where(c => c.City == "Bern").Select(c => c.Id);
                    var orders = await db.Orders.Where(o => customers.Contains(o.CustomerId)).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Right("the ids are used in the program too", Truth.Commands(2), """
                    var customers = await db.Customers.Where(c => c.City == "Bern").Select(c => c.Id).ToListAsync();
                    var orders = await db.Orders.Where(o => customers.Contains(o.CustomerId)).ToListAsync();
                    Console.WriteLine(orders.Count + " of " + string.Join(", ", customers));
                    """),
            ],
        },
    ];

    /// <summary>Its context writes down what was changed.</summary>
    private static string AuditModel => Shop.Model.Replace("    protected override void OnModelCreating", """
            public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
            {
                foreach (var entry in ChangeTracker.Entries<Order>().Where(e => e.State == EntityState.Modified))
                    entry.Entity.Comment = "changed";
                return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            protected override void OnModelCreating
        """, StringComparison.Ordinal);
}
