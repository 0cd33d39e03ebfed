using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>Lists for the office, in SQL.</summary>
public sealed class OfficeLists(SqliteConnection connection)
{
    public Task<IEnumerable<int>> UnusedCouponsAsync() =>
        connection.QueryAsync<int>("SELECT Id FROM Coupons WHERE Id > 100 AND Id NOT IN (SELECT CouponId FROM Orders)"); // DBA5014

    public Task<IEnumerable<CustomerRow>> CustomersAsync() =>
        connection.QueryAsync<CustomerRow>("SELECT * FROM Customers WHERE Id < 100"); // DBA5020

    public Task<IEnumerable<CustomerRow>> NamesAsync() =>
        connection.QueryAsync<CustomerRow>("SELECT Id, FullName AS Name FROM Customers WHERE Id < 100"); // DBA5021

    public Task<IEnumerable<CouponRow>> CouponsAsync() =>
        connection.QueryAsync<CouponRow>("SELECT Code, Id FROM Coupons WHERE Id < 100"); // DBA5022

    public Task<IEnumerable<string>> CouponsUsedAsync() =>
        connection.QueryAsync<string>("SELECT c.Code FROM Orders o JOIN Coupns c ON c.Id = o.CouponId WHERE o.Id < 10"); // DBA5023

    public Task<IEnumerable<int>> BuyersAsync() =>
        connection.QueryAsync<int>("SELECT DISTINCT c.Id FROM Customers c JOIN Orders o ON o.CustomerId = c.Id WHERE c.Id < 100"); // DBA2111

    public Task<IEnumerable<BuyerRow>> RegularsAsync() =>
        connection.QueryAsync<BuyerRow>("SELECT CustomerId, Email, COUNT(*) AS Orders FROM Orders WHERE Id < 100 GROUP BY CustomerId"); // DBA5027
}

public sealed class CustomerRow
{
    public int Id { get; set; }

    public string FullName { get; set; } = "";
}

public sealed record CouponRow(long Id, string Code);

public sealed record BuyerRow(long CustomerId, string Email, long Orders);
