using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Method calls inside a lambda that becomes SQL.</summary>
internal sealed partial class QueryInterpreter
{
    private Value CallInRow(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (method.Name == "Contains" && InList(call, scope) is { } list)
            return list;
        switch (LibraryOf(method))
        {
            case Library.Queryable:
                return Operator(call, scope) is { } query and not MemoryValue ? query : Compute(call, ColumnFunction.Other, method.Name + "()", scope);
            case Library.Enumerable:
                return SequenceInRow(call, scope);
            case Library.DbContext when method.Name == "Set" && method.TypeArguments.Length == 1:
                return new QueryValue(Root(method.TypeArguments[0], call.Instance?.Type, call, scope));
            case Library.DbSet when method.Name == "AsQueryable" && call.Instance is not null:
                return Inner(call.Instance, scope);
        }

        if (method.Name is "AsQueryable" && call.Arguments.Length == 1)
            return Inner(call.Arguments[0].Value, scope);
        if (Translated(call, scope) is { } known)
            return known;
        if (queryTypes.IsQueryable(method.ReturnType) && !IsEnumerableCall(method))
            return Followed(call, scope) ?? new UnknownValue($"`{method.Name}` cannot be followed", At(call));
        return Compute(call, ColumnFunction.Other, method.Name + "()", scope);
    }

    private static bool IsEnumerableCall(IMethodSymbol method) => method.ContainingType?.Name == "Enumerable";

    /// <summary>Enumerable's methods on a collection navigation, a sub-query or a group.</summary>
    private Value SequenceInRow(IInvocationOperation call, Scope scope)
    {
        if (call.Arguments.Length == 0)
            return Compute(call, ColumnFunction.Other, call.TargetMethod.Name + "()", scope);
        var first = Inner(call.Arguments[0].Value, scope);
        switch (first)
        {
            case GroupValue group:
                return GroupOperator(call, group, scope);
            case QueryValue query:
                if (Terminals.Find(call.TargetMethod.Name) is { } terminal)
                    return SubQueryTerminal(call, terminal, query.Shape, scope);
                return Apply(call, call.TargetMethod, query.Shape.Clone(), scope) is { } shape ? new QueryValue(shape) : first;
            case FunctionValue or UnknownValue or SubValue:
                return first is FunctionValue function
                    ? new FunctionValue(function.Columns, function.Function, call.TargetMethod.Name + "()")
                    {
                        Entities = function.Entities, Sources = function.Sources, Unreadable = function.Unreadable,
                    }
                    : first;
            case ColumnValue column:
                return new FunctionValue([column.Column], ColumnFunction.Other, call.TargetMethod.Name + "()");
            case ListValue or OperandValue when call.TargetMethod.Name is "Any" or "All" && call.Arguments.Length > 1:
                return ListTest(call, scope);
            default:
                return Compute(call, ColumnFunction.Other, call.TargetMethod.Name + "()", scope);
        }
    }

    /// <summary>Methods that EF translates; null when it is none of them.</summary>
    private Value? Translated(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        switch (type?.Name)
        {
            case "EF" when method.Name == "Property" && call.Arguments.Length == 2:
                return Inner(call.Arguments[1].Value, scope) is OperandValue { Operand: Constant { Text: { } name } }
                    ? Member(Inner(call.Arguments[0].Value, scope), name, call.Type, call, scope)
                    : new UnknownValue("EF.Property with a name that is not constant", At(call));
            case "EF" when method.Name is "Constant" or "Parameter" or "MultipleParameters" && call.Arguments.Length == 1:
                var inner = Inner(call.Arguments[0].Value, scope);
                // Inlined, but with a value that is not seen here: it is neither a parameter nor a constant that could be compared.
                return method.Name == "Constant" && inner is OperandValue { Operand: Parameter parameter }
                    ? new OperandValue(new UnknownOperand { Kind = parameter.Kind }, call.Type)
                    : inner;
            case "String":
                return StringCall(call, scope);
            case "Guid" or "Nullable" when method.Name is "GetValueOrDefault":
                return Compute(call, ColumnFunction.Coalesce, "GetValueOrDefault()", scope);
            case "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan":
                if (call.Instance is not null && method.Name.StartsWith("Add", System.StringComparison.Ordinal))
                    return Compute(call, ColumnFunction.DateAdd, "." + method.Name + "()", scope);
                if (method.Name is "FromDateTime")
                    return Compute(call, ColumnFunction.Date, "FromDateTime()", scope);
                break;
            case "Enum" when method.Name == "HasFlag":
                return new PredicateValue(Bit(call, scope));
            case "Math" or "MathF":
                return Compute(call, ColumnFunction.Arithmetic, "Math." + method.Name + "()", scope);
        }

        if (call.Arguments.Length >= 2 && method.Name is "Like" or "ILike" && Inner(call.Arguments[0].Value, scope) is FunctionsValue)
            return Like(call, scope);
        if (call.Arguments.Length >= 1 && method.IsExtensionMethod && method.Name == "Collate" && Inner(call.Arguments[0].Value, scope) is FunctionsValue)
            return Compute(call, ColumnFunction.Collate, "Collate()", scope);
        switch (method.Name)
        {
            case "Equals" when call.Instance is not null && call.Arguments.Length == 1:
                return new PredicateValue(Compare(Inner(call.Instance, scope), Inner(call.Arguments[0].Value, scope), Comparator.Equal, call, scope.Row!));
            case "Equals" when call.Instance is null && call.Arguments.Length == 2:
                return new PredicateValue(Compare(Inner(call.Arguments[0].Value, scope), Inner(call.Arguments[1].Value, scope), Comparator.Equal, call, scope.Row!));
            case "CompareTo" when call.Instance is not null && call.Arguments.Length == 1:
                return new ComparedValue(Inner(call.Instance, scope), Inner(call.Arguments[0].Value, scope));
            case "Compare" when call.Instance is null && call.Arguments.Length == 2:
                return new ComparedValue(Inner(call.Arguments[0].Value, scope), Inner(call.Arguments[1].Value, scope));
            case "GetValueOrDefault" when call.Instance is not null:
                return Compute(call, ColumnFunction.Coalesce, "GetValueOrDefault()", scope);
            case "ToString" when call.Instance is not null:
                var value = Inner(call.Instance, scope);
                return value is ColumnValue { Type.SpecialType: SpecialType.System_String } ? value : Compute(call, ColumnFunction.Cast, "ToString()", scope);
            case "Invoke" when method.MethodKind == MethodKind.DelegateInvoke || method.IsExtensionMethod:
                return InvokedPredicate(call, scope);
            default:
                return null;
        }
    }

    private Predicate Bit(IInvocationOperation call, Scope scope)
    {
        var left = call.Instance is null ? null : Inner(call.Instance, scope);
        var right = call.Arguments.Length > 0 ? Inner(call.Arguments[0].Value, scope) : null;
        return (left, right) switch
        {
            (ColumnValue column, OperandValue operand) =>
                new FunctionComparison(column.Column, ColumnFunction.BitTest, "HasFlag()", Comparator.Equal, operand.Operand) { Origin = At(call) },
            (OperandValue, OperandValue) => ParameterPredicate.Instance,
            _ => ToPredicate(Combine([left ?? MemoryValue.Instance, right ?? MemoryValue.Instance], ColumnFunction.BitTest, "HasFlag()", call, scope), call, scope.Row!),
        };
    }
}
