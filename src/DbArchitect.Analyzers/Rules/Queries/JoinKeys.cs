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

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
