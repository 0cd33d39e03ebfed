using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>
/// Writes the next script of a migration runner, with the changes of indexes that are wanted; or changes the one script that says how a table is. All changes of
/// one Fix All go into one script.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(WriteScriptFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".cs", ".sql"])]
public sealed class WriteScriptFix : EditCodeFixProvider
{
    internal override bool Handles(Edit edit) => edit is WriteScript;

    internal override Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation) =>
        ApplyAsync(document.Project, edit, cancellation);

    internal override Task<Solution?> ApplyAsync(Project project, Edit edit, CancellationToken cancellation) => ApplyAllAsync(project, [(WriteScript)edit], cancellation);

    /// <summary>The solution with the scripts that make all of the changes; null when there is nothing to change, or it cannot be written.</summary>
    internal static async Task<Solution?> ApplyAllAsync(Project project, IReadOnlyList<WriteScript> edits, CancellationToken cancellation)
    {
        var solution = project.Solution;
        foreach (var byStore in edits.GroupBy(static edit => edit.Store))
        {
            var scripts = await Script.ReadAllAsync(project, byStore.Key, cancellation).ConfigureAwait(false);
            if (DdlSchemaReader.Read(scripts.ConvertAll(static script => (script.Path, script.Text)), byStore.Key, cancellation) is not { } schema)
                continue;
            foreach (var target in Targets(scripts, byStore))
            {
                var changes = IndexChanges.Of(target.Edits, schema);
                if (changes.Count > 0)
                    solution = Write(solution, project, target, changes, scripts, byStore.Key) ?? solution;
            }
        }

        return solution == project.Solution ? null : solution;
    }

    /// <summary>The edits by where they are written: a series of scripts, or a script of its own.</summary>
    private static List<Target> Targets(List<Script> scripts, IEnumerable<WriteScript> edits)
    {
        var targets = new List<Target>();
        foreach (var edit in edits)
        {
            if (scripts.Find(script => script.Path == edit.Script) is not { } origin)
                continue;
            var series = ScriptSeries.Of(origin, scripts);
            var at = series?.Last ?? origin;
            if (targets.Find(target => target.At == at) is { } same)
                same.Edits.Add(edit);
            else
                targets.Add(new Target(at, series, [edit]));
        }

        return targets;
    }

    private static Solution? Write(Solution solution, Project project, Target target, List<IndexChanges> changes, List<Script> scripts, Store store)
    {
        // The style is that of the folder, where that shows any.
        var near = scripts.FindAll(script => script.Folder == target.At.Folder);
        near.Sort(static (left, right) => VersionOrder.Compare(left.Path, right.Path));
        var style = IndexStatements.Of(near, store);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var statements = new List<string>();
        var removals = new List<TextSpan>();
        foreach (var change in changes)
        {
            var names = new WrittenNames(change.Table, store, scripts);
            foreach (var index in change.Added)
            {
                var name = index.Name.Length > 0 ? index.Name : IndexNames.Of(near, names.PlainTable).Of(names.PlainTable, index, store, name => taken.Contains(name) || names.HasIndex(name));
                taken.Add(name);
                statements.Add(style.Create(name, index, names));
            }

            // The new index first: queries always have one.
            foreach (var index in change.Removed)
            {
                if (target.Series is null)
                {
                    if (ScriptRemoval.Of(target.At, index.Name) is not { } removal)
                        return null;
                    removals.Add(removal);
                }
                else if (style.Drop(index.Name, names) is { } drop)
                {
                    statements.Add(drop);
                }
                else
                {
                    return null;
                }
            }
        }

        return target.Series is { } series
            ? AddScript(solution, project, series, statements, changes, style, scripts)
            : ChangeScript(solution, target.At, statements, removals, style);
    }

    private static Solution? AddScript(
        Solution solution, Project project, ScriptSeries series, List<string> statements, List<IndexChanges> changes, IndexStatements style, List<Script> scripts)
    {
        if (!CanAdd(solution.Workspace))
            return null;
        var last = series.Last;
        var path = series.NextPath(IndexChanges.Words(changes), DateTime.UtcNow, scripts);
        var text = SourceText.From(ScriptText.New(statements, style, last), EncodingOf(last));
        return solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), System.IO.Path.GetFileName(path), text, last.Document.Folders, path);
    }

    private static Solution? ChangeScript(Solution solution, Script script, List<string> statements, List<TextSpan> removals, IndexStatements style)
    {
        var text = script.Text;
        removals.Sort(static (left, right) => right.Start.CompareTo(left.Start));
        foreach (var removal in removals)
            text = text.Remove(removal.Start, removal.Length);
        if (statements.Count > 0)
            text = ScriptText.Append(text, statements, style, script.NewLine);
        return solution.WithAdditionalDocumentText(script.Document.Id, SourceText.From(text, EncodingOf(script)));
    }

    private static System.Text.Encoding? EncodingOf(Script script) => script.Document.TryGetText(out var text) ? text.Encoding : null;

    /// <summary>
    /// The workspace of the command line (<c>dotnet format</c>) changes additional files but adds none, and saves nothing at all when it is asked to. One that
    /// leaves every change to its client is asked nothing.
    /// </summary>
    private static bool CanAdd(Workspace workspace) =>
        workspace.CanApplyChange(ApplyChangesKind.AddAdditionalDocument) || !workspace.CanApplyChange(ApplyChangesKind.ChangeDocument);

    private sealed record Target(Script At, ScriptSeries? Series, List<WriteScript> Edits);
}
