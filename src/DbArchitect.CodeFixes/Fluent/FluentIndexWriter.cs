using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Adds an index where a builder of the entity is already at hand.</summary>
internal static class FluentIndexWriter
{
    /// <param name="scope">Where.</param>
    /// <param name="entity">Whose.</param>
    /// <param name="index">What.</param>
    /// <returns>Null when there is no place for it that always runs.</returns>
    public static FileEdits? Add(BuilderScope scope, EntityInSolution entity, IndexDeclaration index)
    {
        var root = (CompilationUnitSyntax)scope.Model.SyntaxTree.GetRoot();
        var layout = new Layout(scope.Model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        string? Code(int position, string indent)
        {
            var lambda = HasIndexText.LambdaParameter(scope, entity, scope.Model, position);
            return HasIndexText.Keys(index, entity, scope.Model, position, lambda) is { } keys
                ? HasIndexText.Statement(index, scope.Receiver, keys, indent + layout.IndentUnit, layout.NewLine)
                : null;
        }

        var added = ScopeWriter.AddStatement(scope, scope.IndexCalls, Code, layout, edits);
        if (added && HasIndexText.NeedsNamespace(index))
            ScopeWriter.AddNamespace(scope.Document, scope.Model, (scope.Body ?? scope.Uses[0]).SpanStart, root, layout, edits);
        return added ? edits : null;
    }

    /// <summary>Adds it to a context that does not speak of the entity yet.</summary>
    public static FileEdits? Add(ContextClass context, EntityInSolution entity, IndexDeclaration index)
    {
        var newLine = new Layout(context.Model.SyntaxTree.GetText(), context.Model.SyntaxTree.GetRoot()).NewLine;
        return OnModelCreatingWriter.Add(context, entity, (receiver, lambda, position, indent) =>
            HasIndexText.Keys(index, entity, context.Model, position, lambda) is { } keys
                ? HasIndexText.Statement(index, receiver, keys, indent, newLine)
                : null);
    }
}
