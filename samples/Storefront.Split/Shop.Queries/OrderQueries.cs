using Microsoft.EntityFrameworkCore;
using Shop.Configurations;
using Shop.Data;
using Shop.Entities;

namespace Shop.Queries;

/// <summary>Knows the schema only by what the assembly of the context carries with it, and the operators by what theirs carries.</summary>
public sealed class OrderQueries(ShopContext db)
{
    public Task<Order?> ByNumberAsync(string number, CancellationToken cancellation) =>
        db.Orders.Include(order => order.Lines).SingleOrDefaultAsync(order => order.Number == number, cancellation);

    public Task<Order?> ByEmailAsync(string email, CancellationToken cancellation) =>
        db.Orders.FirstOrDefaultAsync(order => order.Email == email, cancellation); // DBA1001

    public Task<Order?> LatestOfAsync(string email, CancellationToken cancellation) =>
        db.Orders.PlacedFor(email).FirstOrDefaultAsync(cancellation); // DBA1001

    public Task<Order?> NumberedAsync(string number, CancellationToken cancellation) =>
        db.Orders.Numbered(number).FirstOrDefaultAsync(cancellation);

    public Task<List<Order>> OfCustomerAsync(string email, CancellationToken cancellation) =>
        db.Orders.Where(order => order.Customer!.Email == email).ToListAsync(cancellation);

    public Task<bool> HasLineAsync(int orderId, string sku, CancellationToken cancellation) =>
        db.Orders.AnyAsync(order => order.Id == orderId && order.Lines.Any(line => line.Sku == sku), cancellation);
}
