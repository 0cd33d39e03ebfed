using Microsoft.EntityFrameworkCore;
using Storefront.Customers;
using Storefront.Data;

namespace Storefront.Orders;

/// <summary>What the support desk does with orders all day.</summary>
public sealed class OrderDesk(ShopContext db)
{
    public async Task<decimal> TotalOfAsync(List<string> numbers, CancellationToken cancellation)
    {
        var total = 0m;
        foreach (var number in numbers)
        {
            var order = await db.Orders.FirstAsync(order => order.Number == number, cancellation); // DBA2001
            total += order.Total * (order.Status == OrderStatus.Cancelled ? 0 : 1);
        }

        return total;
    }

    public async Task ImportAsync(List<Coupon> coupons, CancellationToken cancellation)
    {
        foreach (var coupon in coupons)
        {
            db.Coupons.Add(coupon);
            await db.SaveChangesAsync(cancellation); // DBA2002
        }
    }

    public async Task<string> LabelAsync(string number, CancellationToken cancellation)
    {
        var order = await db.Orders.AsNoTracking().SingleAsync(order => order.Number == number, cancellation);
        return $"{order.Number}, {order.PlacedAt:d}, {order.Total}: {order.Customer!.FullName}"; // DBA2003
    }

    public async Task CancelAllAsync(int customerId, CancellationToken cancellation)
    {
        var orders = await db.Orders.Where(order => order.CustomerId == customerId).ToListAsync(cancellation); // DBA2004
        foreach (var order in orders)
            order.Status = OrderStatus.Cancelled;
        await db.SaveChangesAsync(cancellation);
    }

    public async Task<List<Order>> OfRegisteredSinceAsync(DateTime since, CancellationToken cancellation)
    {
        var customers = await db.Customers.Where(customer => customer.RegisteredAt >= since).Select(customer => customer.Id).ToListAsync(cancellation); // DBA2006
        return await db.Orders.Where(order => customers.Contains(order.CustomerId)).ToListAsync(cancellation);
    }

    public Task<List<string>> NumbersAsync(int customerId, CancellationToken cancellation) =>
        db.Orders
            .Include(order => order.Lines) // DBA2101
            .Where(order => order.CustomerId == customerId)
            .Select(order => order.Number)
            .ToListAsync(cancellation);

    public Task<List<Order>> EverythingAboutAsync(int customerId, CancellationToken cancellation) =>
        db.Orders
            .Where(order => order.CustomerId == customerId)
            .Include(order => order.Lines)
            .Include(order => order.Payments) // DBA2102
            .ToListAsync(cancellation);

    public async Task MarkShippedAsync(string number, CancellationToken cancellation)
    {
        var order = await db.Orders.AsNoTracking().SingleAsync(order => order.Number == number, cancellation);
        order.Status = OrderStatus.Shipped; // DBA2107
        await db.SaveChangesAsync(cancellation);
    }

    public Task<List<Order>> WithBulkAsync(int customerId, int quantity, CancellationToken cancellation) =>
        (from order in db.Orders
         from line in order.Lines
         where order.CustomerId == customerId && line.Quantity >= quantity
         select order).Distinct().ToListAsync(cancellation); // DBA2111

    public async Task<int> WeighAsync(CancellationToken cancellation)
    {
        var orders = await db.Orders.AsNoTracking().ToListAsync(cancellation);
        var keys = orders.ConvertAll(order => order.Id);
        var open = orders.Where(order => order.Status == OrderStatus.Placed).Select(order => order.Number).ToList();
        return open.Count + keys.Count + await db.Shipments.CountAsync(shipment => orders.Select(order => order.Id).Contains(shipment.OrderId), cancellation); // DBA2307
    }

    public Task<int> PlacedOnAsync(int customerId, DateTime day, CancellationToken cancellation) =>
        db.Orders.CountAsync(order => order.CustomerId == customerId && order.PlacedAt >= day && order.PlacedAt <= day.AddDays(1).AddSeconds(-1), cancellation); // DBA2308

    public Task<List<string>> BuyersAsync(int customerId, CancellationToken cancellation) =>
        (from order in db.Orders
         join customer in db.Customers on order.Id equals customer.Id // DBA2309
         where order.CustomerId == customerId
         select customer.FullName).ToListAsync(cancellation);

    public async Task<bool> HasOrderedAsync(int customerId, CancellationToken cancellation) =>
        await db.Orders.CountAsync(order => order.CustomerId == customerId, cancellation) > 0; // DBA2108

    public async Task<decimal> OpenAmountAsync(int customerId, CancellationToken cancellation)
    {
        var open = 0m;
        foreach (var order in await db.Orders.AsNoTracking().Include(order => order.Customer).Where(order => order.CustomerId == customerId).ToListAsync(cancellation)) // DBA2109
            open += order.Status == OrderStatus.Placed && order.PlacedAt > DateTime.UnixEpoch && order.Number.Length > 0 ? order.Total : 0;
        return open;
    }

    public Task<Order?> ByIdAsync(int id, CancellationToken cancellation) =>
        db.Orders.FirstOrDefaultAsync(order => order.Id == id, cancellation); // DBA2110

    public async Task<string> GreetingAsync(string email, CancellationToken cancellation)
    {
        var customer = db.Customers.AsNoTracking().Single(customer => customer.Email == email); // DBA2302
        await Task.Delay(TimeSpan.Zero, cancellation);
        return $"{customer.FullName} ({customer.Email}, {customer.Phone}), since {customer.RegisteredAt:d}{(customer.IsBlocked ? ", blocked" : "")}";
    }

    public Task<int> CountOfAsync(int customerId, CancellationToken cancellation) =>
        db.Orders.CountAsync(order => order.CustomerId == customerId); // DBA2306
}
