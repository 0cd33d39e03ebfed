using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Text;

/// <summary>
/// How a file is laid out: its line break, its indentation, where its braces stand. Edits are made as text in that layout, so that every character
/// that is not part of the edit stays as its author wrote it.
/// </summary>
internal sealed class Layout
{
    private readonly SyntaxNode root;

    public Layout(SourceText text, SyntaxNode root)
    {
        Text = text;
        this.root = root;
        NewLine = FindNewLine(text);
        IndentUnit = FindIndentUnit();
        BraceOnOwnLine = FindBraceStyle();
    }

    public SourceText Text { get; }

    public string NewLine { get; }

    /// <summary>One step of indentation.</summary>
    public string IndentUnit { get; }

    /// <summary>Whether the brace of a body opens on a line of its own.</summary>
    public bool BraceOnOwnLine { get; }

    /// <summary>The white space that the line of a position begins with.</summary>
    public string IndentAt(int position)
    {
        var line = Text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && Text[end] is ' ' or '\t')
            end++;
        return Text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>Whether only white space precedes the position on its line.</summary>
    public bool IsFirstOnLine(int position)
    {
        for (var i = Text.Lines.GetLineFromPosition(position).Start; i < position; i++)
        {
            if (Text[i] is not (' ' or '\t'))
                return false;
        }

        return true;
    }

    public bool OnOneLine(int start, int end) => Text.Lines.GetLineFromPosition(start).LineNumber == Text.Lines.GetLineFromPosition(end).LineNumber;

    /// <summary>The body of a member or lambda whose line is indented by <paramref name="indent"/>, from before its opening brace to after the closing one.</summary>
    public string BlockOf(string indent, params string[] statements)
    {
        var inner = NewLine + indent + IndentUnit;
        return (BraceOnOwnLine ? NewLine + indent : " ") + "{" + inner + string.Join(inner, statements) + NewLine + indent + "}";
    }

    private static string FindNewLine(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    private string FindIndentUnit()
    {
        foreach (var node in root.DescendantNodes(static node => node is not StatementSyntax))
        {
            if (node is not MemberDeclarationSyntax || node.Parent is not (TypeDeclarationSyntax or NamespaceDeclarationSyntax))
                continue;
            int start = node.GetFirstToken().SpanStart, outerStart = node.Parent.GetFirstToken().SpanStart;
            string inner = IndentAt(start), outer = IndentAt(outerStart);
            if (IsFirstOnLine(start) && inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                return inner.Substring(outer.Length);
        }

        return "    ";
    }

    private bool FindBraceStyle()
    {
        foreach (var node in root.DescendantNodes())
        {
            var brace = node switch
            {
                BlockSyntax { Parent: BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax } block => block.OpenBraceToken,
                BaseTypeDeclarationSyntax type => type.OpenBraceToken,
                _ => default,
            };
            if (brace.RawKind != 0 && !brace.IsMissing && !OnOneLine(node.SpanStart, node.Span.End))
                return IsFirstOnLine(brace.SpanStart);
        }

        return true;
    }
}
