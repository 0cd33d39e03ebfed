using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

/// <summary>Where a text is known only at run time, and what can still be trusted around it.</summary>
public sealed class HoleTests
{
    [Fact]
    public void HoleInsideQuotedIdentifier_MakesThePartUnknownAndKeepsTheRest()
    {
        var query = Sql.Select("SELECT Id FROM [«schema»].[Hash] WHERE [Key] = @key", SqlDialect.SqlServer);
        var table = Assert.IsType<NamedTable>(query.From!.Tables[0]);
        Assert.Equal("Hash", table.Table.Text);
        Assert.True(table.Schema.HasHole);
        Assert.False(table.Table.HasHole);
        Assert.Equal(SqlState.HasHoles, query.From.State);
        Assert.True(query.Where!.IsComplete);
        Assert.False(query.IsOpen);
    }

    [Theory]
    [InlineData("SELECT Id FROM «table» WHERE Id = 1")]
    [InlineData("SELECT Id FROM «schema».«table» WHERE Id = 1")]
    [InlineData("SELECT Id FROM \"«table»\" WHERE Id = 1")]
    [InlineData("SELECT Id FROM tbl_«suffix» WHERE Id = 1")]
    [InlineData("SELECT Id FROM «prefix»orders WHERE Id = 1")]
    [InlineData("SELECT Id FROM `«a»_«b»` WHERE Id = 1")]
    public void HoleAsTable_LeavesWhereComplete(string text)
    {
        var query = Sql.Select(text);
        Assert.Equal(SqlState.HasHoles, query.From!.State);
        Assert.True(query.Where!.IsComplete);
        Assert.True(query.Select.IsComplete);
    }

    [Fact]
    public void HoleAsPartOfDottedName_IsThatPart()
    {
        var column = Assert.IsType<ColumnReference>(Sql.Expression("t.«column»"));
        Assert.Equal("t", column.Qualifier.Text);
        Assert.True(column.Column.HasHole);
    }

    [Fact]
    public void HoleAsValue_IsHoleExpressionWithItsId()
    {
        var query = Sql.Select("SELECT «a» FROM t WHERE x = «b»");
        var comparison = Assert.IsType<BinaryExpression>(query.Where!.Condition);
        Assert.Equal(1, Assert.IsType<HoleExpression>(comparison.Right).HoleId);
        Assert.False(query.IsOpen);
    }

    [Fact]
    public void HoleInsideString_IsLiteralWithHole()
    {
        var literal = Assert.IsType<Literal>(Assert.IsType<LikeExpression>(Sql.Select("SELECT 1 FROM t WHERE a LIKE '%«x»%'").Where!.Condition).Pattern);
        Assert.True(literal.HasHole);
        Assert.StartsWith("%", literal.Value);
    }

    [Theory]
    [InlineData("SELECT 1 FROM t WHERE a IN («list»)")]
    [InlineData("SELECT 1 FROM t WHERE a IN «list»")]
    [InlineData("SELECT 1 FROM t WHERE a IN (1, «list»)")]
    public void HoleInList_IsAnElement(string text) =>
        Assert.Contains(Assert.IsType<InExpression>(Sql.Select(text).Where!.Condition).List, e => e is HoleExpression);

    [Theory]
    [InlineData("SELECT Id FROM t WHERE «condition»")]
    [InlineData("SELECT Id FROM t WHERE a = 1 «more»")]
    [InlineData("SELECT Id FROM t WHERE a = 1 AND «more»")]
    [InlineData("SELECT Id FROM t «where»")]
    [InlineData("SELECT Id FROM t«where»")]
    [InlineData("SELECT Id FROM t WHERE a = @a«more»")]
    [InlineData("SELECT Id FROM t ORDER BY Id «direction»")]
    [InlineData("SELECT Id FROM t «joins» WHERE a = 1")]
    [InlineData("SELECT Id «columns» FROM t")]
    [InlineData("«with» SELECT Id FROM t")]
    public void HoleWhereAClauseCouldBe_OpensTheStatement(string text)
    {
        var statement = Sql.One<SelectStatement>(text);
        Assert.True(statement.IsOpen);
        Assert.Equal(SqlState.HasHoles, statement.State);
        Assert.Equal(["t"], Sql.Tables(statement).Select(t => t.TrimEnd(SqlSourceBuilder.Placeholder)));
    }

