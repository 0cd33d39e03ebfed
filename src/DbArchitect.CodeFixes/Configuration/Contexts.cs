using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Configuration;

/// <summary>A context class of the solution that may be edited.</summary>
internal sealed record ContextClass(Document Document, SemanticModel Model, ClassDeclarationSyntax Declaration, INamedTypeSymbol Type)
{
    /// <summary>Whether it has a DbSet of the entity.</summary>
    public bool HasSet { get; init; }
}

/// <summary>Finds context classes.</summary>
internal static class Contexts
{
    public static bool IsContext(INamedTypeSymbol type)
    {
        var depth = 0;
        for (var current = type.BaseType; current is not null && depth < 50; current = current.BaseType, depth++)
        {
            if (current.Name == "DbContext" && current.ContainingNamespace.ToDisplayString() == "Microsoft.EntityFrameworkCore")
                return true;
        }

        return false;
    }

    /// <summary>The contexts that map the entity by a DbSet; when none does, the only context that sees the entity.</summary>
    public static async Task<List<ContextClass>> FindAsync(EntityInSolution entity, CancellationToken cancellation)
    {
        List<ContextClass> mapping = [], others = [];
        foreach (var project in entity.Projects)
        {
            foreach (var document in project.Documents)
            {
                if (!document.SupportsSyntaxTree || EntityInSolution.IsGenerated(document))
                    continue;
                var text = (await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString();
                if (!text.Contains("Context"))
                    continue;
                await CollectAsync(document, entity, mapping, others, cancellation).ConfigureAwait(false);
            }
        }

        return mapping.Count > 0 ? mapping : others.Count == 1 ? others : [];
    }

    private static async Task CollectAsync(
        Document document, EntityInSolution entity, List<ContextClass> mapping, List<ContextClass> others, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = null;
        foreach (var node in root!.DescendantNodes(static node => node is not (StatementSyntax or BaseMethodDeclarationSyntax)))
        {
            if (node is not ClassDeclarationSyntax declaration || (declaration.BaseList is null && declaration.Members.Count == 0))
                continue;
            model ??= await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            if (model?.GetDeclaredSymbol(declaration, cancellation) is not { } type || !IsContext(type) || type.IsStatic)
                continue;

            // Of a partial class the part that holds the model, else the part that names the base class.
            var found = new ContextClass(document, model, declaration, type);
            var list = HasSet(type, entity) ? mapping : others;
            var same = list.FindIndex(other => SymbolEqualityComparer.Default.Equals(other.Type, type));
            if (same < 0)
                list.Add(found with { HasSet = list == mapping });
            else if (OnModelCreatingOf(declaration) is not null || (OnModelCreatingOf(list[same].Declaration) is null && declaration.BaseList is not null))
                list[same] = found with { HasSet = list == mapping };
        }
    }

    private static bool HasSet(INamedTypeSymbol type, EntityInSolution entity)
    {
        var depth = 0;
        for (var current = type; current is not null && depth < 50; current = current.BaseType, depth++)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { Type: INamedTypeSymbol { Name: "DbSet", TypeArguments: { Length: 1 } arguments } }
                    && arguments[0] is INamedTypeSymbol argument && EntityInSolution.MetadataNameOf(argument) == entity.MetadataName)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static MethodDeclarationSyntax? OnModelCreatingOf(ClassDeclarationSyntax declaration)
    {
        foreach (var member in declaration.Members)
        {
            if (member is MethodDeclarationSyntax { Identifier.Text: "OnModelCreating", ParameterList.Parameters.Count: 1 } method)
                return method;
        }

        return null;
    }
}
