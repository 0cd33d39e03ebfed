using DbArchitect.Sql.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>The lines of a script that create an index.</summary>
internal static class ScriptRemoval
{
    /// <summary>The statement with its semicolon, its batch separator and the blank line after it; null when the index is part of another statement.</summary>
    public static TextSpan? Of(Script script, string index)
    {
        foreach (var statement in script.Statements)
        {
            if (statement is not CreateIndexStatement create || !create.Name.Last.Is(index))
                continue;
            var text = script.Text;
            var start = create.Start;
            while (start > 0 && text[start - 1] is ' ' or '\t')
                start--;
            if (start > 0 && text[start - 1] != '\n')
                return null;
            var end = script.EndOf(create).End;
            if (script.EndOfBatchAfter(end) is >= 0 and var batch)
                end = batch;
            while (end < text.Length && text[end] is ' ' or '\t')
                end++;
            if (end < text.Length && text[end] is not ('\r' or '\n'))
                return null;
            end = AfterNewLine(text, end);
            // The blank line that set it off goes too.
            if (end < text.Length && text[end] is '\r' or '\n')
                end = AfterNewLine(text, end);
            return TextSpan.FromBounds(start, end);
        }

        return null;
    }

    private static int AfterNewLine(string text, int at)
    {
        if (at < text.Length && text[at] == '\r')
            at++;
        return at < text.Length && text[at] == '\n' ? at + 1 : at;
    }
}
