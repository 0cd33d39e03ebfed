namespace DbArchitect.Analyzers.Tests.SqlRules;

/// <summary>A shop on SQLite or PostgreSQL that is asked by Dapper, ADO.NET and raw EF SQL.</summary>
internal static class SqlRuleCase
{
    public static Task Sqlite(string rule, string body, string? message = null) => Run(rule, "UseSqlite(\"Data Source=shop.db\")", body, message);

    public static Task PostgreSql(string rule, string body, string? message = null) => Run(rule, "UseNpgsql(\"Host=db\")", body, message);

    private static Task Run(string rule, string use, string body, string? message) => new Verify
    {
        Rules = [rule],
        Message = message,
        Files =
        {
            ["Test.cs"] = $$"""
                using System.Data;
                using Dapper;

                public enum Status { Open, Paid }

                public class Order
                {
                    public int Id { get; set; }
                    public string Email { get; set; } = "";
                    public Status Status { get; set; }
                }

                public record Filter(string Email, int Page);

                public class Shop : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.{{use}};
                }

                public class Reports(Shop shop, IDbConnection db)
                {
                    private const string Table = "Orders";

                    public object? Run(string email, int id, Status status, Filter filter, List<int> ids, List<string> names, string order)
                    {
                        {{body}}
                        return null;
                    }
                }
                """,
        },
    }.RunAsync();
}
