using System;
using System.Text;
using System.Threading;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Sql;

/// <summary>
/// A stretch of SQL inside one C# literal, or one text part of an interpolated string: read as its value, written in the form of the literal.
/// </summary>
internal sealed class SqlLiteral
{
    private readonly SyntaxToken token;
    private readonly TextSpan span;

    private SqlLiteral(SyntaxToken token, TextSpan span, int start, string text)
    {
        this.token = token;
        this.span = span;
        Start = start;
        Text = text;
    }

    /// <summary>The SQL of the stretch.</summary>
    public string Text { get; }

    /// <summary>Where it begins in the value of the literal.</summary>
    public int Start { get; }

    /// <summary>The value of the literal, or of the text part.</summary>
    public string Whole => ValueOf(token);

    /// <summary>The stretch at a place of a file; null when it is no part of one literal.</summary>
    public static SqlLiteral? At(SyntaxNode root, TextSpan span, CancellationToken cancellation)
    {
        if (span.End > root.FullSpan.End)
            return null;
        var token = root.FindToken(span.Start);
        if (!token.Span.Contains(span) || LiteralMap.Find(token, span, cancellation) is not { } at || at.Start + at.Length > ValueOf(token).Length)
            return null;
        return new SqlLiteral(token, span, at.Start, ValueOf(token).Substring(at.Start, at.Length));
    }

    /// <summary>The value of a token. That of an interpolated string's text still has its braces twice.</summary>
    public static string ValueOf(SyntaxToken token) =>
        token.Parent?.Parent is InterpolatedStringExpressionSyntax { StringStartToken.RawKind: var start }
            && start is (int)SyntaxKind.InterpolatedStringStartToken or (int)SyntaxKind.InterpolatedVerbatimStringStartToken
            ? token.ValueText.Replace("{{", "{").Replace("}}", "}")
            : token.ValueText;

    /// <summary>The change of source that puts other SQL in the place of this; null when the form of the literal cannot hold it.</summary>
    public TextChange? Replace(string sql)
    {
        var form = Form();
        if (form is null)
            return null;
        if (form.Value.IsRaw && !form.Value.IsMultiLine)
        {
            // Quotes at the end of a raw string would be its end: a space keeps them apart, and means nothing in SQL.
            if (sql.EndsWith("\"", StringComparison.Ordinal) && Start + Text.Length == Whole.Length && EndsString())
                sql += " ";
        }

        if (Write(sql, form.Value) is not { } written)
            return null;
        var change = new TextChange(span, written);
        return IsExact(change, sql) ? change : null;
    }

    /// <summary>The text as it is written in this literal; null when it cannot be.</summary>
    public string? Write(string sql) => Form() is { } form ? Write(sql, form) : null;

    /// <param name="IsInterpolated">Braces are written twice.</param>
    /// <param name="Indentation">What the lines of a raw string begin with.</param>
    private readonly record struct LiteralForm(bool IsVerbatim, bool IsRaw, bool IsMultiLine, bool IsInterpolated, string Indentation);

    private LiteralForm? Form()
    {
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken:
                return new(token.Text.StartsWith("@", StringComparison.Ordinal), false, true, false, "");
            case SyntaxKind.SingleLineRawStringLiteralToken:
                return new(false, true, false, false, "");
            case SyntaxKind.MultiLineRawStringLiteralToken:
                return new(false, true, true, false, IndentationOf(token.Text));
            case SyntaxKind.InterpolatedStringTextToken when token.Parent?.Parent is InterpolatedStringExpressionSyntax parent:
                return parent.StringStartToken.Kind() switch
                {
                    SyntaxKind.InterpolatedVerbatimStringStartToken => new(true, false, true, true, ""),
                    SyntaxKind.InterpolatedSingleLineRawStringStartToken => new(false, true, false, false, ""),
                    SyntaxKind.InterpolatedMultiLineRawStringStartToken => new(false, true, true, false, IndentationOf(parent.StringEndToken.Text)),
                    _ => new(false, false, true, true, ""),
                };
            default:
                return null;
        }
    }

    /// <summary>The white space before the closing quotes.</summary>
    private static string IndentationOf(string text)
    {
        var end = text.LastIndexOf('"');
        while (end >= 0 && text[end] == '"')
            end--;
        var start = end + 1;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        return text.Substring(start, end + 1 - start);
    }

    private static string? Write(string sql, LiteralForm form)
    {
        if (form.IsRaw)
            return !form.IsMultiLine && sql.IndexOf('\n') >= 0 ? null : sql.Replace("\n", "\n" + form.Indentation);
        var builder = new StringBuilder(sql.Length + 8);
        foreach (var character in sql)
        {
            switch (character)
            {
                case '"':
                    builder.Append(form.IsVerbatim ? "\"\"" : "\\\"");
                    break;
                case '{' or '}' when form.IsInterpolated:
                    builder.Append(character).Append(character);
                    break;
                case '\\' when !form.IsVerbatim:
                    builder.Append("\\\\");
                    break;
                case '\n' when !form.IsVerbatim:
                    builder.Append("\\n");
                    break;
                case '\r' when !form.IsVerbatim:
                    builder.Append("\\r");
                    break;
                case '\t' when !form.IsVerbatim:
                    builder.Append("\\t");
                    break;
                default:
                    builder.Append(character);
                    break;
            }
        }

        return builder.ToString();
    }

    /// <summary>Whether the closing quotes come next.</summary>
    private bool EndsString() =>
        token.Parent?.Parent is not InterpolatedStringExpressionSyntax parent || parent.Contents[parent.Contents.Count - 1].Span.End == token.Span.End;

    /// <summary>Whether the literal, read again, holds exactly what was meant: a brace or quote too many makes another string.</summary>
    private bool IsExact(TextChange change, string sql)
    {
        SyntaxNode expression = token.Parent is InterpolatedStringTextSyntax { Parent: { } interpolated } ? interpolated : token.Parent!;
        var text = expression.ToString();
        var at = change.Span.Start - expression.SpanStart;
        var parsed = SyntaxFactory.ParseExpression(
            text.Substring(0, at) + change.NewText + text.Substring(at + change.Span.Length), options: token.SyntaxTree?.Options as CSharpParseOptions);
        if (parsed.ContainsDiagnostics)
            return false;
        var wanted = Whole.Substring(0, Start) + sql + Whole.Substring(Start + Text.Length);
        switch (parsed)
        {
            case LiteralExpressionSyntax literal:
                return literal.Token.ValueText == wanted;
            case InterpolatedStringExpressionSyntax now when expression is InterpolatedStringExpressionSyntax before && now.Contents.Count == before.Contents.Count:
                var index = before.Contents.IndexOf((InterpolatedStringContentSyntax)token.Parent!);
                return now.Contents[index] is InterpolatedStringTextSyntax part && ValueOf(part.TextToken) == wanted;
            default:
                return false;
        }
    }
}
