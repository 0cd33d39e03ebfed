using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Benchmarks;

/// <summary>The SQL texts of public code: how many are found, followed, parsed, and give complete queries.</summary>
internal static class RealSql
{
    private sealed class Counts
    {
        public int Calls, Procedures, Handed, Unfollowed, Whole, WithHoles, Errors, Queries, Complete, Tables, Resolved;

        public void Add(Counts other)
        {
            Calls += other.Calls;
            Procedures += other.Procedures;
            Handed += other.Handed;
            Unfollowed += other.Unfollowed;
            Whole += other.Whole;
            WithHoles += other.WithHoles;
            Errors += other.Errors;
            Queries += other.Queries;
            Complete += other.Complete;
            Tables += other.Tables;
            Resolved += other.Resolved;
        }

        public override string ToString() =>
            $"{Calls} calls, {Procedures} of procedures, {Handed} in helpers that are given the text, {Unfollowed} texts not followed, {Whole} whole, {WithHoles} with holes, {Errors} with errors; "
            + $"{Queries} queries, {Complete} complete; {Resolved} of {Tables} tables in a schema";
    }

    /// <param name="scripts">A folder of .sql files that describe the database; null for none.</param>
    public static int Run(string directory, string? scripts, bool joined, bool list)
    {
        var projects = LenientProject.Below(Path.GetFullPath(directory));
        var files = scripts is null
            ? []
            : Directory.EnumerateFiles(scripts, "*.sql", SearchOption.AllDirectories).Select(static path => (path, File.ReadAllText(path))).ToList();
        var total = new Counts();
        var gaps = new Dictionary<string, int>();
        if (joined)
            Report("all projects", LenientProject.Join(projects), EmbeddedTexts.None, files, list, total, gaps);
        foreach (var project in projects.Values.Where(_ => !joined).OrderBy(static project => project.Name))
            Report(project.Name, project.Compile(projects), new EmbeddedTexts(project.Embedded()), files, list, total, gaps);
        Console.WriteLine("total: " + total);
        foreach (var (reason, count) in gaps.OrderByDescending(static pair => pair.Value))
            Console.WriteLine($"  {count,5}  {reason}");
        return 0;
    }

    private static void Report(string name, CSharpCompilation compilation, EmbeddedTexts embedded, List<(string, string)> files, bool list, Counts total, Dictionary<string, int> gaps)
    {
        var types = new KnownTypes(compilation);
        if (!types.HasDataAccess)
            return;
        var source = new SourceOperations(compilation) { Embedded = embedded };
        var schemas = new Lazy<SchemaSet>(() => SchemaSetReader.Read(types, source, Store.Unknown, files, default).Schemas);
        var calls = new SqlCallReader(types, [], new SqlHelpers(types, source));
        var queries = new SqlQueryReader(types, source, schemas);
        var texts = new SqlTextReader(source);
        var counts = new Counts();
        foreach (var (body, owner) in Bodies(compilation))
        {
            foreach (var call in calls.Read(body, default))
            {
                counts.Calls++;
                if (call.IsStoredProcedure)
                    counts.Procedures++;
                else if (IsHanded(call, owner))
                    counts.Handed++;
                else
                    Add(call, texts, counts, list);
            }

            foreach (var query in queries.Read(body, owner, [], default))
                Add(query, schemas.Value, counts, gaps, list);
        }

        if (counts.Calls == 0)
            return;
        Console.WriteLine($"== {name}: {counts}; schemas: {string.Join(", ", schemas.Value.Schemas.Select(static schema => $"{(schema.Context.Length > 0 ? schema.Context : "files")} {schema.Tables.Count} tables, {schema.Unknown.Count + schema.Tables.Sum(static table => table.Unknown.Count)} unknown"))}");
        total.Add(counts);
    }

    /// <summary>The text is a parameter of the method: it is read where the method is called, as far as it is called in the same project.</summary>
    private static bool IsHanded(SqlCall call, ISymbol owner) =>
        LocalInitializer.Unconverted(call.Text) is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method } && SymbolEqualityComparer.Default.Equals(method, owner);

    private static void Add(SqlCall call, SqlTextReader texts, Counts counts, bool list)
    {
        foreach (var text in texts.Read(call.Text, default))
        {
            if (text.Pieces is [{ Value: null }])
            {
                counts.Unfollowed++;
                if (list)
                    Console.WriteLine($"  {At(call.Text.Syntax.GetLocation())}: not followed: {call.Text.Syntax}");
                continue;
            }

            if (text.Source.Holes.Count > 0 && !call.HolesAreParameters)
                counts.WithHoles++;
            else
                counts.Whole++;
            var script = SqlParser.Parse(text.Source, SqlQueryReader.DialectOf(call.Store));
            if (script.Errors.Length == 0)
                continue;
            counts.Errors++;
            if (list)
                Console.WriteLine($"  {At(call.Text.Syntax.GetLocation())}: error: {script.Errors[0]}: {text.Source.Text.ReplaceLineEndings(" ")}");
        }
    }

    private static void Add(Query query, SchemaSet schemas, Counts counts, Dictionary<string, int> gaps, bool list)
    {
        if (query.Sources.IsEmpty)
            return;
        counts.Queries++;
        foreach (var table in query.Sources)
        {
            if (table.Table is not { } name)
                continue;
            counts.Tables++;
            if (schemas.Schemas.Items.Any(schema => schema.FindTable(name) is not null))
                counts.Resolved++;
            else if (list)
                Console.WriteLine($"  {(table.Origin.Location is { } at ? At(at) : "?")}: no table: {name}");
        }

        if (query.IsComplete())
        {
            counts.Complete++;
            return;
        }

        gaps[query.Gaps[0].Reason] = gaps.GetValueOrDefault(query.Gaps[0].Reason) + 1;
        if (list)
            Console.WriteLine($"  {(query.Gaps[0].Origin.Location is { } place ? At(place) : "?")}: gap: {query.Gaps[0].Parts}: {query.Gaps[0].Reason}");
    }

    private static IEnumerable<(IOperation Body, ISymbol Owner)> Bodies(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (model.GetOperation(node) is not { Parent: null } operation || operation is not (IMethodBodyBaseOperation or IBlockOperation or ISymbolInitializerOperation))
                    continue;
                if ((model.GetDeclaredSymbol(node) ?? model.GetEnclosingSymbol(node.SpanStart)) is { } owner)
                    yield return (operation, owner);
            }
        }
    }

    private static string At(Location location)
    {
        var span = location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }
}
