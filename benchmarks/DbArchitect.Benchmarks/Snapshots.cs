using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Benchmarks;

/// <summary>
/// What the reader makes of the model code of real applications, without a look at their snapshots, against what EF Core itself wrote into those snapshots: tables,
/// columns with store type and nullability, keys, indexes, foreign keys.
/// </summary>
internal static class Snapshots
{
    public static int Run(string directory, string[] options)
    {
        var projects = LenientProject.Below(directory);
        var compilations = projects.Values.ToDictionary(static project => project, project => project.Compile(projects));
        foreach (var (project, compilation) in compilations.OrderBy(static pair => pair.Key.Name))
        {
            foreach (var (snapshot, context) in SnapshotsOf(compilation))
                Compare(project.Name, snapshot, context, compilation, compilations.Values, options.Contains("--all"));
        }

        return 0;
    }

    /// <summary>The generated classes and the contexts that their attribute names.</summary>
    private static IEnumerable<(INamedTypeSymbol Snapshot, INamedTypeSymbol Context)> SnapshotsOf(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => tree.FilePath.Contains("Snapshot", StringComparison.Ordinal)))
        {
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) is not { BaseType.Name: "ModelSnapshot" } type)
                    continue;
                if (type.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "DbContextAttribute") is
                    { ConstructorArguments: [{ Value: INamedTypeSymbol context }] })
                {
                    yield return (type, context);
                }
            }
        }
    }

    private static void Compare(
        string project, INamedTypeSymbol snapshot, INamedTypeSymbol context, CSharpCompilation compilation, IEnumerable<CSharpCompilation> all, bool list)
    {
        var types = new KnownTypes(compilation);
        var store = StoreOf(snapshot);
        var contextOptions = new OptionsReader(types, store).Read(context, [context], default);
        if (SnapshotReader.Read(snapshot, contextOptions, types, new SourceOperations(compilation), default) is not { } written)
            return;

        // The context's own project, without what EF Core wrote.
        var name = context.ToDisplayString(RealCode.FullName);
        var home = all.First(each => each.Assembly.Name == context.ContainingAssembly.Name);
        var code = home.RemoveSyntaxTrees(home.SyntaxTrees.Where(static tree => tree.FilePath.Contains("Snapshot", StringComparison.Ordinal)));
        if (EfSchemaReader.Read(new KnownTypes(code), new SourceOperations(code), store, default).OfContext(name) is not { } read)
        {
            Console.WriteLine($"{project}: {name} was not read");
            return;
        }

        var expected = Facts(written);
        var actual = Facts(read);
        var equal = expected.Count(actual.Contains);
        var unknown = read.Unknown.Count + read.Tables.Sum(static table => table.Unknown.Count);
        Console.WriteLine(
            $"{project}: {name} ({store}): {equal} of {expected.Count} facts of the snapshot equal, {actual.Count - equal} read that it does not have, {unknown} unknown, {written.Tables.Count} tables");
        if (!list)
            return;
        foreach (var fact in expected.Except(actual).Order(StringComparer.Ordinal))
            Console.WriteLine("  - " + fact);
        foreach (var fact in actual.Except(expected).Order(StringComparer.Ordinal))
            Console.WriteLine("  + " + fact);
        foreach (var fact in read.Unknown.Items.Concat(read.Tables.Items.SelectMany(static table => table.Unknown.Items)))
            Console.WriteLine($"  ? {fact.Aspects}: {fact.Reason}");
    }

    /// <summary>The engine that the generated code names; one that names none is SQLite.</summary>
    private static Store StoreOf(INamedTypeSymbol snapshot)
    {
        var text = snapshot.DeclaringSyntaxReferences[0].GetSyntax().ToString();
        return text.Contains("NpgsqlModelBuilderExtensions", StringComparison.Ordinal) ? Store.PostgreSql
            : text.Contains("SqlServerModelBuilderExtensions", StringComparison.Ordinal) || text.Contains("SqlServer:ValueGenerationStrategy", StringComparison.Ordinal) ? Store.SqlServer
            : text.Contains("MySqlModelBuilderExtensions", StringComparison.Ordinal) ? Store.MySql
            : Store.Sqlite;
    }

    private static HashSet<string> Facts(Schema schema)
    {
        var facts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in schema.Tables)
        {
            facts.Add($"{table.Kind} {table.Name}");
            foreach (var column in table.Columns)
                AddColumn($"{table.Name}.{column.Name}", column, facts);
            if (table.PrimaryKey is { } primary)
                facts.Add($"{table.Name} primary key ({primary.Columns})");
            foreach (var key in table.UniqueKeys)
                facts.Add($"{table.Name} unique key ({key.Columns})");
            foreach (var index in table.Indexes)
                facts.Add($"{table.Name} {(index.IsUnique ? "unique " : "")}index {index.Name} ({index.Columns}) {index.Filter} include ({index.Included}) {index.Method}");
            foreach (var key in table.ForeignKeys)
                facts.Add($"{table.Name} foreign key ({key.Columns}) to {key.Principal} ({key.PrincipalColumns}) on delete {key.OnDelete}");
        }

        return facts;
    }

    private static void AddColumn(string name, Column column, HashSet<string> facts)
    {
        facts.Add($"{name} {column.StoreType} {(column.IsNullable == true ? "null" : "not null")}");
        if (column.MaxLength.IsKnown)
            facts.Add($"{name} max length {column.MaxLength.Value}");
        if (!column.DefaultSql.IsAbsent)
            facts.Add($"{name} default sql {column.DefaultSql}");
        if (!column.DefaultValue.IsAbsent)
            facts.Add($"{name} default {column.DefaultValue}");
        if (!column.ComputedSql.IsAbsent)
            facts.Add($"{name} computed {column.ComputedSql}");
        if (column.Collation.IsKnown)
            facts.Add($"{name} collation {column.Collation.Value}");
        if (column.IsRowVersion)
            facts.Add($"{name} row version");
        if (column.IsConcurrencyToken)
            facts.Add($"{name} concurrency token");
        if (column.IsGeneratedOnAdd)
            facts.Add($"{name} generated on add");
    }
}
