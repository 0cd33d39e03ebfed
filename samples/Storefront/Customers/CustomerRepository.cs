using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Customers;

/// <summary>Customers, in the style of a repository.</summary>
public sealed class CustomerRepository(ShopContext db) : Repository<Customer>(db)
{
    private static readonly Expression<Func<Customer, bool>> InGoodStanding = customer => !customer.IsBlocked;

    public Task<Customer?> ByEmailAsync(string email, CancellationToken cancellation) =>
        Query().Where(InGoodStanding).FirstOrDefaultAsync(customer => customer.Email == email, cancellation);

    public Task<Customer?> ByPhoneAsync(string phone, CancellationToken cancellation) =>
        Query().FirstOrDefaultAsync(customer => customer.Phone == phone, cancellation); // DBA1001

    public Task<Customer?> ByEmailOrPhoneAsync(string contact, CancellationToken cancellation) =>
        Query().FirstOrDefaultAsync(customer => customer.Email == contact || customer.Phone == contact, cancellation); // DBA1016

    public Task<List<Customer>> RegisteredOnAsync(DateTime day, CancellationToken cancellation) =>
        Query().Where(customer => customer.RegisteredAt.Date == day).ToListAsync(cancellation); // DBA1013

    public Task<bool> LivesInAsync(int customerId, string postalCode, CancellationToken cancellation) =>
        Query().AnyAsync(customer => customer.Id == customerId && customer.Addresses.Any(address => address.PostalCode == postalCode), cancellation);
}
