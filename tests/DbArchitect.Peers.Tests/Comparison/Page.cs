namespace DbArchitect.Peers.Tests.Comparison;

/// <summary>docs/comparison.md: what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> is written by the tests with UPDATE=1, the rest by hand.</summary>
internal static class Page
{
    public static bool Updating { get; } = Environment.GetEnvironmentVariable("UPDATE") is "1" or "true";

    private static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static void AssertPart(string name, string expected)
    {
        var path = PathOf("docs", "comparison.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var start = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var end = text.IndexOf(close, StringComparison.Ordinal);
        Assert.True(start >= open.Length && end >= start, $"docs/comparison.md has no lines '{open.Trim()}' and '{close}'");
        if (Updating)
            File.WriteAllText(path, text[..start] + expected + text[end..]);
        else
            Assert.True(text[start..end] == expected, "docs/comparison.md is not what the analyzers say. Run: UPDATE=1 dotnet test tests/DbArchitect.Peers.Tests\n" + Difference(text[start..end], expected));
    }

    private static string Difference(string actual, string expected)
    {
        var (old, now) = (actual.Split('\n'), expected.Split('\n'));
        return string.Join("\n", old.Except(now).Take(5).Select(static line => "- " + line).Concat(now.Except(old).Take(5).Select(static line => "+ " + line)));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DbArchitect.Analyzers.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository");
        return folder;
    }
}
