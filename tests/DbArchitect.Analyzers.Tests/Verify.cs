using System.Collections.Immutable;
using DbArchitect.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Tests;

/// <summary>
/// The harness of all rule tests: real code in, marked diagnostics out, and the laws that hold for every fix. <c>[|…|]</c> marks a diagnostic of the rule
/// under test, <c>{|DBA1001:…|}</c> one of another rule. Only the rules named are looked at, so that a snippet may break others.
/// </summary>
internal sealed class Verify
{
    internal const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks; global using Microsoft.EntityFrameworkCore;";

    /// <summary>The files of the project, by name, with markup.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    /// <summary>The rules looked at: all diagnostics of these must be marked.</summary>
    public required string[] Rules { get; init; }

    /// <summary>Keys and values of <c>.editorconfig</c>.</summary>
    public Dictionary<string, string> Options { get; init; } = [];

    public Dictionary<string, string> AdditionalFiles { get; init; } = [];

    /// <summary>The files after the fix of the first fixable diagnostic (or of all, with <see cref="FixAll"/>); empty when no fix is expected.</summary>
    public Dictionary<string, string> Fixed { get; init; } = [];

    /// <summary>The additional files that the fix changes or adds, as they are then: all of them.</summary>
    public Dictionary<string, string> FixedAdditional { get; init; } = [];

    /// <summary>Let the provider of the first fixable diagnostic fix all at once, as an editor's Fix All does.</summary>
    public bool FixAllAtOnce { get; init; }

    /// <summary>No action may be offered.</summary>
    public bool HasNoFix { get; init; }

    /// <summary>Apply fixes until none is offered, as Fix All does.</summary>
    public bool FixAll { get; init; }

    /// <summary>Referenced projects, or other references.</summary>
    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    /// <summary>The expected message of the only diagnostic; null for any.</summary>
    public string? Message { get; init; }

    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>How many diagnostics there are, those without a place included; null to leave it to the markup.</summary>
    public int? Count { get; init; }

    /// <summary>One file with markup; the global usings of an EF project are given.</summary>
    public static Task Code(string rule, string source, string? message = null, DiagnosticSeverity? severity = null, params (string Key, string Value)[] options) =>
        new Verify
        {
            Rules = [rule],
            Files = { ["Test.cs"] = source },
            Message = message,
            Severity = severity,
            Options = options.ToDictionary(static option => option.Key, static option => option.Value),
        }.RunAsync();

    /// <summary>One file before and after the fix.</summary>
    public static Task Fix(string rule, string source, string fixedSource, params (string Key, string Value)[] options) =>
        new Verify
        {
            Rules = [rule],
            Files = { ["Test.cs"] = source },
            Fixed = { ["Test.cs"] = fixedSource },
            Options = options.ToDictionary(static option => option.Key, static option => option.Value),
        }.RunAsync();

    /// <summary>What the rules looked at say of these files, whatever is marked.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindAsync()
    {
        using var workspace = new AdhocWorkspace();
        var project = CreateSolution(workspace).Solution.Projects.Single();
        await AssertCompilesAsync(project, "the source");
        return await DiagnosticsAsync(project);
    }

    public async Task RunAsync()
    {
        using var workspace = new AdhocWorkspace();
        var (solution, expected) = CreateSolution(workspace);
        var project = solution.Projects.Single();
        await AssertCompilesAsync(project, "the test's own source");
        var diagnostics = await DiagnosticsAsync(project);
        await AssertExpectedAsync(project, diagnostics, expected);
        if (Count is not null)
            Assert.Equal(Count, diagnostics.Length);
        if (Message is not null)
            Assert.Equal(Message, Assert.Single(diagnostics).GetMessage());
        if (Severity is not null)
            Assert.All(diagnostics, diagnostic => Assert.Equal(Severity, diagnostic.Severity));
        if (Fixed.Count + FixedAdditional.Count > 0)
            await AssertFixAsync(project, diagnostics);
        foreach (var diagnostic in HasNoFix ? diagnostics : [])
            Assert.Null(await ApplyAsync(project, diagnostic));
    }

