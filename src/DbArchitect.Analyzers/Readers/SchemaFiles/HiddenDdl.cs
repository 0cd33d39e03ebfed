using System;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>DDL that is not taken apart, because it stands in a string or in a language of its own: what its words tell.</summary>
internal static class HiddenDdl
{
    /// <summary>Whether an index may be made: the word stands after one that makes.</summary>
    public static bool CreatesIndex(string text)
    {
        for (var at = text.IndexOf("INDEX", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("INDEX", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsWord(text, at, 5) && WordBefore(text, at).ToUpperInvariant() is "CREATE" or "ADD" or "UNIQUE" or "CLUSTERED" or "NONCLUSTERED" or "FULLTEXT")
                return true;
        }

        return false;
    }

    public static bool Names(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsWord(text, at, name.Length))
                return true;
        }

        return false;
    }

    private static bool IsWord(string text, int start, int length) =>
        (start == 0 || !IsPart(text[start - 1])) && (start + length == text.Length || !IsPart(text[start + length]));

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static string WordBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
            end--;
        var start = end;
        while (start > 0 && IsPart(text[start - 1]))
            start--;
        return text.Substring(start, end - start);
    }
}
