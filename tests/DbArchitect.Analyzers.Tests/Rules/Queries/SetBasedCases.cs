namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>Changes of every row that the fix makes one statement: each is fixed to this very text, and both texts leave the same rows on SQLite.</summary>
public static class SetBasedCases
{
    private const string Show = """

        foreach (var order in await db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync())
            Console.WriteLine(order.Status + order.Number + order.Comment + order.Total);
        foreach (var product in await db.Products.AsNoTracking().OrderBy(p => p.Id).ToListAsync())
            Console.WriteLine(product.Stock + product.Name + product.Price);
        """;

    public static TheoryData<FixCase> Changed =>
    [
        Case("a constant", """
            foreach (var order in await db.Orders.Where(o => o.Status == OrderStatus.Open).[|ToListAsync()|])
                order.Status = OrderStatus.Paid;
            await db.SaveChangesAsync();
            """, """
            await db.Orders.Where(o => o.Status == OrderStatus.Open).ExecuteUpdateAsync(s => s.SetProperty(order => order.Status, OrderStatus.Paid));
            await db.SaveChangesAsync();
            """),
        Case("a loop over the query itself", """
            foreach (var product in db.Products.[|Where(p => p.Stock > 0)|])
                product.Stock += 1;
            await db.SaveChangesAsync();
            """, """
            await db.Products.Where(p => p.Stock > 0).ExecuteUpdateAsync(s => s.SetProperty(product => product.Stock, product => product.Stock + 1));
            await db.SaveChangesAsync();
            """),
        Case("a loop over query syntax", """
            foreach (var product in [|from p in db.Products where p.Stock > 0 select p|])
                product.Name = "none";
            await db.SaveChangesAsync();
            """, """
            await (from p in db.Products where p.Stock > 0 select p).ExecuteUpdateAsync(s => s.SetProperty(product => product.Name, "none"));
            await db.SaveChangesAsync();
            """),
        Case("rows in a variable", """
            var number = "N";
            var orders = db.Orders.Where(o => o.CustomerId == 1).[|ToList()|];
            foreach (var order in orders)
            {
                order.Number = number;
                order.Comment = null;
            }

            db.SaveChanges();
            """, """
            var number = "N";
            db.Orders.Where(o => o.CustomerId == 1).ExecuteUpdate(s => s
                .SetProperty(order => order.Number, number)
                .SetProperty(order => order.Comment, (string?)null));

            db.SaveChanges();
            """),
        Case("computed from the row", """
            foreach (var product in await db.Products.Where(p => p.Stock > 0).[|ToListAsync(CancellationToken.None)|].ConfigureAwait(false))
            {
                product.Stock = product.Stock * 2 + 1;
                product.Name += "!";
            }

            await db.SaveChangesAsync();
            """, """
            await db.Products.Where(p => p.Stock > 0).ExecuteUpdateAsync(s => s
                .SetProperty(product => product.Stock, product => product.Stock * 2 + 1)
                .SetProperty(product => product.Name, product => product.Name + "!"), CancellationToken.None).ConfigureAwait(false);

            await db.SaveChangesAsync();
            """),
        Case("a counter", """
            foreach (var product in await db.Products.[|ToListAsync()|])
                product.Stock++;
            await db.SaveChangesAsync();
            """, """
            await db.Products.ExecuteUpdateAsync(s => s.SetProperty(product => product.Stock, product => product.Stock + 1));
            await db.SaveChangesAsync();
            """),
        Case("the time", """
            foreach (var order in await db.Orders.[|ToListAsync()|])
                order.CreatedAt = DateTime.UtcNow;
            await db.SaveChangesAsync();
            """, """
            var utcNow = DateTime.UtcNow;
            await db.Orders.ExecuteUpdateAsync(s => s.SetProperty(order => order.CreatedAt, utcNow));
            await db.SaveChangesAsync();
            """),
    ];

    /// <summary>Reported, but one statement would not do the same.</summary>
    public static TheoryData<FixCase> Kept =>
    [
        new("a column that was assigned before", """
            foreach (var order in await db.Orders.[|ToListAsync()|])
            {
                order.Number = "N";
                order.Comment = order.Number;
            }

            await db.SaveChangesAsync();
            """, ""),
        new("some of the rows", """
            foreach (var product in await db.Products.[|ToListAsync()|])
            {
                if (product.Stock < 0)
                    product.Stock = 0;
            }

            await db.SaveChangesAsync();
            """, ""),
        new("a quotient, which the database rounds", """
            foreach (var product in await db.Products.[|ToListAsync()|])
                product.Stock = product.Stock / 2;
            await db.SaveChangesAsync();
            """, ""),
    ];

    private static FixCase Case(string name, string before, string after) => new(name, before + Show, after + Show);
}
