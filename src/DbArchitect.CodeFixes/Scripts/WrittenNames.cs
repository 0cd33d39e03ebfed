using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Sql;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Scripts;

/// <summary>How the scripts write a table, its columns and its indexes: with the quotes and the schema that they have there.</summary>
internal sealed class WrittenNames
{
    private readonly TableName table;
    private readonly Store store;
    private readonly Dictionary<string, string> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> indexes = new(StringComparer.OrdinalIgnoreCase);

    public WrittenNames(TableName table, Store store, IReadOnlyList<Script> scripts)
    {
        this.table = table;
        this.store = store;
        Table = "";
        foreach (var script in scripts)
        {
            foreach (var statement in script.Statements)
                Read(script, statement);
        }

        if (Table.Length == 0)
            Table = (table.Schema is null ? "" : SqlNames.Quoted(table.Schema, store) + ".") + SqlNames.Quoted(table.Name, store);
    }

    /// <summary>The table's name as its creation, or its renaming, writes it.</summary>
    public string Table { get; private set; }

    /// <summary>The table's name without its schema, and without quotes.</summary>
    public string PlainTable => table.Name;

    /// <summary>The first character of the table's own name: a quote, when it has some.</summary>
    public char Quote
    {
        get
        {
            var last = Table[Table.Length - 1];
            return last is '"' or '`' ? last : last == ']' ? '[' : '\0';
        }
    }

    /// <summary>What stands before the table's own name, with the dot; empty for nothing.</summary>
    public string Qualifier
    {
        get
        {
            var dot = Table.LastIndexOf('.');
            return dot < 0 ? "" : Table.Substring(0, dot + 1);
        }
    }

    public string Column(string name) => columns.TryGetValue(name, out var written) ? written : SqlNames.Quoted(name, Quote == '\0' ? Store.Unknown : store);

    /// <summary>An index's name as its creation writes it, without a schema; null when no statement of its own creates it.</summary>
    public string? Index(string name) => indexes.TryGetValue(name, out var written) ? written : null;

    public bool HasIndex(string name) => indexes.ContainsKey(name);

    private void Read(Script script, SqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create when IsTable(create.Name):
                Table = script.Slice(create.Name);
                foreach (var column in create.Columns)
                    Add(script, column.Name);
                break;
            case AlterTableStatement alter:
                foreach (var action in alter.Actions)
                {
                    if (action.Kind == AlterTableKind.RenameTable && IsTable(action.NewName) && !action.NewName.IsEmpty)
                        Table = script.Slice(action.NewName);
                    else if (IsTable(alter.Name) && action.Column is { } added)
                        Add(script, added.Name);
                    else if (IsTable(alter.Name) && action.Kind == AlterTableKind.RenameColumn && !action.NewName.IsEmpty)
                        Add(script, action.NewName.Last);
                }

                break;
            case CreateIndexStatement { Name.IsEmpty: false } index:
                indexes[index.Name.Last.Text] = script.Slice(index.Name.Last);
                break;
        }
    }

    private bool IsTable(SqlName name) => name.Last.Is(table.Name) && (table.Schema is null || name.Count < 2 || name.Qualifier.Is(table.Schema));

    private void Add(Script script, SqlIdentifier column) => columns[column.Text] = script.Slice(column);
}
