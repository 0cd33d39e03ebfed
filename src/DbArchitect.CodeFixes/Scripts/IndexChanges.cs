using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>What is to change about the indexes of a table, when all edits are taken together.</summary>
internal sealed class IndexChanges(TableName table)
{
    public TableName Table { get; } = table;

    public List<ScriptIndex> Added { get; } = [];

    public List<ScriptIndex> Removed { get; } = [];

    public int Count => Added.Count + Removed.Count;

    /// <summary>The changes that several edits want, by table, without what the scripts already say and without an index that is the beginning of another.</summary>
    public static List<IndexChanges> Of(IReadOnlyList<WriteScript> edits, Schema schema)
    {
        var all = new List<IndexChanges>();
        foreach (var edit in edits)
        {
            if (schema.FindTable(edit.Table) is not { } table)
                continue;
            var changes = all.Find(changes => changes.Table == edit.Table);
            if (changes is null)
                all.Add(changes = new IndexChanges(edit.Table));
            if (edit.Added is { } added)
                changes.Add(added, table);
            if (edit.Removed is { } removed && Has(table, removed.Name) && !changes.Removed.Exists(other => other.Name == removed.Name))
                changes.Removed.Add(removed);
        }

        all.RemoveAll(static changes => changes.Count == 0);
        return all;
    }

    /// <summary>What a script with these changes does, in words for its name.</summary>
    public static IReadOnlyList<string> Words(List<IndexChanges> changes)
    {
        if (changes.Count != 1 || changes[0].Added.Count > 1 || changes[0].Removed.Count > 1)
            return changes.TrueForAll(static change => change.Removed.Count == 0) ? ["add", "indexes"] : ["change", "indexes"];
        var change = changes[0];
        var name = new List<string>();
        foreach (var word in Split(change.Table.Name))
            name.Add(word);
        if (change.Added.Count == 0)
            return ["drop", "index", .. Split(change.Removed[0].Name)];
        foreach (var column in change.Added[0].Columns)
            name.AddRange(Split(column));
        return change.Removed.Count == 0 ? ["add", "index", .. name] : ["change", "index", .. name];
    }

    private void Add(ScriptIndex index, Table table)
    {
        if (Exists(table, index) || Added.Exists(other => other.Covers(index)))
            return;
        Added.RemoveAll(index.Covers);
        Added.Add(index);
    }

    private static bool Has(Table table, string name)
    {
        foreach (var index in table.Indexes)
        {
            if (string.Equals(index.Name, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether the scripts create this very index, whatever its name.</summary>
    private static bool Exists(Table table, ScriptIndex wanted)
    {
        foreach (var index in table.Indexes)
        {
            if (index.Columns.Count != wanted.Columns.Count || !index.Filter.IsAbsent != wanted.Filter.Length > 0 || index.Included.Count != wanted.Included.Count)
                continue;
            var isSame = index.IsBTree;
            for (var i = 0; i < index.Columns.Count; i++)
            {
                isSame &= string.Equals(index.Columns[i].Column, wanted.Columns[i], StringComparison.OrdinalIgnoreCase)
                    && index.Columns[i].IsDescending == wanted.IsDescending(i) && (index.Columns[i].OperatorClass ?? "") == wanted.OperatorClass(i);
            }

            if (isSame)
                return true;
        }

        return false;
    }

    /// <summary>The words of a name, in lower case: <c>OrderLines</c>, <c>order_lines</c>.</summary>
    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]) || (char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!isEnd)
                continue;
            var word = name.Substring(start, i - start).Trim('_', ' ', '-', '.');
            if (word.Length > 0)
                words.Add(word.ToLowerInvariant());
            start = i;
        }

        return words;
    }
}
