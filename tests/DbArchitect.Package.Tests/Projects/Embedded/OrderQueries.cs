using System.Resources;
using Dapper;
using Npgsql;

namespace Shop;

public sealed record Order(int Id, string Email, decimal Total);

public sealed class OrderQueries(NpgsqlConnection connection)
{
    private static readonly ResourceManager Statements = new("Shop.Statements", typeof(OrderQueries).Assembly);

    private static readonly string ByEmailSql = Load("OrdersByEmail");

    public Task<Order?> ByEmail(string email) => connection.QuerySingleOrDefaultAsync<Order>(ByEmailSql, new { email });

    public Task<int> CountByEmail(string email) => connection.ExecuteScalarAsync<int>(Statements.GetString("CountByEmail")!, new { email });

    private static string Load(string name)
    {
        using var stream = typeof(OrderQueries).Assembly.GetManifestResourceStream($"Shop.Sql.{name}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
