using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Every place of a body that names the same local.</summary>
internal static class LocalUses
{
    public static IEnumerable<ILocalReferenceOperation> Of(ILocalReferenceOperation local) => Of(local, local.Local);

    /// <param name="inside">Any operation of the body.</param>
    public static IEnumerable<ILocalReferenceOperation> Of(IOperation inside, ILocalSymbol local)
    {
        var body = inside;
        while (body.Parent is { } parent)
            body = parent;
        foreach (var operation in body.Descendants())
        {
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
                yield return reference;
        }
    }
}
