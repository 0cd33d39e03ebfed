namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>Each form of a query that is sent for every element, and the same asked once.</summary>
public static partial class LoopCases
{
    private const string CustomersOnce = """
        var customers = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        foreach (var id in ids)
            Console.WriteLine(customers[id].Name);
        """;

    private const string CountsOnce = """
        var counts = await db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        foreach (var id in ids)
            Console.WriteLine(counts.GetValueOrDefault(id));
        """;

    private const string OrdersOnce = """
        var orders = (await db.Orders.Where(o => ids.Contains(o.CustomerId)).ToListAsync()).ToLookup(o => o.CustomerId);
        foreach (var id in ids)
            Console.WriteLine(orders[id].Count());
        """;

    public static TheoryData<LoopCase> Reported =>
    [
        Run("foreach over ids", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
                Console.WriteLine(customer?.Name);
            }
            """, CustomersOnce),
        Run("foreach over loaded entities", """
            var orders = await db.Orders.Where(o => ids.Contains(o.CustomerId)).ToListAsync();
            foreach (var order in orders)
            {
                var lines = await db.Lines.Where(l => l.OrderId == order.Id).[|ToListAsync()|];
                Console.WriteLine(lines.Count);
            }
            """, """
            var orders = await db.Orders.Include(o => o.Lines).Where(o => ids.Contains(o.CustomerId)).ToListAsync();
            foreach (var order in orders)
                Console.WriteLine(order.Lines.Count);
            """),
        Run("for with an index", """
            for (var i = 0; i < ids.Count; i++)
            {
                var id = ids[i];
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            }
            """, CountsOnce),
        Run("while over a queue", """
            var queue = new Queue<int>(ids);
            while (queue.Count > 0)
            {
                var id = queue.Dequeue();
                Console.WriteLine(await db.Orders.[|AnyAsync(o => o.CustomerId == id)|]);
            }
            """, CountsOnce),
        Run("while over an enumerator", """
            using var each = ids.GetEnumerator();
            while (each.MoveNext())
            {
                var id = each.Current;
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            }
            """, CountsOnce),
        Run("do over a stack", """
            var stack = new Stack<int>(ids);
            do
            {
                var id = stack.Pop();
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            }
            while (stack.Count > 0);
            """, CountsOnce),
        Run("await foreach over the rows of a query", """
            await foreach (var customer in db.Customers.AsNoTracking().AsAsyncEnumerable())
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == customer.Id)|]);
            """, """
            await foreach (var customer in db.Customers.Select(c => new { c.Id, Count = c.Orders.Count }).AsAsyncEnumerable())
                Console.WriteLine(customer.Count);
            """),
        Run("foreach as terminal in a loop", """
            foreach (var id in ids)
            {
                foreach (var order in db.Orders.[|Where(o => o.CustomerId == id)|])
                    Console.WriteLine(order.Number);
            }
            """, OrdersOnce),
        Run("query in a variable", """
            var open = db.Orders.Where(o => o.Status == OrderStatus.Open);
            foreach (var id in ids)
                Console.WriteLine(open.Where(o => o.CustomerId == id).[|Count()|]);
            """, CountsOnce),
        Run("set in a variable", """
            var orders = db.Orders;
            foreach (var id in ids)
                Console.WriteLine(orders.[|Count(o => o.CustomerId == id)|]);
            """, CountsOnce),
        Run("lambda of Select", """
            var names = ids.Select(id => db.Customers.[|First(c => c.Id == id)|].Name).ToList();
            Console.WriteLine(names.Count);
            """, CustomersOnce),
        Run("lambda of SelectMany", """
            var orders = ids.SelectMany(id => db.Orders.Where(o => o.CustomerId == id).[|ToList()|]).ToList();
            Console.WriteLine(orders.Count);
            """, OrdersOnce),
        Run("lambda of Where", """
            var active = ids.Where(id => db.Customers.[|Any(c => c.Id == id && c.IsActive)|]).ToList();
            Console.WriteLine(active.Count);
            """, CustomersOnce),
        Run("lambda of ToDictionary", """
            var names = ids.ToDictionary(id => id, id => db.Customers.[|First(c => c.Id == id)|].Name);
            Console.WriteLine(names.Count);
            """, CustomersOnce),
        Run("List.ForEach", """
            ids.ForEach(id => Console.WriteLine(db.Orders.[|Count(o => o.CustomerId == id)|]));
            """, CountsOnce),
        Run("Task.WhenAll", """
            var counts = await Task.WhenAll(ids.Select(async id => await db.Orders.[|CountAsync(o => o.CustomerId == id)|]));
            Console.WriteLine(counts.Length);
            """, CountsOnce),
        Run("Parallel.ForEach", """
            Parallel.ForEach(ids, new ParallelOptions { MaxDegreeOfParallelism = 1 }, id => Console.WriteLine(db.Orders.[|Count(o => o.CustomerId == id)|]));
            """, CountsOnce),
        Run("Parallel.ForEachAsync", """
            await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 1 }, async (id, cancellation) =>
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id, cancellation)|]));
            """, CountsOnce),
        Run("Find of each", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FindAsync(id)|];
                Console.WriteLine(customer!.Name);
            }
            """, CustomersOnce),
        Run("validation of each id", """
            foreach (var id in ids)
            {
                var exists = await db.Customers.[|AnyAsync(c => c.Id == id)|];
                if (!exists)
                    throw new InvalidOperationException();
            }
            """, """
            if (await db.Customers.CountAsync(c => ids.Contains(c.Id)) != ids.Count)
                throw new InvalidOperationException();
            """),
        Run("same query each turn", """
            foreach (var id in ids)
            {
                var rate = await db.Products.[|MaxAsync(p => p.Price)|];
                Console.WriteLine(id * rate);
            }
            """, """
            var rate = await db.Products.MaxAsync(p => p.Price);
            foreach (var id in ids)
                Console.WriteLine(id * rate);
            """),
        Run("some elements only", """
            foreach (var id in ids)
            {
                if (id > 0)
                    Console.WriteLine(await db.Customers.[|CountAsync(c => c.Id == id)|]);
            }
            """, """
            var counts = await db.Customers.Where(c => ids.Contains(c.Id)).GroupBy(c => c.Id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
            foreach (var id in ids)
            {
                if (id > 0)
                    Console.WriteLine(counts.TryGetValue(id, out var count) ? count : 0);
            }
            """),
        Run("one statement would do", """
            foreach (var id in ids)
                await db.Customers.Where(c => c.Id == id).[|ExecuteUpdateAsync(set => set.SetProperty(c => c.City, "nowhere"))|];
            """, """
            await db.Customers.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.City, "nowhere"));
            """),
        Run("over the rows of a query", """
            foreach (var customer in db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToList())
            {
                var last = db.Orders.Where(o => o.CustomerId == customer.Id).OrderByDescending(o => o.CreatedAt).[|FirstOrDefault()|];
                Console.WriteLine(last?.Number);
            }
            """, """
            foreach (var last in db.Customers.Where(c => ids.Contains(c.Id)).Select(c => c.Orders.OrderByDescending(o => o.CreatedAt).Select(o => o.Number).FirstOrDefault()).ToList())
                Console.WriteLine(last);
            """),
        Run("delete of each", """
            foreach (var id in ids)
                Console.WriteLine(await db.Payments.Where(p => p.OrderId == id).[|ExecuteDeleteAsync()|]);
            """, """
            Console.WriteLine(await db.Payments.Where(p => ids.Contains(p.OrderId)).ExecuteDeleteAsync());
            """),
        Members("query of a parameter", """
            public void Run(ShopContext db, List<int> ids) => Print(db.Orders.Where(o => o.Total > 0), ids);

            private static void Print(IQueryable<Order> orders, List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine(orders.[|Count(o => o.CustomerId == id)|]);
            }
            """, """
            public void Run(ShopContext db, List<int> ids) => Print(db.Orders.Where(o => o.Total > 0), ids);

            private static void Print(IQueryable<Order> orders, List<int> ids)
            {
                var counts = orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
                foreach (var id in ids)
                    Console.WriteLine(counts.GetValueOrDefault(id));
            }
            """),
        Members("query of a field", """
            private IQueryable<Order> open = null!;

            public void Run(ShopContext db, List<int> ids)
            {
                open = db.Orders.Where(o => o.Status == OrderStatus.Open);
                foreach (var id in ids)
                    Console.WriteLine(open.[|Count(o => o.CustomerId == id)|]);
            }
            """, """
            private IQueryable<Order> open = null!;

            public void Run(ShopContext db, List<int> ids)
            {
                open = db.Orders.Where(o => o.Status == OrderStatus.Open);
                var counts = open.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
                foreach (var id in ids)
                    Console.WriteLine(counts.GetValueOrDefault(id));
            }
            """),
        Members("private method", """
            public async Task Run(ShopContext db, List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine(await [|LoadName(db, id)|]);
            }

            private static async Task<string?> LoadName(ShopContext db, int id) => (await db.Customers.FirstOrDefaultAsync(c => c.Id == id))?.Name;
            """, """
            public async Task Run(ShopContext db, List<int> ids)
            {
                var names = await LoadNames(db, ids);
                foreach (var id in ids)
                    Console.WriteLine(names[id]);
            }

            private static Task<Dictionary<int, string>> LoadNames(ShopContext db, List<int> ids) =>
                db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name);
            """),
        Members("method group", """
            public void Run(ShopContext db, List<int> ids) => Console.WriteLine(ids.Select(id => [|NameOf(db, id)|]).ToList().Count);

            private static string NameOf(ShopContext db, int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            """, """
            public void Run(ShopContext db, List<int> ids) => Console.WriteLine(NamesOf(db, ids).Count);

            private static List<string> NamesOf(ShopContext db, List<int> ids) => db.Customers.Where(c => ids.Contains(c.Id)).Select(c => c.Name).ToList();
            """),
        Members("local function", """
            public async Task Run(ShopContext db, List<int> ids)
            {
                async Task<int> CountOf(int id) => await db.Orders.CountAsync(o => o.CustomerId == id);
                foreach (var id in ids)
                    Console.WriteLine(await [|CountOf(id)|]);
            }
            """, "public async Task Run(ShopContext db, List<int> ids)\n{\n" + CountsOnce + "\n}"),
    ];

    private static LoopCase Run(string name, string statements, string after) => Run(name, statements) with { After = Run(name, after).Members };

    private static LoopCase Members(string name, string members, string after) => new(name, members, true) { After = after };
}
