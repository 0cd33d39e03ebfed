using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>A condition on parameters alone: true or false for a whole execution. Only while a query is read; never in the model.</summary>
internal sealed record ParameterPredicate : Predicate
{
    public static ParameterPredicate Instance { get; } = new();
}

/// <summary>The algebra of predicates: conjunction, negation, renaming of sources.</summary>
internal static class Predicates
{
    /// <summary>Deeper conditions are kept as unknown.</summary>
    private const int MaxDepth = 64;

    public static Predicate False { get; } = new AnyOf(default(EquatableArray<Predicate>));

    public static bool IsTrue(Predicate predicate) => predicate is AllOf { Operands.IsEmpty: true };

    public static bool IsFalse(Predicate predicate) => predicate is AnyOf { Operands.IsEmpty: true };

    public static Predicate And(List<Predicate> operands) => operands.Count switch
    {
        0 => Predicate.True,
        1 => operands[0],
        _ => new AllOf(operands),
    };

    /// <summary>Adds the conjuncts of a predicate.</summary>
    public static void Flatten(Predicate predicate, List<Predicate> into)
    {
        if (predicate is AllOf all)
        {
            foreach (var operand in all.Operands)
                Flatten(operand, into);
        }
        else
        {
            into.Add(predicate);
        }
    }

    public static Predicate Or(List<Predicate> operands, Origin origin)
    {
        var flat = new List<Predicate>();
        foreach (var operand in operands)
        {
            if (IsTrue(operand))
                return Predicate.True;
            if (operand is AnyOf any)
            {
                foreach (var inner in any.Operands)
                    flat.Add(inner);
            }
            else
            {
                flat.Add(operand);
            }
        }

        return flat.Count == 1 ? flat[0] : new AnyOf(flat) { Origin = origin };
    }

    public static Predicate Negate(Predicate predicate) => predicate switch
    {
        // Not true is false, which a filtered index may name.
        Comparison { Operator: Comparator.Equal, Value: Constant { Kind: ValueKind.Boolean, Text: "0" or "1" } flag } comparison =>
            comparison with { Value = flag with { Text = flag.Text == "1" ? "0" : "1" } },
        Comparison comparison when Opposite(comparison.Operator) is { } opposite => comparison with { Operator = opposite },
        FunctionComparison comparison when Opposite(comparison.Operator) is { } opposite => comparison with { Operator = opposite },
        AllOf all => Or(NegateAll(all.Operands), all.Origin),
        AnyOf any => And(NegateAll(any.Operands)),
        Not not => not.Operand,
        ExistsPredicate exists => exists with { IsNegated = !exists.IsNegated },
        OpaquePredicate opaque => opaque with { Detail = opaque.Detail.StartsWith("not ", StringComparison.Ordinal) ? opaque.Detail.Substring(4) : "not " + opaque.Detail },
        ParameterPredicate or UnknownPredicate => predicate,
        _ => new Not(predicate) { Origin = predicate.Origin, Source = predicate.Source },
    };

    private static List<Predicate> NegateAll(EquatableArray<Predicate> operands)
    {
        var negated = new List<Predicate>(operands.Count);
        foreach (var operand in operands)
            negated.Add(Negate(operand));
        return negated;
    }

    private static Comparator? Opposite(Comparator comparator) => comparator switch
    {
        Comparator.Equal => Comparator.NotEqual,
        Comparator.NotEqual => Comparator.Equal,
        Comparator.In => Comparator.NotIn,
        Comparator.NotIn => Comparator.In,
        Comparator.LessThan => Comparator.GreaterThanOrEqual,
        Comparator.LessThanOrEqual => Comparator.GreaterThan,
        Comparator.GreaterThan => Comparator.LessThanOrEqual,
        Comparator.GreaterThanOrEqual => Comparator.LessThan,
        Comparator.IsNull => Comparator.IsNotNull,
        Comparator.IsNotNull => Comparator.IsNull,
        _ => null,
    };

    /// <summary>The same comparison with its sides exchanged.</summary>
    public static Comparator Mirror(Comparator comparator) => comparator switch
    {
        Comparator.LessThan => Comparator.GreaterThan,
        Comparator.LessThanOrEqual => Comparator.GreaterThanOrEqual,
        Comparator.GreaterThan => Comparator.LessThan,
        Comparator.GreaterThanOrEqual => Comparator.LessThanOrEqual,
        _ => comparator,
    };

    /// <summary>
    /// Splits a condition into what holds in every execution and what holds in some: a test of parameters beside it (<c>p == null || x.C == p</c>)
    /// decides per execution whether it is there.
    /// </summary>
    public static void Split(Predicate predicate, List<Predicate> must, List<Predicate> optional)
    {
        switch (predicate)
        {
            case AllOf all:
                foreach (var operand in all.Operands)
                    Split(operand, must, optional);
                break;
            case ParameterPredicate:
                break;
            case AnyOf any when HasGuard(any):
                foreach (var arm in any.Operands)
                {
                    var rest = new List<Predicate>();
                    Split(arm, rest, optional);
                    if (rest.Count > 0)
                        optional.Add(And(rest));
                }

                break;
            default:
                must.Add(Clean(predicate));
                break;
        }
    }

    private static bool HasGuard(AnyOf any)
    {
        foreach (var arm in any.Operands)
        {
            if (arm is ParameterPredicate)
                return true;
            if (arm is AllOf all)
            {
                foreach (var operand in all.Operands)
                {
                    if (operand is ParameterPredicate)
                        return true;
                }
            }
        }

        return false;
    }

