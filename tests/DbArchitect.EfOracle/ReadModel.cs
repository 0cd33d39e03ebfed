using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.EfOracle;

/// <summary>The schema that the reader makes of the same sources, in the form of <see cref="RealModel"/>.</summary>
internal static class ReadModel
{
    private static readonly Lazy<SchemaSet> All = new(Read);

    public static Schema Of(string context) => All.Value.OfContext(context) ?? throw new InvalidOperationException("The reader did not see " + context);

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("DbArchitect", StringComparison.Ordinal))
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path));
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols(Symbols());
        return CSharpCompilation.Create(
            "Models", sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<string> Symbols()
    {
        var version = typeof(Microsoft.EntityFrameworkCore.DbContext).Assembly.GetName().Version!.Major;
        for (var i = 8; i <= version; i++)
            yield return $"EF{i}_OR_GREATER";
        yield return "EF" + version;
    }

    private static SchemaSet Read()
    {
        var assembly = typeof(ReadModel).Assembly;
        var sources = new List<(string, string)>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            sources.Add((name, reader.ReadToEnd()));
        }

        var compilation = Compile(sources);
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        return EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, CancellationToken.None);
    }

    public static SortedSet<string> Describe(Schema schema)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in schema.Tables)
        {
            if (table.Kind == TableKind.Query)
                continue;
            lines.Add((table.Kind == TableKind.View ? "view " : "table ") + table.Name);
            Describe(table, lines);
        }

        return lines;
    }

    private static void Describe(Table table, SortedSet<string> lines)
    {
        foreach (var column in table.Columns)
            Describe(table, column, lines);
        if (table.PrimaryKey is { } primary)
            lines.Add($"{table.Name}: primary key {primary.Name} ({primary.Columns})");
        foreach (var key in table.UniqueKeys)
            lines.Add($"{table.Name}: unique {key.Name} ({key.Columns})");
        foreach (var index in table.Indexes)
        {
            lines.Add($"{table.Name}: {(index.IsUnique ? "unique " : "")}index {index.Name} ({index.Columns})"
                + (index.Filter.IsKnown ? " where " + index.Filter.Value : "") + (index.Included.IsEmpty ? "" : " include " + index.Included)
                + (index.Method.IsKnown ? " using " + index.Method.Value : ""));
        }

        foreach (var key in table.ForeignKeys)
            lines.Add($"{table.Name}: foreign key {key.Name} ({key.Columns}) references {key.Principal} ({key.PrincipalColumns}) on delete {key.OnDelete}");
        foreach (var check in table.Checks)
            lines.Add($"{table.Name}: check {check.Name} {check.Sql}");
    }

    private static void Describe(Table table, Column column, SortedSet<string> lines)
    {
        lines.Add($"{table.Name}: column {column.Name} {(column.IsNullable == true ? "null" : "not null")} {column.StoreType}");
        if (table.Kind != TableKind.Table)
            return;
        if (column.MaxLength.IsKnown)
            lines.Add($"{table.Name}: column {column.Name} max length {column.MaxLength.Value}");
        if (!column.DefaultSql.IsAbsent)
            lines.Add($"{table.Name}: column {column.Name} default sql {column.DefaultSql}");
        if (!column.DefaultValue.IsAbsent)
            lines.Add($"{table.Name}: column {column.Name} default {column.DefaultValue}");
        if (!column.ComputedSql.IsAbsent)
            lines.Add($"{table.Name}: column {column.Name} computed {column.ComputedSql}" + (column.IsStored == true ? " stored" : ""));
        if (column.IsRowVersion)
            lines.Add($"{table.Name}: column {column.Name} row version");
        if (column.Collation.IsKnown)
            lines.Add($"{table.Name}: column {column.Name} collation {column.Collation.Value}");
        if (column.IsConcurrencyToken)
            lines.Add($"{table.Name}: column {column.Name} concurrency token");
        if (column.IsGeneratedOnAdd)
            lines.Add($"{table.Name}: column {column.Name} generated on add");
    }
}
