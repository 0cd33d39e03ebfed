using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>A word that a file must have to query a table; for a navigation, with one of the words by which one gets at the entity that has it.</summary>
internal readonly record struct Word(uint Hash, HashSet<uint>? With);

/// <summary>The words by which code gets at the rows of one table.</summary>
internal sealed class TableWords(TableName table)
{
    /// <summary>The classes mapped to the table.</summary>
    public HashSet<string> Entities { get; } = new(StringComparer.Ordinal);

    public List<Word> Words { get; } = [new(TreeWords.HashOf(table.Name), null)];
}

/// <summary>By which words code gets at the rows of each table: found in one pass over the schema, because in time every table is asked about.</summary>
internal sealed class SchemaWords
{
    private readonly Dictionary<TableName, TableWords> tables = [];

    public SchemaWords(Schema schema)
    {
        foreach (var entity in schema.Entities)
        {
            var names = NamesOf(entity);
            foreach (var table in TablesOf(entity))
            {
                var words = Add(table);
                words.Entities.Add(SimpleName(entity.ClrType));
                foreach (var name in names)
                    words.Words.Add(new Word(name, null));
            }

            foreach (var navigation in entity.Navigations)
            {
                var word = new Word(TreeWords.HashOf(navigation.Name), names);
                if (navigation.JoinTable is { } join)
                    Add(join).Words.Add(word);
                if (schema.FindEntity(navigation.Target) is not { } target)
                    continue;
                foreach (var table in TablesOf(target))
                    Add(table).Words.Add(word);
            }
        }
    }

    /// <summary>Of a table that no entity maps: its name, as SQL text has it.</summary>
    public TableWords Of(TableName table) => tables.TryGetValue(table, out var words) ? words : new TableWords(table);

    private TableWords Add(TableName table)
    {
        if (!tables.TryGetValue(table, out var words))
            tables.Add(table, words = new TableWords(table));
        return words;
    }

    /// <summary>An entity may be split over several tables.</summary>
    private static List<TableName> TablesOf(Entity entity)
    {
        var tables = new List<TableName>();
        if (entity.Table is { } main)
            tables.Add(main);
        foreach (var property in entity.Properties)
        {
            if (!tables.Contains(property.Table))
                tables.Add(property.Table);
        }

        return tables;
    }

    private static HashSet<uint> NamesOf(Entity entity)
    {
        var names = new HashSet<uint> { TreeWords.HashOf(SimpleName(entity.ClrType)) };
        if (entity.DbSet.Length > 0)
            names.Add(TreeWords.HashOf(entity.DbSet));
        if (entity.Table is { } table)
            names.Add(TreeWords.HashOf(table.Name));
        return names;
    }

    private static string SimpleName(string clrType)
    {
        var name = clrType.Substring(clrType.LastIndexOfAny(['.', '+']) + 1);
        var arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }
}
