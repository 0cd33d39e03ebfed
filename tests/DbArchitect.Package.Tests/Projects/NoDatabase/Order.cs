namespace NoDatabase;

public record Order(int Id, string Email);

public static class Orders
{
    public static Order? ByEmail(IQueryable<Order> orders, string email) => orders.FirstOrDefault(order => order.Email == email);
}
