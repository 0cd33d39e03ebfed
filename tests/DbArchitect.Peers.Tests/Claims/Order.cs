using DbArchitect.Peers.Tests.Measuring;
using static DbArchitect.Peers.Tests.Measuring.SmallProgram;

namespace DbArchitect.Peers.Tests.Claims;

/// <summary>Sorting and paging.</summary>
internal static class Order
{
    private const string OtherIndex = "DROP INDEX IX_Orders_CreatedAt; CREATE INDEX other ON Orders (CreatedAt, Total DESC)";

    public static Claim[] All { get; } =
    [
        new("Paging without order", ["DBA2201", "LC015"])
        {
            Programs =
            [
                FlawedMembers("`Skip` and `Take`", Truth.DependsOnThePlan().And(Truth.EfWarns("RowLimitingOperationWithoutOrderByWarning")), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) => await db.Orders.Where(o => o.Total > 0).Skip(3).Take(3).Select(o => o.Id).ToListAsync();
                    """),
                FlawedFile("an extension method that pages", Truth.DependsOnThePlan(), """
                    public static class Paging
                    {
                        public static IQueryable<T> Page<T>(this IQueryable<T> query, int page) => query.Skip(page * 3).Take(3);
                    }

                    public class Service
                    {
                        public async Task<List<int>> Run(ShopContext db, List<int> ids) => await db.Orders.Where(o => o.Total > 0).Page(1).Select(o => o.Id).ToListAsync();
                    }
                    """),
                FlawedMembers("composed over statements", Truth.DependsOnThePlan(), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids)
                    {
                        var query = db.Orders.Where(o => o.Total > 0);
                        if (ids.Count > 3)
                            query = query.Where(o => o.Total > 1);
                        var page = query.Skip(3).Take(3);
                        return await page.Select(o => o.Id).ToListAsync();
                    }
                    """),
                FlawedMembers("ordered after the page is cut", Truth.DependsOnThePlan(), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) =>
                        await db.Orders.Where(o => o.Total > 0).Skip(3).Take(3).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync();
                    """),
                RightMembers("ordered by the key", Truth.KeepsItsResult().And(Truth.EfIsQuiet), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) => await db.Orders.OrderBy(o => o.Id).Skip(3).Take(3).Select(o => o.Id).ToListAsync();
                    """),
                RightMembers("ordered by a method of the program", Truth.KeepsItsResult(), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) => await Sorted(db).Skip(3).Take(3).Select(o => o.Id).ToListAsync();

                    private static IQueryable<Order> Sorted(ShopContext db) => db.Orders.OrderByDescending(o => o.Total).ThenBy(o => o.Id);
                    """),
                RightMembers("a list in memory", Truth.KeepsItsResult(), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids)
                    {
                        await Task.CompletedTask;
                        return ids.Skip(3).Take(3).ToList();
                    }
                    """),
            ],
        },
        new("Paging without total order", ["DBA2202"])
        {
            Programs =
            [
                FlawedMembers("ordered by a day that many share", Truth.DependsOnThePlan(OtherIndex), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) => await db.Orders.OrderBy(o => o.CreatedAt).Skip(3).Take(3).Select(o => o.Id).ToListAsync();
                    """),
                FlawedMembers("in query syntax, paged elsewhere", Truth.DependsOnThePlan(OtherIndex), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids)
                    {
                        var sorted = from o in db.Orders orderby o.CreatedAt descending select o;
                        var page = sorted.Skip(3).Take(3);
                        return await page.Select(o => o.Id).ToListAsync();
                    }
                    """),
                RightMembers("the key at the end", Truth.KeepsItsResult(OtherIndex), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) =>
                        await db.Orders.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Skip(3).Take(3).Select(o => o.Id).ToListAsync();
                    """),
                RightMembers("a unique column", Truth.KeepsItsResult(), """
                    public async Task<List<int>> Run(ShopContext db, List<int> ids) => await db.Products.OrderBy(p => p.Sku).Skip(3).Take(3).Select(p => p.Id).ToListAsync();
                    """),
            ],
        },
        new("Paging by offset", ["DBA2203"])
        {
            Programs =
            [
                FlawedMembers("the number of a page", Truth.Sends("OFFSET"), """
                    public Task Run(ShopContext db, List<int> ids) => PageAsync(db, ids.Count / 4);

                    public static async Task PageAsync(ShopContext db, int page) =>
                        Console.WriteLine((await db.Orders.OrderBy(o => o.Id).Skip(page * 5).Take(5).ToListAsync()).Count);
                    """),
                RightMembers("after the last row seen", Truth.SendsNo("OFFSET"), """
                    public Task Run(ShopContext db, List<int> ids) => AfterAsync(db, ids.Count);

                    public static async Task AfterAsync(ShopContext db, int last) =>
                        Console.WriteLine((await db.Orders.Where(o => o.Id > last).OrderBy(o => o.Id).Take(5).ToListAsync()).Count);
                    """),
            ],
        },
        new("Order is overwritten", ["DBA2204", "LC005", "S3169", "MA0030", "RCS1200"])
        {
            Programs =
            [
                Flawed("OrderBy after OrderBy", Truth.SendsLast("ORDER BY \"o\".\"CreatedAt\""), """
                    var orders = await db.Orders.OrderBy(o => o.Number).OrderBy(o => o.CreatedAt).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("a filter between", Truth.SendsLast("ORDER BY \"o\".\"CreatedAt\" DESC"), """
                    var orders = await db.Orders.OrderBy(o => o.Number).Where(o => o.Total > 3).OrderByDescending(o => o.CreatedAt).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("over two statements", Truth.SendsLast("ORDER BY \"o\".\"CreatedAt\""), """
                    var sorted = db.Orders.OrderBy(o => o.Number);
                    var orders = await sorted.OrderBy(o => o.CreatedAt).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Flawed("in query syntax", Truth.SendsLast("ORDER BY \"o\".\"CreatedAt\""), """
                    var orders = await (from o in db.Orders orderby o.Number orderby o.CreatedAt select o).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Right("ThenBy", Truth.SendsLast("ORDER BY \"o\".\"Number\", \"o\".\"CreatedAt\""), """
                    var orders = await db.Orders.OrderBy(o => o.Number).ThenBy(o => o.CreatedAt).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Right("the newest ten, sorted by number", Truth.Sends("ORDER BY \"o\".\"CreatedAt\" DESC").And(Truth.SendsLast("ORDER BY \"o0\".\"Number\"")), """
                    var orders = await db.Orders.OrderByDescending(o => o.CreatedAt).Take(10).OrderBy(o => o.Number).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
                Right("one order or another", Truth.SendsLast("ORDER BY \"o\".\"Number\""), """
                    var orders = ids.Count > 100 ? db.Orders.OrderBy(o => o.CreatedAt) : db.Orders.OrderBy(o => o.Number);
                    Console.WriteLine((await orders.ToListAsync()).Count);
                    """),
            ],
        },
        new("Random order", ["DBA2205"])
        {
            Programs =
            [
                Flawed("a few rows in random order", Truth.Plan("USE TEMP B-TREE FOR ORDER BY").And(Truth.Sends("random()")), """
                    var some = await db.Products.OrderBy(_ => EF.Functions.Random()).Take(2).ToListAsync();
                    Console.WriteLine(some.Count);
                    """),
                Flawed("the first in random order, in query syntax", Truth.Plan("USE TEMP B-TREE FOR ORDER BY").And(Truth.Sends("random()")), """
                    var one = await (from p in db.Products orderby EF.Functions.Random() select p.Name).FirstAsync();
                    Console.WriteLine(one);
                    """),
                Right("shuffled in memory", Truth.SendsNo("random()"), """
                    var some = await db.Products.Where(p => p.Stock > 2).OrderBy(p => p.Id).Take(3).ToListAsync();
                    foreach (var product in some.OrderBy(_ => Random.Shared.Next()))
                        Console.WriteLine(product.Name + product.Price + product.Sku + product.Stock);
                    """),
                Right("a random key", Truth.SendsNo("random()").And(Truth.Plan("SEARCH")), """
                    var from = Random.Shared.Next(1, 4);
                    var one = await db.Products.Where(p => p.Id >= from).OrderBy(p => p.Id).Select(p => p.Name).FirstAsync();
                    Console.WriteLine(one);
                    """),
            ],
        },
        new("Sorted before it is filtered", ["MA0063", "S6607", "RCS1077"])
        {
            Programs =
            [
                Right("`OrderBy`, then `Where`, in a query", Truth.SendsLast("WHERE \"o\".\"Total\" > 3 ORDER BY \"o\".\"Id\"").Because("the SQL is the same either way"), """
                    var orders = await db.Orders.OrderBy(o => o.Id).Where(o => o.Total > 3).ToListAsync();
                    Console.WriteLine(orders.Count);
                    """),
            ],
            Remark = "True of lists, which were not looked at here; of a query it changes nothing.",
        },
    ];
}
