namespace DbArchitect.EfOracle.Models.Basics;

public class Customer
{
    public int Id { get; set; }
    [MaxLength(200)] public string Name { get; set; } = "";
    public string? Email { get; set; }
    public DateTime CreatedAt { get; set; }
    public List<Order> Orders { get; set; } = [];
}

public class Order
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
    public Customer Customer { get; set; } = null!;
    public int? SellerId { get; set; }
    public Customer? Seller { get; set; }
    public decimal Total { get; set; }
    public OrderStatus Status { get; set; }
    public List<OrderLine> Lines { get; set; } = [];
    public List<Tag> Tags { get; set; } = [];
}

public enum OrderStatus { Open, Paid, Sent }

public class OrderLine
{
    public long OrderLineId { get; set; }
    public Order Order { get; set; } = null!;
    public string Product { get; set; } = "";
    public double Weight { get; set; }
    public Guid Token { get; set; }
}

public class Tag
{
    public Guid Id { get; set; }
    [Required] public string? Text { get; set; }
    public List<Order> Orders { get; set; } = [];
}

public class ShopContext : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(b =>
        {
            b.HasOne(o => o.Customer).WithMany(c => c.Orders);
            b.HasIndex(o => new { o.Status, o.Total })
#if EF8_OR_GREATER
                .IsDescending(false, true)
#endif
                ;
            b.Property(o => o.Total).HasPrecision(12, 4);
        });
        modelBuilder.Entity<Customer>().HasIndex(c => c.Email).IsUnique();
    }
}

public class PlainShopContext : DbContext
{
    public DbSet<Customer> Customers { get; set; }
    public DbSet<Order> Orders { get; set; }
    public DbSet<OrderLine> Lines { get; set; }
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().HasMany(c => c.Orders).WithOne(o => o.Customer).OnDelete(DeleteBehavior.Restrict);
}
