using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class FilteredOuterJoinTests
{
    private const string Rule = "DBA2305";

    [Fact]
    public Task FilterOnTheOptionalSide_IsReported() => ShopCode.Check(
        Rule,
        """
        var rows = await (from c in db.Customers
                      join o in db.Orders on c.Id equals o.CustomerId into found
                      from o in found.DefaultIfEmpty()
                      where [|o.Status == OrderStatus.Open|]
                      select new { c.Name, o.Number }).ToListAsync();
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task RowsWithoutAMatch_AreSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await (from c in db.Customers
                      join o in db.Orders on c.Id equals o.CustomerId into found
                      from o in found.DefaultIfEmpty()
                      where o == null
                      select c.Name).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task FilterOnTheOtherSide_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await (from c in db.Customers
                      join o in db.Orders on c.Id equals o.CustomerId into found
                      from o in found.DefaultIfEmpty()
                      where c.City == "Bern"
                      select new { c.Name, o.Number }).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task FilterInsideTheJoin_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await (from c in db.Customers
                      join o in db.Orders.Where(x => x.Status == OrderStatus.Open) on c.Id equals o.CustomerId into found
                      from o in found.DefaultIfEmpty()
                      select new { c.Name, o.Number }).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task InnerJoin_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await (from c in db.Customers
                      join o in db.Orders on c.Id equals o.CustomerId
                      where o.Status == OrderStatus.Open
                      select new { c.Name, o.Number }).ToListAsync();
        Console.WriteLine(rows.Count);
        """);
}
