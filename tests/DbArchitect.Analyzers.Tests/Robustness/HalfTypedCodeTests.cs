using System.Collections.Immutable;
using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Tests.Repository;
using DbArchitect.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Tests.Robustness;

/// <summary>The sample as somebody is typing it: each file cut off after some statement, or with tokens missing. No analyzer and no fix throws.</summary>
public sealed class HalfTypedCodeTests
{
    /// <summary>So many beginnings and so many damaged copies of each file are tried; more with <c>ROBUSTNESS=50</c>.</summary>
    private static readonly int Variants = int.TryParse(Environment.GetEnvironmentVariable("ROBUSTNESS"), out var count) ? count : 2;

    /// <summary>The folders of the sample: each is a test of its own.</summary>
    public static TheoryData<string> Folders() => ["BackOffice", "Catalog", "Customers", "Data", "Fulfilment", "Orders", "Reports", "Search", "Stock"];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Sample_WhileItIsTyped(string folder)
    {
        using var workspace = new AdhocWorkspace();
        var project = CreateProject(workspace);
        var analyzer = new DatabaseAnalyzer();
        foreach (var document in project.Documents.Where(document => document.FilePath!.Contains("/" + folder + "/", StringComparison.Ordinal)).ToArray())
        {
            foreach (var text in Broken(await document.GetTextAsync(), document.Name))
                await TryAsync(document.WithText(text), analyzer);
        }
    }

    private static Project CreateProject(AdhocWorkspace workspace)
    {
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "Storefront", "Storefront", LanguageNames.CSharp,
            compilationOptions: Trial.Options(OutputKind.ConsoleApplication),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: References.All));
        foreach (var path in RepositoryFiles.Sources("samples", "Storefront"))
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(path), SourceText.From(File.ReadAllText(path)), filePath: path);
        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Sound.cs", SourceText.From(Trial.Sound), filePath: "/Sound.cs");
        return solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(Verify.GlobalUsings), filePath: "/Usings.cs").GetProject(id)!;
    }

    private static IEnumerable<SourceText> Broken(SourceText text, string name)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        var ends = root.DescendantNodes().Where(static node => node is StatementSyntax or MemberDeclarationSyntax or ArgumentSyntax or MemberAccessExpressionSyntax).Select(static node => node.Span.End)
            .Distinct().Order().ToArray();
        var tokens = root.DescendantTokens().Where(static token => token.Span.Length > 0).ToArray();
        // The same every time, another for each file.
        var random = new Random(tokens.Length + name.Length);
        for (var i = 0; i < Variants && ends.Length > 0; i++)
            yield return text.GetSubText(new TextSpan(0, ends[random.Next(ends.Length)]));
        for (var i = 0; i < Variants; i++)
            yield return text.WithChanges(Enumerable.Range(0, 3).Select(_ => tokens[random.Next(tokens.Length)].Span).Distinct().OrderBy(static span => span.Start).Select(static span => new TextChange(span, "")));
    }

    private static async Task TryAsync(Document document, DatabaseAnalyzer analyzer)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        try
        {
            foreach (var name in new[] { document.FilePath!, "/Sound.cs", compilation.SyntaxTrees.Single(static tree => tree.FilePath.EndsWith("ShopContext.cs", StringComparison.Ordinal)).FilePath })
            {
                var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == name);
                var found = await Trial.AnalyseAsync(compilation, analyzer, document.Project.AnalyzerOptions, tree, default);
                if (name == "/Sound.cs")
                    Trial.AssertSound(found);
                else if (name == document.FilePath)
                    await FixAsync(document, found);
            }
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(document.Name + " as it is here:\n" + await document.GetTextAsync(), exception);
        }
    }

    /// <summary>Every action that is offered is asked for its change.</summary>
    private static async Task FixAsync(Document document, ImmutableArray<Diagnostic> found)
    {
        foreach (var diagnostic in found.GroupBy(static diagnostic => diagnostic.Id).SelectMany(static group => group.Take(2)))
        {
            var actions = new List<CodeAction>();
            foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            foreach (var action in actions)
                await action.GetOperationsAsync(CancellationToken.None);
        }
    }

    private static ImmutableArray<CodeFixProvider> Providers { get; } =
        [.. typeof(EditCodeFixProvider).Assembly.GetTypes().Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];
}
