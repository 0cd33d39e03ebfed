using System.Text;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>Tables and presets are generated from the descriptors; these tests fail when they drift and rewrite them with UPDATE=1.</summary>
public sealed class GeneratedPartsTests
{
    private static readonly DiagnosticDescriptor[] Descriptors = [.. RuleSet.Descriptors.OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal)];

    private static readonly Lazy<HashSet<string>> Fixable =
        new(static () => [.. Descriptors.Select(static descriptor => descriptor.Id).Where(RulePage.HasFix)]);

    public static TheoryData<string> Ids() => [.. Descriptors.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Readme_ListsTheRules() => RepositoryFiles.AssertGeneratedPart("rules", Table("docs/rules/"), "README.md");

    [Fact]
    public void Index_ListsTheRules() => RepositoryFiles.AssertGeneratedPart("rules", Table(""), "docs", "rules", "README.md");

    [Fact]
    public void Readme_ListsTheSharedOptions() => RepositoryFiles.AssertGeneratedPart("options", Options(SharedOptions.All), "README.md");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_StatesTheFacts(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);
        var page = RepositoryFiles.PathOf("docs", "rules", id + ".md");
        Assert.True(File.Exists(page), $"docs/rules/{id}.md does not exist, and the help link of {id} leads there");
        if (RepositoryFiles.Updating && !File.ReadAllText(page).Contains("<!-- facts -->", StringComparison.Ordinal))
        {
            var lines = File.ReadAllLines(page);
            File.WriteAllLines(page, [lines[0], "", "<!-- facts -->", "<!-- /facts -->", .. lines[1..]]);
        }

        Assert.Equal($"# {id}: {descriptor.Title}", RepositoryFiles.Read("docs", "rules", id + ".md").Split('\n')[0]);
        RepositoryFiles.AssertGeneratedPart("facts", Facts(descriptor), "docs", "rules", id + ".md");
    }

    [Fact]
    public void Pages_AreThoseOfRules()
    {
        var pages = Directory.EnumerateFiles(RepositoryFiles.PathOf("docs", "rules"), "DBA*.md").Select(static path => Path.GetFileNameWithoutExtension(path));
        Assert.Empty(pages.Except(Descriptors.Select(static descriptor => descriptor.Id)));
    }

    /// <summary>
    /// What a preset leaves to the descriptor it does not mention: a severity given in a configuration would also lift findings that the rule itself
    /// reports at a lower tier.
    /// </summary>
    [Theory]
    [InlineData("none", "Nothing is reported.")]
    [InlineData("minimum", "Warnings only: what is nearly always right and costly when ignored.")]
    [InlineData("recommended", "Each rule as it is by default.")]
    [InlineData("all", "House rules too, as suggestions.")]
    [InlineData("strict", "House rules too; suggestions are warnings, warnings are errors.")]
    public void Preset_FollowsFromTheDescriptors(string preset, string summary)
    {
        var text = new StringBuilder()
            .Append("# Generated from the rules. ").Append(summary).Append('\n')
            .Append("is_global = true\n")
            .Append("# Below every other configuration: .editorconfig and the user's own global files win.\n")
            .Append("global_level = -100\n");
        foreach (var descriptor in Descriptors)
        {
            if (Severity(preset, descriptor) is { } severity)
                text.Append("dotnet_diagnostic.").Append(descriptor.Id).Append(".severity = ").Append(severity).Append('\n');
        }

        RepositoryFiles.AssertGenerated(text.ToString(), "nuget", "config", preset + ".globalconfig");
    }

    /// <summary>A build prints warnings only; the samples are to print all that there is to see.</summary>
    [Fact]
    public void Samples_ShowEveryRule()
    {
        var text = new StringBuilder()
            .Append("# Generated from the rules. Every rule is a warning here, so that a build of the samples prints it.\n")
            .Append("is_global = true\n")
            .Append("# Above the preset.\n")
            .Append("global_level = -50\n");
        foreach (var rule in RuleSet.All)
            text.Append("dotnet_diagnostic.").Append(rule.Descriptor.Id).Append(".severity = warning\n");
        RepositoryFiles.AssertGenerated(text.ToString(), "samples", "every-rule.globalconfig");
    }

    private static string? Severity(string preset, DiagnosticDescriptor descriptor)
    {
        var own = descriptor.Category == Rules.Category.Analyzer;
        return preset switch
        {
            "none" => "none",
            // Explain mode and the analyzer's word on its own input answer to what the user asked for.
            "minimum" => !own && descriptor.IsEnabledByDefault && descriptor.DefaultSeverity != DiagnosticSeverity.Warning ? "none" : null,
            "all" => descriptor.IsEnabledByDefault ? null : "suggestion",
            "strict" when own => descriptor.DefaultSeverity == DiagnosticSeverity.Warning ? "error" : null,
            "strict" => !descriptor.IsEnabledByDefault ? "suggestion" : descriptor.DefaultSeverity == DiagnosticSeverity.Warning ? "error" : "warning",
            _ => null,
        };
    }

    private static string Table(string folder)
    {
        var text = new StringBuilder();
        foreach (var category in Descriptors.GroupBy(static descriptor => descriptor.Category))
        {
            text.Append("\n**").Append(category.Key["DbArchitect.".Length..]).Append("**\n\n| Id | Rule | Default | Fix |\n|---|---|---|---|\n");
            foreach (var descriptor in category)
            {
                text.Append($"| [{descriptor.Id}]({folder}{descriptor.Id}.md) | {descriptor.Title} | {Default(descriptor)} | ")
                    .Append(Fixable.Value.Contains(descriptor.Id) ? "yes" : "").Append(" |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Facts(DiagnosticDescriptor descriptor)
    {
        var rule = RuleSet.All.FirstOrDefault(rule => rule.Descriptor.Id == descriptor.Id);
        var category = descriptor.Category["DbArchitect.".Length..];
        var text = new StringBuilder("| | |\n|---|---|\n")
            .Append($"| Category | {descriptor.Category} |\n")
            .Append($"| Default | {Default(descriptor)} |\n")
            .Append($"| Fix | {(Fixable.Value.Contains(descriptor.Id) ? "yes" : "none")} |\n");
        if (rule is not null)
            text.Append($"| Source | [{rule.GetType().Name}.cs](../../src/DbArchitect.Analyzers/Rules/{category}/{rule.GetType().Name}.cs) |\n");
        if (rule?.Options is { Count: > 0 } options)
            text.Append('\n').Append(Options(options));
        return text.ToString();
    }

    private static string Options(IEnumerable<Option> options)
    {
        var text = new StringBuilder("| Option | Allowed | Default |\n|---|---|---|\n");
        foreach (var option in options)
            text.Append($"| `{option.Key}` | {option.Allowed} | {DefaultOf(option)} |\n");
        return text.ToString();
    }

    private static string DefaultOf(Option option) => option.GetType().GetProperty(nameof(Option<int>.Default))!.GetValue(option) switch
    {
        IEnumerable<string> names => string.Join(", ", names.Select(static name => $"`{name}`")),
        Store.Unknown => "as the code says",
        Enum or bool or string or int => "`" + option.GetType().GetProperty(nameof(Option<int>.Default))!.GetValue(option)!.ToString()!.ToLowerInvariant() + "`",
        var other => throw new InvalidOperationException($"How is the default of {option.Key}, {other}, written in the documentation?"),
    };

    private static string Default(DiagnosticDescriptor descriptor) =>
        !descriptor.IsEnabledByDefault ? "off" : descriptor.DefaultSeverity switch
        {
            DiagnosticSeverity.Warning => "warning",
            DiagnosticSeverity.Info => "info",
            _ => "hidden",
        };
}
