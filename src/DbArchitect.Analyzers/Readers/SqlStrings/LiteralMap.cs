using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// From an offset in the value of a string token to its place in source, for every form of C# literal: regular and verbatim strings with their escapes,
/// raw strings with their indentation, and the text parts of interpolated strings of each kind.
/// </summary>
internal static class LiteralMap
{
    /// <summary>The location of a stretch of the value; null when the token's form is not known or the stretch is out of range.</summary>
    public static Location? Locate(SyntaxToken token, int start, int length, CancellationToken cancellation)
    {
        if (token.SyntaxTree is not { } tree || FormOf(token) is not { } form)
            return null;
        var text = tree.GetText(cancellation);
        var walk = new Walk(text, form, token);
        if (!walk.SkipTo(start))
            return null;
        var from = walk.Position;
        if (!walk.SkipTo(start + length))
            return null;
        // The position after the last character, not before the next one: an indentation may lie between.
        return Location.Create(tree, TextSpan.FromBounds(from, length == 0 ? from : walk.End));
    }

    /// <summary>The stretch of a token's value that a place in source holds, the reverse of <see cref="Locate"/>; null when it begins or ends within an escape.</summary>
    public static (int Start, int Length)? Find(SyntaxToken token, TextSpan span, CancellationToken cancellation)
    {
        if (token.SyntaxTree is not { } tree || FormOf(token) is not { } form)
            return null;
        var walk = new Walk(tree.GetText(cancellation), form, token);
        while (walk.Position < span.Start)
        {
            if (!walk.SkipTo(walk.Value + 1))
                return null;
        }

        if (walk.Position != span.Start)
            return null;
        var start = walk.Value;
        if (span.IsEmpty)
            return (start, 0);
        while (walk.Value == start || walk.End < span.End)
        {
            if (!walk.SkipTo(walk.Value + 1))
                return null;
        }

        return walk.End == span.End ? (start, walk.Value - start) : null;
    }

    private enum Escapes : byte
    {
        Backslash,
        DoubledQuote,
        None,
    }

    private readonly record struct Form(Escapes Escapes, bool DoubledBraces, int ContentStart, int ContentEnd, int Indentation, bool FirstLineIndented);

    private static Form? FormOf(SyntaxToken token)
    {
        var span = token.Span;
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken:
                return token.Text.Length > 0 && token.Text[0] == '@'
                    ? new(Escapes.DoubledQuote, false, span.Start + 2, span.End - 1, 0, false)
                    : new(Escapes.Backslash, false, span.Start + 1, span.End - 1, 0, false);
            case SyntaxKind.SingleLineRawStringLiteralToken:
                var quotes = QuoteCount(token.Text);
                return new(Escapes.None, false, span.Start + quotes, span.End - quotes, 0, false);
            case SyntaxKind.MultiLineRawStringLiteralToken:
                return MultiLine(token.Text, span.Start);
            case SyntaxKind.InterpolatedStringTextToken when token.Parent?.Parent is InterpolatedStringExpressionSyntax parent:
                return Interpolated(token, parent);
            default:
                return null;
        }
    }

    private static Form Interpolated(SyntaxToken token, InterpolatedStringExpressionSyntax parent)
    {
        var span = token.Span;
        switch (parent.StringStartToken.Kind())
        {
            case SyntaxKind.InterpolatedVerbatimStringStartToken:
                return new(Escapes.DoubledQuote, true, span.Start, span.End, 0, false);
            case SyntaxKind.InterpolatedSingleLineRawStringStartToken:
                return new(Escapes.None, false, span.Start, span.End, 0, false);
            case SyntaxKind.InterpolatedMultiLineRawStringStartToken:
                // The closing token holds the line break and the indentation of the closing quotes.
                var closing = parent.StringEndToken.Text;
                var indentation = 0;
                foreach (var character in closing)
                {
                    if (character is ' ' or '\t')
                        indentation++;
                    else if (character is '\n' or '\r')
                        indentation = 0;
                    else
                        break;
                }

                return new(Escapes.None, false, span.Start, span.End, indentation, parent.Contents.Count > 0 && parent.Contents[0].SpanStart == span.Start);
            default:
                return new(Escapes.Backslash, true, span.Start, span.End, 0, false);
        }
    }

    private static Form MultiLine(string text, int start)
    {
        var quotes = QuoteCount(text);
        var content = quotes;
        while (content < text.Length && text[content] != '\n')
            content++;
        content++;
        var closing = text.Length - quotes;
        var lineStart = closing;
        while (lineStart > 0 && text[lineStart - 1] is ' ' or '\t')
            lineStart--;
        // The line break before the closing quotes is not content.
        var end = lineStart > 0 ? lineStart - 1 : lineStart;
        if (end > 0 && text[end - 1] == '\r')
            end--;
        return new(Escapes.None, false, start + content, start + System.Math.Max(content, end), closing - lineStart, true);
    }

    private static int QuoteCount(string text)
    {
        var count = 0;
        while (count < text.Length && text[count] == '"')
            count++;
        return count;
    }

    /// <summary>Walks the value character by character, in step with the source.</summary>
    private struct Walk
    {
        private readonly SourceText text;
        private readonly Form form;

        public Walk(SourceText text, Form form, SyntaxToken token)
        {
            this.text = text;
            this.form = form;
            Position = form.ContentStart;
            End = Position;
            if (form.FirstLineIndented)
                SkipIndentation();
        }

        /// <summary>The source position of the next character of the value.</summary>
        public int Position { get; private set; }

        /// <summary>How much of the value was read.</summary>
        public int Value { get; private set; }

        /// <summary>The source position after the last character read.</summary>
        public int End { get; private set; }

        public bool SkipTo(int offset)
        {
            while (Value < offset)
            {
                if (Position >= form.ContentEnd)
                    return false;
                var units = Read();
                Value += units;
            }

            return true;
        }

        /// <summary>Reads one source character or escape; gives how many UTF-16 units of the value it makes.</summary>
        private int Read()
        {
            var character = text[Position];
            var units = 1;
            switch (form.Escapes)
            {
                case Escapes.Backslash when character == '\\' && Position + 1 < form.ContentEnd:
                    units = ReadEscape();
                    break;
                case Escapes.DoubledQuote when character == '"':
                    Position += 2;
                    break;
                default:
                    Position += form.DoubledBraces && character is '{' or '}' && form.DoubledBraces ? 2 : 1;
                    break;
            }

            End = Position;
            if (character == '\n' && form.Escapes == Escapes.None)
                SkipIndentation();
            return units;
        }

        private int ReadEscape()
        {
            var kind = text[Position + 1];
            Position += 2;
            switch (kind)
            {
                case 'u':
                    Position += 4;
                    return 1;
                case 'x':
                    for (var digits = 0; digits < 4 && Position < form.ContentEnd && System.Uri.IsHexDigit(text[Position]); digits++)
                        Position++;
                    return 1;
                case 'U':
                    var code = 0;
                    for (var digits = 0; digits < 8 && Position < form.ContentEnd; digits++, Position++)
                        code = (code * 16) + System.Math.Max(0, "0123456789ABCDEF".IndexOf(char.ToUpperInvariant(text[Position])));
                    return code > 0xFFFF ? 2 : 1;
                default:
                    return 1;
            }
        }

        private void SkipIndentation()
        {
            for (var i = 0; i < form.Indentation && Position < form.ContentEnd && text[Position] is ' ' or '\t'; i++)
                Position++;
        }
    }
}
