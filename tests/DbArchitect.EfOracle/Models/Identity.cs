using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DbArchitect.EfOracle.Models.Identity;

public class AppUser : IdentityUser<int>
{
    [MaxLength(60)] public string DisplayName { get; set; } = "";
    public int? TeamId { get; set; }
    public Team? Team { get; set; }
}

public class AppRole : IdentityRole<int>
{
    public string? Description { get; set; }
}

public class Team
{
    public int Id { get; set; }
    public List<AppUser> Members { get; set; } = [];
}

public class IdentityContext : IdentityDbContext<AppUser, AppRole, int>
{
    public DbSet<Team> Teams => Set<Team>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<AppUser>().ToTable("Users");
        builder.Entity<IdentityUserRole<int>>(b => b.ToTable("UserRoles"));
    }
}

public class PlainIdentityContext : IdentityDbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
}

#if EF10
public class UserOnlyContext : IdentityUserContext<IdentityUser<Guid>, Guid>
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}
#endif

#if EF8_OR_GREATER
public class SecondVersionContext : IdentityDbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.").UseApplicationServiceProvider(
        new ServiceCollection().Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version2).BuildServiceProvider());
}

public class LimitedKeysContext : IdentityDbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.").UseApplicationServiceProvider(
        new ServiceCollection().Configure<IdentityOptions>(identity => identity.Stores.MaxLengthForKeys = 64).BuildServiceProvider());
}
#endif

#if EF10
public class PasskeyContext : IdentityDbContext<AppUser, AppRole, int>
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.").UseApplicationServiceProvider(
        new ServiceCollection().Configure<IdentityOptions>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.Stores.MaxLengthForKeys = 100;
        }).BuildServiceProvider());
}

public class PasskeyUserContext : IdentityUserContext<IdentityUser>
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost").UseApplicationServiceProvider(
        new ServiceCollection().Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = new Version(3, 0)).BuildServiceProvider());
}
#endif
