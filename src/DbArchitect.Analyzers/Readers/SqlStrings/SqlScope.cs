using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The tables that names in one query can refer to, and those of the queries around it.</summary>
internal sealed class SqlScope(SqlScope? outer)
{
    private readonly List<Entry> entries = [];
    private readonly HashSet<string> queries = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> outputs = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Syntax.SqlQuery> mergeable = new(StringComparer.OrdinalIgnoreCase);

    private readonly record struct Entry(string Alias, string Table, int Source, Table? Definition, bool HasKnownColumns, Merged? Merged = null);

    /// <summary>A query that was merged: the columns that it names, and with a star all others of its tables.</summary>
    private sealed class Merged(SqlScope inner, Dictionary<string, ColumnRef?> columns, bool hasStar)
    {
        public bool Names(string column) => columns.ContainsKey(column);

        public bool MayHaveMore => hasStar && inner.HasUnknownColumns;

        public ColumnRef? Find(string column) =>
            columns.TryGetValue(column, out var named) ? named : hasStar ? inner.ResolveOwn(column) : null;
    }

    public SqlScope? Outer { get; } = outer;

    /// <summary>The query is read by itself: to it, the columns of those around it are values, and no columns of its tables.</summary>
    public bool IsOfAnotherQuery { get; init; }

    private SqlScope? OuterOfQuery => IsOfAnotherQuery ? null : Outer;

    /// <summary>Names a common table expression, which hides a table of that name.</summary>
    public void AddQuery(string name) => queries.Add(name);

    /// <summary>Names a common table expression that is merged where it is used.</summary>
    public void AddMergeable(string name, Syntax.SqlQuery query) => mergeable[name] = query;

    public Syntax.SqlQuery? FindMergeable(string name) =>
        mergeable.TryGetValue(name, out var query) ? query : queries.Contains(name) ? null : Outer?.FindMergeable(name);

    /// <summary>Adds what a merged query is called, and its columns.</summary>
    public void AddMerged(string alias, int source, SqlScope inner, Dictionary<string, ColumnRef?> columns, bool hasStar) =>
        entries.Add(new Entry(alias, alias, source, null, false, new Merged(inner, columns, hasStar)));

    public bool IsQuery(string name) => queries.Contains(name) || Outer?.IsQuery(name) == true;

    /// <summary>Names a column of the result, which some engines let the conditions use.</summary>
    public void AddOutput(string alias) => outputs.Add(alias);

    /// <param name="definition">The table in the schema; null when it is not known there.</param>
    public void Add(string alias, string table, int source, Table? definition) =>
        entries.Add(new Entry(alias, table, source, definition, definition is not null && definition.Knows(TableAspects.Columns)));

    /// <summary>The source that an alias or table name means, from the innermost query outward; -1 when none does.</summary>
    public int FindSource(string name)
    {
        foreach (var entry in entries)
        {
            if (string.Equals(entry.Alias.Length > 0 ? entry.Alias : entry.Table, name, StringComparison.OrdinalIgnoreCase))
                return entry.Source;
        }

        return OuterOfQuery?.FindSource(name) ?? -1;
    }

    /// <summary>The tables of this query that <c>*</c>, or <c>alias.*</c>, stands for.</summary>
    public IEnumerable<(int Source, Table? Definition)> TablesOf(string qualifier)
    {
        foreach (var entry in entries)
        {
            if (qualifier.Length == 0 || string.Equals(entry.Alias.Length > 0 ? entry.Alias : entry.Table, qualifier, StringComparison.OrdinalIgnoreCase))
                yield return (entry.Source, entry.HasKnownColumns ? entry.Definition : null);
        }
    }

    /// <summary>The column that a name means; null when that cannot be told.</summary>
    public ColumnRef? Resolve(Syntax.ColumnReference reference)
    {
        var column = reference.Column;
        if (column.HasHole || column.IsEmpty)
            return null;
        return reference.Name.Count == 1 ? ResolveBare(column.Text) : ResolveQualified(reference.Qualifier.Text ?? "", column.Text);
    }

