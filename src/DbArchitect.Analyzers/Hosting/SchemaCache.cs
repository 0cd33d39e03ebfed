using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>The schemas of a compilation and what the schema rules found in them: one unit, because both stay valid for the same reason.</summary>
internal sealed record SchemaState(SchemaReading Reading, ImmutableDictionary<SyntaxTree, ImmutableArray<RuleFinding>> Findings)
{
    /// <summary>The findings about what scripts say, by the path of the script.</summary>
    public ImmutableDictionary<string, ImmutableArray<RuleFinding>> InScripts { get; init; } = ImmutableDictionary<string, ImmutableArray<RuleFinding>>.Empty;

    private readonly Lazy<ulong> hash = new(() => HashOf(Reading.Schemas));

    /// <summary>Equal when the schemas say the same, places in source apart.</summary>
    public ulong Hash => hash.Value;

    private static ulong HashOf(SchemaSet schemas)
    {
        ulong hash = 14695981039346656037;
        foreach (var character in SchemaWriter.Write(schemas.Schemas))
            hash = unchecked((hash ^ character) * 1099511628211);
        return hash;
    }
}

/// <summary>
/// Carries the schemas from one compilation to the next while somebody types: an edit inside a method that configures nothing cannot change them. Valid as long
/// as every file that the reader looked into, or that a fact points to, is the very same tree, every other file declares the same, and references and options
/// are the same. Held by the analyzer's instance, for the last few projects.
/// </summary>
internal sealed class SchemaCache
{
    private const int MaxEntries = 16;

    private readonly object gate = new();
    private readonly List<Entry> entries = [];
    private readonly ConditionalWeakTable<SyntaxTree, StrongBox<ulong>> declarations = new();

    public SchemaState GetOrRead(SourceOperations source, string settings, Func<(SchemaState State, IReadOnlyCollection<SyntaxTree> Read)> read, CancellationToken cancellation)
    {
        var compilation = source.Compilation;
        var fingerprint = FingerprintOf(compilation, cancellation);
        lock (gate)
        {
            foreach (var entry in entries)
            {
                if (entry.IsValidFor(source, fingerprint, settings))
                    return entry.State;
            }
        }

        var (state, trees) = read();
        lock (gate)
        {
            entries.RemoveAll(entry => entry.Assembly == compilation.AssemblyName);
            if (entries.Count == MaxEntries)
                entries.RemoveAt(0);
            entries.Add(new Entry(source, fingerprint, settings, [.. trees], state));
        }

        return state;
    }

    /// <summary>What all files declare, bodies left out: independent of their order, and a look-up for every file that did not change.</summary>
    private ulong FingerprintOf(Compilation compilation, CancellationToken cancellation)
    {
        ulong sum = 0;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!declarations.TryGetValue(tree, out var hash))
            {
                hash = new StrongBox<ulong>(DeclarationHash.Of(tree, cancellation));
                declarations.Remove(tree);
                declarations.Add(tree, hash);
            }

            sum = unchecked(sum + hash.Value);
        }

        return sum;
    }

    private sealed class Entry(SourceOperations source, ulong fingerprint, string settings, SyntaxTree[] trees, SchemaState state)
    {
        private readonly ImmutableArray<MetadataReference> references = source.Compilation.References.ToImmutableArray();
        private readonly EmbeddedTexts embedded = source.Embedded;

        public string? Assembly { get; } = source.Compilation.AssemblyName;

        public SchemaState State { get; } = state;

        public bool IsValidFor(SourceOperations otherSource, ulong otherFingerprint, string otherSettings)
        {
            var other = otherSource.Compilation;
            if (Assembly != other.AssemblyName || fingerprint != otherFingerprint || settings != otherSettings || !embedded.IsSame(otherSource.Embedded))
                return false;
            foreach (var tree in trees)
            {
                if (!other.ContainsSyntaxTree(tree))
                    return false;
            }

            var index = 0;
            foreach (var reference in other.References)
            {
                if (index == references.Length || !IsSame(references[index++], reference))
                    return false;
            }

            return index == references.Length;
        }

        private static bool IsSame(MetadataReference one, MetadataReference other) =>
            ReferenceEquals(one, other) || (one is CompilationReference a && other is CompilationReference b && ReferenceEquals(a.Compilation, b.Compilation));
    }

    /// <summary>A hash of what a file declares: its tokens without the bodies of members. A body that mentions model configuration counts as a declaration.</summary>
    private sealed class DeclarationHash : CSharpSyntaxWalker
    {
        private readonly SourceText text;
        private readonly CancellationToken cancellation;
        private char[] buffer = [];
        private ulong hash = 14695981039346656037;

        private DeclarationHash(SourceText text, CancellationToken cancellation)
            : base(SyntaxWalkerDepth.Token)
        {
            this.text = text;
            this.cancellation = cancellation;
        }

        public static ulong Of(SyntaxTree tree, CancellationToken cancellation)
        {
            var walker = new DeclarationHash(tree.GetText(cancellation), cancellation);
            walker.Visit(tree.GetRoot(cancellation));
            return walker.hash;
        }

        public override void VisitToken(SyntaxToken token)
        {
            foreach (var character in token.Text)
                hash = unchecked((hash ^ character) * 1099511628211);
            hash = unchecked((hash ^ 0x1F) * 1099511628211);
        }

        public override void VisitBlock(BlockSyntax node)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ConfiguresModel(node))
                base.VisitBlock(node);
        }

        public override void VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
        {
            if (ConfiguresModel(node))
                base.VisitArrowExpressionClause(node);
        }

        /// <summary>Top-level statements are one body.</summary>
        public override void VisitGlobalStatement(GlobalStatementSyntax node)
        {
            if (ConfiguresModel(node))
                base.VisitGlobalStatement(node);
        }

        /// <summary>Whether a body has a word of configuration: asked of its characters, because few have, and nodes are made when they are walked.</summary>
        private bool ConfiguresModel(SyntaxNode body)
        {
            var length = body.Span.Length;
            if (buffer.Length < length)
                buffer = new char[length];
            text.CopyTo(body.SpanStart, buffer, 0, length);
            var start = -1;
            for (var i = 0; i <= length; i++)
            {
                if (i < length && (char.IsLetterOrDigit(buffer[i]) || buffer[i] == '_'))
                {
                    if (start < 0)
                        start = i;
                    continue;
                }

                if (start >= 0 && IsConfiguration(buffer.AsSpan(start, i - start)))
                    return true;
                start = -1;
            }

            return false;
        }

        private static bool IsConfiguration(ReadOnlySpan<char> name) => name switch
        {
            "ModelBuilder" or "HasIndex" or "HasKey" or "HasQueryFilter" or "HasForeignKey" or "ApplyConfiguration" or "ApplyConfigurationsFromAssembly" => true,
            _ => (name.StartsWith("Use".AsSpan()) && name.Length > 3 && char.IsUpper(name[3])) || name.EndsWith("DbContext".AsSpan()),
        };
    }
}
