using System.Collections.Immutable;
using System.Diagnostics;
using System.Xml.Linq;
using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Benchmarks;

/// <summary>
/// Runs the analyzers over public code that cannot be restored here: one lenient compilation for every project (errors tolerated, bound to the packages of this
/// benchmark), referencing each other as in an editor.
/// </summary>
internal static class RealCode
{
    private static readonly string[] SdkUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebUsings =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
            "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    /// <summary>What analysed code binds to: the packages of this benchmark.</summary>
    internal static readonly ImmutableArray<MetadataReference> Packages =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => !Path.GetFileName(file).StartsWith("DbArchitect.", StringComparison.Ordinal))
            .Where(static file => !Path.GetFileName(file).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static file => (MetadataReference)MetadataReference.CreateFromFile(file))];

    public static async Task<int> RunAsync(string directory, string[] options)
    {
        var only = Value(options, "--project");
        var rule = Value(options, "--rule");
        var projects = Projects(Path.GetFullPath(directory));
        var totals = new Totals();
        foreach (var project in projects.Values.Where(project => only is null || project.Name == only).OrderBy(static project => project.Name))
            await AnalyseAsync(project, projects, options, rule, totals);
        totals.Print(int.Parse(Value(options, "--gaps") ?? "15"));
        return 0;
    }

    private static string? Value(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;

    private static async Task AnalyseAsync(
        ProjectFile project, Dictionary<string, ProjectFile> projects, string[] options, string? rule, Totals totals)
    {
        var compilation = project.Compile(projects);
        var types = new KnownTypes(compilation);
        if (!types.HasDataAccess)
            return;
        if (options.Contains("--shapes"))
        {
            Shapes(project, compilation, types, totals);
            return;
        }

        var watch = Stopwatch.StartNew();
        var result = await compilation.WithAnalyzers(
            [new DatabaseAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalysisResultAsync(default);
        var findings = result.GetAllDiagnostics().Where(found => rule is null || found.Id == rule).ToList();
        var elapsed = watch.Elapsed;

        var source = new SourceOperations(compilation);
        var schemas = new Lazy<SchemaSet>(() => SchemaSetReader.Read(types, source, Store.Unknown, [], default).Schemas);
        var reader = new LinqReader(types, source, schemas);
        var queries = Queries(compilation, reader);
        if (queries.Count == 0 && schemas.Value.Schemas.IsEmpty && findings.Count == 0)
            return;
        var complete = queries.Count(static query => query.IsComplete());
        Console.WriteLine(
            $"== {project.Name}: {schemas.Value.Schemas.Count} contexts ({string.Join(", ", schemas.Value.Schemas.Select(static schema => $"{schema.Context} {schema.Store}: {schema.Tables.Count} tables, {schema.Unknown.Count + schema.Tables.Sum(static table => table.Unknown.Count)} unknown"))}), "
            + $"{queries.Count} queries, {complete} complete, {findings.Count} findings, {elapsed.TotalMilliseconds:F0} ms");
        totals.Add(queries, findings);
        foreach (var finding in findings.OrderBy(static finding => finding.Id).ThenBy(static finding => finding.Location.GetLineSpan().Path))
        {
            if (options.Contains("--findings") || finding.Id is "AD0001" or "DBA9999")
                Console.WriteLine($"  {At(finding.Location)}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.GetMessage()}");
        }

        if (Value(options, "--silent") is { } count)
        {
            foreach (var query in queries.Take(int.Parse(count)))
                Console.WriteLine($"  {(query.Terminal.Origin.Location is { } at ? At(at) : "?")}: {query}");
        }
    }

    /// <summary>Schemas and queries alone, without the compiler's driver: what reading costs.</summary>
    private static void Shapes(ProjectFile project, CSharpCompilation compilation, KnownTypes types, Totals totals)
    {
        var source = new SourceOperations(compilation);
        var watch = Stopwatch.StartNew();
        var schemas = SchemaSetReader.Read(types, source, Store.Unknown, [], default).Schemas;
        var schemaTime = watch.ElapsedMilliseconds;
        watch.Restart();
        var queries = Queries(compilation, new LinqReader(types, source, new Lazy<SchemaSet>(schemas)));
        Console.WriteLine($"== {project.Name}: {schemas.Schemas.Count} contexts in {schemaTime} ms, {queries.Count} queries in {watch.ElapsedMilliseconds} ms");
        totals.Add(queries, []);
    }

    private static string At(Location location)
    {
        var span = location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }

    /// <summary>Every query of a compilation, read as the host reads them: body by body.</summary>
    internal static List<Query> Queries(Compilation compilation, LinqReader reader)
    {
        var queries = new List<Query>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (model.GetOperation(node) is not { Parent: null } operation || operation is not (IMethodBodyBaseOperation or IBlockOperation or ISymbolInitializerOperation))
                    continue;
                if (model.GetDeclaredSymbol(node) is { } owner || (owner = model.GetEnclosingSymbol(node.SpanStart)) is not null)
                {
                    var body = operation switch
                    {
                        IMethodBodyBaseOperation { BlockBody: { } block } => block,
                        IMethodBodyBaseOperation { ExpressionBody: { } expression } => expression,
                        _ => operation,
                    };
                    var watch = Stopwatch.StartNew();
                    queries.AddRange(reader.Read(body, owner, default));
                    if (watch.ElapsedMilliseconds > 1000)
                        Console.WriteLine($"  slow: {owner.ToDisplayString()} {watch.ElapsedMilliseconds} ms");
                }
            }
        }

        return queries;
    }

    private static Dictionary<string, ProjectFile> Projects(string directory)
    {
        var files = Directory.GetFiles(directory, "*.csproj", SearchOption.AllDirectories);
        var folders = files.Select(static file => Path.GetDirectoryName(file)!).ToHashSet();
        return files.GroupBy(static file => Path.GetFullPath(file)).ToDictionary(static group => group.Key, group => new ProjectFile(group.Key, folders));
    }

    private sealed class Totals
    {
        private readonly Dictionary<string, int> gaps = [];
        private readonly Dictionary<string, int> rules = [];
        private int queries;
        private int complete;

        public void Add(List<Query> read, List<Diagnostic> findings)
        {
            queries += read.Count;
            complete += read.Count(static query => query.IsComplete());
            foreach (var reason in read.SelectMany(static query => query.Gaps.Take(1)).Select(static gap => gap.Reason))
                gaps[Shape(reason)] = gaps.GetValueOrDefault(Shape(reason)) + 1;
            foreach (var finding in findings)
                rules[finding.Id + " " + finding.Severity] = rules.GetValueOrDefault(finding.Id + " " + finding.Severity) + 1;
        }

        /// <summary>The reason without the names in it.</summary>
        private static string Shape(string reason) => System.Text.RegularExpressions.Regex.Replace(reason, "[`'\"][^`'\"]*[`'\"]", "…");

        public void Print(int most)
        {
            Console.WriteLine($"total: {queries} queries, {complete} complete ({(queries == 0 ? 0 : 100.0 * complete / queries):F1} %)");
            foreach (var (reason, count) in gaps.OrderByDescending(static pair => pair.Value).Take(most))
                Console.WriteLine($"  {count,5}  {reason}");
            foreach (var (id, count) in rules.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                Console.WriteLine($"  {id}: {count}");
        }
    }

    /// <summary>A project file, read as far as a lenient compilation needs it.</summary>
    private sealed class ProjectFile(string path, HashSet<string> projectFolders)
    {
        private CSharpCompilation? compilation;
        private bool compiling;

        public string Name => Path.GetFileNameWithoutExtension(path);

        public CSharpCompilation Compile(Dictionary<string, ProjectFile> projects)
        {
            if (compilation is not null)
                return compilation;
            compiling = true;
            var xml = XDocument.Load(path);
            var folder = Path.GetDirectoryName(path)!;
            var inherited = Ancestors(folder).Select(static up => Path.Combine(up, "Directory.Build.props")).Where(File.Exists).Select(XDocument.Load).ToList();
            string? Property(string name) => inherited.Prepend(xml).SelectMany(document => document.Descendants(name)).Select(static node => node.Value).FirstOrDefault();
            var parse = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER", "DEBUG"]);
            var usings = new List<string>();
            if (string.Equals(Property("ImplicitUsings"), "enable", StringComparison.OrdinalIgnoreCase))
                usings.AddRange((xml.Root?.Attribute("Sdk")?.Value ?? "").EndsWith(".Web", StringComparison.Ordinal) ? [.. SdkUsings, .. WebUsings] : SdkUsings);
            usings.AddRange(inherited.Append(xml).SelectMany(static document => document.Descendants("Using")).Select(static node => node.Attribute("Include")?.Value).OfType<string>());
            var trees = Sources(folder).AsParallel().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), parse, file)).ToList();
            trees.Add(CSharpSyntaxTree.ParseText(string.Concat(usings.Select(static name => $"global using {name};\n")), parse, "Usings.g.cs"));
            var references = xml.Descendants("ProjectReference").Select(node => node.Attribute("Include")?.Value).OfType<string>()
                .SelectMany(include => Resolve(Path.GetFullPath(Path.Combine(folder, include.Replace('\\', '/'))), projects))
                .Distinct().Select(project => project.Compile(projects)).SelectMany(static referenced => referenced.References.OfType<CompilationReference>().Append(referenced.ToMetadataReference()))
                .Cast<CompilationReference>().GroupBy(static reference => reference.Compilation.AssemblyName).Select(static group => (MetadataReference)group.First());
            compilation = CSharpCompilation.Create(
                Property("AssemblyName") is { } name && !name.Contains('$') ? name : Name,
                trees,
                Packages.AddRange(references),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: string.Equals(Property("Nullable"), "enable", StringComparison.OrdinalIgnoreCase) ? NullableContextOptions.Enable : NullableContextOptions.Disable));
            return compilation;
        }

        private static IEnumerable<ProjectFile> Resolve(string file, Dictionary<string, ProjectFile> projects)
        {
            var match = projects.FirstOrDefault(pair => string.Equals(pair.Key, file, StringComparison.OrdinalIgnoreCase)).Value;
            return match is null || match.compiling && match.compilation is null ? [] : [match];
        }

        private static IEnumerable<string> Ancestors(string folder)
        {
            for (var up = new DirectoryInfo(folder); up is not null; up = up.Parent)
                yield return up.FullName;
        }

        private IEnumerable<string> Sources(string folder)
        {
            foreach (var file in Directory.GetFiles(folder, "*.cs"))
                yield return file;
            foreach (var sub in Directory.GetDirectories(folder))
            {
                if (projectFolders.Contains(sub) || Path.GetFileName(sub) is "bin" or "obj" or "node_modules")
                    continue;
                foreach (var file in Sources(sub))
                    yield return file;
            }
        }
    }
}
