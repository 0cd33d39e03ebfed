using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>DBA1013's fix in SQL text: the column itself is compared, in the words of the engine.</summary>
public sealed class SqlRangeTests
{
    [Theory]
    [InlineData(Store.PostgreSql, "DATE(at) = @d", "at >= CAST(@d AS date) AND at < CAST(@d AS date) + 1")]
    [InlineData(Store.PostgreSql, "o.at::date = @d", "o.at >= CAST(@d AS date) AND o.at < CAST(@d AS date) + 1")]
    [InlineData(Store.PostgreSql, "date_trunc('day', at) = @d", "at >= CAST(@d AS date) AND at < CAST(@d AS date) + 1")]
    [InlineData(Store.PostgreSql, "CAST(at AS date) = CURRENT_DATE", "at >= CAST(CURRENT_DATE AS date) AND at < CAST(CURRENT_DATE AS date) + 1")]
    [InlineData(Store.PostgreSql, "at::date > '2024-02-28'", "at >= '2024-02-29'")]
    [InlineData(Store.PostgreSql, "at::date >= '2024-02-28'", "at >= '2024-02-28'")]
    [InlineData(Store.PostgreSql, "at::date <= DATE '2024-12-31'", "at < DATE '2025-01-01'")]
    [InlineData(Store.PostgreSql, "'2024-02-28' > at::date", "at < '2024-02-28'")]
    [InlineData(Store.PostgreSql, "at::date BETWEEN @d AND @e", "at >= CAST(@d AS date) AND at < CAST(@e AS date) + 1")]
    [InlineData(Store.PostgreSql, "EXTRACT(YEAR FROM at) = 2024", "at >= '2024-01-01' AND at < '2025-01-01'")]
    [InlineData(Store.PostgreSql, "date_part('year', at) = @d", "at >= make_date(@d, 1, 1) AND at < make_date(@d + 1, 1, 1)")]
    [InlineData(Store.PostgreSql, "at + INTERVAL '7 days' > @d", "at > CAST(@d AS timestamp) - INTERVAL '7 days'")]
    [InlineData(Store.PostgreSql, "at - interval '2 hours' <= now()", "at <= now() + interval '2 hours'")]
    [InlineData(Store.MySql, "DATE(`at`) = @d", "`at` >= DATE(@d) AND `at` < DATE(@d) + INTERVAL 1 DAY")]
    [InlineData(Store.MySql, "DATE(at) BETWEEN '2024-01-01' AND '2024-01-31'", "at >= '2024-01-01' AND at < '2024-02-01'")]
    [InlineData(Store.MySql, "YEAR(at) = 2024", "at >= '2024-01-01' AND at < '2025-01-01'")]
    [InlineData(Store.MySql, "YEAR(at) >= @d", "at >= MAKEDATE(@d, 1)")]
    [InlineData(Store.MySql, "DATE_ADD(at, INTERVAL 7 DAY) < NOW()", "at < NOW() - INTERVAL 7 DAY")]
    [InlineData(Store.SqlServer, "CAST([at] AS date) = @d", "[at] >= CAST(@d AS date) AND [at] < DATEADD(day, 1, CAST(@d AS date))")]
    [InlineData(Store.SqlServer, "YEAR(at) = 2024", "at >= '20240101' AND at < '20250101'")]
    [InlineData(Store.SqlServer, "DATEPART(year, at) < @d", "at < DATEFROMPARTS(@d, 1, 1)")]
    [InlineData(Store.SqlServer, "DATEADD(day, 7, at) > @d", "at > DATEADD(day, -7, @d)")]
    [InlineData(Store.Oracle, "TRUNC(at) = DATE '2024-01-31'", "at >= DATE '2024-01-31' AND at < DATE '2024-02-01'")]
    [InlineData(Store.Oracle, "EXTRACT(YEAR FROM at) = 2024", "at >= DATE '2024-01-01' AND at < DATE '2025-01-01'")]
    [InlineData(Store.Sqlite, "date(at) = @d", "at >= date(@d) AND at < date(@d, '+1 day')")]
    public Task Range_InTheWordsOfTheEngine(object store, string before, string after) => Fix((Store)store, "[|" + before + "|]", after);

