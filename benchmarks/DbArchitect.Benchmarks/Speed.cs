using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using DbArchitect.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Benchmarks;

/// <summary>
/// CPU time and allocations, in one run: the compiler alone, a no-op analyzer that looks at every invocation, all our rules, and a well-known analyzer package.
/// Medians over rounds that take turns, so that a drift of the machine meets all alike. Warmed up, and compiled to the last tier at once (TieredCompilation is off): what a compiler server costs after a while.
/// </summary>
internal static class Speed
{
    private const int PlainMethods = 2_000;

    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = options.Length > 0 ? int.Parse(options[0]) : 5;
        var sizes = options.Length > 1 ? options.Skip(1).Select(int.Parse).ToArray() : [50, 500, 1000];
        Console.WriteLine($"{rounds} rounds, {Environment.ProcessorCount} processors; CPU ms median (min-max), MB allocated");
        if (Sample.Compile() is { } sample)
            await CompareAsync("the sample", sample, Math.Max(rounds, 10), warmUps: 3);
        var costs = new List<(int Size, double NoOp, double Ours)>();
        foreach (var size in sizes)
        {
            var compilation = GeneratedSolution.Create(size);
            var (noOp, ours) = await CompareAsync($"{size} entities, {size * 10} queries", compilation, rounds, warmUps: 1);
            costs.Add((size, noOp, ours));
        }

