using Storefront.Customers;

namespace Storefront.Orders;

public enum OrderStatus
{
    Placed,
    Paid,
    Shipped,
    Delivered,
    Cancelled,
}

public sealed class Order
{
    public int Id { get; set; }

    public required string Number { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    /// <summary>Where the confirmation went: guests have no account to look it up in.</summary>
    public required string Email { get; set; }

    public OrderStatus Status { get; set; }

    public DateTime PlacedAt { get; set; }

    public decimal Total { get; set; }

    public int? CouponId { get; set; }

    public Coupon? Coupon { get; set; }

    public List<OrderLine> Lines { get; } = [];

    public List<Payment> Payments { get; } = [];

    public List<Shipment> Shipments { get; } = [];
}
