using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>What becomes of an expression, and how it is sent.</summary>
internal static class Translation
{
    private const string NotTranslated = "could not be translated";

    public static Claim[] All { get; } =
    [
        new("Query that cannot be translated", ["DBA2301", "LC001", "LC020", "LC024"])
        {
            Programs =
            [
                FlawedMembers("a method of the program in `Where`", Truth.Throws("InvalidOperationException", NotTranslated), """
                    public async Task Run(ShopContext db, List<int> ids) =>
                        Console.WriteLine((await db.Orders.Where(o => IsLarge(o.Total)).ToListAsync()).Count);

                    private static bool IsLarge(int total) => total > 10;
                    """),
                FlawedMembers("in `orderby`, in query syntax", Truth.Throws("InvalidOperationException", NotTranslated), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var sorted = from o in db.Orders where o.Total > 1 orderby Rank(o.Number) select o.Id;
                        Console.WriteLine((await sorted.ToListAsync()).Count);
                    }

                    private static int Rank(string number) => number.Length;
                    """),
                FlawedMembers("in the condition of `First`, through an extension method", Truth.Throws("InvalidOperationException", NotTranslated), """
                    public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await db.Customers.FirstAsync(c => c.Email.SameAs("c1@x"))).Name);
                    """) with { Model = Shop.Model + "\n\npublic static class Text\n{\n    public static bool SameAs(this string a, string b) => a == b;\n}\n" },
                Flawed("a comparison with `StringComparison`", Truth.Throws("InvalidOperationException", NotTranslated), """
                    var customers = await db.Customers.Where(c => c.Name.Equals("C1", StringComparison.OrdinalIgnoreCase)).ToListAsync();
                    Console.WriteLine(customers.Count);
                    """),
                Flawed("`Contains` with `StringComparison`", Truth.Throws("InvalidOperationException", NotTranslated), """
                    var customers = await db.Customers.Where(c => c.Name.Contains("C1", StringComparison.OrdinalIgnoreCase)).ToListAsync();
                    Console.WriteLine(customers.Count);
                    """),
                Flawed("a property that is computed in the class", Truth.Throws("InvalidOperationException", NotTranslated), """
                    var customers = await db.Customers.Where(c => c.Display == "c1 <c1@x>").ToListAsync();
                    Console.WriteLine(customers.Count);
                    """),
                Flawed("a format in a filter", Truth.Throws("InvalidOperationException", NotTranslated), """
                    var orders = await db.Orders.Where(o => o.CreatedAt.ToString("yyyy-MM") == "2025-01").ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                RightMembers("a method in the last `Select`", Truth.Runs.Because("it is evaluated in memory"), """
                    public async Task Run(ShopContext db, List<int> ids) =>
                        Console.WriteLine((await db.Orders.Select(o => Label(o.Number)).ToListAsync()).Count);

                    private static string Label(string number) => "#" + number;
                    """),
                RightMembers("a method of a value that is known before", Truth.Runs.Because("it becomes a parameter"), """
                    public async Task Run(ShopContext db, List<int> ids)
                    {
                        var term = " O3 ";
                        Console.WriteLine((await db.Orders.Where(o => o.Number == Normalize(term)).ToListAsync()).Count);
                    }

                    private static string Normalize(string text) => text.Trim().ToLowerInvariant();
                    """),
                RightMembers("a function that is mapped", Truth.Sends("lower("), """
                    public async Task Run(ShopContext db, List<int> ids) =>
                        Console.WriteLine((await db.Orders.Where(o => ShopContext.Lower(o.Number) == "o3").ToListAsync()).Count);
                    """) with
                {
                    Model = Shop.ModelWith("model.HasDbFunction(() => Lower(\"\")).HasName(\"lower\").IsBuiltIn();").Replace(
                        "    protected override void OnModelCreating", "    public static string Lower(string text) => throw new NotSupportedException();\n\n    protected override void OnModelCreating", StringComparison.Ordinal),
                },
                RightMembers("a filter that a method returns as an expression", Truth.Returns(2), """
                    public Task<int> Run(ShopContext db, List<int> ids) => db.Orders.Where(OfCustomer(1)).CountAsync();

                    private static System.Linq.Expressions.Expression<Func<Order, bool>> OfCustomer(int id) => o => o.CustomerId == id;
                    """),
                Right("groups with their rows", Truth.Commands(1), """
                    var groups = await db.Orders.GroupBy(o => o.CustomerId).Select(g => new { Customer = g.Key, Orders = g.ToList() }).ToListAsync();
                    Console.WriteLine(groups.Count);
                    """),
                Right("`Contains` with a single word, and `ToString` of a number", Truth.Commands(1), """
                    var orders = await db.Orders.Where(o => o.Number.Contains("3") && o.Total.ToString() == "3").ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
            ],
        },
        new("Synchronous query in async code", ["DBA2302", "LC008", "MA0042", "S6966", "CA1849", "VSTHRD103", "AsyncFixer02"])
        {
            Programs =
            [
                Flawed("`ToList`", Truth.Synchronously(1), """
                    var orders = db.Orders.Where(o => o.Total > 3).ToList();
                    await Console.Out.WriteLineAsync(orders[0].Number + orders.Count);
                    """),
                Flawed("`SaveChanges`", Truth.Synchronously(1), """
                    var product = await db.Products.FirstAsync(p => p.Id == 1);
                    product.Price = product.Stock + 5;
                    db.SaveChanges();
                    """),
                Flawed("`foreach` over a query", Truth.Synchronously(1), """
                    foreach (var number in db.Orders.Where(o => o.Total > 3).Select(o => o.Number))
                        await Console.Out.WriteLineAsync(number);
                    """),
                Flawed("in an async lambda", Truth.Synchronously(1), """
                    Func<int, Task<string>> name = async id =>
                    {
                        await Task.Yield();
                        return db.Customers.Where(c => c.Id == id).Select(c => c.Name).Single();
                    };
                    Console.WriteLine(await name(1));
                    """),
                Flawed("`Any` of a composed query", Truth.Synchronously(1), """
                    var large = from o in db.Orders where o.Total > 3 select o;
                    if (large.Any())
                        await Console.Out.WriteLineAsync("yes");
                    """),
                Right("awaited", Truth.Synchronously(0), """
                    var orders = await db.Orders.Where(o => o.Total > 3).ToListAsync();
                    await Console.Out.WriteLineAsync(orders[0].Number + orders.Count);
                    """),
                Right("`Add` and `AddRange`, which send nothing", Truth.Synchronously(0), """
                    db.Products.Add(new Product { Name = "n", Sku = "new" });
                    db.Products.AddRange(ids.Select(id => new Product { Name = "n" + id, Sku = "new" + id }));
                    Console.WriteLine(db.ChangeTracker.Entries().Count());
                    await Task.CompletedTask;
                    """),
                Right("`ToList` of a list", Truth.Synchronously(0), """
                    var numbers = await db.Orders.Where(o => o.Total > 3).Select(o => o.Number).ToListAsync();
                    await Console.Out.WriteLineAsync(numbers.Where(n => n.Length > 2).ToList().Count.ToString());
                    """),
                RightMembers("a method that is not async", Truth.Synchronously(1).Because("it has no `await` to offer"), """
                    public void Run(ShopContext db, List<int> ids) => Console.WriteLine(db.Orders.Where(o => o.Total > 3).ToList().Count);
                    """),
            ],
        },
        new("LIKE pattern is not escaped", ["DBA2303"])
        {
            Programs =
            [
                FlawedMembers("a value and a `%`", Truth.Returns(8).Because("a search for `%` finds all"), """
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, "%");

                    public static Task<int> Find(ShopContext db, string term) => db.Customers.CountAsync(c => EF.Functions.Like(c.Email, term + "%"));
                    """),
                FlawedMembers("interpolated, in a variable", Truth.Returns(8).Because("a search for `_` finds all"), """
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, "_");

