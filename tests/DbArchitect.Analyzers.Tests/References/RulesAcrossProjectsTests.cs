namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

/// <summary>Rules over queries whose entities and context are in other projects: the same in a build and in an editor.</summary>
public sealed class RulesAcrossProjectsTests
{
    private const string Entities = """
        namespace Shop;
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; } = []; }
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public string Number { get; set; } = "";
            public DateTime CreatedAt { get; set; }
            public string Note { get; set; } = "";
            public string Street { get; set; } = "";
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
        }
        """;

    private const string Context = """
        namespace Shop.Data;
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Order>().HasIndex(o => o.Number);
        }
        """;

    private static readonly Dictionary<string, string> Options = new() { ["dbarchitect.provider"] = "postgresql" };

    private static Task Verify(string body, Dictionary<string, string>? files = null, string? message = null) => ReferencedProjects.VerifyAsync(
        "DBA1001",
        [Entities, Context],
        "using Shop; using Shop.Data; public class OrderQueries(ShopContext db) { " + body + " }",
        message,
        Options,
        files);

    [Fact]
    public Task FilterWithoutIndex_Fires() => Verify(
        "public Task<Order?> Find(string email) => db.Orders.Where(o => [|o.Email == email|]).FirstOrDefaultAsync();",
        message: "No index serves Orders by (Email =): this query reads the whole table. Add an index on (Email). Declared: PK(Id), IX(CustomerId), IX(Number)");

    [Fact]
    public Task FilterOnIndexOfTheReferencedContext_IsSilent() =>
        Verify("public Task<Order?> Find(string number) => db.Orders.Where(o => o.Number == number).FirstOrDefaultAsync();");

    [Fact]
    public Task FilterOnConventionIndexOfTheReferencedContext_IsSilent() =>
        Verify("public Task<List<Order>> Of(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();");

    [Fact]
    public Task IndexThatOnlyTheSchemaFileKnows_IsSilent() => Verify(
        "public Task<Order?> Find(string email) => db.Orders.Where(o => o.Email == email).FirstOrDefaultAsync();",
        new() { ["shop.dbarchitect.json"] = """{"dbarchitect":1,"schemas":[{"tables":[{"name":"Orders","indexes":[{"name":"manual","columns":["Email"]}]}]}]}""" });

    [Fact]
    public Task TableThatTheSchemaFileCountsAsSmall_IsSilent() => Verify(
        "public Task<Order?> Find(string email) => db.Orders.Where(o => o.Email == email).FirstOrDefaultAsync();",
        new() { ["shop.dbarchitect.json"] = """{"dbarchitect":1,"schemas":[{"tables":[{"name":"Orders","rowCount":20}]}]}""" });
}
