using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Configuration;

/// <summary>Finds where an entity is configured by the fluent API, in any project of the solution.</summary>
internal static class BuilderScopes
{
    public static async Task<List<BuilderScope>> FindAsync(EntityInSolution entity, CancellationToken cancellation)
    {
        var scopes = new List<BuilderScope>();
        foreach (var document in await entity.CandidateDocumentsAsync("Entity", cancellation).ConfigureAwait(false))
        {
            if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
                Collect(document, model, entity, scopes, cancellation);
        }

        return scopes;
    }

    private static void Collect(Document document, SemanticModel model, EntityInSolution entity, List<BuilderScope> scopes, CancellationToken cancellation)
    {
        var chains = new Dictionary<SyntaxNode, BuilderScope>();
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodes())
        {
            switch (node)
            {
                case ParameterSyntax parameter when BodyOf(parameter) is { } body && MayBeBuilder(parameter, body)
                        && model.GetDeclaredSymbol(parameter, cancellation) is IParameterSymbol symbol && IsBuilderOf(symbol.Type, entity.MetadataName):
                    var scope = new BuilderScope(document, model, KindOf(parameter, symbol), parameter.Identifier.Text, body) { Context = ContextOf(symbol) };
                    CollectUses(scope, body, symbol, entity, cancellation);
                    scopes.Add(scope);
                    break;

                case VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } } local
                        when model.GetDeclaredSymbol(local, cancellation) is ILocalSymbol symbol && IsBuilderOf(symbol.Type, entity.MetadataName):
                    var ofLocal = new BuilderScope(document, model, ScopeKind.Local, local.Identifier.Text, block) { Context = ContextOf(symbol) };
                    ofLocal.Uses.Add(local.Initializer.Value);
                    CollectUses(ofLocal, block, symbol, entity, cancellation);
                    scopes.Add(ofLocal);
                    break;

                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Entity" or "OwnsOne" or "OwnsMany" } } call
                        when !IsHeldByLocal(call) && IsRootOf(call, model, entity, cancellation):
                    var owner = (SyntaxNode?)call.FirstAncestorOrSelf<StatementSyntax>()?.Parent ?? call.FirstAncestorOrSelf<MemberDeclarationSyntax>();
                    if (owner is null)
                        break;
                    if (!chains.TryGetValue(owner, out var chain))
                    {
                        chains[owner] = chain = new BuilderScope(document, model, ScopeKind.Chain, call.ToString(), null)
                        {
                            Context = model.GetEnclosingSymbol(call.SpanStart, cancellation) is { } enclosing ? ContextOf(enclosing) : "",
                        };
                        scopes.Add(chain);
                    }

                    AddUse(chain, call, entity, cancellation);
                    break;
            }
        }
    }

    /// <summary>Whether the type is the builder of that entity.</summary>
    public static bool IsBuilderOf(ITypeSymbol? type, string entity) =>
        type is INamedTypeSymbol { Name: "EntityTypeBuilder" or "OwnedNavigationBuilder", TypeArguments: { Length: > 0 } arguments } named
        && arguments[arguments.Length - 1] is INamedTypeSymbol argument
        && named.ContainingNamespace.ToDisplayString() == "Microsoft.EntityFrameworkCore.Metadata.Builders"
        && EntityInSolution.MetadataNameOf(argument) == entity;

    /// <summary>Whether the call creates the builder; <c>OwnsOne(…, a => …)</c> hands on the builder of the owner.</summary>
    private static bool IsRootOf(InvocationExpressionSyntax call, SemanticModel model, EntityInSolution entity, CancellationToken cancellation) =>
        model.GetTypeInfo(call, cancellation).Type is { } type
        && IsBuilderOf(type, entity.MetadataName)
        && ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.Text == "Entity" == (type.Name == "EntityTypeBuilder");

    private static bool IsHeldByLocal(InvocationExpressionSyntax call) =>
        call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } };

    private static SyntaxNode? BodyOf(ParameterSyntax parameter) =>
        (parameter.Parent is ParameterListSyntax list ? list.Parent : parameter.Parent) switch
        {
            MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
            AnonymousFunctionExpressionSyntax lambda => lambda.Body,
            _ => null,
        };

    /// <summary>A cheap test first: property lambdas, of which a model has thousands, have no calls.</summary>
    private static bool MayBeBuilder(ParameterSyntax parameter, SyntaxNode body) =>
        parameter.Type is { } type
            ? type.ToString().Contains("Builder")
            : body is BlockSyntax or InvocationExpressionSyntax;

    private static ScopeKind KindOf(ParameterSyntax parameter, IParameterSymbol symbol)
    {
        if (parameter.Parent is AnonymousFunctionExpressionSyntax || parameter.Parent?.Parent is AnonymousFunctionExpressionSyntax)
            return ScopeKind.Lambda;
        foreach (var @interface in symbol.ContainingType.AllInterfaces)
        {
            if (@interface.Name == "IEntityTypeConfiguration")
                return ScopeKind.Configuration;
        }

        return ScopeKind.Method;
    }

    private static string ContextOf(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Contexts.IsContext(type))
                return EntityInSolution.MetadataNameOf(type);
        }

        return "";
    }

    private static void CollectUses(BuilderScope scope, SyntaxNode body, ISymbol symbol, EntityInSolution entity, CancellationToken cancellation)
    {
        foreach (var node in body.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(scope.Model.GetSymbolInfo(name, cancellation).Symbol, symbol))
            {
                AddUse(scope, name, entity, cancellation);
            }
        }
    }

    private static void AddUse(BuilderScope scope, ExpressionSyntax builder, EntityInSolution entity, CancellationToken cancellation)
    {
        scope.Uses.Add(builder);
        SyntaxNode current = builder;
        while (current.Parent is MemberAccessExpressionSyntax access && access.Expression == current && access.Parent is InvocationExpressionSyntax call)
        {
            scope.CallCount++;
            if (access.Name.Identifier.ValueText == "HasIndex")
            {
                if (IsBuilderOf(scope.Model.GetTypeInfo(access.Expression, cancellation).Type, entity.MetadataName))
                    scope.IndexCalls.Add(call);
                return;
            }

            current = call;
        }
    }
}
