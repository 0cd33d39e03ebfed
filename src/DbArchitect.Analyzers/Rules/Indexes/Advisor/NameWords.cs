using System;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>The last words of an identifier in PascalCase, camelCase or snake_case: what names say about values is said at their end.</summary>
/// <param name="Last">The last word, without digits behind it.</param>
/// <param name="Before">The word before it; empty when there is one word only.</param>
internal readonly record struct NameWords(string Last, string Before)
{
    public static NameWords Of(string name)
    {
        // A path such as Address.City speaks through its last member.
        var end = name.Length;
        while (end > 0 && !char.IsLetter(name[end - 1]))
            end--;
        var start = StartOfWord(name, end);
        var endBefore = start;
        while (endBefore > 0 && !char.IsLetterOrDigit(name[endBefore - 1]))
            endBefore--;
        var startBefore = StartOfWord(name, endBefore);
        return new(name.Substring(start, end - start), name.Substring(startBefore, endBefore - startBefore));
    }

    public bool LastIs(params string[] words)
    {
        foreach (var word in words)
        {
            if (string.Equals(Last, word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int StartOfWord(string name, int end)
    {
        var start = end;
        while (start > 0 && char.IsLetterOrDigit(name[start - 1]))
        {
            start--;
            var startsWord = char.IsUpper(name[start]) && (start == 0 || !char.IsUpper(name[start - 1]) || (start + 1 < end && char.IsLower(name[start + 1])));
            if (startsWord)
                break;
        }

        return start;
    }
}
