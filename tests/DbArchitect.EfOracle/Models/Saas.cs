namespace DbArchitect.EfOracle.Models.Saas;

public interface ITenantOwned
{
    Guid TenantId { get; set; }
}

public abstract class TenantEntity : ITenantOwned
{
    public Guid Id { get; set; }
    public Guid TenantId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public uint Version { get; set; }
}

public class Tenant
{
    public Guid Id { get; set; }
    [MaxLength(63)] public string Slug { get; set; } = "";
    public Plan Plan { get; set; }
    public Branding Branding { get; set; } = new();
    public List<Member> Members { get; set; } = [];
}

public enum Plan { Free, Team, Enterprise }

public class Branding
{
    public string? Logo { get; set; }
    public string Color { get; set; } = "";
}

public class Member : TenantEntity
{
    public string Email { get; set; } = "";
    public Tenant Tenant { get; set; } = null!;
    public List<Project> Projects { get; set; } = [];
    public List<WorkItem> Assigned { get; set; } = [];
}

public class Project : TenantEntity
{
    public string Key { get; set; } = "";
    public string Name { get; set; } = "";
    public Member Lead { get; set; } = null!;
    public Guid LeadId { get; set; }
    public List<Member> Members { get; set; } = [];
    public List<WorkItem> Items { get; set; } = [];
    public List<Label> Labels { get; set; } = [];
}

public abstract class WorkItem : TenantEntity
{
    public int Number { get; set; }
    public string Title { get; set; } = "";
    public Guid ProjectId { get; set; }
    public Project Project { get; set; } = null!;
    public Guid? AssigneeId { get; set; }
    public Member? Assignee { get; set; }
    public List<Comment> Comments { get; set; } = [];
    public List<Label> Labels { get; set; } = [];
    public Dictionary<string, string> Custom { get; set; } = [];
}

public class Bug : WorkItem
{
    public Severity Severity { get; set; }
    public string? Steps { get; set; }
}

public class Story : WorkItem
{
    public int? Points { get; set; }
    public Epic? Epic { get; set; }
    public Guid? EpicId { get; set; }
}

public class Epic : WorkItem
{
    public DateOnly? Due { get; set; }
    public List<Story> Stories { get; set; } = [];
}

public enum Severity { Low, High }

public class Comment : TenantEntity
{
    public Guid WorkItemId { get; set; }
    public WorkItem WorkItem { get; set; } = null!;
    public Guid AuthorId { get; set; }
    public Member Author { get; set; } = null!;
    public string Body { get; set; } = "";
    public List<Reaction> Reactions { get; set; } = [];
}

public class Reaction
{
    public Guid MemberId { get; set; }
    public string Emoji { get; set; } = "";
}

public class Label : TenantEntity
{
    public string Name { get; set; } = "";
    public Guid ProjectId { get; set; }
    public List<WorkItem> Items { get; set; } = [];
}

public class AuditEntry
{
    public long Id { get; set; }
    public Guid TenantId { get; set; }
    public DateTime At { get; set; }
    public string Entity { get; set; } = "";
#if EF8_OR_GREATER
    public string[] Changed { get; set; } = [];
#endif
}

