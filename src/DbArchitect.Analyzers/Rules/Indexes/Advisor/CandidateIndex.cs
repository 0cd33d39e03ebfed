using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>A key column of an index that is proposed.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Condition">What the query does with it, for messages: <c>=</c>, <c>in</c>, <c>&gt;</c>, <c>desc</c>.</param>
internal sealed record CandidateColumn(string Column, string Condition)
{
    public Atom? Atom { get; init; }

    public bool IsSort { get; init; }

    public bool IsDescending { get; init; }

    public string OperatorClass { get; init; } = "";
}

/// <summary>The index that would serve a shape: equality, then the sort of a top-N query, then one interval.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The key, in order.</param>
internal sealed record CandidateIndex(Table Table, IReadOnlyList<CandidateColumn> Columns)
{
    /// <summary>The key also delivers the order asked for.</summary>
    public bool HasSort { get; init; }

    /// <summary>An existing index that the candidate takes the place of; null to add.</summary>
    public TableIndex? Replaced { get; init; }

    /// <summary>What the query alone would ask for, when other queries of the table have a part in this index: the conditions to tell of.</summary>
    public CandidateIndex Asked
    {
        get => asked ?? this;
        init => asked = value;
    }

    private readonly CandidateIndex? asked;

    /// <summary>Whether the key is another than the one that the query alone would ask for.</summary>
    public bool IsShared => asked is not null;

    /// <summary>How many columns at the beginning may stand in any order; null to tell from the columns.</summary>
    public int? Equalities { get; init; }

    public int EqualityCount
    {
        get
        {
            if (Equalities is { } known)
                return known;
            var count = 0;
            while (count < Columns.Count && Columns[count] is { IsSort: false, Atom.IsEquality: true })
                count++;
            return count;
        }
    }

    /// <summary>The names of the columns, for messages: <c>TenantId, CreatedAt desc</c>.</summary>
    public string Key
    {
        get
        {
            var parts = new string[Columns.Count];
            for (var i = 0; i < parts.Length; i++)
            {
                var column = Columns[i];
                parts[i] = column.Column + (column.IsDescending ? " desc" : "") + (column.OperatorClass.Length > 0 ? " " + column.OperatorClass : "");
            }

            return string.Join(", ", parts);
        }
    }

    /// <summary>What the query asks, for messages: <c>TenantId =, CreatedAt desc</c>.</summary>
    public string Conditions
    {
        get
        {
            var columns = Asked.Columns;
            var parts = new string[columns.Count];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = columns[i].Condition.Length == 0 ? columns[i].Column : columns[i].Column + " " + columns[i].Condition;
            return string.Join(", ", parts);
        }
    }

    /// <summary>The first condition that was written in the query, to report at.</summary>
    public Origin Origin
    {
        get
        {
            foreach (var column in Asked.Columns)
            {
                if (column.Atom is { Origin: { IsInSource: true } origin })
                    return origin;
            }

            return Origin.None;
        }
    }

    /// <summary>Whether both are the same index.</summary>
    public bool HasSameKey(CandidateIndex other)
    {
        if (Columns.Count != other.Columns.Count || Table.Name != other.Table.Name)
            return false;
        for (var i = 0; i < Columns.Count; i++)
        {
            var (mine, its) = (Columns[i], other.Columns[i]);
            if (mine.Column != its.Column || mine.IsDescending != its.IsDescending || mine.OperatorClass != its.OperatorClass)
                return false;
        }

        return true;
    }

    /// <summary>The table as if this index were declared.</summary>
    public Table Declare()
    {
        var indexes = new List<TableIndex>();
        foreach (var index in Table.Indexes)
        {
            if (!ReferenceEquals(index, Replaced))
                indexes.Add(index);
        }

        var columns = new List<IndexColumn>();
        foreach (var column in Columns)
            columns.Add(new IndexColumn(column.Column, column.IsDescending) { OperatorClass = column.OperatorClass.Length > 0 ? column.OperatorClass : null });
        indexes.Add(new TableIndex("", columns));
        return Table with { Indexes = indexes };
    }

    public bool Has(string column)
    {
        foreach (var key in Columns)
        {
            if (string.Equals(key.Column, column, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether the candidate starts with the keys of <paramref name="index"/>, in their order and direction.</summary>
    public bool Extends(TableIndex index)
    {
        if (index.Columns.Count >= Columns.Count)
            return false;
        for (var i = 0; i < index.Columns.Count; i++)
        {
            if (!string.Equals(index.Columns[i].Column, Columns[i].Column, StringComparison.OrdinalIgnoreCase) || index.Columns[i].IsDescending != Columns[i].IsDescending)
                return false;
        }

        return true;
    }

    /// <summary>Whether the candidate has the very columns of <paramref name="index"/>, in whatever order and direction.</summary>
    public bool Rearranges(TableIndex index)
    {
        if (index.Columns.Count != Columns.Count)
            return false;
        foreach (var key in index.Columns)
        {
            if (!Has(key.Column))
                return false;
        }

        return true;
    }
}
