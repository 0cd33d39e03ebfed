#if EF10
namespace DbArchitect.EfOracle.Models.Naming;

public class BlogPost
{
    public int Id { get; set; }
    public string MainTitle { get; set; } = "";
    public string? URLSlug { get; set; }
    public int? Rank2Level { get; set; }
    public int BlogId { get; set; }
    public WebLog Blog { get; set; } = null!;
    public Place Where { get; set; } = new();
    public List<PostTag> Tags { get; set; } = [];
}

public class WebLog
{
    public int Id { get; set; }
    public string OwnerName { get; set; } = "";
    public List<BlogPost> Posts { get; set; } = [];
}

public class PostTag
{
    public int Id { get; set; }
    public string TagName { get; set; } = "";
    public List<BlogPost> Posts { get; set; } = [];
}

public class Place
{
    public string CityName { get; set; } = "";
}

public abstract class NamedContext : DbContext
{
    public DbSet<BlogPost> BlogPosts => Set<BlogPost>();
    public DbSet<WebLog> WebLogs => Set<WebLog>();
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<BlogPost>(b =>
        {
            b.OwnsOne(p => p.Where);
            b.HasIndex(p => p.URLSlug).IsUnique();
            b.HasIndex(p => p.MainTitle).HasDatabaseName("IX_Given");
            b.Property(p => p.Rank2Level).HasColumnName("RankGiven");
        });
        modelBuilder.Entity<WebLog>().HasAlternateKey(l => l.OwnerName);
    }
}

public class SnakeCaseContext : NamedContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention();
}

public class LowerCaseContext : NamedContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").UseLowerCaseNamingConvention();
}

public class CamelCaseContext : NamedContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:").UseCamelCaseNamingConvention();
}

public class UpperCaseContext : NamedContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").UseUpperCaseNamingConvention();
}

public class UpperSnakeCaseContext : NamedContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").UseUpperSnakeCaseNamingConvention();
}
#endif
