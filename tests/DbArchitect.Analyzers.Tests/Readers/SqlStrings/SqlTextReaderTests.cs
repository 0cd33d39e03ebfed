using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Tests.Readers.SqlStrings;

public sealed class SqlTextReaderTests
{
    [Fact]
    public void Constant_IsText() => AssertTexts("Run(\"select 1\");", "select 1");

    [Fact]
    public void Concatenation_IsJoined() => AssertTexts("Run(\"select \" + \"a\" + \" from t\");", "select a from t");

    [Fact]
    public void Variable_IsHole() => AssertTexts("Run(\"select * from \" + table);", "select * from {table}");

    [Fact]
    public void Interpolation_KeepsHolesInPlace() => AssertTexts("Run($\"select * from {table} where id = {1 + 1}\");", "select * from {table} where id = 2");

    [Fact]
    public void ConstantFieldInInterpolation_IsText() => AssertTexts("Run($\"select {Columns} from t\");", "select id, name from t");

    [Fact]
    public void ReadOnlyField_IsText() => AssertTexts("Run(Select);", "select id, name from t");

    [Fact]
    public void Property_IsText() => AssertTexts("Run(Sql);", "select 2");

    [Fact]
    public void Local_IsFollowed() => AssertTexts("var sql = \"select 1\"; Run(sql);", "select 1");

    [Fact]
    public void StraightLineAppends_AreJoined() => AssertTexts("var sql = \"select 1\"; sql += \" from t\"; Run(sql);", "select 1 from t");

    [Fact]
    public void ConditionalAppend_GivesTwoVariants() =>
        AssertTexts("var sql = \"select 1\"; if (flag) sql += \" where a = 1\"; sql += \" limit 1\"; Run(sql);", "select 1 limit 1", "select 1 where a = 1 limit 1");

    [Fact]
    public void AppendInTheOtherBranch_DoesNotCount() =>
        AssertTexts("var sql = \"a\"; if (flag) { sql += \" b\"; } else { Run(sql); }", "a");

    [Fact]
    public void AppendInTheSameBranch_Counts() => AssertTexts("var sql = \"a\"; if (flag) { sql += \" b\"; Run(sql); }", "a b");

    [Fact]
    public void AppendInLoop_IsHole() =>
        AssertTexts("var sql = \"a\"; foreach (var x in table) { sql += x; } sql += \" b\"; Run(sql);", "a{sql += x} b");

    [Fact]
    public void UseInLoopBeforeAppend_EndsInHole() =>
        AssertTexts("var sql = \"a\"; foreach (var x in table) { Run(sql); sql += x; }", "a{sql += x}");

    [Fact]
    public void Ternary_GivesTwoVariants() => AssertTexts("Run(\"select 1 order by \" + (flag ? \"a\" : \"b\"));", "select 1 order by a", "select 1 order by b");

    [Fact]
    public void Switch_GivesAVariantAnArm() =>
        AssertTexts("Run(table switch { \"x\" => \"select 1\", \"y\" => \"select 2\", _ => throw new System.Exception() });", "select 1", "select 2");

    [Fact]
    public void TooManyVariants_BecomeHoles()
    {
        var text = Assert.Single(Texts(
            "var s = \"a\"; if (flag) s += \"1\"; if (flag) s += \"2\"; if (flag) s += \"3\"; if (flag) s += \"4\"; Run(s);"));
        Assert.Contains("{", text, StringComparison.Ordinal);
    }

    [Fact]
    public void StringBuilder_StraightLine_IsJoined() =>
        AssertTexts("var b = new System.Text.StringBuilder(\"select 1\"); b.Append(\" from t\").AppendLine(\" where\"); b.Append(table); Run(b.ToString());", "select 1 from t where\n{table}");

    [Fact]
    public void StringBuilder_ConditionalAppend_GivesTwoVariants() =>
        AssertTexts("var b = new System.Text.StringBuilder(); b.Append(\"a\"); if (flag) b.Append(\" b\"); Run(b.ToString());", "a", "a b");

    [Fact]
    public void StringBuilder_HandedOn_EndsInHole() =>
        AssertTexts("var b = new System.Text.StringBuilder(\"a\"); Fill(b); b.Append(\" c\"); Run(b.ToString());", "a{b} c");

