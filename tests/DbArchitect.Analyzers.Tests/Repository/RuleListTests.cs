using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using RuleSet = DbArchitect.Analyzers.Hosting.RuleSet;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>What holds for every rule: it has one id, in the block of its category, and lies in the folder of that name.</summary>
public sealed class RuleListTests
{
    private static readonly Dictionary<string, char> Blocks = new()
    {
        [Category.Indexes] = '1',
        [Category.Queries] = '2',
        [Category.Modelling] = '3',
        [Category.Migrations] = '4',
        [Category.Sql] = '5',
        [Category.Connections] = '6',
        [Category.NoSql] = '7',
        [Category.Architecture] = '8',
        [Category.Analyzer] = '9',
    };

    [Fact]
    public void Ids_AreUnique()
    {
        var twice = RuleSet.Descriptors.GroupBy(static descriptor => descriptor.Id).Where(static group => group.Count() > 1).Select(static group => group.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void Id_LiesInTheBlockOfItsCategory()
    {
        Assert.All(RuleSet.Descriptors, static descriptor =>
        {
            Assert.Matches("^DBA[1-9][0-9]{3}$", descriptor.Id);
            Assert.True(Blocks.TryGetValue(descriptor.Category, out var block), $"{descriptor.Id}: no such category as {descriptor.Category}");
            Assert.Equal(block, descriptor.Id[3]);
        });
    }

    [Fact]
    public void Rule_LiesInTheFolderOfItsCategory()
    {
        Assert.All(RuleSet.All, static rule =>
        {
            var folder = rule.Descriptor.Category["DbArchitect.".Length..];
            Assert.Equal("DbArchitect.Analyzers.Rules." + folder, rule.GetType().Namespace);
            Assert.True(
                File.Exists(RepositoryFiles.PathOf("src", "DbArchitect.Analyzers", "Rules", folder, rule.GetType().Name + ".cs")),
                $"{rule.Descriptor.Id}: Rules/{folder}/{rule.GetType().Name}.cs does not exist");
        });
    }

    [Fact]
    public void Rule_IsSealedAndNamedForThePattern()
    {
        Assert.All(RuleSet.All, static rule =>
        {
            Assert.True(rule.GetType().IsSealed, rule.GetType().Name + " is not sealed");
            Assert.False(rule.GetType().Name.EndsWith("Analyzer", StringComparison.Ordinal) || rule.GetType().Name.EndsWith("Rule", StringComparison.Ordinal));
        });
    }

    /// <summary>In a file of its own, or in one that tests several rules of a kind by their ids.</summary>
    [Fact]
    public void Rule_HasItsTests()
    {
        var tests = RepositoryFiles.Sources("tests", "DbArchitect.Analyzers.Tests", "Rules").Select(static path => (Name: Path.GetFileName(path), Text: File.ReadAllText(path))).ToArray();
        var untested = RuleSet.All
            .Where(rule => !tests.Any(test => test.Name.StartsWith(rule.GetType().Name, StringComparison.Ordinal) || test.Text.Contains(rule.Descriptor.Id, StringComparison.Ordinal)))
            .Select(static rule => rule.Descriptor.Id);
        Assert.Empty(untested);
    }

    /// <summary>Error is for the user to choose; a message says object, problem, consequence, and is never empty of arguments.</summary>
    [Fact]
    public void Descriptor_KeepsThePromiseOfSeverity()
    {
        Assert.All(RuleSet.Descriptors, static descriptor =>
        {
            Assert.True(descriptor.DefaultSeverity is DiagnosticSeverity.Warning or DiagnosticSeverity.Info or DiagnosticSeverity.Hidden, descriptor.Id);
            Assert.Contains("{0}", descriptor.MessageFormat.ToString(), StringComparison.Ordinal);
            Assert.Equal(Rule.HelpLink(descriptor.Id), descriptor.HelpLinkUri);
        });
    }

    [Fact]
    public void OptionOfARule_IsNamedByItsId()
    {
        Assert.All(RuleSet.All, static rule => Assert.All(rule.Options, option =>
        {
            if (!option.Key.StartsWith("dbarchitect.", StringComparison.Ordinal))
                Assert.StartsWith(rule.Descriptor.Id + ".", option.Key, StringComparison.Ordinal);
        }));
    }
}
