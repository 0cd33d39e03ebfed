using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>What one access path does for one shape.</summary>
/// <param name="Used">The conditions that limit what is read of the index, in key order.</param>
internal sealed record PathUse(AccessPath Path, EquatableArray<Atom> Used)
{
    /// <summary>The rows come in the order asked for.</summary>
    public bool ServesSort { get; init; }

    /// <summary>The path is unique and all of its key is bound.</summary>
    public bool IsOneRow { get; init; }

    /// <summary>Whether the index can be used is not certain: its filter or its collation is not known.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>What to take for granted when a path is judged: to find out what stands in its way.</summary>
[Flags]
internal enum Assume : byte
{
    Nothing = 0,

    /// <summary>Parameters have the values that the filter asks for.</summary>
    Parameters = 1,

    /// <summary>Any text index serves a text's beginning.</summary>
    Prefixes = 2,

    /// <summary>Filters do not matter.</summary>
    Filters = 4,
}

/// <summary>
/// Prefix coverage: equality on leading key columns, then one interval, limit what is read of an index; later columns are only checked inside it.
/// </summary>
internal sealed class PrefixCoverage(Store store, Assume assume = Assume.Nothing)
{
    /// <summary>What <paramref name="path"/> does for <paramref name="shape"/>; null when the engine cannot use it at all.</summary>
    public PathUse? Serve(AccessPath path, SourceShape shape, EquatableArray<SortKey> sort)
    {
        var uncertain = path.Index is { Method.IsUnknown: true };
        if (path.IsFiltered && (assume & Assume.Filters) == 0)
        {
            switch (FilterImplication.Of(path.Index!, shape, out _))
            {
                case Implication.No:
                    return null;
                case Implication.ByParameter when (assume & Assume.Parameters) == 0:
                    if (!KnowsParameters(store))
                        return null;
                    uncertain = true;
                    break;
                case Implication.Unknown:
                    uncertain = true;
                    break;
            }
        }

        var used = EquatableArray<Atom>.Empty;
        var hasRange = false;
        foreach (var key in path.Keys)
        {
            if (AtomOn(key, path, shape, ref uncertain) is not { } atom || (path.IsHash && atom.Kind is not (AtomKind.Equal or AtomKind.Join)))
                break;
            used = used.Add(atom);
            hasRange = atom.Kind == AtomKind.Range;
            if (hasRange || key.PrefixLength is not null)
                break;
        }

        return new PathUse(path, used)
        {
            ServesSort = !path.IsHash && ServesSort(path, shape, sort),
            IsOneRow = path.IsUnique && IsFullyBound(path, used),
            IsUncertain = uncertain,
        };
    }

    /// <summary>
    /// Whether plans are made when the values of parameters are known, so that a filtered index may match after all. An engine that is not known might.
    /// </summary>
    internal static bool KnowsParameters(Store store) => store.MayBe(Store.PostgreSql | Store.Sqlite);

