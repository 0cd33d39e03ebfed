using Storefront.Orders;

namespace Storefront.Customers;

public sealed class Customer
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public required string FullName { get; set; }

    public string? Phone { get; set; }

    public DateTime RegisteredAt { get; set; }

    public bool IsBlocked { get; set; }

    public List<Address> Addresses { get; } = [];

    public List<Order> Orders { get; } = [];
}
