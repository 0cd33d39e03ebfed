using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Customers;

/// <summary>Where customers live.</summary>
public sealed class AddressBook(ShopContext db)
{
    public Task<List<Address>> OfCustomerAsync(int customerId, CancellationToken cancellation) =>
        db.Addresses.AsNoTracking().Where(address => address.CustomerId == customerId).ToListAsync(cancellation);

    public Task<List<Address>> InAreaAsync(string country, string postalCode, CancellationToken cancellation) =>
        db.Addresses.AsNoTracking().Where(address => address.Country == country && address.PostalCode == postalCode).ToListAsync(cancellation); // DBA1012
}
