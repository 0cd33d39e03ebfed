using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Orders by a unique property last, in method and in query syntax.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddThenByFix))]
public sealed class AddThenByFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AddThenBy;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Node.AncestorsAndSelf().OfType<OrderingSyntax>().FirstOrDefault() is { } ordering)
        {
            if (ordering.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault() is not { } row)
                return false;
            edits.Insert(place.Document, ordering.Span.End, $", {row.Identifier.ValueText}.{edit.Subject}");
            return true;
        }

        if (QueryPlace.Around(place.Node, "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending") is not { } sort)
            return false;
        var row1 = sort.ArgumentList.Arguments is [{ Expression: SimpleLambdaExpressionSyntax lambda }, ..] ? lambda.Parameter.Identifier.ValueText : "x";
        place.AppendCall(sort, $"ThenBy({row1} => {row1}.{edit.Subject})", edits);
        return true;
    }
}

/// <summary>OrderBy within the order before it: ThenBy.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceOrderByThenByFix))]
public sealed class ReplaceOrderByThenByFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is ReplaceOrderByThenBy;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        var name = place.Text.ToString(place.Diagnostic.Location.SourceSpan);
        if (!name.StartsWith("OrderBy", System.StringComparison.Ordinal))
            return false;
        edits.Replace(place.Document, place.Diagnostic.Location.SourceSpan, "ThenBy" + name.Substring("OrderBy".Length));
        return true;
    }
}

/// <summary>Orders by the key before the pages are cut.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddOrderByFix))]
public sealed class AddOrderByFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is AddOrderBy;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } terminal)
            return false;
        ExpressionSyntax? sorted = null;
        foreach (var link in QueryPlace.Chain(terminal))
        {
            // What is ordered before a projection stays in order, and has its key still.
            if (QueryPlace.NameOf(link)?.Identifier.ValueText is "Skip" or "Take" or "Select")
                sorted = QueryPlace.ReceiverOf(link);
        }

        if (sorted is null || place.Model.GetTypeInfo(sorted).Type is not INamedTypeSymbol { TypeArguments: [var entity] })
            return false;
        var row = place.RowName(entity, sorted.SpanStart);
        var calls = edit.Subject.Split('|').Select((property, i) => (i == 0 ? "OrderBy" : "ThenBy") + $"({row} => {row}.{property})");
        place.AppendCall(sorted, string.Join(".", calls), edits);
        return true;
    }
}
