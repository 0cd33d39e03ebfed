namespace DbArchitect.EfOracle.Models.Indexes;

public class Ticket
{
    public int Id { get; set; }
    public string Title { get; set; } = "";
    public string? Reference { get; set; }
    public int State { get; set; }
    public DateTime OpenedAt { get; set; }
    public int? AssigneeId { get; set; }
    public Agent? Assignee { get; set; }
    public int QueueId { get; set; }
    public Queue Queue { get; set; } = null!;
    public bool Closed { get; set; }
    public string? Body { get; set; }
}

public class Agent
{
    public int Id { get; set; }
    public string Login { get; set; } = "";
    public Desk? Desk { get; set; }
}

public class Desk
{
    public int Id { get; set; }
    public int? AgentId { get; set; }
    public Agent? Agent { get; set; }
}

public class Queue
{
    public int Id { get; set; }
    public List<Ticket> Tickets { get; set; } = [];
}

public class SqlServerIndexesContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Ticket>(b =>
        {
            b.HasKey(t => t.Id).IsClustered(false).HasName("PK_T");
            b.HasIndex(t => t.OpenedAt).IsClustered();
            b.HasIndex(t => t.Reference).IsUnique();
            b.HasIndex(t => new { t.Reference, t.State }, "IX_Mine").IsUnique().HasFilter(null);
            SqlServerIndexBuilderExtensions.IncludeProperties(b.HasIndex(t => t.Title).HasFilter("[Closed] = 0"), t => new { t.State, t.OpenedAt }).HasDatabaseName("IX_OpenTitles");
            b.HasIndex(t => new { t.QueueId, t.OpenedAt })
#if EF8_OR_GREATER
                .IsDescending(false, true)
#endif
                .IsCreatedOnline();
            b.HasIndex(t => t.Title, "IX_Second")
#if EF8_OR_GREATER
                .IsDescending()
#endif
                ;
            b.HasIndex("AssigneeId", "State").HasFillFactor(80);
        });
    }
}

#if EF10
public class NpgsqlIndexesContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var ticket = modelBuilder.Entity<Ticket>();
        ticket.HasIndex(t => t.Title).HasMethod("gin").HasOperators("gin_trgm_ops");
        ticket.HasIndex(t => t.Reference).IsUnique().AreNullsDistinct(false);
        NpgsqlIndexBuilderExtensions.IncludeProperties(ticket.HasIndex(t => new { t.QueueId, t.State }), "Title").HasFilter("\"Closed\" = false");
        ticket.HasIndex(t => new { t.OpenedAt, t.Id })
#if EF8_OR_GREATER
            .IsDescending(true, false)
#endif
            .IsCreatedConcurrently();
        ticket.HasIndex(t => t.Body).HasMethod("GIN").IsTsVectorExpressionIndex("english");
        ticket.HasIndex(t => t.AssigneeId).HasDatabaseName("ix_assignee").HasStorageParameter("fillfactor", 70);
    }
}
#endif

/// <summary>Names that meet in one database: SQLite's indexes share a name space.</summary>
public class Left
{
    public int Id { get; set; }
    public string A_B { get; set; } = "";
    public string A { get; set; } = "";
    public string B { get; set; } = "";
}

public class NameClashContext : DbContext
{
    public DbSet<Left> Left => Set<Left>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Left>().HasIndex(l => l.A_B);
        modelBuilder.Entity<Left>().HasIndex(l => new { l.A, l.B });
    }
}
