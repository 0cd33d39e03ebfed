using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Fluent;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Attributes;

/// <summary>Adds <c>[Index]</c> to an entity class.</summary>
internal static class IndexAttributeWriter
{
    private const string Namespace = "Microsoft.EntityFrameworkCore";

    /// <summary>What an attribute cannot say is for the fluent API.</summary>
    public static bool CanExpress(EntityInSolution entity, IndexDeclaration index)
    {
        if (index.Filter.Length > 0 || !index.OperatorClasses.IsEmpty || index.Properties.IsEmpty)
            return false;
        foreach (var path in index.Properties)
        {
            if (EntityInSolution.PropertyOf(entity.Type, path) is not { } property)
                return false;
            if (property.DeclaredAccessibility == Accessibility.Private && !SymbolEqualityComparer.Default.Equals(property.ContainingType, entity.Type))
                return false;
        }

        return true;
    }

    /// <param name="entity">The class.</param>
    /// <param name="index">The index.</param>
    /// <param name="qualified">Whether to write the attribute with its namespace, where the short name means another type.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<FileEdits?> AddAsync(EntityInSolution entity, IndexDeclaration index, bool qualified, CancellationToken cancellation)
    {
        if (entity.Home is null || !CanExpress(entity, index)
            || await entity.Home.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || compilation.GetTypeByMetadataName(Namespace + ".IndexAttribute") is null
            || await DeclarationAsync(entity, cancellation).ConfigureAwait(false) is not var (document, declaration)
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var seesAttribute = UsingDirectives.Sees(model, declaration.Identifier.SpanStart, Namespace, "IndexAttribute");
        if (!qualified && !seesAttribute && model.LookupNamespacesAndTypes(declaration.Identifier.SpanStart, name: "IndexAttribute").Any())
            return null;
        var root = (CompilationUnitSyntax)await declaration.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        var layout = new Layout(await document.GetTextAsync(cancellation).ConfigureAwait(false), root);
        var edits = new FileEdits();
        var text = "[" + (qualified ? Namespace + "." : "") + "Index(" + Arguments(index) + ")]";
        if (!qualified && !seesAttribute)
        {
            var change = UsingDirectives.Add(root, layout, Namespace);
            edits.Replace(document, change.Span, change.NewText!);
        }

        Place(declaration, text, document, layout, edits);
        return edits;
    }

    private static string Arguments(IndexDeclaration index) => string.Join(", ", index.Properties.Items.Select(KeyOf).Concat(Named(index)));

    public static string KeyOf(string property) => "nameof(" + HasIndexText.Identifier(property) + ")";

    private static IEnumerable<string> Named(IndexDeclaration index)
    {
        if (index.IsUnique)
            yield return "IsUnique = true";
        if (Direction(index) is { } direction)
            yield return direction;
        if (index.Name.Length > 0)
            yield return "Name = " + HasIndexText.Literal(index.Name);
    }

    /// <summary>The argument that gives the directions; null when all are ascending.</summary>
    public static string? Direction(IndexDeclaration index) => HasIndexText.IsDescending(index) switch
    {
        null => null,
        ".IsDescending()" => "AllDescending = true",
        _ => "IsDescending = new[] { " + HasIndexText.Directions(index) + " }",
    };

    /// <summary>Below the last index, else below the last attribute, else right above the class.</summary>
    private static void Place(TypeDeclarationSyntax declaration, string text, Document document, Layout layout, FileEdits edits)
    {
        if (declaration.AttributeLists.Count == 0)
        {
            var first = declaration.GetFirstToken().SpanStart;
            edits.Insert(document, first, text + (layout.IsFirstOnLine(first) ? layout.NewLine + layout.IndentAt(first) : " "));
            return;
        }

        var after = declaration.AttributeLists.LastOrDefault(static list => list.Attributes.Any(static attribute => attribute.Name.ToString().Contains("Index")))
            ?? declaration.AttributeLists.Last();
        var next = after.GetLastToken().GetNextToken();
        if (layout.OnOneLine(after.Span.End, next.SpanStart))
        {
            edits.Insert(document, after.Span.End, (next.IsKind(SyntaxKind.OpenBracketToken) && next.SpanStart == after.Span.End ? "" : " ") + text);
            return;
        }

        var end = after.Span.End;
        foreach (var trivia in after.GetTrailingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                break;
            end = trivia.Span.End;
        }

        edits.Insert(document, end, layout.NewLine + layout.IndentAt(after.SpanStart) + text);
    }

    /// <summary>Of a partial class the part that has attributes, else the first that is written by hand.</summary>
    private static async Task<(Document, TypeDeclarationSyntax)?> DeclarationAsync(EntityInSolution entity, CancellationToken cancellation)
    {
        (Document, TypeDeclarationSyntax)? first = null;
        foreach (var reference in entity.Type.DeclaringSyntaxReferences)
        {
            if (entity.Solution.GetDocument(reference.SyntaxTree) is not { } document || EntityInSolution.IsGenerated(document)
                || await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not TypeDeclarationSyntax declaration)
            {
                continue;
            }

            if (declaration.AttributeLists.Count > 0)
                return (document, declaration);
            first ??= (document, declaration);
        }

        return first;
    }
}
