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
    private readonly ConcurrentDictionary<(Schema Schema, TableName Table), IndexSet> sets = new();
    private readonly ConcurrentDictionary<(Schema Schema, TableName Table), HashSet<string>> written = new();

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
                    queries.Add(model.AdviceOf(query, schema, settings.Options));
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

    /// <summary>The files that may query the table.</summary>
    private List<SyntaxTree> TreesOf(Schema schema, TableName table)
    {
        var known = cache.WordsOf(schema).Of(table);
        var index = cache.IndexOf(model.Types.Compilation);
        var trees = index.TreesWith(known.Words, model.Types.Compilation, cancellation);
        // A method of a repository returns the entities, a class derives from the generic repository: their names stand for the entity's.
        var more = new HashSet<uint>();
        foreach (var tree in trees)
        {
            foreach (var (argument, name) in cache.WordsOf(tree, cancellation).GenericMembers(cancellation))
            {
                if (known.Entities.Contains(argument))
                    more.Add(TreeWords.HashOf(name));
            }
        }

        if (more.Count == 0)
            return trees;
        var words = new List<Word>(known.Words);
        foreach (var name in more)
            words.Add(new Word(name, null));
        return index.TreesWith(words, model.Types.Compilation, cancellation);
    }
}
