using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>What all callbacks of one compilation share: its schemas, read when first asked for, its readers, and which rules are on in which file.</summary>
internal sealed class CompilationModel
{
    private readonly AnalyzerConfigOptionsProvider config;
    private readonly ConcurrentDictionary<SyntaxTree, TreeSettings> settings = new();
    private readonly AnalyzerOptions options;
    private readonly Lazy<SchemaReading> reading;
    private readonly Lazy<SchemaSet> schemas;
    private readonly Lazy<ImmutableDictionary<SyntaxTree, ImmutableArray<RuleFinding>>> schemaFindings;

    public CompilationModel(KnownTypes types, AnalyzerOptions options, CancellationToken cancellation)
    {
        Types = types;
        Source = new SourceOperations(types.Compilation);
        this.options = options;
        config = options.AnalyzerConfigOptionsProvider;
        // PublicationOnly: a cancelled read must not be remembered as the answer.
        reading = new(() => ReadSchemas(cancellation), LazyThreadSafetyMode.PublicationOnly);
        schemas = new(() => reading.Value.Schemas, LazyThreadSafetyMode.PublicationOnly);
        schemaFindings = new(() => CheckSchemas(cancellation), LazyThreadSafetyMode.PublicationOnly);
        Linq = new LinqReader(types, Source, schemas);
        Units = new UnitOfWorkReader(types, Source, Linq);
    }

    public KnownTypes Types { get; }

    public SourceOperations Source { get; }

    public LinqReader Linq { get; }

    public UnitOfWorkReader Units { get; }

    public SchemaSet Schemas => schemas.Value;

    /// <summary>The sources of schemas that could not be read.</summary>
    public EquatableArray<SchemaProblem> Problems => reading.Value.Problems;

    /// <summary>What the schema rules found, by the file that owns the finding.</summary>
    public ImmutableArray<RuleFinding> SchemaFindings(SyntaxTree tree) =>
        schemaFindings.Value.TryGetValue(tree, out var findings) ? findings : ImmutableArray<RuleFinding>.Empty;

    public TreeSettings SettingsOf(SyntaxTree tree) =>
        settings.GetOrAdd(tree, static (key, model) => new TreeSettings(key, model.Types.Compilation.Options, model.config.GetOptions(key)), this);

    /// <summary>The schema of a query: of its context, else the only one that maps its root.</summary>
    public Schema? SchemaOf(Query query)
    {
        if (query.Context.Length > 0 && Schemas.OfContext(query.Context) is { } schema)
            return schema;
        if (Schemas.Schemas.Count == 1)
            return Schemas.Schemas[0];
        foreach (var source in query.Sources)
        {
            if (source.Entity.Length > 0 && Schemas.MappingType(source.Entity) is { } mapping)
                return mapping;
        }

        return null;
    }

    private SchemaReading ReadSchemas(CancellationToken cancellation) => SchemaSetReader.Read(
        Types, Source, ProviderOption.Read(config, Types.Compilation), AdditionalSchemaFiles.Read(options.AdditionalFiles, cancellation), cancellation);

    private ImmutableDictionary<SyntaxTree, ImmutableArray<RuleFinding>> CheckSchemas(CancellationToken cancellation)
    {
        var byTree = new Dictionary<SyntaxTree, ImmutableArray<RuleFinding>.Builder>();
        foreach (var schema in Schemas.Schemas)
        {
            foreach (var rule in RuleSet.SchemaRules)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var found in RuleRunner.Check(rule, schema, OptionsOf(schema)))
                {
                    if (found.Finding.At.Location?.SourceTree is not { } tree || !Types.Compilation.ContainsSyntaxTree(tree))
                        continue;
                    if (!byTree.TryGetValue(tree, out var findings))
                        byTree.Add(tree, findings = ImmutableArray.CreateBuilder<RuleFinding>());
                    findings.Add(found);
                }
            }
        }

        return byTree.ToImmutableDictionary(static pair => pair.Key, static pair => pair.Value.ToImmutable());
    }

    private Options OptionsOf(Schema schema) =>
        schema.Origin.Location?.SourceTree is { } tree && Types.Compilation.ContainsSyntaxTree(tree) ? SettingsOf(tree).Options : Options.None;
}
