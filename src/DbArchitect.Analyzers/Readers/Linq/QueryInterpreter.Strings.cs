using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Methods of strings inside a lambda that becomes SQL, and LIKE.</summary>
internal sealed partial class QueryInterpreter
{
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
