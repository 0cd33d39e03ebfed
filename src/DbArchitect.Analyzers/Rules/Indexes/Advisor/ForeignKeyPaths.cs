using System;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>How the rows that refer to a principal row can be found.</summary>
internal enum ForeignKeyCoverage : byte
{
    /// <summary>No index starts with the foreign key.</summary>
    None,

    /// <summary>Only an index that is filtered, or of a kind that serves no equality.</summary>
    Partial,

    /// <summary>By an index or key, or it is not certain that there is none.</summary>
    Full,
}

/// <summary>Finds what serves a foreign key.</summary>
internal static class ForeignKeyPaths
{
    /// <summary>The coverage, and for a partial one the index that gives it.</summary>
    public static (ForeignKeyCoverage Coverage, TableIndex? Index) Of(Table table, ForeignKey key)
    {
        if (key.Columns.IsEmpty)
            return (ForeignKeyCoverage.Full, null);
        if (table.PrimaryKey is { } primary && IndexComparison.AsIndex(primary).LeadsWith(key.Columns))
            return (ForeignKeyCoverage.Full, null);
        foreach (var unique in table.UniqueKeys)
        {
            if (IndexComparison.AsIndex(unique).LeadsWith(key.Columns))
                return (ForeignKeyCoverage.Full, null);
        }

        TableIndex? partial = null;
        foreach (var index in table.Indexes)
        {
            if (!index.LeadsWith(key.Columns))
                continue;
            if (Serves(index, key))
                return (ForeignKeyCoverage.Full, null);
            partial ??= index;
        }

        return (partial is null ? ForeignKeyCoverage.None : ForeignKeyCoverage.Partial, partial);
    }

    /// <summary>Whether the engine itself looks for dependent rows when a principal row goes, or locks the table without an index (Oracle).</summary>
    public static bool IsCostly(ForeignKey key, Store store) =>
        key.OnDelete is ReferentialAction.Cascade or ReferentialAction.SetNull || (store & Store.Oracle) != 0;

    private static bool Serves(TableIndex index, ForeignKey key)
    {
        var isHash = index.Method is { IsKnown: true, Value: "hash" } && key.Columns.Count == 1;
        if (!index.IsBTree && !index.Method.IsUnknown && !isHash)
            return false;
        if (index.Filter.IsAbsent)
            return true;
        if (index.FilterPredicate is not { } filter)
            return true;
        // A row that refers to another has a value in every column of the key.
        foreach (var conjunct in Conjuncts.Of(filter))
        {
            if (conjunct is not Comparison { Operator: Comparator.IsNotNull } comparison || !Contains(key.Columns, comparison.Column.Column))
                return false;
        }

        return true;
    }

    private static bool Contains(EquatableArray<string> columns, string column)
    {
        foreach (var candidate in columns)
        {
            if (string.Equals(candidate, column, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