    private Atom? AtomOn(IndexColumn key, AccessPath path, SourceShape shape, ref bool uncertain)
    {
        if (key.Expression is not null)
        {
            // An index on an expression over a column that the query wraps in a function: it was made for something like this.
            foreach (var function in shape.Functions)
            {
                if (key.Expression.IndexOf(function.Column.Column, StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    uncertain = true;
                    return new Atom(function.Column.Column, KindOf(function.Operator), function.Value, function) { IsVague = true };
                }
            }

            return null;
        }

        if (ComputedFrom(key.Column, shape) is { } computed)
        {
            uncertain = true;
            return computed;
        }

        var atom = shape.AtomOn(key.Column);
        if (atom is null)
            return null;
        // Oracle stores no row in an index of one column when that column has no value.
        if (atom.Kind == AtomKind.IsNull && path.Keys.Count == 1 && (store & Store.Oracle) != 0)
            return null;
        return atom.IsPrefix && (assume & Assume.Prefixes) == 0 && !ServesPrefix(key, shape.Table.FindColumn(key.Column)) ? null : atom;
    }

    private static AtomKind KindOf(Comparator comparator) => comparator switch
    {
        Comparator.Equal => AtomKind.Equal,
        Comparator.In => AtomKind.In,
        _ => AtomKind.Range,
    };

    /// <summary>A function over a column may be what a computed column stores.</summary>
    private static Atom? ComputedFrom(string key, SourceShape shape)
    {
        if (shape.Functions.Count == 0 || shape.Table.FindColumn(key) is not { ComputedSql.IsAbsent: false } column || shape.AtomOn(key) is not null)
            return null;
        foreach (var function in shape.Functions)
        {
            if (column.ComputedSql.IsUnknown || column.ComputedSql.Value!.IndexOf(function.Column.Column, StringComparison.OrdinalIgnoreCase) >= 0)
                return new Atom(key, KindOf(function.Operator), function.Value, function) { IsVague = true };
        }

        return null;
    }

    /// <summary>Whether an index key serves LIKE 'x%' on every engine the code may run on.</summary>
    internal bool ServesPrefix(IndexColumn key, Column? column)
    {
        var collation = key.Collation ?? (column is { Collation.IsKnown: true } ? column.Collation.Value : null);
        if ((store & Store.PostgreSql) != 0)
        {
            var bytewise = collation is "C" or "POSIX" or "C.UTF-8" or "C.utf8" or "ucs_basic";
            if (!bytewise && key.OperatorClass?.EndsWith("_pattern_ops", StringComparison.Ordinal) != true && column?.Collation.IsUnknown != true)
                return false;
        }

        return (store & Store.Sqlite) == 0 || string.Equals(collation, "NOCASE", StringComparison.OrdinalIgnoreCase) || column?.Collation.IsUnknown == true;
    }

    private static bool IsFullyBound(AccessPath path, EquatableArray<Atom> used)
    {
        if (used.Count < path.DeclaredKeys)
            return false;
        for (var i = 0; i < path.DeclaredKeys; i++)
        {
            if (used[i].Kind is not (AtomKind.Equal or AtomKind.Join or AtomKind.IsNull) || path.Keys[i].PrefixLength is not null)
                return false;
        }

        return true;
    }

    /// <summary>
    /// The order asked for has to be that of the index after what is bound to one value is dropped from both, all in one direction or all in the other. A list or an
    /// interval before the first sort column breaks the order, unless it is on that column. A primary key at the end only makes the order total: PostgreSQL (Incremental
    /// Sort) and SQLite (RIGHT PART OF ORDER BY) sort just the rows that are equal before it, and stop at the limit.
    /// </summary>
    private bool ServesSort(AccessPath path, SourceShape shape, EquatableArray<SortKey> sort)
    {
        var wanted = Unbound(sort, shape);
        if (wanted.Count == 0)
            return true;
        var next = 0;
        bool? reversed = null;
        for (var i = 0; i < path.Keys.Count; i++)
        {
            // All of a unique key is in order: what comes after it changes nothing.
            if (path.IsUnique && i == path.DeclaredKeys)
                return true;
            var key = path.Keys[i];
            if (key.Expression is not null || key.PrefixLength is not null)
                return false;
            var isNext = wanted[next].Column is { } column && column.Source == shape.Index && string.Equals(column.Column, key.Column, StringComparison.OrdinalIgnoreCase);
            if (!isNext)
            {
                // A key bound to one value may stand anywhere; any other breaks the order.
                if (IsBoundToOne(shape.AtomOn(key.Column)))
                    continue;
                return IsTiebreaker(wanted, next, shape);
            }

            var opposite = wanted[next].IsDescending != key.IsDescending;
            if (reversed is { } direction && direction != opposite)
                return i >= path.DeclaredKeys && IsTiebreaker(wanted, next, shape);
            reversed = opposite;
            if (++next == wanted.Count)
                return true;
        }

        return path.IsUnique || IsTiebreaker(wanted, next, shape);
    }

    /// <summary>Whether what is left of an order that an index begins is the primary key, on engines that finish such an order as they go.</summary>
    private bool IsTiebreaker(List<SortKey> wanted, int next, SourceShape shape)
    {
        if (next == 0 || !store.IsOnly(Store.PostgreSql | Store.Sqlite) || shape.Table.PrimaryKey is not { } key)
            return false;
        for (var i = next; i < wanted.Count; i++)
        {
            if (wanted[i].Column is not { } column || column.Source != shape.Index || !Has(key.Columns, column.Column))
                return false;
        }

        return true;
    }

    private static bool Has(EquatableArray<string> columns, string name)
    {
        foreach (var column in columns)
        {
            if (string.Equals(column, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The sort keys that are not bound to one value.</summary>
    public static List<SortKey> Unbound(EquatableArray<SortKey> sort, SourceShape shape)
    {
        var unbound = new List<SortKey>();
        foreach (var key in sort)
        {
            if (key.Column is not { } column || column.Source != shape.Index || !IsBoundToOne(shape.AtomOn(column.Column)))
                unbound.Add(key);
        }

        return unbound;
    }

    private static bool IsBoundToOne(Atom? atom) => atom is { Kind: AtomKind.Equal or AtomKind.IsNull };
}
