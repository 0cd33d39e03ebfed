using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Indexes;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Fluent;

/// <summary>Gives a property a collation: a link of the chain that configures it already, or a statement of its own. No attribute can say it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetCollationFix))]
public sealed class SetCollationFix : EditCodeFixProvider
{
    internal override bool Handles(Edit edit) => edit is SetCollation;

    internal override async Task<Solution?> ApplyAsync(Document document, Diagnostic diagnostic, Edit edit, CancellationToken cancellation)
    {
        var collation = (SetCollation)edit;
        var index = new IndexDeclaration(collation.Entity, new[] { collation.Property }) { Context = collation.Context };
        if (await IndexPlaces.FindAsync(document.Project, index, cancellation).ConfigureAwait(false) is not { } places)
            return null;
        var link = ".UseCollation(" + HasIndexText.Literal(collation.Collation) + ")";
        foreach (var scope in places.Scopes)
        {
            foreach (var property in PropertyCalls(scope, collation.Entity))
            {
                if (NameOf(property, scope.Model, cancellation) == collation.Property)
                    return await places.ApplyAsync(Extend(scope, property, link), cancellation).ConfigureAwait(false);
            }
        }

        foreach (var scope in places.Scopes)
        {
            if (Add(scope, places.Entity, index, link) is { } edits && await places.ApplyAsync(edits, cancellation).ConfigureAwait(false) is { } changed)
                return changed;
        }

        foreach (var context in places.Contexts)
        {
            var edits = OnModelCreatingWriter.Add(context, places.Entity, (receiver, lambda, position, _) =>
                HasIndexText.Keys(index, places.Entity, context.Model, position, lambda) is { } key ? receiver + ".Property(" + key + ")" + link + ";" : null);
            if (edits is not null && await places.ApplyAsync(edits, cancellation).ConfigureAwait(false) is { } changed)
                return changed;
        }

        return null;
    }

    private static FileEdits? Add(BuilderScope scope, EntityInSolution entity, IndexDeclaration index, string link)
    {
        var root = (CompilationUnitSyntax)scope.Model.SyntaxTree.GetRoot();
        var layout = new Layout(scope.Model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        var added = ScopeWriter.AddStatement(
            scope,
            PropertyCalls(scope, entity.MetadataName),
            (position, _) => HasIndexText.Keys(index, entity, scope.Model, position, HasIndexText.LambdaParameter(scope, entity, scope.Model, position)) is { } key
                ? scope.Receiver + ".Property(" + key + ")" + link + ";"
                : null,
            layout,
            edits);
        if (!added)
            return null;
        ScopeWriter.AddNamespace(scope.Document, scope.Model, (scope.Body ?? scope.Uses[0]).SpanStart, root, layout, edits);
        return edits;
    }

    /// <summary>Adds the link at the end of the property's chain, or changes the collation that it has.</summary>
    private static FileEdits Extend(BuilderScope scope, InvocationExpressionSyntax property, string link)
    {
        var root = (CompilationUnitSyntax)scope.Model.SyntaxTree.GetRoot();
        var layout = new Layout(scope.Model.SyntaxTree.GetText(), root);
        var edits = new FileEdits();
        var last = property;
        while (last.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == last)
        {
            last = next;
            if (access.Name.Identifier.Text == "UseCollation")
            {
                edits.Replace(scope.Document, next.ArgumentList.Span, link.Substring(".UseCollation".Length));
                return edits;
            }
        }

        var lead = "";
        if (last != property && ((MemberAccessExpressionSyntax)last.Expression).OperatorToken is var dot && layout.IsFirstOnLine(dot.SpanStart))
            lead = layout.NewLine + layout.IndentAt(dot.SpanStart);
        edits.Insert(scope.Document, last.Span.End, lead + link);
        ScopeWriter.AddNamespace(scope.Document, scope.Model, property.SpanStart, root, layout, edits);
        return edits;
    }

    private static List<InvocationExpressionSyntax> PropertyCalls(BuilderScope scope, string entity)
    {
        var calls = new List<InvocationExpressionSyntax>();
        foreach (var use in scope.Uses)
        {
            SyntaxNode current = use;
            while (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == current)
            {
                if (access.Name.Identifier.Text == "Property")
                {
                    if (BuilderScopes.IsBuilderOf(scope.Model.GetTypeInfo(access.Expression).Type, entity))
                        calls.Add(call);
                    break;
                }

                current = call;
            }
        }

        return calls;
    }

    private static string? NameOf(InvocationExpressionSyntax property, SemanticModel model, CancellationToken cancellation) =>
        property.ArgumentList.Arguments.FirstOrDefault()?.Expression switch
        {
            LambdaExpressionSyntax { Body: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } access } => access.Name.Identifier.ValueText,
            { } expression => model.GetConstantValue(expression, cancellation).Value as string,
            null => null,
        };
}
