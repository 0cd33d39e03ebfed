using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>Sends as a parameter what was put into SQL text as a value: the text gets its name, every call that runs the text gets the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SendAsParameterFix))]
public sealed class SendAsParameterFix : EditCodeFixProvider
{
    internal override bool Handles(Edit edit) => edit is SendAsParameter;

    internal override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var span = diagnostic.Location.SourceSpan;
        if (root is null || model is null || !root.FullSpan.Contains(span)
            || root.FindNode(span, getInnermostNodeForTie: true) is not ExpressionSyntax expression || expression.Span != span || expression.ToString() != ((SendAsParameter)edit).Expression
            || ValueHole.Find(expression, model, cancellation) is not { } hole)
        {
            return null;
        }

        var value = SentValue.Of(hole, model);
        var layout = new Layout(await document.GetTextAsync(cancellation).ConfigureAwait(false), root);
        var edits = new FileEdits();
        var parameter = hole.IsNumbered ? EfParameters.PlaceholderOf(hole) : hole.Sign + value.Name;
        if (parameter is null || !HoleRemoval.Replace(hole, parameter, document, edits, cancellation))
            return null;
        foreach (var call in hole.Calls)
        {
            var isAdded = call.FrontEnd switch
            {
                FrontEnd.Dapper => DapperParameters.Add(call, value, document, layout, edits),
                FrontEnd.EfSql => EfParameters.Add(call, value, document, edits),
                FrontEnd.Ado => AdoParameters.Add(call, value, hole.Sign, document, model, layout, edits),
                _ => false,
            };
            if (!isAdded)
                return null;
        }

        var solution = document.Project.Solution;
        return await edits.ApplyAsync(solution, cancellation).ConfigureAwait(false) is { } changed
            && await CompileCheck.HoldsAsync(solution, changed, [document.Id], cancellation).ConfigureAwait(false) ? changed : null;
    }
}
