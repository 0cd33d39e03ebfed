using DbArchitect.Analyzers.Hosting;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>The release files name each rule once, as its descriptor has it. An id that left stays there, under "Removed Rules".</summary>
public sealed class ReleaseTests
{
    [Fact]
    public void ReleaseFiles_AgreeWithTheDescriptors()
    {
        var released = Rows("AnalyzerReleases.Shipped.md").Concat(Rows("AnalyzerReleases.Unshipped.md")).Order(StringComparer.Ordinal);
        var declared = RuleSet.Descriptors
            .Select(static descriptor =>
                $"{descriptor.Id} | {descriptor.Category} | {(descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled")}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(declared, released);
    }

    private static List<string> Rows(string file)
    {
        var rows = new List<string>();
        var removed = false;
        foreach (var line in RepositoryFiles.Read("src", "DbArchitect.Analyzers", file).Split('\n'))
        {
            if (line.StartsWith("###", StringComparison.Ordinal))
                removed = line.Contains("Removed", StringComparison.Ordinal);
            else if (line.StartsWith("DBA", StringComparison.Ordinal) && !removed)
                rows.Add(string.Join(" | ", line.Split('|').Take(3).Select(static cell => cell.Trim())));
        }

        return rows;
    }
}
