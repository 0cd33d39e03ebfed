using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>The calls that a result goes into: LINQ in memory, collections, the context.</summary>
internal sealed partial class ResultUseReader
{
    private static readonly HashSet<string> KeepsCollection =
    [
        "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Take", "Skip", "TakeWhile", "SkipWhile", "Reverse",
        "Distinct", "DistinctBy", "ToList", "ToArray", "AsEnumerable", "ToHashSet", "Concat", "Append", "Prepend", "OfType", "Cast", "DefaultIfEmpty", "Union",
        "Except", "ExceptBy", "AsReadOnly", "ToImmutableList", "ToImmutableArray", "FindAll",
    ];

    private static readonly HashSet<string> GivesElement =
    [
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "MinBy", "MaxBy", "Find", "FindLast",
    ];

    private static readonly HashSet<string> GivesScalar =
    [
        "Any", "All", "Count", "LongCount", "Sum", "Min", "Max", "Average", "Contains", "SequenceEqual", "Exists", "TrueForAll", "IndexOf", "FindIndex",
    ];

    private void FollowArgument(IInvocationOperation call, IArgumentOperation argument, Flow flow, int depth)
    {
        var method = call.TargetMethod;
        if (method.IsExtensionMethod && call.Instance is null && argument.Parameter?.Ordinal == 0)
        {
            if (IsEnumerable(method))
                FollowOperator(call, flow, depth);
            else if (flow.IsMany && method.Name is "ForEach" or "ForEachAsync")
                FollowLambdas(call, flow, depth);
            else
                escapes |= ResultEscapes.HandedOn;
            return;
        }

        if (IsContextCall(call))
        {
            FollowContextCall(method.Name, flow);
            return;
        }

        // Another sequence's operand: xs.Except(loaded), xs.Contains(loaded) compare, they do not read members.
        escapes |= method.Name is "Add" or "AddRange" or "Insert" or "Enqueue" or "Push" ? ResultEscapes.Stored : ResultEscapes.HandedOn;
    }

    private void FollowInstanceCall(IInvocationOperation call, Flow flow, int depth)
    {
        var name = call.TargetMethod.Name;
        if (flow.IsMany)
        {
            switch (name)
            {
                case "ForEach" or "ConvertAll":
                    isEnumerated |= flow.IsRoot;
                    FollowLambdas(call, flow, depth);
                    break;
                case "Add" or "AddRange" or "Insert":
                    escapes |= ResultEscapes.Merged;
                    break;
                case "Remove" or "RemoveAt" or "RemoveAll" or "Clear" or "Sort" or "Reverse":
                    FollowLambdas(call, flow, depth);
                    break;
                case "GetEnumerator":
                    escapes |= ResultEscapes.Unknown;
                    break;
                default:
                    if (KeepsCollection.Contains(name) || GivesElement.Contains(name) || GivesScalar.Contains(name))
                        FollowOperator(call, flow, depth);
                    else
                        escapes |= ResultEscapes.Unknown;
                    break;
            }

            return;
        }

        if (name is "Equals" or "GetHashCode" or "GetType" or "ToString" or "CompareTo")
            return;
        escapes |= ResultEscapes.HandedOn;
    }

    /// <summary>The lambdas of a call see the elements.</summary>
    private void FollowLambdas(IInvocationOperation call, Flow flow, int depth)
    {
        foreach (var argument in call.Arguments)
        {
            switch (argument.Value)
            {
                case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                    foreach (var parameter in lambda.Symbol.Parameters)
                        FollowSymbol(parameter, flow with { IsMany = false, IsPerElement = true }, depth + 1);
                    break;
                case IDelegateCreationOperation { Target: IMethodReferenceOperation }:
                    escapes |= ResultEscapes.HandedOn;
                    break;
            }
        }
    }

    private void FollowOperator(IInvocationOperation call, Flow flow, int depth)
    {
        var name = call.TargetMethod.Name;
        if (flow.IsRoot && flow.IsMany)
        {
            isEnumerated = true;
            operators.Add(new MemoryOperator(name)
            {
                IsTranslatable = AreTranslatable(call),
                IsChained = Body.ReceiverOf(call) is { } receiver && Body.Unwrap(receiver) == execution,
                IsExecution = call == execution,
                HasLambda = call.Arguments.Length > (call.Instance is null ? 1 : 0) && call.Arguments[call.Arguments.Length - 1].Value is IDelegateCreationOperation,
                IsRepeated = IsRepeated(call),
                Origin = OriginOf(call),
            });
        }

        FollowLambdas(call, flow, depth);
        if (KeepsCollection.Contains(name))
            Follow(call, flow, depth + 1);
        else if (GivesElement.Contains(name))
            Follow(call, flow with { IsMany = false }, depth + 1);
        else if (!GivesScalar.Contains(name))
            FollowProjection(call, flow, depth);
    }

