using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>The text of a new script, and of one that is continued.</summary>
internal static class ScriptText
{
    private static readonly Regex Begins = new("^\\s*(?<words>begin|begin\\s+transaction|begin\\s+tran|start\\s+transaction)\\s*;[ \\t]*\\r?\\n", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Commits = new("\\n(?<words>commit|end|commit\\s+transaction|commit\\s+tran)\\s*;\\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A script with the statements, laid out as the last one of its series.</summary>
    public static string New(IReadOnlyList<string> statements, IndexStatements style, Script last)
    {
        var body = Joined(statements, style, last.NewLine);
        // Some wrap every script into a transaction. What is built concurrently cannot be.
        if (Begins.Match(last.Text) is { Success: true } begin && Commits.Match(last.Text) is { Success: true } commit && body.ToUpperInvariant().IndexOf("CONCURRENTLY", System.StringComparison.Ordinal) < 0)
            body = begin.Groups["words"].Value + ";" + last.NewLine + last.NewLine + body + last.NewLine + last.NewLine + commit.Groups["words"].Value + ";";
        return last.Text.EndsWith("\n", System.StringComparison.Ordinal) || last.Text.Length == 0 ? body + last.NewLine : body;
    }

    /// <summary>The text of a script with more statements at its end.</summary>
    public static string Append(string text, IReadOnlyList<string> statements, IndexStatements style, string newLine)
    {
        var hasEnd = text.EndsWith("\n", System.StringComparison.Ordinal);
        var trimmed = text.TrimEnd();
        var before = trimmed;
        // A last statement without semicolon has to get one, or its batch has to end, before another can follow.
        if (trimmed.Length > 0 && style.Batch is null && !trimmed.EndsWith(";", System.StringComparison.Ordinal))
            before += ";";
        if (trimmed.Length > 0 && style.Batch is { } batch && !trimmed.EndsWith("\n" + batch, System.StringComparison.OrdinalIgnoreCase))
            before += newLine + batch;
        return before + (before.Length == 0 ? "" : newLine + newLine) + Joined(statements, style, newLine) + (hasEnd || text.Length == 0 ? newLine : "");
    }

    private static string Joined(IReadOnlyList<string> statements, IndexStatements style, string newLine)
    {
        var parts = new List<string>(statements.Count);
        var isLong = false;
        foreach (var statement in statements)
        {
            var text = statement.Replace("\r\n", "\n").Replace("\n", newLine) + style.Terminator;
            isLong |= text.IndexOf('\n') >= 0;
            parts.Add(style.Batch is { } batch ? text + newLine + batch : text);
        }

        return string.Join(isLong ? newLine + newLine : newLine, parts);
    }
}
