using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>What all callbacks of one compilation share: its schemas, read when first asked for, its readers, and which rules are on in which file.</summary>
internal sealed class CompilationModel
{
    private readonly AnalyzerConfigOptionsProvider config;
    private readonly ConcurrentDictionary<SyntaxTree, TreeSettings> settings = new();
    private readonly ConcurrentDictionary<SyntaxNode, (UnitOfWork Unit, IReadOnlyCollection<SyntaxTree> Trees)> units = new();
    private readonly ConcurrentDictionary<Query, IndexAdvice> advice = new(SameQuery.Instance);
    private readonly AnalyzerOptions options;
    private readonly SchemaCache cache;
    private readonly CancellationToken cancellation;
    private readonly object gate = new();
    private SchemaState? state;

    public CompilationModel(KnownTypes types, AnalyzerOptions options, SchemaCache cache, TreeQueriesCache queries, CancellationToken cancellation)
    {
        this.cache = cache;
        this.cancellation = cancellation;
        Types = types;
        Source = new SourceOperations(types.Compilation) { Embedded = AdditionalSchemaFiles.Embedded(options.AdditionalFiles) };
        this.options = options;
        config = options.AnalyzerConfigOptionsProvider;
        // PublicationOnly: a cancelled read must not be remembered as the answer.
        var schemas = new Lazy<SchemaSet>(() => State.Reading.Schemas, LazyThreadSafetyMode.PublicationOnly);
        Linq = new LinqReader(types, Source, schemas);
        Sql = new SqlQueryReader(types, Source, schemas);
        Units = new UnitOfWorkReader(types, Source, Linq);
        OfTables = new TableQueries(this, queries, cancellation);
    }

    public KnownTypes Types { get; }

    public SourceOperations Source { get; }

    public LinqReader Linq { get; }

    public SqlQueryReader Sql { get; }

    public UnitOfWorkReader Units { get; }

    /// <summary>The queries by the table that they ask.</summary>
    public TableQueries OfTables { get; }

    public SchemaSet Schemas => State.Reading.Schemas;

    /// <summary>The sources of schemas that could not be read.</summary>
    public EquatableArray<SchemaProblem> Problems => State.Reading.Problems;

    /// <summary>What the schema rules found, by the file that owns the finding.</summary>
    public ImmutableArray<RuleFinding> SchemaFindings(SyntaxTree tree) =>
        State.Findings.TryGetValue(tree, out var findings) ? findings : ImmutableArray<RuleFinding>.Empty;

    /// <summary>What the schema rules found in a script.</summary>
    public ImmutableArray<RuleFinding> SchemaFindings(string script) =>
        State.InScripts.TryGetValue(script, out var findings) ? findings : ImmutableArray<RuleFinding>.Empty;

    public TreeSettings SettingsOf(SyntaxTree tree) =>
        settings.GetOrAdd(tree, static (key, model) => new TreeSettings(key, model.Types.Compilation.Options, model.config.GetOptions(key)), this);

    /// <summary>What a body does with its databases, each body read once, and the trees that were looked into for it.</summary>
    public (UnitOfWork Unit, IReadOnlyCollection<SyntaxTree> Trees) UnitOf(IOperation body, ISymbol owner, CancellationToken token)
    {
        if (units.TryGetValue(body.Syntax, out var known))
            return known;
        var methods = SettingsOf(body.Syntax.SyntaxTree).Options.Get(SharedOptions.SqlMethods);
        var unit = Source.Record(
            () =>
            {
                var read = Units.Read(body, owner, token);
                var sql = Sql.Read(body, owner, methods, token);
                return sql.Count > 0 ? read with { Queries = [.. read.Queries, .. sql] } : read;
            },
            out var trees);
        return units.GetOrAdd(body.Syntax, (unit, trees));
    }

    /// <summary>The same, when the body has been read already.</summary>
    public (UnitOfWork Unit, IReadOnlyCollection<SyntaxTree> Trees)? KnownUnitOf(SyntaxNode body) => units.TryGetValue(body, out var known) ? known : null;

    /// <summary>How the declared indexes serve a query, judged once: when it is checked itself, or when another query of its tables is.</summary>
    public IndexAdvice AdviceOf(Query query, Schema? schema, Options options) =>
        advice.TryGetValue(query, out var known) ? known : advice.GetOrAdd(query, IndexAdvice.Of(query, schema, options));

    /// <summary>The schema of a query: of its context, else the only one that maps its root.</summary>
    public Schema? SchemaOf(Query query)
    {
        if (query.Context.Length > 0 && Schemas.OfContext(query.Context) is { } schema)
            return schema;
        // SQL text was resolved against a schema that fits its connection, or against none.
        if (query.FrontEnd != FrontEnd.Linq)
            return query.Context.Length == 0 && Schemas.OfContext("") is { } files ? files : null;
        if (Schemas.Schemas.Count == 1)
            return Schemas.Schemas[0];
        foreach (var source in query.Sources)
        {
            if (source.Entity.Length > 0 && Schemas.MappingType(source.Entity) is { } mapping)
                return mapping;
        }

        return null;
    }

