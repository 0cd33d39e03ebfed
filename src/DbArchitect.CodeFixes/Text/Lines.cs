using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Whole lines to be removed.</summary>
internal static class Lines
{
    /// <summary>The lines of a node and of the comments directly above it; with one blank line, where two would meet or one would stand at a brace.</summary>
    public static TextSpan WithCommentsAbove(SyntaxNode node, int end, Layout layout)
    {
        var lines = layout.Text.Lines;
        var first = lines.GetLineFromPosition(FirstComment(node, layout)).LineNumber;
        var last = lines.GetLineFromPosition(end).LineNumber;
        string Content(int number) => number >= 0 && number < lines.Count ? lines[number].ToString().Trim() : "{";

        var blankBefore = first > 0 && Content(first - 1).Length == 0;
        var blankAfter = last + 1 < lines.Count && Content(last + 1).Length == 0;
        var closesAfter = Content(last + 1).StartsWith("}", StringComparison.Ordinal);
        var opensBefore = first > 0 && Content(first - 1).EndsWith("{", StringComparison.Ordinal);
        if (blankBefore && (blankAfter || closesAfter))
            first--;
        else if (opensBefore && blankAfter)
            last++;
        return TextSpan.FromBounds(lines[first].Start, lines[last].EndIncludingLineBreak);
    }

    /// <summary>Where the unbroken block of comments above a node begins; the node itself when there is none. Doc comments belong to the declaration.</summary>
    public static int FirstComment(SyntaxNode node, Layout layout)
    {
        var start = node.SpanStart;
        var line = layout.Text.Lines.GetLineFromPosition(start).LineNumber;
        var trivia = node.GetLeadingTrivia();
        for (var i = trivia.Count - 1; i >= 0; i--)
        {
            if (trivia[i].IsKind(SyntaxKind.WhitespaceTrivia) || trivia[i].IsKind(SyntaxKind.EndOfLineTrivia))
                continue;
            if (!trivia[i].IsKind(SyntaxKind.SingleLineCommentTrivia) && !trivia[i].IsKind(SyntaxKind.MultiLineCommentTrivia))
                break;
            if (layout.Text.Lines.GetLineFromPosition(trivia[i].Span.End).LineNumber < line - 1 || !layout.IsFirstOnLine(trivia[i].SpanStart))
                break;
            start = trivia[i].SpanStart;
            line = layout.Text.Lines.GetLineFromPosition(start).LineNumber;
        }

        return start;
    }
}
