using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Tests.Robustness;

/// <summary>More of everything than anybody writes by hand, but a generator may: it is read in time, or not read, and the rest of the project is.</summary>
public sealed class LargeInputTests
{
    private const string Context = """
        public class Order { public int Id { get; set; } public int Amount { get; set; } public string Email { get; set; } = ""; public Order? Parent { get; set; } public List<Order> Children { get; } = new(); }
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("");
        }

        """;

    private static Task Query(string statements) => Trial.Code(Context + "public class Q(ShopContext db) { public void M(int[] ids, bool flag) {\n" + statements + "\n} }");

    private static string Join(string separator, int count, Func<int, string> part) => string.Join(separator, Enumerable.Range(0, count).Select(part));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    [Fact]
    public Task EntityOf2000Properties() => Trial.Code(
        "public class Wide { public int Id { get; set; }\n" + Join("\n", 2000, static i => $"public string P{i} {{ get; set; }} = \"\";") + "\n}\n"
        + "public class WideContext : DbContext { public DbSet<Wide> Wides => Set<Wide>(); protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(\"\");\n"
        + Join("\n", 50, static i => $"public List<Wide> M{i}(string v) => Wides.Where(w => w.P{i * 7} == v && w.P{i} != \"\").OrderBy(w => w.P{i + 9}).ToList();") + "\n}");

    [Fact]
    public Task ModelOf20000Lines() => Trial.Code(
        Join("\n", 100, static i => $"public class E{i} {{ public int Id {{ get; set; }}" + Join("", 20, static p => $" public string P{p} {{ get; set; }} = \"\";") + " }")
        + "\npublic class LongContext : DbContext { protected override void OnModelCreating(ModelBuilder m) {\n"
        + Join("\n", 20_000, static i => $"m.Entity<E{i % 100}>().Property(e => e.P{i / 100 % 20}).HasMaxLength({i % 500 + 1});") + "\n} }");

    [Fact]
    public Task ModelOf500EntitiesWithNavigationsToAll() => Trial.Code(
        Join("\n", 500, static i => $"public class E{i} {{ public int Id {{ get; set; }}" + Join("", 6, n => $" public int F{n}Id {{ get; set; }} public E{(i * 7 + n * 31) % 500}? F{n} {{ get; set; }}") + " }")
        + "\npublic class NetContext : DbContext {" + Join("\n", 500, static i => $"public DbSet<E{i}> Es{i} => Set<E{i}>();") + "\n public E1? M(int id) => Es1.FirstOrDefault(e => e.F1!.F2!.F3!.Id == id); }");

    [Theory]
    [InlineData(" || ")]
    [InlineData(" && ")]
    public Task PredicateOfManyTerms(string connector) => Query("db.Orders.Where(o => " + Join(connector, 3000, static i => $"o.Amount == {i}") + ").ToList();");

    [Fact]
    public Task PredicatesOfManyCalls() => Query("var q = db.Orders.AsQueryable();\n" + Join("\n", 2000, static i => $"if (ids[{i}] > 0) q = q.Where(o => o.Amount > ids[{i}]);") + "\nq.ToList();");

    [Fact]
    public Task ChainOfManyCalls() => Query("db.Orders" + Repeat(".Where(o => o.Amount > 1)", 800) + ".ToList();");

    [Fact]
    public Task ChainOfManyNavigations() => Query("db.Orders.Where(o => o" + Repeat(".Parent!", 500) + ".Amount == 1).ToList();");

    [Fact]
    public Task SubQueriesInSubQueries() => Query("db.Orders.Where(o0 => " + Join("", 12, static i => $"o{i}.Children.Any(o{i + 1} => ") + "true" + new string(')', 12) + ").ToList();");

    [Fact]
    public Task ParenthesesInParentheses() => Query("db.Orders.Where(o => " + new string('(', 400) + "o.Amount == 1" + new string(')', 400) + ").ToList();");

    [Fact]
    public Task NegationsOfNegations() => Query("db.Orders.Where(o => " + new string('!', 400) + "(o.Amount == 1)).ToList();");

