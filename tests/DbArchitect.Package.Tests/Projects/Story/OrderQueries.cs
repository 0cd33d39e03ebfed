using Microsoft.EntityFrameworkCore;

namespace Shop;

/// <summary>
/// Orders, as customers look for them,
/// and the support desk for those who ordered as guests.
/// </summary>
public class OrderQueries
{
    private readonly ShopContext db;

    public OrderQueries(ShopContext db)
    {
        this.db = db;
    }

    /// <summary>
    /// One order, by its number.
    /// </summary>
    public Task<Order?> ByIdAsync(int id, CancellationToken cancellation)
    {
        return db.Orders.FirstOrDefaultAsync(o => o.Id == id, cancellation);
    }

    /// <summary>
    /// What a customer ordered.
    /// </summary>
    public Task<List<Order>> OfCustomerAsync(int customerId, CancellationToken cancellation)
    {
        return db.Orders
            .Where(o => o.CustomerId == customerId)
            .ToListAsync(cancellation);
    }

    /// <summary>
    /// The order of a guest,
    /// who gives the address that the confirmation went to.
    /// </summary>
    public Task<Order?> ByEmailAsync(string email, CancellationToken cancellation) => db.Orders.FirstOrDefaultAsync(
        ord => ord.Email == email,
        cancellation);
}
