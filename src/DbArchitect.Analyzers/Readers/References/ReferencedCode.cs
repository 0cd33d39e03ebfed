using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// The code of referenced projects that is read with its bodies. A build sees assemblies without bodies, an editor sees compilations; both give the same texts
/// (see <see cref="CodeSelection"/>), which are bound here in a compilation of their own that has the references of this one. So one way of reading serves both.
/// </summary>
internal sealed class ReferencedCode(Compilation compilation)
{
    /// <summary>
    /// As in <see cref="ReferencedSchemaReader"/>: an editor hands on the same references and the same symbols of what did not change. The tables hold their
    /// keys weakly, and what they hold depends on the key alone.
    /// </summary>
    private static readonly ConditionalWeakTable<object, SyntaxTree[]> Texts = new();

    private static readonly ConditionalWeakTable<IAssemblySymbol, ProjectCode> Projects = new();

    private readonly ConcurrentDictionary<IAssemblySymbol, ProjectCode?> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, ProjectCode> byTree = new();

    /// <summary>The symbol as the code of its project declares it; itself where its project is this one or its code is not known.</summary>
    public ISymbol Declared(ISymbol definition, CancellationToken cancellation) =>
        definition.ContainingAssembly is { } assembly && Of(assembly, cancellation) is { } project ? project.Find(definition) ?? definition : definition;

    /// <summary>The compilation that a tree of such code is bound in; null for any other tree.</summary>
    public Compilation? CompilationOf(SyntaxTree tree) => byTree.TryGetValue(tree, out var project) ? project.Compilation : null;

    /// <summary>The code of a referenced project; null when there is none.</summary>
    public ProjectCode? Of(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        if (SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly))
            return null;
        if (known.TryGetValue(assembly, out var project))
            return project;
        project = Read(assembly, cancellation);
        foreach (var tree in project?.Trees ?? [])
            byTree.TryAdd(tree, project!);
        known.TryAdd(assembly, project);
        return project;
    }

    /// <summary>The project whose code a tree is; null for any other tree.</summary>
    public IAssemblySymbol? AssemblyOf(SyntaxTree tree) => byTree.TryGetValue(tree, out var project) ? project.Assembly : null;

    private ProjectCode? Read(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        if (IsFramework(assembly.Name) || compilation.GetMetadataReference(assembly) is not { } reference)
            return null;
        if (Projects.TryGetValue(assembly, out var project))
            return project;
        var trees = reference is CompilationReference { Compilation: CSharpCompilation referenced } ? TreesOf(referenced, cancellation) : TreesOf(reference, assembly);
        return trees.Length == 0
            ? null
            : Projects.GetValue(assembly, _ => new ProjectCode(assembly, compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees), trees, cancellation));
    }

    /// <summary>A quick answer for most assemblies that are asked about.</summary>
    private static bool IsFramework(string name) =>
        name is "System" or "netstandard" or "mscorlib" || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);

    private static SyntaxTree[] TreesOf(CSharpCompilation referenced, CancellationToken cancellation)
    {
        if (Texts.TryGetValue(referenced, out var known))
            return known;
        var trees = ReferencedSchemaReader.UsesEntityFramework(referenced.ReferencedAssemblyNames)
            ? Parse(CodeSelection.Of(new KnownTypes(referenced), new SourceOperations(referenced), cancellation))
            : [];
        return Texts.GetValue(referenced, _ => trees);
    }

    private static SyntaxTree[] TreesOf(MetadataReference reference, IAssemblySymbol assembly)
    {
        if (Texts.TryGetValue(reference, out var known))
            return known;
        var metadata = ReferencedSchemaReader.MetadataOf(assembly, EmbeddedCode.IsKey);
        var trees = metadata.Count == 0 ? [] : Parse(EmbeddedCode.Read(metadata, out _));
        return Texts.GetValue(reference, _ => trees);
    }

    private static SyntaxTree[] Parse(IReadOnlyList<string> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None);
        var trees = new SyntaxTree[files.Count];
        for (var i = 0; i < trees.Length; i++)
            trees[i] = CSharpSyntaxTree.ParseText(files[i], options);
        return trees;
    }
}

/// <summary>The code of one referenced project, bound.</summary>
/// <param name="assembly">The project as the compilation sees it.</param>
/// <param name="compilation">What its code is bound in.</param>
internal sealed class ProjectCode(IAssemblySymbol assembly, Compilation compilation, SyntaxTree[] trees, CancellationToken cancellation)
{
    private readonly Dictionary<string, ISymbol> declared = Declarations(compilation, cancellation);
    private readonly ConcurrentDictionary<ISymbol, ISymbol?> found = new(SymbolEqualityComparer.Default);

    public IAssemblySymbol Assembly { get; } = assembly;

    public Compilation Compilation { get; } = compilation;

    public SyntaxTree[] Trees { get; } = trees;

    public IEnumerable<INamedTypeSymbol> Types(CancellationToken token) => DeclaredTypes.Of(Compilation.Assembly.GlobalNamespace, token);

    /// <summary>What the project's code declares for a symbol of the project as the reference shows it; null for what it does not hand on.</summary>
    public ISymbol? Find(ISymbol definition)
    {
        if (found.TryGetValue(definition, out var known))
            return known;
        var asked = definition;
        definition = ExtensionBlocks.Of(definition) is null ? definition : ExtensionBlocks.StaticOf(definition) ?? definition;
        known = definition.GetDocumentationCommentId() is { } id && declared.TryGetValue(id, out var symbol) ? symbol : null;
        found.TryAdd(asked, known);
        return known;
    }

    private static Dictionary<string, ISymbol> Declarations(Compilation compilation, CancellationToken cancellation)
    {
        var all = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (var type in DeclaredTypes.Of(compilation.Assembly.GlobalNamespace, cancellation))
        {
            Add(type);
            foreach (var member in type.GetMembers())
                Add(member);
        }

        return all;

        void Add(ISymbol symbol)
        {
            if (symbol.GetDocumentationCommentId() is { } id)
                all[id.Replace(CodeText.ShellSuffix + ".", ".")] = symbol;
        }
    }
}
