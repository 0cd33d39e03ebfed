using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Benchmarks;

/// <summary>Offers every fix for the findings of a project, each on the original text, and prints what it would change: read by hand, it shows what a user would get.</summary>
internal static class FixTrial
{
    private static readonly List<CodeFixProvider> Providers =
        [.. System.Reflection.Assembly.Load("DbArchitect.CodeFixes").GetTypes()
            .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <returns>By rule: how many findings carry an edit, and for how many of them it is offered.</returns>
    public static async Task<Dictionary<string, (int Wanted, int Offered)>> RunAsync(CSharpCompilation compilation, IEnumerable<Diagnostic> findings)
    {
        var counts = new Dictionary<string, (int Wanted, int Offered)>();
        using var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            compilation.AssemblyName!,
            compilation.AssemblyName!,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options,
            metadataReferences: compilation.References));
        var documents = new Dictionary<SyntaxTree, DocumentId>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            documents[tree] = DocumentId.CreateNewId(id);
            solution = solution.AddDocument(documents[tree], Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath);
        }

        foreach (var finding in findings.Where(static finding => finding.Properties.ContainsKey("edit") && finding.Location.IsInSource))
        {
            if (!documents.TryGetValue(finding.Location.SourceTree!, out var at))
                continue;
            var document = solution.GetDocument(at)!;
            var moved = Diagnostic.Create(
                finding.Descriptor,
                await MoveAsync(finding.Location, solution, documents),
                await Task.WhenAll(finding.AdditionalLocations.Where(location => location.IsInSource).Select(location => MoveAsync(location, solution, documents))),
                finding.Properties);
            var actions = new List<CodeAction>();
            foreach (var provider in Providers)
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, moved, (action, _) => actions.Add(action), CancellationToken.None));
            var count = counts.GetValueOrDefault(finding.Id);
            counts[finding.Id] = (count.Wanted + 1, count.Offered + (actions.Count > 0 ? 1 : 0));
            var line = finding.Location.GetLineSpan();
            Console.WriteLine($"  {line.Path}({line.StartLinePosition.Line + 1}): {finding.Id} {(actions.Count > 0 ? actions[0].Title : "no fix offered")}");
            if (actions.Count > 0)
                await PrintAsync(solution, actions[0]);
        }

        return counts;
    }

    private static async Task<Location> MoveAsync(Location location, Solution solution, Dictionary<SyntaxTree, DocumentId> documents) =>
        documents.TryGetValue(location.SourceTree!, out var id) ? Location.Create((await solution.GetDocument(id)!.GetSyntaxTreeAsync())!, location.SourceSpan) : location;

    private static async Task PrintAsync(Solution before, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var after = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
        {
            var old = await before.GetDocument(id)!.GetTextAsync();
            foreach (var change in (await after.GetDocument(id)!.GetTextAsync()).GetTextChanges(old))
            {
                var lines = TextSpan.FromBounds(old.Lines.GetLineFromPosition(change.Span.Start).Start, old.Lines.GetLineFromPosition(change.Span.End).End);
                foreach (var line in old.ToString(lines).Split('\n'))
                    Console.WriteLine("    - " + line.TrimEnd());
                var replaced = old.ToString(TextSpan.FromBounds(lines.Start, change.Span.Start)) + change.NewText + old.ToString(TextSpan.FromBounds(change.Span.End, lines.End));
                foreach (var line in replaced.Split('\n'))
                    Console.WriteLine("    + " + line.TrimEnd());
            }
        }
    }
}
