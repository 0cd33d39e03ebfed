using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

/// <summary>Broken text: what is broken is lost, and nothing else.</summary>
public sealed class RecoveryTests
{
    private static SelectQuery Broken(string text)
    {
        var script = Sql.Parse(text);
        Assert.NotEmpty(script.Errors);
        return Assert.IsType<SelectQuery>(Assert.IsType<SelectStatement>(script.Statements[0]).Query);
    }

    [Fact]
    public void BrokenPredicate_LosesOnlyItself()
    {
        var query = Broken("SELECT a FROM t WHERE a = AND b = 2 ORDER BY c");
        Assert.Equal(SqlState.HasErrors, query.Where!.State);
        Assert.True(query.OrderBy!.IsComplete);
        Assert.True(query.From!.IsComplete);
        Assert.Contains(Sql.All<ColumnReference>(query.Where), c => c.Column.Is("b"));
    }

    [Theory]
    [InlineData("SELECT a FROM t WHERE")]
    [InlineData("SELECT a FROM t WHERE a = 1 AND")]
    [InlineData("SELECT a FROM t ORDER BY")]
    [InlineData("SELECT a, FROM t")]
    [InlineData("SELECT a b c d FROM t")]
    [InlineData("SELECT a FROM t WHERE a = = 1")]
    [InlineData("SELECT a FROM t WHERE (a = 1")]
    [InlineData("SELECT a FROM t WHERE a IN (1, 2")]
    [InlineData("SELECT a FROM t WHERE a BETWEEN 1")]
    [InlineData("SELECT a FROM t WHERE a = 'x")]
    [InlineData("SELECT a FROM t GROUP BY HAVING")]
    [InlineData("SELECT f(a, FROM t")]
    [InlineData("SELECT CASE WHEN a THEN FROM t")]
    public void HalfTypedQuery_KeepsItsTable(string text) => Assert.Equal(["t"], Sql.Tables(Broken(text)));

    [Fact]
    public void BrokenStatement_DoesNotTakeTheNextWithIt()
    {
        var script = Sql.Parse("SELECT a FROM t; SELEC b FROM u; SELECT c FROM v");
        Assert.Equal(3, script.Statements.Length);
        Assert.Equal(["t"], Sql.Tables(script.Statements[0]));
        Assert.Equal(["v"], Sql.Tables(script.Statements[2]));
    }

    [Fact]
    public void StrayText_OpensTheQuery()
    {
        var query = Broken("SELECT a FROM t WHERE a = 1 ?? ?? 5 ) ORDER BY b");
        Assert.True(query.IsOpen);
    }

    [Fact]
    public void BrokenListElement_KeepsTheOthers()
    {
        var query = Broken("SELECT a, b c d, e FROM t");
        Assert.Equal(["a", "b", "e"], query.Items.Select(i => ((ColumnReference)i.Expression).Column.Text));
    }

    [Fact]
    public void BrokenColumn_KeepsTheOthers()
    {
        var script = Sql.Parse("CREATE TABLE t (a int, b int ) ( , c int NOT NULL, PRIMARY KEY (a))");
        Assert.Equal("a", Assert.IsType<CreateTableStatement>(script.Statements[0]).Columns[0].Name.Text);
    }

    [Fact]
    public void MissingQuote_IsAnErrorAtTheQuote()
    {
        var error = Assert.Single(Sql.Parse("SELECT 'abc").Errors);
        Assert.Equal(7, error.Start);
    }

    [Fact]
    public void Errors_AreInTheOrderOfTheTextAndBounded()
    {
        var script = Sql.Parse(string.Concat(Enumerable.Repeat("SELECT a FROM WHERE;", 1000)));
        Assert.True(script.Errors.Length is > 100 and < 1000);
        Assert.Equal(script.Errors.Select(e => e.Start).Order(), script.Errors.Select(e => e.Start));
        Assert.Equal(1000, script.Statements.Length);
    }
}
