using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>The month's figures, in SQL: read by Dapper from the same database as the shop's model.</summary>
public sealed class SalesReport(SqliteConnection connection)
{
    public Task<IEnumerable<Sale>> OfCustomerAsync(int customerId) =>
        connection.QueryAsync<Sale>("SELECT o.Number, o.Total FROM Orders o WHERE o.CustomerId = @customerId", new { customerId });

    public Task<IEnumerable<Sale>> FindAsync(int customerId, string number) =>
        connection.QueryAsync<Sale>("SELECT Number, Total FROM Orders WHERE CustomerId = @customerId AND Number LIKE @number", new { customerId, number });

    public Task<IEnumerable<Sale>> WithoutCouponAsync(int customerId) =>
        connection.QueryAsync<Sale>("SELECT Number, Total FROM Orders WHERE CustomerId = @customerId AND CouponId IS NULL", new { customerId });

    public Task<IEnumerable<Sale>> PlacedAsync(int customerId, DateTime since) =>
        connection.QueryAsync<Sale>("SELECT o.Number, o.Total FROM Orders o WHERE o.CustomerId = @customerId AND o.PlacedAt >= @since", new { customerId, since });

    public Task<int> ForgetAsync(int customerId) =>
        connection.ExecuteAsync("UPDATE Orders SET Email = '' WHERE CustomerId = @customerId", new { customerId });

    public async Task<List<Sale>> OfCustomersAsync(IReadOnlyList<int> customers)
    {
        var sales = await connection.QueryAsync<Sale>("SELECT Number, Total FROM Orders WHERE CustomerId IN @customers", new { customers });
        return sales.AsList();
    }
}

public sealed record Sale(string Number, decimal Total);
