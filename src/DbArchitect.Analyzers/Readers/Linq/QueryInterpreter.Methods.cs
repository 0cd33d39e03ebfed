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

    /// <summary><c>predicate.Compile()(x)</c> and LinqKit's <c>predicate.Invoke(x)</c>.</summary>
    private Value? InvokedPredicate(IInvocationOperation call, Scope scope)
    {
        var function = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (function is null)
            return null;
        if (Strip(function) is IInvocationOperation { TargetMethod.Name: "Compile", Instance: { } expression })
            function = expression;
        var value = Inner(function, scope);
        var rows = new List<Value>();
        for (var i = call.Instance is null ? 1 : 0; i < call.Arguments.Length; i++)
            rows.Add(Inner(call.Arguments[i].Value, scope));
        return value is LambdaValue or ComposedLambdaValue ? ApplyLambda(value, call, scope.Row!, scope, rows.ToArray()) : null;
    }

    private Value? StringCall(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        var name = method.Name;
        if (call.Instance is null)
        {
            switch (name)
            {
                case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when call.Arguments.Length == 1:
                    var tested = Inner(call.Arguments[0].Value, scope);
                    if (!IsRowBound(tested))
                        return new PredicateValue(ParameterPredicate.Instance);
                    return new PredicateValue(
                        tested is ColumnValue column && name == "IsNullOrEmpty"
                            ? Predicates.Or(
                            [
                                new Comparison(column.Column, Comparator.IsNull, new Constant(null)) { Origin = At(call) },
                                new Comparison(column.Column, Comparator.Equal, new Constant("") { Kind = ValueKind.String }) { Origin = At(call) },
                            ],
                            At(call))
                            : Compute(call, ColumnFunction.Trim, name + "()", scope) is FunctionValue { Unreadable: null, Entities.IsEmpty: true } blank
                                ? new OpaquePredicate(blank.Columns, name + "()") { Origin = At(call) }
                                : new UnknownPredicate($"`{Text(call)}` cannot be followed") { Origin = At(call) });
                case "Equals" when call.Arguments.Length >= 2:
                    return Equal(call, call.Arguments[0].Value, call.Arguments[1].Value, call.Arguments.Length > 2 ? call.Arguments[2].Value : null, scope);
                case "Compare" when call.Arguments.Length == 2:
                    return new ComparedValue(Inner(call.Arguments[0].Value, scope), Inner(call.Arguments[1].Value, scope));
                default:
                    return Compute(call, ColumnFunction.Other, "string." + name + "()", scope);
            }
        }

        switch (name)
        {
            case "StartsWith" or "EndsWith" or "Contains" when call.Arguments.Length >= 1:
                return Match(call, name switch { "StartsWith" => Comparator.Prefix, "EndsWith" => Comparator.Suffix, _ => Comparator.Contains }, scope);
            case "Equals" when call.Arguments.Length >= 1:
                return Equal(call, call.Instance, call.Arguments[0].Value, call.Arguments.Length > 1 ? call.Arguments[1].Value : null, scope);
            case "CompareTo" when call.Arguments.Length == 1:
                return new ComparedValue(Inner(call.Instance, scope), Inner(call.Arguments[0].Value, scope));
            case "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant":
                return Compute(call, ColumnFunction.CaseFold, name + "()", scope);
            case "Trim" or "TrimStart" or "TrimEnd":
                return Compute(call, ColumnFunction.Trim, name + "()", scope);
            case "Substring":
                return Compute(call, ColumnFunction.Substring, name + "()", scope);
            case "ToString":
                return Inner(call.Instance, scope);
            default:
                return Compute(call, ColumnFunction.Other, name + "()", scope);
        }
    }

    private Value Match(IInvocationOperation call, Comparator comparator, Scope scope)
    {
        var left = Inner(call.Instance!, scope);
        var right = Inner(call.Arguments[0].Value, scope);
        var origin = At(call);
        if (!IsRowBound(left) && !IsRowBound(right))
            return new PredicateValue(ParameterPredicate.Instance);
        if (IgnoresCase(call.Arguments.Length > 1 ? call.Arguments[1].Value : null) && left is ColumnValue folded && right is OperandValue term)
            return new PredicateValue(new FunctionComparison(folded.Column, ColumnFunction.CaseFold, call.TargetMethod.Name + "()", comparator, term.Operand) { Origin = origin });
        switch (left, right)
        {
            case (ColumnValue column, OperandValue operand):
                return new PredicateValue(new Comparison(column.Column, comparator, operand.Operand) { Origin = origin });
            case (ColumnValue column, ColumnValue other):
                return new PredicateValue(new OpaquePredicate(new[] { column.Column, other.Column }, Text(call)) { Origin = origin });
            case (FunctionValue { Unreadable: null, IsAggregate: false, Sources.IsEmpty: true, Entities.IsEmpty: true, Columns.Length: 1 } function, OperandValue operand):
                return new PredicateValue(new FunctionComparison(function.Columns[0], function.Function, function.Detail, comparator, operand.Operand) { Origin = origin });
        }

        var value = Combine([left, right], ColumnFunction.Other, Text(call), call, scope);
        return new PredicateValue(value is FunctionValue { Unreadable: null, Entities.IsEmpty: true } all
            ? new OpaquePredicate(all.Columns, Text(call)) { Origin = origin }
            : ToPredicate(value, call, scope.Row!));
    }

    private PredicateValue Equal(IInvocationOperation call, IOperation left, IOperation right, IOperation? comparison, Scope scope)
    {
        var first = Inner(left, scope);
        var second = Inner(right, scope);
        if (IgnoresCase(comparison))
        {
            if (first is OperandValue)
                (first, second) = (second, first);
            if (first is ColumnValue column && second is OperandValue operand)
                return new PredicateValue(new FunctionComparison(column.Column, ColumnFunction.CaseFold, Text(comparison!), Comparator.Equal, operand.Operand) { Origin = At(call) });
        }

        return new PredicateValue(Compare(first, second, Comparator.Equal, call, scope.Row!));
    }

    /// <summary>StringComparison members whose number is odd ignore case.</summary>
    private static bool IgnoresCase(IOperation? comparison) =>
        comparison is { Type.Name: "StringComparison", ConstantValue: { HasValue: true, Value: int number } } && number % 2 == 1;

    /// <summary>EF.Functions.Like: with a constant pattern it is known where the wildcards are.</summary>
    private PredicateValue Like(IInvocationOperation call, Scope scope)
    {
        var column = Inner(call.Arguments[1].Value, scope);
        var pattern = call.Arguments.Length > 2 ? Inner(call.Arguments[2].Value, scope) : MemoryValue.Instance;
        var origin = At(call);
        if (pattern is not OperandValue operand)
            return new PredicateValue(ToPredicate(Combine([column, pattern], ColumnFunction.Other, "Like()", call, scope), call, scope.Row!));
        var comparator = Comparator.Like;
        Operand value = operand.Operand;
        if (operand.Operand is Constant { Text: { } text } && call.Arguments.Length == 3)
            (comparator, value) = Pattern(text);
        var folds = call.TargetMethod.Name == "ILike";
        return column switch
        {
            ColumnValue plain when folds => new PredicateValue(
                new FunctionComparison(plain.Column, ColumnFunction.CaseFold, "ILike()", comparator, value) { Origin = origin }),
            ColumnValue plain => new PredicateValue(new Comparison(plain.Column, comparator, value) { Origin = origin }),
            FunctionValue { Unreadable: null, IsAggregate: false, Sources.IsEmpty: true, Entities.IsEmpty: true, Columns.Length: 1 } function => new PredicateValue(
                new FunctionComparison(function.Columns[0], function.Function, function.Detail, comparator, value) { Origin = origin }),
            _ => new PredicateValue(ToPredicate(Combine([column], ColumnFunction.Other, "Like()", call, scope), call, scope.Row!)),
        };
    }

    private static (Comparator Comparator, Operand Value) Pattern(string text)
    {
        static Constant Of(string value) => new(value) { Kind = ValueKind.String };
        static bool IsPlain(string value) => value.IndexOfAny(['%', '_', '[']) < 0;
        var starts = text.StartsWith("%", System.StringComparison.Ordinal);
        var ends = text.EndsWith("%", System.StringComparison.Ordinal);
        var middle = text.Trim('%');
        if (!IsPlain(middle) || middle.Length == 0)
        {
            // A wildcard inside still begins with what stands before it.
            return (Comparator.Like, Of(text));
        }

        return (starts, ends) switch
        {
            (false, false) => (Comparator.Equal, Of(text)),
            (false, true) => (Comparator.Prefix, Of(middle)),
            (true, false) => (Comparator.Suffix, Of(middle)),
            _ => (Comparator.Contains, Of(middle)),
        };
    }
}
