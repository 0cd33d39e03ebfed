namespace DbArchitect.Analyzers.Tests.Queries;

/// <summary>Orders of tenants, their visits and parts, asked by LINQ and by Dapper.</summary>
internal static class JoinCode
{
    public static Task Check(string rule, string body, string? message = null) => new Verify
    {
        Rules = [rule],
        Message = message,
        Files =
        {
            ["Test.cs"] = $$"""
                using System.Data;
                using Dapper;

                public class Order
                {
                    public int TenantId { get; set; }
                    public int Id { get; set; }
                    public string Email { get; set; } = "";
                    public DateTime PlacedAt { get; set; }
                    public int BuyerId { get; set; }
                    public List<Visit> Visits { get; set; } = [];
                }

                public class Buyer
                {
                    public int Id { get; set; }
                    public string Name { get; set; } = "";
                    public string Street { get; set; } = "";
                    public string Town { get; set; } = "";
                    public DateTime Since { get; set; }
                }

                public class Profile
                {
                    public int Id { get; set; }
                    public string Text { get; set; } = "";
                    public Buyer? Buyer { get; set; }
                }

                public class Visit
                {
                    public int Id { get; set; }
                    public int OrderId { get; set; }
                    public Order? Order { get; set; }
                    public int Page { get; set; }
                    public DateTime At { get; set; }
                    public DateOnly Day { get; set; }
                }

                public class Part
                {
                    public int Id { get; set; }
                    public int TenantId { get; set; }
                    public int BoxNumber { get; set; }
                    public string Name { get; set; } = "";
                    public Box? Box { get; set; }
                }

                public class Box
                {
                    public int TenantId { get; set; }
                    public int Number { get; set; }
                    public string Label { get; set; } = "";
                    public DateTime PackedAt { get; set; }
                }

                public class Currency
                {
                    public int Id { get; set; }
                    public string Code { get; set; } = "";
                }

                public class Shop : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    public DbSet<Buyer> Buyers => Set<Buyer>();
                    public DbSet<Profile> Profiles => Set<Profile>();
                    public DbSet<Visit> Visits => Set<Visit>();
                    public DbSet<Part> Parts => Set<Part>();
                    public DbSet<Box> Boxes => Set<Box>();
                    public DbSet<Currency> Currencies => Set<Currency>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
                    protected override void OnModelCreating(ModelBuilder model)
                    {
                        model.Entity<Order>().HasOne<Buyer>().WithMany().HasForeignKey(o => o.BuyerId);
                        model.Entity<Profile>().HasOne(p => p.Buyer).WithOne().HasForeignKey<Profile>(p => p.Id);
                        model.Entity<Box>().HasKey(b => new { b.TenantId, b.Number });
                        model.Entity<Part>().HasOne(p => p.Box).WithMany().HasForeignKey(p => new { p.TenantId, p.BoxNumber });
                    }
                }

                public class Reports(Shop shop, IDbConnection db)
                {
                    public object? Run(int id, int tenant, List<int> ids, DateTime from, DateTime to)
                    {
                        {{body}}
                        return null;
                    }
                }
                """,
        },
    }.RunAsync();
}
