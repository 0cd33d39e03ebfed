using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Conditions: expressions of truth as predicates.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>A predicate held in a value, applied to rows.</summary>
    private Predicate PredicateOf(Value? value, IOperation at, Shape shape, Scope scope, params Value[] rows)
    {
        if (value is ComposedLambdaValue composed)
        {
            var left = PredicateOf(composed.Left, at, shape, scope, rows);
            if (composed.Right is null)
                return Predicates.Negate(left);
            var right = PredicateOf(composed.Right, at, shape, scope, rows);
            if (composed.IsOptional)
                right = Predicates.Or([ParameterPredicate.Instance, right], At(at));
            return composed.IsOr ? Predicates.Or([left, right], At(at)) : Predicates.And(Pair(left, right));
        }

        return ToPredicate(ApplyLambda(value, at, shape, scope, rows), value is LambdaValue ? Body(at) : at, shape);
    }

    private Predicate Condition(IOperation operation, Scope scope) => ToPredicate(Inner(operation, scope), operation, scope.Row!);

    private static Predicate ToPredicate(Value value, IOperation at, Shape shape)
    {
        var origin = At(Strip(at));
        switch (value)
        {
            case PredicateValue predicate:
                return predicate.Predicate.Origin.Location is null && predicate.Predicate is not (ParameterPredicate or AllOf) ? predicate.Predicate with { Origin = origin } : predicate.Predicate;
            case ColumnValue column:
                return new Comparison(column.Column, Comparator.Equal, new Constant("1") { Kind = ValueKind.Boolean }) { Origin = origin };
            case FunctionValue { Unreadable: { } reason }:
                return new UnknownPredicate(reason) { Origin = origin };
            case FunctionValue { Entities.IsEmpty: false } function:
                return new UnknownPredicate($"`{function.Detail}` is computed from a whole row") { Origin = origin };
            case FunctionValue { IsAggregate: false, Sources.IsEmpty: true, Columns.Length: 1 } function:
                return new FunctionComparison(
                    function.Columns[0], function.Function, function.Detail, Comparator.Equal, new Constant("1") { Kind = ValueKind.Boolean }) { Origin = origin };
            case FunctionValue function:
                return new OpaquePredicate(function.Columns, function.Detail) { Origin = origin };
            case OperandValue { Operand: Constant { Text: "1" } }:
                return Predicate.True;
            case OperandValue { Operand: Constant }:
                return Predicates.False;
            case OperandValue:
                return ParameterPredicate.Instance;
            case SubValue { Element: ColumnValue column }:
                return new OpaquePredicate(new[] { column.Column }, "a value of a sub-query") { Origin = origin };
            case UnknownValue unknown:
                return new UnknownPredicate(unknown.Reason) { Origin = unknown.Origin };
            default:
                _ = shape;
                return new UnknownPredicate("the condition cannot be followed") { Origin = origin };
        }
    }

    private Value Binary(IBinaryOperation binary, Scope scope)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd:
            case BinaryOperatorKind.And when IsNullableBool(binary.Type):
                return new PredicateValue(Predicates.And(Pair(Condition(binary.LeftOperand, scope), Condition(binary.RightOperand, scope))));
            case BinaryOperatorKind.ConditionalOr:
            case BinaryOperatorKind.Or when IsNullableBool(binary.Type):
                return new PredicateValue(Predicates.Or([Condition(binary.LeftOperand, scope), Condition(binary.RightOperand, scope)], At(binary)));
        }

        if (ComparatorOf(binary.OperatorKind) is { } comparator)
        {
            var left = Inner(binary.LeftOperand, scope);
            var right = Inner(binary.RightOperand, scope);
            return new PredicateValue(Compare(left, right, comparator, binary, scope.Row!));
        }

        var isBit = binary.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr;
        var isText = binary.Type?.SpecialType == SpecialType.System_String;
        return Compute(binary, isBit ? ColumnFunction.BitTest : isText ? ColumnFunction.Other : ColumnFunction.Arithmetic, Text(binary), scope);
    }

    private static Comparator? ComparatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => Comparator.Equal,
        BinaryOperatorKind.NotEquals => Comparator.NotEqual,
        BinaryOperatorKind.LessThan => Comparator.LessThan,
        BinaryOperatorKind.LessThanOrEqual => Comparator.LessThanOrEqual,
        BinaryOperatorKind.GreaterThan => Comparator.GreaterThan,
        BinaryOperatorKind.GreaterThanOrEqual => Comparator.GreaterThanOrEqual,
        _ => null,
    };

    private Predicate Compare(Value left, Value right, Comparator comparator, IOperation at, Shape shape)
    {
        var origin = At(at);
        if (left is OperandValue or ListValue && right is not (OperandValue or ListValue))
            return Compare(right, left, Predicates.Mirror(comparator), at, shape);
        if (left is UnknownValue unknown || (unknown = (right as UnknownValue)!) is not null)
            return new UnknownPredicate(unknown.Reason) { Origin = unknown.Origin };
        switch (left)
        {
            case OperandValue:
                return ParameterPredicate.Instance;
            case ComparedValue compared when right is OperandValue { Operand: Constant { Text: "0" } }:
                return Compare(compared.Left, compared.Right, comparator, at, shape);
            case PredicateValue predicate:
                return CompareTruth(predicate, right, comparator, at, shape);
            case EntityValue entity:
                return CompareEntity(entity, right, comparator, at, shape);
            case TupleValue tuple when right is TupleValue other:
                return CompareTuples(tuple, other, comparator, at, shape);
            case FunctionValue { IsCount: true } count:
                return CompareCount(count, right, comparator, origin);
        }

        switch (left, right)
        {
            case (ColumnValue column, OperandValue { IsNull: true }) when comparator is Comparator.Equal or Comparator.NotEqual:
                return new Comparison(column.Column, comparator == Comparator.Equal ? Comparator.IsNull : Comparator.IsNotNull, new Constant(null)) { Origin = origin };
            case (ColumnValue { Type.SpecialType: SpecialType.System_Boolean } column, OperandValue { Operand: Constant { Text: "0" or "1" } constant })
                when comparator == Comparator.NotEqual:
                return Predicates.Negate(new Comparison(column.Column, Comparator.Equal, constant) { Origin = origin });
            case (ColumnValue column, OperandValue operand):
                return new Comparison(column.Column, comparator, operand.Operand) { Origin = origin };
            case (ColumnValue column, ColumnValue other):
                return new Comparison(column.Column, comparator, new ColumnOperand(other.Column)) { Origin = origin };
            case (FunctionValue { Unreadable: null, IsAggregate: false, Sources.IsEmpty: true, Entities.IsEmpty: true, Columns.Length: 1 } function, OperandValue operand):
                if (operand.IsNull)
                    return new OpaquePredicate(function.Columns, function.Detail) { Origin = origin };
                return new FunctionComparison(function.Columns[0], function.Function, function.Detail, comparator, operand.Operand) { Origin = origin };
        }

        var parts = Parts(left, shape);
        parts.Add(right, entity => SourceOf(entity, shape));
        if (parts.IsUnknown)
            return new UnknownPredicate(parts.Reason) { Origin = origin };
        if (left is QueryValue || right is QueryValue)
            return new UnknownPredicate("a sub-query is compared as a whole") { Origin = origin };
        return new OpaquePredicate(parts.Columns, Text(at)) { Origin = origin };
    }

    private Predicate CompareTruth(PredicateValue left, Value right, Comparator comparator, IOperation at, Shape shape)
    {
        var isEqual = comparator == Comparator.Equal;
        if (right is OperandValue { Operand: Constant { Text: { } text } } && comparator is Comparator.Equal or Comparator.NotEqual)
            return (text == "1") == isEqual ? left.Predicate : Predicates.Negate(left.Predicate);
        if (left.Predicate is ParameterPredicate && right is OperandValue)
            return ParameterPredicate.Instance;
        var parts = Parts(left, shape);
        parts.Add(right, entity => SourceOf(entity, shape));
        return parts.IsUnknown ? new UnknownPredicate(parts.Reason) { Origin = At(at) } : new OpaquePredicate(parts.Columns, Text(at)) { Origin = At(at) };
    }

    /// <summary>Rows compare by their keys.</summary>
    private Predicate CompareEntity(EntityValue entity, Value right, Comparator comparator, IOperation at, Shape shape)
    {
        var origin = At(at);
        if (right is OperandValue { IsNull: true })
        {
            if (entity.Path.Length > 0 || entity.Entity.Key.IsEmpty)
                return new OpaquePredicate(default, Text(at)) { Origin = origin };
            var key = entity.Entity.FindProperty(entity.Entity.Key[0]);
            return key is null
                ? new OpaquePredicate(default, Text(at)) { Origin = origin }
                : new Comparison(
                    new ColumnRef(SourceOf(entity, shape), key.Column), comparator == Comparator.Equal ? Comparator.IsNull : Comparator.IsNotNull, new Constant(null))
                {
                    Origin = origin,
                };
        }

        var conditions = new List<Predicate>();
        foreach (var name in entity.Entity.Key)
        {
            if (Column(entity, name, shape) is not { } column)
                continue;
            Operand operand = right switch
            {
                EntityValue other when Column(other, name, shape) is { } same => new ColumnOperand(same),
                OperandValue { Operand: Parameter parameter } => new Parameter(parameter.Name + "." + name),
                _ => new UnknownOperand(),
            };
            conditions.Add(new Comparison(column, Comparator.Equal, operand) { Origin = origin });
        }

        if (conditions.Count == 0)
            return new UnknownPredicate("rows without a key are compared") { Origin = origin };
        var equal = Predicates.And(conditions);
        return comparator == Comparator.NotEqual ? Predicates.Negate(equal) : equal;
    }

    private Predicate CompareTuples(TupleValue left, TupleValue right, Comparator comparator, IOperation at, Shape shape)
    {
        var conditions = new List<Predicate>();
        foreach (var member in left.Members)
        {
            if (right.Find(member.Key) is { } other)
                Predicates.Flatten(Compare(member.Value, other, Comparator.Equal, at, shape), conditions);
        }

        if (conditions.Count == 0)
            return new UnknownPredicate("composite keys cannot be followed") { Origin = At(at) };
        var equal = Predicates.And(conditions);
        return comparator == Comparator.NotEqual ? Predicates.Negate(equal) : equal;
    }

    /// <summary>A count against a number: none, some, or a comparison that needs the count.</summary>
    private static Predicate CompareCount(FunctionValue count, Value right, Comparator comparator, Origin origin)
    {
        var text = (right as OperandValue)?.Operand is Constant constant ? constant.Text : null;
        var isNone = (comparator, text) is (Comparator.Equal, "0") or (Comparator.LessThan, "1") or (Comparator.LessThanOrEqual, "0");
        return new ExistsPredicate(count.Sources, isNone) { Origin = origin };
    }
}
