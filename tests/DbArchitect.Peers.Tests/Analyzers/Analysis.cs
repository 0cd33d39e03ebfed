using System.Collections.Immutable;
using DbArchitect.Peers.Tests.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Peers.Tests.Analyzers;

/// <summary>All analyzers over a program, in one pass of the compiler.</summary>
internal sealed class Analysis
{
    /// <summary>Behind the id of a rule that did not come to an end.</summary>
    public const string Endless = "…";

    private readonly ImmutableArray<DiagnosticAnalyzer> analyzers;
    private readonly CompilationWithAnalyzersOptions options;
    private readonly Dictionary<string, ReportDiagnostic> on;
    private HashSet<(string Id, string Line)>? ofSharedModel;

    public Analysis(IReadOnlyCollection<LoadedAnalyzers> loaded)
    {
        analyzers = [.. loaded.SelectMany(static one => one.Analyzers)];
        // Every rule that counts is on, those off by default too.
        on = loaded.SelectMany(static one => one.Titles.Keys).Distinct(StringComparer.Ordinal)
            .ToDictionary(static id => id, static _ => ReportDiagnostic.Warn, StringComparer.Ordinal);
        options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([new SonarRules(on.Keys)]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
    }

    /// <summary>The ids of what counts and is reported, for each program.</summary>
    public async Task<Dictionary<SmallProgram, SortedSet<string>>> FindAsync()
    {
        var found = new Dictionary<SmallProgram, SortedSet<string>>();
        foreach (var group in ProgramGroup.All)
            await FindAsync(group, group.Compilation, group.Programs, found);
        return found;
    }

    /// <summary>The same for some programs, each compiled alone with its model: for analyzers that take very long over many methods.</summary>
    public async Task<Dictionary<SmallProgram, SortedSet<string>>> FindEachAsync(IEnumerable<SmallProgram> programs)
    {
        var found = new Dictionary<SmallProgram, SortedSet<string>>();
        foreach (var program in programs)
        {
            var group = ProgramGroup.Of(program);
            await FindAsync(group, group.CompilationOf(program), [program], found);
        }

        return found;
    }

    /// <summary>
    /// The same for analyzers of which one may not come to an end on a program: it is left behind after a time, and the program is analyzed by each of the others alone.
    /// Its rule is then given with <see cref="Endless"/> behind it.
    /// </summary>
    public static async Task<Dictionary<SmallProgram, SortedSet<string>>> FindEachInTimeAsync(LoadedAnalyzers loaded, TimeSpan limit, IEnumerable<SmallProgram> programs)
    {
        var all = new Analysis([loaded]);
        var found = new Dictionary<SmallProgram, SortedSet<string>>();
        foreach (var program in programs)
        {
            if (await InTimeAsync(all, program, limit) is { } ids)
            {
                found.Add(program, ids);
                continue;
            }

            found.Add(program, ids = new SortedSet<string>(StringComparer.Ordinal));
            foreach (var one in loaded.Analyzers)
            {
                if (await InTimeAsync(new Analysis([loaded.Only(one)]), program, limit) is { } more)
                    ids.UnionWith(more);
                else
                    ids.UnionWith(one.SupportedDiagnostics.Select(static descriptor => descriptor.Id + Endless));
            }
        }

        return found;
    }

    private static async Task<SortedSet<string>?> InTimeAsync(Analysis analysis, SmallProgram program, TimeSpan limit)
    {
        var work = Task.Run(() => analysis.FindEachAsync([program]));
        return await Task.WhenAny(work, Task.Delay(limit)) == work ? (await work)[program] : null;
    }

    private async Task FindAsync(
        ProgramGroup group, CSharpCompilation compilation, ImmutableArray<SmallProgram> programs, Dictionary<SmallProgram, SortedSet<string>> found)
    {
        foreach (var program in programs)
            found.Add(program, new SortedSet<string>(StringComparer.Ordinal));
        var with = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(on)).WithAnalyzers(analyzers, options);
        foreach (var diagnostic in await with.GetAnalyzerDiagnosticsAsync(CancellationToken.None))
        {
            if (diagnostic.Id == "AD0001")
                throw new InvalidOperationException("An analyzer failed: " + diagnostic);
            if (!on.ContainsKey(diagnostic.Id) || diagnostic.Location.SourceTree is not { } tree)
                continue;
            if (group.ProgramOf(tree) is { } program)
            {
                found[program].Add(diagnostic.Id);
            }
            else if (!(await OfSharedModelAsync()).Contains((diagnostic.Id, LineOf(diagnostic))))
            {
                // The model of these programs is another one, and this is said of what is different in it.
                foreach (var one in programs)
                    found[one].Add(diagnostic.Id);
            }
        }
    }

    /// <summary>What is said of the model that the programs share: that is about no program.</summary>
    private async Task<HashSet<(string Id, string Line)>> OfSharedModelAsync()
    {
        if (ofSharedModel is not null)
            return ofSharedModel;
        var shared = ProgramGroup.All.First(static group => group.Programs[0].Model == Shop.Model).CompilationOfTheModel();
        var with = shared.WithOptions(shared.Options.WithSpecificDiagnosticOptions(on)).WithAnalyzers(analyzers, options);
        return ofSharedModel = [.. (await with.GetAnalyzerDiagnosticsAsync(CancellationToken.None)).Where(static found => found.Location.IsInSource).Select(static found => (found.Id, LineOf(found)))];
    }

    private static string LineOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();

    /// <summary>Sonar's rules that its product calls hotspots are silent unless this file, which a scan writes, names them.</summary>
    private sealed class SonarRules(IEnumerable<string> ids) : AdditionalText
    {
        public override string Path => "/src/SonarLint.xml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(
            "<AnalysisInput><Settings /><Rules>" + string.Concat(ids.Select(static id => $"<Rule><Key>{id}</Key></Rule>")) + "</Rules></AnalysisInput>",
            System.Text.Encoding.UTF8);
    }
}
