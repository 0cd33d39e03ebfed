using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>The files of each word of one project, carried from one compilation to the next: a keystroke changes what it says of one file.</summary>
/// <param name="cache">Has the words of each file.</param>
internal sealed class WordIndex(TreeQueriesCache cache)
{
    private readonly object gate = new();
    private readonly Dictionary<SyntaxTree, TreeWords> files = [];
    private readonly Dictionary<uint, List<SyntaxTree>> trees = [];

    /// <summary>What the index stands for.</summary>
    private readonly WeakReference<Compilation?> current = new(null);

    /// <summary>The files of a compilation that have one of the words, in an order that does not depend on what was typed before.</summary>
    public List<SyntaxTree> TreesWith(IReadOnlyList<Word> words, Compilation compilation, CancellationToken cancellation)
    {
        var found = new HashSet<SyntaxTree>();
        lock (gate)
        {
            MoveTo(compilation, cancellation);
            foreach (var word in words)
            {
                if (!trees.TryGetValue(word.Hash, out var having))
                    continue;
                if (word.With is null)
                    found.UnionWith(having);
                else
                    AddTogether(word, having, found);
            }
        }

        var sorted = new List<SyntaxTree>(found);
        sorted.Sort(static (a, b) => string.CompareOrdinal(a.FilePath, b.FilePath));
        return sorted;
    }

    /// <summary>The files that have both: a navigation may be called like many others (Parent), the entity that has it is not.</summary>
    private void AddTogether(Word word, List<SyntaxTree> having, HashSet<SyntaxTree> found)
    {
        foreach (var with in word.With!)
        {
            if (!trees.TryGetValue(with, out var others))
                continue;
            var (few, other) = others.Count < having.Count ? (others, word.Hash) : (having, with);
            foreach (var tree in few)
            {
                if (files[tree].MayHave(other))
                    found.Add(tree);
            }
        }
    }

    private void MoveTo(Compilation compilation, CancellationToken cancellation)
    {
        if (current.TryGetTarget(out var known) && ReferenceEquals(known, compilation))
            return;
        // Reading words may be cancelled: nothing changes before all are read.
        var count = 0;
        var added = new Dictionary<SyntaxTree, TreeWords>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            count++;
            if (!files.ContainsKey(tree))
                added[tree] = cache.WordsOf(tree, cancellation);
        }

        if (files.Count + added.Count > count)
            RemoveOthers(compilation);
        foreach (var file in added)
            Add(file.Key, file.Value);
        current.SetTarget(compilation);
    }

    private void Add(SyntaxTree tree, TreeWords words)
    {
        files.Add(tree, words);
        foreach (var word in words.Hashes)
        {
            if (!trees.TryGetValue(word, out var having))
                trees.Add(word, having = []);
            having.Add(tree);
        }
    }

    /// <summary>Forgets the files that are not of the compilation.</summary>
    private void RemoveOthers(Compilation compilation)
    {
        var gone = new List<SyntaxTree>();
        foreach (var file in files)
        {
            if (!compilation.ContainsSyntaxTree(file.Key))
                gone.Add(file.Key);
        }

        foreach (var tree in gone)
        {
            foreach (var word in files[tree].Hashes)
            {
                var having = trees[word];
                having.Remove(tree);
                if (having.Count == 0)
                    trees.Remove(word);
            }

            files.Remove(tree);
        }
    }
}
