using Dapper;
using Microsoft.Data.SqlClient;

namespace Storefront.Fulfilment;

/// <summary>Finds parcels by what stands on them, in SQL.</summary>
public sealed class ParcelSearch(SqlConnection connection)
{
    public Task<IEnumerable<int>> TrackedAsync(string code) =>
        connection.QueryAsync<int>("SELECT Id FROM Parcels WHERE TrackingCode = @code", new { code }); // DBA5008

    public Task<IEnumerable<int>> TrackedAsync(int number) =>
        connection.QueryAsync<int>("SELECT Id FROM Parcels WHERE TrackingCode = @number", new { number }); // DBA5009

    public Task<IEnumerable<int>> FindAsync(string? barcode) =>
        connection.QueryAsync<int>("SELECT Id FROM Parcels WHERE (@barcode IS NULL OR Barcode = @barcode)", new { barcode }); // DBA5016

    public Task<int> AddAsync(string barcode, string label) =>
        connection.ExecuteScalarAsync<int>(
            "INSERT INTO Parcels (Barcode, Label) VALUES (@barcode, @label); SELECT @@IDENTITY", // DBA5019
            new { barcode, label });

    public Task<int> CloseAsync(int id) =>
        connection.ExecuteAsync("EXEC CloseParcel @id", new { id }); // DBA5029
}
