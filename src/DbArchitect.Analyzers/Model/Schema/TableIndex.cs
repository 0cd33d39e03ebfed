using System;

namespace DbArchitect.Analyzers.Model;

/// <summary>A key column of an index.</summary>
/// <param name="Column">The column's name; empty when the key is an expression.</param>
internal sealed record IndexColumn(string Column, bool IsDescending = false)
{
    /// <summary>The expression's SQL when the key is not a plain column.</summary>
    public string? Expression { get; init; }

    /// <summary>PostgreSQL operator class, for example <c>text_pattern_ops</c>.</summary>
    public string? OperatorClass { get; init; }

    public string? Collation { get; init; }

    /// <summary>MySQL prefix length, in characters.</summary>
    public int? PrefixLength { get; init; }

    public override string ToString() => (Expression ?? Column) + (IsDescending ? " desc" : "");
}

/// <summary>An index, unique or not. (Not <c>Index</c>, which is System.Index.)</summary>
internal sealed record TableIndex(string Name, EquatableArray<IndexColumn> Columns)
{
    public bool IsUnique { get; init; }

    /// <summary>The WHERE of a filtered (partial) index, as SQL.</summary>
    public Fact<string> Filter { get; init; } = Fact<string>.Absent;

    /// <summary>The filter as a predicate over this table's columns (source 0); null when there is none or it could not be read.</summary>
    public Predicate? FilterPredicate { get; init; }

    /// <summary>The access method (<c>gin</c>, <c>hash</c>, <c>fulltext</c> …) in lower case; absent means the engine's B-tree.</summary>
    public Fact<string> Method { get; init; } = Fact<string>.Absent;

    public EquatableArray<string> Included { get; init; }

    /// <summary>Made by EF's foreign key convention: goes away when another index covers it.</summary>
    public bool IsConvention { get; init; }

    /// <summary>The name given in the model (HasIndex(…, "name")), which makes it a different index from an unnamed one; null for unnamed.</summary>
    public string? ModelName { get; init; }

    /// <summary>The entity that declares it, as metadata name; empty for an index that only the database has.</summary>
    public string Entity { get; init; } = "";

    public Origin Origin { get; init; }

    public bool IsBTree => Method.IsAbsent || Method is { IsKnown: true, Value: "btree" };

    /// <summary>Whether the first key columns are <paramref name="columns"/> in any order, ignoring filter and method.</summary>
    public bool LeadsWith(EquatableArray<string> columns)
    {
        if (columns.IsEmpty || Columns.Count < columns.Count)
            return false;
        foreach (var column in columns)
        {
            var found = false;
            for (var i = 0; i < columns.Count; i++)
                found |= string.Equals(Columns[i].Column, column, StringComparison.OrdinalIgnoreCase);
            if (!found)
                return false;
        }

        return true;
    }
}
