using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class PagingWithoutOrderTests
{
    private const string Rule = "DBA2201";

    [Fact]
    public Task SkipWithoutOrder_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.Skip(20).Take(10).[|ToListAsync()|];
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Warning, "Rows of Order are paged without an order: the database may return them differently each time, so that rows repeat or are missed. Order by Id first");

    [Fact]
    public Task Ordered_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.OrderBy(o => o.Id).Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task TakeAlone_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Orders.Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task OrderedByTheCaller_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Pages
        {
            public Task<List<T>> Get<T>(IQueryable<T> query, int page) => query.Skip(page * 10).Take(10).ToListAsync();
        }
        """);

    [Fact]
    public Task PageOfAList_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = ids.Skip(20).Take(10).ToList();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task OrderInAVariable_IsSilent() => ShopCode.Check(
        Rule,
        """
        var query = db.Orders.Where(o => o.Total > 5);
        query = ids.Count > 1 ? query.OrderBy(o => o.Id) : query.OrderByDescending(o => o.Id);
        var rows = await query.Skip(20).Take(10).ToListAsync();
        Console.WriteLine(rows.Count);
        """);
}
