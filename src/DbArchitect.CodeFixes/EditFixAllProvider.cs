using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Scripts;
using DbArchitect.CodeFixes.Sql.Parameters;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DbArchitect.CodeFixes;

/// <summary>
/// Applies the safe edits of many diagnostics one after the other, each to the result of the last. The batch fixer of Roslyn merges texts: it cannot
/// put two indexes at one place, and edits here touch other files than their diagnostics'. Diagnostics that want the same edit get it once.
/// </summary>
internal sealed class EditFixAllProvider : FixAllProvider
{
    public static EditFixAllProvider Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        Task.FromResult<CodeAction?>(CodeAction.Create(
            "Apply to all: " + (fixAllContext.CodeActionEquivalenceKey ?? fixAllContext.CodeFixProvider.GetType().Name),
            cancellation => ApplyAsync(fixAllContext, cancellation),
            fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> ApplyAsync(FixAllContext context, CancellationToken cancellation)
    {
        var solution = context.Solution;
        var provider = (EditCodeFixProvider)context.CodeFixProvider;
        if (provider is ExpressionEditProvider expressions)
            return await ApplyInPlaceAsync(context, expressions, cancellation).ConfigureAwait(false);
        if (provider is WriteScriptFix)
            return await ApplyScriptsAsync(context, cancellation).ConfigureAwait(false);
        var done = new HashSet<Edit>();
        var isInPlace = provider is SendAsParameterFix;
        var diagnostics = await DiagnosticsAsync(context).ConfigureAwait(false);

        // What is changed in its own place moves what follows: so the last comes first, and equal edits are several.
        foreach (var diagnostic in isInPlace ? diagnostics.Reverse() : diagnostics)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Edit.FromProperties(diagnostic.Properties) is not { IsSafe: true } edit || !provider.Handles(edit) || !IsWanted(edit, context))
                continue;
            if ((!done.Add(edit) && !isInPlace) || context.Solution.GetDocument(diagnostic.Location.SourceTree) is not { } original)
                continue;
            if (solution.GetDocument(original.Id) is { } document)
                solution = await provider.ApplyAsync(document, diagnostic, edit, cancellation).ConfigureAwait(false) ?? solution;
        }

        return solution;
    }

    /// <summary>Changes by scripts: those of one project at once, so that they make one script and not as many versions as there are diagnostics.</summary>
    private static async Task<Solution> ApplyScriptsAsync(FixAllContext context, CancellationToken cancellation)
    {
        // A script that several projects share is continued once, from the first of them.
        var byScript = new Dictionary<string, (Project Project, List<WriteScript> Edits)>();
        foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (Edit.FromProperties(diagnostic.Properties) is not WriteScript { IsSafe: true } edit || !IsWanted(edit, context))
                continue;
            if (!byScript.TryGetValue(edit.Script, out var wanted))
            {
                if (ProjectOf(context, edit.Script) is not { } project)
                    continue;
                byScript[edit.Script] = wanted = (project, []);
            }

            wanted.Edits.Add(edit);
        }

        var solution = context.Solution;
        foreach (var byProject in byScript.Values.GroupBy(static pair => pair.Project.Id))
        {
            var edits = byProject.SelectMany(static pair => pair.Edits).ToList();
            if (solution.GetProject(byProject.Key) is { } project)
                solution = await WriteScriptFix.ApplyAllAsync(project, edits, cancellation).ConfigureAwait(false) ?? solution;
        }

        return solution;
    }

    private static Project? ProjectOf(FixAllContext context, string script)
    {
        bool Has(Project project) => project.AdditionalDocuments.Any(document => document.FilePath == script);
        return Has(context.Project) ? context.Project : context.Solution.Projects.FirstOrDefault(Has);
    }

    /// <summary>The command line gives no key when its first diagnostic has no fix: then every kind is wanted.</summary>
    private static bool IsWanted(Edit edit, FixAllContext context) =>
        string.IsNullOrEmpty(context.CodeActionEquivalenceKey) || edit.Kind == context.CodeActionEquivalenceKey;

    /// <summary>
    /// Edits of expressions: those of one file are made on its original text, where the diagnostics stand. One inside another waits for the next run;
    /// so do all of a file that do not compile together.
    /// </summary>
    private static async Task<Solution> ApplyInPlaceAsync(FixAllContext context, ExpressionEditProvider provider, CancellationToken cancellation)
    {
        var before = context.Solution;
        var after = before;
        foreach (var byTree in (await DiagnosticsAsync(context).ConfigureAwait(false)).GroupBy(static diagnostic => diagnostic.Location.SourceTree))
        {
            if (before.GetDocument(byTree.Key) is not { } document)
                continue;
            var edits = new FileEdits();
            foreach (var diagnostic in byTree)
            {
                var one = new FileEdits();
                if (Edit.FromProperties(diagnostic.Properties) is { IsSafe: true } edit && provider.Handles(edit) && IsWanted(edit, context)
                    && await EditPlace.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } at
                    && provider.Rewrite(at, edit, one, cancellation))
                {
                    edits.TryAdd(one);
                }
            }

            if (await edits.ApplyAsync(before, cancellation).ConfigureAwait(false) is { } changed
                && await CompileCheck.HoldsAsync(before, changed, edits.Documents, cancellation).ConfigureAwait(false))
            {
                after = after.WithDocumentText(document.Id, await changed.GetDocument(document.Id)!.GetTextAsync(cancellation).ConfigureAwait(false));
            }
        }

        return after;
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        var all = new List<Diagnostic>();
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                all.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
                break;
            // Of a document that is no code, its project's.
            case FixAllScope.Document or FixAllScope.Project:
                all.AddRange(await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false));
                break;
            case FixAllScope.Solution:
                foreach (var project in context.Solution.Projects)
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                break;
        }

        return all.OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, System.StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start);
    }
}
