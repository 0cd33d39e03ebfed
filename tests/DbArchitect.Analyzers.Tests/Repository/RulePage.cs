using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>
/// A page of docs/rules: the C# blocks under <c>## Violation</c>, whose lines are marked <c>// DBA1001</c>, each with its counterpart under <c>## Fix</c>.
/// An <c>ini</c> block under <c>## Violation</c> gives the options in force.
/// </summary>
internal sealed partial class RulePage
{
    private readonly string text;

    public RulePage(string id)
    {
        text = RepositoryFiles.Read("docs", "rules", id + ".md");
        Violations = Blocks("Violation", "csharp");
        Fixes = Blocks("Fix", "csharp");
    }

    public IReadOnlyList<string> Violations { get; }

    public IReadOnlyList<string> Fixes { get; }

    /// <summary>What all rules together say of an example; <paramref name="example"/> may carry marks.</summary>
    public Task<ImmutableArray<Diagnostic>> FindAsync(string example) => Verification(WithoutMarks(example)).FindAsync();

    /// <summary>The laws of fixes, for an example as the rules mark it.</summary>
    public Task AssertFixAsync(string example, ImmutableArray<Diagnostic> found, string fixedExample)
    {
        var markup = WithoutMarks(example);
        foreach (var diagnostic in found.OrderByDescending(static diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            var span = diagnostic.Location.SourceSpan;
            markup = markup[..span.Start] + "{|" + diagnostic.Id + ":" + markup[span.Start..span.End] + "|}" + markup[span.End..];
        }

        return Verification(markup, fixedExample).RunAsync();
    }

    public static string WithoutMarks(string example) => Mark().Replace(example, "");

    /// <summary>The marks of an example, as <c>line: id</c>.</summary>
    public static IEnumerable<string> Marks(string example) =>
        example.Split('\n').SelectMany(static (line, index) => Mark().Match(line).Groups[1].Captures.Select(id => $"{index + 1}: {id.Value}"));

    /// <summary>Whether the rule's first example is found with an edit: what the tables say of a rule's fix.</summary>
    public static bool HasFix(string id)
    {
        if (RuleSet.All.All(rule => rule.Descriptor.Id != id) || !File.Exists(RepositoryFiles.PathOf("docs", "rules", id + ".md")))
            return false;
        var page = new RulePage(id);
        return page.Violations.Count > 0
            && page.FindAsync(page.Violations[0]).GetAwaiter().GetResult().Any(diagnostic => diagnostic.Id == id && Edit.FromProperties(diagnostic.Properties) is not null);
    }

    private Verify Verification(string source, string? fixedSource = null)
    {
        var verify = new Verify
        {
            Rules = [.. RuleSet.All.Select(static rule => rule.Descriptor.Id)],
            Files = { ["Example.cs"] = source },
            Options = Blocks("Violation", "ini").SelectMany(static block => block.Split('\n')).Select(static line => line.Split('=', 2))
                .Where(static pair => pair.Length == 2).ToDictionary(static pair => pair[0].Trim(), static pair => pair[1].Trim()),
            FixAll = true,
        };
        if (fixedSource is not null)
            verify.Fixed.Add("Example.cs", fixedSource);
        return verify;
    }

    private List<string> Blocks(string section, string language)
    {
        var blocks = new List<string>();
        foreach (Match part in Section().Matches(text))
        {
            if (part.Groups[1].Value == section)
                blocks.AddRange(Block().Matches(part.Groups[2].Value).Where(block => block.Groups[1].Value == language).Select(static block => block.Groups[2].Value));
        }

        return blocks;
    }

    [GeneratedRegex(@"^## (.+)\n([\s\S]*?)(?=^## |\z)", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```(\w+)\n([\s\S]*?)^```", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@" *// (?:(DBA\d{4})(?:, )?)+$", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