    /// <summary>Removes tests of parameters from inside a condition.</summary>
    private static Predicate Clean(Predicate predicate, int depth = 0)
    {
        if (depth > MaxDepth)
            return new UnknownPredicate("the condition is nested too deeply") { Origin = predicate.Origin };
        switch (predicate)
        {
            case ParameterPredicate:
                return new OpaquePredicate(default, "a condition on parameters") { Origin = predicate.Origin };
            case AnyOf any:
                return any with { Operands = CleanAll(any.Operands, depth) };
            case AllOf all:
                return all with { Operands = CleanAll(all.Operands, depth) };
            case Not not:
                return not with { Operand = Clean(not.Operand, depth + 1) };
            default:
                return predicate;
        }
    }

    private static EquatableArray<Predicate> CleanAll(EquatableArray<Predicate> operands, int depth)
    {
        var cleaned = new List<Predicate>(operands.Count);
        foreach (var operand in operands)
            cleaned.Add(Clean(operand, depth + 1));
        return cleaned;
    }

    public static void CollectColumns(Predicate predicate, List<ColumnRef> into, int depth = 0)
    {
        if (depth > MaxDepth)
            return;
        switch (predicate)
        {
            case AllOf all:
                foreach (var operand in all.Operands)
                    CollectColumns(operand, into, depth + 1);
                break;
            case AnyOf any:
                foreach (var operand in any.Operands)
                    CollectColumns(operand, into, depth + 1);
                break;
            case Not not:
                CollectColumns(not.Operand, into, depth + 1);
                break;
            case Comparison comparison:
                Add(comparison.Column, into);
                if (comparison.Value is ColumnOperand other)
                    Add(other.Column, into);
                break;
            case FunctionComparison comparison:
                Add(comparison.Column, into);
                break;
            case OpaquePredicate opaque:
                foreach (var column in opaque.Columns)
                    Add(column, into);
                break;
        }
    }

    private static void Add(ColumnRef column, List<ColumnRef> into)
    {
        if (!into.Contains(column))
            into.Add(column);
    }

    public static bool HasSubQuery(Predicate predicate) => Any(predicate, static p => p is ExistsPredicate || p is Comparison { Value: SubQueryOperand }, 0);

    public static bool HasUnknown(Predicate predicate) => Any(predicate, static p => p is UnknownPredicate, 0);

    private static bool Any(Predicate predicate, Func<Predicate, bool> test, int depth)
    {
        if (depth > MaxDepth || test(predicate))
            return true;
        switch (predicate)
        {
            case AllOf all:
                foreach (var operand in all.Operands)
                {
                    if (Any(operand, test, depth + 1))
                        return true;
                }

                return false;
            case AnyOf any:
                foreach (var operand in any.Operands)
                {
                    if (Any(operand, test, depth + 1))
                        return true;
                }

                return false;
            case Not not:
                return Any(not.Operand, test, depth + 1);
            default:
                return false;
        }
    }

    /// <summary>Renames sources.</summary>
    public static Predicate Map(Predicate predicate, Func<int, int> id, PredicateSource? source = null, int depth = 0)
    {
        if (depth > MaxDepth)
            return new UnknownPredicate("the condition is nested too deeply") { Origin = predicate.Origin };
        if (source is { } origin && predicate is not (AllOf { Operands.IsEmpty: true }))
            predicate = predicate with { Source = origin };
        return predicate switch
        {
            AllOf all => all.Operands.IsEmpty ? all : all with { Operands = MapAll(all.Operands, id, source, depth) },
            AnyOf any => any with { Operands = MapAll(any.Operands, id, source, depth) },
            Not not => not with { Operand = Map(not.Operand, id, source, depth + 1) },
            Comparison comparison => comparison with { Column = Map(comparison.Column, id), Value = Map(comparison.Value, id) },
            FunctionComparison comparison => comparison with { Column = Map(comparison.Column, id), Value = Map(comparison.Value, id) },
            ExistsPredicate exists => exists with { Sources = MapAll(exists.Sources, id) },
            OpaquePredicate opaque => opaque with { Columns = MapAll(opaque.Columns, id) },
            _ => predicate,
        };
    }

    public static ColumnRef Map(ColumnRef column, Func<int, int> id) => column with { Source = id(column.Source) };

    public static Operand Map(Operand operand, Func<int, int> id) => operand switch
    {
        ColumnOperand column => column with { Column = Map(column.Column, id) },
        SubQueryOperand sub => sub with { Sources = MapAll(sub.Sources, id) },
        _ => operand,
    };

    public static EquatableArray<ColumnRef> MapAll(IReadOnlyList<ColumnRef> columns, Func<int, int> id)
    {
        var mapped = new List<ColumnRef>(columns.Count);
        foreach (var column in columns)
            mapped.Add(Map(column, id));
        return mapped;
    }

    private static EquatableArray<int> MapAll(EquatableArray<int> sources, Func<int, int> id)
    {
        var mapped = new List<int>(sources.Count);
        foreach (var source in sources)
            mapped.Add(id(source));
        return mapped;
    }

    private static EquatableArray<Predicate> MapAll(EquatableArray<Predicate> operands, Func<int, int> id, PredicateSource? source, int depth)
    {
        var mapped = new List<Predicate>(operands.Count);
        foreach (var operand in operands)
            mapped.Add(Map(operand, id, source, depth + 1));
        return mapped;
    }
}
