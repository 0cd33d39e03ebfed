using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>Lists for the office, in SQL.</summary>
public sealed class OfficeLists(SqliteConnection connection)
{
    public Task<IEnumerable<int>> UnusedCouponsAsync() =>
        connection.QueryAsync<int>("SELECT Id FROM Coupons WHERE Id > 100 AND Id NOT IN (SELECT CouponId FROM Orders WHERE CouponId IS NOT NULL)");

    public Task<IEnumerable<CustomerRow>> CustomersAsync() =>
        connection.QueryAsync<CustomerRow>("SELECT Id, FullName FROM Customers WHERE Id < 100");

    public Task<IEnumerable<CustomerRow>> NamesAsync() =>
        connection.QueryAsync<CustomerRow>("SELECT Id, FullName FROM Customers WHERE Id < 100");

    public Task<IEnumerable<CouponRow>> CouponsAsync() =>
        connection.QueryAsync<CouponRow>("SELECT Id, Code FROM Coupons WHERE Id < 100");

    public Task<IEnumerable<string>> CouponsUsedAsync() =>
        connection.QueryAsync<string>("SELECT c.Code FROM Orders o JOIN Coupons c ON c.Id = o.CouponId WHERE o.Id < 10");

    public Task<IEnumerable<int>> BuyersAsync() =>
        connection.QueryAsync<int>("SELECT c.Id FROM Customers c WHERE c.Id < 100 AND EXISTS (SELECT 1 FROM Orders o WHERE o.CustomerId = c.Id)");

    public Task<IEnumerable<BuyerRow>> RegularsAsync() =>
        connection.QueryAsync<BuyerRow>("SELECT CustomerId, MIN(Email) AS Email, COUNT(*) AS Orders FROM Orders WHERE Id < 100 GROUP BY CustomerId");
}

public sealed class CustomerRow
{
    public int Id { get; set; }

    public string FullName { get; set; } = "";
}

public sealed record CouponRow(long Id, string Code);

public sealed record BuyerRow(long CustomerId, string Email, long Orders);
