using Microsoft.EntityFrameworkCore;

namespace Storefront.Search;

/// <summary>What visitors searched for, on PostgreSQL.</summary>
public sealed class SearchContext : DbContext
{
    public DbSet<SearchTerm> Terms => Set<SearchTerm>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql("Host=search;Database=terms");

    public Task<List<string>> CompleteAsync(string prefix, CancellationToken cancellation) =>
        Terms
            .Where(term => term.Text.StartsWith(prefix)) // DBA1011
            .Select(term => term.Text)
            .Take(10)
            .ToListAsync(cancellation);

    public async Task CountAsync(List<string> texts, CancellationToken cancellation)
    {
        foreach (var text in texts)
            await Database.ExecuteSqlAsync($"""UPDATE "Terms" SET "Count" = "Count" + 1 WHERE "Text" = {text}""", cancellation); // DBA2007
    }

    public Task<int> ForgetAsync(string text, CancellationToken cancellation) =>
        Database.ExecuteSqlAsync($"DELETE FROM Terms WHERE \"Text\" = {text}", cancellation); // DBA5005

    public Task<int> TakeAsync(CancellationToken cancellation) =>
        Database.ExecuteSqlAsync(
            $"UPDATE \"Terms\" SET \"Count\" = 0 WHERE \"Id\" = (SELECT \"Id\" FROM \"Terms\" WHERE \"Id\" > 0 ORDER BY \"Id\" LIMIT 1)", // DBA5025
            cancellation);

    public Task<List<SearchTerm>> FirstAsync(CancellationToken cancellation) =>
        Terms.FromSql($"SELECT \"Id\", \"Text\" FROM \"Terms\" WHERE \"Id\" < 10").AsNoTracking().ToListAsync(cancellation); // DBA5030
}
