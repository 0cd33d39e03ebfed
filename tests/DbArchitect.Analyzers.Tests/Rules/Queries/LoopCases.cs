namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>The cases of "query in a loop": each is checked by the rule and run on SQLite.</summary>
public static partial class LoopCases
{
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
        Run("batches by position", """
            for (var start = 0; start < ids.Count; start += 500)
            {
                var batch = ids.Skip(start).Take(500).ToList();
                Console.WriteLine(await db.Customers.CountAsync(c => batch.Contains(c.Id)));
            }
            """),
        Run("polling until a signal", """
            using var stop = new CancellationTokenSource();
            while (!stop.IsCancellationRequested)
            {
                Console.WriteLine(await db.Customers.CountAsync(stop.Token));
                stop.Cancel();
            }
            """),
        Run("polling with a pause", """
            while (true)
            {
                if (await db.Customers.AnyAsync())
                    break;
                await Task.Delay(1);
            }
            """),
        Run("the first tries of a list", """
            foreach (var id in ids.Take(2))
                Console.WriteLine(await db.Customers.CountAsync(c => c.Id == id));
            """),
        Run("lambda inside a query that a variable holds", """
            var withOrders = db.Customers.Where(c => db.Orders.Any(o => o.CustomerId == c.Id));
            Console.WriteLine(await withOrders.CountAsync());
            """),
        Run("filters composed in a loop", """
            var query = db.Customers.AsQueryable();
            foreach (var id in ids)
                query = query.Where(c => c.Id != id);
            Console.WriteLine(await query.CountAsync());
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
        Run("cache in a concurrent dictionary", """
            var known = new System.Collections.Concurrent.ConcurrentDictionary<int, string>();
            foreach (var id in ids)
                Console.WriteLine(known.GetOrAdd(id, key => db.Customers.First(c => c.Id == key).Name));
            """),
        Run("looked up in memory first", """
            var known = new List<Customer>();
            foreach (var id in ids)
            {
                var customer = known.Find(c => c.Id == id);
                if (customer is null)
                {
                    customer = await db.Customers.FirstAsync(c => c.Id == id);
                    known.Add(customer);
                }

                Console.WriteLine(customer.Name);
            }
            """),
        Run("search by a lambda", """
            Console.WriteLine(ids.FirstOrDefault(id => db.Customers.Any(c => c.Id == id && c.City == "Bern")));
            """),
        Run("search that returns", """
            int? Search()
            {
                foreach (var id in ids)
                {
                    if (db.Customers.Any(c => c.Id == id && c.City == "nowhere"))
                        return id;
                }

                return null;
            }

            Console.WriteLine(Search());
            """),
        Run("retry until it works", """
            var isDone = false;
            while (!isDone)
            {
                try
                {
                    Console.WriteLine(await db.Customers.CountAsync());
                    isDone = true;
                }
                catch (TimeoutException)
                {
                }
            }
            """),
        Run("the last key of one batch begins the next", """
            var last = 0;
            List<Customer> batch;
            do
            {
                batch = await db.Customers.Where(c => c.Id > last).OrderBy(c => c.Id).Take(2).ToListAsync();
                if (batch.Count > 0)
                    last = batch[^1].Id;
            }
            while (batch.Count > 0);
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
        Run("search and stop, asked in one of two ways", """
            foreach (var id in ids)
            {
                var customer = id > 0
                    ? await db.Customers.FirstOrDefaultAsync(c => c.Id == id && c.City == "nowhere")
                    : db.Customers.FirstOrDefault(c => c.Id == id);
                if (customer != null && customer.Id > 0)
                    break;
            }
            """),
        Run("the kind of the element decides what is asked", """
            foreach (var kind in ids.Select(id => id % 3))
            {
                if (kind == 0)
                    Console.WriteLine(await db.Customers.CountAsync());
                else if (kind == 1)
                    Console.WriteLine(await db.Orders.CountAsync());
            }
            """),
        Run("values of their own", """
            foreach (var id in ids)
                await db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.City, "city " + id));
            """),
        Run("counted batches", """
            const int size = 2;
            var batches = (ids.Count + size - 1) / size;
            for (var i = 0; i < batches; i++)
            {
                var some = ids.Skip(i * size).Take(size).ToList();
                Console.WriteLine(await db.Customers.CountAsync(c => some.Contains(c.Id)));
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

}
