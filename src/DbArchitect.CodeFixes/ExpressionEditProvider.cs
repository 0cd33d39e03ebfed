using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;

namespace DbArchitect.CodeFixes;

/// <summary>The fix for an edit of the expression that its diagnostic stands on. Fix All makes all of a file's edits on its original text.</summary>
public abstract class ExpressionEditProvider : EditCodeFixProvider
{
    /// <summary>Makes the edit.</summary>
    /// <param name="at">The file, its model, and the node of the diagnostic.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="edits">Takes the changes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when the edit cannot be made here.</returns>
    internal abstract bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation);

    internal sealed override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation)
    {
        if (await EditPlace.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } at)
            return null;
        var edits = new FileEdits();
        if (!Rewrite(at, edit, edits, cancellation) || await edits.ApplyAsync(document.Project.Solution, cancellation).ConfigureAwait(false) is not { } changed)
            return null;
        return await CompileCheck.HoldsAsync(document.Project.Solution, changed, [document.Id], cancellation).ConfigureAwait(false) ? changed : null;
    }
}

/// <summary>Where an edit of an expression is made.</summary>
internal sealed record EditPlace(Document Document, SemanticModel Model, SyntaxNode Root, SyntaxNode Node, Diagnostic Diagnostic)
{
    public static async Task<EditPlace?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var span = diagnostic.Location.SourceSpan;
        return root is null || model is null || !root.FullSpan.Contains(span)
            ? null
            : new EditPlace(document, model, root, root.FindNode(span, getInnermostNodeForTie: true), diagnostic);
    }
}
