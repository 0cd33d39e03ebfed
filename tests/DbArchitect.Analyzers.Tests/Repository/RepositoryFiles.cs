namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>The files of this repository, and the parts of them that are generated: <c>UPDATE=1 dotnet test --filter Repository</c> rewrites what drifted.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static bool Updating { get; } = Environment.GetEnvironmentVariable("UPDATE") is "1" or "true";

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    /// <summary>The C# files of a folder, without what a build put there.</summary>
    public static IEnumerable<string> Sources(params string[] parts) =>
        Directory.EnumerateFiles(PathOf(parts), "*.cs", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The whole file is generated.</summary>
    public static void AssertGenerated(string expected, params string[] parts)
    {
        var path = PathOf(parts);
        var actual = File.Exists(path) ? Read(parts) : "";
        if (actual == expected)
            return;
        if (Updating)
            File.WriteAllText(path, expected);
        else
            Assert.Fail(Drifted(parts) + "\n" + FirstDifference(expected, actual));
    }

    /// <summary>What stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> is generated, the rest is written by hand.</summary>
    public static void AssertGeneratedPart(string name, string expected, params string[] parts)
    {
        var text = Read(parts);
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var start = text.IndexOf(open, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(close, start, StringComparison.Ordinal);
        if (end < 0)
            Assert.Fail($"{Path.Combine(parts)} has no lines '{open.TrimEnd()}' and '{close}'");
        AssertGenerated(text[..(start + open.Length)] + expected + text[end..], parts);
    }

    private static string Drifted(string[] parts) =>
        Path.Combine(parts) + " is not what the rules say. Run: UPDATE=1 dotnet test tests/DbArchitect.Analyzers.Tests --filter Repository";

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
            line++;
        return $"Line {line + 1}\n  expected: {(line < left.Length ? left[line] : "(end)")}\n  is:       {(line < right.Length ? right[line] : "(end)")}";
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DbArchitect.Analyzers.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository");
        return folder;
    }
}
