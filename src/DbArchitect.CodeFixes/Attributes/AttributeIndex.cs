using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.CodeFixes.Configuration;
using DbArchitect.CodeFixes.Indexes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Attributes;

/// <summary>An index declared by <c>[Index]</c> on the entity class.</summary>
internal sealed record AttributeIndex(Document Document, AttributeSyntax Attribute, ImmutableArray<string> Properties, string Name)
    : DeclaredIndex(Document, Properties, Name, Name)
{
    public static async Task<List<AttributeIndex>> ReadAllAsync(EntityInSolution entity, CancellationToken cancellation)
    {
        var indexes = new List<AttributeIndex>();
        foreach (var reference in entity.Type.DeclaringSyntaxReferences)
        {
            if (entity.Solution.GetDocument(reference.SyntaxTree) is not { } document
                || await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not TypeDeclarationSyntax declaration
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            {
                continue;
            }

            foreach (var list in declaration.AttributeLists)
            {
                foreach (var attribute in list.Attributes)
                {
                    if (IsIndex(attribute, model, cancellation) && Read(document, model, attribute, cancellation) is { } index)
                        indexes.Add(index);
                }
            }
        }

        return indexes;
    }

    public static bool IsIndex(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        attribute.Name.ToString().Contains("Index")
        && model.GetTypeInfo(attribute, cancellation).Type is { Name: "IndexAttribute" } type
        && type.ContainingNamespace.ToDisplayString() == "Microsoft.EntityFrameworkCore";

    private static AttributeIndex? Read(Document document, SemanticModel model, AttributeSyntax attribute, CancellationToken cancellation)
    {
        if (attribute.ArgumentList is not { } list)
            return null;
        var properties = ImmutableArray.CreateBuilder<string>();
        var name = "";
        foreach (var argument in list.Arguments)
        {
            if (argument.NameEquals is null)
            {
                if (model.GetConstantValue(argument.Expression, cancellation) is not { HasValue: true, Value: string property })
                    return null;
                properties.Add(property);
            }
            else if (argument.NameEquals.Name.Identifier.Text == "Name")
            {
                if (model.GetConstantValue(argument.Expression, cancellation) is not { HasValue: true, Value: string text })
                    return null;
                name = text;
            }
        }

        return new AttributeIndex(document, attribute, properties.ToImmutable(), name);
    }
}
