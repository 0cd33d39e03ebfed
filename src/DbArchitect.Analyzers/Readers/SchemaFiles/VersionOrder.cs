using System;
using System.IO;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>
/// The order in which migration runners execute scripts: by file name, with runs of digits compared as numbers, so that <c>V2__a.sql</c> comes before
/// <c>V10__b.sql</c>. The folder decides between equal names.
/// </summary>
internal static class VersionOrder
{
    public static int Compare(string one, string other)
    {
        var byName = CompareNames(Path.GetFileName(one), Path.GetFileName(other));
        return byName != 0 ? byName : string.CompareOrdinal(one, other);
    }

    private static int CompareNames(string one, string other)
    {
        int i = 0, j = 0;
        while (i < one.Length && j < other.Length)
        {
            if (char.IsDigit(one[i]) && char.IsDigit(other[j]))
            {
                var left = Digits(one, ref i);
                var right = Digits(other, ref j);
                if (left.Length != right.Length)
                    return left.Length.CompareTo(right.Length);
                var byNumber = string.CompareOrdinal(left, right);
                if (byNumber != 0)
                    return byNumber;
                continue;
            }

            var byCharacter = char.ToUpperInvariant(one[i]).CompareTo(char.ToUpperInvariant(other[j]));
            if (byCharacter != 0)
                return byCharacter;
            i++;
            j++;
        }

        return (one.Length - i).CompareTo(other.Length - j);
    }

    private static string Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsDigit(text[at]))
            at++;
        return text.Substring(start, at - start).TrimStart('0');
    }
}
