using Dapper;
using Microsoft.Data.Sqlite;

namespace Storefront.Reports;

/// <summary>Who used which coupon, in SQL.</summary>
public sealed class CouponReport(SqliteConnection connection)
{
    public Task<IEnumerable<string>> NumbersAsync(int coupon, int customerId) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE CouponId = @cupon", new { coupon, customerId }); // DBA5006, DBA5007

    public Task<IEnumerable<string>> NumbersAsync(IReadOnlyList<int> coupons) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE CouponId IN (@coupons)", new { coupons }); // DBA5010

    public Task<IEnumerable<string>> FindAsync(int customerId, string number) =>
        connection.QueryAsync<string>("SELECT Number FROM Orders WHERE CustomerId = @customerId AND Number LIKE '@number%'", new { customerId, number }); // DBA5011
}
