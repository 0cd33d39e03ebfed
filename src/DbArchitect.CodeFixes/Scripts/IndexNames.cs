using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>How a project names its indexes: <c>ix_orders_email</c>, <c>IX_Orders_Email</c>, <c>orders_email_idx</c>.</summary>
internal sealed record IndexNames(string Prefix, string Between, string Suffix, bool IsLower, bool IsUpper, bool HasTable)
{
    private static readonly Regex KnownPrefix = new("^(ix|idx|i|nci|index|nc|ncix)_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex KnownSuffix = new("_(ix|idx|index|i)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The style of the indexes that there are: of the latest whose name tells.</summary>
    public static IndexNames Of(IReadOnlyList<Script> scripts, string table)
    {
        IndexNames? hint = null;
        for (var i = scripts.Count - 1; i >= 0; i--)
        {
            for (var j = scripts[i].Statements.Count - 1; j >= 0; j--)
            {
                if (scripts[i].Statements[j] is not CreateIndexStatement { IsUnique: false, Name.IsEmpty: false, Table.IsEmpty: false } index)
                    continue;
                if (Exact(index) is { } exact)
                    return exact;
                hint ??= Hint(index.Name.Last.Text);
            }
        }

        return hint ?? (table == table.ToLowerInvariant()
            ? new IndexNames("ix_", "_", "", true, false, true)
            : new IndexNames("IX_", "_", "", false, table == table.ToUpperInvariant(), true));
    }

    /// <summary>The name of an index that no other has.</summary>
    /// <param name="isTaken">Whether an index has the name.</param>
    public string Of(string table, ScriptIndex index, Store store, Func<string, bool> isTaken)
    {
        var name = Prefix + (HasTable ? table + Between : "") + string.Join(Between.Length == 0 ? "" : "_", index.Columns) + Suffix;
        name = Cased(name);
        var longest = store switch { Store.PostgreSql => 63, Store.MySql => 64, Store.Oracle => 30, _ => 128 };
        if (name.Length > longest)
            name = name.Substring(0, longest);
        if (!isTaken(name))
            return name;
        // A second index on the same columns: what is other about it, else a number.
        var distinct = Cased(name + (index.OperatorClasses.IsEmpty ? "_all" : "_pattern"));
        if (distinct.Length <= longest && !isTaken(distinct))
            return distinct;
        for (var number = 2; ; number++)
        {
            var tail = "_" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var numbered = (name.Length + tail.Length > longest ? name.Substring(0, longest - tail.Length) : name) + tail;
            if (!isTaken(numbered))
                return numbered;
        }
    }

    private string Cased(string name) => IsLower ? name.ToLowerInvariant() : IsUpper ? name.ToUpperInvariant() : name;

    /// <summary>A name that is made of the table, the columns, and something around them.</summary>
    private static IndexNames? Exact(CreateIndexStatement index)
    {
        var columns = new List<string>();
        foreach (var column in index.Columns)
        {
            if (column.Column.IsEmpty)
                return null;
            columns.Add(column.Column.Text);
        }

        var name = index.Name.Last.Text;
        var table = index.Table.Last.Text;
        foreach (var between in new[] { "_", "__", "-", "" })
        {
            foreach (var joined in new[] { string.Join("_", columns), string.Concat(columns) })
            {
                if (Around(name, table + between + joined) is { } around)
                    return Styled(name, around.Prefix, between, around.Suffix, hasTable: true);
            }
        }

        foreach (var joined in new[] { string.Join("_", columns), string.Concat(columns) })
        {
            if (Around(name, joined) is { } around && (KnownPrefix.Match(around.Prefix) is { Success: true } prefix && prefix.Length == around.Prefix.Length))
                return Styled(name, around.Prefix, "_", around.Suffix, hasTable: false);
        }

        return null;
    }

    private static (string Prefix, string Suffix)? Around(string name, string middle)
    {
        var at = name.IndexOf(middle, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var suffix = name.Substring(at + middle.Length);
        return suffix.Length == 0 || KnownSuffix.IsMatch(suffix) ? (name.Substring(0, at), suffix) : null;
    }

    private static IndexNames? Hint(string name)
    {
        if (KnownPrefix.Match(name) is { Success: true } prefix)
            return Styled(name, prefix.Value, "_", "", hasTable: true);
        return KnownSuffix.Match(name) is { Success: true } suffix ? Styled(name, "", "_", suffix.Value, hasTable: true) : null;
    }

    private static IndexNames Styled(string sample, string prefix, string between, string suffix, bool hasTable) =>
        new(prefix, between, suffix, sample == sample.ToLowerInvariant(), sample == sample.ToUpperInvariant(), hasTable);
}
