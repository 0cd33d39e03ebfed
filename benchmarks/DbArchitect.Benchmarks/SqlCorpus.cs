using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DbArchitect.Sql;

namespace DbArchitect.Benchmarks;

/// <summary>A corpus of statements: <c>dialect/source.label.nul.gz</c> and <c>csharp-strings.jsonl.gz</c>.</summary>
internal static class SqlCorpus
{
    public sealed record Entry(string Dialect, string Source, string Label, SqlSource Sql, bool HasHoles);

    public static SqlDialect DialectOf(string name) => name switch
    {
        "postgres" => SqlDialect.PostgreSql,
        "mysql" or "mariadb" => SqlDialect.MySql,
        "tsql" => SqlDialect.SqlServer,
        "oracle" => SqlDialect.Oracle,
        "sqlite" => SqlDialect.Sqlite,
        _ => SqlDialect.Unknown,
    };

    public static IEnumerable<Entry> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.nul.gz", SearchOption.AllDirectories).Order())
        {
            var parts = Path.GetFileName(file).Split('.');
            var dialect = Path.GetFileName(Path.GetDirectoryName(file)!);
            foreach (var statement in Unzip(file).Split('\0'))
            {
                if (!string.IsNullOrWhiteSpace(statement))
                    yield return new Entry(dialect, parts[0], parts[1], new SqlSource(statement), false);
            }
        }

        var strings = Path.Combine(folder, "csharp-strings.jsonl.gz");
        if (!File.Exists(strings))
            yield break;
        foreach (var line in Unzip(strings).Split('\n'))
        {
            if (line.Length == 0)
                continue;
            using var json = JsonDocument.Parse(line);
            var holes = json.RootElement.GetProperty("holes").GetInt32();
            var sql = json.RootElement.GetProperty("sql").GetString()!;
            yield return new Entry(holes > 0 ? "C# with holes" : "C# strings", "csharp", "csharp", holes > 0 ? WithHoles(sql) : new SqlSource(sql), holes > 0);
        }
    }

    /// <summary>Turns <c>{expression}</c> into holes. Only here: to the parser a hole is a position.</summary>
    public static SqlSource WithHoles(string template)
    {
        var builder = new SqlSourceBuilder();
        var id = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var end = template[i] == '{' ? ClosingBrace(template, i) : -1;
            if (end < 0)
            {
                builder.Append(template[i].ToString());
                continue;
            }

            builder.AppendHole(id++);
            i = end;
        }

        return builder.ToSource();
    }

    private static int ClosingBrace(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == '{')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return i;
        }

        return -1;
    }

    private static string Unzip(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The kind of statement when it is one the parser takes apart; null for all others.</summary>
    public static string? KindInScope(string sql)
    {
        var words = FirstWords(sql, 8);
        if (words.Count == 0)
            return null;
        switch (words[0])
        {
            case "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "WITH" or "VALUES" or "MERGE" or "REPLACE":
                return words[0];
            case "CREATE" or "ALTER" or "DROP":
                for (var i = 1; i < words.Count; i++)
                {
                    if (words[i] is "TABLE" or "INDEX" or "VIEW")
                        return words[0] is "ALTER" && words[i] == "VIEW" || words[0] == "DROP" && words[i] == "VIEW" || i > 1 && words[i - 1] is "VIRTUAL" or "FOREIGN" or "EXTERNAL"
                            ? null : words[0] + " " + words[i];
                    if (words[i] is not ("OR" or "REPLACE" or "ALTER" or "TEMP" or "TEMPORARY" or "GLOBAL" or "LOCAL" or "UNLOGGED" or "UNIQUE" or "CLUSTERED" or "NONCLUSTERED"
                        or "MATERIALIZED" or "RECURSIVE" or "FULLTEXT" or "SPATIAL" or "BITMAP" or "ONLINE" or "OFFLINE" or "IGNORE" or "COLUMNSTORE" or "FORCE" or "NO"))
                        return null;
                }

                return null;
            default:
                return null;
        }
    }

    private static List<string> FirstWords(string sql, int count)
    {
        var words = new List<string>();
        var i = 0;
        while (i < sql.Length && words.Count < count)
        {
            if (char.IsWhiteSpace(sql[i]) || sql[i] is '(' or ';')
            {
                i++;
            }
            else if (sql[i] == '#' || (sql[i] == '-' && i + 1 < sql.Length && sql[i + 1] == '-'))
            {
                var end = sql.IndexOf('\n', i);
                i = end < 0 ? sql.Length : end;
            }
            else if (sql[i] == '/' && i + 1 < sql.Length && sql[i + 1] == '*')
            {
                var end = sql.IndexOf("*/", i, StringComparison.Ordinal);
                i = end < 0 ? sql.Length : end + 2;
            }
            else if (char.IsLetter(sql[i]))
            {
                var start = i;
                while (i < sql.Length && (char.IsLetterOrDigit(sql[i]) || sql[i] == '_'))
                {
                    i++;
                }

                words.Add(sql[start..i].ToUpperInvariant());
            }
            else
            {
                break;
            }
        }

        return words;
    }
}
