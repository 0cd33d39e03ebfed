using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class CartesianIncludeTests
{
    private const string Rule = "DBA2102";

    [Fact]
    public Task TwoCollectionsOfOneParent_AreReported() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => [|o.Payments|]).ToListAsync();
        Console.WriteLine(orders.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task TwoCollectionsBelowAReference_AreReported() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Customer!.Orders).Include(o => [|o.Customer!.Addresses|]).ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task CollectionInsideACollection_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ToListAsync();
        Console.WriteLine(customers.Count);
        """);

    [Fact]
    public Task CollectionAndReference_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task CollectionsOfWhichOneIsIncludedSometimes_IsSilent() => ShopCode.Check(
        Rule,
        """
        IQueryable<Order> query = db.Orders.Include(o => o.Lines);
        if (ids.Count > 3)
            query = query.Include(o => o.Payments);
        var orders = await query.ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SplitQuery_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SingleQueryOnPurpose_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSingleQuery().ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task SplitByDefault_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync();
        Console.WriteLine(orders.Count);
        """, null, null, ShopCode.Model.Replace("\"Data Source=shop.db\"", "\"Data Source=shop.db\", o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)"));

    [Theory]
    [InlineData("db.Orders.Select(o => new { Lines = o.Lines.ToList(), Payments = [|o.Payments|].ToList() })")]
    [InlineData("db.Orders.Select(o => new { o.Number, Ids = o.Lines.Select(l => l.ProductId), Amounts = [|o.Payments|].Where(p => p.Amount > 0).Select(p => p.Amount).ToArray() })")]
    [InlineData("db.Orders.Select(o => new { o.Lines, [|o.Payments|] })")]
    [InlineData("from o in db.Orders select new { Lines = o.Lines.ToList(), Payments = [|o.Payments|].ToList() }")]
    [InlineData("db.Customers.Select(c => new { Orders = c.Orders.Select(o => new { o.Number, Lines = o.Lines.ToList(), Payments = [|o.Payments|].ToList() }).ToList() })")]
    [InlineData("db.Orders.Select(o => new { Lines = db.Lines.Where(l => l.OrderId == o.Id).ToList(), Payments = [|o.Payments|].ToList() })")]
    public Task CollectionsInAProjection_AreReported(string query) => ShopCode.Check(
        Rule, $"var orders = await ({query}).ToListAsync();\nConsole.WriteLine(orders.Count);", DiagnosticSeverity.Info);

    [Theory]
    [InlineData("db.Orders.Select(o => new { Lines = o.Lines.ToList(), o.Number })")]
    [InlineData("db.Orders.Select(o => new { Lines = o.Lines.ToList(), Paid = o.Payments.Count, Sum = o.Payments.Sum(p => p.Amount), Any = o.Payments.Any() })")]
    [InlineData("db.Orders.Select(o => new { Lines = o.Lines.ToList(), Last = o.Payments.OrderBy(p => p.Id).FirstOrDefault() })")]
    [InlineData("db.Customers.Select(c => new { Orders = c.Orders.Select(o => new { Lines = o.Lines.ToList() }).ToList() })")]
    [InlineData("db.Orders.AsSplitQuery().Select(o => new { Lines = o.Lines.ToList(), Payments = o.Payments.ToList() })")]
    [InlineData("db.Orders.Select(o => new { o.Id, o.Lines, o.Payments }).Where(x => x.Lines.Any() && x.Payments.Any()).Select(x => x.Id)")]
    [InlineData("db.Orders.Where(o => o.Lines.Any() && o.Payments.Any()).Select(o => o.Number)")]
    public Task ProjectionThatMultipliesNothing_IsSilent(string query) => ShopCode.Check(Rule, $"var orders = await ({query}).ToListAsync();\nConsole.WriteLine(orders.Count);");

    [Fact]
    public Task CountOfAProjection_IsSilent() => ShopCode.Check(
        Rule, "Console.WriteLine(await db.Orders.Select(o => new { Lines = o.Lines.ToList(), Payments = o.Payments.ToList() }).CountAsync());");

    [Theory]
    [InlineData("db.Orders.Where(o => o.Total > 5).Select(o => new { Lines = o.Lines.Select(l => l.Id).ToList(), Payments = [|o.Payments|].ToList() })", "db.Orders.Where(o => o.Total > 5).AsSplitQuery().Select(o => new { Lines = o.Lines.Select(l => l.Id).ToList(), Payments = o.Payments.ToList() })")]
    [InlineData("from o in db.Orders where o.Total > 5 select new { Lines = o.Lines.ToList(), Payments = [|o.Payments|].ToList() }", "from o in db.Orders.AsSplitQuery() where o.Total > 5 select new { Lines = o.Lines.ToList(), Payments = o.Payments.ToList() }")]
    public Task FixOfAProjection_AddsAsSplitQuery(string query, string split) => ShopCode.Fix(
        Rule, $"var orders = await ({query}).ToListAsync();\nConsole.WriteLine(orders.Count);", $"var orders = await ({split}).ToListAsync();\nConsole.WriteLine(orders.Count);");

    [Fact]
    public Task Fix_AddsAsSplitQuery() => ShopCode.Fix(
        Rule,
        """
        var orders = await db.Orders
            .Include(o => o.Lines)
            .Include(o => [|o.Payments|])
            .ToListAsync();
        Console.WriteLine(orders.Count);
        """,
        """
        var orders = await db.Orders
            .Include(o => o.Lines)
            .Include(o => o.Payments)
            .AsSplitQuery()
            .ToListAsync();
        Console.WriteLine(orders.Count);
        """);
}
