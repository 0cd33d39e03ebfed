using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>What a local was declared with: a connection typed as its interface, a command definition, a template, an object of parameters.</summary>
internal static class LocalInitializer
{
    /// <summary>The value without conversions; null when the local has none where it is declared.</summary>
    public static IOperation? Of(ILocalReferenceOperation local)
    {
        IOperation body = local;
        while (body.Parent is { } parent)
            body = parent;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                return Unconverted(declarator.GetVariableInitializer()?.Value);
        }

        return null;
    }

    public static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }
}
