using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Indexes;

/// <summary>Real EF code in, diagnostics out: the readers and the index rules together. All index rules are on; what is not marked must be silent.</summary>
public sealed class EndToEndTests
{
    private static readonly string[] IndexRules =
        [.. RuleSet.All.Where(static rule => rule.Descriptor.Category == Category.Indexes).Select(static rule => rule.Descriptor.Id)];

    private static Task Run(string query, string use = "UseSqlServer(\"Server=.\")") => new Verify
    {
        Rules = IndexRules,
        Files =
        {
            ["Test.cs"] = $$"""
                public enum Status { New, Paid, Shipped }
                public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public List<Order> Orders { get; } = []; }
                public class Order
                {
                    public int Id { get; set; }
                    public Guid TenantId { get; set; }
                    public int CustomerId { get; set; }
                    public Customer Customer { get; set; } = null!;
                    public Status Status { get; set; }
                    public string Email { get; set; } = "";
                    public string Reference { get; set; } = "";
                    public string Code { get; set; } = "";
                    public DateTime CreatedAt { get; set; }
                    public decimal Total { get; set; }
                    public bool IsDeleted { get; set; }
                }
                public class ShopContext : DbContext
                {
                    public DbSet<Order> Orders => Set<Order>();
                    public DbSet<Customer> Customers => Set<Customer>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.{{use}};
                    protected override void OnModelCreating(ModelBuilder model)
                    {
                        model.Entity<Order>().HasQueryFilter(o => !o.IsDeleted);
                        model.Entity<Order>().HasIndex(o => o.Reference).IsUnique();
                        model.Entity<Order>().HasIndex(o => new { o.CreatedAt, o.Total });
                    }
                }
                public class Queries(ShopContext db)
                {
                    public async Task Run(int id, int[] ids, string text, DateTime day, Status status, bool all, CancellationToken ct)
                    {
                        {{query}}
                    }
                }
                """,
        },
    }.RunAsync();

    [Theory]
    [InlineData("await db.Orders.FirstOrDefaultAsync(o => {|DBA1001:o.Email == text|}, ct);")]
    [InlineData("await db.Orders.Where(o => {|DBA1001:o.Email == text|} && o.Status == status).ToListAsync(ct);")]
    [InlineData("if (await db.Orders.AnyAsync(o => {|DBA1001:o.Email == text|}, ct)) return;")]
    [InlineData("foreach (var order in await db.Orders.Where(o => {|DBA1001:o.Code == text|}).ToListAsync(ct)) _ = order;")]
    [InlineData("await db.Orders.Where(o => {|DBA1001:o.Email == text|}).ExecuteDeleteAsync(ct);")]
    [InlineData("var q = db.Orders.Where(o => {|DBA1001:o.Email == text|}); if (all) q = q.Where(o => o.Total > 5); await q.ToListAsync(ct);")]
    [InlineData("await (from o in db.Orders where {|DBA1001:o.Email == text|} select o.Id).FirstAsync(ct);")]
    [InlineData("await db.Orders.OrderByDescending(o => {|DBA1002:o.Total|}).Take(10).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => {|DBA1015:o.Email.Contains(text)|}).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => {|DBA1014:o.Email.ToLower() == text|}).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => {|DBA1013:o.CreatedAt.Year == 2024|}).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => {|DBA1016:o.Email == text|} || o.CustomerId == id).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => {|DBA1001:o.Customer.Email == text|}).ToListAsync(ct);")]
    [InlineData("await db.Orders.FromSqlRaw(\"SELECT TOP 1 * FROM Orders WHERE {|DBA1001:Email = {0}|}\", text).ToListAsync(ct);")]
    [InlineData("await db.Orders.FromSql($\"SELECT TOP (5) * FROM Orders WHERE {|DBA1001:Email = |}{text} ORDER BY Id\").Where(o => o.Total > 5).ToListAsync(ct);")]
    [InlineData("await db.Orders.FromSqlRaw(\"SELECT * FROM Orders WHERE {|DBA1001:Email = {0}|}\", text).ToListAsync(ct);")]
    public Task Violation_IsMarked(string query) => Run(query);

    [Theory]
    [InlineData("await db.Orders.FirstOrDefaultAsync(o => o.Id == id && o.Email == text, ct);")]
    [InlineData("await db.Orders.FindAsync([id], ct);")]
    [InlineData("await db.Orders.Where(o => o.CustomerId == id && o.Status == status).ToListAsync(ct);")]
    [InlineData("await db.Orders.FirstAsync(o => o.Reference == text, ct);")]
    [InlineData("await db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => o.Status == status).ToListAsync(ct);")]
    [InlineData("await db.Orders.Where(o => o.CreatedAt >= day && o.CreatedAt < day.AddDays(1)).ToListAsync(ct);")]
    [InlineData("await db.Orders.OrderByDescending(o => o.CreatedAt).Take(10).ToListAsync(ct);")]
    [InlineData("await db.Orders.ToListAsync(ct);")]
    [InlineData("await db.Customers.Where(c => c.Id == id).SelectMany(c => c.Orders).Where(o => o.Email == text).ToListAsync(ct);")]
    [InlineData("await db.Customers.Include(c => c.Orders).FirstAsync(c => c.Id == id, ct);")]
    [InlineData("var q = db.Orders.AsQueryable(); if (all) q = q.Where(o => o.Email == text); await q.ToListAsync(ct);")]
    [InlineData("var list = new List<Order>(); _ = list.Where(o => o.Email == text).ToList(); await Task.CompletedTask;")]
    [InlineData("await db.Orders.FromSqlRaw(\"SELECT TOP 1 * FROM Orders WHERE Reference = {0}\", text).ToListAsync(ct);")]
    [InlineData("var q = db.Orders.FromSqlRaw(\"SELECT * FROM Orders WHERE Status = {0}\", status); await q.Where(o => o.Reference == text).ToListAsync(ct);")]
    public Task Served_Silent(string query) => Run(query);

