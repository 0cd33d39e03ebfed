using System.Text;
using DbArchitect.Benchmarks;

namespace DbArchitect.Sql.Tests;

/// <summary>What a text may cost at most, whatever it is. The benchmark measures what texts cost.</summary>
public sealed class SpeedTests
{
    /// <summary>No statement takes longer where a developer works.</summary>
    private const int Milliseconds = 50;

    /// <summary>
    /// These tests run unoptimized, beside others, and on machines that are slower. What grows with the square of the text takes hundreds of times as long.
    /// </summary>
    private const int Generosity = 6;

    private const int Runs = 5;

    private const int Rows = 10_000;

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["nested parentheses"] = "SELECT " + Repeat("(", Rows) + "1" + Repeat(")", Rows),
        ["nested queries"] = "SELECT * FROM t WHERE a IN " + Repeat("(SELECT a FROM t WHERE a IN ", 2000) + "(1)" + Repeat(")", 2000),
        ["nested tables"] = "SELECT * FROM " + Repeat("(SELECT * FROM ", 3000) + "t" + Repeat(") x", 3000),
        ["nested calls"] = "SELECT " + Repeat("f(a, ", Rows) + "1" + Repeat(")", Rows),
        ["nested CASE"] = "SELECT " + Repeat("CASE WHEN a = 1 THEN ", 5000) + "1" + Repeat(" ELSE 0 END", 5000),
        ["nested blocks"] = Repeat("IF @a = 1 BEGIN ", 5000) + "SELECT 1 " + Repeat("END ", 5000),
        ["numbers of IN"] = "SELECT * FROM t WHERE a IN (" + List(30_000, i => i.ToString()) + ")",
        ["strings of IN"] = "SELECT * FROM t WHERE a IN (" + List(20_000, i => "'value " + i + "'") + ")",
        ["parameters of IN"] = "SELECT * FROM t WHERE a IN (" + List(20_000, i => "@p" + i) + ")",
        ["rows"] = "INSERT INTO t (a, b, c, d) VALUES " + List(Rows, i => $"({i}, 'name {i}', NULL, {i}.5)"),
        ["ANDs"] = "SELECT * FROM t WHERE a = 1" + Repeat(" AND b > 2", Rows),
        ["ORs"] = "SELECT * FROM t WHERE a = 1" + Repeat(" OR (b = 2 AND c LIKE 'x%')", Rows),
        ["sum"] = "SELECT 1" + Repeat(" + a", Rows) + " FROM t",
        ["joins"] = "SELECT * FROM t" + Repeat(" LEFT JOIN u AS x ON x.id = t.id", 5000),
        ["joins whose conditions come last"] = "SELECT * FROM t" + Repeat(" JOIN u", 5000) + Repeat(" ON 1 = 1", 5000),
        ["unions"] = "SELECT 1" + Repeat(" UNION ALL SELECT a FROM t WHERE b = 2", 5000),
        ["columns"] = "SELECT " + List(Rows, i => "t.column" + i + " AS alias" + i) + " FROM t",
        ["common tables"] = "WITH " + List(3000, i => "c" + i + " AS (SELECT a FROM t)") + " SELECT * FROM c1",
        ["table"] = "CREATE TABLE t (" + List(5000, i => "c" + i + " varchar(20) NOT NULL DEFAULT 'x'") + ")",
        ["unterminated string"] = "SELECT 'a" + Repeat(" it is a long text, and \" ( it goes on\n", Rows),
        ["unterminated name"] = "SELECT \"a" + Repeat(" it is a long text, and ' ( it goes on\n", Rows),
        ["unterminated bracket"] = "SELECT [a" + Repeat(" it is a long text, and ' ( it goes on\n", Rows),
        ["unterminated comment"] = "SELECT 1 /* a" + Repeat(" it is a long text /* and ' it goes on\n", Rows),
        ["unterminated dollar quote"] = "SELECT $a$" + Repeat(" it is a long text $b$ it goes on\n", Rows),
        ["quotes"] = Repeat("'\"`[", Rows),
        ["unclosed placeholders"] = Repeat("{{a ${b #{c %(d ", Rows),
        ["comment beginnings"] = Repeat("/* -- ", Rows),
        ["closing brackets"] = "SELECT 1" + Repeat(" ) ] }", Rows),
        ["keywords"] = Repeat("SELECT FROM WHERE ON JOIN BY SET VALUES ", 2500),
        ["commas"] = "SELECT " + Repeat(", ", 20_000),
        ["dots"] = "SELECT a" + Repeat(".", 20_000),
        ["signs"] = Repeat("<>!=|&^~%+-*/@#?:$", 3000),
        ["garbage"] = Garbage(100_000),
        ["no text"] = Repeat("\0", 100_000),
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Statement_TakesNoLongerThanAnyoneNotices(string name)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            var source = new SqlSource(Texts[name]);
            var best = double.MaxValue;
            for (var run = 0; run < Runs && best > Milliseconds; run++)
            {
                // The thread's own time: the machine may be busy with other things.
                var start = ThreadClock.Milliseconds;
                SqlParser.Parse(source, dialect);
                best = Math.Min(best, ThreadClock.Milliseconds - start);
            }

            Assert.True(best < Milliseconds * Generosity, $"{dialect}: {best:F0} ms for {source.Text.Length} characters");
        }
    }

    [Theory]
    [InlineData("SELECT Id, Name FROM Users WHERE Email = @email")]
    [InlineData("SELECT o.Id FROM Orders AS o INNER JOIN Customers AS c ON c.Id = o.CustomerId WHERE c.Name LIKE @name AND o.Total > 10 ORDER BY o.Id DESC")]
    [InlineData("UPDATE Users SET Name = @name, Email = @email WHERE Id = @id")]
    [InlineData("DELETE FROM Users WHERE Id = @id")]
    public void Memory_IsAtMostTenTimesTheText(string text)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 2000 && least > 10 * 2 * text.Length; run++)
        {
            // Another test may have taken the parser that stands by: so the least counts.
            var before = GC.GetAllocatedBytesForCurrentThread();
            SqlParser.Parse(new SqlSource(text), SqlDialect.SqlServer);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(least <= 10 * 2 * text.Length, $"{least} bytes for {text.Length} characters");
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static string List(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));

    private static string Garbage(int length)
    {
        var random = new Random(7);
        var text = new char[length];
        for (var i = 0; i < length; i++)
        {
            text[i] = (char)random.Next(1, 0x250);
        }

        return new string(text);
    }
}
