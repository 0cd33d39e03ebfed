using System.Diagnostics;
using System.Text;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

public sealed class RobustnessTests
{
    private const int Many = 100_000;

    /// <summary>Far above what it takes, far below what anything quadratic would.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static string Repeat(string text, int count = Many) => new StringBuilder().Insert(0, text, count).ToString();

    public static TheoryData<string, string, string> Deep => new()
    {
        { "SELECT ", "(", "1" },
        { "SELECT ", "((a, ", "1" },
        { "SELECT * FROM ", "(", "t" },
        { "SELECT ", "(SELECT ", "1" },
        { "SELECT * FROM ", "(SELECT * FROM ", "t" },
        { "SELECT * FROM t WHERE ", "a IN (SELECT a FROM t WHERE ", "1 = 1" },
        { "SELECT * FROM t WHERE ", "EXISTS (SELECT a FROM t WHERE ", "1 = 1" },
        { "SELECT * FROM t WHERE ", "NOT ", "1 = 1" },
        { "SELECT ", "- ", "1" },
        { "SELECT ", "f(", "1" },
        { "SELECT ", "CASE WHEN 1 = 1 THEN ", "1" },
        { "SELECT ", "CAST(", "1" },
        { "SELECT ", "a[", "1" },
        { "SELECT ", "ARRAY[", "1" },
        { "SELECT ", "sum(1) OVER (ORDER BY ", "1" },
        { "SELECT ", "sum(1) FILTER (WHERE ", "1" },
        { "", "WITH a AS (", "SELECT 1" },
        { "SELECT * FROM t GROUP BY ", "GROUPING SETS (", "a" },
        { "", "IF 1 = 1 BEGIN ", "SELECT 1" },
        { "", "IF 1 = 1 ", "SELECT 1" },
        { "SELECT * FROM a ", "JOIN (b ", "" },
        { "SELECT * FROM a ", "JOIN (SELECT 1 FROM b ", "" },
        { "SELECT ", "{", "1" },
        { "SELECT ", "f(a => (", "1" },
        { "SELECT 1 WHERE a ", "BETWEEN (b ", "1" },
        { "CREATE TABLE t (a int DEFAULT ", "(", "1" },
        { "CREATE TABLE t (a int CHECK ", "(a > (", "1" },
        { "INSERT INTO t ", "(SELECT ", "1" },
        { "SELECT a = ANY ", "(", "1" },
        { "SELECT ", "INTERVAL ", "1" },
        { "SELECT ", "a := ", "1" },
        { "SELECT ", "a ? ", "1" },
        { "SELECT 1 ", "UNION (SELECT 1 ", "" },
        { "SELECT * FROM ", "{oj ", "t" },
        { "SELECT * FROM ", "(MERGE INTO t USING ", "t" },
        { "SELECT * FROM t WHERE ", "a LIKE b ESCAPE ", "1" },
        { "SELECT ", "a::t(", "1" },
        { "SELECT ", "MATCH (", "1" },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Nesting_HundredThousandDeep_NeitherOverflowsNorTakesLong(string before, string nested, string inner)
    {
        var text = before + Repeat(nested) + inner;
        var source = Sql.Source(text);
        Sql.OnSmallStack(() =>
        {
            var watch = Stopwatch.StartNew();
            var script = SqlParser.Parse(source, SqlDialect.Unknown);
            Sql.All<SqlNode>(script);
            Assert.True(watch.Elapsed < Patience, "took " + watch.Elapsed);
        });
    }

    public static TheoryData<string, string> Long => new()
    {
        { "SELECT * FROM t WHERE a = 1", " OR a = 2" },
        { "SELECT * FROM t WHERE a = 1", " AND a = 2 OR b = 1" },
        { "SELECT 1", " UNION ALL SELECT 2" },
        { "SELECT 1", " INTERSECT SELECT 2 UNION SELECT 1" },
        { "SELECT * FROM t", " JOIN u ON t.id = u.id" },
        { "SELECT * FROM t", " JOIN u" },
        { "SELECT * FROM t", " ON 1 = 1" },
        { "SELECT * FROM t", ", u" },
        { "SELECT 1", ", a" },
        { "SELECT 1", " + 1" },
        { "SELECT 1", " || 'a'" },
        { "SELECT a", ".b" },
        { "SELECT a", "[1]" },
        { "SELECT a", "::text" },
        { "SELECT a", " IS NULL" },
        { "SELECT a", " AT TIME ZONE 'x'" },
        { "SELECT a", " COLLATE x" },
        { "SELECT f(1)", ".g()" },
        { "SELECT CASE", " WHEN a THEN b" },
        { "INSERT INTO t VALUES (1)", ", (1)" },
        { "SELECT 1 WHERE a IN (1", ", 1" },
        { "UPDATE t SET a = 1", ", b = 2" },
        { "SELECT 1 ORDER BY a", " ORDER BY b" },
        { "SELECT 1", " LIMIT 1" },
        { "SELECT 1", " WHERE 1" },
        { "WITH a AS (SELECT 1)", ", b AS (SELECT 2)" },
        { "CREATE TABLE t (a int", ", b int" },
        { "CREATE TABLE t (a int", " NOT NULL DEFAULT 1" },
        { "ALTER TABLE t ADD a int", ", ADD b int" },
        { "SELECT 1", "; SELECT 2" },
        { "SELECT 1", " SELECT 2" },
        { "", "GO\n" },
        { "SELECT 'a'", " 'b'" },
        { "SELECT 1", " )" },
        { "", ")" },
        { "", "]" },
        { "", "@" },
        { "", "'" },
        { "", "FROM " },
        { "", "AND " },
        { "", "{" },
        { "", "#" },
        { "", "$" },
        { "", "{{a} " },
        { "", "/**" },
        { "", "[" },
        { "", "$a" },
        { "", "{=" },
        { "", "${" },
        { "", "#{" },
        { "", "%(" },
        { "", "?a" },
        { "IF 1 = 1 SELECT 1", " ELSE SELECT 2" },
        { "SELECT * FROM t", " WITH (NOLOCK)" },
        { "SELECT * FROM t", " FOR UPDATE" },
        { "SELECT * FROM (a", ", b" },
        { "SELECT * FROM a", " JOIN b «x»" },
        { "INSERT INTO t VALUES (1)", " ON CONFLICT DO NOTHING" },
        { "", "${a " },
        { "", "%(a " },
    };

    [Theory]
    [MemberData(nameof(Long))]
    public void Chain_HundredThousandLong_NeitherOverflowsNorTakesLong(string before, string repeated)
    {
        var text = before + Repeat(repeated);
        var source = Sql.Source(text);
        Sql.OnSmallStack(() =>
        {
            var watch = Stopwatch.StartNew();
            var script = SqlParser.Parse(source, SqlDialect.Unknown);
            Sql.All<SqlNode>(script);
            Assert.True(watch.Elapsed < Patience, "took " + watch.Elapsed);
        });
    }

    [Fact]
    public void AndsAndOrs_AreOneNodeARun()
    {
        var where = Sql.Select("SELECT 1 FROM t WHERE a = 1 AND b = 2 AND c = 3 OR d = 4 OR e = 5").Where!;
        var or = Assert.IsType<LogicalExpression>(where.Condition);
        Assert.Equal(LogicalOperator.Or, or.Operator);
        Assert.Equal(3, or.Operands.Length);
        Assert.Equal(3, Assert.IsType<LogicalExpression>(or.Operands[0]).Operands.Length);
    }

    [Fact]
    public void Nesting_BeyondTheBound_LosesOnlyTheNested()
    {
        var text = "SELECT a FROM t WHERE b = " + Repeat("(", 500) + "1" + Repeat(")", 500) + " ORDER BY c";
        var query = Assert.IsType<SelectQuery>(Assert.IsType<SelectStatement>(Assert.Single(Sql.Parse(text).Statements)).Query);
        Assert.Equal(["t"], Sql.Tables(query));
        Assert.Equal(SqlState.HasErrors, query.Where!.State);
        Assert.Equal("c", Assert.IsType<ColumnReference>(query.OrderBy!.Items[0].Expression).Column.Text);
        Assert.True(query.OrderBy.IsComplete);
    }

    [Fact]
    public void Time_GrowsWithTheText()
    {
        const string statement = "SELECT o.id, o.total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.total > 10 AND c.name LIKE 'a%' ORDER BY o.id;\n";
        var small = Repeat(statement, 800);
        var large = Repeat(statement, 8000);
        Sql.Parse(small);
        var best = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            Sql.Parse(small);
            var smallTime = watch.Elapsed;
            watch.Restart();
            Assert.Equal(8000, Sql.Parse(large).Statements.Length);
            best = Math.Min(best, watch.Elapsed / smallTime);
        }

        Assert.True(best < 40, $"ten times the text took {best:F0} times as long");
    }

    [Fact]
    public void Cancellation_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => SqlParser.Parse(new SqlSource("SELECT 1"), SqlDialect.Unknown, source.Token));
    }
}
