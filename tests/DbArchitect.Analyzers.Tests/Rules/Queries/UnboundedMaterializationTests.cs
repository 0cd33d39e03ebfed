using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class UnboundedMaterializationTests
{
    private const string Rule = "DBA2104";

    [Fact]
    public Task WholeTableInARequest_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(ShopContext db)
            {
                public Task<List<Order>> Get() => db.Orders.[|ToListAsync()|];
            }
        }
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task LargeColumnsAreNamed() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(ShopContext db)
            {
                public Task<List<Customer>> Get() => db.Customers.AsNoTracking().OrderBy(c => c.Name).[|ToListAsync()|];
            }
        }
        """, DiagnosticSeverity.Info, "ToListAsync loads every row of Customer with its large columns: memory and time grow with the table. Filter, page with Take, or stream the rows");

    [Fact]
    public Task TableWithoutForeignKeyAndLargeColumns_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            public class Currency
            {
                public int Id { get; set; }
                public string Code { get; set; } = "";
                public string Name { get; set; } = "";
                public string Symbol { get; set; } = "";
                public decimal Rate { get; set; }
                public bool IsPublished { get; set; }
                public DateTime ChangedAt { get; set; }
            }

            public class MoneyContext(DbContextOptions<MoneyContext> options) : DbContext(options)
            {
                public DbSet<Currency> Currencies => Set<Currency>();
            }

            [Microsoft.AspNetCore.Mvc.ApiController]
            public class CurrenciesController(MoneyContext db)
            {
                public Task<List<Currency>> Get() => db.Currencies.ToListAsync();
            }
        }
        """);

    [Fact]
    public Task Filtered_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(ShopContext db)
            {
                public Task<List<Order>> Get(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();
            }
        }
        """);

    [Fact]
    public Task Taken_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(ShopContext db)
            {
                public Task<List<Order>> Get() => db.Orders.OrderBy(o => o.Id).Take(50).ToListAsync();
            }
        }
        """);

    [Fact]
    public Task SmallTable_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(ShopContext db)
            {
                public Task<List<Address>> Get() => db.Addresses.Where(a => a.CustomerId == 1).ToListAsync();
            }
        }
        """);

    [Fact]
    public Task OutsideOfARequest_IsSilent() => ShopCode.Check(
        Rule,
        """
        var orders = await db.Orders.ToListAsync();
        Console.WriteLine(orders.Count);
        """);

    [Fact]
    public Task Grouped_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(ShopContext db)
            {
                public async Task<int> Get() => (await db.Orders.GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync()).Count;
            }
        }
        """);

    [Fact]
    public Task WholeTableBehindARepository_IsReportedInTheAction() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            public interface IOrderStore
            {
                Task<List<Order>> AllAsync();
                Task<List<Order>> OfAsync(int customer);
                Task<List<Order>> NewestAsync();
            }

            public class OrderStore(ShopContext db) : IOrderStore
            {
                public Task<List<Order>> AllAsync() => db.Orders.OrderBy(o => o.Id).ToListAsync();
                public Task<List<Order>> OfAsync(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();
                public Task<List<Order>> NewestAsync() => db.Orders.OrderByDescending(o => o.Id).Take(10).ToListAsync();
            }

            [Microsoft.AspNetCore.Mvc.ApiController]
            public class OrdersController(IOrderStore store)
            {
                public async Task<List<Order>> Get() => await store.[|AllAsync()|];
                public async Task<List<Order>> Of(int customer) => await store.OfAsync(customer);
                public async Task<List<Order>> Newest() => await store.NewestAsync();
            }

            public class Export(IOrderStore store)
            {
                public async Task<int> Run() => (await store.AllAsync()).Count;
            }
        }
        """, DiagnosticSeverity.Info, "AllAsync loads every row of Order: memory and time grow with the table. Filter, page with Take, or stream the rows");

    [Fact]
    public Task CountriesOfTheWorld_AreSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Microsoft.AspNetCore.Mvc
        {
            public class ApiControllerAttribute : Attribute { }
        }

        namespace Shop
        {
            public class Currency
            {
                public int Id { get; set; }
            }

            public class Country
            {
                public int Id { get; set; }
                public string Name { get; set; } = "";
                public int CurrencyId { get; set; }
                public Currency? Currency { get; set; }
            }

            public class WorldContext(DbContextOptions<WorldContext> options) : DbContext(options)
            {
                public DbSet<Country> Countries => Set<Country>();
            }

            [Microsoft.AspNetCore.Mvc.ApiController]
            public class CountriesController(WorldContext db)
            {
                public Task<List<Country>> Get() => db.Countries.ToListAsync();
            }
        }
        """);
}
