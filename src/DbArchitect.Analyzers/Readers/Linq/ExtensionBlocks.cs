using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// The extension blocks of C# 14: <c>extension&lt;T&gt;(IQueryable&lt;T&gt; query) { … }</c>. The oldest compiler that the analyzers run in does not know them, so that the kind of
/// their type is a number here. A call of such a member has an instance; in the body, that is a parameter of the block.
/// </summary>
internal static class ExtensionBlocks
{
    /// <summary>TypeKind.Extension.</summary>
    private const TypeKind Extension = (TypeKind)14;

    /// <summary>The block that declares a member; null when none does.</summary>
    public static INamedTypeSymbol? Of(ISymbol member) => member.ContainingType is { TypeKind: Extension } block ? block.OriginalDefinition : null;

    /// <summary>A parameter of a block stands under the block's name: there is one, and calls do not name it.</summary>
    public static ISymbol NameOf(ISymbol variable) => variable is IParameterSymbol { ContainingSymbol: INamedTypeSymbol block } ? block.OriginalDefinition : variable;
}
