using Shop.Entities;

namespace Shop.Configurations;

/// <summary>Operators that queries of other projects go through.</summary>
public static class OrderFilters
{
    public static IQueryable<Order> PlacedFor(this IQueryable<Order> orders, string email) => orders.Where(order => order.Email == email);

    public static IQueryable<Order> Numbered(this IQueryable<Order> orders, string number) => orders.Where(order => order.Number == number);
}
