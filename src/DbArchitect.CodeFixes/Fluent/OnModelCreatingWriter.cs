using System;
using System.Linq;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Adds an index to a context that does not speak of the entity yet; with an override of OnModelCreating where there is none.</summary>
internal static class OnModelCreatingWriter
{
    private const string Namespace = "Microsoft.EntityFrameworkCore";

    /// <param name="context">The context.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="code">
    /// The statement's text, by the entity's builder, the lambda parameter to use, the position and the indentation of further lines; null when there is none.
    /// </param>
    public static FileEdits? Add(ContextClass context, EntityInSolution entity, Func<string, string, int, string, string?> code)
    {
        var root = (CompilationUnitSyntax)context.Model.SyntaxTree.GetRoot();
        var layout = new Layout(context.Model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        var method = Contexts.OnModelCreatingOf(context.Declaration);
        var added = method is null ? AddOverride(context, entity, code, layout, edits) : AddStatement(context, entity, code, method, layout, edits);
        if (!added)
            return null;
        if (!UsingDirectives.Sees(context.Model, context.Declaration.Identifier.SpanStart, Namespace, "ModelBuilder"))
        {
            var change = UsingDirectives.Add(root, layout, Namespace);
            edits.Replace(context.Document, change.Span, change.NewText!);
        }

        return edits;
    }

    /// <summary>Whether the context configures entities right there.</summary>
    public static bool ConfiguresInPlace(ContextClass context) =>
        Contexts.OnModelCreatingOf(context.Declaration) is { } method
        && method.DescendantNodes().Any(static node => node is MemberAccessExpressionSyntax { Name.Identifier.Text: "Entity", Parent: InvocationExpressionSyntax });

    private static string? Statement(
        ContextClass context, EntityInSolution entity, Func<string, string, int, string, string?> code, string builder, int position, string indent, Layout layout)
    {
        var lambda = HasIndexText.LambdaParameter(null, entity, context.Model, position);
        if (lambda == builder)
            lambda = "entity";
        return code(builder + ".Entity<" + entity.NameAt(context.Model, position) + ">()", lambda, position, indent + layout.IndentUnit);
    }

    private static bool AddStatement(
        ContextClass context, EntityInSolution entity, Func<string, string, int, string, string?> statement, MethodDeclarationSyntax method, Layout layout, FileEdits edits)
    {
        var builder = method.ParameterList.Parameters[0].Identifier.Text;
        string? Code(int position, string indent) => Statement(context, entity, statement, builder, position, indent, layout);

        if (method.ExpressionBody is { Expression: var expression })
            return Statements.ExpandToBlock(expression, context.Model, Code, context.Document, layout, edits);
        if (method.Body is not { } body)
            return false;

        // Conventions that a team applies to all entities at the end stay at the end.
        for (var i = body.Statements.Count - 1; i >= 0; i--)
        {
            if (body.Statements[i] is ExpressionStatementSyntax last && Configures(last.Expression, builder) && !BuilderScope.IsInsideIfDirective(last))
            {
                return Statements.InsertAfter(last, Code(last.SpanStart, layout.IndentAt(last.SpanStart)), context.Document, layout, edits);
            }
        }

        return Statements.Append(body, Code, context.Document, layout, edits);
    }

    /// <summary>Whether the expression is <c>modelBuilder.Entity…</c>, <c>modelBuilder.ApplyConfiguration…</c> or the like, or the call of the base.</summary>
    private static bool Configures(ExpressionSyntax expression, string builder)
    {
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            if (access.Expression is BaseExpressionSyntax || access.Expression is IdentifierNameSyntax { Identifier.Text: var name } && name == builder)
                return true;
            expression = access.Expression;
        }

        return false;
    }

    private static bool AddOverride(
        ContextClass context, EntityInSolution entity, Func<string, string, int, string, string?> code, Layout layout, FileEdits edits)
    {
        var declaration = context.Declaration;
        if (!CanOverride(context.Type))
            return false;
        var position = declaration.OpenBraceToken.RawKind != 0 ? declaration.OpenBraceToken.Span.End : declaration.Identifier.SpanStart;
        var indent = layout.IndentAt(declaration.SpanStart);
        var inner = indent + layout.IndentUnit;
        if (Statement(context, entity, code, "modelBuilder", position, inner + layout.IndentUnit, layout) is not { } statement)
            return false;
        var method = inner + "protected override void OnModelCreating(ModelBuilder modelBuilder)"
            + layout.BlockOf(inner, "base.OnModelCreating(modelBuilder);", statement);
        return Members.Append(declaration, method, context.Document, layout, edits);
    }

    private static bool CanOverride(INamedTypeSymbol type)
    {
        if (type.GetMembers("OnModelCreating").Any(static member => member is IMethodSymbol { Parameters.Length: 1 }))
            return false;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("OnModelCreating"))
            {
                if (member is IMethodSymbol { Parameters.Length: 1 } method)
                    return !method.IsSealed && (method.IsVirtual || method.IsOverride);
            }
        }

        return false;
    }
}
