using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

/// <summary>Texts that begin in the middle of a statement.</summary>
public sealed class FragmentTests
{
    [Fact]
    public void Where_GivesConditionAndTail()
    {
        var fragment = Sql.One<FragmentStatement>("WHERE a = 1 AND b = 2 ORDER BY c LIMIT 5");
        Assert.IsType<LogicalExpression>(fragment.Where!.Condition);
        Assert.NotNull(fragment.OrderBy);
        Assert.NotNull(fragment.Limit);
        Assert.True(fragment.IsOpen);
    }

    [Theory]
    [InlineData(" AND o.Status = @status", LogicalOperator.And)]
    [InlineData("OR o.Status = @status", LogicalOperator.Or)]
    public void Connective_IsKept(string text, LogicalOperator connective)
    {
        var fragment = Sql.One<FragmentStatement>(text);
        Assert.Equal(connective, fragment.Connective);
        Assert.IsType<BinaryExpression>(fragment.Where!.Condition);
    }

    [Fact]
    public void Join_GivesJoins()
    {
        var fragment = Sql.One<FragmentStatement>("LEFT JOIN a ON a.id = t.a_id INNER JOIN b USING (id) WHERE a.x IS NULL");
        Assert.Equal([JoinKind.Left, JoinKind.Inner], fragment.Joins.Select(j => j.Kind));
        Assert.NotNull(fragment.Where);
    }

    [Fact]
    public void OrderBy_GivesItems() => Assert.True(Sql.One<FragmentStatement>("ORDER BY a DESC, b").OrderBy!.Items[0].IsDescending);

    [Fact]
    public void From_GivesTables() => Assert.Equal(["t", "u"], Sql.Tables(Sql.One<FragmentStatement>("FROM t JOIN u ON t.id = u.id WHERE t.a = 1")));

    [Fact]
    public void Set_IsReadAsAssignmentsWhenAskedFor()
    {
        var script = SqlParser.ParseFragment(new SqlSource("SET a = 1, b = b + 1 WHERE id = 2"), SqlDialect.Unknown);
        Assert.Empty(script.Errors);
        var fragment = Assert.IsType<FragmentStatement>(Assert.Single(script.Statements));
        Assert.Equal(2, fragment.Set!.Assignments.Length);
        Assert.NotNull(fragment.Where);
    }

    [Fact]
    public void BareCondition_IsWhere()
    {
        var fragment = Sql.One<FragmentStatement>("o.Id = @id AND o.Name LIKE 'a%'");
        Assert.IsType<LogicalExpression>(fragment.Where!.Condition);
    }

    [Fact]
    public void BareColumns_AreItems() => Assert.Equal(3, Sql.One<FragmentStatement>("o.Id, o.Name AS n, COUNT(*)").Items.Length);

    [Theory]
    [InlineData("[IsDeleted] = 0 AND [Name] IS NOT NULL")]
    [InlineData("\"price\" * 1.2")]
    [InlineData("(getutcdate())")]
    [InlineData("now()")]
    public void Expression_IsRead(string text) => Assert.IsNotType<ErrorExpression>(SqlParser.ParseExpression(new SqlSource(text), SqlDialect.Unknown));

    [Theory]
    [InlineData("a = ")]
    [InlineData("a = 1 b")]
    public void BrokenExpression_IsError(string text) => Assert.IsType<ErrorExpression>(SqlParser.ParseExpression(new SqlSource(text), SqlDialect.Unknown));
}
