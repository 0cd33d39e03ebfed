using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Fluent;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Attributes;

/// <summary>Changes or removes an <c>[Index]</c> where it stands.</summary>
internal static class IndexAttributeRewriter
{
    /// <summary>Makes one declaration into another; named arguments that say something else stay.</summary>
    public static FileEdits Replace(AttributeIndex declared, IndexDeclaration before, IndexDeclaration after)
    {
        var arguments = new List<string>();
        var given = declared.Attribute.ArgumentList!.Arguments;
        var positional = given.Where(static argument => argument.NameEquals is null).ToList();
        var spelling = new Dictionary<string, string>();
        for (var i = 0; i < positional.Count && i < declared.Properties.Length; i++)
            spelling[declared.Properties[i]] = positional[i].Expression.ToString();
        var usesStrings = positional.Count > 0 && positional[0].Expression is LiteralExpressionSyntax;
        foreach (var property in after.Properties)
            arguments.Add(spelling.TryGetValue(property, out var text) ? text : usesStrings ? HasIndexText.Literal(property) : IndexAttributeWriter.KeyOf(property));

        var direction = IndexAttributeWriter.Direction(after);
        foreach (var argument in given)
        {
            switch (argument.NameEquals?.Name.Identifier.Text)
            {
                case null:
                    break;
                case "IsDescending" or "AllDescending":
                    if (direction is not null)
                        arguments.Add(direction);
                    direction = null;
                    break;
                case "IsUnique" when before.IsUnique != after.IsUnique:
                    if (after.IsUnique)
                        arguments.Add("IsUnique = true");
                    break;
                default:
                    arguments.Add(argument.ToString());
                    break;
            }
        }

        if (after.IsUnique && !before.IsUnique && !arguments.Contains("IsUnique = true"))
            arguments.Add("IsUnique = true");
        if (direction is not null)
            arguments.Add(direction);
        if (after.Name.Length > 0 && declared.Name.Length == 0)
            arguments.Add("Name = " + HasIndexText.Literal(after.Name));
        var edits = new FileEdits();
        edits.Replace(declared.Document, declared.Attribute.ArgumentList.Span, "(" + string.Join(", ", arguments) + ")");
        return edits;
    }

    public static FileEdits Remove(AttributeIndex declared)
    {
        var edits = new FileEdits();
        var attribute = declared.Attribute;
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
        {
            var at = list.Attributes.IndexOf(attribute);
            var span = at > 0
                ? TextSpan.FromBounds(list.Attributes[at - 1].Span.End, attribute.Span.End)
                : TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart);
            edits.Replace(declared.Document, span, "");
            return edits;
        }

        var layout = new Layout(list.SyntaxTree.GetText(), list.SyntaxTree.GetRoot());
        var next = list.GetLastToken().GetNextToken();
        var sharesLine = !layout.IsFirstOnLine(list.SpanStart) || layout.OnOneLine(list.Span.End, next.SpanStart);
        if (sharesLine)
        {
            var end = layout.OnOneLine(list.Span.End, next.SpanStart) ? next.SpanStart : list.Span.End;
            var start = list.SpanStart;
            if (end == list.Span.End && start > 0 && layout.Text[start - 1] == ' ')
                start--;
            edits.Replace(declared.Document, TextSpan.FromBounds(start, end), "");
            return edits;
        }

        var last = list.Span.End;
        foreach (var trivia in list.GetTrailingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                break;
            last = trivia.Span.End;
        }

        edits.Replace(declared.Document, Lines.WithCommentsAbove(list, last, layout), "");
        return edits;
    }
}
