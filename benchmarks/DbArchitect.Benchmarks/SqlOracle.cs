using System.Diagnostics;
using System.Text.Json;
using DbArchitect.Sql;
using DbArchitect.Sql.Tests;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DbArchitect.Benchmarks;

/// <summary>
/// The tables of FROM and of writes, and the columns of WHERE, of a corpus's queries, against those of the engines' own parsers: ScriptDom for SQL Server, libpg_query for PostgreSQL
/// (where a folder has it installed for node). Statements that either rejects are left to the coverage.
/// </summary>
internal static class SqlOracle
{
    private sealed class Counts
    {
        public int Compared, Tables, Both;
        public readonly List<string> Different = [];
    }

    public static int Run(string corpus, string? libpg, int failures)
    {
        var entries = SqlCorpus.Read(corpus).Where(static entry => entry.Label == "valid" && SqlCorpus.KindInScope(entry.Sql.Text) is "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "WITH" or "MERGE").ToList();
        Print("T-SQL against ScriptDom", SqlServer(entries.Where(static entry => entry.Dialect == "tsql")), failures);
        if (libpg is not null)
            Print("PostgreSQL against libpg_query", PostgreSql([.. entries.Where(static entry => entry.Dialect == "postgres")], libpg), failures);
        return 0;
    }

    private static Counts SqlServer(IEnumerable<SqlCorpus.Entry> entries)
    {
        var counts = new Counts();
        foreach (var entry in entries)
        {
            var fragment = new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(entry.Sql.Text), out var errors);
            if (errors.Count > 0)
                continue;
            var expected = new ScriptDomShape();
            fragment.Accept(expected);
            Compare(entry, SqlDialect.SqlServer, expected.Tables, expected.Columns, counts);
        }

        return counts;
    }

    private static Counts PostgreSql(List<SqlCorpus.Entry> entries, string libpg)
    {
        var script = Path.Combine(RootOf(AppContext.BaseDirectory), "benchmarks", "libpg-shapes.mjs");
        var (input, output) = (Path.GetTempFileName(), Path.GetTempFileName());
        File.WriteAllText(input, string.Join('\0', entries.Select(static entry => entry.Sql.Text)));
        using (var node = Process.Start(new ProcessStartInfo("node", [script, input, output]) { WorkingDirectory = libpg })!)
            node.WaitForExit();
        var shapes = File.ReadAllLines(output);
        File.Delete(input);
        File.Delete(output);
        var counts = new Counts();
        for (var i = 0; i < entries.Count; i++)
        {
            using var shape = JsonDocument.Parse(shapes[i]);
            if (shape.RootElement.ValueKind == JsonValueKind.Object)
                Compare(entries[i], SqlDialect.PostgreSql, Texts(shape, "tables"), Texts(shape, "columns"), counts);
        }

        return counts;
    }

    private static IEnumerable<string> Texts(JsonDocument shape, string name) => shape.RootElement.GetProperty(name).EnumerateArray().Select(static item => item.GetString()!);

    private static string RootOf(string folder) => File.Exists(Path.Combine(folder, "DbArchitect.Analyzers.sln")) ? folder : RootOf(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);

    /// <summary>Names are compared without regard to case: engines fold them, the tree keeps them as written.</summary>
    private static void Compare(SqlCorpus.Entry entry, SqlDialect dialect, IEnumerable<string> tables, IEnumerable<string> columns, Counts counts)
    {
        var script = SqlParser.Parse(entry.Sql, dialect);
        if (script.Errors.Length > 0)
            return;
        var actual = new SqlShape();
        actual.Visit(script);
        counts.Compared++;
        var (expectedTables, actualTables) = (Normal(tables), Normal(actual.Tables));
        var (expectedColumns, actualColumns) = (Normal(columns.Distinct(StringComparer.OrdinalIgnoreCase)), Normal(actual.Columns.Distinct(StringComparer.OrdinalIgnoreCase)));
        counts.Tables += expectedTables == actualTables ? 1 : 0;
        if (expectedTables == actualTables && expectedColumns == actualColumns)
            counts.Both++;
        else
            counts.Different.Add($"{entry.Sql.Text.ReplaceLineEndings(" ")}\n    theirs {expectedTables} | {expectedColumns}\n    ours   {actualTables} | {actualColumns}");
    }

    private static string Normal(IEnumerable<string> names) => string.Join(",", names.Select(static name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));

    private static void Print(string what, Counts counts, int failures)
    {
        Console.WriteLine(FormattableString.Invariant($"{what}: {counts.Compared} queries accepted by both; the same tables {100.0 * counts.Tables / counts.Compared:F2} %, the same tables and WHERE columns {100.0 * counts.Both / counts.Compared:F2} %"));
        foreach (var different in counts.Different.Take(failures))
            Console.WriteLine("  " + different);
    }
}
