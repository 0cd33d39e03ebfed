using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Two columns of different sources that a query requires to be equal.</summary>
internal readonly record struct ColumnPair(ColumnRef Left, ColumnRef Right)
{
    /// <summary>The column of the given source; null when it takes no part.</summary>
    public string? Of(int source) => Left.Source == source ? Left.Column : Right.Source == source ? Right.Column : null;
}

/// <summary>How the sources of a query are tied to each other, and which of their columns are fixed.</summary>
internal sealed class JoinKeys
{
    private readonly List<ColumnPair> pairs = [];
    private readonly List<Comparison> fixedColumns = [];

    private JoinKeys()
    {
    }

    public IReadOnlyList<ColumnPair> Pairs => pairs;

    /// <summary>What the conditions of joins and the filter require of every row.</summary>
    public static JoinKeys Of(Query query)
    {
        var keys = new JoinKeys();
        keys.Add(query.Filter, 0);
        foreach (var source in query.Sources)
            keys.Add(source.On, 0);
        return keys;
    }

    private void Add(Predicate predicate, int depth)
    {
        switch (predicate)
        {
            case Comparison { Operator: Comparator.Equal, Value: ColumnOperand other } comparison when other.Column.Source != comparison.Column.Source:
                pairs.Add(new ColumnPair(comparison.Column, other.Column));
                break;
            case Comparison { Operator: Comparator.Equal, Value: Parameter or Constant } comparison:
                fixedColumns.Add(comparison);
                break;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                    Add(operand, depth + 1);
                break;
        }
    }

    /// <summary>The value that a column of a source is fixed to; null when it is not.</summary>
    public Operand? FixedTo(int source, string column)
    {
        foreach (var comparison in fixedColumns)
        {
            if (comparison.Column.Source == source && Same(comparison.Column.Column, column))
                return comparison.Value;
        }

        return null;
    }

    /// <summary>Whether the conditions make two columns equal: compared with each other, over a third, or fixed to the same value (the tenant).</summary>
    public bool AreEqual(ColumnRef one, ColumnRef other)
    {
        var reached = new List<ColumnRef> { one };
        for (var i = 0; i < reached.Count; i++)
        {
            if (Same(reached[i], other) || (FixedTo(reached[i].Source, reached[i].Column) is { } value && value.Equals(FixedTo(other.Source, other.Column))))
                return true;
            foreach (var pair in pairs)
            {
                if (Same(pair.Left, reached[i]))
                    AddNew(reached, pair.Right);
                else if (Same(pair.Right, reached[i]))
                    AddNew(reached, pair.Left);
            }
        }

        return false;
    }

    private static void AddNew(List<ColumnRef> reached, ColumnRef column)
    {
        foreach (var known in reached)
        {
            if (Same(known, column))
                return;
        }

        reached.Add(column);
    }

    /// <summary>Whether a source has at most one row for each row of the others: a unique key of it is fixed or joined.</summary>
    public bool IsAtMostOne(int source, Table table)
    {
        if (table.PrimaryKey is { } primary && Covers(source, primary.Columns))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (Covers(source, key.Columns))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            // A filter leaves out rows that the comparison leaves out too, most often those with NULL.
            if (index.IsUnique && Covers(source, Names(index)))
                return true;
        }

        return false;
    }

    private static EquatableArray<string> Names(TableIndex index)
    {
        var names = new List<string>(index.Columns.Count);
        foreach (var column in index.Columns)
            names.Add(column.Column);
        return names;
    }

    private bool Covers(int source, EquatableArray<string> columns)
    {
        foreach (var column in columns)
        {
            if (FixedTo(source, column) is null && !IsJoined(source, column))
                return false;
        }

        return columns.Count > 0;
    }

    private bool IsJoined(int source, string column)
    {
        foreach (var pair in pairs)
        {
            if (pair.Of(source) is { } joined && Same(joined, column))
                return true;
        }

        return false;
    }

    /// <summary>Whether any condition, of whatever form, names the source together with another.</summary>
    public static bool IsTied(Query query, int source)
    {
        if (query.Sources[source].Navigation.Length > 0 || Ties(query.Filter, source, 0))
            return true;
        foreach (var optional in query.OptionalFilters)
        {
            if (Ties(optional, source, 0))
                return true;
        }

        foreach (var each in query.Sources)
        {
            if (Ties(each.On, source, 0) || (each.Parent == source && each.Join is JoinKind.Semi or JoinKind.Anti or JoinKind.Apply))
                return true;
        }

        return false;
    }

    private static bool Ties(Predicate predicate, int source, int depth)
    {
        switch (predicate)
        {
            case Comparison { Value: ColumnOperand other } comparison:
                return comparison.Column.Source == source != (other.Column.Source == source);
            case FunctionComparison { Value: ColumnOperand other } function:
                return function.Column.Source == source != (other.Column.Source == source);
            case OpaquePredicate opaque:
                var here = false;
                var elsewhere = false;
                foreach (var column in opaque.Columns)
                {
                    here |= column.Source == source;
                    elsewhere |= column.Source != source;
                }

                return here && elsewhere;
            case UnknownPredicate or ExistsPredicate or Not:
                return true;
            case AllOf all when depth < 20:
                return AnyTies(all.Operands, source, depth);
            case AnyOf any when depth < 20:
                return AnyTies(any.Operands, source, depth);
            default:
                return depth >= 20;
        }
    }

    private static bool AnyTies(EquatableArray<Predicate> operands, int source, int depth)
    {
        foreach (var operand in operands)
        {
            if (Ties(operand, source, depth + 1))
                return true;
        }

        return false;
    }

    private static bool Same(ColumnRef left, ColumnRef right) => left.Source == right.Source && Same(left.Column, right.Column);

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
