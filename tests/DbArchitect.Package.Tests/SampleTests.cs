using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Hosting;

namespace DbArchitect.Package.Tests;

/// <summary>The samples say what they are marked to say, and the clean twin says nothing.</summary>
[Collection(nameof(Packed))]
public sealed partial class SampleTests
{
    [Theory]
    [InlineData("Storefront", "Storefront")]
    [InlineData("Storefront.Clean", "Storefront.Clean")]
    [InlineData("Storefront.Split/Shop.Queries", "Storefront.Split")]
    public async Task Findings_AreExactlyThoseMarked(string project, string folder)
    {
        var root = Path.Combine(Packed.Root, "samples", folder);
        var build = await Dotnet.RunAsync(
            Packed.Root, new Dictionary<string, string>(), "build", Path.Combine("samples", project), "--no-incremental", "-v", "minimal", "-c", Packed.Metadata("Configuration"));
        build.AssertSucceeded();

        var found = Directory.EnumerateFiles(root, "findings.sarif", SearchOption.AllDirectories)
            .SelectMany(ErrorLog.Read)
            // Of other analyzers' notes nobody hears.
            .Where(static finding => finding.Id.StartsWith("DBA", StringComparison.Ordinal) || finding.Level != "note")
            .Select(finding => $"{Path.GetRelativePath(root, finding.File)}({finding.Line}): {finding.Id}")
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Marks(root), found);
    }

    [Fact]
    public void Storefront_ShowsEveryRule()
    {
        var shown = Marks(Path.Combine(Packed.Root, "samples", "Storefront")).Select(static mark => mark[^7..]);
        Assert.Empty(RuleSet.All.Select(static rule => rule.Descriptor.Id).Except(shown));
    }

    /// <summary>Entities and source lines of the twins, so that silence is not for want of code.</summary>
    [Fact]
    public void CleanTwin_IsOfTheSameSize()
    {
        static int Lines(string sample) => Sources(Path.Combine(Packed.Root, "samples", sample)).Sum(static path => File.ReadAllLines(path).Length);

        Assert.InRange((double)Lines("Storefront.Clean") / Lines("Storefront"), 0.9, 1.2);
    }

    private static List<string> Marks(string root) =>
        [.. Sources(root)
            .SelectMany(path => File.ReadLines(path).SelectMany((line, index) => Mark().Match(line).Groups[1].Captures
                .Select(id => $"{Path.GetRelativePath(root, path)}({index + 1}): {id.Value}")))
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sources(string root) =>
        Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"// (?:(DBA\d{4})(?:, )?)+$")]
    private static partial Regex Mark();
}
