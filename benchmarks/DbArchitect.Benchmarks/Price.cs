using System.Collections.Immutable;
using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Benchmarks;

/// <summary>
/// What each step and each rule costs, on one thread and without the compiler: bodies are bound beforehand, then every step runs over all of them by itself, as the host would
/// run it. What rules share (the advice about indexes) is a step of its own, so that a rule does not pay because it came first.
/// </summary>
internal static class Price
{
    /// <summary>A rule is so cheap that one run over all queries is below the clock's noise.</summary>
    private const int Repetitions = 5;

    public static async Task<int> RunAsync(string[] options)
    {
        var size = options.Length > 0 ? int.Parse(options[0]) : 250;
        await MeasureAsync($"{size} entities", GeneratedSolution.Create(size));
        if (Sample.Compile() is { } sample)
            await MeasureAsync("the sample", sample);
        return 0;
    }

    /// <summary>Inside the compiler's driver, which keeps one semantic model a file: without it, what the compiler has bound would be bound again, at our cost.</summary>
    private static Task MeasureAsync(string name, CSharpCompilation compilation) =>
        compilation.WithAnalyzers([new Probe(name)], new AnalyzerOptions([])).GetAllDiagnosticsAsync();

    private static void Print(string name, Compilation compilation)
    {
        var bodies = Bodies(compilation);
        var steps = new List<(string Step, double Ms, double Mb)>();
        var analyzerOptions = new AnalyzerOptions([]);
        var types = new Analyzers.Readers.KnownTypes(compilation);
        List<(IOperation Block, TreeSettings Settings, UnitOfWork Unit)> units = [];
        List<(QueryContext Context, TreeSettings Settings)> queries = [];
        CompilationModel model = null!;

        // The first turn warms the runtime up.
        for (var turn = 0; turn < 2; turn++)
        {
            steps.Clear();
            units.Clear();
            queries.Clear();
            model = new CompilationModel(types, analyzerOptions, new SchemaCache(), new TreeQueriesCache(), default);
            Step("schemas and the rules about them", () => _ = model.Schemas);
            Step("LINQ of every body to queries", () =>
            {
                foreach (var (block, owner) in bodies)
                    model.Linq.Read(block, owner, default);
            });
            Step("SQL text of every body to queries", () =>
            {
                foreach (var (block, owner) in bodies)
                    model.Sql.Read(block, owner, model.SettingsOf(block.Syntax.SyntaxTree).Options.Get(SharedOptions.SqlMethods), default);
            });
            model = new CompilationModel(types, analyzerOptions, new SchemaCache(), new TreeQueriesCache(), default);
            _ = model.Schemas;
            Step("both, with results, loops and saves", () =>
            {
                foreach (var (block, owner) in bodies)
                    units.Add((block, model.SettingsOf(block.Syntax.SyntaxTree), model.UnitOf(block, owner, default).Unit));
            });
            foreach (var (_, settings, read) in units)
            {
                foreach (var query in read.Queries)
                    queries.Add((new QueryContext(query, model.SchemaOf(query), settings.Options) { Unit = read, Judge = model.AdviceOf, IndexSetOf = model.OfTables.IndexSetOf }, settings));
            }

            Step("index advice of each query alone", () =>
            {
                foreach (var (context, settings) in queries)
                    _ = IndexAdvice.Of(context.Query, context.Schema, settings.Options);
            });
            Step("index advice, with the tables' other queries", () =>
            {
                foreach (var (context, _) in queries)
                    _ = context.Advice;
            });
        }

        Console.WriteLine($"== price: {name}, {bodies.Count} bodies, {queries.Count} queries");
        foreach (var (step, ms, mb) in steps)
            Console.WriteLine($"  {step,-46} {ms,8:F1} ms {mb,8:F2} MB {1000 * ms / Math.Max(1, queries.Count),8:F2} µs a query");
        foreach (var (rule, ms, mb) in Rules(model, units, queries).OrderByDescending(static price => price.Ms))
            Console.WriteLine($"  {rule,-46} {ms,8:F2} ms {mb,8:F2} MB {1000 * ms / Math.Max(1, queries.Count),8:F2} µs a query");

        void Step(string step, Action run)
        {
            GC.Collect();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Milliseconds;
            run();
            steps.Add((step, ThreadClock.Milliseconds - start, (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6));
        }
    }

    private static IEnumerable<(string Rule, double Ms, double Mb)> Rules(
        CompilationModel model, List<(IOperation Block, TreeSettings Settings, UnitOfWork Unit)> units, List<(QueryContext Context, TreeSettings Settings)> queries)
    {
        foreach (var rule in Analyzers.Hosting.RuleSet.All)
        {
            Action run = rule switch
            {
                SchemaRule schemaRule => () =>
                {
                    foreach (var schema in model.Schemas.Schemas)
                        RuleRunner.Check(schemaRule, schema, Options.None);
                },
                QueryRule queryRule => () =>
                {
                    foreach (var (context, _) in queries)
                        RuleRunner.Check(queryRule, context);
                },
                UnitOfWorkRule unitRule => () =>
                {
                    foreach (var (_, settings, unit) in units)
                    {
                        if (!unit.Queries.IsEmpty || !unit.Calls.IsEmpty || !unit.Saves.IsEmpty)
                            RuleRunner.Check(unitRule, unit, model.Schemas, settings.Options);
                    }
                },
                _ => static () => { },
            };
            run();
            GC.Collect();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Milliseconds;
            for (var i = 0; i < Repetitions; i++)
                run();
            yield return (
                rule.Descriptor.Id + " " + rule.GetType().Name, (ThreadClock.Milliseconds - start) / Repetitions,
                (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6 / Repetitions);
        }
    }

    /// <summary>The bodies that the compiler would hand to an analyzer, bound.</summary>
    private static List<(IOperation Block, ISymbol Owner)> Bodies(Compilation compilation)
    {
        var bodies = new List<(IOperation, ISymbol)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (model.GetOperation(node) is not { Parent: null } operation || operation is not (IMethodBodyBaseOperation or IBlockOperation or ISymbolInitializerOperation))
                    continue;
                if ((model.GetDeclaredSymbol(node) ?? model.GetEnclosingSymbol(node.SpanStart)) is not { } owner)
                    continue;
                var body = operation switch
                {
                    IMethodBodyBaseOperation { BlockBody: { } block } => block,
                    IMethodBodyBaseOperation { ExpressionBody: { } expression } => expression,
                    _ => operation,
                };
                // Operations are made when they are walked first: that is the compiler's price, not ours.
                foreach (var _ in body.DescendantsAndSelf())
                {
                }

                bodies.Add((body, owner));
            }
        }

        return bodies;
    }

#pragma warning disable RS1036, RS1038, RS1041, RS2008 // Never shipped: a way into the compiler's driver.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Probe(string name) : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Nothing = new("PROBE", "Nothing", "Nothing", "None", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Nothing];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(end => Print(name, end.Compilation));
        }
    }
#pragma warning restore RS1036, RS1038, RS1041, RS2008
}
