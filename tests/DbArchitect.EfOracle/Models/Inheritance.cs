namespace DbArchitect.EfOracle.Models.Inheritance;

public abstract class Animal
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public Owner? Owner { get; set; }
}

public class Cat : Animal
{
    public int Lives { get; set; }
    public string? Toy { get; set; }
}

public class Dog : Animal
{
    public required string Collar { get; set; }
    public string? Toy { get; set; }
    public Kennel Kennel { get; set; } = null!;
    public int KennelId { get; set; }
}

public class Puppy : Dog
{
    public DateOnly Born { get; set; }
}

public class Owner
{
    public int Id { get; set; }
    public List<Animal> Animals { get; set; } = [];
}

public class Kennel
{
    public int Id { get; set; }
    public List<Dog> Dogs { get; set; } = [];
}

public class TphContext : DbContext
{
    public DbSet<Animal> Animals => Set<Animal>();
    public DbSet<Cat> Cats => Set<Cat>();
    public DbSet<Puppy> Puppies => Set<Puppy>();
    public DbSet<Dog> Dogs => Set<Dog>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
}

public class TphConfiguredContext : DbContext
{
    public DbSet<Animal> Animals => Set<Animal>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Animal>().HasDiscriminator<int>("kind").HasValue<Cat>(1).HasValue<Dog>(2).HasValue<Puppy>(3);
        modelBuilder.Entity<Cat>().Property(c => c.Toy).HasColumnName("toy");
        modelBuilder.Entity<Dog>().Property(c => c.Toy).HasColumnName("toy");
        modelBuilder.Entity<Dog>().HasIndex(d => d.Collar).IsUnique();
    }
}

public class TptContext : DbContext
{
    public DbSet<Animal> Animals => Set<Animal>();
    public DbSet<Cat> Cats => Set<Cat>();
    public DbSet<Dog> Dogs => Set<Dog>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
#if EF8_OR_GREATER
        modelBuilder.Entity<Animal>().UseTptMappingStrategy();
#else
        modelBuilder.Entity<Cat>().ToTable("Cats");
        modelBuilder.Entity<Dog>().ToTable("Dogs");
#endif
        modelBuilder.Entity<Puppy>().ToTable("Whelps");
    }
}

#if EF10
public class TptByTableContext : DbContext
{
    public DbSet<Animal> Animals => Set<Animal>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Cat>().ToTable("cats");
        modelBuilder.Entity<Dog>().ToTable("dogs");
        modelBuilder.Entity<Puppy>().ToTable("puppies");
    }
}
#endif

#if EF8_OR_GREATER
public class TpcContext : DbContext
{
    public DbSet<Animal> Animals => Set<Animal>();
    public DbSet<Cat> Cats => Set<Cat>();
    public DbSet<Dog> Dogs => Set<Dog>();
    public DbSet<Puppy> Puppies => Set<Puppy>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Animal>().UseTpcMappingStrategy().HasIndex(a => a.Name);
    }
}
#endif

public abstract class Entity<TKey> where TKey : notnull
{
    public TKey Id { get; set; } = default!;
    public DateTimeOffset Created { get; set; }
    public byte[]? RowVersion { get; set; }
}

public abstract class Document : Entity<Guid>
{
    [MaxLength(10)] public string Number { get; set; } = "";
}

public class Invoice : Document
{
    public decimal Sum { get; set; }
}

public class Receipt : Document
{
    public Invoice? Invoice { get; set; }
}

/// <summary>Base classes that are no entity types.</summary>
#if EF10
public class MappedBaseContext : DbContext
{
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<Receipt> Receipts => Set<Receipt>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            if (typeof(Entity<Guid>).IsAssignableFrom(type.ClrType))
                modelBuilder.Entity(type.ClrType).Property<DateTimeOffset>(nameof(Entity<Guid>.Created)).HasDefaultValueSql("now()");
        }
    }
}
#endif

#if EF8_OR_GREATER
/// <summary>The same hierarchy on an engine without schemas or sequences.</summary>
public class TpcSqliteContext : DbContext
{
    public DbSet<Cat> Cats => Set<Cat>();
    public DbSet<Dog> Dogs => Set<Dog>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Animal>().UseTpcMappingStrategy().Property(a => a.Id).ValueGeneratedNever();
        modelBuilder.Entity<Cat>().HasIndex(c => c.Lives).IsUnique().HasDatabaseName("ux_lives");
    }
}
#endif