    /// <summary>The number of rows, when nothing else is asked of them: what Count() behind the query would say.</summary>
    private void AddCountOf(IPropertyReferenceOperation counted)
    {
        operators.Add(new MemoryOperator("Count")
        {
            IsTranslatable = true,
            IsChained = counted.Instance is { } receiver && Body.Unwrap(receiver) == execution,
            IsRepeated = IsRepeated(counted),
            Origin = OriginOf(counted),
        });
    }

    /// <summary>A loop or lambda stands around the use but not around the query.</summary>
    private bool IsRepeated(IOperation use)
    {
        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation && !parent.Syntax.Span.Contains(execution.Syntax.Span))
                return true;
        }

        return false;
    }

    /// <summary>Select, GroupBy, ToDictionary: values that the lambda computes are read there; elements that go into the result are not followed further.</summary>
    private void FollowProjection(IInvocationOperation call, Flow flow, int depth)
    {
        var name = call.TargetMethod.Name;
        if (name is "Select" or "SelectMany")
        {
            // The lambda's own return of the element is met when the parameter is followed.
            return;
        }

        if (name is "ToDictionary" or "ToLookup" && call.Arguments.Length >= 3)
            return;
        escapes |= ResultEscapes.Stored;
    }

    private bool IsContextCall(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { } type && (types.IsDbContext(type) || types.IsDbSet(type));

    private void FollowContextCall(string name, Flow flow)
    {
        switch (name)
        {
            case "Remove" or "RemoveRange":
                if (flow.IsRoot)
                    isRemoved = true;
                else
                    members.Add(new MemberUse(flow.Path, MemberUseKind.Change));
                break;
            case "Add" or "AddAsync" or "AddRange" or "AddRangeAsync" or "Update" or "UpdateRange" or "Attach" or "AttachRange" or "Entry":
                if (flow.IsRoot)
                    isAttached = true;
                if (name == "Entry")
                    escapes |= ResultEscapes.HandedOn;
                break;
            default:
                escapes |= ResultEscapes.HandedOn;
                break;
        }
    }

    /// <summary>Whether a provider would translate the lambdas with the same meaning: members of the element compared with values.</summary>
    private bool AreTranslatable(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            {
                if (!IsTranslatable(lambda))
                    return false;
            }
            else if (argument.Value is IDelegateCreationOperation)
            {
                return false;
            }
            else if (argument.Parameter?.Ordinal > 0 && argument.Value.Type is { TypeKind: TypeKind.Interface or TypeKind.Class or TypeKind.Delegate, SpecialType: SpecialType.None })
            {
                // A comparer, another sequence, or code that is not seen.
                return false;
            }
        }

        return true;
    }

    private static bool IsTranslatable(IAnonymousFunctionOperation lambda)
    {
        if (lambda.Symbol.Parameters.Length != 1 || lambda.Body is not { Operations: [IReturnOperation { ReturnedValue: { } value }] })
            return false;
        foreach (var each in value.DescendantsAndSelf())
        {
            switch (each)
            {
                case IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } or ILiteralOperation or IParenthesizedOperation or IParameterReferenceOperation
                    or ILocalReferenceOperation or IConversionOperation { OperatorMethod: null } or IDefaultValueOperation or IInstanceReferenceOperation:
                case IBinaryOperation { OperatorMethod.ContainingType.SpecialType: SpecialType.System_String or SpecialType.System_DateTime or SpecialType.System_Decimal }:
                case IBinaryOperation { OperatorMethod.ContainingType: { Name: "Guid" or "DateTimeOffset" or "DateOnly" } }:
                case IFieldReferenceOperation:
                    break;
                case IPropertyReferenceOperation property:
                    if (!IsPlainProperty(property, lambda.Symbol.Parameters[0]))
                        return false;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>A column of the element (settable, not through a navigation), or a value from outside.</summary>
    private static bool IsPlainProperty(IPropertyReferenceOperation property, IParameterSymbol element)
    {
        if (property.Arguments.Length > 0)
            return false;
        if (property.Instance is IParameterReferenceOperation parameter && SymbolEqualityComparer.Default.Equals(parameter.Parameter, element))
            return property.Property.SetMethod is not null && (!property.Type!.IsReferenceType || property.Type.SpecialType == SpecialType.System_String);
        foreach (var each in property.Descendants())
        {
            if (each is IParameterReferenceOperation inner && SymbolEqualityComparer.Default.Equals(inner.Parameter, element))
                return property.Property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        }

        return true;
    }
}
