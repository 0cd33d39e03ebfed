using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>The life of a context, and what a model lacks: mostly claims of others.</summary>
internal static class Contexts
{
    public static Claim[] All { get; } =
    [
        new("Two operations at once on one context", ["DBA6001", "LC046", "LC036"])
        {
            Programs =
            [
                Flawed("two tasks, awaited together", Truth.ThrowsOnASlowServer("InvalidOperationException", "A second operation was started on this context instance"), """
                    var customers = db.Customers.ToListAsync();
                    var orders = db.Orders.ToListAsync();
                    await Task.WhenAll(customers, orders);
                    """),
                Flawed("two tasks of untracked queries", Truth.ThrowsOnASlowServer("InvalidOperationException", "A second operation was started on this context instance"), """
                    var first = db.Customers.AsNoTracking().AnyAsync();
                    var second = db.Orders.AsNoTracking().AnyAsync();
                    await Task.WhenAll(first, second);
                    """),
                Flawed("a task for each element", Truth.ThrowsOnASlowServer("InvalidOperationException", "A second operation was started on this context instance"), """
                    var counts = await Task.WhenAll(ids.Select(async id => await db.Orders.CountAsync(o => o.CustomerId == id)));
                    Console.WriteLine(counts.Sum());
                    """),
                Flawed("the second starts before the first is awaited", Truth.ThrowsOnASlowServer("InvalidOperationException", "A second operation was started on this context instance"), """
                    var counting = db.Orders.CountAsync();
                    var customers = await db.Customers.ToListAsync();
                    Console.WriteLine(customers.Count + await counting);
                    """),
                Flawed("tasks added to a list in a loop", Truth.ThrowsOnASlowServer("InvalidOperationException", "A second operation was started on this context instance"), """
                    var counts = new List<Task<int>>();
                    foreach (var id in ids)
                        counts.Add(db.Orders.CountAsync(o => o.CustomerId == id));
                    Console.WriteLine((await Task.WhenAll(counts)).Sum());
                    """),
                FlawedFile("methods of one repository", Truth.ThrowsOnASlowServer("InvalidOperationException", "A second operation was started on this context instance"), """
                    public class Repository(ShopContext db)
                    {
                        public async Task<int> CountOrders() => await db.Orders.CountAsync();

                        public async Task<int> CountCustomers() => await db.Customers.CountAsync();
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids)
                        {
                            var repository = new Repository(db);
                            await Task.WhenAll(repository.CountOrders(), repository.CountCustomers());
                        }
                    }
                    """),
                Right("tasks of a sequence that are awaited one by one", Truth.Runs, """
                    foreach (var counting in ids.Select(id => db.Orders.CountAsync(o => o.CustomerId == id)))
                        Console.WriteLine(await counting);
                    """),
                Right("a semaphore of one", Truth.Runs, """
                    using var gate = new SemaphoreSlim(1, 1);
                    await Task.WhenAll(ids.Select(async id =>
                    {
                        await gate.WaitAsync();
                        try
                        {
                            return await db.Orders.CountAsync(o => o.CustomerId == id);
                        }
                        finally
                        {
                            gate.Release();
                        }
                    }));
                    """),
                Right("one after the other", Truth.Commands(2), """
                    var customers = await db.Customers.ToListAsync();
                    var orders = await db.Orders.ToListAsync();
                    Console.WriteLine(customers.Count + orders.Count);
                    """),
                RightMembers("a context each", Truth.Runs, """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var options = new DbContextOptionsBuilder<ShopContext>().UseSqlite(db.Database.GetDbConnection()).Options;
                        using var first = new ShopContext(options);
                        using var second = new ShopContext(options);
                        var customers = first.Customers.ToListAsync();
                        var orders = second.Orders.ToListAsync();
                        await Task.WhenAll(customers, orders);
                    }
                    """),
            ],
        },
        new("A query outlives its context", ["DBA6002", "LC013", "MA0100", "AsyncFixer04"])
        {
            Programs =
            [
                FlawedMembers("returned out of a `using`", Truth.Throws("ObjectDisposedException", "disposed"), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var options = new DbContextOptionsBuilder<ShopContext>().UseSqlite(db.Database.GetDbConnection()).Options;
                        Console.WriteLine((await Open(options).ToListAsync()).Count);
                    }

                    private static IQueryable<Order> Open(DbContextOptions<ShopContext> options)
                    {
                        using var db = new ShopContext(options);
                        return db.Orders.Where(o => o.Status == OrderStatus.Open);
                    }
                    """),
                FlawedMembers("a sequence over it, in a variable", Truth.Throws("ObjectDisposedException", "disposed"), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var options = new DbContextOptionsBuilder<ShopContext>().UseSqlite(db.Database.GetDbConnection()).Options;
                        Console.WriteLine(Numbers(options).Count());
                        await Task.CompletedTask;
                    }

                    private static IEnumerable<string> Numbers(DbContextOptions<ShopContext> options)
                    {
                        using (var db = new ShopContext(options))
                        {
                            var orders = db.Orders.AsNoTracking().AsEnumerable();
                            return orders.Select(o => o.Number);
                        }
                    }
                    """),
                RightMembers("an iterator enumerates it", Truth.Runs, """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var options = new DbContextOptionsBuilder<ShopContext>().UseSqlite(db.Database.GetDbConnection()).Options;
                        Console.WriteLine(Numbers(options).Count());
                        await Task.CompletedTask;
                    }

                    private static IEnumerable<string> Numbers(DbContextOptions<ShopContext> options)
                    {
                        using var db = new ShopContext(options);
                        foreach (var order in db.Orders)
                            yield return order.Number;
                    }
                    """),
                RightMembers("its rows are returned", Truth.Runs, """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var options = new DbContextOptionsBuilder<ShopContext>().UseSqlite(db.Database.GetDbConnection()).Options;
                        Console.WriteLine((await OpenAsync(options)).Count);
                    }

                    private static async Task<List<Order>> OpenAsync(DbContextOptions<ShopContext> options)
                    {
                        using var db = new ShopContext(options);
                        return await db.Orders.Where(o => o.Status == OrderStatus.Open).ToListAsync();
                    }
                    """),
            ],
        },
        new("ExecuteDelete passes by the soft delete", ["DBA8001", "LC047"])
        {
            Programs =
            [
                Flawed("rows that `SaveChanges` would only mark", Truth.Leaves("SELECT count(*) FROM Products WHERE Id = 1", 0).Because("`Remove` leaves it there, with stock -1"), """
                    await db.Products.Where(p => p.Id == 1).ExecuteDeleteAsync();
                    """) with { Model = SoftDeleteModel },
                Flawed("by SQL", Truth.Leaves("SELECT count(*) FROM Products WHERE Id = 1", 0).Because("`Remove` leaves it there, with stock -1"), """
                    await db.Database.ExecuteSqlAsync($"DELETE FROM Products WHERE Id = 1");
                    """) with { Model = SoftDeleteModel },
                Right("rows that are marked already", Truth.Leaves("SELECT count(*) FROM Products WHERE Stock = -1", 0), """
                    await db.Products.Where(p => p.Stock == -1).ExecuteDeleteAsync();
                    """) with { Model = SoftDeleteModel },
                Right("removed by the context", Truth.Leaves("SELECT Stock FROM Products WHERE Id = 1", -1), """
                    var product = await db.Products.FirstAsync(p => p.Id == 1);
                    db.Products.Remove(product);
                    await db.SaveChangesAsync();
                    """) with { Model = SoftDeleteModel },
                Right("a context without such a rule", Truth.Leaves("SELECT count(*) FROM Products WHERE Id = 1", 0), """
                    await db.Products.Where(p => p.Id == 1).ExecuteDeleteAsync();
                    """),
            ],
        },
        new("Entity without primary key", ["LC011"])
        {
            Programs =
            [
                Flawed("no property is one by convention", Truth.Throws("InvalidOperationException", "requires a primary key to be defined"), """
                    Console.WriteLine(await db.Set<Visit>().CountAsync());
                    """) with { Model = VisitModel },
                Right("it is configured", Truth.Runs, """
                    Console.WriteLine(await db.Set<Visit>().CountAsync());
                    """) with { Model = VisitModel.Replace("model.Entity<Order>().HasIndex(o => o.Number);", "model.Entity<Visit>().HasKey(v => v.Number);", StringComparison.Ordinal) },
            ],
            Remark = "It throws when the context is first used, whatever is asked, so that the first test finds it.",
        },
        new("A write of every column where one changed", ["LC025"])
        {
            Programs =
            [
                Flawed("`AsNoTracking`, then `Update`", Truth.Sends("\"Balance\" = "), """
                    var customer = await db.Customers.AsNoTracking().FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    db.Update(customer);
                    await db.SaveChangesAsync();
                    """),
                Right("tracked", Truth.SendsNo("\"Balance\" = "), """
                    var customer = await db.Customers.FirstAsync(c => c.Id == 1);
                    customer.City = "Chur";
                    await db.SaveChangesAsync();
                    """),
            ],
        },
        new("Saved twice where once would do", ["LC039"])
        {
            Programs =
            [
                Flawed("two changes, saved one by one", Truth.Saves(2), """
                    db.Products.Add(new Product { Name = "n", Sku = "new" });
                    await db.SaveChangesAsync();
                    db.Categories.Add(new Category { Name = "n" });
                    await db.SaveChangesAsync();
                    """),
                Right("the second needs the key of the first", Truth.Leaves("SELECT count(*) FROM Orders WHERE Reference = 'product 9'", 1), """
                    var product = new Product { Name = "n", Sku = "new" };
                    db.Products.Add(product);
                    await db.SaveChangesAsync();
                    var order = await db.Orders.FirstAsync(o => o.Id == 2);
                    order.Reference = "product " + product.Id;
                    await db.SaveChangesAsync();
                    """),
            ],
        },
        new("Context of a scope in a singleton", ["LC030"])
        {
            Programs =
            [
                FlawedFile("a singleton takes the context", Truth.Throws("AggregateException", "Cannot consume scoped service"), """
                    using Microsoft.Extensions.DependencyInjection;

                    public class Prices(ShopContext db)
                    {
                        public Task<int> CountAsync() => db.Products.CountAsync();
                    }

                    public class Service
                    {
                        public async Task<int> Run(ShopContext db, List<int> ids)
                        {
                            var services = new ServiceCollection();
                            services.AddDbContext<ShopContext>(options => options.UseSqlite(db.Database.GetDbConnection()));
                            services.AddSingleton<Prices>();
                            var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
                            return await provider.GetRequiredService<Prices>().CountAsync();
                        }
                    }
                    """),
                RightFile("a scoped service takes it", Truth.Returns(8), """
                    using Microsoft.Extensions.DependencyInjection;

                    public class Prices(ShopContext db)
                    {
                        public Task<int> CountAsync() => db.Products.CountAsync();
                    }

                    public class Service
                    {
                        public async Task<int> Run(ShopContext db, List<int> ids)
                        {
                            var services = new ServiceCollection();
                            services.AddDbContext<ShopContext>(options => options.UseSqlite(db.Database.GetDbConnection()));
                            services.AddScoped<Prices>();
                            var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
                            using var scope = provider.CreateScope();
                            return await scope.ServiceProvider.GetRequiredService<Prices>().CountAsync();
                        }
                    }
                    """),
            ],
            Remark = "The service provider of a development environment refuses it at the start.",
        },
    ];

    /// <summary>With one more entity.</summary>
    private static string VisitModel => Shop.Model
        .Replace("public class ShopContext", "public class Visit\n{\n    public int Number { get; set; }\n    public string Page { get; set; } = \"\";\n}\n\npublic class ShopContext", StringComparison.Ordinal)
        .Replace("    protected override void OnModelCreating", "    public DbSet<Visit> Visits => Set<Visit>();\n\n    protected override void OnModelCreating", StringComparison.Ordinal);

    private static string SoftDeleteModel => Shop.Model.Replace("    protected override void OnModelCreating", """
            public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
            {
                foreach (var entry in ChangeTracker.Entries<Product>())
                {
                    if (entry.State == EntityState.Deleted)
                    {
                        entry.State = EntityState.Modified;
                        entry.Entity.Stock = -1;
                    }
                }

                return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            protected override void OnModelCreating
        """, StringComparison.Ordinal);
}
