using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>Edits of SQL inside a string, whatever rule asks for them: every form of C# literal is kept as it is.</summary>
public sealed class SqlTextEditTests
{
    private const string Q = "\"\"\"";

    [Theory]
    [InlineData("\"SELECT [|Total|] FROM Orders\"", "\"SELECT \\\"Total\\\" FROM Orders\"")]
    [InlineData("\"\\t\\u0041 \\x41 '\\\\' [|Total|]\\n\"", "\"\\t\\u0041 \\x41 '\\\\' \\\"Total\\\"\\n\"")]
    [InlineData("@\"SELECT \"\"Id\"\", [|Total|]\n  FROM Orders\"", "@\"SELECT \"\"Id\"\", \"\"Total\"\"\n  FROM Orders\"")]
    [InlineData(Q + "SELECT [|Total|] FROM Orders" + Q, Q + "SELECT \"Total\" FROM Orders" + Q)]
    [InlineData(Q + "SELECT * FROM Orders ORDER BY [|Total|]" + Q, Q + "SELECT * FROM Orders ORDER BY \"Total\" " + Q)]
    [InlineData(Q + "\n        SELECT \"Id\",\n          [|Total|]\n        FROM Orders\n        " + Q, Q + "\n        SELECT \"Id\",\n          \"Total\"\n        FROM Orders\n        " + Q)]
    [InlineData("$\"SELECT [|Total|], {{{1}}} FROM Orders{2}\"", "$\"SELECT \\\"Total\\\", {{{1}}} FROM Orders{2}\"")]
    [InlineData("$@\"{1} {{ [|Total|]\"", "$@\"{1} {{ \"\"Total\"\"\"")]
    [InlineData("$" + Q + "\n        SELECT {1}\n          , [|Total|]\n        FROM Orders\n        " + Q, "$" + Q + "\n        SELECT {1}\n          , \"Total\"\n        FROM Orders\n        " + Q)]
    [InlineData("$$" + Q + "{1} {{2}} [|Total|]{{3}}" + Q, "$$" + Q + "{1} {{2}} \"Total\"{{3}}" + Q)]
    [InlineData("\"SELECT \" + \"[|Total|]\" + \" FROM Orders\"", "\"SELECT \" + \"\\\"Total\\\"\" + \" FROM Orders\"")]
    public Task Quotes_AreWrittenInTheFormOfTheLiteral(string before, string after) =>
        Rewrite(new RenameSqlName("Total", "Total", Store.PostgreSql), before, after);

    [Theory]
    [InlineData("o.[|Emial|]", "o.Email", Store.SqlServer)]
    [InlineData("[|o.Emial|]", "o.Email", Store.SqlServer)]
    [InlineData("[|[o].[Emial]|]", "[o].[Email]", Store.SqlServer)]
    [InlineData("[|o.`Emial`|]", "o.`Email`", Store.MySql)]
    [InlineData("[|o.Emial|]", "o.Email", Store.Unknown)]
    [InlineData("[|o.Emial|]", "o.\\\"Email\\\"", Store.PostgreSql)]
    [InlineData("[|o.\\\"Emial\\\"|]", "o.\\\"Email\\\"", Store.PostgreSql)]
    public Task Rename_KeepsQualifierAndQuotes(string before, string after, object store) =>
        Rewrite(new RenameSqlName("Emial", "Email", (Store)store), "\"SELECT " + before + " FROM Orders o\"", "\"SELECT " + after + " FROM Orders o\"");

    [Theory]
    [InlineData("Order Date", Store.SqlServer, "[Order Date]")]
    [InlineData("a]b", Store.SqlServer, "[a]]b]")]
    [InlineData("order-date", Store.MySql, "`order-date`")]
    public Task NameThatIsNoPlainWord_IsQuoted(string name, object store, string written) =>
        Rewrite(new RenameSqlName("Emial", name, (Store)store), "\"SELECT [|Emial|] FROM Orders o\"", "\"SELECT " + written + " FROM Orders o\"");

    [Theory]
    [InlineData("[|Email = NULL|]", "Email IS NULL", false)]
    [InlineData("[|o.Email <> NULL|] OR 1 = 1", "o.Email IS NOT NULL OR 1 = 1", true)]
    [InlineData("[|email = null|]", "email is null", false)]
    [InlineData("[|NULL = Email|]", "Email IS NULL", false)]
    [InlineData("[|lower(o.Email)   !=   NULL|]", "lower(o.Email) IS NOT NULL", true)]
    public Task NullTest_IsWrittenInTheCaseOfNull(string before, string after, bool isNegated) =>
        Rewrite(new TestForNull(isNegated), "\"SELECT 1 FROM Orders o WHERE " + before + "\"", "\"SELECT 1 FROM Orders o WHERE " + after + "\"");

    [Theory]
    [InlineData("[|Email /* none */ = NULL|]")]
    [InlineData("[|Email = |]")]
    [InlineData("[|Email = NULL AND 1|] = 1")]
    public Task NullTest_OfAnythingElse_None(string text) => None(new TestForNull(false), "\"SELECT 1 FROM Orders o WHERE " + text + "\"");

    [Theory]
    [InlineData("[|*|]", "Id, \\\"Email\\\"")]
    [InlineData("DISTINCT [|*|]", "DISTINCT Id, \\\"Email\\\"")]
    public Task Replacement_StandsInThePlace(string before, string after) =>
        Rewrite(new ReplaceSqlText("*", "Id, \"Email\"", "Name the columns"), "\"SELECT " + before + " FROM Orders\"", "\"SELECT " + after + " FROM Orders\"");

    [Fact]
    public Task Replacement_OfSeveralLines_TakesTheIndentation() => Rewrite(
        new ReplaceSqlText("*", "Id,\n    Email", "Name the columns"),
        Q + "\n        SELECT [|*|]\n        FROM Orders\n        " + Q,
        Q + "\n        SELECT Id,\n            Email\n        FROM Orders\n        " + Q);

    [Theory]
    [InlineData("\"SELECT [|Id|] FROM Orders\"")]
    [InlineData("\"SELECT o[|.*|] FROM Orders\"")]
    [InlineData("$\"SELECT [|{1}|] FROM Orders\"")]
    [InlineData("\"SELECT [|*\" + \"|] FROM Orders\"")]
    [InlineData("\"\\u002[|A|]\"")]
    public Task Replacement_OfAnotherText_None(string text) => None(new ReplaceSqlText("*", "Id", "Name the columns"), text);

    [Theory]
    [InlineData("$" + Q + "SELECT [|*|] FROM {1}" + Q)]
    [InlineData("$$" + Q + "SELECT [|*|] FROM {{1}}" + Q)]
    public Task BracesThatARawStringCannotHold_None(string text) => None(new ReplaceSqlText("*", "'{{}}'", "Write braces"), text);

    [Fact]
    public Task QuotesThatARawStringCannotHold_None() => None(new ReplaceSqlText("*", "'" + Q + "'", "Write quotes"), Q + "SELECT [|*|] FROM Orders" + Q);

    private static Task Rewrite(Edit edit, string before, string after) =>
        new FixOf { Edit = edit, Files = { ["Test.cs"] = Code(before) }, Fixed = { ["Test.cs"] = Code(after) } }.RunAsync();

    private static Task None(Edit edit, string text) => FixOf.None(edit, Code(text));

    private static string Code(string literal) => "public class Queries\n{\n    public string Sql =>\n        " + literal + ";\n}\n";
}
