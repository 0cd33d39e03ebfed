namespace Storefront.Orders;

public sealed class Payment
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public Order? Order { get; set; }

    public required string Provider { get; set; }

    /// <summary>The provider's own number of the payment.</summary>
    public required string Reference { get; set; }

    public decimal Amount { get; set; }

    public DateTime PaidAt { get; set; }

    public bool IsRefunded { get; set; }
}
