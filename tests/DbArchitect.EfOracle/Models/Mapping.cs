namespace DbArchitect.EfOracle.Models.Mapping;

public class Order
{
    public int Id { get; set; }
    public string? Status { get; set; }
    public OrderDetails Details { get; set; } = null!;
    public string? Remark { get; set; }
    public string City { get; set; } = "";
    public string Street { get; set; } = "";
}

public class OrderDetails
{
    public int Id { get; set; }
    public string? Status { get; set; }
    public string? ShippingAddress { get; set; }
    public byte[] Version { get; set; } = [];
}

/// <summary>Two entity types in one row, and one entity type in two tables.</summary>
public class SharingContext : DbContext
{
    public DbSet<Order> Orders => Set<Order>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrderDetails>(d =>
        {
            d.ToTable("Orders");
            d.Property(x => x.Status).HasColumnName("Status");
            d.Property(x => x.Version).IsRowVersion().HasColumnName("Version");
        });
        modelBuilder.Entity<Order>(o =>
        {
            o.ToTable("Orders");
            o.Property(x => x.Status).HasColumnName("Status");
            o.Property<byte[]>("Version").IsRowVersion().HasColumnName("Version");
            o.HasOne(x => x.Details).WithOne().HasForeignKey<OrderDetails>(x => x.Id);
            o.Navigation(x => x.Details).IsRequired();
#if EF8_OR_GREATER
            o.SplitToTable("OrderPlaces", t =>
            {
                t.Property(x => x.Id).HasColumnName("OrderId");
                t.Property(x => x.City);
                t.Property(x => x.Street).HasColumnName("street_name");
            });
#endif
        });
    }
}

public class Sale
{
    public int Id { get; set; }
    public decimal Amount { get; set; }
    public DateTime At { get; set; }
    public int RegionId { get; set; }
}

public class SalesByRegion
{
    public int RegionId { get; set; }
    public decimal Total { get; set; }
    public string? Name { get; set; }
}

public class RegionRow
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class ViewsContext : DbContext
{
    public DbSet<Sale> Sales => Set<Sale>();
    public DbSet<SalesByRegion> SalesByRegion => Set<SalesByRegion>();
    public DbSet<RegionRow> Regions => Set<RegionRow>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SalesByRegion>().HasNoKey().ToView("v_sales_by_region", "reporting");
        modelBuilder.Entity<RegionRow>().ToView("v_regions").HasKey(r => r.Id);
        modelBuilder.Entity<Sale>(b =>
        {
#if EF8_OR_GREATER
            b.ToTable("Sales", "dbo", t =>
            {
                t.HasCheckConstraint("CK_Amount", "[Amount] > 0");
                t.HasComment("facts");
            });
#else
            b.ToTable("Sales", "dbo").HasCheckConstraint("CK_Amount", "[Amount] > 0");
#endif
            b.HasData(new Sale { Id = 1, Amount = 3 }, new Sale { Id = 2, Amount = 4 });
            b.Property(s => s.At).HasDefaultValueSql("sysutcdatetime()").ValueGeneratedOnAdd();
        });
    }
}

public class Account
{
    public Guid AccountId { get; set; }
    public string Number { get; set; } = "";
    public string Country { get; set; } = "";
    public List<Booking> Booked { get; set; } = [];
}

public class Booking
{
    public long Id { get; set; }
    public string AccountNumber { get; set; } = "";
    public string AccountCountry { get; set; } = "";
    public Account Account { get; set; } = null!;
    public Guid? CounterAccountId { get; set; }
    public Account? Counter { get; set; }
}

public class AlternateKeysContext : DbContext
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Booking> Bookings => Set<Booking>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Account>().HasAlternateKey(a => new { a.Number, a.Country });
        modelBuilder.Entity<Account>().Property(a => a.Number).HasMaxLength(34);
        modelBuilder.Entity<Account>().HasMany(a => a.Booked).WithOne(b => b.Account)
            .HasForeignKey(b => new { b.AccountNumber, b.AccountCountry }).HasPrincipalKey(a => new { a.Number, a.Country });
        modelBuilder.Entity<Booking>().HasOne(b => b.Counter).WithMany().HasForeignKey(b => b.CounterAccountId);
    }
}

public class Ledger
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class TemporalContext : DbContext
{
    public DbSet<Ledger> Ledgers => Set<Ledger>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Ledger>().ToTable("Ledgers", t => t.IsTemporal());
}

/// <summary>Shared-type entities, shadow properties, ignored members, fields.</summary>
public class Gadget
{
    private string secret = "";
    public int Id { get; private set; }
    public string Name { get; init; } = "";
    public string Ignored { get; set; } = "";
    public string ReadOnly => Name + secret;
    internal string Hidden { get; set; } = "";
    public virtual ICollection<Part> Parts { get; protected set; } = [];
}

public class Part
{
    public int Id { get; set; }
    public Gadget Gadget { get; set; } = null!;
    public Gadget? Spare { get; set; }
}

#if EF10
public class ShadowContext : DbContext
{
    public DbSet<Gadget> Gadgets => Set<Gadget>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Gadget>(b =>
        {
            b.Ignore(g => g.Ignored);
            b.Property("secret").HasMaxLength(5);
            b.Property<DateTime?>("LastSeen");
            b.Property(g => g.Hidden);
            b.Property<uint>("xmin").IsRowVersion();
            b.HasMany(g => g.Parts).WithOne(p => p.Gadget);
            b.HasIndex("LastSeen");
        });
        modelBuilder.SharedTypeEntity<Dictionary<string, object>>("Setting", b =>
        {
            b.Property<int>("Id");
            b.Property<string>("Key").IsRequired();
            b.Property<string>("Value");
        });
    }
}
#endif
