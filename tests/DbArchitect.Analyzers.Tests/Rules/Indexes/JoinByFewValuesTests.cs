namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>A correlated sub-query is found by an index on what it is joined by, when that has many values.</summary>
public sealed class JoinByFewValuesTests
{
    [Fact]
    public Task SubQueryByAColumnOfFewValues_Silent() => Run("order.Status == customer.Status");

    [Fact]
    public Task SubQueryByAColumnOfManyValues_NeedsItsIndex() => Run("[|order.Email == customer.Email|]");

    private static Task Run(string condition) => Verify.Code("DBA1001", $$"""
        public enum Status { Open, Paid, Shipped }
        public class Order { public int Id { get; set; } public string Email { get; set; } = ""; public Status Status { get; set; } }
        public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public Status Status { get; set; } }

        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Customer> Customers => Set<Customer>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
        }

        public class Report(Shop shop)
        {
            public object Run() => shop.Customers
                .Select(customer => new { customer.Id, Count = shop.Orders.Where(order => {{condition}}).Count() })
                .ToList();
        }
        """);
}
