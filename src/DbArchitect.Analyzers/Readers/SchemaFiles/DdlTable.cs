using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.SchemaFiles;

/// <summary>A table while its scripts are replayed.</summary>
internal sealed class DdlTable(TableName name, Origin origin)
{
    public TableName Name { get; set; } = name;

    public List<Column> Columns { get; } = [];

    public Key? PrimaryKey { get; set; }

    public List<Key> UniqueKeys { get; } = [];

    public List<TableIndex> Indexes { get; } = [];

    public List<ForeignKey> ForeignKeys { get; } = [];

    public List<UnknownFact> Unknown { get; } = [];

    public IReadOnlyList<string> ColumnNames => Columns.ConvertAll(static column => column.Name);

    /// <summary>A column goes, and with it the indexes and keys that it is part of.</summary>
    public void Drop(string column)
    {
        Columns.RemoveAll(candidate => Is(candidate.Name, column));
        DropIndexesOf(column);
    }

    /// <summary>The indexes and keys that go with a column.</summary>
    public void DropIndexesOf(string column)
    {
        Indexes.RemoveAll(index => Has(index, column));
        UniqueKeys.RemoveAll(key => Has(key.Columns, column));
        ForeignKeys.RemoveAll(key => Has(key.Columns, column));
        if (PrimaryKey is { } key && Has(key.Columns, column))
            PrimaryKey = null;
    }

    /// <summary>What goes with a dropped table that is made again.</summary>
    public void DropConstraints()
    {
        Indexes.Clear();
        UniqueKeys.Clear();
        ForeignKeys.Clear();
        Unknown.Clear();
        PrimaryKey = null;
    }

    public void DropConstraint(string constraint)
    {
        UniqueKeys.RemoveAll(key => Is(key.Name, constraint));
        ForeignKeys.RemoveAll(key => Is(key.Name, constraint));
        if (PrimaryKey is { } key && (constraint.Length == 0 || Is(key.Name, constraint)))
            PrimaryKey = null;
    }

    public void Rename(string column, string to)
    {
        string New(string name) => Is(name, column) ? to : name;
        for (var i = 0; i < Columns.Count; i++)
            Columns[i] = Columns[i] with { Name = New(Columns[i].Name) };
        for (var i = 0; i < Indexes.Count; i++)
            Indexes[i] = Indexes[i] with { Columns = Map(Indexes[i].Columns, key => key with { Column = New(key.Column) }) };
        for (var i = 0; i < UniqueKeys.Count; i++)
            UniqueKeys[i] = UniqueKeys[i] with { Columns = Map(UniqueKeys[i].Columns, New) };
        for (var i = 0; i < ForeignKeys.Count; i++)
            ForeignKeys[i] = ForeignKeys[i] with { Columns = Map(ForeignKeys[i].Columns, New) };
        if (PrimaryKey is { } key)
            PrimaryKey = key with { Columns = Map(key.Columns, New) };
    }

    public Table Build() => new(Name)
    {
        Columns = Columns,
        PrimaryKey = PrimaryKey,
        UniqueKeys = UniqueKeys,
        Indexes = Indexes,
        ForeignKeys = ForeignKeys,
        Unknown = Unknown,
        Origin = origin,
    };

    private static EquatableArray<T> Map<T>(EquatableArray<T> items, Func<T, T> map)
    {
        var mapped = new List<T>(items.Count);
        foreach (var item in items)
            mapped.Add(map(item));
        return mapped;
    }

    private static bool Has(TableIndex index, string column)
    {
        foreach (var key in index.Columns)
        {
            if (Is(key.Column, column))
                return true;
        }

        return false;
    }

    private static bool Has(EquatableArray<string> columns, string column)
    {
        foreach (var name in columns)
        {
            if (Is(name, column))
                return true;
        }

        return false;
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
