using System;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Whether one index does what another does.</summary>
internal static class IndexComparison
{
    /// <summary>Whether the declaration stands in code or in a script of the project: neither a convention nor a step of history.</summary>
    public static bool IsDeclaredHere(TableIndex index) =>
        !index.IsConvention && index.Origin.IsOwn && index.Origin.Kind is OriginKind.Attribute or OriginKind.Fluent or OriginKind.Member or OriginKind.File;

    /// <summary>Whether the first <paramref name="count"/> keys are the same columns in the same order, direction, operator class and collation.</summary>
    public static bool HaveSameKeys(EquatableArray<IndexColumn> a, EquatableArray<IndexColumn> b, int count)
    {
        if (a.Count < count || b.Count < count)
            return false;
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (a[i], b[i]);
            if (!Same(x.Column, y.Column) || x.IsDescending != y.IsDescending || x.Expression != y.Expression || x.PrefixLength != y.PrefixLength
                || !Same(x.OperatorClass, y.OperatorClass) || !Same(x.Collation, y.Collation))
                return false;
        }

        return true;
    }

    /// <summary>Whether both hold the same rows in the same kind of structure; false when that is not certain.</summary>
    public static bool HaveSameRows(TableIndex a, TableIndex b) =>
        !a.Filter.IsUnknown && !b.Filter.IsUnknown && !a.Method.IsUnknown && !b.Method.IsUnknown
        && string.Equals(a.Filter.Value?.Trim(), b.Filter.Value?.Trim(), StringComparison.OrdinalIgnoreCase) && MethodOf(a) == MethodOf(b);

    /// <summary>Whether what <paramref name="a"/> includes is in <paramref name="b"/>, as included column or key.</summary>
    public static bool IncludesNoMore(TableIndex a, TableIndex b)
    {
        foreach (var column in a.Included)
        {
            var found = false;
            foreach (var other in b.Included)
                found |= Same(column, other);
            foreach (var key in b.Columns)
                found |= Same(column, key.Column);
            if (!found)
                return false;
        }

        return true;
    }

    /// <summary>A key as an index without filter: ascending, unique.</summary>
    public static TableIndex AsIndex(Key key)
    {
        var columns = new IndexColumn[key.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new IndexColumn(key.Columns[i]);
        return new TableIndex(key.Name, columns) { IsUnique = true, Origin = key.Origin };
    }

    private static string MethodOf(TableIndex index) => index.Method.Value ?? "btree";

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
