using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>What is put right at night, in SQL.</summary>
public sealed class NightlyRepairs(SqliteConnection connection)
{
    public Task<IEnumerable<string>> NumbersAsync(bool byTotal) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders ORDER BY " + (byTotal ? "Number" : "Id") + " LIMIT 20");

    public Task<int> ForgetAsync(int id) =>
        connection.ExecuteAsync("UPDATE Orders SET Email = '', CouponId = NULL WHERE Id = @id", new { id });

    public Task<IEnumerable<string>> NumbersWithCouponAsync() =>
        connection.QueryAsync<string>("SELECT o.Number FROM Orders o, Coupons c WHERE o.Id > 100 AND c.Id = o.CouponId");

    public Task<int> AddWarehouseAsync(int id, string name, string country) =>
        connection.ExecuteAsync("INSERT INTO Warehouses (Id, Name, Country) VALUES (@id, @name, @country)", new { id, name, country });

    public Task<int> AddWarehouseAsync(string name, string country) =>
        connection.ExecuteAsync("INSERT INTO Warehouses (Name, Country) VALUES (@name, @country)", new { name, country });

    public Task<IEnumerable<string>> OldNumbersAsync() =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE Id < 100 AND PlacedAt < CURRENT_TIMESTAMP");

    public Task<int> EnsureWarehouseAsync(int id, string name, string country) =>
        connection.ExecuteAsync(
            "INSERT INTO Warehouses (Id, Name, Country) VALUES (@id, @name, @country) ON CONFLICT DO NOTHING",
            new { id, name, country });
}
