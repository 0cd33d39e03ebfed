using System.Reflection;

namespace DbArchitect.EfOracle.Models.Configurations;

public interface IAudited
{
    DateTime Created { get; set; }
}

public interface ISoftDelete
{
    bool IsDeleted { get; set; }
}

public abstract class AuditedEntity : IAudited
{
    public int Id { get; set; }
    public DateTime Created { get; set; }
    public string? CreatedBy { get; set; }
}

public class Product : AuditedEntity, ISoftDelete
{
    public string Sku { get; set; } = "";
    public decimal Price { get; set; }
    public bool IsDeleted { get; set; }
    public int CategoryId { get; set; }
    public Category Category { get; set; } = null!;
    public string TenantId { get; set; } = "";
}

public class Category : AuditedEntity
{
    public string Name { get; set; } = "";
    public ICollection<Product> Products { get; set; } = [];
}

public class Supplier : AuditedEntity
{
    public string Name { get; set; } = "";
    public string? City { get; set; }
}

public abstract class AuditedConfiguration<T> : IEntityTypeConfiguration<T> where T : AuditedEntity
{
    public const int UserLength = 64;

    public virtual void Configure(EntityTypeBuilder<T> builder)
    {
        builder.HasKey(x => x.Id);
        builder.Property(x => x.CreatedBy).HasMaxLength(UserLength);
        builder.Property(x => x.Created).HasDefaultValueSql("CURRENT_TIMESTAMP");
        ConfigureMore(builder);
    }

    protected abstract void ConfigureMore(EntityTypeBuilder<T> builder);
}

public class ProductConfiguration : AuditedConfiguration<Product>
{
    private static readonly string Table = "catalog_" + nameof(Product).ToLower();

    protected override void ConfigureMore(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable(Table);
        builder.HasIndex(p => p.Sku, "UX_Sku").IsUnique();
        builder.HasIndex(p => new { p.TenantId, p.Sku });
        builder.Sized(p => p.Sku, 32);
        builder.HasQueryFilter(p => !p.IsDeleted);
    }
}

public class CategoryConfiguration : AuditedConfiguration<Category>
{
    public override void Configure(EntityTypeBuilder<Category> builder)
    {
        base.Configure(builder);
        builder.HasMany(c => c.Products).WithOne(p => p.Category).HasForeignKey(p => p.CategoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasAlternateKey(c => c.Name).HasName("AK_Name");
    }

    protected override void ConfigureMore(EntityTypeBuilder<Category> builder) => builder.Property(c => c.Name).IsRequired().HasMaxLength(100);
}

public class SupplierConfiguration(int length) : IEntityTypeConfiguration<Supplier>
{
    public void Configure(EntityTypeBuilder<Supplier> builder)
    {
        builder.Property(s => s.Name).HasMaxLength(length);
        foreach (var name in new[] { nameof(Supplier.City), nameof(Supplier.Name) })
            builder.HasIndex(name);
    }
}

internal static class BuilderExtensions
{
    public static EntityTypeBuilder<T> Sized<T>(this EntityTypeBuilder<T> builder, System.Linq.Expressions.Expression<Func<T, string>> property, int length) where T : class
    {
        builder.Property(property).HasMaxLength(length);
        return builder;
    }

    public static void AddSuppliers(this ModelBuilder modelBuilder, string schema = "purchasing")
    {
        modelBuilder.Entity<Supplier>().ToTable("Suppliers", schema);
    }

    public static void RestrictDeletes(this ModelBuilder modelBuilder)
    {
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).Where(k => !k.IsOwnership && k.DeleteBehavior == DeleteBehavior.Cascade))
            key.DeleteBehavior = DeleteBehavior.Restrict;
    }
}

public class AssemblyContext : DbContext
{
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Supplier> Suppliers => Set<Supplier>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDefaultSchema("shop");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AssemblyContext).Assembly, t => t.Namespace == typeof(Product).Namespace);
        modelBuilder.ApplyConfiguration(new SupplierConfiguration(length: 77));
        modelBuilder.AddSuppliers();
        ConfigureDecimals(modelBuilder);
        modelBuilder.RestrictDeletes();
    }

    private static void ConfigureDecimals(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes()
            .SelectMany(t => t.GetProperties())
            .Where(p => p.ClrType == typeof(decimal) || p.ClrType == typeof(decimal?)))
        {
            property.SetPrecision(19);
            property.SetScale(5);
        }
    }
}

public class Note
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
    public decimal Worth { get; set; }
    public Product? Product { get; set; }
}

[EntityTypeConfiguration(typeof(MarkedConfiguration))]
public class Marked
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
}

public class MarkedConfiguration : IEntityTypeConfiguration<Marked>
{
    public void Configure(EntityTypeBuilder<Marked> builder) => builder.Property(m => m.Text).HasMaxLength(12);
}

public class ConventionsContext : DbContext
{
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<Marked> Marked => Set<Marked>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(128).AreUnicode(false);
        configurationBuilder.Properties<decimal>().HavePrecision(16, 2);
        configurationBuilder.Properties<DateTime>().HaveColumnType("datetime");
#if EF8_OR_GREATER
        configurationBuilder.Conventions.Remove(typeof(Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention));
#endif
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Note>().Property(n => n.Text).HasMaxLength(1000);
        modelBuilder.Ignore<Category>();
    }
}

public class LoopContext : DbContext
{
    private readonly int tenant = 3;
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Supplier> Suppliers => Set<Supplier>();
    public DbSet<Note> Notes => Set<Note>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName("t_" + entity.GetTableName()!.ToLowerInvariant());
            foreach (var property in entity.GetProperties())
                property.SetColumnName(property.Name.ToLower());
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(index.GetDatabaseName()!.ToLower());
            foreach (var key in entity.GetForeignKeys())
                key.DeleteBehavior = DeleteBehavior.NoAction;
        }

        if (Database.IsSqlite())
        {
            foreach (var entityType in builder.Model.GetEntityTypes())
            {
                var properties = entityType.ClrType.GetProperties().Where(p => p.PropertyType == typeof(decimal));
                foreach (var property in properties)
                    builder.Entity(entityType.Name).Property(property.Name).HasConversion<double>();
            }
        }
        else
            builder.Entity<Note>().HasIndex(n => n.Text);
        Action<EntityTypeBuilder<Supplier>> configure = b => b.Property(s => s.City).HasMaxLength(10 * 2);
        configure(builder.Entity<Supplier>());
        switch (tenant)
        {
            case 3:
                builder.Entity<Supplier>().Property(s => s.Name).HasMaxLength(tenant);
                break;
            default:
                builder.Entity<Supplier>().Property(s => s.Name).HasMaxLength(9);
                break;
        }

        MethodInfo method = typeof(LoopContext).GetMethod(nameof(SoftDelete), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var entityType in builder.Model.GetEntityTypes())
        {
            if (entityType.ClrType != typeof(Supplier))
                continue;
            builder.Entity(entityType.ClrType).HasIndex(nameof(Supplier.Name), nameof(Supplier.City));
            break;
        }

        foreach (var entityType in builder.Model.GetEntityTypes().Where(e => typeof(ISoftDelete).IsAssignableFrom(e.ClrType)))
            method.MakeGenericMethod(entityType.ClrType).Invoke(null, new object[] { builder });
    }

    private static void SoftDelete<T>(ModelBuilder builder) where T : class, ISoftDelete
    {
        builder.Entity<T>().HasQueryFilter(e => !e.IsDeleted);
        builder.Entity<T>().HasIndex(e => e.IsDeleted);
    }
}
