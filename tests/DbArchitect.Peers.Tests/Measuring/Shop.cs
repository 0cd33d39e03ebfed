namespace DbArchitect.Peers.Tests.Measuring;

/// <summary>The model that the programs share, and the code around their statements.</summary>
internal static class Shop
{
    public const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; "
        + "global using System.Threading.Tasks; global using Microsoft.EntityFrameworkCore;";

    public const string Model = """
        namespace Shop;

        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public string Email { get; set; } = "";
            public string City { get; set; } = "";
            public string? Phone { get; set; }
            public string? Notes { get; set; }
            public string? Language { get; set; }
            public bool IsActive { get; set; }
            public DateTime CreatedAt { get; set; }
            public decimal Balance { get; set; }
            public string Display => Name + " <" + Email + ">";
            public List<Order> Orders { get; set; } = [];
            public List<Address> Addresses { get; set; } = [];
        }

        public class Address
        {
            public int Id { get; set; }
            public string Street { get; set; } = "";
            public int CustomerId { get; set; }
            public Customer? Customer { get; set; }
        }

        public enum OrderStatus { Open, Paid, Shipped }

        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public DateTime CreatedAt { get; set; }
            public OrderStatus Status { get; set; }
            public int Total { get; set; }
            public string? Comment { get; set; }
            public string? Reference { get; set; }
            public string? Channel { get; set; }
            public int CustomerId { get; set; }
            public Customer? Customer { get; set; }
            public List<OrderLine> Lines { get; set; } = [];
            public List<Payment> Payments { get; set; } = [];
        }

        public class OrderLine
        {
            public int Id { get; set; }
            public int OrderId { get; set; }
            public Order? Order { get; set; }
            public int ProductId { get; set; }
            public Product? Product { get; set; }
            public int Quantity { get; set; }
        }

        public class Payment
        {
            public int Id { get; set; }
            public int OrderId { get; set; }
            public Order? Order { get; set; }
            public int Amount { get; set; }
        }

        public class Product
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public string Sku { get; set; } = "";
            public int Price { get; set; }
            public int Stock { get; set; }
        }

        public class Category
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public int? ParentId { get; set; }
            public Category? Parent { get; set; }
            public List<Category> Children { get; set; } = [];
        }

        public class Country
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public ShopContext() { }

            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }

            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Address> Addresses => Set<Address>();
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<OrderLine> Lines => Set<OrderLine>();
            public DbSet<Payment> Payments => Set<Payment>();
            public DbSet<Product> Products => Set<Product>();
            public DbSet<Category> Categories => Set<Category>();
            public DbSet<Country> Countries => Set<Country>();

            protected override void OnConfiguring(DbContextOptionsBuilder options)
            {
                if (!options.IsConfigured)
                    options.UseSqlite("Data Source=shop.db");
            }

            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Customer>().HasIndex(c => c.Email);
                model.Entity<Customer>().HasIndex(c => c.City);
                model.Entity<Product>().HasIndex(p => p.Sku).IsUnique();
                model.Entity<Order>().HasIndex(o => o.CreatedAt);
                model.Entity<Order>().HasIndex(o => o.Number);
            }
        }
        """;

    /// <summary>The same model with another line at its end.</summary>
    public static string ModelWith(string configuration) =>
        Model.Replace("model.Entity<Order>().HasIndex(o => o.Number);", "model.Entity<Order>().HasIndex(o => o.Number);\n        " + configuration, StringComparison.Ordinal);

    /// <summary>The same model with lazy loading: virtual navigations and proxies.</summary>
    public static string LazyModel { get; } = Model
        .Replace("public List<", "public virtual List<", StringComparison.Ordinal)
        .Replace("public Customer?", "public virtual Customer?", StringComparison.Ordinal)
        .Replace("public Order?", "public virtual Order?", StringComparison.Ordinal)
        .Replace("public Product?", "public virtual Product?", StringComparison.Ordinal)
        .Replace("public Category?", "public virtual Category?", StringComparison.Ordinal)
        .Replace("if (!options.IsConfigured)", "options.UseLazyLoadingProxies();\n        if (!options.IsConfigured)", StringComparison.Ordinal);

    /// <summary>Statements of a method that gets a context and a list of ids.</summary>
    public static string Method(string statements) =>
        "public async Task Run(ShopContext db, List<int> ids)\n{\n" + Indent(statements)
            + (statements.Contains("await ", StringComparison.Ordinal) ? "\n}" : "\n    await Task.CompletedTask;\n}");

    public static string Service(string members) => "namespace Shop;\n\npublic class Service\n{\n" + Indent(members) + "\n}\n";

    /// <summary>
    /// So many customers, each with an address and two orders of two lines and two payments; a product and a category each. Values repeat where those of real
    /// data do (cities, states, days of orders) and differ where those do (numbers, addresses of mail).
    /// </summary>
    public static string Rows(int customers)
    {
        var sql = new System.Text.StringBuilder("INSERT INTO Countries (Id, Name) VALUES (1, 'Switzerland'), (2, 'Austria');\n");
        for (var i = 1; i <= customers; i++)
        {
            var city = i % 2 == 0 ? "Bern" : "Basel";
            sql.Append($"INSERT INTO Customers (Id, Name, Email, City, Phone, IsActive, CreatedAt, Balance) VALUES "
                + $"({i}, 'c{i}', 'c{i}@x', '{city}', {(i % 2 == 0 ? "'1'" : "NULL")}, {i % 2}, '2025-01-0{(i % 9) + 1} 00:00:00', '{i}');\n");
            sql.Append($"INSERT INTO Addresses (Id, Street, CustomerId) VALUES ({i}, 's{i}', {i});\n");
            sql.Append($"INSERT INTO Products (Id, Name, Sku, Price, Stock) VALUES ({i}, 'p{i}', 's{i}', {i}, 3);\n");
            sql.Append($"INSERT INTO Categories (Id, Name, ParentId) VALUES ({i}, 'k{i}', {(i == 1 ? "NULL" : "1")});\n");
            for (var o = 2 * i; o < (2 * i) + 2; o++)
            {
                sql.Append($"INSERT INTO Orders (Id, Number, CreatedAt, Status, Total, CustomerId) VALUES ({o}, 'o{o}', '2025-01-0{(i % 2) + 1} 00:00:00', {o % 2}, {o}, {i});\n");
                for (var l = 0; l < 2; l++)
                {
                    sql.Append($"INSERT INTO Lines (OrderId, ProductId, Quantity) VALUES ({o}, {i}, 1);\n");
                    sql.Append($"INSERT INTO Payments (OrderId, Amount) VALUES ({o}, 1);\n");
                }
            }
        }

        return sql.ToString();
    }

    private static string Indent(string text) => string.Join("\n", text.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line));
}
