using System.Collections.Immutable;
using DbArchitect.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Tests.Hosting;

/// <summary>Queries of one table in several files get one remedy: in a build, in an editor that asks for one file, and after an edit of another.</summary>
public sealed class TableQueriesTests
{
    private const string Model = """
        public class Order { public int Id { get; set; } public string Email { get; set; } = ""; public string Reference { get; set; } = ""; public DateTime CreatedAt { get; set; } }
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("");
        }
        """;

    private const string Find = "public class Finder(ShopContext db) { public Order? Find(string email) => db.Orders.FirstOrDefault(o => o.Email == email); }";

    private const string Page = """
        public class Pager(ShopContext db)
        {
            public List<Order> Page(string email) => db.Orders.Where(o => o.Email == email).OrderBy(o => o.CreatedAt).Take(20).ToList();
        }
        """;

    private static CSharpCompilation Compile(params string[] files)
    {
        var compilation = CSharpCompilation.Create(
            "Shop",
            [.. files.Append(Verify.GlobalUsings).Select(static (text, i) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), "File" + i + ".cs"))],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    /// <summary>What is to be added, as the analyzer of an editor says it of one file.</summary>
    private static async Task<string[]> Remedies(DatabaseAnalyzer analyzer, CSharpCompilation compilation, int file)
    {
        var tree = compilation.SyntaxTrees[file];
        var found = await compilation.WithAnalyzers([analyzer], new AnalyzerOptions([])).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default);
        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id is "AD0001" or "DBA9999");
        return [.. found.Where(static diagnostic => diagnostic.Id is "DBA1001" or "DBA1002").Select(static diagnostic => RemedyOf(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private static string RemedyOf(string message)
    {
        var start = message.IndexOf("index on (", StringComparison.Ordinal) + "index on ".Length;
        return message[start..(message.IndexOf(')', start) + 1)];
    }

    [Fact]
    public async Task QueriesInTwoFiles_NameOneRemedy()
    {
        var compilation = Compile(Model, Find, Page);
        var analyzer = new DatabaseAnalyzer();
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(analyzer, compilation, 1));
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(analyzer, compilation, 2));
        Assert.Equal(["(Email)"], await Remedies(analyzer, Compile(Model, Find), 1));
    }

    [Fact]
    public async Task EditOfTheOtherFile_ChangesTheRemedy()
    {
        var compilation = Compile(Model, Find, Page);
        var analyzer = new DatabaseAnalyzer();
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(analyzer, compilation, 1));
        var other = compilation.SyntaxTrees[2];
        compilation = compilation.ReplaceSyntaxTree(other, other.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(Page.Replace(".OrderBy(o => o.CreatedAt)", "", StringComparison.Ordinal))));
        Assert.Equal(["(Email)"], await Remedies(analyzer, compilation, 1));
    }

    [Fact]
    public async Task EditOfTheFileWithTheMethodThatTheQueryGoesThrough_ChangesTheRemedy()
    {
        const string Extensions = "public static class Filters { public static IQueryable<Order> Newest(this IQueryable<Order> orders) => orders.OrderBy(o => o.CreatedAt).Take(20); }";
        const string Through = "public class Pager(ShopContext db) { public List<Order> Page(string email) => db.Orders.Where(o => o.Email == email).Newest().ToList(); }";
        var compilation = Compile(Model, Find, Through, Extensions);
        var analyzer = new DatabaseAnalyzer();
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(analyzer, compilation, 1));
        var other = compilation.SyntaxTrees[3];
        compilation = compilation.ReplaceSyntaxTree(other, other.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(Extensions.Replace("CreatedAt", "Reference", StringComparison.Ordinal))));
        Assert.Equal(["(Email, Reference)"], await Remedies(analyzer, compilation, 1));
    }

    [Theory]
    [InlineData("public class Pager(ShopContext db) { public List<Order> Page(string email) => db.Set<Order>().Where(o => o.Email == email).OrderBy(o => o.CreatedAt).Take(20).ToList(); }", "")]
    [InlineData(
        "public class Pager(Rows rows) { public object Page(string email) => rows.Open.Where(o => o.Email == email).OrderBy(o => o.CreatedAt).Take(20).ToList(); }",
        "public class Rows(ShopContext db) { public IQueryable<Order> Open => db.Orders; }")]
    [InlineData(
        "public class Pager(Finder2 rows) { public object Page(string email) => rows.All().Where(o => o.Email == email).OrderBy(o => o.CreatedAt).Take(20).ToList(); }",
        "public class Repo<T>(ShopContext db) where T : class { public IQueryable<T> All() => db.Set<T>(); } public class Finder2(ShopContext db) : Repo<Order>(db);")]
    public async Task HoweverTheOtherFileGetsAtTheRows_ItCounts(string other, string more)
    {
        var analyzer = new DatabaseAnalyzer();
        var compilation = Compile(Model, Find, other, more);
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(analyzer, compilation, 1));
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(analyzer, compilation, 2));
    }

    [Theory]
    [InlineData("// <auto-generated/>\n")]
    [InlineData("#pragma warning disable DBA1001\n")]
    public async Task GeneratedFile_DoesNotCount(string head)
    {
        var compilation = Compile(Model, Find, head + Page);
        Assert.Equal([head.StartsWith("//", StringComparison.Ordinal) ? "(Email)" : "(Email, CreatedAt)"], await Remedies(new DatabaseAnalyzer(), compilation, 1));
    }

    [Fact]
    public async Task OtherFileHalfTyped_IsLeftOut()
    {
        var compilation = Compile(Model, Find, Page);
        var other = compilation.SyntaxTrees[2];
        compilation = compilation.ReplaceSyntaxTree(other, other.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(Page.Replace(".ToList()", ".", StringComparison.Ordinal))));
        Assert.Equal(["(Email)"], await Remedies(new DatabaseAnalyzer(), compilation, 1));
    }

    [Theory]
    [InlineData(ReferenceForm.Assembly)]
    [InlineData(ReferenceForm.Compilation)]
    public async Task TwoProjects_EachIsJudgedAlone(ReferenceForm form)
    {
        var first = ReferencedProjects.Compile("First", Model + Page, []);
        var reference = ReferencedProjects.Reference(form, first);
        var second = ReferencedProjects.Compile("Second", Find, [reference]);
        Assert.Equal(["(Email)"], await Remedies(new DatabaseAnalyzer(), second, 0));
        Assert.Equal(["(Email, CreatedAt)"], await Remedies(new DatabaseAnalyzer(), first, 0));
    }
}
