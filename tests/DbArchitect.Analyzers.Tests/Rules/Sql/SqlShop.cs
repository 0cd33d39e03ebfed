using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.SqlRules;

/// <summary>A shop of orders and customers whose engine is known from its context and from the type of its connection, asked by Dapper, ADO.NET and raw EF SQL.</summary>
internal static class SqlShop
{
    public static Task Sqlite(string rule, string body, string? message = null, DiagnosticSeverity? severity = null) =>
        Run(rule, "UseSqlite(\"Data Source=shop.db\")", "Microsoft.Data.Sqlite.Sqlite", body, message, severity);

    public static Task PostgreSql(string rule, string body, string? message = null, DiagnosticSeverity? severity = null) =>
        Run(rule, "UseNpgsql(\"Host=db\")", "Npgsql.Npgsql", body, message, severity);

    public static Task SqlServer(string rule, string body, string? message = null, DiagnosticSeverity? severity = null) =>
        Run(rule, "UseSqlServer(\"Server=db\")", "Microsoft.Data.SqlClient.Sql", body, message, severity);

    /// <summary>SQLite, before and after the fix.</summary>
    public static Task Fix(string rule, string body, string fixedBody) => new Verify
    {
        Rules = [rule],
        Files = { ["Test.cs"] = Code("UseSqlite(\"Data Source=shop.db\")", "Microsoft.Data.Sqlite.Sqlite", body) },
        Fixed = { ["Test.cs"] = Code("UseSqlite(\"Data Source=shop.db\")", "Microsoft.Data.Sqlite.Sqlite", fixedBody) },
    }.RunAsync();

    /// <summary>PostgreSQL, before and after the fix.</summary>
    public static Task FixOnPostgreSql(string rule, string body, string fixedBody) => new Verify
    {
        Rules = [rule],
        Files = { ["Test.cs"] = Code("UseNpgsql(\"Host=db\")", "Npgsql.Npgsql", body) },
        Fixed = { ["Test.cs"] = Code("UseNpgsql(\"Host=db\")", "Npgsql.Npgsql", fixedBody) },
    }.RunAsync();

    /// <summary>SQL Server, before and after the fix.</summary>
    public static Task FixOnSqlServer(string rule, string body, string fixedBody) => new Verify
    {
        Rules = [rule],
        Files = { ["Test.cs"] = Code("UseSqlServer(\"Server=db\")", "Microsoft.Data.SqlClient.Sql", body) },
        Fixed = { ["Test.cs"] = Code("UseSqlServer(\"Server=db\")", "Microsoft.Data.SqlClient.Sql", fixedBody) },
    }.RunAsync();

    public static Task NoFixOnSqlServer(string rule, string body) => new Verify
    {
        Rules = [rule],
        HasNoFix = true,
        Files = { ["Test.cs"] = Code("UseSqlServer(\"Server=db\")", "Microsoft.Data.SqlClient.Sql", body) },
    }.RunAsync();

    private static Task Run(string rule, string use, string driver, string body, string? message, DiagnosticSeverity? severity) => new Verify
    {
        Rules = [rule],
        Message = message,
        Severity = severity,
        Files = { ["Test.cs"] = Code(use, driver, body) },
    }.RunAsync();

    private static string Code(string use, string driver, string body) => $$"""
                using System.ComponentModel.DataAnnotations.Schema;
                using System.Data;
                using Dapper;

                public enum Status { Open, Paid }

                [Index(nameof(Number), IsUnique = true)]
                public class Order
                {
                    public int Id { get; set; }
                    public string Number { get; set; } = "";
                    public string Code { get; set; } = "";
                    public string? Email { get; set; }
                    public Status Status { get; set; }
                    public Status State { get; set; }
                    public decimal Total { get; set; }
                    public bool IsPaid { get; set; }
                    public System.Guid Reference { get; set; }
                    public System.DateTime PlacedAt { get; set; }
                    public int CustomerId { get; set; }
                    public int? CouponId { get; set; }
                }

                public class Customer
                {
                    public int Id { get; set; }
                    public string Name { get; set; } = "";
                    public int? ReferrerId { get; set; }
                }

                public record Row(int Id, string Email);
                public class Person { public int Id { get; set; } public string Name { get; set; } = ""; }
                public class Filter { public string Email { get; set; } = ""; public int Page { get; set; } }

                public class Shop : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    public DbSet<Customer> Customers => Set<Customer>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.{{use}};
                    protected override void OnModelCreating(ModelBuilder model)
                    {
                        model.Entity<Order>().Property(o => o.Number).HasMaxLength(20).IsUnicode(false);
                        model.Entity<Order>().Property(o => o.Code).HasMaxLength(20).IsUnicode(false);
                        model.Entity<Order>().Property(o => o.State).HasConversion<string>();
                        model.Entity<Order>().HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId);
                    }
                }

                public class Reports(Shop shop, {{driver}}Connection db, IDbConnection any)
                {
                    private static void Fill({{driver}}Command command) { }

                    public object? Run(string email, int id, Status status, Filter filter, List<int> ids, List<string> names, string order, bool all)
                    {
                        {{body.Replace("NewCommand", $"new {driver}Command", StringComparison.Ordinal).Replace("NewParameter", $"new {driver}Parameter", StringComparison.Ordinal)}}
                        return null;
                    }
                }
                """;
}
