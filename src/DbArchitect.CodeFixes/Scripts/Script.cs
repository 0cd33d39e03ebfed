using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Sql;
using DbArchitect.Sql;
using DbArchitect.Sql.Syntax;
using Microsoft.CodeAnalysis;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>A SQL script of a project, read.</summary>
internal sealed class Script
{
    private Script(TextDocument document, string path, string text, List<SqlStatement> statements)
    {
        Document = document;
        Path = path;
        Text = text;
        Statements = statements;
        Version = ScriptVersion.Read(System.IO.Path.GetFileName(path));
        NewLine = text.Contains("\r\n") ? "\r\n" : "\n";
    }

    public TextDocument Document { get; }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";

    public string Text { get; }

    public string NewLine { get; }

    /// <summary>All statements in the order of the text, also those inside blocks and conditions.</summary>
    public List<SqlStatement> Statements { get; }

    /// <summary>The place in the order of a migration runner; null when the name has none.</summary>
    public ScriptVersion? Version { get; }

    /// <summary>The scripts of a project in the order of their paths.</summary>
    public static async Task<List<Script>> ReadAllAsync(Project project, Store store, CancellationToken cancellation)
    {
        var scripts = new List<Script>();
        foreach (var document in project.AdditionalDocuments)
        {
            if (document.FilePath is not { } path || !path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
                continue;
            var text = (await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString();
            var statements = new List<SqlStatement>();
            foreach (var statement in SqlParser.Parse(new SqlSource(text), SqlNames.DialectOf(store), cancellation).Statements)
                Add(statement, statements);
            scripts.Add(new Script(document, path, text, statements));
        }

        scripts.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return scripts;
    }

    public string Slice(int start, int end) => Text.Substring(start, end - start);

    public string Slice(SqlName name) => Slice(name.Start, name.End);

    public string Slice(SqlIdentifier name) => Text.Substring(name.Start, name.Length);

    /// <summary>The end of a statement with its semicolon, and whether it has one.</summary>
    public (int End, bool HasSemicolon) EndOf(SqlStatement statement)
    {
        var end = Math.Min(statement.End, Text.Length);
        if (end > 0 && Text[end - 1] == ';')
            return (end, true);
        var at = end;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
            at++;
        return at < Text.Length && Text[at] == ';' ? (at + 1, true) : (end, false);
    }

    /// <summary>The end of the line <c>GO</c> that follows, or of the line <c>/</c> of Oracle's tools; -1 when neither does.</summary>
    public int EndOfBatchAfter(int position)
    {
        var at = position;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
            at++;
        var end = at;
        while (end < Text.Length && Text[end] is not ('\r' or '\n'))
            end++;
        var line = Text.Substring(at, end - at).Trim();
        return line == "/" || line.Equals("GO", StringComparison.OrdinalIgnoreCase) ? end : -1;
    }

    private static void Add(SqlStatement statement, List<SqlStatement> statements)
    {
        statements.Add(statement);
        switch (statement)
        {
            case BlockStatement block:
                foreach (var inner in block.Statements)
                    Add(inner, statements);
                break;
            case ConditionalStatement { IsLoop: false, Then: { } then }:
                Add(then, statements);
                break;
        }
    }
}
