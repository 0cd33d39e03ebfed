using System;
using System.Globalization;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Whether every row that a query asks for is in a filtered index.</summary>
internal enum Implication : byte
{
    Yes,

    /// <summary>It may be: the filter, or what is compared, is not understood.</summary>
    Unknown,

    /// <summary>It would be if a parameter had the right value: the plan is made before it is known.</summary>
    ByParameter,
    No,
}

/// <summary>
/// Decides whether the conditions of a query imply the filter of an index, as engines do: each part of the filter has to follow from a constant of the query.
/// </summary>
internal static class FilterImplication
{
    /// <summary>The worst of all conjuncts decides. <paramref name="parameter"/> is the comparison whose value is not known to the plan.</summary>
    public static Implication Of(TableIndex index, SourceShape shape, out Comparison? parameter)
    {
        parameter = null;
        if (index.Filter.IsAbsent)
            return Implication.Yes;
        if (index.FilterPredicate is not { } filter)
            return Implication.Unknown;
        var result = Implication.Yes;
        foreach (var conjunct in Conjuncts.Of(filter))
        {
            var one = Follows(conjunct, shape, ref parameter, 0);
            if (one > result)
                result = one;
        }

        return result;
    }

    private static Implication Follows(Predicate filter, SourceShape shape, ref Comparison? parameter, int depth)
    {
        switch (filter)
        {
            case Comparison comparison:
                var result = Implication.No;
                foreach (var given in shape.Comparisons)
                {
                    if (!string.Equals(given.Column.Column, comparison.Column.Column, StringComparison.OrdinalIgnoreCase))
                        continue;
                    var one = Follows(comparison, given);
                    if (one == Implication.ByParameter && one < result)
                        parameter = given;
                    if (one < result)
                        result = one;
                }

                if (result == Implication.No && comparison.Operator == Comparator.IsNotNull && shape.AtomOn(comparison.Column.Column) is { Kind: not AtomKind.IsNull, Predicate: not AnyOf })
                    return Implication.Yes;
                return result;
            case AnyOf any when depth < Conjuncts.MaxDepth:
                var best = Implication.No;
                foreach (var operand in any.Operands)
                {
                    var arm = Follows(operand, shape, ref parameter, depth + 1);
                    if (arm < best)
                        best = arm;
                }

                return best;
            default:
                return Implication.Unknown;
        }
    }

    /// <summary>Whether <paramref name="filter"/> follows from a condition on the same column.</summary>
    private static Implication Follows(Comparison filter, Comparison given)
    {
        if (filter.Operator == Comparator.IsNotNull)
            return given.Operator == Comparator.IsNull || given.Value is Constant { Text: null } ? Implication.No : Implication.Yes;
        if (filter.Operator == Comparator.IsNull)
            return given.Operator == Comparator.IsNull || given is { Operator: Comparator.Equal, Value: Constant { Text: null } } ? Implication.Yes : Implication.No;
        if (given.Operator == Comparator.IsNull)
            return Implication.No;
        // A constant whose value is not seen here, EF.Constant(x), may be the right one.
        if (given.Value is UnknownOperand or SubQueryOperand)
            return Implication.Unknown;
        if (given.Value is Parameter or ListOperand { Parameter: not null })
            return given.Operator is Comparator.NotEqual or Comparator.NotIn ? Implication.No : Implication.ByParameter;
        if (filter.Operator == given.Operator && AreEqual(ValuesOf(filter), ValuesOf(given)) && ValuesOf(filter).Count > 0)
            return Implication.Yes;
        return given.Operator switch
        {
            Comparator.Equal or Comparator.In => AllIn(ValuesOf(given), filter),
            Comparator.LessThan or Comparator.LessThanOrEqual or Comparator.GreaterThan or Comparator.GreaterThanOrEqual => Inside(given, filter),
            _ => Implication.No,
        };
    }

    /// <summary>Whether every value that the query allows passes the filter.</summary>
    private static Implication AllIn(IReadOnlyList<string> values, Comparison filter)
    {
        if (values.Count == 0)
            return Implication.Unknown;
        var result = Implication.Yes;
        foreach (var value in values)
        {
            var one = Passes(value, filter);
            if (one > result)
                result = one;
        }

        return result;
    }

    private static Implication Passes(string value, Comparison filter)
    {
        var allowed = ValuesOf(filter);
        if (allowed.Count == 0)
            return Implication.Unknown;
        switch (filter.Operator)
        {
            case Comparator.Equal or Comparator.In:
                return Contains(allowed, value) ? Implication.Yes : Implication.No;
            case Comparator.NotEqual or Comparator.NotIn:
                return Contains(allowed, value) ? Implication.No : Implication.Yes;
            default:
                if (!TryNumber(value, out var number) || !TryNumber(allowed[0], out var bound))
                    return Implication.Unknown;
                return filter.Operator switch
                {
                    Comparator.LessThan => number < bound,
                    Comparator.LessThanOrEqual => number <= bound,
                    Comparator.GreaterThan => number > bound,
                    Comparator.GreaterThanOrEqual => number >= bound,
                    _ => (bool?)null,
                } switch
                {
                    true => Implication.Yes,
                    false => Implication.No,
                    null => Implication.Unknown,
                };
        }
    }

    private static Implication Inside(Comparison given, Comparison filter)
    {
        if (ValuesOf(given) is not [var text] || ValuesOf(filter) is not [var limit] || !TryNumber(text, out var number) || !TryNumber(limit, out var bound))
            return Implication.Unknown;
        return (filter.Operator, given.Operator) switch
        {
            (Comparator.GreaterThan, Comparator.GreaterThan) => number >= bound,
            (Comparator.GreaterThan, Comparator.GreaterThanOrEqual) => number > bound,
            (Comparator.GreaterThanOrEqual, Comparator.GreaterThan or Comparator.GreaterThanOrEqual) => number >= bound,
            (Comparator.LessThan, Comparator.LessThan) => number <= bound,
            (Comparator.LessThan, Comparator.LessThanOrEqual) => number < bound,
            (Comparator.LessThanOrEqual, Comparator.LessThan or Comparator.LessThanOrEqual) => number <= bound,
            (Comparator.NotEqual, Comparator.GreaterThan) => number >= bound,
            (Comparator.NotEqual, Comparator.LessThan) => number <= bound,
            _ => false,
        }
            ? Implication.Yes
            : Implication.No;
    }

    /// <summary>The constants that a comparison names, in one spelling; empty when they are not all known.</summary>
    private static IReadOnlyList<string> ValuesOf(Comparison comparison) => comparison.Value switch
    {
        Constant { Text: { } text } => [Normalize(text)],
        ListOperand list => [.. NormalizeAll(list.Constants)],
        _ => [],
    };

    private static IEnumerable<string> NormalizeAll(EquatableArray<string> texts)
    {
        foreach (var text in texts)
            yield return Normalize(text);
    }

    private static string Normalize(string text)
    {
        if (string.Equals(text, "true", StringComparison.OrdinalIgnoreCase))
            return "1";
        return string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) ? "0" : text;
    }

    private static bool Contains(IReadOnlyList<string> values, string value)
    {
        foreach (var candidate in values)
        {
            if (candidate == value)
                return true;
        }

        return false;
    }

    private static bool TryNumber(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out number);

    private static bool AreEqual(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.Count != b.Count)
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!string.Equals(a[i], b[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}
