using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace DbArchitect.Analyzers.Model;

/// <summary>An index of a table that scripts declare, named by columns: the terms of SQL.</summary>
internal sealed record ScriptIndex(EquatableArray<string> Columns)
{
    /// <summary>The name in the database; empty for one in the style of the others.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which keys are descending, by position; empty when none is.</summary>
    public EquatableArray<bool> Descending { get; init; }

    /// <summary>Operator classes by position; empty for none.</summary>
    public EquatableArray<string> OperatorClasses { get; init; }

    public bool IsUnique { get; init; }

    /// <summary>The filter's SQL; empty for none.</summary>
    public string Filter { get; init; } = "";

    public EquatableArray<string> Included { get; init; }

    public bool IsDescending(int position) => position < Descending.Count && Descending[position];

    public string OperatorClass(int position) => position < OperatorClasses.Count ? OperatorClasses[position] : "";

    /// <summary>Whether every query that the other serves is served by this: it begins with the same keys.</summary>
    public bool Covers(ScriptIndex other)
    {
        if (other.IsUnique || other.Columns.Count > Columns.Count || other.Filter != Filter || !other.Included.IsEmpty)
            return false;
        for (var i = 0; i < other.Columns.Count; i++)
        {
            if (!string.Equals(Columns[i], other.Columns[i], StringComparison.OrdinalIgnoreCase) || IsDescending(i) != other.IsDescending(i) || OperatorClass(i) != other.OperatorClass(i))
                return false;
        }

        return true;
    }
}

/// <summary>
/// Change the indexes of a table that scripts declare: by the next script of a migration runner, in the style of those there are, or, where one script says how
/// the table is, in that. When both are given, the new index takes the place of the old.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Store">The engine.</param>
/// <param name="Script">The path of the script that creates the table.</param>
internal sealed record WriteScript(TableName Table, Store Store, string Script) : Edit(nameof(WriteScript))
{
    public ScriptIndex? Added { get; init; }

    public ScriptIndex? Removed { get; init; }

    /// <summary>An index that is removed alone is one that others do the work of.</summary>
    public override bool IsSafe => Removed is null || Added is null || Added.Covers(Removed);

    public override string Title => (Added, Removed) switch
    {
        ({ } added, null) => "Write a script that adds an index on " + Table.Name + " (" + string.Join(", ", added.Columns) + ")",
        ({ } added, { } removed) => "Write a script that changes index " + removed.Name + " to (" + string.Join(", ", added.Columns) + ")",
        (_, { } removed) => "Write a script that drops index " + removed.Name,
        _ => "",
    };

    protected override void Write(IDictionary<string, string?> properties)
    {
        properties["schema"] = Table.Schema;
        properties["table"] = Table.Name;
        properties["store"] = ((int)Store).ToString(CultureInfo.InvariantCulture);
        properties["script"] = Script;
        Write(properties, Added, "added.");
        Write(properties, Removed, "removed.");
    }

    private static void Write(IDictionary<string, string?> properties, ScriptIndex? index, string prefix)
    {
        if (index is null)
            return;
        properties[prefix + "columns"] = Join(index.Columns);
        properties[prefix + "name"] = index.Name;
        properties[prefix + "descending"] = string.Join("|", Array.ConvertAll([.. index.Descending], static value => value ? "1" : "0"));
        properties[prefix + "operators"] = Join(index.OperatorClasses);
        properties[prefix + "unique"] = index.IsUnique ? "1" : "0";
        properties[prefix + "filter"] = index.Filter;
        properties[prefix + "included"] = Join(index.Included);
    }

    internal static WriteScript Read(ImmutableDictionary<string, string?> properties)
    {
        properties.TryGetValue("schema", out var schema);
        var store = int.TryParse(Text(properties, "store"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? (Store)number : Store.Unknown;
        return new WriteScript(new TableName(schema, Text(properties, "table")), store, Text(properties, "script"))
        {
            Added = ReadIndex(properties, "added."),
            Removed = ReadIndex(properties, "removed."),
        };
    }

    private static ScriptIndex? ReadIndex(ImmutableDictionary<string, string?> properties, string prefix)
    {
        if (!properties.ContainsKey(prefix + "columns"))
            return null;
        var descending = Text(properties, prefix + "descending").Split(['|'], StringSplitOptions.RemoveEmptyEntries);
        var operators = Text(properties, prefix + "operators");
        return new ScriptIndex(Split(properties, prefix + "columns"))
        {
            Name = Text(properties, prefix + "name"),
            Descending = Array.ConvertAll(descending, static text => text == "1"),
            OperatorClasses = operators.Length == 0 ? default(EquatableArray<string>) : operators.Split('|'),
            IsUnique = Text(properties, prefix + "unique") == "1",
            Filter = Text(properties, prefix + "filter"),
            Included = Split(properties, prefix + "included"),
        };
    }
}
