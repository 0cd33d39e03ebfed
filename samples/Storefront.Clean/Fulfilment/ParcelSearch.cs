using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Storefront.Fulfilment;

/// <summary>Finds parcels by what stands on them, in SQL.</summary>
public sealed class ParcelSearch(SqlConnection connection)
{
    public Task<IEnumerable<int>> TrackedAsync(string code) =>
        connection.QueryAsync<int>("SELECT Id FROM Parcels WHERE TrackingCode = @code", new { code = Ansi(code) });

    public Task<IEnumerable<int>> TrackedAsync(int number) =>
        connection.QueryAsync<int>("SELECT Id FROM Parcels WHERE TrackingCode = @number", new { number = Ansi(number.ToString(CultureInfo.InvariantCulture)) });

    private static DbString Ansi(string code) => new() { Value = code, IsAnsi = true, Length = 30 };

    public Task<IEnumerable<int>> FindAsync(string? barcode) =>
        connection.QueryAsync<int>("SELECT Id FROM Parcels WHERE (@barcode IS NULL OR Barcode = @barcode) OPTION (RECOMPILE)", new { barcode });

    public Task<int> AddAsync(string barcode, string label) =>
        connection.ExecuteScalarAsync<int>(
            "INSERT INTO Parcels (Barcode, Label) VALUES (@barcode, @label); SELECT SCOPE_IDENTITY()",
            new { barcode, label });

    public Task<int> CloseAsync(int id) =>
        connection.ExecuteAsync("CloseParcel", new { id }, commandType: System.Data.CommandType.StoredProcedure);
}
