namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class JoinOffKeyTests
{
    private const string Rule = "DBA2309";

    [Theory]
    [InlineData("_ = (from o in shop.Orders from b in [|shop.Buyers|] where o.Email == \"x\" select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from p in shop.Parts join b in [|shop.Boxes|] on p.BoxNumber equals b.Number select new { p.Id, b.Label }).ToList();")]
    [InlineData("db.Query<Part>(\"SELECT p.* FROM Parts p JOIN [|Boxes|] b ON b.Number = p.BoxNumber WHERE p.TenantId = @tenant\", new { tenant });")]
    [InlineData("_ = (from o in shop.Orders join b in [|shop.Buyers|] on o.Id equals b.Id select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from v in shop.Visits join b in [|shop.Buyers|] on v.OrderId equals b.Id select new { v.Id, b.Name }).ToList();")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o LEFT JOIN [|Buyers|] b ON b.Id = o.Id\");")]
    public Task JoinOffTheKey_Fires(string body) => JoinCode.Check(Rule, body);

    [Theory]
    [InlineData("_ = (from o in shop.Orders join b in shop.Buyers on o.BuyerId equals b.Id select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from o in shop.Orders from b in shop.Buyers where o.BuyerId == b.Id select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from o in shop.Orders from b in shop.Buyers where o.Email == b.Name + \"@x\" select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from o in shop.Orders from b in shop.Buyers where o.PlacedAt > b.Since select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from o in shop.Orders from b in shop.Buyers where b.Id == id select new { o.Id, b.Name }).ToList();")]
    [InlineData("_ = (from o in shop.Orders from c in shop.Currencies select new { o.Id, c.Code }).ToList();")]
    [InlineData("_ = (from o in shop.Orders from v in o.Visits select new { o.Id, v.Page }).ToList();")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o CROSS JOIN Buyers b\");")]
    // Another rule's matter.
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o, Buyers b WHERE o.Email = @id\", new { id });")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o, Buyers b WHERE b.Id = o.BuyerId\");")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o, (SELECT 1 AS One) x\");")]
    public Task TiedOrMeant_Silent(string body) => JoinCode.Check(Rule, body);

    [Theory]
    [InlineData("_ = (from p in shop.Parts join b in shop.Boxes on new { p.TenantId, Number = p.BoxNumber } equals new { b.TenantId, b.Number } select new { p.Id, b.Label }).ToList();")]
    [InlineData("_ = (from p in shop.Parts join b in shop.Boxes on p.BoxNumber equals b.Number where p.TenantId == tenant && b.TenantId == tenant select new { p.Id, b.Label }).ToList();")]
    [InlineData("db.Query<Part>(\"SELECT p.* FROM Parts p JOIN Boxes b ON b.Number = p.BoxNumber AND b.TenantId = p.TenantId\");")]
    [InlineData("db.Query<Part>(\"SELECT p.* FROM Parts p JOIN Boxes b ON b.Number = p.BoxNumber AND b.TenantId = @tenant WHERE p.TenantId = @tenant\", new { tenant });")]
    // The tenant is compared over a third table.
    [InlineData("db.Query<Part>(\"SELECT p.* FROM Parts q JOIN Parts p ON p.TenantId = q.TenantId LEFT JOIN Boxes b ON b.Number = p.BoxNumber AND b.TenantId = q.TenantId\");")]
    public Task CompositeKeyWhole_Silent(string body) => JoinCode.Check(Rule, body);

    [Theory]
    // One to one: the keys are the same.
    [InlineData("_ = (from p in shop.Profiles join b in shop.Buyers on p.Id equals b.Id select new { p.Text, b.Name }).ToList();")]
    [InlineData("_ = (from o in shop.Orders join p in shop.Profiles on o.BuyerId equals p.Id select new { o.Id, p.Text }).ToList();")]
    // Natural keys, and columns that two tables have in common.
    [InlineData("_ = (from o in shop.Orders join b in shop.Buyers on o.Email equals b.Name select new { o.Id, b.Town }).ToList();")]
    [InlineData("_ = (from v in shop.Visits join other in shop.Visits on v.OrderId equals other.OrderId select new { v.Id, Other = other.Id }).ToList();")]
    [InlineData("_ = (from o in shop.Orders join v in shop.Visits on o.Id equals v.OrderId join b in shop.Buyers on o.BuyerId equals b.Id select new { v.Id, b.Name }).ToList();")]
    [InlineData("db.Query<Order>(\"SELECT o.* FROM Orders o JOIN Things t ON t.Id = o.Id\");")]
    public Task OtherPairThatMayBeMeant_Silent(string body) => JoinCode.Check(Rule, body);

    [Fact]
    public Task Message_SaysWhereTheColumnLeads() => JoinCode.Check(
        Rule,
        "_ = (from v in shop.Visits join b in [|shop.Buyers|] on v.OrderId equals b.Id select new { v.Id, b.Name }).ToList();",
        "The join of Visit and Buyer compares OrderId with the primary key of Buyers, but OrderId refers to Orders");

    [Fact]
    public Task Message_NamesTheMissingColumn() => JoinCode.Check(
        Rule,
        "_ = (from p in shop.Parts join b in [|shop.Boxes|] on p.BoxNumber equals b.Number select new { p.Id, b.Label }).ToList();",
        "The join of Part and Box compares only a part of their foreign key: rows of another TenantId match too. Compare TenantId as well");

    /// <summary>Of two foreign keys between the tables the one that is compared most is meant.</summary>
    [Fact]
    public Task TwoKeys_NamesTheColumnOfTheOneThatIsMeant() => new Verify
    {
        Rules = [Rule],
        Message = "The join of Link and Node compares only a part of their foreign key: rows of another ToKind match too. Compare ToKind as well",
        Files =
        {
            ["Test.cs"] = """
                public class Node { public int Wallet { get; set; } public string Kind { get; set; } = ""; public int Id { get; set; } public string Data { get; set; } = ""; }
                public class Link
                {
                    public int Id { get; set; }
                    public int Wallet { get; set; }
                    public string FromKind { get; set; } = "";
                    public int FromId { get; set; }
                    public string ToKind { get; set; } = "";
                    public int ToId { get; set; }
                }
                public class Shop : DbContext
                {
                    public DbSet<Node> Nodes => Set<Node>();
                    public DbSet<Link> Links => Set<Link>();
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
                    protected override void OnModelCreating(ModelBuilder model)
                    {
                        model.Entity<Node>().HasKey(n => new { n.Wallet, n.Kind, n.Id });
                        model.Entity<Link>().HasOne<Node>().WithMany().HasForeignKey(l => new { l.Wallet, l.FromKind, l.FromId });
                        model.Entity<Link>().HasOne<Node>().WithMany().HasForeignKey(l => new { l.Wallet, l.ToKind, l.ToId });
                    }
                }
                public class S(Shop shop)
                {
                    public object M() => (from l in shop.Links join n in [|shop.Nodes|] on new { l.Wallet, Id = l.ToId } equals new { n.Wallet, n.Id } select new { l.Id, n.Data }).ToList();
                }
                """,
        },
    }.RunAsync();
}
