#if EF9
namespace DbArchitect.EfOracle.Models.MySql;

public enum Level { Low, High }

public class Device
{
    public Guid Id { get; set; }
    [MaxLength(80)] public string Serial { get; set; } = "";
    public string? Notes { get; set; }
    public Level Level { get; set; }
    public DateTime SeenAt { get; set; }
    public decimal Price { get; set; }
    public bool IsOn { get; set; }
    public byte[]? Picture { get; set; }
    public int SiteId { get; set; }
    public Site Site { get; set; } = null!;
    public List<Label> Labels { get; set; } = [];
}

public class Site
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public List<Device> Devices { get; set; } = [];
}

public class Label
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
    public List<Device> Devices { get; set; } = [];
}

public abstract class Vehicle
{
    public int Id { get; set; }
    public string Plate { get; set; } = "";
}

public class Van : Vehicle
{
    public int Volume { get; set; }
}

public class Bike : Vehicle
{
    public bool IsElectric { get; set; }
}

public class FleetContext : DbContext
{
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<Vehicle> Vehicles => Set<Vehicle>();
    public DbSet<Van> Vans => Set<Van>();
    public DbSet<Bike> Bikes => Set<Bike>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseMySql("Server=localhost", ServerVersion.Parse("8.0.36-mysql"));
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Device>(b =>
        {
            b.HasIndex(d => d.Serial).IsUnique();
            b.HasIndex(d => new { d.Level, d.SeenAt }).IsDescending(false, true);
            b.HasIndex(d => d.Notes).IsFullText();
            b.Property(d => d.Level).HasConversion<string>().HasMaxLength(10);
            b.Property(d => d.SeenAt).HasDefaultValueSql("CURRENT_TIMESTAMP(6)");
            b.HasOne(d => d.Site).WithMany(s => s.Devices).OnDelete(DeleteBehavior.Restrict);
            b.HasQueryFilter(d => d.IsOn);
        });
        modelBuilder.Entity<Site>().HasIndex(s => s.Name).HasPrefixLength(10);
        modelBuilder.Entity<Vehicle>().HasDiscriminator<string>("kind").HasValue<Van>("van").HasValue<Bike>("bike");
    }
}

public class FleetByTypeContext : DbContext
{
    public DbSet<Vehicle> Vehicles => Set<Vehicle>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseMySql("Server=localhost", ServerVersion.Parse("10.11.6-mariadb"));
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Vehicle>().UseTptMappingStrategy();
        modelBuilder.Entity<Van>().ToTable("vans");
        modelBuilder.Entity<Bike>().ToTable("bikes");
    }
}
#endif