    private (Solution Solution, List<(string File, TextSpan Span, string Rule)> Expected) CreateSolution(AdhocWorkspace workspace)
    {
        var expected = new List<(string, TextSpan, string)>();
        var projectId = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            projectId,
            VersionStamp.Default,
            "Test",
            "Test",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: References.All.AddRange(MoreReferences)));
        foreach (var (name, markup) in Files)
        {
            TestFileMarkupParser.GetSpans(markup, out var text, out ImmutableDictionary<string, ImmutableArray<TextSpan>> named);
            foreach (var (key, spans) in named)
                expected.AddRange(spans.Select(span => (name, span, key.Length == 0 ? Rules[0] : key)));
            solution = solution.AddDocument(DocumentId.CreateNewId(projectId), name, SourceText.From(text), filePath: "/" + name);
        }

        solution = solution.AddDocument(DocumentId.CreateNewId(projectId), "Usings.g.cs", SourceText.From(GlobalUsings), filePath: "/Usings.g.cs");
        foreach (var (name, text) in AdditionalFiles)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(projectId), name, SourceText.From(text), filePath: "/" + name);
        var config = "is_global = true\n" + string.Join("\n", Options.Select(static option => option.Key + " = " + option.Value));
        solution = solution.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(projectId), ".globalconfig", SourceText.From(config), filePath: "/.globalconfig");
        return (solution, expected);
    }

    private static async Task AssertCompilesAsync(Project project, string what)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
            Assert.Fail(what + " does not compile:\n" + string.Join("\n", errors.Select(static error => error.ToString())));
    }

    /// <summary>The diagnostics of the rules looked at. All must be local to the file that they are reported in: others are not shown or fixed in editors.</summary>
    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var withAnalyzers = compilation.WithAnalyzers([new DatabaseAnalyzer()], project.AnalyzerOptions);
        var result = await withAnalyzers.GetAnalysisResultAsync(CancellationToken.None);
        var failed = result.GetAllDiagnostics().Where(static diagnostic => diagnostic.Id is "AD0001" or "DBA9999").ToArray();
        if (failed.Length > 0)
            Assert.Fail(string.Join("\n", failed.Select(static diagnostic => diagnostic.ToString())));
        var local = result.SemanticDiagnostics.Values.SelectMany(static byAnalyzer => byAnalyzer.Values).SelectMany(static all => all);
        var global = result.CompilationDiagnostics.Values.SelectMany(static all => all).Where(static diagnostic => !diagnostic.Location.IsInSource);
        var inFiles = result.AdditionalFileDiagnostics.Values.SelectMany(static byAnalyzer => byAnalyzer.Values).SelectMany(static all => all);
        return [.. local.Concat(global).Concat(inFiles).Where(diagnostic => Rules.Contains(diagnostic.Id)).OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static async Task AssertExpectedAsync(
        Project project, ImmutableArray<Diagnostic> diagnostics, List<(string File, TextSpan Span, string Rule)> expected)
    {
        var actual = diagnostics.Where(static diagnostic => diagnostic.Location.IsInSource)
            .Select(static diagnostic => (diagnostic.Location.SourceTree!.FilePath.TrimStart('/'), diagnostic.Location.SourceSpan, diagnostic.Id)).ToList();
        var missing = expected.Except(actual).ToList();
        var surplus = actual.Except(expected).ToList();
        if (missing.Count == 0 && surplus.Count == 0 && actual.Count == expected.Count)
            return;
        var compilation = (await project.GetCompilationAsync())!;
        string Text((string File, TextSpan Span, string Rule) at) =>
            $"{at.Rule} at {at.File}: `{compilation.SyntaxTrees.First(tree => tree.FilePath == "/" + at.File).GetText().ToString(at.Span)}`";
        Assert.Fail(
            "Missing:\n  " + string.Join("\n  ", missing.Select(Text)) + "\nNot expected:\n  " + string.Join("\n  ", surplus.Select(Text))
            + "\nReported:\n  " + string.Join("\n  ", diagnostics.Select(static diagnostic => diagnostic.ToString())));
    }

    /// <summary>The laws of every fix: this very text, it compiles, the diagnostic is gone, a second run offers nothing more for it.</summary>
    private async Task AssertFixAsync(Project project, ImmutableArray<Diagnostic> diagnostics)
    {
        var solution = project.Solution;
        for (var round = 0; ; round++)
        {
            Assert.True(round < 50, "The fix does not come to an end: the diagnostic survives it");
            project = solution.GetProject(project.Id)!;
            var current = round == 0 ? diagnostics : await DiagnosticsAsync(project);
            var changed = false;
            foreach (var diagnostic in current)
            {
                if (await (FixAllAtOnce ? ApplyAllAsync(project, current) : ApplyAsync(project, diagnostic)) is not { } after)
                    continue;
                solution = after;
                changed = true;
                var left = await DiagnosticsAsync(solution.GetProject(project.Id)!);
                Assert.True(left.Length < current.Length, "The fix did not remove its diagnostic:\n" + await TextAsync(solution.GetProject(project.Id)!));
                break;
            }

            if (round == 0)
                Assert.True(changed, "No fix was offered");
            if (!changed || !FixAll)
                break;
        }

        project = solution.GetProject(project.Id)!;
        foreach (var (name, text) in Fixed)
        {
            var document = project.Documents.Single(document => document.Name == name);
            Assert.Equal(text, (await document.GetTextAsync()).ToString());
        }

        var additional = project.AdditionalDocuments.Where(document => !AdditionalFiles.TryGetValue(document.FilePath!.TrimStart('/'), out var before) || before != Text(document))
            .ToDictionary(static document => document.FilePath!.TrimStart('/'), Text);
        Assert.Equal(FixedAdditional.OrderBy(static pair => pair.Key, StringComparer.Ordinal), additional.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        await AssertCompilesAsync(project, "the fixed source");

        static string Text(TextDocument document) => document.GetTextAsync().Result.ToString();
    }

    private async Task<Solution?> ApplyAllAsync(Project project, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var provider in FixProviders)
        {
            var actions = new List<CodeAction>();
            foreach (var diagnostic in diagnostics)
            {
                if (provider.FixableDiagnosticIds.Contains(diagnostic.Id) && DocumentOf(project, diagnostic) is { } document)
                    await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            }

            if (actions.Count == 0)
                continue;
            var context = new FixAllContext(
                project, provider, FixAllScope.Project, actions[0].EquivalenceKey, Rules, new Found(this), CancellationToken.None);
            var all = await provider.GetFixAllProvider()!.GetFixAsync(context);
            return (await all!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        }

        return null;
    }

    private sealed class Found(Verify verify) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await verify.DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await verify.DiagnosticsAsync(document.Project)).Where(diagnostic => document.Project.GetDocument(diagnostic.Location.SourceTree) == document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    /// <summary>The solution after the first action offered for a diagnostic; null when none is.</summary>
    private static async Task<Solution?> ApplyAsync(Project project, Diagnostic diagnostic)
    {
        var document = DocumentOf(project, diagnostic);
        if (document is null)
            return null;
        foreach (var provider in FixProviders)
        {
            if (!provider.FixableDiagnosticIds.Contains(diagnostic.Id))
                continue;
            var actions = new List<CodeAction>();
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count == 0)
                continue;
            var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
            var after = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
            Assert.True(after.GetChanges(project.Solution).GetProjectChanges().Any(), "The action changes nothing");
            return after;
        }

        return null;
    }

    private static TextDocument? DocumentOf(Project project, Diagnostic diagnostic) =>
        (TextDocument?)project.GetDocument(diagnostic.Location.SourceTree)
            ?? project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);

    private static async Task<string> TextAsync(Project project) =>
        string.Join("\n", await Task.WhenAll(project.Documents.Select(static async document => (await document.GetTextAsync()).ToString())));

    /// <summary>Every provider that the package ships, found as an IDE finds them.</summary>
    private static ImmutableArray<CodeFixProvider> FixProviders { get; } =
        [.. System.Reflection.Assembly.Load("DbArchitect.CodeFixes").GetTypes()
            .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];
}
