using System.Collections.Immutable;
using DbArchitect.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Robustness;

/// <summary>
/// A project with anything in it beside one sound file. Whatever stands in the others, and whether they compile or not: nothing is thrown, it comes to an end,
/// and the finding of the sound file is told.
/// </summary>
internal sealed class Trial
{
    public const string Sound = """
        namespace Sound
        {
            public class Letter { public int Id { get; set; } public string Sender { get; set; } = ""; }

            public class LetterContext : DbContext
            {
                public DbSet<Letter> Letters => Set<Letter>();
                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=letters.db");
            }

            public class LetterBox(LetterContext db)
            {
                public Letter? Find(string sender) => db.Letters.FirstOrDefault(letter => letter.Sender == sender);
            }
        }
        """;

    /// <summary>No trial takes so long, also on a machine that does other things: what runs into it hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public Dictionary<string, string> Files { get; init; } = [];

    public ImmutableArray<MetadataReference> References { get; init; } = Tests.References.All;

    public ImmutableArray<AdditionalText> AdditionalFiles { get; init; } = [];

    public CSharpParseOptions Parse { get; init; } = new(LanguageVersion.Latest);

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public static Task Code(string source) => new Trial { Files = { ["Test.cs"] = source } }.RunAsync();

    /// <summary>What is told of the files beside the sound one.</summary>
    public async Task<ImmutableArray<Diagnostic>> RunAsync()
    {
        var trees = Files.Select(file => CSharpSyntaxTree.ParseText(file.Value, Parse, file.Key)).ToList();
        trees.Add(CSharpSyntaxTree.ParseText(Sound, new CSharpParseOptions(LanguageVersion.Latest), "Sound.cs"));
        trees.Add(CSharpSyntaxTree.ParseText(Verify.GlobalUsings, new CSharpParseOptions(LanguageVersion.Latest), "Usings.cs"));
        var compilation = CSharpCompilation.Create("Trial", trees, References, Options(Output));
        using var limit = new CancellationTokenSource(Limit);
        var found = await AnalyseAsync(compilation, new DatabaseAnalyzer(), new AnalyzerOptions(AdditionalFiles), tree: null, limit.Token);
        AssertSound(found);
        CSharpGeneratorDriver.Create([new SchemaEmbedder().AsSourceGenerator()], AdditionalFiles, Parse).RunGeneratorsAndUpdateCompilation(compilation, out _, out var problems, limit.Token);
        Assert.Empty(problems);
        return [.. found.Where(static diagnostic => diagnostic.Location.SourceTree?.FilePath != "Sound.cs")];
    }

    public static void AssertSound(ImmutableArray<Diagnostic> found) =>
        Assert.Single(found, static diagnostic => diagnostic.Id == "DBA1001" && diagnostic.Location.SourceTree?.FilePath.EndsWith("Sound.cs", StringComparison.Ordinal) == true);

    /// <summary>Every rule is on, also those that are off by default.</summary>
    public static CSharpCompilationOptions Options(OutputKind output) => new(
        output,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: RuleSet.Descriptors.Select(static rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn)));

    /// <param name="compilation">The project.</param>
    /// <param name="analyzer">The analyzer, which remembers what it saw before.</param>
    /// <param name="options">Additional files and configuration.</param>
    /// <param name="tree">The file asked for, as an editor does; null for all.</param>
    /// <param name="cancellation">The end of patience.</param>
    public static async Task<ImmutableArray<Diagnostic>> AnalyseAsync(
        Compilation compilation, DatabaseAnalyzer analyzer, AnalyzerOptions options, SyntaxTree? tree, CancellationToken cancellation)
    {
        Exception? thrown = null;
        var analysis = new CompilationWithAnalyzersOptions(options, (exception, _, _) => thrown ??= exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var withAnalyzers = compilation.WithAnalyzers([analyzer], analysis);
        var found = tree is null
            ? await withAnalyzers.GetAnalyzerDiagnosticsAsync(cancellation)
            : await withAnalyzers.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, cancellation);
        if (thrown is not null)
            Assert.Fail(thrown.ToString());
        var failed = found.Where(static diagnostic => diagnostic.Id is "AD0001" or "DBA9999").ToArray();
        Assert.True(failed.Length == 0, string.Join("\n", failed.Select(static diagnostic => diagnostic.ToString())));
        return found;
    }
}