    [Fact]
    public void HoleInSubquery_OpensOnlyTheSubquery()
    {
        var query = Sql.Select("SELECT Id FROM t WHERE Id IN (SELECT Id FROM u WHERE a = 1 «more») LIMIT 5");
        Assert.False(query.IsOpen);
        Assert.True(Assert.IsType<InExpression>(query.Where!.Condition).Query!.IsOpen);
    }

    [Fact]
    public void HoleBetweenClauses_KeepsTheClausesAround()
    {
        var query = Sql.Select("SELECT Id FROM t WHERE a = 1 «filter» AND b = 2 ORDER BY Id LIMIT «n»");
        Assert.NotNull(query.OrderBy);
        Assert.Equal(SqlState.HasHoles, query.Limit!.State);
        Assert.True(query.OrderBy!.IsComplete);
        Assert.Contains(Sql.All<ColumnReference>(query.Where!), c => c.Column.Is("b"));
    }

    [Fact]
    public void HoleAsOperator_KeepsBothSides()
    {
        var node = Assert.IsType<BinaryExpression>(Sql.Select("SELECT Id FROM t WHERE a «operator» @p").Where!.Condition);
        Assert.Equal(BinaryOperator.Hole, node.Operator);
        Assert.IsType<ColumnReference>(node.Left);
        Assert.IsType<Parameter>(node.Right);
    }

    [Theory]
    [InlineData("INSERT INTO t («columns») VALUES («values»)")]
    [InlineData("INSERT INTO t (a, b) VALUES «rows»")]
    [InlineData("INSERT INTO «t» (a) SELECT a FROM u")]
    [InlineData("UPDATE t SET «assignments» WHERE id = 1")]
    [InlineData("UPDATE «t» SET a = «b», c = 2")]
    [InlineData("DELETE FROM «t» WHERE «w»")]
    [InlineData("CREATE TABLE «t» (id int, «columns»)")]
    [InlineData("CREATE INDEX «i» ON «t» («columns»)")]
    [InlineData("ALTER TABLE «t» ADD «column» «type» NULL")]
    [InlineData("DROP TABLE «t»")]
    [InlineData("SELECT TOP «n» * FROM t")]
    [InlineData("SELECT CAST(a AS «type») FROM t")]
    [InlineData("SELECT «f»(a) FROM t")]
    [InlineData("SELECT * FROM t ORDER BY «column»«direction»")]
    [InlineData("SELECT * FROM («query») x")]
    [InlineData("EXEC «procedure» @a = «b»")]
    [InlineData("SELECT a AS «alias» FROM t AS «other»")]
    [InlineData("SELECT a«newline»FROM t«newline»WHERE b = 1")]
    public void HoleAnywhere_IsNoError(string text)
    {
        var script = Sql.Parse(text);
        Assert.Empty(script.Errors);
        Assert.Equal(SqlState.HasHoles, Assert.Single(script.Statements).State);
    }

    [Fact]
    public void KeywordGluedToHole_StaysKeyword()
    {
        var query = Sql.Select("SELECT Id«nl»FROM Users«nl»WHERE Name = 'x'");
        Assert.Equal("x", Assert.IsType<Literal>(Assert.IsType<BinaryExpression>(query.Where!.Condition).Right).Value);
        Assert.True(query.Where.IsComplete);
        Assert.True(query.IsOpen);
    }

    [Fact]
    public void TextThatIsOneHole_IsOpaqueAndOpen()
    {
        var statement = Sql.One<OpaqueStatement>("«sql»");
        Assert.True(statement.IsOpen);
    }

    [Theory]
    [InlineData("SELECT * FROM {table} WHERE a = ${value}")]
    [InlineData("SELECT * FROM {{ table }} WHERE a = #{value}")]
    [InlineData("SELECT * FROM $(table) WHERE a = %(value)s")]
    [InlineData("SELECT * FROM t /**where**/")]
    public void TemplatePlaceholder_IsAHoleWithoutId(string text) => Assert.Equal(SqlState.HasHoles, Sql.One<SelectStatement>(text).State);

    [Fact]
    public void Holes_OutOfRangeOrOverlapping_AreIgnored()
    {
        var source = new SqlSource("SELECT a", [new SqlHole(7, 1, 0), new SqlHole(7, 1, 1), new SqlHole(-1, 1, 2), new SqlHole(3, 0, 3), new SqlHole(5, 99, 4)]);
        Assert.Single(source.Holes);
        Assert.Empty(SqlParser.Parse(source, SqlDialect.Unknown).Errors);
    }
}
