using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers;

/// <summary>Finds the variable that the elements of a list in memory come from: <c>orders</c> of <c>orders.Select(o => o.Id).Distinct().ToList()</c>.</summary>
internal static class ListOrigins
{
    private const int MaxSteps = 16;

    /// <summary>The name of the local that holds them first; empty when they are cut, taken elsewhere, or added one by one.</summary>
    public static string Of(IOperation? list)
    {
        var found = "";
        for (var step = 0; step < MaxSteps; step++)
        {
            switch (LocalInitializer.Unconverted(list))
            {
                case IParenthesizedOperation parenthesized:
                    list = parenthesized.Operand;
                    break;
                case IAwaitOperation:
                    return found;
                case ILocalReferenceOperation local when LocalInitializer.Of(local) is { } initial:
                    found = local.Local.Name;
                    list = initial;
                    break;
                case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: "Select" or "ToList" or "ToArray" or "ToHashSet" or "Distinct" or "AsEnumerable" } } call:
                    list = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
                    break;
                default:
                    return found;
            }
        }

        return "";
    }
}
