using System;
using System.Threading;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>Puts a parameter into the place of a hole, and of the quotes around it.</summary>
internal static class HoleRemoval
{
    /// <returns>False when the text is put together in a way that leaves no literal to change.</returns>
    public static bool Replace(ValueHole hole, string parameter, Document document, FileEdits edits, CancellationToken cancellation)
    {
        SyntaxNode outer = hole.Expression;
        while (outer.Parent is ParenthesizedExpressionSyntax parenthesized)
            outer = parenthesized;
        return outer.Parent switch
        {
            InterpolationSyntax { AlignmentClause: null, FormatClause: null, Parent: InterpolatedStringExpressionSyntax text } interpolation =>
                Interpolated(hole, interpolation, text, parameter, document, edits, cancellation),
            BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression) => Concatenated(hole, outer, parameter, document, edits, cancellation),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } => false,
            _ => false,
        };
    }

    private static bool Interpolated(
        ValueHole hole, InterpolationSyntax interpolation, InterpolatedStringExpressionSyntax text, string parameter, Document document, FileEdits edits, CancellationToken cancellation)
    {
        var span = interpolation.Span;
        if (hole.LengthBefore > 0)
        {
            if (hole.Before?.Parent?.Parent != text || hole.After?.Parent?.Parent != text
                || Opening(hole, cancellation) is not { } start || Closing(hole, cancellation) is not { } end)
            {
                return false;
            }

            span = TextSpan.FromBounds(start, end);
        }

        var isLast = text.Contents.IndexOf(static content => content is InterpolationSyntax) == text.Contents.LastIndexOf(static content => content is InterpolationSyntax);
        var isRaw = text.StringStartToken.Kind() is not (SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken);
        if (hole.IsNumbered && isRaw && !isLast)
            return false;
        if (hole.IsNumbered && !isRaw)
            parameter = "{" + parameter + "}";
        var whole = text.ToString();
        var at = span.Start - text.SpanStart;
        var written = whole.Substring(0, at) + parameter + whole.Substring(at + span.Length);
        if (isLast)
            written = Plain(written, text);
        edits.Replace(document, text.Span, written);
        return true;
    }

    /// <summary>The last interpolation is gone: a plain string, with braces as they are.</summary>
    private static string Plain(string written, InterpolatedStringExpressionSyntax text)
    {
        var start = text.StringStartToken;
        var content = written.Substring(start.Span.Length);
        if (start.Kind() is SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken)
            content = content.Replace("{{", "{").Replace("}}", "}");
        return start.Text.Replace("$", "") + content;
    }

    private static bool Concatenated(ValueHole hole, SyntaxNode operand, string parameter, Document document, FileEdits edits, CancellationToken cancellation)
    {
        var plus = operand.GetFirstToken().GetPreviousToken();
        if (!plus.IsKind(SyntaxKind.PlusToken) || hole.Before is not { RawKind: (int)SyntaxKind.StringLiteralToken } before || plus.GetPreviousToken() != before || HasComment(before, operand))
            return false;
        var start = hole.LengthBefore > 0 ? Opening(hole, cancellation) : before.Span.End - 1;
        if (start is not { } from)
            return false;
        var next = operand.GetLastToken().GetNextToken();
        if (!next.IsKind(SyntaxKind.PlusToken) || hole.After is not { RawKind: (int)SyntaxKind.StringLiteralToken } after || next.GetNextToken() != after)
        {
            // The end of the text, or of this part of it.
            if (hole.LengthAfter > 0)
                return false;
            edits.Replace(document, TextSpan.FromBounds(from, operand.Span.End), parameter + "\"");
            return true;
        }

        if (HasComment(operand.GetLastToken(), after.Parent!))
            return false;
        var content = after.Text[0] == '@' ? 2 : 1;
        var end = hole.LengthAfter > 0 ? Closing(hole, cancellation) : after.SpanStart + content;
        if (end is not { } to)
            return false;
        var lines = operand.SyntaxTree.GetText(cancellation).Lines;
        var isEmpty = to == after.Span.End - 1;
        var isSameLine = lines.GetLineFromPosition(operand.Span.End).LineNumber == lines.GetLineFromPosition(after.SpanStart).LineNumber;
        if (isEmpty || (isSameLine && IsVerbatim(before) == IsVerbatim(after)))
        {
            // One literal: what is left of the second goes on in the first.
            edits.Replace(document, TextSpan.FromBounds(from, to), parameter);
            return !isEmpty || IsVerbatim(before) == IsVerbatim(after);
        }

        edits.Replace(document, TextSpan.FromBounds(from, operand.Span.End), parameter + "\"");
        edits.Replace(document, TextSpan.FromBounds(after.SpanStart + content, to), "");
        return true;
    }

    private static int? Opening(ValueHole hole, CancellationToken cancellation)
    {
        var token = hole.Before!.Value;
        var length = ValueLength(token);
        return LiteralMap.Locate(token, length - hole.LengthBefore, hole.LengthBefore, cancellation)?.SourceSpan.Start;
    }

    private static int? Closing(ValueHole hole, CancellationToken cancellation) =>
        LiteralMap.Locate(hole.After!.Value, 0, hole.LengthAfter, cancellation)?.SourceSpan.End;

    private static int ValueLength(SyntaxToken token) => SqlLiteral.ValueOf(token).Length;

    private static bool IsVerbatim(SyntaxToken literal) => literal.Text[0] == '@';

    private static bool HasComment(SyntaxToken from, SyntaxNode to)
    {
        for (var token = from; token.SpanStart < to.SpanStart; token = token.GetNextToken())
        {
            foreach (var trivia in token.TrailingTrivia)
            {
                if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                    return true;
            }

            foreach (var trivia in token.GetNextToken().LeadingTrivia)
            {
                if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                    return true;
            }
        }

        return false;
    }
}