    [Fact]
    public Task ConditionsInConditions() => Query("var q = " + Repeat("flag ? db.Orders.Where(o => o.Amount == 1) : ", 250) + "db.Orders; q.ToList();");

    [Fact]
    public Task BlocksInBlocks() => Query(Repeat("foreach (var a in db.Orders) { if (flag) {", 100) + "db.Orders.First(o => o.Amount == 3);" + Repeat("} }", 100));

    [Fact]
    public Task LambdasInLambdas() => Query("Func<object> f = " + Repeat("() => (Func<object>)(", 60) + "() => db.Orders.First(o => o.Amount == 3)" + new string(')', 60) + ";");

    [Fact]
    public Task BranchesAfterBranches() => Query("var q = db.Orders.AsQueryable(); string sql = \"SELECT * FROM Orders WHERE 1 = 1\";\n"
        + Join("\n", 300, static i => $"if (ids[{i}] > 0) {{ q = q.Where(o => o.Amount == {i}); sql += \" AND Amount = {i}\"; }} else if (flag) {{ q = q.OrderBy(o => o.Email); sql = sql + \" OR Id = {i}\"; }}")
        + "\nq.ToList(); db.Database.ExecuteSqlRaw(sql);");

    [Fact]
    public Task MethodOf5000Queries() => Query(Join("\n", 5000, static i => $"db.Orders.Where(o => o.Amount == {i % 50}).ToList();"));

    [Fact]
    public Task TextOfManyParts() => Query("db.Database.ExecuteSqlRaw(\"SELECT 1\"" + Join("", 3000, static i => $" + \" UNION SELECT {i}\"") + "); string s = \"SELECT 1\"" + Join("", 2000, static i => $" + ids[{i}]") + "; db.Database.ExecuteSqlRaw(s);");

    [Fact]
    public Task TextOfAMegabyte() => Query("db.Database.ExecuteSqlRaw(@\"SELECT * FROM Orders WHERE Id IN (" + Join(",", 150_000, static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)) + ")\");");

    [Fact]
    public Task TextBuiltInManySteps() => Query("var text = new System.Text.StringBuilder();\n" + Join("\n", 2000, static i => $"text.Append(\" AND Amount = \").Append(ids[{i}]);") + "\ndb.Database.ExecuteSqlRaw(\"DELETE FROM Orders WHERE 1=1\" + text);");

    [Fact]
    public Task ListOf20000Values() => Query("var list = new List<int> { " + Join(", ", 20_000, static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)) + " }; db.Orders.Where(o => list.Contains(o.Amount)).ToList();");

    [Theory]
    [InlineData("shop.dbarchitect.json", "{\"a\":")]
    [InlineData("shop.dbarchitect.json", "[[[[[{}")]
    [InlineData("shop.dbarchitect.json", "{\"version\":1,\"schemas\":[{\"tables\":[{\"name\":")]
    [InlineData("shop.dbarchitect.json", "\0\uFFFF")]
    [InlineData("shop.sql", "CREATE TABLE ( ( ( ' ")]
    [InlineData("shop.sql", "INSERT INTO [a VALUES (\"''")]
    [InlineData("shop.sql", "ALTER TABLE x ADD CONSTRAINT /* -- ")]
    public async Task FilesOfGarbage(string name, string piece)
    {
        await new Trial { AdditionalFiles = [new Text(name, piece)], Files = { ["Test.cs"] = Context } }.RunAsync();
        await new Trial { AdditionalFiles = [new Text(name, Repeat(piece, 1_000_000 / piece.Length))], Files = { ["Test.cs"] = Context } }.RunAsync();
    }

    [Fact]
    public Task ScriptsOf2000Tables() => new Trial
    {
        AdditionalFiles =
        [
            new Text("0001.sql", Join("\n", 2000, static i => $"CREATE TABLE T{i} (Id int primary key, Name varchar(20), Other int references T{i / 2}(Id)); CREATE INDEX IX_{i} ON T{i} (Name);")),
            new Text("0002.sql", Join("\n", 2000, static i => $"ALTER TABLE T{i} ADD Extra int; DROP INDEX IX_{i};")),
        ],
        Files = { ["Test.cs"] = Context },
    }.RunAsync();

    private sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
