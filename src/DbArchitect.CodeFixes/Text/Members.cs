using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Adds members to types in the layout of the file.</summary>
internal static class Members
{
    /// <summary>Adds a member at the end of a type; one without a body gets one.</summary>
    /// <param name="declaration">The type.</param>
    /// <param name="member">The member's text, indented.</param>
    /// <param name="document">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="edits">Takes the change.</param>
    public static bool Append(TypeDeclarationSyntax declaration, string member, Document document, Layout layout, FileEdits edits)
    {
        var indent = layout.IndentAt(declaration.SpanStart);
        if (declaration.SemicolonToken.RawKind != 0 && declaration.OpenBraceToken.RawKind == 0)
        {
            var brace = (layout.BraceOnOwnLine ? layout.NewLine + indent : " ") + "{" + layout.NewLine;
            edits.Replace(
                document,
                TextSpan.FromBounds(declaration.SemicolonToken.GetPreviousToken().Span.End, declaration.SemicolonToken.Span.End),
                brace + member + layout.NewLine + indent + "}");
            return true;
        }

        var close = declaration.CloseBraceToken;
        if (close.IsMissing)
            return false;
        var blank = declaration.Members.Count > 0 ? layout.NewLine : "";
        if (layout.IsFirstOnLine(close.SpanStart))
        {
            // Before the brace's line; comments and #endregion above it stay above.
            edits.Insert(document, layout.Text.Lines.GetLineFromPosition(close.SpanStart).Start, blank + member + layout.NewLine);
            return true;
        }

        var start = close.GetPreviousToken().Span.End;
        if (declaration.Members.Count == 0 && layout.BraceOnOwnLine && !layout.IsFirstOnLine(declaration.OpenBraceToken.SpanStart))
        {
            // `{ }`
            start = declaration.OpenBraceToken.GetPreviousToken().Span.End;
            edits.Replace(
                document,
                TextSpan.FromBounds(start, close.Span.End),
                layout.NewLine + indent + "{" + layout.NewLine + member + layout.NewLine + indent + "}");
            return true;
        }

        edits.Replace(document, TextSpan.FromBounds(start, close.SpanStart), layout.NewLine + blank + member + layout.NewLine + indent);
        return true;
    }
}
