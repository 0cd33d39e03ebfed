using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>A way into a table: its primary key, a unique key, a declared index, or one that the engine makes.</summary>
/// <param name="Keys">The key columns, in order.</param>
internal sealed record AccessPath(EquatableArray<IndexColumn> Keys)
{
    /// <summary>A table is of one schema: its paths are asked for by every query of it.</summary>
    private static readonly ConditionalWeakTable<Table, PathsOfTable> Known = new();

    public bool IsPrimaryKey { get; init; }

    public bool IsUnique { get; init; }

    /// <summary>The declared index; null for a key.</summary>
    public TableIndex? Index { get; init; }

    /// <summary>The engine ends every index with the primary key: how many of <see cref="Keys"/>, at the end, are that.</summary>
    public int ImplicitKeys { get; init; }

    /// <summary>Serves equality on its one column and nothing else.</summary>
    public bool IsHash { get; init; }

    public int DeclaredKeys => Keys.Count - ImplicitKeys;

    public bool IsFiltered => Index is { Filter.IsAbsent: false };

    /// <summary>The paths of a table that serve equality, order and intervals: GIN, full-text and their like are not among them.</summary>
    public static AccessPath[] Of(Table table, Store store) =>
        Known.TryGetValue(table, out var known) && known.Store == store ? known.Paths : Read(table, store);

    private static AccessPath[] Read(Table table, Store store)
    {
        var paths = new List<AccessPath>();
        if (table.PrimaryKey is { } primary)
            paths.Add(new AccessPath(KeysOf(primary)) { IsPrimaryKey = true, IsUnique = true });
        foreach (var key in table.UniqueKeys)
            paths.Add(WithTail(new AccessPath(KeysOf(key)) { IsUnique = true }, table, store));
        foreach (var index in table.Indexes)
        {
            var isHash = index.Method is { IsKnown: true, Value: "hash" };
            if (index.IsBTree || index.Method.IsUnknown || isHash)
            {
                var path = new AccessPath(index.Columns) { IsUnique = index.IsUnique, Index = index, IsHash = isHash };
                paths.Add(isHash ? path : WithTail(path, table, store));
            }
        }

        if (store.IndexesForeignKeys())
        {
            foreach (var key in table.ForeignKeys)
                paths.Add(new AccessPath(KeysOf(new Key(key.Name, key.Columns))));
        }

        var read = paths.ToArray();
        Known.GetValue(table, _ => new PathsOfTable(store, read));
        return read;
    }

    private static List<IndexColumn> KeysOf(Key key)
    {
        var columns = new List<IndexColumn>();
        foreach (var column in key.Columns)
            columns.Add(new IndexColumn(column));
        return columns;
    }

    private static AccessPath WithTail(AccessPath path, Table table, Store store)
    {
        if (!EndsWithPrimaryKey(table, store))
            return path;
        var keys = new List<IndexColumn>(path.Keys);
        foreach (var column in table.PrimaryKey!.Columns)
        {
            var has = false;
            foreach (var key in path.Keys)
                has |= string.Equals(key.Column, column, System.StringComparison.OrdinalIgnoreCase);
            if (!has)
                keys.Add(new IndexColumn(column));
        }

        return path with { Keys = keys, ImplicitKeys = keys.Count - path.Keys.Count };
    }

    /// <summary>Whether every secondary index of the table ends with its primary key, on every engine that the code may run on.</summary>
    internal static bool EndsWithPrimaryKey(Table table, Store store)
    {
        if (table.PrimaryKey is not { } primary || primary.IsClustered == false || !store.SecondaryIndexesEndWithPrimaryKey())
            return false;
        // SQLite ends an index with the row id, which only a single integer key is.
        return (store & Store.Sqlite) == 0 || (primary.Columns.Count == 1 && table.FindColumn(primary.Columns[0]) is { Kind: ValueKind.Integer });
    }

    private sealed class PathsOfTable(Store store, AccessPath[] paths)
    {
        public Store Store { get; } = store;

        public AccessPath[] Paths { get; } = paths;
    }
}