    /// <summary>The column that a name means among the tables of this query alone; null when that cannot be told, or it is a column of a query around it.</summary>
    public ColumnRef? ResolveHere(Syntax.ColumnReference reference)
    {
        var column = reference.Column;
        if (column.HasHole || column.IsEmpty)
            return null;
        return reference.Name.Count == 1 ? ResolveOwn(column.Text) : ResolveQualified(reference.Qualifier.Text ?? "", column.Text, withOuter: false);
    }

    /// <summary>The table that a qualified name says the column is of, when that table's columns are known and it is none of them.</summary>
    public Table? TableWithout(Syntax.ColumnReference reference)
    {
        if (reference.Name.Count != 2 || reference.Name.HasHole)
            return null;
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            foreach (var entry in scope.entries)
            {
                if (reference.Qualifier.Is(entry.Alias.Length > 0 ? entry.Alias : entry.Table))
                    return entry.HasKnownColumns && !entry.Definition!.HasColumn(reference.Column.Text) ? entry.Definition : null;
            }
        }

        return null;
    }

    /// <summary>The only table of the query, when all columns that a bare name could mean are known and it is none of them.</summary>
    public Table? OnlyTableWithout(string column)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.outputs.Contains(column))
                return null;
            foreach (var entry in scope.entries)
            {
                // The name of a table alone is its whole row.
                if (!entry.HasKnownColumns || entry.Definition!.HasColumn(column) || scope.FindSource(column) >= 0)
                    return null;
            }
        }

        return entries.Count == 1 ? entries[0].Definition : null;
    }

    private ColumnRef? ResolveQualified(string qualifier, string column, bool withOuter = true)
    {
        foreach (var entry in entries)
        {
            if (string.Equals(entry.Alias.Length > 0 ? entry.Alias : entry.Table, qualifier, StringComparison.OrdinalIgnoreCase))
                return entry.Merged is { } merged ? merged.Find(column) : new ColumnRef(entry.Source, entry.Definition?.FindColumn(column)?.Name ?? column);
        }

        return withOuter ? OuterOfQuery?.ResolveQualified(qualifier, column) : null;
    }

    /// <summary>
    /// A bare name belongs to the one table that has it. Where a table's columns are not known it could be any's: then only a query of one table is certain.
    /// </summary>
    private ColumnRef? ResolveBare(string column)
    {
        ColumnRef? found = null;
        var unknown = 0;
        foreach (var entry in entries)
        {
            if (entry.Merged is { } merged)
            {
                if (merged.Find(column) is { } inside)
                {
                    if (found is not null)
                        return null;
                    found = inside;
                }
                else if (merged.Names(column))
                {
                    return null;
                }
                else if (merged.MayHaveMore)
                {
                    unknown++;
                }
            }
            else if (entry.Definition?.FindColumn(column) is { } known)
            {
                if (found is not null)
                    return null;
                found = new ColumnRef(entry.Source, known.Name);
            }
            else if (!entry.HasKnownColumns)
            {
                unknown++;
            }
        }

        if (found is not null)
            return unknown == 0 || entries.Count == 1 ? found : null;
        if (entries.Count == 1 && unknown == 1 && entries[0].Merged is null)
            return new ColumnRef(entries[0].Source, column);
        return unknown == 0 ? OuterOfQuery?.ResolveBare(column) : null;
    }

    private bool HasUnknownColumns
    {
        get
        {
            foreach (var entry in entries)
            {
                if (entry.Merged?.MayHaveMore ?? !entry.HasKnownColumns)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The column of a bare name among the tables of this query alone.</summary>
    private ColumnRef? ResolveOwn(string column)
    {
        ColumnRef? found = null;
        foreach (var entry in entries)
        {
            var one = entry.Merged is { } merged ? merged.Find(column)
                : entry.Definition?.FindColumn(column) is { } known ? new ColumnRef(entry.Source, known.Name)
                : entries.Count == 1 && !entry.HasKnownColumns ? new ColumnRef(entry.Source, column) : null;
            if (one is null)
                continue;
            if (found is not null)
                return null;
            found = one;
        }

        return found;
    }
}
