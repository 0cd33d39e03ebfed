using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Readers.References;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers;

/// <summary>
/// The operations of any piece of source of one compilation, also of another file than the one being analysed. The only place that asks a
/// compilation for semantic models (RS1030): a model is configured in one file and used in another, so that no single file's model can tell.
/// A reader asks only for trees that declare contexts, configurations, entities, snapshots, migrations, or a method that a query calls. What referenced
/// projects hand on of their code counts as source too.
/// </summary>
internal sealed class SourceOperations(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> referencedModels = new();
    private readonly ThreadLocal<HashSet<SyntaxTree>?> recorded = new();
    private readonly ReferencedCode referenced = new(compilation);

    public Compilation Compilation { get; } = compilation;

    /// <summary>The texts that the project embeds into its assembly.</summary>
    public EmbeddedTexts Embedded { get; init; } = EmbeddedTexts.None;

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
    /// The semantic model of a tree; null when the tree is neither of this compilation nor code that a referenced project hands on: in an editor, symbols of a
    /// referenced project carry their trees.
    /// </summary>
    public SemanticModel? ModelOf(SyntaxTree tree)
    {
        if (models.TryGetValue(tree, out var model) || Compilation.ContainsSyntaxTree(tree))
        {
            recorded.Value?.Add(tree);
#pragma warning disable RS1030 // The one place: see the summary.
            return model ?? models.GetOrAdd(tree, Compilation.GetSemanticModel(tree));
        }

        // Not among the trees read: it changes with the reference alone.
        return referenced.CompilationOf(tree) is { } other
            ? referencedModels.TryGetValue(tree, out model) ? model : referencedModels.GetOrAdd(tree, other.GetSemanticModel(tree))
            : null;
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

    /// <summary>The declaration of a symbol in this compilation's source, or in code that its project hands on; null when neither has it.</summary>
    public SyntaxNode? DeclarationOf(ISymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (Compilation.ContainsSyntaxTree(reference.SyntaxTree))
                return reference.GetSyntax(cancellation);
        }

        foreach (var reference in Declared(symbol, cancellation).DeclaringSyntaxReferences)
        {
            if (referenced.CompilationOf(reference.SyntaxTree) is not null)
                return reference.GetSyntax(cancellation);
        }

        return null;
    }

    /// <summary>
    /// The definition as the source says it that <see cref="DeclarationOf"/> finds. A symbol of a reference and the one that its code declares are two: bodies
    /// name the parameters of the latter.
    /// </summary>
    public T Declared<T>(T definition, CancellationToken cancellation)
        where T : class, ISymbol =>
        SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, Compilation.Assembly) ? definition : referenced.Declared(definition, cancellation) as T ?? definition;

    /// <summary>A class, with its type arguments, as the code of its project declares it.</summary>
    public INamedTypeSymbol DeclaredType(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var declared = Declared(type.OriginalDefinition, cancellation);
        if (ReferenceEquals(declared, type.OriginalDefinition) || type.IsUnboundGenericType || type.ContainingType is { IsGenericType: true })
            return type;
        return type.TypeArguments.IsEmpty ? declared : declared.Construct([.. type.TypeArguments]);
    }

    /// <summary>Whether a node lies in code that a referenced project hands on: no place to report at.</summary>
    public bool IsReferenced(SyntaxNode node) => referenced.CompilationOf(node.SyntaxTree) is not null;

    /// <summary>The project that the code around a node is of: a referenced one, or this one.</summary>
    public IAssemblySymbol AssemblyOf(SyntaxNode node) => referenced.AssemblyOf(node.SyntaxTree) ?? Compilation.Assembly;

    /// <summary>The project that declares a symbol, also where it is known from the code that the project hands on.</summary>
    public IAssemblySymbol? AssemblyOf(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (referenced.AssemblyOf(reference.SyntaxTree) is { } assembly)
                return assembly;
        }

        return symbol.ContainingAssembly;
    }

    /// <summary>The classes in the code that a referenced project hands on; null when it hands on none.</summary>
    public IEnumerable<INamedTypeSymbol>? TypesOf(IAssemblySymbol assembly, CancellationToken cancellation) =>
        referenced.Of(assembly, cancellation)?.Types(cancellation);
}
