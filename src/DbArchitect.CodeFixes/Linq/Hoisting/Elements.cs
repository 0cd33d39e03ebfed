using System.Collections.Generic;
using System.Linq;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>How the collection is called before the loop and in it.</summary>
/// <param name="Name">What both call it.</param>
/// <param name="Declaration">The value of a new local that keeps the elements; null when the collection can be enumerated twice as it is.</param>
internal sealed record Elements(string Name, string? Declaration)
{
    public static Elements? Of(Turn turn, RepeatedQuery query, HashSet<ISymbol> changing, SemanticModel model, FreeNames names)
    {
        var collection = turn.Collection;
        if (model.GetTypeInfo(collection).Type is not { } type || collection.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
            model.GetSymbolInfo(name).Symbol is { } symbol && changing.Contains(symbol) && symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }))
        {
            return null;
        }

        if (IsMaterialized(type) && IsStable(collection, model))
            return new Elements(collection.ToString(), null);
        if (turn.IsIndexed)
            return null;
        var isQuery = Implements(type, "IQueryable");
        if (!isQuery && !IsMaterialized(type) && !Implements(type, "IEnumerable"))
            return null;
        var name = names.Take(Words.Plural(turn.ElementName));
        if (IsMaterialized(type))
            return new Elements(name, collection.ToString());
        var receiver = collection is MemberAccessExpressionSyntax or InvocationExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? collection.ToString()
            : "(" + collection + ")";
        return new Elements(name, isQuery && query.IsAsync ? $"await {receiver}.ToListAsync({query.Token}){query.Configured}" : receiver + ".ToList()");
    }

    /// <summary>A list, array, set or dictionary: its elements are there, and are the same each time.</summary>
    private static bool IsMaterialized(ITypeSymbol type) =>
        type is IArrayTypeSymbol || ((Implements(type, "ICollection") || Implements(type, "IReadOnlyCollection")) && !Implements(type, "IQueryable"));

    private static bool Implements(ITypeSymbol type, string name)
    {
        if (type is INamedTypeSymbol { IsGenericType: true } && type.Name == name)
            return true;
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface.IsGenericType && @interface.Name == name)
                return true;
        }

        return false;
    }

    /// <summary>A variable, or a path of members that give the same collection each time.</summary>
    private static bool IsStable(ExpressionSyntax expression, SemanticModel model)
    {
        switch (expression)
        {
            case ThisExpressionSyntax:
                return true;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                if (expression is MemberAccessExpressionSyntax access && !IsStable(access.Expression, model))
                    return false;
                return model.GetSymbolInfo(expression).Symbol switch
                {
                    ILocalSymbol or IParameterSymbol or IFieldSymbol or INamedTypeSymbol => true,
                    IPropertySymbol property => property.DeclaringSyntaxReferences.All(static reference => reference.GetSyntax() is not PropertyDeclarationSyntax { ExpressionBody: not null }),
                    _ => false,
                };
            default:
                return false;
        }
    }
}
