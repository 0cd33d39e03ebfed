using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DbArchitect.CodeFixes;

/// <summary>
/// The fix for one kind of edit, whatever rule asks for it: a rule gets its fix by attaching the edit to its finding, with no wiring. The action is
/// offered only when its result is known: it changes something, and what it changes compiles.
/// </summary>
public abstract class EditCodeFixProvider : CodeFixProvider
{
    /// <summary>Every rule's id: what a diagnostic's edit is tells its properties, not its id.</summary>
    private static readonly ImmutableArray<string> RuleIds = ImmutableArray.CreateRange(Analyzers.Hosting.RuleSet.All, static rule => rule.Descriptor.Id);

    public sealed override ImmutableArray<string> FixableDiagnosticIds => RuleIds;

    public sealed override FixAllProvider GetFixAllProvider() => EditFixAllProvider.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Edit.FromProperties(diagnostic.Properties) is not { } edit || !Handles(edit))
                continue;
            var apply = context.TextDocument is Document document
                ? ApplyAsync(document, diagnostic, edit, context.CancellationToken)
                : ApplyAsync(context.TextDocument.Project, edit, context.CancellationToken);
            if (await apply.ConfigureAwait(false) is not { } changed)
                continue;
            context.RegisterCodeFix(CodeAction.Create(edit.Title, _ => Task.FromResult(changed), equivalenceKey: edit.Kind), diagnostic);
        }
    }

    internal abstract bool Handles(Edit edit);

    /// <summary>The solution after the edit; null when the edit cannot be made, changes nothing, or would not compile.</summary>
    internal abstract Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation);

    /// <summary>The same for a diagnostic in a file of the project that is no code.</summary>
    internal virtual Task<Solution?> ApplyAsync(Project project, Edit edit, CancellationToken cancellation) => Task.FromResult<Solution?>(null);
}
