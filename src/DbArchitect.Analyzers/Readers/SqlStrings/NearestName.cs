using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>The column or table that somebody who mistyped a name probably meant.</summary>
internal static class NearestName
{
    /// <summary>Names longer than this are not compared: the distance costs the product of the lengths.</summary>
    private const int MaxLength = 64;

    /// <summary>The column with the smallest edit distance, at most a third of the name, or two letters that changed places; empty for none.</summary>
    public static string Of(string name, Table table)
    {
        var names = new List<string>(table.Columns.Count);
        foreach (var column in table.Columns)
            names.Add(column.Name);
        return Of(name, names);
    }

    public static string Of(string name, IReadOnlyList<string> names)
    {
        var best = "";
        var least = Math.Max(name.Length > 3 ? 2 : 1, name.Length / 3) + 1;
        if (name.Length > MaxLength)
            return best;
        foreach (var candidate in names)
        {
            if (candidate.Length > MaxLength)
                continue;
            var distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance >= least)
                continue;
            least = distance;
            best = candidate;
        }

        return best;
    }

    /// <summary>Levenshtein's distance, two rows at a time.</summary>
    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
