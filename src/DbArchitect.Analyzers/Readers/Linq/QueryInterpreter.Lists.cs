using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Lists of values inside a lambda that becomes SQL: IN, and conditions per value.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary><c>terms.Any(t => o.Name.Contains(t))</c>: a condition per value of a list.</summary>
    private PredicateValue ListTest(IInvocationOperation call, Scope scope)
    {
        if (Lambda(call.Arguments[1].Value, scope) is { } lambda && ReturnedBy(lambda.Function) is { } body)
        {
            var value = Inner(body, new Scope(scope) { Row = scope.Row });
            var columns = new List<ColumnRef>();
            if (value is PredicateValue predicate && Unknown(predicate.Predicate) is null)
            {
                Predicates.CollectColumns(predicate.Predicate, columns);
                if (call.TargetMethod.Name == "Any" && predicate.Predicate is Comparison { Operator: Comparator.Equal, Value: Parameter } comparison
                    && body is IBinaryOperation)
                {
                    return new PredicateValue(new Comparison(comparison.Column, Comparator.In, new ListOperand(null) { Parameter = Text(call.Arguments[0].Value) }) { Origin = At(call) });
                }

                return new PredicateValue(new OpaquePredicate(columns, Text(call)) { Origin = At(call) });
            }
        }

        return new PredicateValue(new UnknownPredicate("a test of a list cannot be followed") { Origin = At(call) });
    }

    /// <summary>Contains over a list: IN. Null when it is over something else.</summary>
    private Value? InList(IInvocationOperation call, Scope scope)
    {
        IOperation source;
        IOperation item;
        var method = call.TargetMethod;
        if (call.Instance is not null && call.Arguments.Length >= 1)
        {
            if (call.Instance.Type?.SpecialType == SpecialType.System_String)
                return null;
            source = call.Instance;
            item = call.Arguments[0].Value;
        }
        else if (call.Instance is null && call.Arguments.Length >= 2 && method.ContainingType?.Name is "Enumerable" or "MemoryExtensions" or "Queryable" or "AsyncEnumerable")
        {
            source = call.Arguments[0].Value;
            item = call.Arguments[1].Value;
        }
        else
        {
            return null;
        }

        var list = Inner(SpanSource(source), scope);
        if (list is QueryValue query)
            return SubQueryTerminal(call, TerminalKind.Any, query.Shape, scope);
        if (list is not (ListValue or OperandValue))
            return null;
        var value = Inner(item, scope);
        if (!IsRowBound(value))
            return new PredicateValue(ParameterPredicate.Instance);
        var operand = ListOf(list, source);
        switch (value)
        {
            case ColumnValue column when operand is not null:
                return new PredicateValue(new Comparison(column.Column, Comparator.In, operand) { Origin = At(call) });
            case FunctionValue { Unreadable: null, IsAggregate: false, Entities.IsEmpty: true, Sources.IsEmpty: true, Columns.Length: 1 } function when operand is not null:
                return new PredicateValue(new FunctionComparison(function.Columns[0], function.Function, function.Detail, Comparator.In, operand) { Origin = At(call) });
            case EntityValue { Entity.Key.Count: 1 } entity when operand is not null && Column(entity, entity.Entity.Key[0], scope.Row!) is { } key:
                return new PredicateValue(new Comparison(key, Comparator.In, operand) { Origin = At(call) });
            case UnknownValue:
                return value;
        }

        var parts = Parts(value, scope.Row!);
        parts.Add(list, entity => SourceOf(entity, scope.Row!));
        return new PredicateValue(
            parts.IsUnknown ? new UnknownPredicate(parts.Reason) { Origin = At(call) } : new OpaquePredicate(parts.Columns, Text(call)) { Origin = At(call) });
    }

    /// <summary>What a span is made of: C# 14 binds Contains on arrays to spans.</summary>
    private static IOperation SpanSource(IOperation operation)
    {
        const int maxLevels = 8;
        for (var i = 0; i < maxLevels; i++)
        {
            switch (operation)
            {
                case IConversionOperation conversion when conversion.Type?.Name is "ReadOnlySpan" or "Span":
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "op_Implicit" or "AsSpan", Arguments.Length: >= 1 } call:
                    operation = call.Arguments[0].Value;
                    break;
                default:
                    return operation;
            }
        }

        return operation;
    }

    /// <summary>The list of an IN; null when columns are in it.</summary>
    private static ListOperand? ListOf(Value list, IOperation source)
    {
        if (list is OperandValue { Operand: ListOperand known })
            return known;
        if (list is OperandValue)
            return new ListOperand(null) { Parameter = Text(Strip(SpanSource(source))), Variable = ListOrigins.Of(SpanSource(source)) };
        if (list is not ListValue values || !IsPlain(values))
            return null;
        var constants = new List<string>();
        var all = true;
        var kind = ValueKind.Unknown;
        foreach (var item in values.Items)
        {
            if (item is OperandValue { Operand: Constant { Text: { } text } constant })
            {
                constants.Add(text);
                kind = constant.Kind;
            }
            else
            {
                all = false;
            }
        }

        return new ListOperand(values.IsCertain ? values.Items.Length : null)
        {
            Constants = all && values.IsCertain ? constants : default(EquatableArray<string>), Kind = kind,
        };
    }
}
