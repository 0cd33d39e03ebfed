using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>
/// The queries of each file as last read, for the rules that weigh the queries of other files. An entry is used as long as the schemas say the same and every file
/// whose methods the queries go through is the very same tree. (What other files declare may have changed since: a remedy weighed with queries as they were is still
/// one that serves the query it is told of.) Held by the analyzer's instance, each entry by its tree.
/// </summary>
internal sealed class TreeQueriesCache
{
    /// <summary>So many projects have an index of their own at a time.</summary>
    private const int MostIndexes = 16;

    private readonly ConditionalWeakTable<SyntaxTree, TreeWords> words = new();
    private readonly ConditionalWeakTable<SyntaxTree, Entry> entries = new();
    private readonly ConditionalWeakTable<Schema, SchemaWords> schemas = new();
    private readonly List<(string? Assembly, WordIndex Index)> indexes = [];

    /// <summary>The words by which code gets at the tables of a schema.</summary>
    public SchemaWords WordsOf(Schema schema) => schemas.GetValue(schema, static known => new SchemaWords(known));

    /// <summary>Which files of a project have a word.</summary>
    public WordIndex IndexOf(Compilation compilation)
    {
        lock (indexes)
        {
            foreach (var (assembly, known) in indexes)
            {
                if (assembly == compilation.AssemblyName)
                    return known;
            }

            if (indexes.Count == MostIndexes)
                indexes.RemoveAt(0);
            var index = new WordIndex(this);
            indexes.Add((compilation.AssemblyName, index));
            return index;
        }
    }

    public TreeWords WordsOf(SyntaxTree tree, CancellationToken cancellation)
    {
        if (words.TryGetValue(tree, out var known))
            return known;
        var found = TreeWords.Of(tree, cancellation);
        return words.GetValue(tree, _ => found);
    }

    public ImmutableArray<Query> GetOrRead(SyntaxTree tree, CompilationModel model, CancellationToken cancellation)
    {
        if (entries.TryGetValue(tree, out var entry) && entry.IsValidFor(model))
            return entry.Queries;
        var read = Read(tree, model, cancellation);
        lock (entries)
        {
            entries.Remove(tree);
            entries.Add(tree, read);
        }

        return read.Queries;
    }

    private static Entry Read(SyntaxTree tree, CompilationModel model, CancellationToken cancellation)
    {
        var queries = ImmutableArray.CreateBuilder<Query>();
        var others = new HashSet<SyntaxTree>();
        // What has been read when its own file was analysed is not bound again.
        foreach (var (body, owner) in CodeBodies.Of(tree, model.Source, cancellation, AddKnown))
        {
            try
            {
                var (unit, trees) = model.UnitOf(body, owner, cancellation);
                Add(unit, trees);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Reported where the body itself is analysed.
            }
        }

        bool AddKnown(SyntaxNode body)
        {
            if (model.KnownUnitOf(body) is not var (unit, trees))
                return false;
            Add(unit, trees);
            return true;
        }

        void Add(UnitOfWork unit, IReadOnlyCollection<SyntaxTree> trees)
        {
            queries.AddRange(unit.Queries.Items);
            others.UnionWith(trees);
        }

        others.Remove(tree);
        return new Entry(model.State, model.Source.Embedded, [.. others], queries.ToImmutable());
    }

    private sealed class Entry(SchemaState state, EmbeddedTexts embedded, SyntaxTree[] others, ImmutableArray<Query> queries)
    {
        public ImmutableArray<Query> Queries { get; } = queries;

        public bool IsValidFor(CompilationModel model)
        {
            // Within one version of the project the schemas are the same object: only between versions is it worth asking what they say.
            var current = model.State;
            if ((!ReferenceEquals(state, current) && state.Hash != current.Hash) || !embedded.IsSame(model.Source.Embedded))
                return false;
            foreach (var tree in others)
            {
                if (!model.Types.Compilation.ContainsSyntaxTree(tree))
                    return false;
            }

            // The older one would keep the trees of its version.
            state = current;
            return true;
        }
    }
}
