using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>
/// Simplifies an OR: what all arms share is taken out, <c>a = 1 OR a = 2</c> becomes <c>a IN (1, 2)</c>.
/// </summary>
internal static class OrFactoring
{
    /// <summary>Longer ORs are written by machines; the comparison of arms would be quadratic.</summary>
    private const int MaxArms = 200;

    /// <summary>The conjuncts that <paramref name="or"/> is equal to: common factors first, then what is left, if anything is.</summary>
    public static List<Predicate> Factor(AnyOf or)
    {
        var arms = new List<List<Predicate>>();
        Flatten(or, arms, 0);
        var result = new List<Predicate>();
        if (arms.Count is 0 or > MaxArms)
        {
            result.Add(or);
            return result;
        }

        TakeCommon(arms, result);
        foreach (var arm in arms)
        {
            // (a) OR (a AND b) is a.
            if (arm.Count == 0)
                return result;
        }

        result.Add((Predicate?)AsIn(arms, or) ?? new AnyOf(arms.ConvertAll(static arm => arm.Count == 1 ? arm[0] : new AllOf(arm))) { Origin = or.Origin, Source = or.Source });
        return result;
    }

    private static void Flatten(AnyOf or, List<List<Predicate>> arms, int depth)
    {
        foreach (var operand in or.Operands)
        {
            if (operand is AnyOf inner && depth < Conjuncts.MaxDepth)
                Flatten(inner, arms, depth + 1);
            else
                arms.Add(Conjuncts.Of(operand));
        }
    }

    private static void TakeCommon(List<List<Predicate>> arms, List<Predicate> result)
    {
        if (arms.Count < 2)
        {
            result.AddRange(arms[0]);
            arms[0].Clear();
            return;
        }

        for (var i = arms[0].Count - 1; i >= 0; i--)
        {
            var candidate = arms[0][i];
            var inAll = true;
            for (var a = 1; inAll && a < arms.Count; a++)
                inAll = IndexOf(arms[a], candidate) >= 0;
            if (!inAll)
                continue;
            result.Insert(0, candidate);
            foreach (var arm in arms)
                arm.RemoveAt(IndexOf(arm, candidate));
        }
    }

    private static int IndexOf(List<Predicate> conjuncts, Predicate predicate)
    {
        for (var i = 0; i < conjuncts.Count; i++)
        {
            if (Conjuncts.MeanTheSame(conjuncts[i], predicate))
                return i;
        }

        return -1;
    }

    /// <summary>One IN when every arm is an equality (or a list) on the same column.</summary>
    private static Comparison? AsIn(List<List<Predicate>> arms, AnyOf or)
    {
        ColumnRef? column = null;
        int? count = 0;
        var constants = new List<string>();
        foreach (var arm in arms)
        {
            if (arm.Count != 1 || arm[0] is not Comparison { Operator: Comparator.Equal or Comparator.In } comparison || (column is { } known && known != comparison.Column))
                return null;
            column = comparison.Column;
            switch (comparison.Value)
            {
                case Constant { Text: { } text }:
                    count++;
                    constants.Add(text);
                    break;
                case Parameter:
                    count++;
                    break;
                case ListOperand list:
                    count += list.Count;
                    constants.AddRange(list.Constants);
                    break;
                default:
                    return null;
            }
        }

        return new Comparison(column!.Value, Comparator.In, new ListOperand(count) { Constants = constants.Count == count ? constants : default(EquatableArray<string>) })
        {
            Origin = or.Origin,
            Source = or.Source,
        };
    }
}

/// <summary>AND, taken apart.</summary>
internal static class Conjuncts
{
    /// <summary>Deeper nesting is not read: what lies below counts as one condition that nobody understands.</summary>
    public const int MaxDepth = 64;

    public static List<Predicate> Of(Predicate predicate)
    {
        var conjuncts = new List<Predicate>();
        Collect(predicate, conjuncts, 0);
        return conjuncts;
    }

    /// <summary>Whether two conditions are the same one, wherever they are written.</summary>
    public static bool MeanTheSame(Predicate a, Predicate b) => (a, b) switch
    {
        (Comparison x, Comparison y) => x.Operator == y.Operator && Same(x.Column, y.Column) && Equals(x.Value, y.Value),
        (FunctionComparison x, FunctionComparison y) =>
            x.Operator == y.Operator && x.Function == y.Function && x.Detail == y.Detail && Same(x.Column, y.Column) && Equals(x.Value, y.Value),
        _ => false,
    };

    private static bool Same(ColumnRef a, ColumnRef b) =>
        a.Source == b.Source && string.Equals(a.Column, b.Column, System.StringComparison.OrdinalIgnoreCase);

    private static void Collect(Predicate predicate, List<Predicate> conjuncts, int depth)
    {
        if (predicate is AllOf all && depth < MaxDepth)
        {
            foreach (var operand in all.Operands)
                Collect(operand, conjuncts, depth + 1);
        }
        else
        {
            conjuncts.Add(predicate);
        }
    }
}
