using System.Diagnostics;
using DbArchitect.Sql;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Benchmarks;

/// <summary>How much of a corpus is read without an error node, by dialect and by kind of statement.</summary>
internal static class SqlCoverage
{
    private sealed class Row
    {
        public int Count, Read, Opaque, Slow;
    }

    private sealed class ErrorFinder : SqlWalker
    {
        public bool Found;

        public override void Visit(SqlNode? node)
        {
            Found |= node is ErrorExpression or MissingQuery { State: SqlState.HasErrors };
            base.Visit(node);
        }
    }

    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: sql <corpus> [--failures N] [--only text]");
            return 2;
        }

        var failures = Option(args, "--failures") is { } n ? int.Parse(n) : 0;
        var only = Option(args, "--only");
        var rows = new SortedDictionary<string, Row>(StringComparer.Ordinal);
        var thrown = 0;
        var parsed = 0;
        // The first texts pay for the JIT compiler: their time is none of the parser's.
        const int warmUp = 100;
        var slowest = (Time: TimeSpan.Zero, Text: "");
        var slowestStatement = (Time: TimeSpan.Zero, Text: "");
        foreach (var entry in SqlCorpus.Read(args[0]))
        {
            var watch = Stopwatch.StartNew();
            SqlScript script;
            try
            {
                script = SqlParser.Parse(entry.Sql, SqlCorpus.DialectOf(entry.Dialect));
            }
            catch (Exception e)
            {
                thrown++;
                Console.WriteLine($"THROWN {e.GetType().Name}: {e.Message} on {Shorten(entry.Sql.Text)}\n{e.StackTrace}");
                continue;
            }

            var time = watch.Elapsed;
            parsed++;
            if (parsed > warmUp && time > slowest.Time)
                slowest = (time, entry.Sql.Text);
            if (parsed > warmUp && time > slowestStatement.Time)
                slowestStatement = Slower(slowestStatement, script, entry);
            if (entry.Label == "invalid" || SqlCorpus.KindInScope(entry.Sql.Text) is not { } kind)
                continue;
            foreach (var name in new[] { entry.Dialect, entry.Dialect + " / " + kind })
            {
                if (!rows.TryGetValue(name, out var row))
                    rows.Add(name, row = new Row());
                row.Count++;
                if (parsed > warmUp && time.TotalMilliseconds > 50)
                    row.Slow++;
                if (!IsRead(script))
                    continue;
                row.Read++;
                if (script.Statements is [OpaqueStatement or FragmentStatement, ..])
                    row.Opaque++;
            }

            if (failures > 0 && (!IsRead(script) || script.Statements is [OpaqueStatement or FragmentStatement, ..]) && (only is null || (entry.Dialect + " " + entry.Source + " " + kind).Contains(only)))
            {
                failures--;
                var error = script.Errors.Length > 0 ? script.Errors[0].ToString() : script.Statements.Length > 0 ? script.Statements[0].GetType().Name : "nothing";
                var at = script.Errors.Length > 0 ? script.Errors[0].Start : 0;
                var from = Math.Max(0, at - 90);
                var to = Math.Min(entry.Sql.Text.Length, at + 50);
                Console.WriteLine($"{entry.Dialect}/{entry.Source}/{kind}: {error}\n      …{Flat(entry.Sql.Text[from..at])}►{Flat(entry.Sql.Text[at..to])}");
            }
        }

        Console.WriteLine();
        Console.WriteLine($"{"",-34}{"in scope",10}{"read",10}{"share",9}{"opaque",9}{"> 50 ms",9}");
        foreach (var (name, row) in rows)
        {
            var label = name.Contains(" / ") ? "  " + name[(name.IndexOf(" / ", StringComparison.Ordinal) + 3)..] : name;
            if (failures == 0 || !name.Contains(" / "))
                Console.WriteLine($"{label,-34}{row.Count,10}{row.Read,10}{(double)(row.Read - row.Opaque) / row.Count,9:P1}{row.Opaque,9}{row.Slow,9}");
        }

        Console.WriteLine($"\n{parsed} texts, {thrown} exceptions");
        Report("slowest text", slowest);
        Report("slowest statement", slowestStatement);
        if (failures == 0 && only is null)
            SqlTiming.Run();
        return thrown == 0 ? 0 : 1;
    }

    /// <summary>
    /// Times each statement of a text that took longer than the slowest statement so far, as a text by itself. The better of two runs: one may have been
    /// interrupted by something else.
    /// </summary>
    private static (TimeSpan Time, string Text) Slower((TimeSpan Time, string Text) slowest, SqlScript script, SqlCorpus.Entry entry)
    {
        foreach (var statement in script.Statements)
        {
            var text = entry.Sql.Text.Substring(statement.Start, statement.Length);
            var source = script.Statements.Length == 1 ? entry.Sql : new SqlSource(text);
            var best = TimeSpan.MaxValue;
            for (var run = 0; run < 2; run++)
            {
                var watch = Stopwatch.StartNew();
                SqlParser.Parse(source, SqlCorpus.DialectOf(entry.Dialect));
                if (watch.Elapsed < best)
                    best = watch.Elapsed;
            }

            if (best > slowest.Time)
                slowest = (best, text);
        }

        return slowest;
    }

    private static void Report(string what, (TimeSpan Time, string Text) slowest) =>
        Console.WriteLine($"{what} {slowest.Time.TotalMilliseconds:F1} ms for {slowest.Text.Length} characters: {Shorten(slowest.Text)}");

    private static bool IsRead(SqlScript script)
    {
        if (script.Errors.Length > 0)
            return false;
        var finder = new ErrorFinder();
        finder.Visit(script);
        return !finder.Found;
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static string Flat(string text) => text.Replace('\n', ' ').Replace('\r', ' ');

    private static string Shorten(string text) => Flat(text.Length > 160 ? text[..160] + "…" : text);
}
