namespace Shop.Entities;

public sealed class Customer
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public required string FullName { get; set; }

    public List<Order> Orders { get; } = [];
}
