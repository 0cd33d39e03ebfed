using System.Runtime.CompilerServices;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Compiles a piece of code beside the shop's model, against the real EF Core, and reads its queries.</summary>
internal static class LinqReading
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Linq.Expressions;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.EntityFrameworkCore;
        global using Shop;
        """;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);

    public static IReadOnlyList<MetadataReference> References { get; } = LoadReferences();

    private static readonly SyntaxTree[] Shop =
    [
        CSharpSyntaxTree.ParseText(Usings, Parse, "Usings.cs"),
        CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Folder(), "ShopSource.cs")), Parse, "ShopSource.cs"),
    ];

    public static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static List<MetadataReference> LoadReferences()
    {
        var references = new List<MetadataReference>();
        foreach (var path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator))
        {
            var name = Path.GetFileName(path);
            if (!name.StartsWith("DbArchitect", StringComparison.Ordinal) && !name.StartsWith("xunit", StringComparison.Ordinal) && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                references.Add(MetadataReference.CreateFromFile(path));
        }

        return references;
    }

    public static CSharpCompilation Compile(string code) =>
        CSharpCompilation.Create(
            "Test",
            [.. Shop, CSharpSyntaxTree.ParseText(code, Parse, "Test.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The statements of a method of a class that has the context as <c>db</c>.</summary>
    public static string InService(string statements) =>
        $$"""
        public class Service(ShopContext db)
        {
            public async Task Run(string email, int id, OrderStatus status, DateTime from, bool flag, int[] ids, CancellationToken ct)
            {
                {{statements}}
                await Task.CompletedTask;
            }
        }
        """;

    public static IReadOnlyList<Query> OfStatements(string statements) => OfCode(InService(statements));

    /// <summary>The queries of all members of a piece of code, in the order of their terminals.</summary>
    public static IReadOnlyList<Query> OfCode(string code, bool allowErrors = false)
    {
        var compilation = Compile(code);
        if (!allowErrors)
        {
            var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            Assert.True(errors.Count == 0, string.Join(Environment.NewLine, errors));
        }

        return Read(compilation, compilation.SyntaxTrees[^1]);
    }

    public static List<Query> Read(Compilation compilation, SyntaxTree tree, SchemaSet? schemas = null)
    {
        var types = new KnownTypes(compilation);
        var reader = new LinqReader(types, new SourceOperations(compilation), new Lazy<SchemaSet>(() => schemas ?? TestSchemas.Shop));
        var model = compilation.GetSemanticModel(tree);
        var queries = new List<Query>();
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            SyntaxNode? member = node switch
            {
                BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
                BaseMethodDeclarationSyntax => node,
                AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
                AccessorDeclarationSyntax => node,
                ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax } => node,
                EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } => node,
                _ => null,
            };
            if (member is not null && model.GetOperation(member) is { } body)
                queries.AddRange(reader.Read(body, model.GetEnclosingSymbol(node.SpanStart) is { } symbol && member is not BaseMethodDeclarationSyntax ? symbol : model.GetDeclaredSymbol(member)!, default));
        }

        return [.. queries.OrderBy(q => q.Terminal.Origin.Location!.SourceSpan.Start)];
    }

    public static string Text(IEnumerable<Query> queries) => string.Join("\n", queries.Select(QueryText.Of));
}
