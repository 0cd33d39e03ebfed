using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>What is put right at night, in SQL.</summary>
public sealed class NightlyRepairs(SqliteConnection connection)
{
    public Task<IEnumerable<string>> NumbersAsync(string column) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders ORDER BY @column LIMIT 20", new { column }); // DBA5012

    public Task<int> ForgetAsync(int id) =>
        connection.ExecuteAsync("UPDATE Orders SET Email = '' AND CouponId = NULL WHERE Id = @id", new { id }); // DBA5013

    public Task<IEnumerable<string>> NumbersWithCouponAsync() =>
        connection.QueryAsync<string>("SELECT o.Number FROM Orders o, Coupons c WHERE o.Id > 100 AND o.CouponId IS NOT NULL"); // DBA5015

    public Task<int> AddWarehouseAsync(int id, string name, string country) =>
        connection.ExecuteAsync("INSERT INTO Warehouses VALUES (@id, @name, @country)", new { id, name, country }); // DBA5017

    public Task<int> AddWarehouseAsync(string name, string country) =>
        connection.ExecuteAsync("INSERT INTO Warehouses (Id, Name, Country) SELECT MAX(Id) + 1, @name, @country FROM Warehouses", new { name, country }); // DBA5018

    public Task<IEnumerable<string>> OldNumbersAsync() =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE Id < 100 AND PlacedAt < GETDATE()"); // DBA5026

    public Task<int> EnsureWarehouseAsync(int id, string name, string country) =>
        connection.ExecuteAsync(
            "INSERT INTO Warehouses (Id, Name, Country) SELECT @id, @name, @country WHERE NOT EXISTS (SELECT 1 FROM Warehouses WHERE Id = @id)", // DBA5028
            new { id, name, country });
}
