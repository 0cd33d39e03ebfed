using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Two tables of a query, by which columns it joins them, and by which the model says they belong together.</summary>
internal sealed class JoinedTables
{
    private readonly List<ColumnPair> between = [];
    private readonly JoinKeys keys;
    private readonly Table table;
    private readonly Table otherTable;

    /// <param name="keys">What the query compares.</param>
    /// <param name="source">The index of one source, whose columns are the left ones.</param>
    /// <param name="table">Its table.</param>
    /// <param name="other">The index of the source before it.</param>
    /// <param name="otherTable">The table of that.</param>
    public JoinedTables(JoinKeys keys, int source, Table table, int other, Table otherTable)
    {
        this.keys = keys;
        this.table = table;
        this.otherTable = otherTable;
        Source = source;
        Other = other;
        foreach (var pair in keys.Pairs)
        {
            if (pair.Left.Source == source && pair.Right.Source == other)
                between.Add(pair);
            else if (pair.Left.Source == other && pair.Right.Source == source)
                between.Add(new ColumnPair(pair.Right, pair.Left));
        }
    }

    public int Source { get; }

    public int Other { get; }

    /// <summary>No column of one is compared with a column of the other.</summary>
    public bool IsUncompared => between.Count == 0;

    /// <summary>A foreign key between the two, of whichever.</summary>
    public static ForeignKey? KeyBetween(Table one, Table other)
    {
        foreach (var (key, _) in KeysBetween(one, other))
            return key;
        return null;
    }

    private static IEnumerable<(ForeignKey Key, bool IsReversed)> KeysBetween(Table one, Table other)
    {
        foreach (var key in one.ForeignKeys)
        {
            if (key.Principal == other.Name)
                yield return (key, false);
        }

        foreach (var key in other.ForeignKeys)
        {
            if (key.Principal == one.Name)
                yield return (key, true);
        }
    }

    /// <summary>A foreign key between the two is compared whole.</summary>
    public bool FollowsKey()
    {
        foreach (var (key, isReversed) in KeysBetween(table, otherTable))
        {
            if (Missing(key, isReversed).Count == 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// A column of a composite foreign key that is not compared although others of it are; null when there is none. Of several keys between the tables the one that is
    /// compared most is meant.
    /// </summary>
    public string? MissingOfKey()
    {
        List<string>? fewest = null;
        foreach (var (key, isReversed) in KeysBetween(table, otherTable))
        {
            if (key.Columns.Count > 1 && Missing(key, isReversed) is var missing && missing.Count < key.Columns.Count && (fewest is null || missing.Count < fewest.Count))
                fewest = missing;
        }

        return fewest?[0];
    }

    /// <summary>The foreign key's columns that the query does not make equal to what they refer to.</summary>
    private List<string> Missing(ForeignKey key, bool isReversed)
    {
        var missing = new List<string>();
        for (var i = 0; i < key.Columns.Count && i < key.PrincipalColumns.Count; i++)
        {
            var mine = isReversed ? key.PrincipalColumns[i] : key.Columns[i];
            var theirs = isReversed ? key.Columns[i] : key.PrincipalColumns[i];
            if (!keys.AreEqual(new ColumnRef(Source, mine), new ColumnRef(Other, theirs)))
                missing.Add(key.Columns[i]);
        }

        return missing;
    }

    /// <summary>Why the only pair of columns that is compared cannot be meant; null when it may be.</summary>
    public string? WhyWrong()
    {
        if (between is not [var pair])
            return null;
        var mine = pair.Left.Column;
        var theirs = pair.Right.Column;
        if (IsKey(table, mine) && IsKey(otherTable, theirs))
        {
            // Keys of one value on both sides are what one-to-one relationships and hierarchies share.
            return KeyBetween(table, otherTable) is { } key && !IsShared(table) && !IsShared(otherTable)
                ? $"compares their primary keys, which have nothing to do with each other. Join by the foreign key ({string.Join(", ", key.Columns)})"
                : null;
        }

        if (IsKey(table, mine) && Reference(otherTable, theirs) is { } elsewhere)
            return Elsewhere(theirs, elsewhere, table);
        return IsKey(otherTable, theirs) && Reference(table, mine) is { } target ? Elsewhere(mine, target, otherTable) : null;
    }

    private static string? Elsewhere(string column, ForeignKey reference, Table joined)
    {
        if (reference.Principal == joined.Name || IsShared(joined))
            return null;
        return $"compares {column} with the primary key of {joined.Name.Name}, but {column} refers to {reference.Principal.Name}";
    }

    private static bool IsKey(Table table, string column) => table.PrimaryKey is { Columns: [var only] } && JoinKeys.Same(only, column);

    /// <summary>The primary key is a foreign key too: one to one, or a table of a hierarchy.</summary>
    private static bool IsShared(Table table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Columns is [var only] && IsKey(table, only))
                return true;
        }

        return false;
    }

    private static bool Has(EquatableArray<string> names, string name)
    {
        foreach (var each in names)
        {
            if (JoinKeys.Same(each, name))
                return true;
        }

        return false;
    }

    /// <summary>The only foreign key that a column is, by itself.</summary>
    private static ForeignKey? Reference(Table table, string column)
    {
        ForeignKey? found = null;
        foreach (var key in table.ForeignKeys)
        {
            if (!Has(key.Columns, column))
                continue;
            if (found is not null || key.Columns.Count > 1)
                return null;
            found = key;
        }

        return found;
    }
}
