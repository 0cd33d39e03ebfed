using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers;

/// <summary>
/// What a call gives for a <c>params</c> parameter. Since C# 13 that may be a span as well as an array (<c>Task.WhenAll</c>, <c>string.Concat</c>): a collection
/// expression that the oldest supported compiler has no names for.
/// </summary>
internal static class ParamsArgument
{
    /// <summary>ArgumentKind.ParamCollection.</summary>
    private const ArgumentKind ParamCollection = (ArgumentKind)4;

    /// <summary>The values given one by one; null when the argument is not such a list, or is handed over as one.</summary>
    public static IReadOnlyList<IOperation>? ElementsOf(IArgumentOperation argument)
    {
        switch (argument.ArgumentKind)
        {
            case ArgumentKind.ParamArray:
                return argument.Value is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : null;
            case ParamCollection:
                var value = argument.Value;
                while (value is IConversionOperation conversion)
                    value = conversion.Operand;
                return [.. value.ChildOperations];
            default:
                return null;
        }
    }

    /// <summary>Whether the argument is a <c>params</c> list, whether or not its values are known.</summary>
    public static bool Is(IArgumentOperation argument) => argument.ArgumentKind is ArgumentKind.ParamArray or ParamCollection;
}
