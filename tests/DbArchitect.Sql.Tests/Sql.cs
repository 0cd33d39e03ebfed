using System.Runtime.ExceptionServices;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

/// <summary>Short forms for the tests. In a text, <c>«name»</c> is a hole.</summary>
internal static class Sql
{
    public static SqlSource Source(string text)
    {
        if (text.IndexOf('«') < 0)
            return new SqlSource(text);
        var builder = new SqlSourceBuilder();
        var id = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '«')
            {
                builder.AppendHole(id++);
                i = text.IndexOf('»', i);
            }
            else
            {
                builder.Append(text[i].ToString());
            }
        }

        return builder.ToSource();
    }

    public static SqlScript Parse(string text, SqlDialect dialect = SqlDialect.Unknown) => SqlParser.Parse(Source(text), dialect);

    /// <summary>The only statement of a text without errors.</summary>
    public static T One<T>(string text, SqlDialect dialect = SqlDialect.Unknown)
        where T : SqlStatement
    {
        var script = Parse(text, dialect);
        Assert.True(script.Errors.Length == 0, text + "\n" + string.Join("\n", script.Errors) + "\n" + script);
        return Assert.IsType<T>(Assert.Single(script.Statements));
    }

    public static SelectQuery Select(string text, SqlDialect dialect = SqlDialect.Unknown) => Assert.IsType<SelectQuery>(One<SelectStatement>(text, dialect).Query);

    public static SqlExpression Expression(string text, SqlDialect dialect = SqlDialect.Unknown) => Select("SELECT " + text, dialect).Items[0].Expression;

    /// <summary>The debug form of an expression.</summary>
    public static string Print(string expression, SqlDialect dialect = SqlDialect.Unknown) => Expression(expression, dialect).ToString();

    public static List<T> All<T>(SqlNode node)
        where T : SqlNode
    {
        var finder = new Finder<T>();
        finder.Visit(node);
        return finder.Found;
    }

    /// <summary>The text of a node.</summary>
    public static string TextOf(SqlNode node, string text) => text.Substring(node.Start, node.Length);

    public static IEnumerable<string> Tables(SqlNode node) => All<NamedTable>(node).Select(t => t.Name.ToString());

    /// <summary>Runs on a thread with so small a stack that a recursion without bound would end the process.</summary>
    public static void OnSmallStack(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    private sealed class Finder<T> : SqlWalker
        where T : SqlNode
    {
        public List<T> Found { get; } = [];

        public override void Visit(SqlNode? node)
        {
            if (node is T found)
                Found.Add(found);
            base.Visit(node);
        }
    }
}
