using System.Collections.Generic;
using System.Globalization;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Query filters of the usual forms: a column compared with a value, a flag, and the AND or OR of those. Anything else is unknown.</summary>
internal static class FilterReader
{
    private const int MaxDepth = 32;

    public static Fact<Predicate> Read(EfEntityType entity, SchemaProjection projection)
    {
        var parts = new List<Predicate>();
        foreach (var filter in entity.Root.QueryFilters)
        {
            if (filter.Lambda is null || filter.Reason is not null || filter.Lambda.Symbol.Parameters.Length != 1)
                return Fact<Predicate>.Unknown;
            if (Body(filter.Lambda) is not { } body)
                return Fact<Predicate>.Unknown;
            if (Translate(body, filter.Lambda.Symbol.Parameters[0], entity, projection, filter.Origin, 0) is not { } predicate)
                return Fact<Predicate>.Unknown;
            parts.Add(predicate);
        }

        return parts.Count switch
        {
            0 => entity.Root.Unknown.Exists(static fact => (fact.Aspects & TableAspects.QueryFilters) != 0) ? Fact<Predicate>.Unknown : Fact<Predicate>.Absent,
            1 => Fact<Predicate>.Of(parts[0]),
            _ => Fact<Predicate>.Of(new AllOf(parts) { Source = PredicateSource.QueryFilter }),
        };
    }

    private static IOperation? Body(IAnonymousFunctionOperation lambda)
    {
        foreach (var statement in lambda.Body.Operations)
        {
            if (statement is IReturnOperation { ReturnedValue: { } value })
                return value;
        }

        return null;
    }

    private static Predicate? Translate(
        IOperation operation, IParameterSymbol parameter, EfEntityType entity, SchemaProjection projection, Origin origin, int depth)
    {
        if (depth > MaxDepth)
            return null;
        operation = Strip(operation);
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                var left = Translate(both.LeftOperand, parameter, entity, projection, origin, depth + 1);
                var right = Translate(both.RightOperand, parameter, entity, projection, origin, depth + 1);
                if (left is null || right is null)
                    return null;
                EquatableArray<Predicate> operands = new[] { left, right };
                return both.OperatorKind == BinaryOperatorKind.ConditionalAnd
                    ? new AllOf(operands) { Origin = origin, Source = PredicateSource.QueryFilter }
                    : new AnyOf(operands) { Origin = origin, Source = PredicateSource.QueryFilter };
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when Column(not.Operand, parameter, entity, projection) is { } flag:
                return Compare(flag, Comparator.Equal, new Constant("0") { Kind = ValueKind.Boolean }, origin);
            case IBinaryOperation comparison when ComparatorOf(comparison.OperatorKind) is { } comparator:
                return Comparison(comparison, comparator, parameter, entity, projection, origin);
            default:
                return Column(operation, parameter, entity, projection) is { } column && operation.Type?.SpecialType == SpecialType.System_Boolean
                    ? Compare(column, Comparator.Equal, new Constant("1") { Kind = ValueKind.Boolean }, origin)
                    : null;
        }
    }

    private static Predicate? Comparison(
        IBinaryOperation operation, Comparator comparator, IParameterSymbol parameter, EfEntityType entity, SchemaProjection projection, Origin origin)
    {
        if (Column(operation.LeftOperand, parameter, entity, projection) is { } left)
            return Value(operation.RightOperand, parameter) is { } value ? Compare(left, Null(comparator, value), value, origin) : null;
        if (Column(operation.RightOperand, parameter, entity, projection) is { } right)
            return Value(operation.LeftOperand, parameter) is { } value ? Compare(right, Null(Mirror(comparator), value), value, origin) : null;
        return null;
    }

    private static Comparator Null(Comparator comparator, Operand value) => (comparator, value) switch
    {
        (Comparator.Equal, Constant { Text: null }) => Comparator.IsNull,
        (Comparator.NotEqual, Constant { Text: null }) => Comparator.IsNotNull,
        _ => comparator,
    };

    private static Predicate Compare(string column, Comparator comparator, Operand value, Origin origin) =>
        new Comparison(new ColumnRef(0, column), comparator, value) { Origin = origin, Source = PredicateSource.QueryFilter };

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

    private static Comparator Mirror(Comparator comparator) => comparator switch
    {
        Comparator.LessThan => Comparator.GreaterThan,
        Comparator.LessThanOrEqual => Comparator.GreaterThanOrEqual,
        Comparator.GreaterThan => Comparator.LessThan,
        Comparator.GreaterThanOrEqual => Comparator.LessThanOrEqual,
        _ => comparator,
    };

    private static IOperation Strip(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parentheses:
                    operation = parentheses.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The column that an expression over the filter's parameter names: x.Property, x.Complex.Property, EF.Property(x, "Name").</summary>
    private static string? Column(IOperation operation, IParameterSymbol parameter, EfEntityType entity, SchemaProjection projection)
    {
        operation = Strip(operation);
        if (operation is IInvocationOperation { TargetMethod: { Name: "Property", ContainingType.Name: "EF" } } shadow && shadow.Arguments.Length == 2)
        {
            return IsParameter(shadow.Arguments[0].Value, parameter) && shadow.Arguments[1].Value.ConstantValue is { HasValue: true, Value: string name }
                && entity.FindProperty(name) is { } found
                ? projection.ColumnIn(found, entity)
                : null;
        }

        var path = new List<string>();
        while (operation is IPropertyReferenceOperation { Instance: { } instance } reference)
        {
            path.Insert(0, reference.Property.Name);
            operation = Strip(instance);
        }

        if (path.Count == 0 || !IsParameter(operation, parameter))
            return null;
        if (path.Count > 1 && path[path.Count - 1] == "Value" && entity.FindProperty(path[0]) is not null)
            path.RemoveAt(path.Count - 1);
        EfTypeBase type = entity;
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (type.FindComplexProperty(path[i]) is not { } complex)
                return null;
            type = complex.Type;
        }

        return type.FindProperty(path[path.Count - 1]) is { } property ? projection.ColumnIn(property, entity) : null;
    }

    private static bool IsParameter(IOperation operation, IParameterSymbol parameter) =>
        Strip(operation) is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

    private static Operand? Value(IOperation operation, IParameterSymbol parameter)
    {
        operation = Strip(operation);
        if (operation.ConstantValue is { HasValue: true } constant)
            return new Constant(constant.Value is null ? null : Text(constant.Value)) { Kind = ScalarTypes.KindOf(operation.Type) };
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
                return null;
        }

        return new Parameter(operation.Syntax.ToString())
        {
            Kind = ScalarTypes.KindOf(operation.Type),
            ClrType = operation.Type is { } type ? ScalarTypes.FullName(ScalarTypes.Unwrap(type)) : "",
        };
    }

    private static string Text(object value) => value is bool flag ? flag ? "1" : "0" : System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
