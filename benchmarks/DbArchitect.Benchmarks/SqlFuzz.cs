using System.Diagnostics;
using DbArchitect.Sql;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Benchmarks;

/// <summary>
/// The parser over broken text made of a corpus: prefixes, mutations, random characters. No exception, no node outside the text, no text that takes long.
/// What it finds belongs into the tests.
/// </summary>
internal static class SqlFuzz
{
    private const int DefaultCount = 1_000_000;

    /// <summary>Longer texts are not cut or changed: they would take the time of a hundred others.</summary>
    private const int LongestText = 4000;

    private const int LongestPrefixed = 600;

    /// <summary>A text that takes longer is read again, as something else may have interrupted it.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(50);

    private sealed class NodeCheck(int length) : SqlWalker
    {
        public bool IsBroken { get; private set; }

        public override void Visit(SqlNode? node)
        {
            if (node is null)
                return;
            IsBroken |= node.Start < 0 || node.Length < 0 || node.End > length;
            base.Visit(node);
        }
    }

    private sealed class Tally
    {
        public int Parsed, Thrown, Broken, Slow;

        public TimeSpan Slowest;
    }

    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: sql-fuzz <corpus> [count]");
            return 2;
        }

        var count = args.Length > 1 ? int.Parse(args[1]) : DefaultCount;
        var entries = SqlCorpus.Read(args[0]).Where(e => e.Sql.Text.Length is > 0 and <= LongestText).ToArray();
        var random = new Random(1);
        var tally = new Tally();

        // Half of the texts are prefixes: every prefix of statements taken at random.
        while (tally.Parsed < count / 2)
        {
            var entry = entries[random.Next(entries.Length)];
            var text = entry.Sql.Text;
            if (text.Length > LongestPrefixed)
                continue;
            for (var length = 0; length <= text.Length; length++)
            {
                Check(new SqlSource(text[..length], entry.Sql.Holes), SqlCorpus.DialectOf(entry.Dialect), tally);
            }
        }

        while (tally.Parsed < count)
        {
            var entry = entries[random.Next(entries.Length)];
            var text = random.Next(20) == 0 ? RandomText(random) : Mutate(entry.Sql.Text, entries[random.Next(entries.Length)].Sql.Text, random);
            var dialect = random.Next(3) == 0 ? (SqlDialect)random.Next(6) : SqlCorpus.DialectOf(entry.Dialect);
            Check(new SqlSource(text, RandomHoles(text, random)), dialect, tally);
        }

        Console.WriteLine($"{tally.Parsed} texts: {tally.Thrown} exceptions, {tally.Broken} with a node outside the text, "
            + $"{tally.Slow} over {Long.TotalMilliseconds} ms; slowest {tally.Slowest.TotalMilliseconds:F1} ms");
        return tally.Thrown + tally.Broken + tally.Slow == 0 ? 0 : 1;
    }

    private static string Mutate(string text, string other, Random random)
    {
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    text = text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    var from = random.Next(other.Length);
                    text = text.Insert(at, other.Substring(from, Math.Min(random.Next(1, 40), other.Length - from)));
                    break;
                case 2:
                    text = text.Insert(at, ((char)random.Next(32, 127)).ToString());
                    break;
                default:
                    // A piece of the text doubled, or moved to another place.
                    var start = random.Next(text.Length + 1);
                    text = text.Insert(at, text.Substring(start, Math.Min(random.Next(20), text.Length - start)));
                    break;
            }
        }

        return text;
    }

    private static string RandomText(Random random)
    {
        var text = new char[random.Next(200)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)(random.Next(10) == 0 ? random.Next(0x10000) : random.Next(128));
        }

        return new string(text);
    }

    private static List<SqlHole> RandomHoles(string text, Random random)
    {
        var holes = new List<SqlHole>();
        for (var i = random.Next(3); i > 0 && text.Length > 0; i--)
        {
            holes.Add(new SqlHole(random.Next(text.Length), random.Next(4), i));
        }

        return holes;
    }

    private static void Check(SqlSource source, SqlDialect dialect, Tally tally)
    {
        tally.Parsed++;
        try
        {
            var time = Parse(source, dialect, tally);
            if (time > Long)
                time = Parse(source, dialect, tally);
            if (time > tally.Slowest)
                tally.Slowest = time;
            if (time <= Long)
                return;
            tally.Slow++;
            Console.WriteLine($"{time.TotalMilliseconds:F0} ms, {dialect}: {source.Text}");
        }
        catch (Exception e)
        {
            tally.Thrown++;
            Console.WriteLine($"{e.GetType().Name}, {dialect}: {source.Text}\n{e.StackTrace}");
        }
    }

    private static TimeSpan Parse(SqlSource source, SqlDialect dialect, Tally tally)
    {
        var watch = Stopwatch.StartNew();
        var script = SqlParser.Parse(source, dialect);
        var time = watch.Elapsed;
        var check = new NodeCheck(source.Text.Length);
        check.Visit(script);
        if (check.IsBroken)
        {
            tally.Broken++;
            Console.WriteLine($"a node outside the text, {dialect}: {source.Text}");
        }

        return time;
    }
}
