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
            var parts = new string[Columns.Count];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = Columns[i].Condition.Length == 0 ? Columns[i].Column : Columns[i].Column + " " + Columns[i].Condition;
            return string.Join(", ", parts);
        }
    }

    /// <summary>The first condition that was written in the query, to report at.</summary>
    public Origin Origin
    {
        get
        {
            foreach (var column in Columns)
            {
                if (column.Atom is { Origin: { IsInSource: true } origin })
                    return origin;
            }

            return Origin.None;
        }
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
