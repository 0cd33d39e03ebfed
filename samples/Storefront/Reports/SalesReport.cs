using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>The month's figures, in SQL: read by Dapper from the same database as the shop's model.</summary>
public sealed class SalesReport(SqliteConnection connection)
{
    public Task<IEnumerable<Sale>> OfCustomerAsync(int customerId) =>
        connection.QueryAsync<Sale>("SELECT o.Number, o.Total FROM Orders o WHERE o.CustomerId = @customerId", new { customerId });

    public Task<IEnumerable<Sale>> FindAsync(int customerId, string number) =>
        connection.QueryAsync<Sale>($"SELECT Number, Total FROM Orders WHERE CustomerId = {customerId} AND Number LIKE '{number}%'"); // DBA5001

    public Task<IEnumerable<Sale>> WithoutCouponAsync(int customerId) =>
        connection.QueryAsync<Sale>("SELECT Number, Total FROM Orders WHERE CustomerId = @customerId AND CouponId = NULL", new { customerId }); // DBA5003

    public Task<IEnumerable<Sale>> PlacedAsync(int customerId, DateTime since) =>
        connection.QueryAsync<Sale>("SELECT o.Number, o.Total FROM Orders o WHERE o.CustomerId = @customerId AND o.PlacedOn >= @since", new { customerId, since }); // DBA5004

    public Task<int> ForgetAsync() =>
        connection.ExecuteAsync("UPDATE Orders SET Email = ''"); // DBA5002

    public async Task<List<Sale>> OfCustomersAsync(IReadOnlyList<int> customers)
    {
        var sales = new List<Sale>();
        foreach (var customer in customers)
            sales.AddRange(await connection.QueryAsync<Sale>("SELECT Number, Total FROM Orders WHERE CustomerId = @customer", new { customer })); // DBA2001
        return sales;
    }

    public Task<Sale?> OfGuestAsync(string email) =>
        connection.QueryFirstOrDefaultAsync<Sale>("SELECT Number, Total FROM Orders WHERE Email = @email", new { email }); // DBA1001
}

public sealed record Sale(string Number, decimal Total);
