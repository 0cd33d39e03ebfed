using DbArchitect.Analyzers.Tests.Queries;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Architecture;

/// <summary>Set-based writes that pass by what SaveChanges does: the soft delete, and the time of a change.</summary>
public sealed class SetBasedWriteTests
{
    private const string Delete = "DBA8001";
    private const string Update = "DBA8002";

    private const string Override = """
        public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
        {
            foreach (var entry in ChangeTracker.Entries<IKept>())
            {
                switch (entry.State)
                {
                    case EntityState.Deleted:
                        entry.State = EntityState.Modified;
                        entry.Entity.DeletedAt = DateTimeOffset.UtcNow;
                        entry.Entity.IsDeleted = true;
                        break;
                    case EntityState.Added:
                    case EntityState.Modified:
                        entry.Entity.UpdatedAt = DateTime.UtcNow;
                        break;
                }
            }
            return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        """;

    /// <summary>Articles are kept, tags are not.</summary>
    private static string Model(string members, string more = "", string filter = "model.Entity<Article>().HasQueryFilter(a => !a.IsDeleted);") => $$"""
        using Microsoft.EntityFrameworkCore.ChangeTracking;
        using Microsoft.EntityFrameworkCore.Diagnostics;

        namespace News;

        public interface IKept
        {
            bool IsDeleted { get; set; }
            DateTimeOffset? DeletedAt { get; set; }
            DateTime UpdatedAt { get; set; }
        }

        public class Article : IKept
        {
            public int Id { get; set; }
            public string Title { get; set; } = "";
            public int Views { get; set; }
            public bool IsDeleted { get; set; }
            public DateTimeOffset? DeletedAt { get; set; }
            public DateTime UpdatedAt { get; set; }
        }

        public class Tag
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public class NewsContext : DbContext
        {
            public DbSet<Article> Articles => Set<Article>();
            public DbSet<Tag> Tags => Set<Tag>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=news.db");

            protected override void OnModelCreating(ModelBuilder model)
            {
                {{filter}}
            }

            {{members}}
        }

        {{more}}
        """;

    private static string Desk(string statement, string method = "Run") => $$"""
        using Microsoft.Data.Sqlite;
        using Dapper;

        namespace News;

        public class Desk(NewsContext db, SqliteConnection connection)
        {
            public async Task {{method}}(int id, DateTimeOffset cutoff, CancellationToken stop)
            {
                {{statement}}
                await connection.CloseAsync();
            }
        }
        """;

    private static Task Check(string rule, string statement, string? model = null, string method = "Run", DiagnosticSeverity? severity = null, string? message = null) => new Verify
    {
        Rules = [rule],
        Files = { ["Model.cs"] = model ?? Model(Override), ["Test.cs"] = Desk(statement, method) },
        Severity = severity,
        Message = message,
    }.RunAsync();

    private static Task Fix(string rule, string statement, string fixedStatement) => new Verify
    {
        Rules = [rule],
        Files = { ["Model.cs"] = Model(Override), ["Test.cs"] = Desk(statement) },
        Fixed = { ["Test.cs"] = Desk(fixedStatement) },
    }.RunAsync();

    [Fact]
    public Task DeleteOfKeptRows_IsAWarning() => Check(
        Delete,
        "await db.Articles.Where(a => a.Id == id).[|ExecuteDeleteAsync(stop)|];",
        severity: DiagnosticSeverity.Warning,
        message: "ExecuteDeleteAsync deletes Article rows for good, which SaveChanges only marks with IsDeleted: nobody can restore them. Set IsDeleted instead, or let the name of the method say that it purges");

    [Theory]
    [InlineData("db.Articles.[|ExecuteDelete()|];")]
    [InlineData("db.Set<Article>().Where(a => !a.IsDeleted && a.Views == 0).[|ExecuteDelete()|];")]
    [InlineData("var old = db.Articles.AsQueryable(); if (id > 0) old = old.Where(a => a.Id < id); await old.[|ExecuteDeleteAsync()|];")]
    [InlineData("await [|connection.ExecuteAsync(\"DELETE FROM Articles WHERE Id = @id\", new { id })|];")]
    [InlineData("await [|db.Database.ExecuteSqlAsync($\"DELETE FROM Articles WHERE Id = {id}\")|];")]
    public Task Forms_AreReported(string statement) => Check(Delete, statement);

