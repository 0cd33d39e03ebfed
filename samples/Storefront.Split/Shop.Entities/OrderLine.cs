namespace Shop.Entities;

public sealed class OrderLine
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public Order? Order { get; set; }

    public required string Sku { get; set; }

    public int Quantity { get; set; }
}
