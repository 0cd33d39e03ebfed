using System.Diagnostics;
using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Hosting.Explain;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Benchmarks;

/// <summary>
/// Runs the analyzers over public code that cannot be restored here: one lenient compilation for every project (errors tolerated, bound to the packages of this
/// benchmark), referencing each other as in an editor.
/// </summary>
internal static class RealCode
{
    public static async Task<int> RunAsync(string directory, string[] options)
    {
        var only = Value(options, "--project");
        var rule = Value(options, "--rule");
        var projects = LenientProject.Below(directory);
        var totals = new Totals();
        if (options.Contains("--joined"))
            await AnalyseAsync("all projects", LenientProject.Join(projects), new AnalyzerOptions([]), options, rule, totals);
        foreach (var project in projects.Values.Where(project => !options.Contains("--joined")).Where(project => only is null || project.Name == only).OrderBy(static project => project.Name))
            await AnalyseAsync(project.Name, project.Compile(projects), project.Options(), options, rule, totals);
        totals.Print(int.Parse(Value(options, "--gaps") ?? "15"));
        return 0;
    }

    private static string? Value(string[] options, string name) =>
        Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;

    private static async Task AnalyseAsync(string project, CSharpCompilation compilation, AnalyzerOptions given, string[] options, string? rule, Totals totals)
    {
        var types = new KnownTypes(compilation);
        if (!types.HasDataAccess)
            return;
        if (options.Contains("--shapes"))
        {
            Shapes(project, compilation, types, options, totals);
            return;
        }

        if (options.Contains("--speed"))
        {
            await Speed.CompareAsync(project, compilation, rounds: 3);
            return;
        }

        var watch = Stopwatch.StartNew();
        var result = await compilation.WithAnalyzers(
            [new DatabaseAnalyzer()],
            new CompilationWithAnalyzersOptions(given, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalysisResultAsync(default);
        var findings = result.GetAllDiagnostics().Where(found => rule is null || found.Id == rule).ToList();
        var elapsed = watch.Elapsed;

        var source = new SourceOperations(compilation);
        var schemas = new Lazy<SchemaSet>(() => SchemaSetReader.Read(types, source, Store.Unknown, [], default).Schemas);
        var reader = new LinqReader(types, source, schemas);
        var queries = Queries(compilation, reader);
        if (queries.Count == 0 && schemas.Value.Schemas.IsEmpty && findings.Count == 0)
            return;
        var complete = queries.Count(static query => query.IsComplete());
        foreach (var missing in ContextsOf(compilation).Except(schemas.Value.Schemas.Select(static schema => schema.Context)))
            Console.WriteLine($"  context not read: {missing}");
        Console.WriteLine(
            $"== {project}: {schemas.Value.Schemas.Count} contexts ({string.Join(", ", schemas.Value.Schemas.Select(static schema => $"{schema.Context} {schema.Store}: {schema.Tables.Count} tables, {schema.Unknown.Count + schema.Tables.Sum(static table => table.Unknown.Count)} unknown"))}), "
            + $"{queries.Count} queries, {complete} complete, {findings.Count} findings, {elapsed.TotalMilliseconds:F0} ms");
        totals.Add(queries, findings);
        foreach (var finding in findings.OrderBy(static finding => finding.Id).ThenBy(static finding => finding.Location.GetLineSpan().Path))
        {
            if (options.Contains("--findings") || finding.Id is "AD0001" or "DBA9999")
                Console.WriteLine($"  {At(finding.Location)}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Id}: {finding.GetMessage()}");
        }

        if (options.Contains("--fixes"))
            totals.Add(await FixTrial.RunAsync(compilation, findings));
        Gaps(queries, options);
        if (Value(options, "--silent") is { } every)
            Silent(queries, findings, schemas.Value, int.Parse(every));
    }

    /// <summary>Where the queries are incomplete for a reason that contains a text.</summary>
    private static void Gaps(List<Query> queries, string[] options)
    {
        if (Value(options, "--gap") is not { } reason)
            return;
        foreach (var query in queries)
        {
            foreach (var gap in query.Gaps.Take(1).Where(gap => gap.Reason.Contains(reason, StringComparison.Ordinal)))
                Console.WriteLine($"  {(gap.Origin.Location is { } at ? At(at) : "?")}: gap: {gap.Parts}: {gap.Reason}");
        }
    }

    /// <summary>Every n-th query at which nothing was found, as explain mode puts it.</summary>
    private static void Silent(List<Query> queries, List<Diagnostic> findings, SchemaSet schemas, int every)
    {
        var silent = queries.Where(query => query.Terminal.Origin.Location is { } at && !findings.Exists(found => IsAbout(found.Location, at))).ToList();
        for (var i = 0; i < silent.Count; i += every)
        {
            var query = silent[i];
            var schema = query.Context.Length > 0 ? schemas.OfContext(query.Context) : schemas.Schemas.Count == 1 ? schemas.Schemas[0] : null;
            Console.WriteLine($"  {At(query.Terminal.Origin.Location!)}: silent: {QueryExplanation.Of(new QueryContext(query, schema, Options.None)).Text}");
        }
    }

    /// <summary>Whether a finding lies in the statement of a query.</summary>
    private static bool IsAbout(Location finding, Location query)
    {
        if (finding.SourceTree != query.SourceTree || query.SourceTree is null)
            return false;
        var node = query.SourceTree.GetRoot().FindNode(query.SourceSpan);
        var statement = node.FirstAncestorOrSelf<StatementSyntax>() ?? node;
        return statement.Span.IntersectsWith(finding.SourceSpan);
    }

    /// <summary>What the source declares as contexts, those included whose base type does not bind here: each has to be read.</summary>
    private static IEnumerable<string> ContextsOf(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                if (declaration.BaseList is null || compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) is not { IsAbstract: false, TypeParameters.Length: 0 } type)
                    continue;
                for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
                {
                    if (parent.Name != "DbContext" && !(parent.TypeKind == TypeKind.Error && parent.Name.EndsWith("DbContext", StringComparison.Ordinal)))
                        continue;
                    yield return type.ToDisplayString(FullName);
                    break;
                }
            }
        }
    }

    internal static readonly SymbolDisplayFormat FullName = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Schemas and queries alone, without the compiler's driver: what reading costs.</summary>
    private static void Shapes(string project, CSharpCompilation compilation, KnownTypes types, string[] options, Totals totals)
    {
        var source = new SourceOperations(compilation);
        var watch = Stopwatch.StartNew();
        var schemas = SchemaSetReader.Read(types, source, Store.Unknown, [], default).Schemas;
        var schemaTime = watch.ElapsedMilliseconds;
        watch.Restart();
        var queries = Queries(compilation, new LinqReader(types, source, new Lazy<SchemaSet>(schemas)));
        Console.WriteLine($"== {project}: {schemas.Schemas.Count} contexts in {schemaTime} ms, {queries.Count} queries in {watch.ElapsedMilliseconds} ms");
        Gaps(queries, options);
        totals.Add(queries, []);
    }

    private static string At(Location location)
    {
        var span = location.GetLineSpan();
        if (span.Path is null)
            return "(no place)";
        // Code that a referenced project hands on is in no file.
        if (span.Path.Length == 0 && location.SourceTree is { } tree)
            return $"(handed on: {tree.GetText().ToString(location.SourceSpan)})";
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

    private sealed class Totals
    {
        private readonly Dictionary<string, int> gaps = [];
        private readonly Dictionary<string, int> rules = [];
        private readonly Dictionary<string, (int Wanted, int Offered)> fixes = [];
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

        public void Add(Dictionary<string, (int Wanted, int Offered)> tried)
        {
            foreach (var (id, (wanted, offered)) in tried)
                fixes[id] = (fixes.GetValueOrDefault(id).Wanted + wanted, fixes.GetValueOrDefault(id).Offered + offered);
        }

        /// <summary>The reason without the names in it.</summary>
        private static string Shape(string reason) => System.Text.RegularExpressions.Regex.Replace(reason, "[`'\"][^`'\"]*[`'\"]", "…");

        public void Print(int most)
        {
            Console.WriteLine($"total: {queries} queries, {complete} complete ({(queries == 0 ? 0 : 100.0 * complete / queries):F1} %)");
            foreach (var (reason, count) in gaps.OrderByDescending(static pair => pair.Value).Take(most))
                Console.WriteLine($"  {count,5}  {reason}");
            Console.WriteLine($"  failures (DBA9999, AD0001): {rules.Where(static pair => pair.Key.StartsWith("DBA9999", StringComparison.Ordinal) || pair.Key.StartsWith("AD0001", StringComparison.Ordinal)).Sum(static pair => pair.Value)}");
            foreach (var (id, count) in rules.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                Console.WriteLine($"  {id}: {count}");
            foreach (var (id, (wanted, offered)) in fixes.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                Console.WriteLine($"  {id}: {offered} fixes for {wanted} findings that ask for one");
        }
    }
}