#if EF10
public class SaasContext : DbContext
{
    private readonly Guid tenant;
    public SaasContext() => tenant = Guid.NewGuid();
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("app");
        modelBuilder.Entity<Tenant>(b =>
        {
            b.HasIndex(t => t.Slug).IsUnique();
            b.Property(t => t.Plan).HasConversion<string>().HasMaxLength(12);
            b.OwnsOne(t => t.Branding, o => o.ToJson("branding"));
        });
        modelBuilder.Entity<Member>(b =>
        {
            b.HasIndex(m => new { m.TenantId, m.Email }).IsUnique().HasFilter("\"DeletedAt\" IS NULL");
            b.HasMany(m => m.Projects).WithMany(p => p.Members);
            b.HasQueryFilter(m => m.TenantId == tenant && m.DeletedAt == null);
        });
        modelBuilder.Entity<Project>(b =>
        {
            b.HasOne(p => p.Lead).WithMany().OnDelete(DeleteBehavior.Restrict);
            b.HasAlternateKey(p => new { p.TenantId, p.Key });
            b.HasQueryFilter(p => p.TenantId == tenant);
        });
        modelBuilder.Entity<Bug>();
        modelBuilder.Entity<Epic>();
        modelBuilder.Entity<Story>().HasOne(s => s.Epic).WithMany(e => e.Stories).HasForeignKey(s => s.EpicId);
        modelBuilder.Entity<WorkItem>(b =>
        {
            b.HasDiscriminator<string>("kind").HasValue<Bug>("bug").HasValue<Story>("story").HasValue<Epic>("epic");
            b.HasIndex(w => new { w.TenantId, w.ProjectId, w.Number }).IsUnique();
            b.Property(w => w.Custom).HasColumnType("jsonb");
            b.HasMany(w => w.Labels).WithMany(l => l.Items).UsingEntity(j => j.ToTable("item_labels"));
        });
        modelBuilder.Entity<Comment>().OwnsMany(c => c.Reactions, r => r.HasKey("CommentId", nameof(Reaction.MemberId), nameof(Reaction.Emoji)));
        modelBuilder.Entity<AuditEntry>().HasIndex(a => new { a.TenantId, a.At })
#if EF8_OR_GREATER
            .IsDescending(false, true)
#endif
            ;
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(TenantEntity)) && t.BaseType is null))
        {
            modelBuilder.Entity(type.ClrType).Property<uint>(nameof(TenantEntity.Version)).IsRowVersion();
            modelBuilder.Entity(type.ClrType).HasOne(typeof(Tenant)).WithMany().HasForeignKey(nameof(TenantEntity.TenantId)).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
#endif

public class SaasSqlServerContext : DbContext
{
    private readonly Guid tenant;
    public SaasSqlServerContext() => tenant = Guid.NewGuid();
    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("app");
        modelBuilder.Entity<Tenant>(b =>
        {
            b.HasIndex(t => t.Slug).IsUnique();
            b.Property(t => t.Plan).HasConversion<string>().HasMaxLength(12);
#if EF8_OR_GREATER
            b.OwnsOne(t => t.Branding, o => o.ToJson("branding"));
#else
            b.OwnsOne(t => t.Branding);
#endif
        });
        modelBuilder.Entity<Member>(b =>
        {
            b.HasIndex(m => new { m.TenantId, m.Email }).IsUnique().HasFilter("[DeletedAt] IS NULL");
            b.HasMany(m => m.Projects).WithMany(p => p.Members);
            b.HasQueryFilter(m => m.TenantId == tenant && m.DeletedAt == null);
        });
        modelBuilder.Entity<Project>(b =>
        {
            b.HasOne(p => p.Lead).WithMany().OnDelete(DeleteBehavior.Restrict);
            b.HasAlternateKey(p => new { p.TenantId, p.Key });
            b.HasQueryFilter(p => p.TenantId == tenant);
        });
        modelBuilder.Entity<Bug>();
        modelBuilder.Entity<Epic>();
        modelBuilder.Entity<Story>().HasOne(s => s.Epic).WithMany(e => e.Stories).HasForeignKey(s => s.EpicId);
        modelBuilder.Entity<WorkItem>(b =>
        {
            b.HasDiscriminator<string>("kind").HasValue<Bug>("bug").HasValue<Story>("story").HasValue<Epic>("epic");
            b.HasIndex(w => new { w.TenantId, w.ProjectId, w.Number }).IsUnique();
            b.Ignore(w => w.Custom);
            b.HasMany(w => w.Labels).WithMany(l => l.Items).UsingEntity(j => j.ToTable("item_labels"));
        });
        modelBuilder.Entity<Comment>().OwnsMany(c => c.Reactions, r => r.HasKey("CommentId", nameof(Reaction.MemberId), nameof(Reaction.Emoji)));
        modelBuilder.Entity<AuditEntry>().HasIndex(a => new { a.TenantId, a.At })
#if EF8_OR_GREATER
            .IsDescending(false, true)
#endif
            ;
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(TenantEntity)) && t.BaseType is null))
        {
            modelBuilder.Entity(type.ClrType).Property<uint>(nameof(TenantEntity.Version)).IsConcurrencyToken();
            modelBuilder.Entity(type.ClrType).HasOne(typeof(Tenant)).WithMany().HasForeignKey(nameof(TenantEntity.TenantId)).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