    [Theory]
    [InlineData("""
        public override int SaveChanges(bool acceptAllChangesOnSuccess)
        {
            foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Deleted && e.Entity is IKept))
                Mark(entry);
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }

        private static void Mark(EntityEntry entry)
        {
            entry.State = EntityState.Unchanged;
            entry.CurrentValues["IsDeleted"] = true;
        }
        """)]
    [InlineData("""
        public override int SaveChanges()
        {
            foreach (var entry in ChangeTracker.Entries())
            {
                if (entry is { State: EntityState.Deleted, Entity: IKept kept })
                {
                    entry.State = EntityState.Modified;
                    kept.DeletedAt = DateTimeOffset.Now;
                }
            }
            return base.SaveChanges();
        }
        """)]
    [InlineData("""
        public override int SaveChanges()
        {
            ChangeTracker.DetectChanges();
            foreach (var entry in ChangeTracker.Entries<Article>())
            {
                if (entry.State != EntityState.Deleted)
                    continue;
                entry.State = EntityState.Modified;
                entry.Property(a => a.IsDeleted).CurrentValue = true;
            }
            return base.SaveChanges();
        }
        """)]
    [InlineData("""
        public override int SaveChanges()
        {
            foreach (var entry in ChangeTracker.Entries<Article>().Where(e => e.State == EntityState.Deleted))
            {
                entry.Entity.Views = -1;
                entry.State = EntityState.Modified;
            }
            return base.SaveChanges();
        }
        """)]
    public Task WaysToMark_AreKnown(string saving) => Check(Delete, "await db.Articles.Where(a => a.Id == id).[|ExecuteDeleteAsync(stop)|];", Model(saving));

    [Fact]
    public Task Interceptor_IsKnown() => Check(
        Delete,
        "await db.Articles.Where(a => a.Id == id).[|ExecuteDeleteAsync(stop)|];",
        Model("", """
            public sealed class SoftDeleteInterceptor : SaveChangesInterceptor
            {
                public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken cancellationToken = default)
                {
                    foreach (var entry in data.Context!.ChangeTracker.Entries<IKept>())
                    {
                        if (entry.State is not EntityState.Deleted)
                            continue;
                        entry.State = EntityState.Modified;
                        entry.Entity.IsDeleted = true;
                    }
                    return base.SavingChangesAsync(data, result, cancellationToken);
                }
            }
            """));

