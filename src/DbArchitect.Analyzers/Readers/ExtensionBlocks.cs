using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Readers;

/// <summary>
/// The extension blocks of C# 14: <c>extension&lt;T&gt;(IQueryable&lt;T&gt; query) { … }</c>. The oldest compiler that the analyzers run in does not know them, so that the kind of
/// their type is a number here. A call of such a member has an instance; in the body, that is a parameter of the block. For each method the compiler makes a static
/// one in the class around the block, with the block's type parameters and its parameter before the method's own.
/// </summary>
internal static class ExtensionBlocks
{
    /// <summary>TypeKind.Extension.</summary>
    private const TypeKind Extension = (TypeKind)14;

    /// <summary>The block that declares a member; null when none does.</summary>
    public static INamedTypeSymbol? Of(ISymbol member) => member.ContainingType is { TypeKind: Extension } block ? block.OriginalDefinition : null;

    /// <summary>A parameter of a block stands under the block's name: there is one, and calls do not name it.</summary>
    public static ISymbol NameOf(ISymbol variable) => variable is IParameterSymbol { ContainingSymbol: INamedTypeSymbol block } ? block.OriginalDefinition : variable;

    public static bool Is(TypeDeclarationSyntax type) => type.Keyword.ValueText == "extension";

    /// <summary>The static method that a method of a block becomes; null when it is not to be told.</summary>
    public static IMethodSymbol? StaticOf(ISymbol member)
    {
        if (member is not IMethodSymbol method || Of(method) is not { ContainingType: { } outer } block)
            return null;
        IMethodSymbol? found = null;
        foreach (var candidate in outer.GetMembers(method.Name))
        {
            if (candidate is not IMethodSymbol { IsStatic: true } made || !Matches(made, method, block))
                continue;
            if (found is not null)
                return null;
            found = made;
        }

        return found;
    }

    private static bool Matches(IMethodSymbol made, IMethodSymbol method, INamedTypeSymbol block)
    {
        if (made.Parameters.Length != method.Parameters.Length + 1 || made.TypeParameters.Length != method.TypeParameters.Length + block.TypeParameters.Length)
            return false;
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (made.Parameters[i + 1].Type.ToDisplayString() != method.Parameters[i].Type.ToDisplayString())
                return false;
        }

        return true;
    }

    /// <summary>A method of a block, written as the static method that it becomes.</summary>
    public static MethodDeclarationSyntax? AsStatic(MethodDeclarationSyntax method, TypeDeclarationSyntax block)
    {
        if (block.ParameterList is not { Parameters: { Count: 1 } receivers } || receivers[0].Identifier.IsKind(SyntaxKind.None) || receivers[0].Identifier.IsMissing)
            return null;
        var types = new List<TypeParameterSyntax>();
        types.AddRange(block.TypeParameterList?.Parameters ?? default);
        types.AddRange(method.TypeParameterList?.Parameters ?? default);
        return method
            .AddModifiers(method.Modifiers.Any(SyntaxKind.StaticKeyword) ? [] : [SyntaxFactory.Token(SyntaxKind.StaticKeyword)])
            .WithTypeParameterList(types.Count == 0 ? null : SyntaxFactory.TypeParameterList(SyntaxFactory.SeparatedList(types)))
            .WithParameterList(method.ParameterList.WithParameters(method.ParameterList.Parameters.Insert(0, receivers[0])))
            .WithConstraintClauses(method.ConstraintClauses.AddRange(block.ConstraintClauses));
    }
}
