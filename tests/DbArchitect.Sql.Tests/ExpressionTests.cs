using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql.Tests;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("a + b * c", "(BinaryExpression Add (ColumnReference a) (BinaryExpression Multiply (ColumnReference b) (ColumnReference c)))")]
    [InlineData("(a + b) * c", "(BinaryExpression Multiply (BinaryExpression Add (ColumnReference a) (ColumnReference b)) (ColumnReference c))")]
    [InlineData("a - b - c", "(BinaryExpression Subtract (BinaryExpression Subtract (ColumnReference a) (ColumnReference b)) (ColumnReference c))")]
    [InlineData("-a.b", "(UnaryExpression Minus (ColumnReference a.b))")]
    [InlineData("NOT a = 1", "(UnaryExpression Not (BinaryExpression Equal (ColumnReference a) (Literal Number 1)))")]
    [InlineData("a OR b AND c", "(LogicalExpression Or (ColumnReference a) (LogicalExpression And (ColumnReference b) (ColumnReference c)))")]
    [InlineData("a BETWEEN 1 AND 2 AND b", "(LogicalExpression And (BetweenExpression (ColumnReference a) (Literal Number 1) (Literal Number 2)) (ColumnReference b))")]
    [InlineData("a NOT IN (1, 2)", "(InExpression Not (ColumnReference a) (Literal Number 1) (Literal Number 2))")]
    [InlineData("a IN @ids", "(InExpression (ColumnReference a) (Parameter At ids))")]
    [InlineData("a NOT LIKE 'x!%' ESCAPE '!'", "(LikeExpression Not Like (ColumnReference a) (Literal String x!%) (Literal String !))")]
    [InlineData("a IS NOT NULL", "(IsExpression Not Null (ColumnReference a))")]
    [InlineData("a IS DISTINCT FROM b", "(IsExpression DistinctFrom (ColumnReference a) (ColumnReference b))")]
    [InlineData("a = ANY (@ids)", "(BinaryExpression Equal (ColumnReference a) (QuantifiedExpression Any (Parameter At ids)))")]
    [InlineData("(a, b) = (1, 2)", "(BinaryExpression Equal (RowExpression (ColumnReference a) (ColumnReference b)) (RowExpression (Literal Number 1) (Literal Number 2)))")]
    [InlineData("COUNT(*)", "(FunctionCall COUNT (StarExpression *))")]
    [InlineData("COUNT(DISTINCT a)", "(FunctionCall Distinct COUNT (ColumnReference a))")]
    [InlineData("CAST(a AS varchar(10))", "(CastExpression (ColumnReference a) (SqlDataType varchar(10)))")]
    [InlineData("a::timestamp with time zone", "(CastExpression (ColumnReference a) (SqlDataType timestamp with time zone))")]
    [InlineData("DATEADD(day, 1, a)", "(FunctionCall DATEADD (Literal Keyword day) (Literal Number 1) (ColumnReference a))")]
    [InlineData("EXTRACT(year FROM a)", "(FunctionCall EXTRACT (Literal Keyword year) (ColumnReference a))")]
    [InlineData("f(name => a)", "(FunctionCall f (BinaryExpression NamedArgument (Literal Keyword name) (ColumnReference a)))")]
    [InlineData("CURRENT_TIMESTAMP", "(FunctionCall CURRENT_TIMESTAMP)")]
    [InlineData("a COLLATE NOCASE", "(CollateExpression NOCASE (ColumnReference a))")]
    [InlineData("a->>'b' = 'c'", "(BinaryExpression Equal (BinaryExpression JsonAccess ->> (ColumnReference a) (Literal String b)) (Literal String c))")]
    [InlineData("CASE a WHEN 1 THEN 'x' ELSE 'y' END", "(CaseExpression (ColumnReference a) (CaseWhen (Literal Number 1) (Literal String x)) (Literal String y))")]
    [InlineData("a AT TIME ZONE 'UTC'", "(BinaryExpression AtTimeZone (ColumnReference a) (Literal String UTC))")]
    [InlineData("a[1]", "(AccessExpression (ColumnReference a) (Literal Number 1))")]
    [InlineData("DATE '2020-01-01'", "(Literal Temporal 2020-01-01)")]
    [InlineData("@a := 1", "(BinaryExpression Assign (Parameter At a) (Literal Number 1))")]
    [InlineData("'it''s'", "(Literal String it's)")]
    public void Expression_IsReadAs(string expression, string tree) => Assert.Equal(tree, Sql.Print(expression));

    [Theory]
    [InlineData("a || b", SqlDialect.PostgreSql, "(BinaryExpression Concat (ColumnReference a) (ColumnReference b))")]
    [InlineData("a || b", SqlDialect.MySql, "(LogicalExpression Or (ColumnReference a) (ColumnReference b))")]
    [InlineData("\"a\"", SqlDialect.MySql, "(Literal String a)")]
    [InlineData("\"a\"", SqlDialect.SqlServer, "(ColumnReference a)")]
    [InlineData("CONVERT(int, a)", SqlDialect.SqlServer, "(CastExpression (ColumnReference a) (SqlDataType int))")]
    [InlineData("CONVERT(a, char)", SqlDialect.MySql, "(CastExpression (ColumnReference a) (SqlDataType char))")]
    [InlineData("a IS b", SqlDialect.Sqlite, "(IsExpression Not DistinctFrom (ColumnReference a) (ColumnReference b))")]
    [InlineData("a ? 'b'", SqlDialect.PostgreSql, "(BinaryExpression Other ? (ColumnReference a) (Literal String b))")]
    [InlineData("a @> b", SqlDialect.PostgreSql, "(BinaryExpression Other @> (ColumnReference a) (ColumnReference b))")]
    [InlineData("DATEDIFF(a, b)", SqlDialect.MySql, "(FunctionCall DATEDIFF (ColumnReference a) (ColumnReference b))")]
    [InlineData("INTERVAL 1 DAY", SqlDialect.MySql, "(IntervalExpression DAY (Literal Number 1))")]
    [InlineData("'a\\'b'", SqlDialect.MySql, "(Literal String a'b)")]
    [InlineData("'a\\'", SqlDialect.SqlServer, "(Literal String a\\)")]
    public void Expression_DependsOnTheDialect(string expression, SqlDialect dialect, string tree) => Assert.Equal(tree, Sql.Print(expression, dialect));

    [Theory]
    [InlineData("@name", ParameterForm.At, "name")]
    [InlineData("@@rowcount", ParameterForm.System, "rowcount")]
    [InlineData(":name", ParameterForm.Colon, "name")]
    [InlineData("$1", ParameterForm.Dollar, "1")]
    [InlineData("?", ParameterForm.Question, "")]
    [InlineData("?name?", ParameterForm.PseudoPositional, "name")]
    [InlineData("{=name}", ParameterForm.DapperLiteral, "name")]
    [InlineData("{0}", ParameterForm.Format, "0")]
    public void Parameter_KnowsItsForm(string text, ParameterForm form, string name)
    {
        var parameter = Assert.IsType<Parameter>(Sql.Expression(text));
        Assert.Equal(form, parameter.Form);
        Assert.Equal(name, parameter.Name);
    }

    [Fact]
    public void Nodes_KnowTheirPlace()
    {
        const string text = "SELECT a FROM t WHERE t.Name = 'x' AND LOWER(b) LIKE @p";
        var where = Sql.Select(text).Where!;
        Assert.Equal("WHERE t.Name = 'x' AND LOWER(b) LIKE @p", Sql.TextOf(where, text));
        Assert.Equal(["t.Name", "b"], Sql.All<ColumnReference>(where).Select(c => Sql.TextOf(c, text)));
        Assert.Equal("LOWER(b) LIKE @p", Sql.TextOf(Assert.Single(Sql.All<LikeExpression>(where)), text));
        Assert.Equal("Name", text.Substring(Sql.All<ColumnReference>(where)[0].Column.Start, 4));
    }
}
