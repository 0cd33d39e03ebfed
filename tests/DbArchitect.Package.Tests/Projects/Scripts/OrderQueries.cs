using Dapper;
using Npgsql;

namespace Shop;

public sealed record Order(int Id, string Email, decimal Total);

public sealed class OrderQueries(NpgsqlConnection connection)
{
    public Task<Order?> ByEmail(string email) => connection.QuerySingleOrDefaultAsync<Order>(
        """
        SELECT id, email, total
        FROM orders
        WHERE email = @email
        """,
        new { email });
}
