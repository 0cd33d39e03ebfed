namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>A method before and after its fix: statements of <c>Run(ShopContext db, List&lt;int&gt; ids)</c>, the report marked.</summary>
/// <param name="Name">For the test explorer.</param>
public sealed record FixCase(string Name, string Before, string After)
{
    public override string ToString() => Name;
}

/// <summary>Queries that the fix moves out of their loop: each is fixed to this very text, and both texts are run on SQLite.</summary>
public static class HoistCases
{
    public static TheoryData<FixCase> Moved =>
    [
        new("one row by its key", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
                Console.WriteLine(customer?.Name);
            }
            """, """
            var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var id in ids)
            {
                var customer = customersById.GetValueOrDefault(id);
                Console.WriteLine(customer?.Name);
            }
            """),
        new("one row by a member of the element, with conditions", """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();

            // All customers are asked for.
            foreach (var order in orders)
            {
                var customer = await db.Customers
                    .AsNoTracking()
                    .Where(c => c.IsActive && c.Id == order.CustomerId)
                    .[|SingleAsync(CancellationToken.None)|]
                    .ConfigureAwait(false);
                Console.WriteLine(customer.Name + order.Number);
            }
            """, """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();

            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await db.Customers
                .AsNoTracking()
                .Where(c => c.IsActive && customerIds.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, CancellationToken.None)
                .ConfigureAwait(false);
            // All customers are asked for.
            foreach (var order in orders)
            {
                var customer = customersById[order.CustomerId];
                Console.WriteLine(customer.Name + order.Number);
            }
            """),
        new("one column of one row", """
            foreach (var order in await db.Orders.Where(o => ids.Contains(o.CustomerId)).ToListAsync())
            {
                var name = await db.Customers.Where(c => c.Id == order.CustomerId).Select(c => c.Name).[|FirstAsync()|];
                Console.WriteLine(name);
            }
            """, """
            var orders = await db.Orders.Where(o => ids.Contains(o.CustomerId)).ToListAsync();
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customerNamesById = await db.Customers.Where(c => customerIds.Contains(c.Id)).Select(c => new { Key = c.Id, Value = c.Name }).ToDictionaryAsync(x => x.Key, x => x.Value);
            foreach (var order in orders)
            {
                var name = customerNamesById[order.CustomerId];
                Console.WriteLine(name);
            }
            """),
        new("one row by a unique index", """
            var skus = await db.Products.Select(p => p.Sku).ToListAsync();
            foreach (var sku in skus)
                Console.WriteLine(db.Products.[|Single(p => p.Sku == sku)|].Id);
            """, """
            var skus = await db.Products.Select(p => p.Sku).ToListAsync();
            var productsBySku = db.Products.Where(p => skus.Contains(p.Sku)).ToDictionary(p => p.Sku);
            foreach (var sku in skus)
                Console.WriteLine(productsBySku[sku].Id);
            """),
        new("rows of a foreign key, in their order", """
            foreach (var id in ids)
            {
                var orders = await db.Orders.Where(o => o.CustomerId == id).OrderByDescending(o => o.Id).[|ToListAsync()|];
                Console.WriteLine(string.Join(",", orders.Select(o => o.Number)));
            }
            """, """
            var ordersByCustomerId = (await db.Orders.Where(o => ids.Contains(o.CustomerId)).OrderByDescending(o => o.Id).ToListAsync()).ToLookup(o => o.CustomerId);
            foreach (var id in ids)
            {
                var orders = ordersByCustomerId[id].ToList();
                Console.WriteLine(string.Join(",", orders.Select(o => o.Number)));
            }
            """),
        new("rows that are only enumerated", """
            foreach (var id in ids)
            {
                foreach (var order in db.Orders.Where(o => o.CustomerId == id).[|ToList()|])
                    Console.WriteLine(order.Number);
            }
            """, """
            var ordersByCustomerId = db.Orders.Where(o => ids.Contains(o.CustomerId)).ToLookup(o => o.CustomerId);
            foreach (var id in ids)
            {
                foreach (var order in ordersByCustomerId[id])
                    Console.WriteLine(order.Number);
            }
            """),
        new("rows of a nullable foreign key", """
            foreach (var id in ids)
            {
                var children = await db.Categories.Where(c => c.ParentId == id).[|ToArrayAsync()|];
                Console.WriteLine(children.Length);
            }
            """, """
            var categoriesByParentId = (await db.Categories.Where(c => ids.Contains(c.ParentId!.Value)).ToListAsync()).ToLookup(c => c.ParentId!.Value);
            foreach (var id in ids)
            {
                var children = categoriesByParentId[id].ToArray();
                Console.WriteLine(children.Length);
            }
            """),
        new("one row by a nullable foreign key", """
            var categories = await db.Categories.ToListAsync();
            foreach (var category in categories)
            {
                var parent = await db.Categories.[|FirstOrDefaultAsync(c => c.Id == category.ParentId)|];
                Console.WriteLine(parent?.Name);
            }
            """, """
            var categories = await db.Categories.ToListAsync();
            var parentIds = categories.Where(category => category.ParentId != null).Select(category => category.ParentId!.Value).Distinct().ToList();
            var categoriesById = await db.Categories.Where(c => parentIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var category in categories)
            {
                var parent = category.ParentId.HasValue ? categoriesById.GetValueOrDefault(category.ParentId.Value) : null;
                Console.WriteLine(parent?.Name);
            }
            """),
        new("existence by the key", """
            foreach (var id in ids)
            {
                var exists = await db.Customers.[|AnyAsync(c => c.Id == id)|];
                if (!exists)
                    throw new InvalidOperationException();
            }
            """, """
            var existingCustomerIds = (await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync()).ToHashSet();
            foreach (var id in ids)
            {
                var exists = existingCustomerIds.Contains(id);
                if (!exists)
                    throw new InvalidOperationException();
            }
            """),
        new("existence by a foreign key", """
            foreach (var id in ids)
            {
                if (!db.Orders.[|Any(o => o.Status == OrderStatus.Open && o.CustomerId == id)|])
                    continue;
                Console.WriteLine(id);
            }
            """, """
            var customerIdsWithOrders = db.Orders.Where(o => o.Status == OrderStatus.Open && ids.Contains(o.CustomerId)).Select(o => o.CustomerId).Distinct().ToHashSet();
            foreach (var id in ids)
            {
                if (!customerIdsWithOrders.Contains(id))
                    continue;
                Console.WriteLine(id);
            }
            """),
        new("number of rows, by an index", """
            for (var i = 0; i < ids.Count; i++)
            {
                var id = ids[i];
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            }
            """, """
            var orderCountsByCustomerId = await db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count);
            for (var i = 0; i < ids.Count; i++)
            {
                var id = ids[i];
                Console.WriteLine(orderCountsByCustomerId.GetValueOrDefault(id));
            }
            """),
        new("sum over rows", """
            foreach (var id in ids)
                Console.WriteLine(await db.Lines.Where(l => l.ProductId == id).[|SumAsync(l => l.Quantity)|]);
            """, """
            var orderLineSumsByProductId = await db.Lines.Where(l => ids.Contains(l.ProductId)).GroupBy(l => l.ProductId).Select(g => new { g.Key, Sum = g.Sum(l => l.Quantity) }).ToDictionaryAsync(x => x.Key, x => x.Sum);
            foreach (var id in ids)
                Console.WriteLine(orderLineSumsByProductId.GetValueOrDefault(id));
            """),
        new("query in a variable", """
            var open = db.Orders.Where(o => o.Status == OrderStatus.Open);
            foreach (var id in ids)
                Console.WriteLine(open.Where(o => o.CustomerId == id).[|Count()|]);
            """, """
            var open = db.Orders.Where(o => o.Status == OrderStatus.Open);
            var orderCountsByCustomerId = open.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(x => x.Key, x => x.Count);
            foreach (var id in ids)
                Console.WriteLine(orderCountsByCustomerId.GetValueOrDefault(id));
            """),
        new("Find", """
            foreach (var id in ids)
                Console.WriteLine((await db.Customers.[|FindAsync(id)|])!.Name);
            """, """
            var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var id in ids)
                Console.WriteLine(customersById.GetValueOrDefault(id)!.Name);
            """),
        new("lambda of Select", """
            var names = ids.Select(id => db.Customers.[|First(c => c.Id == id)|].Name).ToList();
            Console.WriteLine(string.Join(",", names));
            """, """
            var customersById = db.Customers.Where(c => ids.Contains(c.Id)).ToDictionary(c => c.Id);
            var names = ids.Select(id => customersById[id].Name).ToList();
            Console.WriteLine(string.Join(",", names));
            """),
        new("lambda of a longer chain over groups", """
            var lines = db.Lines.AsEnumerable().GroupBy(l => l.ProductId).Select(g => new { Product = db.Products.[|Single(p => p.Id == g.Key)|], Count = g.Count() }).OrderBy(r => r.Product.Sku).ToList();
            Console.WriteLine(string.Join(",", lines.Select(l => l.Product.Sku + l.Count)));
            """, """
            var gs = db.Lines.AsEnumerable().GroupBy(l => l.ProductId).ToList();
            var keys = gs.Select(g => g.Key).Distinct().ToList();
            var productsById = db.Products.Where(p => keys.Contains(p.Id)).ToDictionary(p => p.Id);
            var lines = gs.Select(g => new { Product = productsById[g.Key], Count = g.Count() }).OrderBy(r => r.Product.Sku).ToList();
            Console.WriteLine(string.Join(",", lines.Select(l => l.Product.Sku + l.Count)));
            """),
        new("List.ForEach", """
            ids.ForEach(id => Console.WriteLine(db.Orders.[|Count(o => o.CustomerId == id)|]));
            """, """
            var orderCountsByCustomerId = db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(x => x.Key, x => x.Count);
            ids.ForEach(id => Console.WriteLine(orderCountsByCustomerId.GetValueOrDefault(id)));
            """),
        new("tasks that run together", """
            var counts = await Task.WhenAll(ids.Select(async id => await db.Orders.[|CountAsync(o => o.CustomerId == id)|]));
            Console.WriteLine(string.Join(",", counts));
            """, """
            var orderCountsByCustomerId = await db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count);
            var counts = ids.Select(id => orderCountsByCustomerId.GetValueOrDefault(id)).ToArray();
            Console.WriteLine(string.Join(",", counts));
            """),
        new("over what is computed from a list", """
            foreach (var id in ids.Where(i => i > 0).OrderBy(i => i))
                Console.WriteLine(await db.Customers.[|AnyAsync(c => c.Id == id)|]);
            """, """
            var ids2 = ids.Where(i => i > 0).OrderBy(i => i).ToList();
            var existingCustomerIds = (await db.Customers.Where(c => ids2.Contains(c.Id)).Select(c => c.Id).ToListAsync()).ToHashSet();
            foreach (var id in ids2)
                Console.WriteLine(existingCustomerIds.Contains(id));
            """),
        new("any row of a key that several have", """
            foreach (var product in await db.Products.OrderBy(p => p.Id).ToListAsync())
            {
                var line = await db.Lines.[|FirstOrDefaultAsync(l => l.ProductId == product.Id && l.Quantity > 0)|];
                if (line == null)
                    continue;
                Console.WriteLine(product.Name + line.Quantity);
            }
            """, """
            var products = await db.Products.OrderBy(p => p.Id).ToListAsync();
            var productIds = products.Select(product => product.Id).Distinct().ToList();
            var orderLinesByProductId = (await db.Lines.Where(l => productIds.Contains(l.ProductId) && l.Quantity > 0).ToListAsync()).ToLookup(l => l.ProductId);
            foreach (var product in products)
            {
                var line = orderLinesByProductId[product.Id].FirstOrDefault();
                if (line == null)
                    continue;
                Console.WriteLine(product.Name + line.Quantity);
            }
            """),
        new("a lambda over groups", """
            var top = db.Orders.AsEnumerable()
                .GroupBy(o => o.CustomerId)
                .Select(g => new { Customer = db.Customers.[|Single(c => c.Id == g.Key)|], Count = g.Count() })
                .OrderByDescending(t => t.Count)
                .ToList();
            Console.WriteLine(top[0].Customer.Name);
            """, """
            var gs = db.Orders.AsEnumerable()
                .GroupBy(o => o.CustomerId).ToList();
            var keys = gs.Select(g => g.Key).Distinct().ToList();
            var customersById = db.Customers.Where(c => keys.Contains(c.Id)).ToDictionary(c => c.Id);
            var top = gs
                .Select(g => new { Customer = customersById[g.Key], Count = g.Count() })
                .OrderByDescending(t => t.Count)
                .ToList();
            Console.WriteLine(top[0].Customer.Name);
            """),
        new("types instead of var", """
            foreach (int id in ids)
            {
                Customer? customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
                Console.WriteLine(customer?.Name);
            }
            """, """
            Dictionary<int, Customer> customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (int id in ids)
            {
                Customer? customer = customersById.GetValueOrDefault(id);
                Console.WriteLine(customer?.Name);
            }
            """),
        new("names that are taken", """
            var customersById = ids.Count;
            foreach (var id in ids)
            {
                var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
                Console.WriteLine(customer?.Name + customersById);
            }
            """, """
            var customersById = ids.Count;
            var customersById2 = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            foreach (var id in ids)
            {
                var customer = customersById2.GetValueOrDefault(id);
                Console.WriteLine(customer?.Name + customersById);
            }
            """),
    ];

    /// <summary>Reported, but another query would not give the same: there is no fix.</summary>
    public static TheoryData<FixCase> Kept =>
    [
        new("the first of several rows", """
            foreach (var id in ids)
                Console.WriteLine((await db.Orders.Where(o => o.CustomerId == id).OrderBy(o => o.CreatedAt).[|FirstAsync()|]).Number);
            """, ""),
        new("the turn decides more than the key", """
            foreach (var order in await db.Orders.ToListAsync())
                Console.WriteLine(await db.Payments.[|CountAsync(p => p.OrderId == order.Id && p.Amount > order.Total)|]);
            """, ""),
        new("the key is computed", """
            foreach (var id in ids)
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id + 1)|]);
            """, ""),
        new("a range", """
            foreach (var id in ids)
                Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId > id)|]);
            """, ""),
        new("the turn saves", """
            foreach (var id in ids)
            {
                if (!await db.Customers.[|AnyAsync(c => c.Id == id)|])
                    db.Customers.Add(new Customer { Name = "new" });
                await db.SaveChangesAsync();
            }
            """, ""),
        new("the turn writes at once", """
            foreach (var id in ids)
            {
                var number = await db.Orders.[|CountAsync(o => o.CustomerId == id)|];
                await db.Orders.Where(o => o.Id == number).[|ExecuteDeleteAsync()|];
            }
            """, ""),
        new("another loop around it", """
            foreach (var city in new List<string>(["Bern", "Rom"]))
            {
                foreach (var id in ids)
                    Console.WriteLine(await db.Customers.[|CountAsync(c => c.City == city && c.Id == id)|]);
            }
            """, ""),
        new("the key is changed in the turn", """
            foreach (var order in await db.Orders.ToListAsync())
            {
                order.CustomerId++;
                Console.WriteLine((await db.Customers.[|FirstOrDefaultAsync(c => c.Id == order.CustomerId)|])?.Name);
            }
            """, ""),
        new("no row is an error that is caught", """
            try
            {
                foreach (var id in ids)
                    Console.WriteLine((await db.Customers.[|FirstAsync(c => c.Id == id)|]).Name);
            }
            catch (InvalidOperationException)
            {
                Console.WriteLine("missing");
            }
            """, ""),
        new("Find of what may not be saved yet", """
            db.Customers.Add(new Customer { Id = 100 });
            foreach (var id in ids)
                Console.WriteLine((await db.Customers.[|FindAsync(id)|])?.Name);
            """, ""),
        new("a member of a member that may be null", """
            foreach (var order in await db.Orders.Include(o => o.Customer).ToListAsync())
            {
                if (order.Customer == null)
                    continue;
                Console.WriteLine(await db.Addresses.[|CountAsync(a => a.CustomerId == order.Customer.Id)|]);
            }
            """, ""),
        new("a queue that the turn empties", """
            var queue = new Queue<int>(ids);
            while (queue.Count > 0)
            {
                var id = queue.Dequeue();
                Console.WriteLine(await db.Orders.[|AnyAsync(o => o.CustomerId == id)|]);
            }
            """, ""),
        new("a comment in the query", """
            foreach (var id in ids)
                Console.WriteLine(await db.Orders.[|CountAsync(/* all */ o => o.CustomerId == id)|]);
            """, ""),
        new("both may be null, and null is equal to null", """
            foreach (var category in await db.Categories.ToListAsync())
                Console.WriteLine(await db.Categories.[|CountAsync(c => c.ParentId == category.ParentId)|]);
            """, ""),
        new("a condition on what is selected", """
            foreach (var id in ids)
            {
                var name = await db.Customers.Where(c => c.Id == id).Select(c => c.Name).[|FirstAsync(n => n.Length > 0)|];
                Console.WriteLine(name);
            }
            """, ""),
    ];
}