        Growth(costs);
        await RunInertAsync(rounds, PlainMethods);
        await KeystrokeAsync(sizes.Max(), Math.Max(rounds, 10), shared: false);
        return await Price.RunAsync([]);
    }

    public static async Task<int> RunInertAsync(string[] options)
    {
        await RunInertAsync(options.Length > 0 ? int.Parse(options[0]) : 5, options.Length > 1 ? int.Parse(options[1]) : PlainMethods);
        return 0;
    }

    /// <summary>Code that has nothing to do with a database: what the package costs those who have it for other projects of their solution.</summary>
    private static async Task RunInertAsync(int rounds, int methods)
    {
        await CompareAsync($"{methods} methods in a project without any data access library", GeneratedSolution.CreatePlain(methods, LenientProject.Framework), rounds);
        await CompareAsync($"{methods} methods without data access in a project with Entity Framework", GeneratedSolution.CreatePlain(methods, LenientProject.Packages), rounds);
    }

    /// <summary>Linear growth means the same cost for a query whatever the size: each size against the one before, for the compiler with the no-op analyzer and with our rules.</summary>
    private static void Growth(List<(int Size, double NoOp, double Ours)> costs)
    {
        Console.WriteLine("== growth: CPU µs a query (the goal for all our rules: within 10 % from size to size, or no more than the compiler itself grows)");
        for (var i = 0; i < costs.Count; i++)
        {
            var (size, noOp, ours) = costs[i];
            var growth = i == 0 ? "" : $"  x {ours / size / (costs[i - 1].Ours / costs[i - 1].Size):F2} (no-op x {noOp / size / (costs[i - 1].NoOp / costs[i - 1].Size):F2})";
            Console.WriteLine($"  {size,6} entities: no-op {100 * noOp / size,6:F0}  all our rules {100 * ours / size,6:F0}{growth}");
        }
    }

    internal static async Task<(double NoOp, double Ours)> CompareAsync(string name, CSharpCompilation compilation, int rounds, int warmUps = 1)
    {
        // A build has analyzers of its own: what an instance remembers for the next keystroke does not help it.
        var contenders = new (string Name, Func<ImmutableArray<DiagnosticAnalyzer>> Create)[]
        {
            ("compile alone", static () => []),
            ("no-op analyzer", static () => [new NoOpAnalyzer()]),
            ("all our rules", static () => [new DatabaseAnalyzer()]),
            ("Meziantou.Analyzer", static () => Package("Meziantou.Analyzer")),
        };
        var samples = contenders.ToDictionary(static contender => contender.Name, static _ => new List<(double Cpu, double Mb)>());
        var embedder = new List<(double Cpu, double Mb)>();
        for (var round = -warmUps; round < rounds; round++)
        {
            foreach (var (contender, create) in contenders)
            {
                var analyzers = create();
                if (contender != "compile alone" && analyzers.IsEmpty)
                    continue;
                var sample = await MeasureAsync(() => AnalyseAsync(compilation, analyzers));
                if (round >= 0)
                    samples[contender].Add(sample);
            }

            var embedded = await MeasureAsync(() => Embed(compilation));
            if (round >= 0)
                embedder.Add(embedded);
        }

        Console.WriteLine($"== {name}");
        var baseline = 0.0;
        var ours = 0.0;
        foreach (var (contender, _) in contenders)
        {
            var cpu = samples[contender].Select(static sample => sample.Cpu).Order().ToArray();
            if (cpu.Length == 0)
                continue;
            var median = cpu[cpu.Length / 2];
            if (contender == "no-op analyzer")
                baseline = median;
            if (contender == "all our rules")
                ours = median;
            var ratio = baseline > 0 ? $"  {median / baseline:F2} x no-op" : "";
            var mb = samples[contender].Select(static sample => sample.Mb).Order().ElementAt(cpu.Length / 2);
            Console.WriteLine($"  {contender,-20} {median,8:F0} ({cpu[0]:F0}-{cpu[^1]:F0})  {mb,7:F0} MB{ratio}");
        }

        var embedding = embedder.Select(static sample => sample.Cpu).Order().ElementAt(rounds / 2);
        Console.WriteLine($"  and in a build, the schema embedded for other projects: {embedding:F0} ({embedding / baseline:F2} x no-op)");
        return (baseline, ours);
    }

    /// <summary>What the generator does in a build, beside the analyzer; in an editor it is off.</summary>
    private static Task Embed(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create(new SchemaEmbedder()).RunGenerators(compilation.Clone());
        return Task.CompletedTask;
    }

    public static async Task<int> RunKeystrokesAsync(string[] options)
    {
        var size = options.Length > 0 ? int.Parse(options[0], System.Globalization.CultureInfo.InvariantCulture) : 1000;
        await KeystrokeAsync(size, 10, shared: false);
        await KeystrokeAsync(size, 10, shared: true);
        return 0;
    }

    /// <summary>Our rules, or the embedder of schemas, again and again over one compilation, for a profiler to look at.</summary>
    public static async Task<int> RepeatAsync(string what, string[] options)
    {
        var compilation = what == "sample" ? Sample.Compile() : GeneratedSolution.Create(int.Parse(what, System.Globalization.CultureInfo.InvariantCulture));
        if (compilation is null)
            return 1;
        var rounds = options.Length > 0 ? int.Parse(options[0], System.Globalization.CultureInfo.InvariantCulture) : 10;
        for (var round = 0; round < rounds; round++)
        {
            var (cpu, mb) = await MeasureAsync(() => options.Contains("embed") ? Embed(compilation) : AnalyseAsync(compilation, [new DatabaseAnalyzer()]));
            Console.WriteLine($"{cpu,8:F0} ms CPU  {mb,7:F0} MB");
        }

        return 0;
    }

    /// <summary>What an editor does at a keystroke: a new compilation, the diagnostics of the one file.</summary>
    private static async Task KeystrokeAsync(int size, int rounds, bool shared)
    {
        var compilation = GeneratedSolution.Create(size, shared);
        var analyzer = new DatabaseAnalyzer();
        await AnalyseAsync(compilation, [analyzer]);
        Console.WriteLine($"== keystroke in a query file, {size} entities" + (shared ? ", one of which every service queries" : ""));
        foreach (var (name, analyzers) in new (string, ImmutableArray<DiagnosticAnalyzer>)[] { ("compiler alone", []), ("no-op analyzer", [new NoOpAnalyzer()]), ("all our rules", [analyzer]) })
        {
            var samples = new List<double>();
            for (var round = -3; round < rounds; round++)
            {
                compilation = GeneratedSolution.Type(compilation, 7, round + 3, shared);
                var current = compilation;
                var (cpu, _) = await MeasureAsync(async () =>
                {
                    var model = current.GetSemanticModel(GeneratedSolution.ServiceTree(current, 7));
                    if (analyzers.IsEmpty)
                    {
                        model.GetDiagnostics();
                        return;
                    }

                    var withAnalyzers = current.WithAnalyzers(analyzers, new AnalyzerOptions([]));
                    await withAnalyzers.GetAnalyzerSemanticDiagnosticsAsync(model, null, default);
                });
                if (round >= 0)
                    samples.Add(cpu);
            }

            samples.Sort();
            Console.WriteLine($"  {name,-20} {samples[samples.Count / 2],8:F1} ms CPU ({samples[0]:F1}-{samples[^1]:F1})");
        }
    }

    private static async Task AnalyseAsync(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        // A clone has bound nothing yet: every contender pays for binding.
        var fresh = compilation.Clone();
        if (analyzers.IsEmpty)
            fresh.GetDiagnostics();
        else
            await fresh.WithAnalyzers(analyzers, new AnalyzerOptions([])).GetAllDiagnosticsAsync();
    }

    private static async Task<(double Cpu, double Mb)> MeasureAsync(Func<Task> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var process = Process.GetCurrentProcess();
        var allocated = GC.GetTotalAllocatedBytes(true);
        var cpu = process.TotalProcessorTime;
        await run();
        process.Refresh();
        return ((process.TotalProcessorTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes(true) - allocated) / 1e6);
    }

    /// <summary>The analyzers of a package, restored beside this project; empty when it is not there.</summary>
    private static ImmutableArray<DiagnosticAnalyzer> Package(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "analyzers", name);
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.GetFiles(folder, "*.dll").Select(Assembly.LoadFrom).SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
    }

#pragma warning disable RS1036, RS1038, RS1041, RS2008 // Never shipped: the yardstick of the benchmark.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class NoOpAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Nothing = new("NOOP", "Nothing", "Nothing", "None", DiagnosticSeverity.Warning, true);

        private int seen;

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Nothing];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterOperationAction(_ => Interlocked.Increment(ref seen), OperationKind.Invocation);
        }
    }
#pragma warning restore RS1036, RS1038, RS1041, RS2008
}
