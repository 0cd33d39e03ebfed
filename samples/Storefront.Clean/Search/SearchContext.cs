using Microsoft.EntityFrameworkCore;

namespace Storefront.Search;

/// <summary>What visitors searched for, on PostgreSQL.</summary>
public sealed class SearchContext : DbContext
{
    public DbSet<SearchTerm> Terms => Set<SearchTerm>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql("Host=search;Database=terms");

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<SearchTerm>().HasIndex(term => term.Text).IsUnique().HasOperators("text_pattern_ops");

    public Task<List<string>> CompleteAsync(string prefix, CancellationToken cancellation) =>
        Terms
            .Where(term => term.Text.StartsWith(prefix))
            .Select(term => term.Text)
            .Take(10)
            .ToListAsync(cancellation);

    public Task<int> CountAsync(List<string> texts, CancellationToken cancellation) =>
        Terms.Where(term => texts.Contains(term.Text)).ExecuteUpdateAsync(set => set.SetProperty(term => term.Count, term => term.Count + 1), cancellation);

    public Task<int> ForgetAsync(string text, CancellationToken cancellation) =>
        Database.ExecuteSqlAsync($"DELETE FROM \"Terms\" WHERE \"Text\" = {text}", cancellation);

    public Task<int> TakeAsync(CancellationToken cancellation) =>
        Database.ExecuteSqlAsync(
            $"UPDATE \"Terms\" SET \"Count\" = 0 WHERE \"Id\" = (SELECT \"Id\" FROM \"Terms\" WHERE \"Id\" > 0 ORDER BY \"Id\" LIMIT 1 FOR UPDATE SKIP LOCKED)",
            cancellation);

    public Task<List<SearchTerm>> FirstAsync(CancellationToken cancellation) =>
        Terms.FromSql($"SELECT \"Id\", \"Text\", \"Count\" FROM \"Terms\" WHERE \"Id\" < 10").AsNoTracking().ToListAsync(cancellation);
}
