using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Adds an index where a builder of the entity is already at hand.</summary>
internal static class FluentIndexWriter
{
    /// <param name="scope">Where.</param>
    /// <param name="entity">Whose.</param>
    /// <param name="index">What.</param>
    /// <param name="isNamedApart">Whether another index over the same properties exists.</param>
    /// <returns>Null when there is no place for it that always runs.</returns>
    public static FileEdits? Add(BuilderScope scope, EntityInSolution entity, IndexDeclaration index, bool isNamedApart)
    {
        var root = (CompilationUnitSyntax)scope.Model.SyntaxTree.GetRoot();
        var layout = new Layout(scope.Model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        var added = AddStatement(scope, entity, index, isNamedApart, layout, edits);
        if (added && HasIndexText.NeedsNamespace(index, isNamedApart))
            AddNamespace(scope.Document, scope.Model, (scope.Body ?? scope.Uses[0]).SpanStart, root, layout, edits);
        return added ? edits : null;
    }

    /// <summary>Makes the extension methods of EF Core visible.</summary>
    public static void AddNamespace(Document document, SemanticModel model, int position, CompilationUnitSyntax root, Layout layout, FileEdits edits)
    {
        if (!UsingDirectives.Sees(model, position, "Microsoft.EntityFrameworkCore", "RelationalIndexBuilderExtensions"))
        {
            var change = UsingDirectives.Add(root, layout, "Microsoft.EntityFrameworkCore");
            edits.Replace(document, change.Span, change.NewText!);
        }
    }

    private static bool AddStatement(
        BuilderScope scope, EntityInSolution entity, IndexDeclaration index, bool isNamedApart, Layout layout, FileEdits edits)
    {
        string? Code(int position, string indent)
        {
            var lambda = HasIndexText.LambdaParameter(scope, entity, scope.Model, position);
            return HasIndexText.Keys(index, entity, scope.Model, position, lambda) is { } keys
                ? HasIndexText.Statement(index, scope.Receiver, keys, isNamedApart, indent + layout.IndentUnit, layout.NewLine)
                : null;
        }

        // Next to the last index.
        for (var i = scope.IndexCalls.Count - 1; i >= 0; i--)
        {
            if (scope.UnconditionalStatementOf(scope.IndexCalls[i]) is { } statement)
                return Statements.InsertAfter(statement, Code(statement.SpanStart, layout.IndentAt(statement.SpanStart)), scope.Document, layout, edits);
        }

        // At the end of the body that has the builder as parameter.
        if (scope.Kind is not (ScopeKind.Local or ScopeKind.Chain))
        {
            return scope.Body is BlockSyntax block
                ? Statements.Append(block, Code, scope.Document, layout, edits)
                : scope.Body is ExpressionSyntax expression && Statements.ExpandToBlock(expression, scope.Model, Code, scope.Document, layout, edits);
        }

        // After the last statement of that entity.
        for (var i = scope.Uses.Count - 1; i >= 0; i--)
        {
            if (scope.UnconditionalStatementOf(scope.Uses[i]) is { } statement and not ReturnStatementSyntax)
                return Statements.InsertAfter(statement, Code(statement.SpanStart, layout.IndentAt(statement.SpanStart)), scope.Document, layout, edits);
        }

        var arrow = scope.Uses[0].Ancestors().FirstOrDefault(static node => node is ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or StatementSyntax);
        return arrow switch
        {
            ArrowExpressionClauseSyntax { Expression: var body } => Statements.ExpandToBlock(body, scope.Model, Code, scope.Document, layout, edits),
            AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } => Statements.ExpandToBlock(body, scope.Model, Code, scope.Document, layout, edits),
            _ => false,
        };
    }
}
