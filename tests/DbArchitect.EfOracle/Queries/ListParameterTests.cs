using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace DbArchitect.EfOracle.Queries;

/// <summary>How each version of EF Core sends a list in memory: what the reader says of <c>Contains</c> rests on it.</summary>
public sealed class ListParameterTests(ITestOutputHelper output)
{
    private sealed class Row
    {
        public int Id { get; set; }
    }

    private sealed class Rows(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Row> All => Set<Row>();
    }

    private static Rows Context(Action<DbContextOptionsBuilder<Rows>> use)
    {
        var options = new DbContextOptionsBuilder<Rows>();
        use(options);
        return new Rows(options.Options);
    }

    private string SqlOf(Action<DbContextOptionsBuilder<Rows>> use, int count)
    {
        using var db = Context(use);
        var ids = Enumerable.Range(1, count).ToList();
        var sql = db.All.Where(row => ids.Contains(row.Id)).ToQueryString();
        var where = sql.IndexOf("WHERE", StringComparison.Ordinal);
        output.WriteLine(sql.Substring(where, Math.Min(120, sql.Length - where)));
        return sql.Substring(where);
    }

    [Fact]
    public void SqlServer_FewValues()
    {
        var sql = SqlOf(options => options.UseSqlServer("Server=none"), 3);
#if EF10_OR_GREATER
        Assert.Contains("IN (@ids1, @ids2, @ids3)", sql);
#else
        Assert.Contains("OPENJSON", sql);
#endif
    }

    /// <summary>Beyond what the engine takes, all versions send one value.</summary>
    [Fact]
    public void SqlServer_MoreValuesThanParameters() => Assert.Contains("OPENJSON", SqlOf(options => options.UseSqlServer("Server=none"), 3000));

    [Fact]
    public void SqlServer_OldCompatibilityLevel() => Assert.Contains("IN (1, 2, 3", SqlOf(options => options.UseSqlServer("Server=none", server => server.UseCompatibilityLevel(120)), 3000));

    [Fact]
    public void Sqlite_ManyValues()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var db = Context(options => options.UseSqlite(connection));
        db.Database.EnsureCreated();
        var ids = Enumerable.Range(1, 70_000).ToList();
        var thrown = Record.Exception(() => db.All.Where(row => ids.Contains(row.Id)).ToList());
        output.WriteLine(thrown?.Message ?? "ran");
        output.WriteLine(SqlOf(options => options.UseSqlite(connection), 3));
    }

#if EF9
    [Fact]
    public void MySql() => output.WriteLine(SqlOf(options => options.UseMySql("Server=none", new MySqlServerVersion("8.0.30")), 3));
#endif

#if EF10_OR_GREATER
    [Fact]
    public void PostgreSql() => Assert.Contains("ANY (@ids)", SqlOf(options => options.UseNpgsql("Host=none"), 3000));
#endif
}
