namespace Shop;

public class Customer
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public List<Order> Orders { get; } = [];
}

public class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    public required string Email { get; set; }

    public decimal Total { get; set; }

    public DateTime PlacedAt { get; set; }
}
