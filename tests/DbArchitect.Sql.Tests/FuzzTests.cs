using System.Text;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

/// <summary>Broken text: never an exception. <c>SQL_FUZZ=1000000</c> in the environment runs a million mutations instead of a few thousand.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "'", "\"", "`", ",", ";", ".", "..", "*", "?", "@", "@x", ":x", "$1", "$$", "#", "--", "/*", "*/", "\n", "=", "<>", "::", ":=", "=>", "||", "->>", "\\",
        "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "LIKE", "BETWEEN", "IS", "NULL", "CASE", "WHEN", "THEN", "END", "JOIN", "ON", "USING", "GROUP BY", "ORDER BY", "LIMIT", "OFFSET",
        "UNION", "VALUES", "INSERT", "UPDATE", "DELETE", "MERGE", "SET", "WITH", "AS", "CREATE TABLE", "CREATE INDEX", "ALTER TABLE", "DROP", "ADD", "PRIMARY KEY", "REFERENCES", "DEFAULT",
        "GENERATED", "PARTITION BY", "OVER", "EXISTS", "ANY", "CAST", "CONVERT", "INTERVAL", "ARRAY", "IF", "BEGIN", "ELSE", "GO\n", "DELIMITER //\n", "RETURNING", "OUTPUT", "INTO", "FOR UPDATE",
        "TOP", "FETCH NEXT", "LATERAL", "PIVOT", "E'", "N'", "q'[", "0x", "1e", "1.", "{=", "/**w**/", "\0", "\uD800", "\uFFFC", "é",
    ];

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SQL_FUZZ"), out var rounds) ? rounds : 6000;

    [Fact]
    public void EveryPrefix_OfEverySample_IsRead()
    {
        foreach (var (dialect, text) in Samples.All())
        {
            for (var length = 0; length <= text.Length; length++)
            {
                Check(new SqlSource(text[..length]), dialect);
            }
        }
    }

    [Fact]
    public void EverySuffix_OfEverySample_IsReadAsFragment()
    {
        foreach (var (dialect, text) in Samples.All())
        {
            for (var start = 0; start < text.Length; start += 3)
            {
                var source = new SqlSource(text[start..]);
                Walk(source, SqlParser.ParseFragment(source, dialect));
                SqlParser.ParseExpression(source, dialect);
            }
        }
    }

    [Fact]
    public void Mutations_AreRead()
    {
        var samples = Samples.All().ToArray();
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var (dialect, text) = samples[random.Next(samples.Length)];
            var mutated = new StringBuilder(text);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                Mutate(mutated, random, samples);
            }

            var result = mutated.ToString();
            var holes = new List<SqlHole>();
            for (var i = random.Next(4); i > 0 && result.Length > 0; i--)
            {
                holes.Add(new SqlHole(random.Next(result.Length), random.Next(0, 4), i));
            }

            Check(new SqlSource(result, holes), random.Next(3) == 0 ? (SqlDialect)random.Next(6) : dialect);
        }
    }

    [Fact]
    public void RandomPieces_AreRead()
    {
        var random = new Random(5);
        for (var round = 0; round < Rounds / 2; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 40); i > 0; i--)
            {
                text.Append(random.Next(4) == 0 ? "a" + random.Next(3) : Pieces[random.Next(Pieces.Length)]).Append(random.Next(4) == 0 ? "" : " ");
            }

            Check(new SqlSource(text.ToString()), (SqlDialect)random.Next(6));
        }
    }

    [Fact]
    public void RandomCharacters_AreRead()
    {
        var random = new Random(6);
        for (var round = 0; round < Rounds / 2; round++)
        {
            var text = new char[random.Next(60)];
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)(random.Next(10) == 0 ? random.Next(0x10000) : random.Next(128));
            }

            Check(new SqlSource(new string(text)), (SqlDialect)random.Next(6));
        }
    }

    private static void Mutate(StringBuilder text, Random random, (SqlDialect, string Text)[] samples)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(5))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                break;
            case 1:
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 2:
                text.Insert(at, " " + Pieces[random.Next(Pieces.Length)] + " ");
                break;
            case 3 when text.Length > 0:
                text[random.Next(text.Length)] = (char)random.Next(32, 127);
                break;
            default:
                var other = samples[random.Next(samples.Length)].Text;
                var from = random.Next(other.Length);
                text.Insert(at, other.AsSpan(from, Math.Min(random.Next(30), other.Length - from)));
                break;
        }
    }

    private static void Check(SqlSource source, SqlDialect dialect)
    {
        try
        {
            Walk(source, SqlParser.Parse(source, dialect));
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{dialect}: {source.Text}", e);
        }
    }

    private static void Walk(SqlSource source, SqlScript script)
    {
        foreach (var node in Sql.All<SqlNode>(script))
        {
            if (node.Start < 0 || node.Length < 0 || node.End > source.Text.Length)
                Assert.Fail(node.GetType().Name + " out of the text: " + source.Text);
            _ = node.Describe();
        }
    }
}
