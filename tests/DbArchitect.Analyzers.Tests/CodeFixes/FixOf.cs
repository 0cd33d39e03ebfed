using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>
/// Tests of an edit without a rule: a diagnostic that carries it, the action, the text after it. The laws hold here too: the result compiles, and the
/// same edit offered again changes nothing.
/// </summary>
internal sealed class FixOf
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;";

    public required Edit Edit { get; init; }

    /// <summary>The files by name; a name with a folder puts the file into a project of that name. Projects reference those before them.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    /// <summary>The files that differ afterwards; empty when no action may be offered.</summary>
    public Dictionary<string, string> Fixed { get; init; } = [];

    /// <summary>More edits that Fix All applies together with the first, as further diagnostics.</summary>
    public Edit[] More { get; init; } = [];

    /// <summary>Projects without data access.</summary>
    public string[] PlainProjects { get; init; } = [];

    /// <summary>The project that has the diagnostic; the last by default.</summary>
    public string? At { get; init; }

    /// <summary>A file that comes with a using of EF Core, and the edit.</summary>
    public static Task<Solution> Text(Edit edit, string before, string after) =>
        new FixOf { Edit = edit, Files = { ["Test.cs"] = before }, Fixed = { ["Test.cs"] = after } }.RunAsync();

    /// <summary>A file as a difference: lines that begin with <c>-</c> are there before the fix alone, with <c>+</c> after it alone.</summary>
    public static Task<Solution> Diff(Edit edit, string difference, string? model = null, bool isModelBuilt = true, string newLine = "\n") => new FixOf
    {
        Edit = edit,
        Files = { ["Test.cs"] = Side(difference, '-', newLine) },
        Fixed = { ["Test.cs"] = Side(difference, '+', newLine) },
        Model = model,
        IsModelBuilt = isModelBuilt,
    }.RunAsync();

    /// <summary>One side of a difference.</summary>
    public static string Side(string difference, char side, string newLine = "\n")
    {
        var other = side == '+' ? '-' : '+';
        return string.Join(newLine, difference.Split('\n').Where(line => !line.StartsWith(other)).Select(line => line.StartsWith(side) ? line[1..] : line));
    }

    public static Task None(Edit edit, string text) => new FixOf { Edit = edit, Files = { ["Test.cs"] = text } }.RunAsync();

    /// <summary>What EF Core's model says after the edit where that is more than the edit's own words; null for these.</summary>
    public string? Model { get; init; }

    /// <summary>Whether EF Core can build the code's model.</summary>
    public bool IsModelBuilt { get; init; } = true;

    /// <summary>Where the diagnostics stand, when the text marks it by <c>[|…|]</c>.</summary>
    private readonly List<TextSpan> marked = [];

    public async Task<Solution> RunAsync()
    {
        foreach (var name in Files.Keys.ToArray())
        {
            if (!Files[name].Contains("[|", StringComparison.Ordinal))
                continue;
            // Two dollars are markup too, and the beginning of a raw string.
            TestFileMarkupParser.GetSpans(Files[name].Replace("$$", "\u0001\u0001", StringComparison.Ordinal), out var text, out ImmutableArray<TextSpan> spans);
            Files[name] = text.Replace('\u0001', '$');
            marked.AddRange(spans);
        }

        using var workspace = new AdhocWorkspace();
        var before = Create(workspace);
        foreach (var project in before.Projects)
            await AssertCompilesAsync(project);
        var after = More.Length == 0 ? await ApplyAsync(before, Edit) : await ApplyAllAsync(before);
        if (Fixed.Count == 0)
        {
            if (after is not null)
                Assert.Fail("An action was offered:\n" + await TextAsync(after));
            return before;
        }

        if (after is null)
            Assert.Fail("No action was offered");
        foreach (var document in after.Projects.SelectMany(static project => project.Documents))
        {
            var name = NameOf(document);
            var text = (await document.GetTextAsync()).ToString();
            if (Fixed.TryGetValue(name, out var wanted) || Files.TryGetValue(name, out wanted))
                Assert.Equal(wanted, text);
        }

        foreach (var project in after.Projects)
            await AssertCompilesAsync(project);
        foreach (var edit in marked.Count > 0 ? [] : More.Prepend(Edit))
        {
            if (await ApplyAsync(after, edit) is { } again)
                Assert.Fail("A second run changes more:\n" + await TextAsync(again));
        }

        if (IsModelBuilt)
            await AssertModelAsync(before, after);
        return after;
    }

    /// <summary>EF Core's own model has the index that was wanted, not the one that was to go, and all others as before.</summary>
    private async Task AssertModelAsync(Solution before, Solution after)
    {
        foreach (var edit in More.Prepend(Edit))
        {
            var index = edit switch { AddIndex add => add.Index, RemoveIndex remove => remove.Index, _ => null };
            if (index is null)
                continue;
            var wanted = await ModelOracle.IndexesAsync(before, index.Entity, index.Context);
            foreach (var other in More.Prepend(Edit).Distinct())
            {
                if (other is AddIndex { Index: var added, Replaced: var replaced } && added.Entity == index.Entity)
                {
                    if (replaced is not null)
                        wanted.RemoveAll(text => HasKeys(text, replaced));
                    wanted.Add(Model ?? ModelOracle.Describe(added));
                }
                else if (other is RemoveIndex { Index: var removed } && removed.Entity == index.Entity)
                {
                    Assert.Equal(1, wanted.RemoveAll(text => HasKeys(text, removed) && (removed.Name.Length == 0 || text.EndsWith("; name " + removed.Name, StringComparison.Ordinal))));
                }
            }

            Assert.Equal(wanted.Order(StringComparer.Ordinal), await ModelOracle.IndexesAsync(after, index.Entity, index.Context));
        }
    }

    private static bool HasKeys(string description, IndexDeclaration index) =>
        description.Split(';')[0].Replace(" desc", "", StringComparison.Ordinal) == string.Join(", ", index.Properties);

    private Solution Create(AdhocWorkspace workspace)
    {
        var solution = workspace.CurrentSolution;
        var projects = new Dictionary<string, ProjectId>();
        foreach (var (name, text) in Files)
        {
            var folder = name.Contains('/') ? name[..name.IndexOf('/')] : "Test";
            if (!projects.TryGetValue(folder, out var id))
            {
                id = ProjectId.CreateNewId(folder);
                solution = solution.AddProject(ProjectInfo.Create(
                    id,
                    VersionStamp.Default,
                    folder,
                    folder,
                    LanguageNames.CSharp,
                    compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                    parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
                    projectReferences: projects.Values.Select(static reference => new ProjectReference(reference)),
                    metadataReferences: PlainProjects.Contains(folder) ? References.Framework : References.All));
                solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.g.cs", SourceText.From(ImplicitUsings), filePath: "/" + folder + "/Usings.g.cs");
                projects[folder] = id;
            }

            solution = solution.AddDocument(DocumentId.CreateNewId(id), name[(name.IndexOf('/') + 1)..], SourceText.From(text), filePath: "/" + folder + "/" + name[(name.IndexOf('/') + 1)..]);
        }

        return solution;
    }

    private string NameOf(Document document)
    {
        var path = document.FilePath!.TrimStart('/');
        return Files.ContainsKey(path) ? path : path[(path.IndexOf('/') + 1)..];
    }

    private Document Place(Solution solution) =>
        (At is null ? solution.Projects.Last() : solution.Projects.Single(project => project.Name == At)).Documents.Last();

    private async Task<Diagnostic> DiagnosticAsync(Solution solution, Edit edit, int number = 0)
    {
        var descriptor = new DiagnosticDescriptor("DBA0000", "Test", "Test", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        var tree = await Place(solution).GetSyntaxTreeAsync();
        return Diagnostic.Create(descriptor, Location.Create(tree!, number < marked.Count ? marked[number] : new TextSpan(number, 0)), edit.ToProperties());
    }

    private async Task<Solution?> ApplyAsync(Solution solution, Edit edit)
    {
        var diagnostic = await DiagnosticAsync(solution, edit);
        var actions = new List<CodeAction>();
        foreach (var provider in Providers)
        {
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(Place(solution), diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        if (actions.Count == 0)
            return null;
        var operations = await Assert.Single(actions).GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private async Task<Solution?> ApplyAllAsync(Solution solution)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var edit in More.Prepend(Edit))
            diagnostics.Add(await DiagnosticAsync(solution, edit, diagnostics.Count));
        var provider = Providers.Single(provider => provider.Handles(Edit));
        var context = new FixAllContext(
            Place(solution), provider, FixAllScope.Solution, Edit.Kind, ["DBA0000"], new Given(diagnostics), CancellationToken.None);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        var operations = await action!.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class Given(List<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => project.GetDocument(diagnostic.Location.SourceTree) is not null));

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    private static async Task AssertCompilesAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
            Assert.Fail(string.Join("\n", errors.Select(static error => error.ToString())) + "\n" + await TextAsync(project.Solution));
    }

    private static async Task<string> TextAsync(Solution solution) => string.Join("\n", await Task.WhenAll(
        solution.Projects.SelectMany(static project => project.Documents).Select(static async document => document.FilePath + ":\n" + await document.GetTextAsync())));

    private static ImmutableArray<EditCodeFixProvider> Providers { get; } =
        [.. typeof(EditCodeFixProvider).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(EditCodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (EditCodeFixProvider)Activator.CreateInstance(type)!)];
}
