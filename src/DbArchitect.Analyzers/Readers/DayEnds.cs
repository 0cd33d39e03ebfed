using System;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers;

/// <summary>Recognises a time that is made to be the last moment of a day: <c>day.AddDays(1).AddSeconds(-1)</c>, <c>new DateTime(y, m, d, 23, 59, 59)</c>.</summary>
internal static class DayEnds
{
    private const int MaxDepth = 4;

    public static DayEnd Of(IOperation? operation) => IsTime(operation?.Type) ? Of(operation, 0) : DayEnd.None;

    private static bool IsTime(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            type = inner;
        return type?.SpecialType == SpecialType.System_DateTime || type is { Name: "DateTimeOffset", ContainingNamespace.Name: "System" };
    }

    private static DayEnd Of(IOperation? operation, int depth)
    {
        operation = LocalInitializer.Unconverted(operation);
        while (operation is IParenthesizedOperation parenthesized)
            operation = LocalInitializer.Unconverted(parenthesized.Operand);
        if (operation is null || depth > MaxDepth)
            return DayEnd.None;
        return operation switch
        {
            IInvocationOperation { Instance: { } instance, Arguments: [var step] } call => OfStep(call.TargetMethod.Name, instance, step.Value),
            IObjectCreationOperation creation => OfParts(creation),
            IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } => Of(nullable, depth + 1),
            ILocalReferenceOperation local => Of(LastGiven(local, local.Local), depth + 1),
            IParameterReferenceOperation parameter => Of(LastGiven(parameter, parameter.Parameter), depth + 1),
            _ => DayEnd.None,
        };
    }

    /// <summary>A step back from the start of a day.</summary>
    private static DayEnd OfStep(string name, IOperation from, IOperation step)
    {
        var end = name switch
        {
            "AddSeconds" => DayEnd.Second,
            "AddMilliseconds" => DayEnd.Millisecond,
            "AddTicks" => DayEnd.Tick,
            _ => DayEnd.None,
        };
        if (end == DayEnd.None || LocalInitializer.Unconverted(step)?.ConstantValue is not { HasValue: true, Value: { } value } || !IsMinusOne(value))
            return DayEnd.None;
        return LocalInitializer.Unconverted(from) is IInvocationOperation { TargetMethod.Name: "AddDays" or "AddMonths" or "AddYears" } ? end : DayEnd.None;
    }

    private static bool IsMinusOne(object value) => value switch
    {
        int number => number == -1,
        long number => number == -1,
        double number => number is > -1.001 and < -0.999,
        _ => false,
    };

    /// <summary>A time of day given in parts.</summary>
    private static DayEnd OfParts(IObjectCreationOperation creation)
    {
        int? hour = null, minute = null, second = null, millisecond = null;
        foreach (var argument in creation.Arguments)
        {
            if (argument.Value.ConstantValue is not { HasValue: true, Value: int value })
                continue;
            switch (argument.Parameter?.Name)
            {
                case "hour":
                    hour = value;
                    break;
                case "minute":
                    minute = value;
                    break;
                case "second":
                    second = value;
                    break;
                case "millisecond":
                    millisecond = value;
                    break;
            }
        }

        if ((hour, minute, second) != (23, 59, 59))
            return DayEnd.None;
        return millisecond is null or 0 ? DayEnd.Second : millisecond == 999 ? DayEnd.Millisecond : DayEnd.None;
    }

    /// <summary>What a local or parameter was given last before it is used here.</summary>
    private static IOperation? LastGiven(IOperation use, ISymbol symbol)
    {
        var root = use;
        while (root.Parent is { } parent)
            root = parent;
        IOperation? last = null;
        foreach (var each in root.Descendants())
        {
            if (each.Syntax.SpanStart >= use.Syntax.SpanStart)
                continue;
            switch (each)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, symbol):
                    last = declarator.GetVariableInitializer()?.Value;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment
                    when SymbolEqualityComparer.Default.Equals(SymbolOf(assignment.Target), symbol):
                    last = assignment.Value;
                    break;
            }
        }

        return last;
    }

    private static ISymbol? SymbolOf(IOperation reference) => reference is ILocalReferenceOperation local ? local.Local : (reference as IParameterReferenceOperation)?.Parameter;
}
