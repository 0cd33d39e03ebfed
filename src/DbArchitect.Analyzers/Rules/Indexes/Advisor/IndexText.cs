using System.Text;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Keys and indexes as messages show them: <c>PK(Id), IX(CustomerId)</c>.</summary>
internal static class IndexText
{
    private const int MostListed = 12;

    /// <summary>Everything that is declared, so that a reader sees a false report at once.</summary>
    public static string Declared(Table table)
    {
        var parts = new List<string>();
        if (table.PrimaryKey is { } primary)
            parts.Add(Of(primary));
        foreach (var key in table.UniqueKeys)
            parts.Add(Of(key));
        foreach (var index in table.Indexes)
            parts.Add(Of(index));
        if (parts.Count == 0)
            return "none";
        if (parts.Count <= MostListed)
            return string.Join(", ", parts);
        return string.Join(", ", parts.GetRange(0, MostListed)) + " and " + (parts.Count - MostListed) + " more";
    }

    public static string Of(Key key) => (key.IsPrimary ? "PK(" : "AK(") + key.Columns + ")";

    public static string Of(TableIndex index)
    {
        var text = new StringBuilder(index.IsUnique ? "UX(" : "IX(");
        for (var i = 0; i < index.Columns.Count; i++)
            text.Append(i == 0 ? "" : ", ").Append(index.Columns[i]);
        text.Append(')');
        if (index.Method is { IsKnown: true, Value: not "btree" })
            text.Append(" using ").Append(index.Method.Value);
        if (index.Filter.IsKnown)
            text.Append(" where ").Append(OneLine(index.Filter.Value!));
        return text.ToString();
    }

    public static string Of(AccessPath path, Table table)
    {
        if (path.Index is { } index)
            return Of(index);
        if (path.IsPrimaryKey && table.PrimaryKey is { } primary)
            return Of(primary);
        var names = new List<string>();
        for (var i = 0; i < path.DeclaredKeys; i++)
            names.Add(path.Keys[i].ToString());
        return (path.IsUnique ? "AK(" : "IX(") + string.Join(", ", names) + ")";
    }

    /// <summary>Why a proposed index has more, or other, columns than the query alone would need.</summary>
    public static string Sharing(CandidateIndex index) => index.IsShared ? ", which other queries of " + index.Table.Name.Name + " need too" : "";

    /// <summary>The way to an index that there is already: the same text in one case.</summary>
    public static string Otherwise(CandidateIndex index) =>
        index.Columns is [{ Column: var column }] && FoldedCopy.Of(index.Table, column) is { } folded && FoldedCopy.IsIndexed(index.Table, folded) ? ", or compare " + folded + ", which has one" : "";

    /// <summary>Names in prose: <c>A</c>, <c>A and B</c>, <c>A, B and C</c>.</summary>
    public static string And(IReadOnlyList<string> names)
    {
        var text = new StringBuilder();
        for (var i = 0; i < names.Count; i++)
            text.Append(i == 0 ? "" : i == names.Count - 1 ? " and " : ", ").Append(names[i]);
        return text.ToString();
    }

    private static string OneLine(string sql) => sql.Replace('\r', ' ').Replace('\n', ' ');
}
