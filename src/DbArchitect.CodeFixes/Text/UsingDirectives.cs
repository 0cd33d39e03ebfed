using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Adds a using directive where the others stand.</summary>
internal static class UsingDirectives
{
    /// <summary>Whether a type of the namespace is found at the position by its simple name.</summary>
    public static bool Sees(SemanticModel model, int position, string @namespace, string typeName)
    {
        foreach (var symbol in model.LookupNamespacesAndTypes(position, name: typeName))
        {
            if (symbol is INamedTypeSymbol type && type.ContainingNamespace.ToDisplayString() == @namespace)
                return true;
        }

        return false;
    }

    public static TextChange Add(CompilationUnitSyntax root, Layout layout, string @namespace)
    {
        var usings = Existing(root);
        var line = "using " + @namespace + ";";
        if (usings.Count == 0)
            return AddFirst(root, layout, line);

        UsingDirectiveSyntax? before = null, last = null;
        foreach (var directive in usings)
        {
            var isPlain = directive.Alias is null && directive.StaticKeyword.RawKind == 0 && directive.GlobalKeyword.RawKind == 0;
            if (!isPlain && last is not null && directive.GlobalKeyword.RawKind == 0)
                break;
            if (isPlain && before is null && Order(@namespace, directive.Name!.ToString()) < 0)
                before = directive;
            last = directive;
        }

        // Usings that are not sorted get the new one at their end. The head of the file (licence, #nullable) stays above the first.
        if (before is not null && IsSorted(usings))
        {
            var start = before.SpanStart;
            return new TextChange(new TextSpan(start, 0), line + layout.NewLine + layout.IndentAt(start));
        }

        var end = layout.Text.Lines.GetLineFromPosition(last!.Span.End).End;
        return new TextChange(new TextSpan(end, 0), layout.NewLine + layout.IndentAt(last.SpanStart) + line);
    }

    private static SyntaxList<UsingDirectiveSyntax> Existing(CompilationUnitSyntax root)
    {
        if (root.Usings.Count > 0)
            return root.Usings;
        foreach (var member in root.Members)
        {
            if (member is BaseNamespaceDeclarationSyntax { Usings.Count: > 0 } inner)
                return inner.Usings;
        }

        return default;
    }

    private static bool IsSorted(SyntaxList<UsingDirectiveSyntax> usings)
    {
        string? previous = null;
        foreach (var directive in usings)
        {
            if (directive.Alias is not null || directive.StaticKeyword.RawKind != 0 || directive.GlobalKeyword.RawKind != 0)
                continue;
            var name = directive.Name!.ToString();
            if (previous is not null && Order(previous, name) > 0)
                return false;
            previous = name;
        }

        return true;
    }

    /// <summary>The customary order: System first, then by name.</summary>
    private static int Order(string left, string right)
    {
        static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
        return IsSystem(left) != IsSystem(right) ? (IsSystem(left) ? -1 : 1) : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The first directive of a file: below its head, that is comments set off by a blank line and preprocessor directives.</summary>
    private static TextChange AddFirst(CompilationUnitSyntax root, Layout layout, string line)
    {
        var text = layout.Text;
        var first = root.Externs.Count > 0 ? root.Externs.Last().GetLastToken().GetNextToken() : root.GetFirstToken(includeZeroWidth: true);
        var position = root.Externs.Count > 0 ? text.Lines.GetLineFromPosition(root.Externs.Last().Span.End).EndIncludingLineBreak : 0;
        var endOfHead = position;
        var firstLine = text.Lines.GetLineFromPosition(first.SpanStart).LineNumber;
        var belowComment = false;
        for (var number = text.Lines.GetLineFromPosition(position).LineNumber; number < firstLine; number++)
        {
            var content = text.Lines[number].ToString().Trim();
            belowComment = content.StartsWith("//", StringComparison.Ordinal) && !content.StartsWith("///", StringComparison.Ordinal);
            if (content.Length == 0 || content[0] == '#' || content.StartsWith("// </", StringComparison.Ordinal))
                endOfHead = text.Lines[number].EndIncludingLineBreak;
        }

        // A comment right above a namespace is the licence; right above a type it belongs to the type.
        if (belowComment && root.Members.FirstOrDefault() is BaseNamespaceDeclarationSyntax)
            endOfHead = text.Lines[firstLine].Start;
        return new TextChange(new TextSpan(endOfHead, 0), line + layout.NewLine + layout.NewLine);
    }
}
