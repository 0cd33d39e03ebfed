using Microsoft.EntityFrameworkCore;
using Storefront.Customers;
using Storefront.Data;

namespace Storefront.Orders;

/// <summary>What the support desk does with orders all day.</summary>
public sealed class OrderDesk(ShopContext db)
{
    public Task<decimal> TotalOfAsync(List<string> numbers, CancellationToken cancellation) =>
        db.Orders
            .Where(order => numbers.Contains(order.Number) && order.Status != OrderStatus.Cancelled)
            .SumAsync(order => order.Total, cancellation);

    public async Task ImportAsync(List<Coupon> coupons, CancellationToken cancellation)
    {
        foreach (var coupon in coupons)
            db.Coupons.Add(coupon);
        await db.SaveChangesAsync(cancellation);
    }

    public async Task<string> LabelAsync(string number, CancellationToken cancellation)
    {
        var order = await db.Orders.AsNoTracking().Include(order => order.Customer).SingleAsync(order => order.Number == number, cancellation);
        return $"{order.Number}, {order.PlacedAt:d}, {order.Total}: {order.Customer!.FullName}";
    }

    public Task<int> CancelAllAsync(int customerId, CancellationToken cancellation) =>
        db.Orders
            .Where(order => order.CustomerId == customerId)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.Status, OrderStatus.Cancelled), cancellation);

    public Task<List<Order>> OfRegisteredSinceAsync(DateTime since, CancellationToken cancellation)
    {
        var customers = db.Customers.Where(customer => customer.RegisteredAt >= since).Select(customer => customer.Id);
        return db.Orders.AsNoTracking().Where(order => customers.Contains(order.CustomerId)).ToListAsync(cancellation);
    }

    public Task<List<string>> NumbersAsync(int customerId, CancellationToken cancellation) =>
        db.Orders
            .Where(order => order.CustomerId == customerId)
            .Select(order => order.Number)
            .ToListAsync(cancellation);

    public Task<List<Order>> EverythingAboutAsync(int customerId, CancellationToken cancellation) =>
        db.Orders
            .AsNoTracking()
            .AsSplitQuery()
            .Where(order => order.CustomerId == customerId)
            .Include(order => order.Lines)
            .Include(order => order.Payments)
            .ToListAsync(cancellation);

    public async Task MarkShippedAsync(string number, CancellationToken cancellation)
    {
        var order = await db.Orders.SingleAsync(order => order.Number == number, cancellation);
        order.Status = OrderStatus.Shipped;
        await db.SaveChangesAsync(cancellation);
    }

    public Task<List<Order>> WithBulkAsync(int customerId, int quantity, CancellationToken cancellation) =>
        db.Orders.Where(order => order.CustomerId == customerId && order.Lines.Any(line => line.Quantity >= quantity)).ToListAsync(cancellation);

    public Task<int> WeighAsync(CancellationToken cancellation) => db.Orders.SumAsync(order => order.Shipments.Count, cancellation);

    public Task<int> PlacedOnAsync(int customerId, DateTime day, CancellationToken cancellation) =>
        db.Orders.CountAsync(order => order.CustomerId == customerId && order.PlacedAt >= day && order.PlacedAt < day.AddDays(1), cancellation);

    public Task<List<string>> BuyersAsync(int customerId, CancellationToken cancellation) =>
        (from order in db.Orders
         join customer in db.Customers on order.CustomerId equals customer.Id
         where order.CustomerId == customerId
         select customer.FullName).ToListAsync(cancellation);

    public Task<bool> HasOrderedAsync(int customerId, CancellationToken cancellation) =>
        db.Orders.AnyAsync(order => order.CustomerId == customerId, cancellation);

    public async Task<decimal> OpenAmountAsync(int customerId, CancellationToken cancellation)
    {
        var open = 0m;
        foreach (var order in await db.Orders.AsNoTracking().Where(order => order.CustomerId == customerId).ToListAsync(cancellation))
            open += order.Status == OrderStatus.Placed && order.PlacedAt > DateTime.UnixEpoch && order.Number.Length > 0 ? order.Total : 0;
        return open;
    }

    public async Task<Order?> ByIdAsync(int id, CancellationToken cancellation) =>
        await db.Orders.FindAsync([id], cancellation);

    public async Task<string> GreetingAsync(string email, CancellationToken cancellation)
    {
        var customer = await db.Customers.AsNoTracking().SingleAsync(customer => customer.Email == email, cancellation);
        await Task.Delay(TimeSpan.Zero, cancellation);
        return $"{customer.FullName} ({customer.Email}, {customer.Phone}), since {customer.RegisteredAt:d}{(customer.IsBlocked ? ", blocked" : "")}";
    }

    public Task<int> CountOfAsync(int customerId, CancellationToken cancellation) =>
        db.Orders.CountAsync(order => order.CustomerId == customerId, cancellation);
}
