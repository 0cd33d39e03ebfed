using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class SetBasedWriteTests
{
    private const string Rule = "DBA2004";

    [Fact]
    public Task SameChangeOfEveryRow_IsReported() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Where(o => o.Status == OrderStatus.Open).[|ToListAsync()|];
        foreach (var order in orders)
            order.Status = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task ComputedFromTheRowItself_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var product in await db.Products.Where(p => p.Stock > 0).[|ToListAsync()|])
            product.Price = product.Price * 2;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task LoadedToBeRemoved_IsReported() => ShopCode.Check(
        Rule,
        """
        var payments = await db.Payments.Where(p => p.Amount == 0).[|ToListAsync()|];
        db.Payments.RemoveRange(payments);
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task ValueOfAnotherSource_IsSilent() => ShopCode.Check(
        Rule,
        """
        var number = 0;
        foreach (var order in await db.Orders.ToListAsync())
            order.Number = "N" + number++;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task RowsUsedOtherwise_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.Where(o => o.Status == OrderStatus.Open).ToListAsync())
        {
            order.Status = OrderStatus.Paid;
            Console.WriteLine(order.Number);
        }
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task SavesThatAreIntercepted_AreSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.Where(o => o.Status == OrderStatus.Open).ToListAsync())
            order.Status = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """, null, null, ShopCode.Model.Replace("protected override void OnModelCreating", "public override Task<int> SaveChangesAsync(CancellationToken token = default) => base.SaveChangesAsync(token);\n    protected override void OnModelCreating"));

    [Fact]
    public Task PrincipalWithDependents_IsSilent() => ShopCode.Check(
        Rule,
        """
        var customers = await db.Customers.Where(c => !c.IsActive).ToListAsync();
        db.Customers.RemoveRange(customers);
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task OneRow_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task Fix_DeletesInOneStatement() => ShopCode.Fix(
        Rule,
        """
        var payments = await db.Payments.Where(p => p.Amount == 0).[|ToListAsync()|];
        db.Payments.RemoveRange(payments);
        await db.SaveChangesAsync();
        """,
        """
        await db.Payments.Where(p => p.Amount == 0).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task FixOfRowsLoadedInTheCall_DeletesInOneStatement() => ShopCode.Fix(
        Rule,
        """
        db.RemoveRange(db.Payments.Where(p => p.Amount == 0).[|ToList()|]);
        await db.SaveChangesAsync();
        """,
        """
        db.Payments.Where(p => p.Amount == 0).ExecuteDelete();
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task FixOfAQueryGivenToRemoveRange_DeletesInOneStatement() => ShopCode.Fix(
        Rule,
        """
        db.RemoveRange(db.Payments.[|Where(p => p.Amount == 0)|]);
        await db.SaveChangesAsync();
        """,
        """
        await db.Payments.Where(p => p.Amount == 0).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task QueryGivenToRemoveRange_IsReported() => ShopCode.Check(
        Rule,
        """
        db.Payments.RemoveRange(db.Payments.[|Where(p => p.Amount == 0)|]);
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task LoopOverTheQueryItself_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var product in db.Products.[|Where(p => p.Id <= 3)|])
            product.Price += 1;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task QueryGivenToOthers_IsSilent() => ShopCode.Check(
        Rule,
        """
        db.Payments.UpdateRange(db.Payments.Where(p => p.Amount == 0));
        Console.WriteLine(string.Join(", ", db.Payments.Where(p => p.Amount == 1)));
        foreach (var product in db.Products.Where(p => p.Id <= 3))
            product.Name = string.Concat(product.Name.Reverse());
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task OneRowByItsKey_IsSilent() => ShopCode.Check(
        Rule,
        """
        var id = ids[0];
        var orders = await db.Orders.Where(o => o.Id == id).ToListAsync();
        db.Orders.RemoveRange(orders);
        await db.SaveChangesAsync();
        """);

    /// <summary>The caller is told how many rows there were: afterwards it would be none.</summary>
    [Fact]
    public Task NumberOfRowsIsReturned_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.Where(o => o.Total > 5).ToListAsync();
        db.Orders.RemoveRange(orders);
        Console.WriteLine(await db.SaveChangesAsync());
        """);
}
