using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>What the declared indexes can do for a query.</summary>
internal static class Indexes
{
    public static Claim[] All { get; } =
    [
        new("Missing index", ["DBA1001"])
        {
            Programs =
            [
                Flawed("one row by a column without index", Truth.Plan("SCAN"), """
                    var name = await db.Customers.Where(c => c.Phone == "1").Select(c => c.Name).FirstOrDefaultAsync();
                    Console.WriteLine(name);
                    """),
                FlawedFile("a repository with a filter from its caller", Truth.Plan("SCAN"), """
                    public class Store<T>(ShopContext db) where T : class
                    {
                        public Task<T?> FirstAsync(System.Linq.Expressions.Expression<Func<T, bool>> filter) => db.Set<T>().FirstOrDefaultAsync(filter);
                    }

                    public class Service
                    {
                        public async Task Run(ShopContext db, List<int> ids)
                        {
                            var customer = await new Store<Customer>(db).FirstAsync(c => c.Phone == "1");
                            Console.WriteLine(customer?.Name);
                        }
                    }
                    """),
                Flawed("in SQL text", Truth.Plan("SCAN"), """
                    var customer = await db.Customers.FromSqlRaw("SELECT * FROM Customers WHERE Phone = {0} LIMIT 1", "1").ToListAsync();
                    Console.WriteLine(customer.Count);
                    """),
                Right("an index on the column", Truth.Plan("SEARCH c USING INDEX IX_Customers_Email").And(Truth.PlanWithout("SCAN")), """
                    var name = await db.Customers.Where(c => c.Email == "c1@x").Select(c => c.Name).FirstOrDefaultAsync();
                    Console.WriteLine(name);
                    """),
                Right("an index that begins with it", Truth.PlanWithout("SCAN"), """
                    var name = await db.Customers.Where(c => c.Phone == "1").Select(c => c.Name).FirstOrDefaultAsync();
                    Console.WriteLine(name);
                    """) with { Model = Shop.ModelWith("model.Entity<Customer>().HasIndex(c => new { c.Phone, c.Name });") },
                Right("the column of a foreign key: EF Core adds its index", Truth.PlanWithout("SCAN"), """
                    var order = await db.Orders.FirstOrDefaultAsync(o => o.CustomerId == 3);
                    Console.WriteLine(order?.Number + order?.Total + order?.Comment);
                    """),
            ],
        },
        new("Top-N sort without index", ["DBA1002"])
        {
            Programs =
            [
                Flawed("the ten largest", Truth.Plan("USE TEMP B-TREE FOR ORDER BY"), """
                    var orders = await db.Orders.OrderByDescending(o => o.Total).Take(10).Select(o => o.Number).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("the latest of one customer, in query syntax", Truth.Plan("USE TEMP B-TREE FOR ORDER BY"), """
                    var number = await (from o in db.Orders where o.CustomerId == 3 orderby o.Total descending select o.Number).FirstOrDefaultAsync();
                    Console.WriteLine(number);
                    """),
                Right("an index in this order", Truth.PlanWithout("USE TEMP B-TREE"), """
                    var orders = await db.Orders.OrderByDescending(o => o.CreatedAt).Take(10).Select(o => o.Number).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Right("the key", Truth.PlanWithout("USE TEMP B-TREE"), """
                    var orders = await db.Orders.OrderByDescending(o => o.Id).Take(10).Select(o => o.Number).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
            ],
        },
        new("Index that another one makes needless", ["DBA1004", "DBA1005"])
        {
            Programs =
            [
                Flawed("two with other names on one column", Truth.Leaves("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"Reference\")'", 2), """
                    Console.WriteLine(await db.Orders.Where(o => o.Reference == "x").Select(o => o.Number).FirstOrDefaultAsync());
                    """) with { Model = Shop.ModelWith("model.Entity<Order>().HasIndex([nameof(Order.Reference)], \"first\");\n        model.Entity<Order>().HasIndex([nameof(Order.Reference)], \"second\");") },
                Flawed("one that is the beginning of another", Truth.Leaves("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"Reference\"%'", 2), """
                    Console.WriteLine(await db.Orders.Where(o => o.Reference == "x").Select(o => o.Number).FirstOrDefaultAsync());
                    """) with { Model = Shop.ModelWith("model.Entity<Order>().HasIndex(o => o.Reference);\n        model.Entity<Order>().HasIndex(o => new { o.Reference, o.Number });") },
                Right("the beginning of another, but unique", Truth.Leaves("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"Reference\"%'", 2), """
                    Console.WriteLine(await db.Orders.Where(o => o.Reference == "x").Select(o => o.Number).FirstOrDefaultAsync());
                    """) with { Model = Shop.ModelWith("model.Entity<Order>().HasIndex(o => o.Reference).IsUnique();\n        model.Entity<Order>().HasIndex(o => new { o.Reference, o.Number });") },
                Right("the same columns in another order", Truth.Leaves("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql LIKE '%\"Reference\"%'", 2), """
                    Console.WriteLine(await db.Orders.Where(o => o.Reference == "x").Select(o => o.Number).FirstOrDefaultAsync());
                    """) with { Model = Shop.ModelWith("model.Entity<Order>().HasIndex(o => new { o.Channel, o.Reference });\n        model.Entity<Order>().HasIndex(o => new { o.Reference, o.Channel });") },
            ],
        },
        new("Foreign key without index", ["DBA1006"])
        {
            Programs =
            [
                Flawed("the convention is removed", Truth.Plan("SCAN o"), """
                    Console.WriteLine(await db.Orders.CountAsync(o => o.CustomerId == 3));
                    """) with { Model = NoForeignKeyIndexes },
                Right("as it is", Truth.PlanWithout("SCAN"), """
                    Console.WriteLine(await db.Orders.CountAsync(o => o.CustomerId == 3));
                    """),
            ],
        },
        new("Function over indexed column", ["DBA1013"])
        {
            Programs =
            [
                Flawed("the day of a point in time", Truth.Plan("SCAN"), """
                    var day = new DateTime(2025, 1, 2);
                    Console.WriteLine(await db.Orders.CountAsync(o => o.CreatedAt.Date == day));
                    """),
                Flawed("its year, in query syntax", Truth.Plan("SCAN"), """
                    var orders = from o in db.Orders where o.CreatedAt.Year == 2025 select o.Id;
                    Console.WriteLine(await orders.FirstOrDefaultAsync());
                    """),
                Right("a range", Truth.Plan("SEARCH o USING").And(Truth.PlanWithout("SCAN")), """
                    var day = new DateTime(2025, 1, 2);
                    var next = day.AddDays(1);
                    Console.WriteLine(await db.Orders.CountAsync(o => o.CreatedAt >= day && o.CreatedAt < next));
                    """),
                Right("the day in the projection", Truth.Plan("SEARCH o USING"), """
                    var days = await db.Orders.Where(o => o.Number == "o3").Select(o => o.CreatedAt.Date).ToListAsync();
                    Console.WriteLine(days.Count);
                    """),
            ],
        },
        new("Case fold over column", ["DBA1014", "LC014", "CA1862"])
        {
            Programs =
            [
                Flawed("`ToLower` of the column", Truth.Plan("SCAN"), """
                    Console.WriteLine(await db.Customers.Where(c => c.Email.ToLower() == "c1@x").Select(c => c.Name).FirstOrDefaultAsync());
                    """),
                Flawed("`ToUpper` on both sides, in query syntax", Truth.Plan("SCAN"), """
                    var email = "c1@x";
                    var names = from c in db.Customers where c.Email.ToUpper() == email.ToUpper() select c.Name;
                    Console.WriteLine(await names.FirstOrDefaultAsync());
                    """),
                Right("of the value only", Truth.Plan("SEARCH"), """
                    var email = "C1@X";
                    Console.WriteLine(await db.Customers.Where(c => c.Email == email.ToLower()).Select(c => c.Name).FirstOrDefaultAsync());
                    """),
                Right("of the column, in the projection", Truth.Plan("SEARCH"), """
                    Console.WriteLine(await db.Customers.Where(c => c.Email == "c1@x").Select(c => c.Name.ToUpper()).FirstOrDefaultAsync());
                    """),
                Right("in memory", Truth.Plan("SEARCH"), """
                    var names = await db.Customers.Where(c => c.City == "Bern").Select(c => c.Name).ToListAsync();
                    Console.WriteLine(names.Count(n => n.ToLower() == "c2"));
                    """),
            ],
        },
        new("Leading wildcard search", ["DBA1015"])
        {
            Programs =
            [
                Flawed("`Contains`", Truth.Plan("SCAN"), """
                    Console.WriteLine((await db.Customers.Where(c => c.Email.Contains("1@")).Select(c => c.Name).ToListAsync()).Count);
                    """),
                Flawed("`EndsWith`, composed", Truth.Plan("SCAN"), """
                    var all = db.Customers.AsQueryable();
                    var found = from c in all where c.Email.EndsWith("@x") select c.Name;
                    Console.WriteLine((await found.ToListAsync()).Count);
                    """),
                Right("a list that contains the column", Truth.Plan("SEARCH"), """
                    Console.WriteLine((await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => c.Name).ToListAsync()).Count);
                    """),
                Right("beside a filter that narrows", Truth.Plan("SEARCH"), """
                    Console.WriteLine((await db.Customers.Where(c => c.City == "Bern" && c.Email.Contains("2@")).Select(c => c.Name).ToListAsync()).Count);
                    """),
            ],
        },
        new("OR arm without index", ["DBA1016"])
        {
            Programs =
            [
                Flawed("one arm has an index", Truth.Plan("SCAN"), """
                    Console.WriteLine(await db.Customers.Where(c => c.Email == "c1@x" || c.Phone == "1").Select(c => c.Name).FirstOrDefaultAsync());
                    """),
                Right("both arms have one", Truth.Plan("MULTI-INDEX OR"), """
                    Console.WriteLine(await db.Customers.Where(c => c.Email == "c1@x" || c.City == "Bern").Select(c => c.Name).FirstOrDefaultAsync());
                    """),
                Right("two values of one column", Truth.Plan("SEARCH"), """
                    Console.WriteLine(await db.Customers.Where(c => c.Email == "c1@x" || c.Email == "c2@x").Select(c => c.Name).FirstOrDefaultAsync());
                    """),
            ],
        },
    ];

    private static string NoForeignKeyIndexes => Shop.Model.Replace("    protected override void OnModelCreating", """
            protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
                configuration.Conventions.Remove(typeof(Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention));

            protected override void OnModelCreating
        """, StringComparison.Ordinal);
}
