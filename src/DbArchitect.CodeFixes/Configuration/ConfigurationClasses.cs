using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Configuration;

/// <summary>A configuration class that leaves all to its base: with the method of the base that it could override.</summary>
internal sealed record ConfigurationClass(Document Document, SemanticModel Model, ClassDeclarationSyntax Declaration, IMethodSymbol Overridable);

/// <summary>Finds configuration classes of an entity that do not speak of it themselves.</summary>
internal static class ConfigurationClasses
{
    private const int MaxDepth = 50;

    public static async Task<List<ConfigurationClass>> FindAsync(EntityInSolution entity, CancellationToken cancellation)
    {
        var classes = new List<ConfigurationClass>();
        foreach (var document in await entity.CandidateDocumentsAsync("class", cancellation).ConfigureAwait(false))
        {
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            SemanticModel? model = null;
            foreach (var node in root!.DescendantNodes(static node => node is not (StatementSyntax or BaseMethodDeclarationSyntax)))
            {
                // The entity is an argument of the base class.
                if (node is not ClassDeclarationSyntax { BaseList: { } bases } declaration || !bases.ToString().Contains("<"))
                    continue;
                model ??= await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
                if (model?.GetDeclaredSymbol(declaration, cancellation) is { IsAbstract: false } type && Configures(type, entity) && OverridableOf(type, entity) is { } method)
                    classes.Add(new ConfigurationClass(document, model, declaration, method));
            }
        }

        return classes;
    }

    private static bool Configures(INamedTypeSymbol type, EntityInSolution entity) => type.AllInterfaces.Any(
        face => face is { Name: "IEntityTypeConfiguration", TypeArguments: [INamedTypeSymbol argument] } && EntityInSolution.MetadataNameOf(argument) == entity.MetadataName);

    /// <summary>Configure, or the method that the base calls for its heirs; null when the class has its own already.</summary>
    private static IMethodSymbol? OverridableOf(INamedTypeSymbol type, EntityInSolution entity)
    {
        IMethodSymbol? found = null;
        var depth = 0;
        for (var current = type; current is not null && depth < MaxDepth; current = current.BaseType, depth++)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is not IMethodSymbol { Parameters: [var parameter], ReturnsVoid: true, MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
                    || !BuilderScopes.IsBuilderOf(parameter.Type, entity.MetadataName))
                {
                    continue;
                }

                if (depth == 0)
                    return null;
                if ((method.IsVirtual || method.IsOverride) && !method.IsSealed && (found is null || method.Name == "Configure"))
                    found = method;
            }
        }

        return found;
    }
}