    [Fact]
    public void Format_PlacesAreHoles() => AssertTexts("Run(string.Format(\"select {0} from {{x}} {1}\", \"a\", table));", "select a from {x} {table}");

    [Fact]
    public void Concat_IsJoined() => AssertTexts("Run(string.Concat(\"select \", table, \" from t\"));", "select {table} from t");

    [Fact]
    public void Trim_IsLookedThrough() => AssertTexts("Run(\"select 1 \".Trim());", "select 1 ");

    [Fact]
    public void FormattableString_KeepsHoles() => AssertTexts("RunFormattable($\"select {table}\");", "select {table}");

    [Fact]
    public void Parameter_IsHole() => AssertTexts("Run(table);", "{table}");

    [Fact]
    public void AssignedInLambda_IsHole() => AssertTexts("var sql = \"a\"; System.Action set = () => sql = \"b\"; set(); Run(sql);", "{sql}");

    [Fact]
    public void ThousandsOfPluses_AreReadWithoutRecursion() =>
        AssertTexts("Run(" + string.Join(" + ", Enumerable.Repeat("\"a\"", 3000)) + ");", new string('a', 3000));

    [Theory]
    [InlineData("Run(\"select ~name~ from t\");")]
    [InlineData("Run(\"a\\n\\t\\u0041 \\\"~name~\\\" from t\");")]
    [InlineData("Run(@\"a \"\"~name~\"\" \n  from t\");")]
    [InlineData("Run(\"\"\"select ~name~ from t\"\"\");")]
    [InlineData("Run(\"\"\"\n        select 1,\n          ~name~\n        from t\n        \"\"\");")]
    [InlineData("Run($\"select {table}, {{ ~name~ from t\");")]
    [InlineData("Run($@\"select {table}, \"\"~name~\"\" from t\");")]
    [InlineData("Run($\"\"\"\n        select {table},\n          ~name~\n        from t\n        \"\"\");")]
    [InlineData("Run($$\"\"\"\n        ~name~ {x} {{table}}\n        \"\"\");")]
    [InlineData("Run(\"select 1, \" + \"~name~\" + \" from t\");")]
    [InlineData("var sql = \"select 1, \"; sql += \"~name~ from t\"; Run(sql);")]
    public void Offset_LeadsBackToTheLiteral(string statement)
    {
        var marked = statement.Replace("~", "", StringComparison.Ordinal);
        var (texts, tree) = Read(marked);
        var text = texts[0];
        var at = text.Source.Text.IndexOf("name", StringComparison.Ordinal);
        var location = text.LocationOf(at, 4, tree, default);
        Assert.NotNull(location);
        Assert.Equal("name", tree.GetText().ToString(location.SourceSpan));
        var before = Source(statement.Split('~')[0]).Length;
        Assert.Equal(before - Tail.Length, location.SourceSpan.Start);
    }

    private const string Tail = " } }";

    private static string Source(string statement) =>
        "class C { const string Columns = \"id, name\"; static readonly string Select = \"select \" + Columns + \" from t\"; string Sql => \"select 2\"; "
        + "void Run(string sql) { } void RunFormattable(System.FormattableString sql) { } void Fill(System.Text.StringBuilder b) { } "
        + "void M(string table, bool flag) { " + statement + Tail;

    private static void AssertTexts(string statement, params string[] expected) => Assert.Equal(expected, Texts(statement));

    private static string[] Texts(string statement) =>
        [.. Read(statement).Texts.Select(static text => string.Concat(text.Pieces.Select(static piece => piece.Value ?? "{" + piece.Operation!.Syntax + "}")))];

    private static (IReadOnlyList<SqlText> Texts, SyntaxTree Tree) Read(string statement)
    {
        var tree = CSharpSyntaxTree.ParseText(Source(statement));
        var compilation = CSharpCompilation.Create("Test", [tree], References.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Single(static node => node.Expression is IdentifierNameSyntax { Identifier.Text: "Run" or "RunFormattable" });
        var source = new SourceOperations(compilation);
        var invocation = (IInvocationOperation)source.OperationOf(call, default)!;
        return (new SqlTextReader(source).Read(invocation.Arguments[0].Value, default), tree);
    }
}
