using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class UnescapedPatternTests
{
    private const string Rule = "DBA2303";

    [Fact]
    public Task InterpolatedPattern_IsReported() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine();
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, [|$"%{term}%"|])).ToListAsync();
        Console.WriteLine(rows.Count);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task ConcatenatedPattern_IsReported() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine();
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, [|term + "%"|])).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Theory]
    [InlineData("var term = Console.ReadLine();\nvar pattern = [|$\"%{term}%\"|];\nvar rows = await (from c in db.Customers where EF.Functions.Like(c.Name, pattern) select c).ToListAsync();")]
    [InlineData("var term = Console.ReadLine()!;\nvar pattern = [|\"%\" + term.Trim().ToLower() + \"%\"|];\nvar rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, pattern) || EF.Functions.Like(c.City, pattern)).ToListAsync();")]
    [InlineData("var term = Console.ReadLine()!;\nvar rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, [|$\"{term.ToUpper()}%\"|])).ToListAsync();")]
    public Task PatternInAVariable_IsReported(string statements) => ShopCode.Check(Rule, statements + "\nConsole.WriteLine(rows.Count);");

    [Theory]
    [InlineData("var term = Console.ReadLine()!.Replace(\"%\", \"[%]\");\nvar pattern = $\"%{term}%\";")]
    [InlineData("var pattern = $\"%{Escape(Console.ReadLine()!)}%\";")]
    [InlineData("var escaped = Escape(Console.ReadLine()!);\nvar pattern = \"%\" + escaped + \"%\";")]
    [InlineData("var term = Console.ReadLine()!;\nterm = term.Replace(\"_\", \"[_]\");\nvar pattern = $\"%{term}%\";")]
    [InlineData("var pattern = $\"%{Console.ReadLine()}%\";\npattern = Escape(pattern);")]
    [InlineData("const string prefix = \"A\";\nvar pattern = $\"{prefix}%\";")]
    [InlineData("var pattern = \"%\" + \"x\" + \"%\";")]
    public Task PatternThatIsEscapedOrConstant_IsSilent(string pattern) => ShopCode.Check(
        Rule,
        pattern + "\nvar rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, pattern)).ToListAsync();\nConsole.WriteLine(rows.Count);\n\nstatic string Escape(string text) => text.Replace(\"%\", \"\\\\%\");");

    [Fact]
    public Task FixOfAVariable_EscapesItThere() => ShopCode.Fix(
        Rule,
        """
        var term = ids[0].ToString();
        var pattern = [|$"%{term}%"|];
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, pattern)).ToListAsync();
        Console.WriteLine(rows.Count);
        """,
        """
        var term = ids[0].ToString();
        var pattern = "%" + term.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, pattern, "\\")).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task ConstantPattern_IsSilent() => ShopCode.Check(
        Rule,
        """
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, "A_%")).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task PatternOfTheUser_IsSilent() => ShopCode.Check(
        Rule,
        """
        var pattern = Console.ReadLine()!;
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, pattern)).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task EscapedWithEscapeCharacter_IsSilent() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine()!.Replace("%", "!%");
        var rows = await db.Customers.Where(c => EF.Functions.Like(c.Name, "%" + term + "%", "!")).ToListAsync();
        Console.WriteLine(rows.Count);
        """);

    [Fact]
    public Task Contains_IsSilent() => ShopCode.Check(
        Rule,
        """
        var term = Console.ReadLine()!;
        var rows = await db.Customers.Where(c => c.Name.Contains(term)).ToListAsync();
        Console.WriteLine(rows.Count);
        """);
}
