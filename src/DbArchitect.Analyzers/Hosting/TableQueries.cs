using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>
/// What all queries of a table in this compilation lack together. Asked for only when a query lacks an index; then only the files that name the table's entity,
/// its set, or a member by which one gets at its rows, are read, and of those only what no earlier version of the compilation has read.
/// </summary>
internal sealed class TableQueries(CompilationModel model, TreeQueriesCache cache, CancellationToken cancellation)
{
    /// <summary>From so many tables on, a look at every file for each costs more than a list of the files of each word.</summary>
    private const int FewTables = 8;

    private readonly ConcurrentDictionary<(Schema Schema, TableName Table), IndexSet> sets = new();
    private readonly ConcurrentDictionary<(Schema Schema, TableName Table), HashSet<string>> written = new();
    private Dictionary<uint, List<int>>? treesOfWord;
    private int tables;

    public IndexSet IndexSetOf(Schema schema, Table table) =>
        sets.TryGetValue((schema, table.Name), out var known) ? known : sets.GetOrAdd((schema, table.Name), Read(schema, table));

    /// <summary>The columns that the code does not map and SQL text gives values to: they are in the database. Asked for only when a text names one that nothing else knows.</summary>
    public IReadOnlyCollection<string> WrittenBySql(Schema schema, Table table) =>
        written.TryGetValue((schema, table.Name), out var known) ? known : written.GetOrAdd((schema, table.Name), ReadWritten(schema, table));

    private HashSet<string> ReadWritten(Schema schema, Table table)
    {
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tree in TreesOf(schema, table.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var query in cache.GetOrRead(tree, model, cancellation))
            {
                foreach (var problem in query.NameProblems)
                {
                    if (problem.IsWritten && string.Equals(problem.Table, table.Name.Name, StringComparison.OrdinalIgnoreCase))
                        columns.Add(problem.Name);
                }
            }
        }

        return columns;
    }

    private IndexSet Read(Schema schema, Table table)
    {
        var queries = new List<IndexAdvice>();
        foreach (var tree in TreesOf(schema, table.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            var settings = model.SettingsOf(tree);
            if (!settings.AdvisesIndexes)
                continue;
            foreach (var query in cache.GetOrRead(tree, model, cancellation))
            {
                if (Asks(query, table.Name) && ReferenceEquals(model.SchemaOf(query), schema))
                    queries.Add(IndexAdvice.Of(query, schema, settings.Options));
            }
        }

        return IndexSet.Of(table, queries);
    }

    private static bool Asks(Query query, TableName table)
    {
        foreach (var source in query.Sources)
        {
            if (source.Table == table)
                return true;
        }

        return false;
    }

    /// <summary>A word that a file must have to query a table; for a navigation, with one of the words by which one gets at the entity that has it.</summary>
    private readonly record struct Word(uint Hash, HashSet<uint>? With);

    /// <summary>The files that may query the table.</summary>
    private List<SyntaxTree> TreesOf(Schema schema, TableName table)
    {
        var entities = new HashSet<string>(StringComparer.Ordinal);
        var words = WordsOf(schema, table, entities);
        var trees = TreesWith(words);
        // A method of a repository returns the entities, a class derives from the generic repository: their names stand for the entity's.
        var more = new HashSet<uint>();
        foreach (var tree in trees)
        {
            foreach (var (argument, name) in cache.WordsOf(tree, cancellation).GenericMembers(cancellation))
            {
                if (entities.Contains(argument) && more.Add(TreeWords.HashOf(name)))
                    words.Add(new Word(TreeWords.HashOf(name), null));
            }
        }

        return more.Count == 0 ? trees : TreesWith(words);
    }

    private List<SyntaxTree> TreesWith(List<Word> words)
    {
        var trees = new List<SyntaxTree>();
        var all = model.Types.Compilation.SyntaxTrees;
        if (Interlocked.Increment(ref tables) > FewTables)
        {
            var index = Volatile.Read(ref treesOfWord) ?? IndexWords(all);
            var list = all as IReadOnlyList<SyntaxTree> ?? [.. all];
            var found = new SortedSet<int>();
            foreach (var word in words)
            {
                if (!index.TryGetValue(word.Hash, out var places))
                    continue;
                if (word.With is null)
                    found.UnionWith(places);
                else
                    AddTogether(places, word.With, index, found);
            }

            foreach (var place in found)
                trees.Add(list[place]);
            return trees;
        }

        foreach (var tree in all)
        {
            var known = cache.WordsOf(tree, cancellation);
            foreach (var word in words)
            {
                if (!known.MayHave(word.Hash) || (word.With is { } with && !HasAny(known, with)))
                    continue;
                trees.Add(tree);
                break;
            }
        }

        return trees;
    }

    /// <summary>The files that have both: a navigation may be called like many others (Parent), the entity that has it is not.</summary>
    private static void AddTogether(List<int> places, HashSet<uint> with, Dictionary<uint, List<int>> index, SortedSet<int> found)
    {
        foreach (var word in with)
        {
            if (!index.TryGetValue(word, out var others))
                continue;
            var (few, many) = others.Count < places.Count ? (others, places) : (places, others);
            foreach (var place in few)
            {
                if (many.BinarySearch(place) >= 0)
                    found.Add(place);
            }
        }
    }

    private static bool HasAny(TreeWords words, HashSet<uint> any)
    {
        foreach (var word in any)
        {
            if (words.MayHave(word))
                return true;
        }

        return false;
    }

    /// <summary>The files of each word: so that a compilation of many tables is not read once for each table.</summary>
    private Dictionary<uint, List<int>> IndexWords(IEnumerable<SyntaxTree> trees)
    {
        var index = new Dictionary<uint, List<int>>();
        var place = 0;
        foreach (var tree in trees)
        {
            foreach (var word in cache.WordsOf(tree, cancellation).Hashes)
            {
                if (!index.TryGetValue(word, out var places))
                    index.Add(word, places = []);
                places.Add(place);
            }

            place++;
        }

        Volatile.Write(ref treesOfWord, index);
        return index;
    }

    private static List<Word> WordsOf(Schema schema, TableName table, HashSet<string> entities)
    {
        var words = new List<Word> { new(TreeWords.HashOf(table.Name), null) };
        var mapped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in schema.Entities)
        {
            if (!Maps(entity, table))
                continue;
            mapped.Add(entity.Name);
            entities.Add(SimpleName(entity.ClrType));
            foreach (var name in NamesOf(entity))
                words.Add(new Word(name, null));
        }

        foreach (var entity in schema.Entities)
        {
            HashSet<uint>? names = null;
            foreach (var navigation in entity.Navigations)
            {
                if (mapped.Contains(navigation.Target) || navigation.JoinTable == table)
                    words.Add(new Word(TreeWords.HashOf(navigation.Name), names ??= NamesOf(entity)));
            }
        }

        return words;
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

    private static bool Maps(Entity entity, TableName table)
    {
        if (entity.Table == table)
            return true;
        foreach (var property in entity.Properties)
        {
            if (property.Table == table)
                return true;
        }

        return false;
    }

    private static string SimpleName(string clrType)
    {
        var name = clrType.Substring(clrType.LastIndexOfAny(['.', '+']) + 1);
        var arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }
}
