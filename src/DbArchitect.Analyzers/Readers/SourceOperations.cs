using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers;

/// <summary>
/// The operations of any piece of source of one compilation, also of another file than the one being analysed. The only place that asks a
/// compilation for semantic models (RS1030): a model is configured in one file and used in another, so that no single file's model can tell.
/// A reader asks only for trees that declare contexts, configurations, entities, snapshots, migrations, or a method that a query calls.
/// </summary>
internal sealed class SourceOperations(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ThreadLocal<HashSet<SyntaxTree>?> recorded = new();

    public Compilation Compilation { get; } = compilation;

    /// <summary>The trees whose syntax was read without a semantic model.</summary>
    private readonly ConcurrentDictionary<SyntaxTree, bool> syntaxRead = new();

    /// <summary>The trees that were looked into so far.</summary>
    public IReadOnlyCollection<SyntaxTree> TreesRead => [.. models.Keys, .. syntaxRead.Keys];

    /// <summary>The declarations of a symbol in this compilation's source, to be read as syntax alone.</summary>
    public IEnumerable<SyntaxNode> SyntaxOf(ISymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (!Compilation.ContainsSyntaxTree(reference.SyntaxTree))
                continue;
            syntaxRead.TryAdd(reference.SyntaxTree, true);
            yield return reference.GetSyntax(cancellation);
        }
    }

    /// <summary>
    /// The semantic model of a tree; null when the tree is not of this compilation: in an editor, symbols of a referenced project carry their trees.
    /// </summary>
    public SemanticModel? ModelOf(SyntaxTree tree)
    {
        recorded.Value?.Add(tree);
        if (models.TryGetValue(tree, out var model))
            return model;
        if (!Compilation.ContainsSyntaxTree(tree))
            return null;
#pragma warning disable RS1030 // The one place: see the summary.
        return models.GetOrAdd(tree, Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
    }

    /// <summary>Does something on this thread, and tells which trees it looked into.</summary>
    public T Record<T>(Func<T> read, out IReadOnlyCollection<SyntaxTree> trees)
    {
        var outer = recorded.Value;
        var own = new HashSet<SyntaxTree>();
        recorded.Value = own;
        try
        {
            return read();
        }
        finally
        {
            recorded.Value = outer;
            outer?.UnionWith(own);
            trees = own;
        }
    }

    /// <summary>The operation of a node: null when it is in no tree of this compilation or has none.</summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellation) =>
        ModelOf(node.SyntaxTree)?.GetOperation(node, cancellation);

    /// <summary>The declaration of a symbol in this compilation's source; null when it has none here.</summary>
    public SyntaxNode? DeclarationOf(ISymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (Compilation.ContainsSyntaxTree(reference.SyntaxTree))
                return reference.GetSyntax(cancellation);
        }

        return null;
    }
}
