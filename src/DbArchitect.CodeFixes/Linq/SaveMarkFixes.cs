using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>ExecuteDelete becomes an ExecuteUpdate that sets what SaveChanges would set.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkRowsFix))]
public sealed class MarkRowsFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is MarkRows;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } call || QueryPlace.NameOf(call) is not { Identifier.ValueText: "ExecuteDelete" or "ExecuteDeleteAsync" } name)
            return false;
        var builder = place.LambdaName("s", "setters", call.SpanStart);
        var row = place.RowName(SetterText.RowOf(call, place), call.SpanStart);
        if (row == builder)
            row = "row";
        var setters = string.Concat(edit.Subject.Split('|').Select(mark => SetterText.Of(mark, row, call, place, edits)));
        edits.Replace(place.Document, name.Identifier.Span, name.Identifier.ValueText.Replace("Delete", "Update"));
        edits.Insert(place.Document, call.ArgumentList.OpenParenToken.Span.End, builder + " => " + builder + setters + (call.ArgumentList.Arguments.Count > 0 ? ", " : ""));
        return true;
    }
}

/// <summary>ExecuteUpdate sets one property more.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StampRowsFix))]
public sealed class StampRowsFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is StampRows;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax last } }, ..] } call
            || QueryPlace.NameOf(last)?.Identifier.ValueText != "SetProperty" || last.ArgumentList.Arguments is not [{ Expression: SimpleLambdaExpressionSyntax selector }, ..])
        {
            return false;
        }

        place.AppendCall(last, SetterText.Of(edit.Subject, selector.Parameter.Identifier.ValueText, call, place, edits).Substring(1), edits);
        return true;
    }
}

/// <summary>What sets a property in ExecuteUpdate, as text.</summary>
internal static class SetterText
{
    /// <summary>The call of SetProperty; a clock is read before the statement, so that all rows get the time of this machine.</summary>
    public static string Of(string mark, string row, InvocationExpressionSyntax call, QueryPlace place, FileEdits edits)
    {
        var separator = mark.IndexOf('=');
        var (property, value) = (mark.Substring(0, separator), mark.Substring(separator + 1));
        if (value.IndexOf('.') > 0 && call.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax } statement && statement.Span.Contains(call.Span) && !IsInLambda(call, statement))
        {
            var name = new FreeNames(call).Take(Words.Camel(value.Substring(value.IndexOf('.') + 1)));
            place.InsertBefore(statement, [(TypeStyle.UsesVar(place.Document, call) ? "var " : value.Substring(0, value.IndexOf('.')) + " ") + name + " = " + value + ";"], edits);
            value = name;
        }

        return $".SetProperty({row} => {row}.{property}, {value})";
    }

    private static bool IsInLambda(SyntaxNode node, SyntaxNode statement) =>
        node.Ancestors().TakeWhile(each => each != statement).Any(static each => each is AnonymousFunctionExpressionSyntax);

    public static ITypeSymbol? RowOf(InvocationExpressionSyntax call, QueryPlace place) =>
        QueryPlace.ReceiverOf(call) is { } query && place.Model.GetTypeInfo(query).Type is INamedTypeSymbol { TypeArguments: [var row, ..] } ? row : null;
}