    /// <summary>Read when first asked for, by one thread: the others wait for it rather than read too.</summary>
    internal SchemaState State
    {
        get
        {
            if (Volatile.Read(ref state) is { } known)
                return known;
            lock (gate)
                return state ??= cache.GetOrRead(Source, SettingsText(), ReadSchemas, cancellation);
        }
    }

    private (SchemaState State, IReadOnlyCollection<SyntaxTree> Read) ReadSchemas()
    {
        // Its own source, so that what it looked into is told apart from the files that queries were read in.
        var source = new SourceOperations(Types.Compilation) { Embedded = Source.Embedded };
        var reading = SchemaSetReader.Read(Types, source, ProviderOption.Read(config, Types.Compilation), SchemaFiles(), cancellation);
        var (findings, inScripts) = CheckSchemas(reading.Schemas);
        var trees = new HashSet<SyntaxTree>(source.TreesRead);
        foreach (var schema in reading.Schemas.Schemas)
        {
            Add(schema.Origin);
            foreach (var entity in schema.Entities)
                Add(entity.Origin);
            foreach (var table in schema.Tables)
                Add(table.Origin);
        }

        foreach (var tree in findings.Keys)
            trees.Add(tree);
        return (new SchemaState(reading, findings) { InScripts = inScripts }, trees);

        void Add(Origin origin)
        {
            if (origin.Location?.SourceTree is { } tree && Types.Compilation.ContainsSyntaxTree(tree))
                trees.Add(tree);
        }
    }

    /// <summary>All settings that the schemas and the findings in them depend on, as text to compare.</summary>
    private string SettingsText()
    {
        var text = new System.Text.StringBuilder();
        foreach (var key in RuleSet.Options.Keys)
        {
            if (config.GlobalOptions.TryGetValue(key, out var value))
                text.Append(key).Append('=').Append(value).Append('\n');
        }

        foreach (var tree in Types.Compilation.SyntaxTrees)
        {
            var options = config.GetOptions(tree);
            foreach (var key in RuleSet.Options.Keys)
            {
                if (options.TryGetValue(key, out var value))
                    text.Append(key).Append('=').Append(value).Append('\n');
            }

            break;
        }

        foreach (var (path, content) in SchemaFiles())
            text.Append(path).Append('\n').Append(content).Append('\n');
        return text.ToString();
    }

    private IReadOnlyList<(string Path, string Text)> SchemaFiles() => AdditionalSchemaFiles.Read(options.AdditionalFiles, config, cancellation);

    private (ImmutableDictionary<SyntaxTree, ImmutableArray<RuleFinding>> InCode, ImmutableDictionary<string, ImmutableArray<RuleFinding>> InScripts) CheckSchemas(SchemaSet schemas)
    {
        var byTree = new Dictionary<SyntaxTree, ImmutableArray<RuleFinding>.Builder>();
        var byScript = new Dictionary<string, ImmutableArray<RuleFinding>.Builder>();
        foreach (var schema in schemas.Schemas)
        {
            foreach (var rule in RuleSet.SchemaRules)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var found in RuleRunner.Check(rule, schema, OptionsOf(schema)))
                {
                    // A migration that was applied is history: nobody edits it.
                    if (found.Finding.At.Kind == OriginKind.Migration)
                        continue;
                    if (found.Finding.At.Location?.SourceTree is { } tree && Types.Compilation.ContainsSyntaxTree(tree))
                        Add(byTree, tree, found);
                    else if (found.Finding.At.Script is { } script)
                        Add(byScript, script, found);
                }
            }
        }

        return (
            byTree.ToImmutableDictionary(static pair => pair.Key, static pair => pair.Value.ToImmutable()),
            byScript.ToImmutableDictionary(static pair => pair.Key, static pair => pair.Value.ToImmutable()));

        static void Add<TKey>(Dictionary<TKey, ImmutableArray<RuleFinding>.Builder> all, TKey key, RuleFinding found)
        {
            if (!all.TryGetValue(key, out var findings))
                all.Add(key, findings = ImmutableArray.CreateBuilder<RuleFinding>());
            findings.Add(found);
        }
    }

    private Options OptionsOf(Schema schema) =>
        schema.Origin.Location?.SourceTree is { } tree && Types.Compilation.ContainsSyntaxTree(tree) ? SettingsOf(tree).Options : Options.None;

    /// <summary>Queries of two places may say the same: what is judged is this one.</summary>
    private sealed class SameQuery : IEqualityComparer<Query>
    {
        public static SameQuery Instance { get; } = new();

        public bool Equals(Query? x, Query? y) => ReferenceEquals(x, y);

        public int GetHashCode(Query query) => RuntimeHelpers.GetHashCode(query);
    }
}
