using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>Who used which coupon, in SQL.</summary>
public sealed class CouponReport(SqliteConnection connection)
{
    public Task<IEnumerable<string>> NumbersAsync(int coupon) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE CouponId = @coupon", new { coupon });

    public Task<IEnumerable<string>> NumbersAsync(IReadOnlyList<int> coupons) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE CouponId IN @coupons", new { coupons });

    public Task<IEnumerable<string>> FindAsync(int customerId, string number) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE CustomerId = @customerId AND Number LIKE @number || '%'", new { customerId, number });
}
