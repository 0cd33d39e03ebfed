using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Loading into a variable and RemoveRange, or RemoveRange of what is loaded or of a query, become ExecuteDelete.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExecuteDeleteFix))]
public sealed class ExecuteDeleteFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is ReplaceByExecuteDelete;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        place.Use("Microsoft.EntityFrameworkCore", "DbContext", edits);
        if (Removed(place) is { } rows)
        {
            if (place.HasComment(rows.Removal.Span))
                return false;
            var isAsync = QueryPlace.IsInAsyncCode(rows.Removal);
            edits.Replace(place.Document, rows.Removal.Span, $"{(isAsync ? "await " : "")}{QueryPlace.Primary(rows.Query)}.{(isAsync ? "ExecuteDeleteAsync" : "ExecuteDelete")}();");
            return true;
        }

        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } terminal || QueryPlace.NameOf(terminal) is not { } name || name.Identifier.ValueText is not ("ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync"))
            return false;
        var executed = terminal.Parent is AwaitExpressionSyntax awaited ? (ExpressionSyntax)awaited : terminal;
        if (executed.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || place.HasComment(statement.Span))
            return false;
        string Between(int start, int end) => place.Text.ToString(TextSpan.FromBounds(start, end));
        var deletion = Between(executed.SpanStart, name.SpanStart) + (name.Identifier.ValueText.EndsWith("Async", System.StringComparison.Ordinal) ? "ExecuteDeleteAsync" : "ExecuteDelete")
            + Between(name.Span.End, executed.Span.End) + ";";
        switch (statement)
        {
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax remove } when IsRemoveRange(remove) && remove.ArgumentList.Arguments[0].Expression == executed:
                edits.Replace(place.Document, statement.Span, deletion);
                return true;
            case LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer: { } initializer } variable], Parent: BlockSyntax block } when initializer.Value == executed:
                var uses = block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == variable.Identifier.ValueText).ToList();
                if (uses is not [{ Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax removal } call } }] || !IsRemoveRange(call))
                    return false;
                var lines = place.Text.Lines;
                var (first, last) = (lines.GetLineFromPosition(removal.SpanStart), lines.GetLineFromPosition(removal.Span.End));
                if (place.Text.ToString(TextSpan.FromBounds(first.Start, last.End)).Trim() != removal.ToString())
                    return false;
                edits.Replace(place.Document, statement.Span, deletion);
                edits.Replace(place.Document, TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak), "");
                return true;
            default:
                return false;
        }
    }

    /// <summary>A query that is given to RemoveRange as it is.</summary>
    private static (ExpressionSyntax Query, ExpressionStatementSyntax Removal)? Removed(QueryPlace place)
    {
        var span = place.Diagnostic.Location.SourceSpan;
        foreach (var outer in place.Node.AncestorsAndSelf())
        {
            if (outer is ArgumentSyntax { Expression: var query, Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax removal } call } && query.Span.End == span.End && IsRemoveRange(call))
                return place.IsQuery(query) ? (query, removal) : null;
        }

        return null;
    }

    private static bool IsRemoveRange(InvocationExpressionSyntax call) =>
        QueryPlace.NameOf(call)?.Identifier.ValueText == "RemoveRange" && call.ArgumentList.Arguments.Count == 1;
}
