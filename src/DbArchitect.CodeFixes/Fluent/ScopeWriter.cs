using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Adds a configuring statement where a builder of the entity is at hand.</summary>
internal static class ScopeWriter
{
    /// <summary>Makes the extension methods of EF Core visible.</summary>
    public static void AddNamespace(Document document, SemanticModel model, int position, CompilationUnitSyntax root, Layout layout, FileEdits edits)
    {
        if (!UsingDirectives.Sees(model, position, "Microsoft.EntityFrameworkCore", "RelationalIndexBuilderExtensions"))
        {
            var change = UsingDirectives.Add(root, layout, "Microsoft.EntityFrameworkCore");
            edits.Replace(document, change.Span, change.NewText!);
        }
    }

    /// <summary>Adds a statement where it always runs; false when there is no such place.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="beside">The calls after the last of which it belongs.</param>
    /// <param name="code">The statement's text, by position and indentation.</param>
    /// <param name="layout">The file's layout.</param>
    /// <param name="edits">Takes the change.</param>
    public static bool AddStatement(
        BuilderScope scope, IReadOnlyList<InvocationExpressionSyntax> beside, Func<int, string, string?> code, Layout layout, FileEdits edits)
    {
        for (var i = beside.Count - 1; i >= 0; i--)
        {
            if (scope.UnconditionalStatementOf(beside[i]) is { } statement)
                return Statements.InsertAfter(statement, code(statement.SpanStart, layout.IndentAt(statement.SpanStart)), scope.Document, layout, edits);
        }

        // At the end of the body that has the builder as parameter.
        if (scope.Kind is not (ScopeKind.Local or ScopeKind.Chain))
        {
            return scope.Body is BlockSyntax block
                ? Statements.Append(block, code, scope.Document, layout, edits)
                : scope.Body is ExpressionSyntax expression && Statements.ExpandToBlock(expression, scope.Model, code, scope.Document, layout, edits);
        }

        // After the last statement of that entity.
        for (var i = scope.Uses.Count - 1; i >= 0; i--)
        {
            if (scope.UnconditionalStatementOf(scope.Uses[i]) is { } statement and not ReturnStatementSyntax)
                return Statements.InsertAfter(statement, code(statement.SpanStart, layout.IndentAt(statement.SpanStart)), scope.Document, layout, edits);
        }

        var arrow = scope.Uses[0].Ancestors().FirstOrDefault(static node => node is ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or StatementSyntax);
        return arrow switch
        {
            ArrowExpressionClauseSyntax { Expression: var body } => Statements.ExpandToBlock(body, scope.Model, code, scope.Document, layout, edits),
            AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } => Statements.ExpandToBlock(body, scope.Model, code, scope.Document, layout, edits),
            _ => false,
        };
    }
}
