namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>The model that the query tests share, and the class around their code.</summary>
internal static partial class ShopCode
{
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
            public bool IsActive { get; set; }
            public DateTime CreatedAt { get; set; }
            public decimal Balance { get; set; }
            public byte[]? Photo { get; set; }
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
            public decimal Total { get; set; }
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
            public decimal Amount { get; set; }
        }

        public class Product
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public string Sku { get; set; } = "";
            public decimal Price { get; set; }
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
            protected override void OnConfiguring(DbContextOptionsBuilder options)
            {
                if (!options.IsConfigured)
                    options.UseSqlite("Data Source=shop.db");
            }
            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Product>().HasIndex(p => p.Sku).IsUnique();
                model.Entity<Order>().HasIndex(o => o.CreatedAt);
            }
        }
        """;

    /// <summary>The same model with lazy loading.</summary>
    public static string LazyModel { get; } = Model.Replace("options.UseSqlite(", "options.UseLazyLoadingProxies().UseSqlite(", StringComparison.Ordinal);

    /// <summary>A service whose method <c>Run</c> gets a context and a list of ids; further members may follow.</summary>
    public static string Service(string members) =>
        "namespace Shop;\n\npublic class Service\n{\n" + string.Join("\n", members.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line)) + "\n}\n";

    /// <summary>Statements of <c>Run</c>.</summary>
    public static string Run(string statements) =>
        Service("public async Task Run(ShopContext db, List<int> ids)\n{\n"
            + string.Join("\n", statements.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line)) + "\n    await Task.CompletedTask;\n}");
}
