namespace Shop.Entities;

public sealed class Order
{
    public int Id { get; set; }

    public required string Number { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    public required string Email { get; set; }

    public DateTime PlacedAt { get; set; }

    public List<OrderLine> Lines { get; } = [];
}
