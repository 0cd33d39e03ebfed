using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Orders;

/// <summary>Orders, as customers and the support desk look for them.</summary>
public sealed class OrderQueries(ShopContext db)
{
    public Task<Order?> ByNumberAsync(string number, CancellationToken cancellation) =>
        db.Orders
            .Include(order => order.Lines)
            .SingleOrDefaultAsync(order => order.Number == number, cancellation);

    public Task<Order?> ByEmailAsync(string email, CancellationToken cancellation) =>
        db.Orders.FirstOrDefaultAsync(order => order.Email == email, cancellation); // DBA1001

    public Task<List<Order>> OfCustomerAsync(int customerId, OrderStatus? status, CancellationToken cancellation)
    {
        var orders = db.Orders.Where(order => order.CustomerId == customerId);
        if (status is not null)
            orders = orders.Where(order => order.Status == status);
        return orders.ToListAsync(cancellation);
    }

    public Task<List<OrderSummary>> LatestOfCustomerAsync(int customerId, CancellationToken cancellation) =>
        db.Orders
            .Where(order => order.CustomerId == customerId)
            .OrderByDescending(order => order.PlacedAt) // DBA1002
            .Take(20)
            .Select(order => new OrderSummary(order.Number, order.PlacedAt, order.Total))
            .ToListAsync(cancellation);

    public Task<Payment?> PaymentAsync(string reference, CancellationToken cancellation) =>
        db.Payments.FirstOrDefaultAsync(payment => payment.Reference == reference, cancellation); // DBA1003

    public Task<List<Payment>> PaymentsAsync(int orderId, CancellationToken cancellation) =>
        db.Payments.Where(payment => payment.OrderId == orderId).ToListAsync(cancellation);

    public Task<Shipment?> TrackAsync(string trackingNumber, DateTime since, CancellationToken cancellation) =>
        db.Shipments
            .Where(shipment => shipment.SentAt > since && shipment.TrackingNumber == trackingNumber) // DBA1003
            .FirstOrDefaultAsync(cancellation);

    public Task<Coupon?> CouponAsync(string code, CancellationToken cancellation) =>
        db.Coupons.FirstOrDefaultAsync(coupon => coupon.Code == code, cancellation);
}

public sealed record OrderSummary(string Number, DateTime PlacedAt, decimal Total);