    [Theory]
    [InlineData("await db.Tags.Where(t => t.Id == id).ExecuteDeleteAsync(stop);")]
    [InlineData("await db.Articles.Where(a => a.IsDeleted).ExecuteDeleteAsync(stop);")]
    [InlineData("await db.Articles.Where(a => a.IsDeleted && a.DeletedAt < cutoff).ExecuteDeleteAsync(stop);")]
    [InlineData("await db.Articles.Where(a => a.DeletedAt != null && a.Views == 0).ExecuteDeleteAsync(stop);")]
    [InlineData("await db.Articles.IgnoreQueryFilters().Where(a => a.Id == id).ExecuteDeleteAsync(stop);")]
    [InlineData("await db.Articles.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.IsDeleted, true), stop);")]
    [InlineData("db.Articles.Remove(await db.Articles.FirstAsync(a => a.Id == id)); await db.SaveChangesAsync();")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM Articles WHERE IsDeleted = 1 AND Id = @id\", new { id });")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM Tags WHERE Id = @id\", new { id });")]
    public Task OtherRows_AreSilent(string statement) => Check(Delete, statement);

    [Theory]
    [InlineData("PurgeArticles")]
    [InlineData("CleanupOldArticles")]
    [InlineData("HardDelete")]
    [InlineData("DeletePermanently")]
    public Task Purge_IsSilent(string method) => Check(Delete, "await db.Articles.Where(a => a.Id == id).ExecuteDeleteAsync(stop);", method: method);

    [Theory]
    [InlineData("")]
    [InlineData("public override int SaveChanges() { Console.WriteLine(Articles.Local.Count); return base.SaveChanges(); }")]
    [InlineData("""
        public override int SaveChanges()
        {
            foreach (var entry in ChangeTracker.Entries<Article>())
            {
                if (entry.State == EntityState.Deleted)
                    Console.WriteLine(entry.Entity.Title);
                if (entry.State == EntityState.Modified)
                    entry.Entity.UpdatedAt = DateTime.UtcNow;
            }
            return base.SaveChanges();
        }
        """)]
    [InlineData("""
        public override int SaveChanges()
        {
            foreach (var entry in ChangeTracker.Entries<Tag>())
            {
                if (entry.State == EntityState.Deleted)
                {
                    entry.State = EntityState.Modified;
                    entry.Entity.Name = entry.Entity.Name.Trim();
                }
            }
            return base.SaveChanges();
        }
        """)]
    public Task ContextThatDeletes_IsSilent(string saving) => Check(Delete, "await db.Articles.Where(a => a.Id == id).ExecuteDeleteAsync(stop);", Model(saving));

    [Fact]
    public Task MigrationsAndSeeding_AreSilent() => Check(Delete, "await db.Articles.Where(a => a.Id == id).ExecuteDeleteAsync(stop);", method: "SeedArticles");

    [Fact]
    public Task Fix_MarksTheRows() => Fix(
        Delete,
        "await db.Articles.Where(a => a.Id == id).[|ExecuteDeleteAsync(stop)|];",
        """
        var utcNow = DateTimeOffset.UtcNow;
                await db.Articles.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.DeletedAt, utcNow).SetProperty(a => a.IsDeleted, true), stop);
        """);

    [Fact]
    public Task UpdateWithoutTheTimeOfTheChange_IsInfo() => Check(
        Update,
        "await db.Articles.Where(a => a.Id == id).[|ExecuteUpdateAsync(s => s.SetProperty(a => a.Title, \"\"), stop)|];",
        severity: DiagnosticSeverity.Info,
        message: "ExecuteUpdateAsync changes Article rows and leaves UpdatedAt as it was, which SaveChanges sets with every change: the rows look untouched. Set it too");

    [Fact]
    public Task TimeSetWhereEntriesAreAddedOrChanged_IsKnown() => Check(
        Update,
        "await db.Articles.[|ExecuteUpdateAsync(s => s.SetProperty(a => a.Title, a => a.Title + id))|];",
        Model("""
            public override Task<int> SaveChangesAsync(CancellationToken cancellationToken = default)
            {
                var now = DateTime.UtcNow;
                foreach (var entry in ChangeTracker.Entries())
                {
                    if (entry.Entity is Article article && (entry.State == EntityState.Added || entry.State == EntityState.Modified))
                        article.UpdatedAt = now;
                }
                return base.SaveChangesAsync(cancellationToken);
            }
            """));

    [Theory]
    [InlineData("await db.Articles.ExecuteUpdateAsync(s => s.SetProperty(a => a.Title, \"\").SetProperty(a => a.UpdatedAt, DateTime.UtcNow));")]
    [InlineData("await db.Tags.ExecuteUpdateAsync(s => s.SetProperty(t => t.Name, \"\"));")]
    [InlineData("foreach (var article in await db.Articles.ToListAsync()) article.Title = \"\"; await db.SaveChangesAsync();")]
    public Task OtherUpdates_AreSilent(string statement) => Check(Update, statement);

    [Theory]
    [InlineData("")]
    [InlineData("public override int SaveChanges() { foreach (var e in ChangeTracker.Entries<Article>()) if (e.State == EntityState.Added) e.Entity.UpdatedAt = DateTime.UtcNow; return base.SaveChanges(); }")]
    public Task ContextWithoutSuchATime_IsSilent(string saving) => Check(Update, "await db.Articles.ExecuteUpdateAsync(s => s.SetProperty(a => a.Title, \"\"));", Model(saving));

    [Fact]
    public Task Fix_SetsTheTimeToo() => Fix(
        Update,
        "await db.Articles.Where(a => a.Id == id).[|ExecuteUpdateAsync(s => s.SetProperty(a => a.Title, \"\"), stop)|];",
        """
        var utcNow = DateTime.UtcNow;
                await db.Articles.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Title, "").SetProperty(a => a.UpdatedAt, utcNow), stop);
        """);
}