    [Theory]
    [InlineData("NOT [|DATE(at) = '2024-01-01'|]", "NOT (at >= '2024-01-01' AND at < '2024-01-02')")]
    [InlineData("id = 1 OR [|DATE(at) = '2024-01-01'|]", "id = 1 OR (at >= '2024-01-01' AND at < '2024-01-02')")]
    [InlineData("[|DATE(at) = '2024-01-01'|] OR id = 1", "(at >= '2024-01-01' AND at < '2024-01-02') OR id = 1")]
    [InlineData("[|DATE(at) > '2024-01-01'|] OR id = 1", "at >= '2024-01-02' OR id = 1")]
    [InlineData("id = 1 AND [|DATE(at) = '2024-01-01'|] ORDER BY id", "id = 1 AND at >= '2024-01-01' AND at < '2024-01-02' ORDER BY id")]
    public Task Surroundings_Count(string before, string after) => Fix(Store.MySql, before, after);

    [Fact]
    public Task SmallKeywords_StaySmall() => new FixOf
    {
        Edit = new RewriteSqlRange(Store.MySql, "datetime"),
        Files = { ["Test.cs"] = Code("select id from t where [|date(at) = @d|]") },
        Fixed = { ["Test.cs"] = Code("select id from t where at >= date(@d) and at < date(@d) + interval 1 day") },
    }.RunAsync();

    [Theory]
    [InlineData(Store.PostgreSql, "DATE(at) <> @d")]
    [InlineData(Store.PostgreSql, "DATE(at) = other")]
    [InlineData(Store.PostgreSql, "DATE(at) = $1")]
    [InlineData(Store.PostgreSql, "DATE(at) = '2024-01-01 10:00'")]
    [InlineData(Store.PostgreSql, "DATE(at) = (SELECT max(d) FROM days)")]
    [InlineData(Store.PostgreSql, "date_trunc('month', at) = @d")]
    [InlineData(Store.PostgreSql, "EXTRACT(MONTH FROM at) = 3")]
    [InlineData(Store.PostgreSql, "at + INTERVAL '1 month' > @d")]
    [InlineData(Store.PostgreSql, "at + @interval > @d")]
    [InlineData(Store.PostgreSql, "lower(at) = @d")]
    [InlineData(Store.PostgreSql, "total * 2 > @d")]
    [InlineData(Store.PostgreSql, "DATE(at) /* day */ = @d")]
    [InlineData(Store.PostgreSql, "YEAR(at) = 2024")]
    [InlineData(Store.MySql, "DATE_ADD(at, INTERVAL 1 MONTH) > NOW()")]
    [InlineData(Store.MySql, "DATE(at) = ?")]
    [InlineData(Store.SqlServer, "DATEADD(month, 1, at) > @d")]
    [InlineData(Store.Oracle, "TRUNC(at) = :d")]
    [InlineData(Store.Oracle, "TRUNC(at, 'MM') = DATE '2024-01-01'")]
    [InlineData(Store.Sqlite, "strftime('%Y', at) = '2024'")]
    public Task WhatIsNotProven_None(object store, string comparison) =>
        FixOf.None(new RewriteSqlRange((Store)store, "timestamp without time zone"), Code("SELECT id FROM t WHERE [|" + comparison + "|]"));

    [Theory]
    [InlineData("at + INTERVAL '7 days' > @d")]
    public Task DaysOfATimeZone_None(string comparison) =>
        FixOf.None(new RewriteSqlRange(Store.PostgreSql, "timestamp with time zone"), Code("SELECT id FROM t WHERE [|" + comparison + "|]"));

    [Theory]
    [InlineData("db.Query<Order>(\"SELECT Id FROM Orders WHERE [|date(CreatedAt) = @day|]\", new { day });", "db.Query<Order>(\"SELECT Id FROM Orders WHERE CreatedAt >= date(@day) AND CreatedAt < date(@day, '+1 day')\", new { day });")]
    public Task OfTheRule_TheFindingIsGone(string before, string after) => Verify.Fix("DBA1013", Shop(before), Shop(after));

    private static Task Fix(Store store, string before, string after) => new FixOf
    {
        Edit = new RewriteSqlRange(store, "timestamp without time zone"),
        Files = { ["Test.cs"] = Code("SELECT id FROM t WHERE " + before) },
        Fixed = { ["Test.cs"] = Code("SELECT id FROM t WHERE " + after) },
    }.RunAsync();

    private static string Code(string sql) => "public class Queries\n{\n    public string Sql => \"" + sql + "\";\n}\n";

    private static string Shop(string body) => $$"""
        using System.Data;
        using Dapper;

        [Index(nameof(CreatedAt))]
        public class Order
        {
            public int Id { get; set; }
            public DateTime CreatedAt { get; set; }
        }

        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
        }

        public class Reports(IDbConnection db)
        {
            public void Run(DateTime day)
            {
                {{body}}
            }
        }
        """;
}
