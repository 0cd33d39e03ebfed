using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Tests.Readers.SqlStrings;

/// <summary>SQL that a program takes out of its own assembly, in the forms in which people do.</summary>
public sealed class EmbeddedTextTests
{
    private const string Stream = "Assembly.GetExecutingAssembly().GetManifestResourceStream";

    [Fact]
    public void HelperThatReadsAFile_GivesTheFile() => AssertTexts(
        "static string Load(string name) { using (var reader = new StreamReader(" + Stream + "($\"Shop.Data.Queries.{name}.sql\")!)) { return reader.ReadToEnd(); } }",
        "Run(Load(\"Orders\"));",
        "select * from orders");

    [Fact]
    public void PublicHelperInAnotherClass_GivesTheFile() => AssertTexts(
        "public static class Files { public static string Load(string name) { var full = typeof(Files).Namespace + \".Queries.\" + name; "
        + "using var stream = typeof(Files).Assembly.GetManifestResourceStream(full) ?? throw new InvalidOperationException(name); using var reader = new StreamReader(stream); "
        + "var text = reader.ReadToEnd(); return text; } } ",
        "Run(Files.Load(\"Orders.sql\"));",
        "select * from orders");

    [Fact]
    public void AwaitedHelper_GivesTheFile() => AssertTexts(
        "static async System.Threading.Tasks.Task<string> LoadAsync(string name) { using var reader = new StreamReader(" + Stream + "(\"Shop.Data.Queries.\" + name + \".sql\")!); "
        + "return await reader.ReadToEndAsync(); }",
        "Run(await LoadAsync(\"Orders\"));",
        "select * from orders");

    [Fact]
    public void FieldThatTheConstructorFills_GivesTheFile() => AssertTexts(
        "readonly string orders; public C() { orders = Load(\"Orders\"); } "
        + "static string Load(string name) => new StreamReader(" + Stream + "($\"Shop.Data.Queries.{name}.sql\")!).ReadToEnd();",
        "Run(orders);",
        "select * from orders");

    [Fact]
    public void NameFoundByItsEnd_GivesTheFile() => AssertTexts(
        "static string Load(string name) { var assembly = typeof(C).Assembly; var full = assembly.GetManifestResourceNames().Single(known => known.EndsWith(\".\" + name)); "
        + "using var reader = new StreamReader(assembly.GetManifestResourceStream(full)!); return reader.ReadToEnd(); }",
        "Run(Load(\"Orders.sql\"));",
        "select * from orders");

    [Fact]
    public void PlaceholderInAFile_IsReplaced() => AssertTexts(
        "static string Load(string name) => new StreamReader(" + Stream + "($\"Shop.Data.Queries.{name}.sql\")!).ReadToEnd();",
        "Run(Load(\"Purge\").Replace(\"{schema}\", \"shop\").Replace(\"{table}\", table));",
        "delete from shop.{table} where done");

    [Fact]
    public void UnknownName_IsHole() => AssertTexts(
        "static string Load(string name) => new StreamReader(" + Stream + "($\"Shop.Data.Queries.{name}.sql\")!).ReadToEnd();",
        "Run(Load(table));",
        "{new StreamReader(" + Stream + "($\"Shop.Data.Queries.{name}.sql\")!).ReadToEnd()}");

    [Fact]
    public void NameThatIsPartlyUnknown_IsHole() => AssertTexts(
        "static string Load(string name) => new StreamReader(" + Stream + "($\"{name}Orders.sql\")!).ReadToEnd();",
        "Run(Load(table));",
        "{new StreamReader(" + Stream + "($\"{name}Orders.sql\")!).ReadToEnd()}");

    [Fact]
    public void TwoFilesOfTheName_AreTakenApartByTheirFolder() => AssertTexts(
        "static string Load(string name) => new StreamReader(" + Stream + "(\"Shop.Data.\" + name)!).ReadToEnd();",
        "Run(Load(\"Reports.Daily.sql\"));",
        "select 2");

    [Fact]
    public void TwoFilesOfTheName_WithoutTheirFolder_AreHole() => AssertTexts(
        "static string Load(string name) => new StreamReader(typeof(C).Assembly.GetManifestResourceStream(typeof(C), name)!).ReadToEnd();",
        "Run(Load(\"Daily.sql\"));",
        "{new StreamReader(typeof(C).Assembly.GetManifestResourceStream(typeof(C), name)!).ReadToEnd()}");

    [Fact]
    public void StringOfResx_ByItsDesigner_IsText() => AssertTexts(
        Designer,
        "Run(Statements.ByEmail);",
        "select * from orders where email < @email");

