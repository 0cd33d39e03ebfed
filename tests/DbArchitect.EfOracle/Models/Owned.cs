namespace DbArchitect.EfOracle.Models.Owned;

[Owned]
public class Address
{
    public string Street { get; set; } = "";
    public string? Zip { get; set; }
    public Country Country { get; set; } = null!;
    public int CountryId { get; set; }
}

public class Country
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Company
{
    public int Id { get; set; }
    public Address Billing { get; set; } = null!;
    public Address? Shipping { get; set; }
    public Contact? Contact { get; set; }
    public List<Phone> Phones { get; set; } = [];
    public Settings Settings { get; set; } = null!;
    public List<Event> Events { get; set; } = [];
    public Logo Logo { get; set; } = null!;
}

public class Contact
{
    public string Name { get; set; } = "";
    public Mail Mail { get; set; } = null!;
}

public class Mail
{
    public string Box { get; set; } = "";
    public string? Alias { get; set; }
}

public class Phone
{
    public string Number { get; set; } = "";
    public PhoneKind Kind { get; set; }
}

public enum PhoneKind { Home, Work }

public class Settings
{
    public bool Dark { get; set; }
#if EF8_OR_GREATER
    public List<string> Colors { get; set; } = [];
#endif
    public Layout? Layout { get; set; }
}

public class Layout
{
    public int Width { get; set; }
}

public class Event
{
    public DateTime At { get; set; }
    public string What { get; set; } = "";
}

public class Logo
{
    public byte[] Bytes { get; set; } = [];
}

public class OwnedContext : DbContext
{
    public DbSet<Company> Companies => Set<Company>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>(b =>
        {
            b.OwnsOne(c => c.Billing, a => a.Property(x => x.Street).HasMaxLength(100).HasColumnName("bill_street"));
            b.OwnsOne(c => c.Contact, c => c.OwnsOne(x => x.Mail).Property(m => m.Box).HasMaxLength(40));
            b.OwnsMany(c => c.Phones, p =>
            {
                p.ToTable("CompanyPhones");
                p.WithOwner().HasForeignKey("CompanyId");
                p.Property<int>("PhoneId");
                p.HasKey("PhoneId");
                p.HasIndex(x => x.Number);
            });
#if EF8_OR_GREATER
            b.OwnsOne(c => c.Settings, s => { s.ToJson(); s.OwnsOne(x => x.Layout); });
#else
            b.OwnsOne(c => c.Settings, s => s.OwnsOne(x => x.Layout));
#endif
            b.OwnsMany(c => c.Events);
            b.OwnsOne(c => c.Logo).ToTable("Logos");
        });
    }
}

#if EF10
public class JsonContext : DbContext
{
    public DbSet<Company> Companies => Set<Company>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Company>(b =>
        {
            b.Ignore(c => c.Billing).Ignore(c => c.Shipping);
            b.OwnsOne(c => c.Contact, c => { c.ToJson("contact_json"); c.OwnsOne(x => x.Mail); });
            b.OwnsMany(c => c.Phones, p => p.ToJson());
            b.OwnsOne(c => c.Settings, s => { s.ToJson(); s.OwnsOne(x => x.Layout); });
            b.OwnsMany(c => c.Events, e => e.ToJson("events"));
            b.OwnsOne(c => c.Logo);
        });
    }
}
#endif

#if EF8_OR_GREATER
[ComplexType]
public class Money
{
    public decimal Amount { get; set; }
    [MaxLength(3)] public string Currency { get; set; } = "";
}

public record struct Point(int X, int Y);

public class Span
{
    public Point Start { get; set; }
    public Money Cost { get; set; } = new();
    public required string Name { get; set; }
}

public class Shipment
{
    public int Id { get; set; }
    public Money Price { get; set; } = new();
    public Money Insurance { get; set; } = new();
    public Span Route { get; set; } = null!;
    public Point Origin { get; set; }
}

public class ComplexContext : DbContext
{
    public DbSet<Shipment> Shipments => Set<Shipment>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Shipment>(b =>
        {
            b.ComplexProperty(s => s.Insurance, c => c.Property(m => m.Amount).HasColumnName("insured").HasPrecision(9, 1));
            b.ComplexProperty(s => s.Route, r =>
            {
                r.ComplexProperty(x => x.Start);
                r.Property(x => x.Name).HasMaxLength(50);
            });
            b.ComplexProperty(s => s.Origin);
        });
    }
}
#endif
