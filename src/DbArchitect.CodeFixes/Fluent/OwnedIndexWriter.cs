using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Adds an index of an owned type where its owner is configured: <c>builder.OwnsOne(o =&gt; o.Address, a =&gt; a.HasIndex(x =&gt; x.City))</c>.</summary>
internal static class OwnedIndexWriter
{
    /// <param name="scope">Where a builder of the owner is at hand.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="owned">The owned type.</param>
    /// <param name="index">The index of the owned type.</param>
    /// <returns>Null when there is no place for it that always runs.</returns>
    public static FileEdits? Add(BuilderScope scope, EntityInSolution owner, EntityInSolution owned, IndexDeclaration index)
    {
        var root = (CompilationUnitSyntax)scope.Model.SyntaxTree.GetRoot();
        var layout = new Layout(scope.Model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        string? Code(int position, string indent) =>
            Statement(scope.Receiver, HasIndexText.LambdaParameter(scope, owner, scope.Model, position), owned, index, scope.Model, position, indent + layout.IndentUnit, layout.NewLine);

        var added = ScopeWriter.AddStatement(scope, scope.IndexCalls, Code, layout, edits);
        if (added && HasIndexText.NeedsNamespace(index))
            ScopeWriter.AddNamespace(scope.Document, scope.Model, (scope.Body ?? scope.Uses[0]).SpanStart, root, layout, edits);
        return added ? edits : null;
    }

    /// <summary>Adds it to a context that does not speak of the owner yet.</summary>
    public static FileEdits? Add(ContextClass context, EntityInSolution owner, EntityInSolution owned, IndexDeclaration index)
    {
        var newLine = new Layout(context.Model.SyntaxTree.GetText(), context.Model.SyntaxTree.GetRoot()).NewLine;
        return OnModelCreatingWriter.Add(context, owner, (receiver, lambda, position, indent) => Statement(receiver, lambda, owned, index, context.Model, position, indent, newLine));
    }

    private static string? Statement(
        string receiver, string row, EntityInSolution owned, IndexDeclaration index, SemanticModel model, int position, string indent, string newLine)
    {
        var builder = Words.Camel(index.Navigation);
        if (builder == row || model.LookupSymbols(position, name: builder) is not [])
            builder = "owned";
        var member = HasIndexText.LambdaParameter(null, owned, model, position);
        if (member == row || member == builder)
            member = "x";
        if (HasIndexText.Keys(index, owned, model, position, member) is not { } keys)
            return null;
        var statement = HasIndexText.Statement(index, builder, keys, indent, newLine).TrimEnd(';');
        return $"{receiver}.OwnsOne({row} => {row}.{HasIndexText.Identifier(index.Navigation)}, {builder} => {statement});";
    }
}