    [Fact]
    public void StringOfResx_ByItsManager_IsText() => AssertTexts(
        "static readonly System.Resources.ResourceManager Texts = new(\"Shop.Data.Statements\", typeof(C).Assembly);",
        "Run(Texts.GetString(\"ByEmail\"));",
        "select * from orders where email < @email");

    [Fact]
    public void StringThatResxDoesNotHave_IsHole() => AssertTexts(
        "static readonly System.Resources.ResourceManager Texts = new(typeof(C));",
        "Run(Texts.GetString(\"ByEmail\"));",
        "{Texts.GetString(\"ByEmail\")}");

    [Fact]
    public void ImageOfResx_IsHole() => AssertTexts(
        "static readonly System.Resources.ResourceManager Texts = new(\"Shop.Data.Statements\", typeof(C).Assembly);",
        "Run(Texts.GetString(\"Logo\"));",
        "{Texts.GetString(\"Logo\")}");

    [Theory]
    [InlineData("string sql = \"select {x} from t\"; Run(sql.Replace(\"{x}\", \"a\"));", "select a from t")]
    [InlineData("Run(\"select {x}, {x} from t\".Replace(\"{x}\", table));", "select {table}, {table} from t")]
    [InlineData("Run(\"select 1\".Replace(table, \"a\"));", "{\"select 1\".Replace(table, \"a\")}")]
    public void Replace_IsDone(string statement, string expected) => AssertTexts("", statement, expected);

    [Fact]
    public void TwoConstructors_FieldIsHole() => AssertTexts(
        "readonly string sql; public C() { sql = \"select 1\"; } public C(string given) { sql = given; }",
        "Run(sql);",
        "{sql}");

    [Fact]
    public void HalfTypedResx_CountsAsFarAsItGoes()
    {
        var texts = new EmbeddedTexts([new File("/shop/Texts.resx", "<root><data name=\"A\"><value>select 1</value></data><data name=\"B\"><val")]);
        Assert.Equal("select 1", texts.String("Shop.Texts", "A", default));
        Assert.Null(texts.String("Shop.Texts", "B", default));
        Assert.Null(new EmbeddedTexts([new File("/shop/Texts.resx", "")]).String("Shop.Texts", "A", default));
    }

    private const string Designer = """
        internal class Statements
        {
            private static global::System.Resources.ResourceManager resourceMan;
            private static global::System.Globalization.CultureInfo resourceCulture;
            internal static global::System.Resources.ResourceManager ResourceManager {
                get {
                    if (object.ReferenceEquals(resourceMan, null)) {
                        global::System.Resources.ResourceManager temp = new global::System.Resources.ResourceManager("Shop.Data.Statements", typeof(Statements).Assembly);
                        resourceMan = temp;
                    }
                    return resourceMan;
                }
            }
            internal static string ByEmail {
                get {
                    return ResourceManager.GetString("ByEmail", resourceCulture);
                }
            }
        }
        """;

    private static readonly EmbeddedTexts Embedded = new(
    [
        new File("/src/Shop.Data/Queries/Orders.sql", "select * from orders"),
        new File("/src/Shop.Data/Queries/Purge.sql", "delete from {schema}.{table} where done"),
        new File("/src/Shop.Data/Queries/Daily.sql", "select 1"),
        new File("/src/Shop.Data/Reports/Daily.sql", "select 2"),
        new File("/src/Shop.Data/Statements.de.resx", "<root><data name=\"ByEmail\"><value>nichts</value></data></root>"),
        new File("/src/Shop.Data/Statements.resx", """
            <?xml version="1.0" encoding="utf-8"?>
            <root>
              <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
              <data name="ByEmail" xml:space="preserve">
                <value>select * from orders where email &lt; @email</value>
                <comment>By the address</comment>
              </data>
              <data name="Logo" type="System.Resources.ResXFileRef, System.Windows.Forms"><value>logo.png;System.Drawing.Bitmap</value></data>
            </root>
            """),
    ]);

    private static void AssertTexts(string members, string statement, params string[] expected)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using System; using System.IO; using System.Linq; using System.Reflection; namespace Shop.Data; class C { " + members
            + " void Run(string? sql) { } async System.Threading.Tasks.Task M(string table) { " + statement + " await System.Threading.Tasks.Task.Yield(); } }");
        var compilation = CSharpCompilation.Create("Test", [tree], References.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single(static node => node.Expression is IdentifierNameSyntax { Identifier.Text: "Run" });
        var source = new SourceOperations(compilation) { Embedded = Embedded };
        var invocation = (IInvocationOperation)source.OperationOf(call, default)!;
        var texts = new SqlTextReader(source).Read(invocation.Arguments[0].Value, default);
        Assert.Equal(expected, texts.Select(static text => string.Concat(text.Pieces.Select(static piece => piece.Value ?? "{" + piece.Operation!.Syntax + "}"))));
    }

    private sealed class File(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
