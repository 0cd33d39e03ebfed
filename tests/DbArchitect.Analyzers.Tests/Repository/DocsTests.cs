using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>The examples of the pages are run: what a page shows is what a reader will see.</summary>
public sealed class DocsTests
{
    public static TheoryData<string> Ids() => [.. RuleSet.All.Select(static rule => rule.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Violation_FiresExactlyWhereMarked_AndTheFixIsWhatTheFixGives(string id)
    {
        var page = new RulePage(id);
        Assert.True(page.Violations.Count > 0, "No C# block under '## Violation'");
        Assert.True(page.Fixes.Count == page.Violations.Count, "Each C# block under '## Violation' has its counterpart under '## Fix'");
        for (var i = 0; i < page.Violations.Count; i++)
        {
            var (violation, fix) = (page.Violations[i], page.Fixes[i]);
            var found = await page.FindAsync(violation);
            var marks = RulePage.Marks(violation).ToList();
            Assert.Contains(marks, mark => mark.EndsWith(id, StringComparison.Ordinal));
            Assert.Equal(marks, found.Select(static diagnostic => $"{Line(diagnostic)}: {diagnostic.Id}").Distinct());

            var left = await page.FindAsync(fix);
            Assert.True(left.IsEmpty, "The Fix block is not clean:\n" + string.Join("\n", left.Select(static diagnostic => diagnostic.ToString())));
            if (found.Any(diagnostic => diagnostic.Id == id && Edit.FromProperties(diagnostic.Properties) is not null))
                await page.AssertFixAsync(violation, found, fix);
        }
    }

    /// <summary>Each option is explained where the rule is.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_NamesTheOptionsOfItsRule(string id) =>
        Assert.All(
            RuleSet.All.Single(rule => rule.Descriptor.Id == id).Options,
            option => Assert.Contains(option.Key, RepositoryFiles.Read("docs", "rules", id + ".md"), StringComparison.Ordinal));

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;
}
