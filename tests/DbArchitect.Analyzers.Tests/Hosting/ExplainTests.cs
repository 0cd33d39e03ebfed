namespace DbArchitect.Analyzers.Tests.Hosting;

public sealed class ExplainTests
{
    private const string Model = """
        public class {|DBA9101:Order|}
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }

        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
        }

        """;

    [Fact]
    public Task Query_TellsShapeVerdictAndAdvice() => Queries(
        "return shop.Orders.{|DBA9100:FirstOrDefaultAsync(order => order.Email == email)|};",
        "Orders: Email = p:email | FirstOrDefaultAsync || Orders: no index serves it; declared: PK(Id); would serve: (Email)");

    [Fact]
    public Task ServedQuery_TellsThePath() => Queries(
        "return shop.Orders.{|DBA9100:FirstOrDefaultAsync(order => order.Id == 3)|};",
        "Orders: Id = 3 | FirstOrDefaultAsync || Orders: one row by PK(Id)");

    [Fact]
    public Task Entity_TellsTableAndIndexes() => new Verify
    {
        Rules = ["DBA9101"],
        Files = { ["Test.cs"] = Model },
        Options = { ["dbarchitect.explain"] = "schema" },
        Message = "Orders (Sqlite): Email TEXT, Id INTEGER | PK(Id)",
    }.RunAsync();

    [Fact]
    public Task NotAsked_Silent() => new Verify { Rules = ["DBA9100", "DBA9101"], Files = { ["Test.cs"] = Model.Replace("{|DBA9101:Order|}", "Order", StringComparison.Ordinal) } }.RunAsync();

    private static Task Queries(string body, string message) => new Verify
    {
        Rules = ["DBA9100"],
        Files =
        {
            ["Test.cs"] = Model.Replace("{|DBA9101:Order|}", "Order", StringComparison.Ordinal)
                + "public class Service(Shop shop) { public Task<Order?> M(string email) { " + body + " } }",
        },
        Options = { ["dbarchitect.explain"] = "queries" },
        Message = message,
    }.RunAsync();
}
