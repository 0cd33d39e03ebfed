using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class ChangeOfUntrackedEntityTests
{
    private const string Rule = "DBA2107";

    [Fact]
    public Task ChangedAndSaved_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        [|order.Status|] = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task ChangedInALoopAndSaved_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.AsNoTracking().Where(o => o.Total > 5).ToListAsync())
            [|order.Status|] = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task HandedToUpdate_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        db.Orders.Update(order);
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task Tracked_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task StateSetByHand_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        db.Entry(order).State = EntityState.Modified;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task ChangedForTheCaller_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        order.Comment = "hidden";
        Console.WriteLine(order.Comment);
        """);

    [Fact]
    public Task OnlyReadBeforeASave_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        db.Payments.Add(new Payment { OrderId = order.Id });
        await db.SaveChangesAsync();
        """);
}
