namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>A loop as people write it: what the rule says of it, and what running it shows.</summary>
/// <param name="Name">For the test explorer.</param>
/// <param name="Members">The members of the service, with <c>Run(ShopContext db, List&lt;int&gt; ids)</c>; the report is marked.</param>
/// <param name="Grows">Whether the number of commands grows with the number of ids.</param>
public sealed record LoopCase(string Name, string Members, bool Grows)
{
    public override string ToString() => Name;
}

/// <summary>The cases of "query in a loop": each is checked by the rule and run on SQLite.</summary>
public static class LoopCases
{
    public static TheoryData<LoopCase> Reported =>
    [
        Run("foreach over ids", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
                Console.WriteLine(customer?.Name);
            }
            """),
        Run("foreach over loaded entities", """
            var orders = await db.Orders.Where(o => ids.Contains(o.CustomerId)).ToListAsync();
            foreach (var order in orders)
            {
                var lines = await db.Lines.Where(l => l.OrderId == order.Id).[|ToListAsync()|];
                Console.WriteLine(lines.Count);
            }
            """),
        Run("for with an index", """
            for (var i = 0; i < ids.Count; i++)
            {
                var id = ids[i];
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            }
            """),
        Run("while over a queue", """
            var queue = new Queue<int>(ids);
            while (queue.Count > 0)
            {
                var id = queue.Dequeue();
                Console.WriteLine(await db.Orders.[|AnyAsync(o => o.CustomerId == id)|]);
            }
            """),
        Run("query in a variable", """
            var open = db.Orders.Where(o => o.Status == OrderStatus.Open);
            foreach (var id in ids)
                Console.WriteLine(open.Where(o => o.CustomerId == id).[|Count()|]);
            """),
        Run("lambda of Select", """
            var names = ids.Select(id => db.Customers.[|First(c => c.Id == id)|].Name).ToList();
            Console.WriteLine(names.Count);
            """),
        Run("List.ForEach", """
            ids.ForEach(id => Console.WriteLine(db.Orders.[|Count(o => o.CustomerId == id)|]));
            """),
        Run("Find of each", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FindAsync(id)|];
                Console.WriteLine(customer!.Name);
            }
            """),
        Run("validation of each id", """
            foreach (var id in ids)
            {
                var exists = await db.Customers.[|AnyAsync(c => c.Id == id)|];
                if (!exists)
                    throw new InvalidOperationException();
            }
            """),
        Run("same query each turn", """
            foreach (var id in ids)
            {
                var rate = await db.Products.[|MaxAsync(p => p.Price)|];
                Console.WriteLine(id * rate);
            }
            """),
        Run("over the rows of a query", """
            foreach (var customer in db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToList())
            {
                var last = db.Orders.Where(o => o.CustomerId == customer.Id).OrderByDescending(o => o.CreatedAt).[|FirstOrDefault()|];
                Console.WriteLine(last?.Number);
            }
            """),
        Members("private method", """
            public async Task Run(ShopContext db, List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine([|await LoadName(db, id)|]);
            }

            private static async Task<string?> LoadName(ShopContext db, int id) => (await db.Customers.FirstOrDefaultAsync(c => c.Id == id))?.Name;
            """.Replace("[|await LoadName(db, id)|]", "await [|LoadName(db, id)|]")),
        Members("local function", """
            public async Task Run(ShopContext db, List<int> ids)
            {
                async Task<int> CountOf(int id) => await db.Orders.CountAsync(o => o.CustomerId == id);
                foreach (var id in ids)
                    Console.WriteLine(await [|CountOf(id)|]);
            }
            """),
    ];

    public static TheoryData<LoopCase> SilentAndFlat =>
    [
        Run("one query before the loop", """
            var customers = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var id in ids)
                Console.WriteLine(customers[id].Name);
            """),
        Run("the collection of the loop is the query", """
            foreach (var customer in await db.Customers.ToListAsync())
                Console.WriteLine(customer.Name);
            """),
        Run("Include instead", """
            foreach (var customer in await db.Customers.Include(c => c.Orders).ToListAsync())
                Console.WriteLine(customer.Orders.Count);
            """),
        Run("lambda inside the query", """
            var counts = await db.Customers.Select(c => db.Orders.Count(o => o.CustomerId == c.Id)).ToListAsync();
            Console.WriteLine(counts.Count);
            """),
        Run("a few constants", """
            foreach (var status in new[] { OrderStatus.Open, OrderStatus.Paid })
                Console.WriteLine(await db.Orders.CountAsync(o => o.Status == status));
            """),
        Run("all members of an enum", """
            foreach (var status in Enum.GetValues<OrderStatus>())
                Console.WriteLine(await db.Orders.CountAsync(o => o.Status == status));
            """),
        Run("chunks", """
            foreach (var chunk in ids.Chunk(500))
                Console.WriteLine(await db.Customers.CountAsync(c => chunk.Contains(c.Id)));
            """),
        Run("a few tries", """
            for (var attempt = 0; attempt < 3; attempt++)
            {
                try
                {
                    Console.WriteLine(await db.Customers.CountAsync());
                    break;
                }
                catch (TimeoutException)
                {
                }
            }
            """),
        Run("pages", """
            var page = 0;
            while (true)
            {
                var rows = await db.Customers.OrderBy(c => c.Id).Skip(page * 100).Take(100).ToListAsync();
                if (rows.Count == 0)
                    break;
                page++;
            }
            """),
        Run("search for a free name", """
            var number = 0;
            while (await db.Customers.AnyAsync(c => c.Name == "new" + number))
                number++;
            """),
        Run("filled once", """
            List<Product>? products = null;
            foreach (var id in ids)
            {
                products ??= await db.Products.ToListAsync();
                Console.WriteLine(products.Count + id);
            }
            """),
        Run("in memory", """
            var customers = await db.Customers.ToListAsync();
            foreach (var id in ids)
                Console.WriteLine(customers.First(c => c.Id == id).Name);
            """),
    ];

    /// <summary>Every turn asks the database, and is meant to.</summary>
    public static TheoryData<LoopCase> SilentByReason =>
    [
        Run("a failure of one must not touch the others", """
            foreach (var id in ids)
            {
                try
                {
                    Console.WriteLine(await db.Customers.CountAsync(c => c.Id == id));
                }
                catch (Exception e)
                {
                    Console.WriteLine(e.Message);
                }
            }
            """),
        Run("cache in a dictionary", """
            var known = new Dictionary<int, string>();
            foreach (var id in ids)
            {
                if (!known.TryGetValue(id, out var name))
                    known[id] = name = (await db.Customers.FirstAsync(c => c.Id == id)).Name;
                Console.WriteLine(name);
            }
            """),
        Run("one context for each", """
            foreach (var id in ids)
            {
                using var own = new ShopContext((DbContextOptions<ShopContext>)db.GetService<Microsoft.EntityFrameworkCore.Infrastructure.IDbContextOptions>());
                Console.WriteLine(await own.Customers.CountAsync(c => c.Id == id));
            }
            """.Replace("db.GetService<", "Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<").Replace("IDbContextOptions>())", "IDbContextOptions>(db))")),
        Run("search and stop", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id && c.City == "nowhere");
                if (customer != null)
                    break;
            }
            """),
        Run("the next turn needs this one's row", """
            var id = ids[^1];
            while (id > 1)
            {
                var customer = await db.Customers.FirstAsync(c => c.Id == id);
                id = customer.Id - 1;
            }
            """),
    ];

    private static LoopCase Run(string name, string statements) =>
        new(name, "public async Task Run(ShopContext db, List<int> ids)\n{\n" + statements + "\nawait Task.CompletedTask;\n}", true);

    private static LoopCase Members(string name, string members) => new(name, members, true);
}
