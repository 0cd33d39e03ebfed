using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>The fix of "query in a loop".</summary>
public sealed class HoistQueryTests
{
    private const string Rule = "DBA2001";

    [Theory]
    [MemberData(nameof(HoistCases.Moved), MemberType = typeof(HoistCases))]
    public Task QueryByKey_IsAskedOnceBeforeTheLoop(FixCase loop) => ShopCode.Fix(Rule, loop.Before, loop.After);

    [Theory]
    [MemberData(nameof(HoistCases.Kept), MemberType = typeof(HoistCases))]
    public async Task QueryThatMeansSomethingElseInEachTurn_HasNoFix(FixCase loop)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => ShopCode.Fix(Rule, loop.Before, loop.Before));
        Assert.Contains("No fix was offered", failure.Message, StringComparison.Ordinal);
    }

    private const string Notes = """
        namespace Shop;

        public interface IRepository<T> where T : class
        {
            IQueryable<T> Query();
            void Remove(T entity);
            Task SaveChangesAsync();
        }


        """;

    [Fact]
    public Task RepositoryThatOnlyNotesWhatIsRemoved_DoesNotWriteInTheTurn()
    {
        const string before = """
            public class Carts(IRepository<Payment> payments, ShopContext db)
            {
                public async Task Clear(List<Order> orders, decimal amount)
                {
                    foreach (var order in orders)
                    {
                        var payment = await db.Payments.[|FirstOrDefaultAsync(p => p.OrderId == order.Id && p.Amount == amount)|];
                        if (payment != null)
                        {
                            payments.Remove(payment);
                        }
                    }

                    await payments.SaveChangesAsync();
                }
            }
            """;
        const string after = """
            public class Carts(IRepository<Payment> payments, ShopContext db)
            {
                public async Task Clear(List<Order> orders, decimal amount)
                {
                    var orderIds = orders.Select(order => order.Id).Distinct().ToList();
                    var paymentsByOrderId = (await db.Payments.Where(p => orderIds.Contains(p.OrderId) && p.Amount == amount).ToListAsync()).ToLookup(p => p.OrderId);
                    foreach (var order in orders)
                    {
                        var payment = paymentsByOrderId[order.Id].FirstOrDefault();
                        if (payment != null)
                        {
                            payments.Remove(payment);
                        }
                    }

                    await payments.SaveChangesAsync();
                }
            }
            """;
        return new Verify
        {
            Rules = [Rule],
            Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = Notes + before },
            Fixed = { ["Test.cs"] = Notes + after },
        }.RunAsync();
    }

    [Fact]
    public async Task TextThatTheEngineComparesWithoutCase_HasNoFix()
    {
        var verify = new Verify
        {
            Rules = [Rule],
            Files =
            {
                ["Model.cs"] = ShopCode.Model.Replace("UseSqlite(", "UseSqlServer(", StringComparison.Ordinal),
                ["Test.cs"] = ShopCode.Run("foreach (var sku in new List<string>(ids.Select(i => \"s\" + i)))\n    Console.WriteLine(await db.Products.[|CountAsync(p => p.Sku == sku)|]);"),
            },
        };
        Assert.DoesNotContain(await verify.FindAsync(), static diagnostic => Edit.FromProperties(diagnostic.Properties) is not null);
    }
}