                    public static Task<int> Find(ShopContext db, string term)
                    {
                        var pattern = $"%{term}%";
                        return (from c in db.Customers where EF.Functions.Like(c.Name, pattern) select c).CountAsync();
                    }
                    """),
                RightMembers("`StartsWith`", Truth.Returns(0), """
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, "%");

                    public static Task<int> Find(ShopContext db, string term) => db.Customers.CountAsync(c => c.Email.StartsWith(term));
                    """),
                RightMembers("escaped", Truth.Returns(0), """
                    public Task<int> Run(ShopContext db, List<int> ids) => Find(db, "%");

                    public static Task<int> Find(ShopContext db, string term)
                    {
                        var pattern = term.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
                        return db.Customers.CountAsync(c => EF.Functions.Like(c.Email, pattern, "\\"));
                    }
                    """),
                RightMembers("a constant", Truth.Returns(8), """
                    public Task<int> Run(ShopContext db, List<int> ids) => db.Customers.CountAsync(c => EF.Functions.Like(c.Email, "c_@%"));
                    """),
            ],
        },
        new("Local time of the database server", ["DBA2304", "LC016", "S6563"])
        {
            Programs =
            [
                Flawed("`DateTime.Now` in a filter", Truth.Sends("'localtime'"), """
                    Console.WriteLine(await db.Orders.Where(o => o.CreatedAt > DateTime.Now).CountAsync());
                    """),
                Flawed("`DateTime.Today`, composed, in query syntax", Truth.Sends("'localtime'"), """
                    var open = db.Orders.Where(o => o.Status == OrderStatus.Open);
                    var late = from o in open where o.CreatedAt < DateTime.Today select o.Number;
                    Console.WriteLine((await late.ToListAsync()).Count);
                    """),
                Right("the time of the program, in UTC", Truth.SendsNo("'now'"), """
                    var now = DateTime.UtcNow;
                    Console.WriteLine(await db.Orders.CountAsync(o => o.CreatedAt > now));
                    """),
                Right("a span before now, computed before", Truth.SendsNo("'now'"), """
                    var week = DateTime.UtcNow.AddDays(-7);
                    var late = from o in db.Orders where o.CreatedAt < week select o.Number;
                    Console.WriteLine((await late.ToListAsync()).Count);
                    """),
            ],
            Remark = "LC016 also reports `DateTime.UtcNow` inside a query: the server's clock, with no zone. We do not.",
        },
        new("Outer join filtered to an inner join", ["DBA2305"])
        {
            Programs =
            [
                FlawedMembers("a filter on the optional side, in query syntax", Truth.Returns(14).And(Truth.Sends("LEFT JOIN")), """
                    public async Task<int> Run(ShopContext db, List<int> ids) =>
                        (await (from c in db.Customers
                                join o in db.Orders on c.Id equals o.CustomerId into found
                                from o in found.DefaultIfEmpty()
                                where o.Total > 3
                                select c.Name).ToListAsync()).Count;
                    """),
                FlawedMembers("`LeftJoin`, then `Where`", Truth.Returns(14).And(Truth.Sends("LEFT JOIN")), """
                    public async Task<int> Run(ShopContext db, List<int> ids)
                    {
                        var joined = db.Customers.LeftJoin(db.Orders, c => c.Id, o => o.CustomerId, (c, o) => new { Customer = c, Order = o });
                        return (await joined.Where(x => x.Order!.Total > 3).Select(x => x.Customer.Name).ToListAsync()).Count;
                    }
                    """),
                RightMembers("an inner join", Truth.Returns(14).And(Truth.SendsNo("LEFT JOIN")), """
                    public async Task<int> Run(ShopContext db, List<int> ids) =>
                        (await (from c in db.Customers join o in db.Orders on c.Id equals o.CustomerId where o.Total > 3 select c.Name).ToListAsync()).Count;
                    """),
                RightMembers("those without a match", Truth.Returns(0), """
                    public async Task<int> Run(ShopContext db, List<int> ids) =>
                        (await (from c in db.Customers
                                join o in db.Orders on c.Id equals o.CustomerId into found
                                from o in found.DefaultIfEmpty()
                                where o == null
                                select c.Name).ToListAsync()).Count;
                    """),
            ],
        },
        new("Cancellation token is not passed", ["DBA2306", "LC026", "MA0040", "MA0079", "S8949", "CA2016"])
        {
            Programs =
            [
                FlawedMembers("to `ToListAsync`", Truth.Cancellable(0), """
                    public async Task Run(ShopContext db, List<int> ids, CancellationToken cancellationToken) =>
                        Console.WriteLine((await db.Orders.Where(o => o.Total > 3).ToListAsync()).Count);
                    """),
                FlawedMembers("to `SaveChangesAsync`", Truth.Cancellable(0), """
                    public async Task Run(ShopContext db, List<int> ids, CancellationToken cancellationToken)
                    {
                        db.Products.Add(new Product { Name = "n", Sku = "new" });
                        await db.SaveChangesAsync();
                    }
                    """),
                FlawedMembers("to `await foreach`", Truth.Cancellable(0), """
                    public async Task Run(ShopContext db, List<int> ids, CancellationToken cancellationToken)
                    {
                        await foreach (var number in db.Orders.Where(o => o.Total > 3).Select(o => o.Number).AsAsyncEnumerable())
                            Console.WriteLine(number);
                    }
                    """),
                RightMembers("it is passed", Truth.Cancellable(1), """
                    public async Task Run(ShopContext db, List<int> ids, CancellationToken cancellationToken) =>
                        Console.WriteLine((await db.Orders.Where(o => o.Total > 3).ToListAsync(cancellationToken)).Count);
                    """),
                RightMembers("it is passed by `WithCancellation`", Truth.Cancellable(1), """
                    public async Task Run(ShopContext db, List<int> ids, CancellationToken cancellationToken)
                    {
                        await foreach (var number in db.Orders.Where(o => o.Total > 3).Select(o => o.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
                            Console.WriteLine(number);
                    }
                    """),
                RightMembers("there is none", Truth.Cancellable(0), """
                    public async Task Run(ShopContext db, List<int> ids) => Console.WriteLine((await db.Orders.Where(o => o.Total > 3).ToListAsync()).Count);
                    """),
                RightMembers("work that must end is given none, and says so", Truth.Cancellable(0), """
                    public async Task Run(ShopContext db, List<int> ids, CancellationToken cancellationToken)
                    {
                        await Task.Delay(1, cancellationToken);
                        db.Products.Add(new Product { Name = "n", Sku = "new" });
                        await db.SaveChangesAsync(CancellationToken.None);
                    }
                    """),
            ],
        },
    ];
}
