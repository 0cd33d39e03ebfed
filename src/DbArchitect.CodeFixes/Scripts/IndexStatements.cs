using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Sql;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>
/// Writes CREATE INDEX and DROP INDEX as the project writes them: the latest CREATE INDEX of the scripts is the model for the words, their case, the layout, the
/// semicolon and the batch separator.
/// </summary>
internal sealed class IndexStatements
{
    private static readonly Regex Unique = new("\\bunique\\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly Store store;
    private readonly string head;
    private readonly string on;
    private readonly string open;
    private readonly string comma;
    private readonly string close;
    private readonly char quote;
    private readonly bool isLower;

    private IndexStatements(Store store, string sample, string head, string on, string open, string comma, string close, char quote)
    {
        this.store = store;
        this.head = head;
        this.on = on;
        this.open = open;
        this.comma = comma;
        this.close = close;
        this.quote = quote;
        isLower = sample.Length > 0 && sample == sample.ToLowerInvariant();
    }

    /// <summary>What ends a statement: a semicolon, or nothing.</summary>
    public string Terminator { get; private set; } = ";";

    /// <summary>What separates batches, as written: <c>GO</c>, <c>/</c>; null for nothing.</summary>
    public string? Batch { get; private set; }

    /// <summary>The style of the scripts.</summary>
    /// <param name="scripts">In the order of their versions.</param>
    public static IndexStatements Of(IReadOnlyList<Script> scripts, Store store)
    {
        for (var i = scripts.Count - 1; i >= 0; i--)
        {
            for (var j = scripts[i].Statements.Count - 1; j >= 0; j--)
            {
                if (scripts[i].Statements[j] is CreateIndexStatement index && Like(scripts[i], index, store) is { } style)
                    return style.Ended(scripts[i], index);
            }
        }

        // No index yet: the letter case of the creation of a table, and how that ends.
        for (var i = scripts.Count - 1; i >= 0; i--)
        {
            foreach (var statement in scripts[i].Statements)
            {
                if (statement is not (CreateTableStatement or AlterTableStatement))
                    continue;
                var word = scripts[i].Slice(statement.Start, Math.Min(statement.Start + 5, statement.End));
                return Plain(store, word).Ended(scripts[i], statement);
            }
        }

        return Plain(store, "");
    }

    /// <summary>CREATE INDEX, without what ends it.</summary>
    public string Create(string name, ScriptIndex index, WrittenNames names)
    {
        var text = new StringBuilder();
        text.Append(index.IsUnique ? head.Insert(EndOfFirstWord(head), " " + Word("UNIQUE")) : head);
        text.Append(Quoted(name, names)).Append(on).Append(names.Table).Append(open);
        for (var i = 0; i < index.Columns.Count; i++)
        {
            if (i > 0)
                text.Append(comma);
            text.Append(names.Column(index.Columns[i]));
            if (index.OperatorClass(i).Length > 0)
                text.Append(' ').Append(index.OperatorClass(i));
            if (index.IsDescending(i))
                text.Append(' ').Append(Word("DESC"));
        }

        text.Append(close);
        if (!index.Included.IsEmpty)
        {
            text.Append(' ').Append(Word("INCLUDE")).Append(" (");
            for (var i = 0; i < index.Included.Count; i++)
                text.Append(i > 0 ? ", " : "").Append(names.Column(index.Included[i]));
            text.Append(')');
        }

        if (index.Filter.Length > 0)
            text.Append(' ').Append(Word("WHERE")).Append(' ').Append(index.Filter);
        return text.ToString();
    }

    /// <summary>DROP INDEX, without what ends it; null when the engine is not known, and with it the words.</summary>
    public string? Drop(string name, WrittenNames names)
    {
        var written = names.Index(name) ?? Quoted(name, names);
        return store switch
        {
            Store.MySql or Store.SqlServer => Word("DROP INDEX") + " " + written + " " + Word("ON") + " " + names.Table,
            // An index lives in the schema of its table.
            Store.PostgreSql or Store.Sqlite or Store.Oracle => Word("DROP INDEX") + " " + names.Qualifier + written,
            _ => null,
        };
    }

    private string Word(string words) => isLower ? words.ToLowerInvariant() : words;

    private string Quoted(string name, WrittenNames names)
    {
        var open = quote != '\0' ? quote : names.Quote;
        return open == '\0' ? SqlNames.Quoted(name, Store.Unknown) : SqlNames.Like(name, open);
    }

    private static int EndOfFirstWord(string text)
    {
        var end = 0;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return end;
    }

    private static IndexStatements Plain(Store store, string sample)
    {
        var isLower = sample.Length > 0 && sample == sample.ToLowerInvariant();
        return new(store, sample, isLower ? "create index " : "CREATE INDEX ", isLower ? " on " : " ON ", " (", ", ", ")", '\0');
    }

    /// <summary>The parts of a plain index's text around its names; null when there is more to it.</summary>
    private static IndexStatements? Like(Script script, CreateIndexStatement index, Store store)
    {
        if (index.Name.IsEmpty || index.Table.IsEmpty || index.Columns.Length == 0 || index.IsClustered || index.Method is not (null or "btree"))
            return null;
        var last = index.Columns[index.Columns.Length - 1];
        var end = script.Text.IndexOf(')', last.End);
        if (end < 0 || index.Columns[0].Start < index.Table.End)
            return null;
        var head = Unique.Replace(script.Slice(index.Start, index.Name.Start), "");
        var on = script.Slice(index.Name.End, index.Table.Start);
        var open = script.Slice(index.Table.End, index.Columns[0].Start);
        var close = script.Slice(last.End, end + 1);
        var comma = index.Columns.Length > 1 ? script.Slice(index.Columns[0].End, index.Columns[1].Start) : open.IndexOf('\n') >= 0 ? "," + open.TrimStart(' ', '(') : ", ";
        foreach (var part in new[] { head, on, open, close, comma })
        {
            if (part.Contains("--") || part.Contains("/*") || part.Contains("#"))
                return null;
        }

        // `(email DESC)`, `(name(10))`, `(email ASC NULLS LAST)`: what follows the column's name belongs to that column.
        if (comma.Trim() != "," || close.Trim() != ")" || !open.TrimEnd().EndsWith("(", StringComparison.Ordinal))
            return null;
        var name = script.Slice(index.Name.Last);
        return new IndexStatements(store, script.Slice(index.Start, Math.Min(index.Start + 5, index.End)), head, on, open, comma, close, index.Name.Last.IsQuoted ? name[0] : '\0');
    }

    private IndexStatements Ended(Script script, SqlStatement statement)
    {
        var (end, hasSemicolon) = script.EndOf(statement);
        Terminator = hasSemicolon ? ";" : "";
        if (script.EndOfBatchAfter(end) is >= 0 and var batchEnd)
        {
            var start = batchEnd;
            while (start > 0 && script.Text[start - 1] is not ('\r' or '\n'))
                start--;
            Batch = script.Slice(start, batchEnd).Trim();
        }
        else if (!hasSemicolon)
        {
            // The last of its script: alone it needs none, before others it does.
            Terminator = ";";
        }

        return this;
    }
}
