using System;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>A column that holds the text of another in one case, for searches: <c>NormalizedEmail</c> beside <c>Email</c>.</summary>
internal static class FoldedCopy
{
    /// <returns>The column's name; null when there is none.</returns>
    public static string? Of(Table table, string column)
    {
        foreach (var other in table.Columns)
        {
            if (string.Equals(other.Name, "Normalized" + column, StringComparison.OrdinalIgnoreCase) || string.Equals(other.Name, "normalized_" + column, StringComparison.OrdinalIgnoreCase))
                return other.Name;
        }

        return null;
    }

    /// <summary>Whether an index begins with the column.</summary>
    public static bool IsIndexed(Table table, string column)
    {
        foreach (var index in table.Indexes)
        {
            if (index.Columns.Count > 0 && string.Equals(index.Columns[0].Column, column, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
