namespace DbArchitect.EfOracle.Models.Relationships;

public class Blog
{
    public int Id { get; set; }
    public BlogHeader? Header { get; set; }
    public ICollection<Post> Posts { get; } = new List<Post>();
    public Author Owner { get; set; } = null!;
    public Author? Assistant { get; set; }
}

public class BlogHeader
{
    public int Id { get; set; }
    public int BlogId { get; set; }
    public Blog Blog { get; set; } = null!;
}

public class Post
{
    public int Id { get; set; }
    public int? BlogId { get; set; }
    public Blog? Blog { get; set; }
    public Post? Parent { get; set; }
    public List<Post> Replies { get; set; } = [];
    public ICollection<Tag> Tags { get; } = new List<Tag>();
    public int LanguageCode { get; set; }
    public Language Language { get; set; } = null!;
}

public class Tag
{
    public string TagId { get; set; } = "";
    public ICollection<Post> Posts { get; } = new List<Post>();
}

public class Author
{
    public Guid AuthorId { get; set; }
    public string Name { get; set; } = "";
    public Profile? Profile { get; set; }
}

public class Profile
{
    public Guid AuthorId { get; set; }
    public Author Author { get; set; } = null!;
    public string Bio { get; set; } = "";
}

public class Language
{
    public int Code { get; set; }
    public string Iso { get; set; } = "";
}

public class Translation
{
    public int Id { get; set; }
    public string FromIso { get; set; } = "";
    public Language From { get; set; } = null!;
    public string? ToIso { get; set; }
    public Language? To { get; set; }
}

public class RelationshipsContext : DbContext
{
    public DbSet<Blog> Blogs => Set<Blog>();
    public DbSet<Translation> Translations => Set<Translation>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Language>().HasKey(l => l.Code);
        modelBuilder.Entity<Profile>().HasKey(p => p.AuthorId);
        modelBuilder.Entity<Translation>(b =>
        {
            b.HasOne(t => t.From).WithMany().HasForeignKey(t => t.FromIso).HasPrincipalKey(l => l.Iso).OnDelete(DeleteBehavior.NoAction);
            b.HasOne(t => t.To).WithMany().HasForeignKey(t => t.ToIso).HasPrincipalKey(l => l.Iso).HasConstraintName("FK_To").OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<Post>().HasOne(p => p.Language).WithMany().HasForeignKey(p => p.LanguageCode);
    }
}

public class User
{
    public int Id { get; set; }
    public List<User> Friends { get; set; } = [];
    public List<User> FriendOf { get; set; } = [];
    public List<Group> Groups { get; set; } = [];
    public List<Membership> Memberships { get; set; } = [];
    public List<Role> Roles { get; set; } = [];
}

public class Group
{
    public int Id { get; set; }
    public List<User> Users { get; set; } = [];
    public List<Membership> Memberships { get; set; } = [];
}

public class Membership
{
    public int UserId { get; set; }
    public User User { get; set; } = null!;
    public int GroupId { get; set; }
    public Group Group { get; set; } = null!;
    public DateTime Since { get; set; }
}

public class Role
{
    public int Id { get; set; }
}

public class ManyToManyContext : DbContext
{
    public DbSet<User> Users => Set<User>();
    public DbSet<Group> Groups => Set<Group>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>().HasMany(u => u.Friends).WithMany(u => u.FriendOf).UsingEntity(j => j.ToTable("Friendships"));
        modelBuilder.Entity<User>().HasMany(u => u.Groups).WithMany(g => g.Users).UsingEntity<Membership>(
            r => r.HasOne(m => m.Group).WithMany(g => g.Memberships).HasForeignKey(m => m.GroupId),
            l => l.HasOne(m => m.User).WithMany(u => u.Memberships).HasForeignKey(m => m.UserId),
            j => { j.HasKey(m => new { m.UserId, m.GroupId }); j.Property(m => m.Since).HasDefaultValueSql("getutcdate()"); });
#if EF8_OR_GREATER
        modelBuilder.Entity<User>().HasMany(u => u.Roles).WithMany().UsingEntity("UserRole");
#endif
    }
}

#if EF10
public class PlainManyToManyContext : DbContext
{
    public DbSet<Group> Groups => Set<Group>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>().Ignore(u => u.Friends).Ignore(u => u.FriendOf).Ignore(u => u.Roles);
        modelBuilder.Entity<User>().HasMany(u => u.Groups).WithMany(g => g.Users).UsingEntity<Membership>();
    }
}
#endif

public class Node
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public int? ParentId { get; set; }
    public Node? Parent { get; set; }
    public List<Node> Children { get; set; } = [];
    public List<Edge> Outgoing { get; set; } = [];
    public List<Edge> Incoming { get; set; } = [];
}

public class Edge
{
    public Node From { get; set; } = null!;
    public Node To { get; set; } = null!;
    public int FromId { get; set; }
    public int ToId { get; set; }
    public Label? Label { get; set; }
}

public class Label
{
    public string Name { get; set; } = "";
    public string Culture { get; set; } = "";
}

/// <summary>Composite keys, shadow keys by name, index conventions that cover each other.</summary>
public class GraphContext : DbContext
{
    public DbSet<Node> Nodes => Set<Node>();
    public DbSet<Edge> Edges => Set<Edge>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Edge>(b =>
        {
            b.HasKey(e => new { e.FromId, e.ToId });
            b.HasOne(e => e.From).WithMany(n => n.Outgoing).HasForeignKey(e => e.FromId).OnDelete(DeleteBehavior.Cascade);
            b.HasOne(e => e.To).WithMany(n => n.Incoming).HasForeignKey(e => e.ToId).OnDelete(DeleteBehavior.ClientCascade);
            b.HasOne(e => e.Label).WithMany().HasForeignKey("LabelName", "LabelCulture");
        });
        modelBuilder.Entity<Label>().HasKey(l => new { l.Name, l.Culture });
        modelBuilder.Entity<Node>().HasIndex(n => new { n.ParentId, n.Name }).IsUnique();
    }
}

public class Holder
{
    public int Number { get; set; }
}

public class Certificate
{
    public string Series { get; set; } = "";
    public int Number { get; set; }
    public Holder? Issuer { get; set; }
}

/// <summary>A part of the key is named as the key of the principal.</summary>
public class KeyPartContext : DbContext
{
    public DbSet<Certificate> Certificates => Set<Certificate>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Holder>().HasKey(h => h.Number);
        modelBuilder.Entity<Certificate>().HasKey(c => new { c.Series, c.Number });
    }
}