    /// <summary>A convention that is taken out makes no index.</summary>
    [Fact]
    public Task ForeignKeyIndexConventionRemoved_IsMarked() => new Verify
    {
        Rules = ["DBA1006"],
        Files =
        {
            ["Test.cs"] = """
                public class Customer { public int Id { get; set; } }
                public class Order
                {
                    public int Id { get; set; }
                    public int CustomerId { get; set; }
                    public Customer [|Customer|] { get; set; } = null!;
                    public int SellerId { get; set; }
                    public Customer Seller { get; set; } = null!;
                }
                public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
                {
                    public DbSet<Order> Orders => Set<Order>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
                    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
                        configuration.Conventions.Remove(typeof(Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention));
                    protected override void OnModelCreating(ModelBuilder model) => model.Entity<Order>().HasIndex(o => o.SellerId);
                }
                """,
        },
        Fixed =
        {
            ["Test.cs"] = """
                public class Customer { public int Id { get; set; } }
                public class Order
                {
                    public int Id { get; set; }
                    public int CustomerId { get; set; }
                    public Customer Customer { get; set; } = null!;
                    public int SellerId { get; set; }
                    public Customer Seller { get; set; } = null!;
                }
                public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
                {
                    public DbSet<Order> Orders => Set<Order>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
                    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
                        configuration.Conventions.Remove(typeof(Microsoft.EntityFrameworkCore.Metadata.Conventions.ForeignKeyIndexConvention));
                    protected override void OnModelCreating(ModelBuilder model)
                    {
                        model.Entity<Order>().HasIndex(o => o.SellerId);
                        model.Entity<Order>().HasIndex(o => o.CustomerId);
                    }
                }
                """,
        },
    }.RunAsync();

    [Fact]
    public Task HandedOnAsAQuery_Silent() => new Verify
    {
        Rules = IndexRules,
        Files =
        {
            ["Test.cs"] = """
                public class Order { public int Id { get; set; } public string Email { get; set; } = ""; }
                public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders => Set<Order>(); }
                public static class Queries { public static IQueryable<Order> ByMail(ShopContext db, string text) => db.Orders.Where(o => o.Email == text); }
                """,
        },
    }.RunAsync();

    [Fact]
    public Task TableThatIsLoadedWholeElsewhere_Informs() => new Verify
    {
        Rules = ["DBA1001"],
        Severity = DiagnosticSeverity.Info,
        Files =
        {
            ["Test.cs"] = """
                public class Library { public int Id { get; set; } public string Name { get; set; } = ""; public string Folder { get; set; } = ""; public DateTime ScannedAt { get; set; } public int Kind { get; set; } }
                public class Media : DbContext
                {
                    public DbSet<Library> Libraries => Set<Library>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
                }
                public class Repository(Media db)
                {
                    public Task<List<Library>> All() => db.Libraries.OrderBy(l => l.Name).ToListAsync();
                    public Task<bool> Exists(string name) => db.Libraries.AnyAsync(l => [|l.Name == name|]);
                }
                """,
        },
    }.RunAsync();

    /// <summary>The unique index of the joined table takes the join and the comparison: another on the compared column alone would help nobody.</summary>
    [Fact]
    public Task JoinedTableFoundByOneIndex_IsNotBlamed() => new Verify
    {
        Rules = IndexRules,
        Files =
        {
            ["Test.cs"] = """
                public class Organization { public Guid Id { get; set; } public string Name { get; set; } = ""; }
                public class Policy { public Guid Id { get; set; } public Guid OrganizationId { get; set; } public string Code { get; set; } = ""; public bool Enabled { get; set; } }
                public class Vault : DbContext
                {
                    public DbSet<Organization> Organizations => Set<Organization>();
                    public DbSet<Policy> Policies => Set<Policy>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
                    protected override void OnModelCreating(ModelBuilder model) => model.Entity<Policy>().HasIndex(p => new { p.OrganizationId, p.Code }).IsUnique();
                }
                public class Repository(Vault db)
                {
                    public Task<List<Policy>> Of(string code) => (from o in db.Organizations join p in db.Policies on o.Id equals p.OrganizationId where p.Code == code select p).ToListAsync();
                }
                """,
        },
    }.RunAsync();

    [Fact]
    public Task ColumnWithACopyInOneCase_IsPointedTo() => new Verify
    {
        Rules = ["DBA1001"],
        Message = "No index serves Users by (UserName =): this query reads the whole table. Add an index on (UserName), or compare NormalizedUserName, which has one. Declared: PK(Id), UX(NormalizedUserName) where [NormalizedUserName] IS NOT NULL",
        Files =
        {
            ["Test.cs"] = """
                public class User { public int Id { get; set; } public string? UserName { get; set; } public string? NormalizedUserName { get; set; } public DateTime SeenAt { get; set; } }
                public class Accounts : DbContext
                {
                    public DbSet<User> Users => Set<User>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
                    protected override void OnModelCreating(ModelBuilder model) => model.Entity<User>().HasIndex(u => u.NormalizedUserName).IsUnique();
                }
                public class Repository(Accounts db)
                {
                    public Task<User?> By(string name) => db.Users.FirstOrDefaultAsync(u => [|u.UserName == name|]);
                }
                """,
        },
    }.RunAsync();

    [Fact]
    public Task SubQueryOverItsOwnGroup_Silent() => Run(
        "Console.WriteLine(await db.Orders.GroupBy(o => o.Code).Select(g => new { g.Key, Size = db.Orders.Where(o => o.Code == g.Key).Sum(o => o.Total) }).ToListAsync(ct));");
}
