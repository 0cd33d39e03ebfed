namespace Storefront.Orders;

public sealed class Shipment
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public Order? Order { get; set; }

    public required string Carrier { get; set; }

    public required string TrackingNumber { get; set; }

    public DateTime SentAt { get; set; }
}
