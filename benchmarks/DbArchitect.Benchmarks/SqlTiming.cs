using System.Diagnostics;
using DbArchitect.Sql;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DbArchitect.Benchmarks;

/// <summary>Time and allocations of the parser, and of ScriptDom in the same run.</summary>
internal static class SqlTiming
{
    private const string Short = "SELECT Id, Name FROM Users WHERE Email = @email";

    private const string Medium = """
        WITH recent AS (
            SELECT o.CustomerId, MAX(o.PlacedAt) AS LastOrder, SUM(o.Total) AS Spent
            FROM dbo.Orders AS o
            WHERE o.PlacedAt >= @since AND o.Status IN ('paid', 'sent')
            GROUP BY o.CustomerId
        )
        SELECT c.Id, c.Name, c.Email, r.LastOrder, r.Spent
        FROM dbo.Customers AS c
        INNER JOIN recent AS r ON r.CustomerId = c.Id
        LEFT JOIN dbo.Addresses AS a ON a.CustomerId = c.Id AND a.IsPrimary = 1
        WHERE c.IsDeleted = 0 AND EXISTS (SELECT 1 FROM dbo.Invoices AS i WHERE i.CustomerId = c.Id AND i.PaidAt IS NULL)
        ORDER BY r.Spent DESC, c.Id
        OFFSET @skip ROWS FETCH NEXT 20 ROWS ONLY
        """;

    public static int Run()
    {
        Cold("first statement, DbArchitect", "ours");
        Cold("first statement, ScriptDom", "scriptdom");
        Warm("warm, short, DbArchitect", Short, text => SqlParser.Parse(new SqlSource(text), SqlDialect.SqlServer));
        Warm("warm, short, ScriptDom", Short, ScriptDom);
        Warm("warm, medium, DbArchitect", Medium, text => SqlParser.Parse(new SqlSource(text), SqlDialect.SqlServer));
        Warm("warm, medium, ScriptDom", Medium, ScriptDom);
        foreach (var kilobytes in new[] { 64, 256, 1024 })
        {
            var text = string.Concat(Enumerable.Repeat(Medium + ";\n", kilobytes * 1024 / Medium.Length));
            Warm($"{kilobytes} KB, DbArchitect", text, t => SqlParser.Parse(new SqlSource(t), SqlDialect.SqlServer), 5);
        }

        return 0;
    }

    /// <summary>In a process of its own: prints the milliseconds of the first statement, by the clock and of CPU.</summary>
    public static int RunCold(string[] args)
    {
        var cpu = ThreadClock.Milliseconds;
        cpu = ThreadClock.Milliseconds;
        var watch = Stopwatch.StartNew();
        if (args is ["scriptdom"])
            ScriptDom(Short);
        else
            SqlParser.Parse(new SqlSource(Short), SqlDialect.SqlServer);
        var time = watch.Elapsed.TotalMilliseconds;
        cpu = ThreadClock.Milliseconds - cpu;
        Console.WriteLine(FormattableString.Invariant($"{time:F2} {cpu:F2}"));
        return 0;
    }

    /// <summary>Nearly all of it is the JIT compiler's. The C# compiler runs tiered; this program does not, and so optimizes everything at once.</summary>
    private static void Cold(string name, string which)
    {
        foreach (var tiered in new[] { true, false })
        {
            var times = new List<double>();
            var cpus = new List<double>();
            for (var i = 0; i < 7; i++)
            {
                var start = new ProcessStartInfo(Environment.ProcessPath!, ["sql-cold", which]) { RedirectStandardOutput = true };
                start.Environment["DOTNET_TieredCompilation"] = tiered ? "1" : "0";
                if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
                    start.ArgumentList.Insert(0, typeof(SqlTiming).Assembly.Location);
                using var process = Process.Start(start)!;
                var parts = process.StandardOutput.ReadToEnd().Split(' ');
                times.Add(double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture));
                cpus.Add(double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
                process.WaitForExit();
            }

            times.Sort();
            cpus.Sort();
            var label = tiered ? name : name + ", untiered";
            Console.WriteLine($"{label,-44}{times[3],10:F1} ms, CPU {cpus[3]:F1}   (best {times[0]:F1}, {cpus[0]:F1}, of 7 processes)");
        }
    }

    private static void ScriptDom(string text)
    {
        using var reader = new StringReader(text);
        new TSql170Parser(initialQuotedIdentifiers: true).Parse(reader, out _);
    }

    private static void Warm(string name, string text, Action<string> parse, int runs = 3000)
    {
        for (var i = 0; i < runs; i++)
        {
            parse(text);
        }

        Thread.Sleep(200);
        var best = double.MaxValue;
        for (var round = 0; round < 7; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < runs; i++)
            {
                parse(text);
            }

            best = Math.Min(best, watch.Elapsed.TotalMilliseconds * 1000 / runs);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        parse(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"{name,-34}{best,10:F1} µs   {allocated,10} bytes = {(double)allocated / (2 * text.Length):F1} × the text ({text.Length} characters)");
    }
}
