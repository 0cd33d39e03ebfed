using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Analyzers.Hosting;

/// <summary>The configuration of one file: its options, and the rules that are on in it.</summary>
internal sealed class TreeSettings
{
    public TreeSettings(SyntaxTree tree, CompilationOptions compilation, AnalyzerConfigOptions config)
    {
        Options = new Options(key => config.TryGetValue(key, out var text) ? text : null);
        Explain = Options.Get(SharedOptions.Explain);
        QueryRules = On(RuleSet.QueryRules, tree, compilation);
        UnitOfWorkRules = On(RuleSet.UnitOfWorkRules, tree, compilation);
        var linq = ImmutableArray.CreateBuilder<QueryRule>();
        foreach (var rule in QueryRules)
        {
            AdvisesIndexes |= rule.AdvisesIndexes;
            if (rule is not SqlTextRule)
                linq.Add(rule);
        }

        LinqRules = linq.ToImmutable();
    }

    public Options Options { get; }

    /// <summary>Whether a rule that asks for indexes is on: what the file's queries lack then counts for the other files too.</summary>
    public bool AdvisesIndexes { get; }

    public ExplainMode Explain { get; }

    /// <summary>The query rules that may report here. A file in which all are off is not walked.</summary>
    public ImmutableArray<QueryRule> QueryRules { get; }

    /// <summary>Those of them that have something to say of LINQ.</summary>
    public ImmutableArray<QueryRule> LinqRules { get; }

    /// <summary>The rules about a method's work as a whole that may report here.</summary>
    public ImmutableArray<UnitOfWorkRule> UnitOfWorkRules { get; }

    private static ImmutableArray<T> On<T>(ImmutableArray<T> all, SyntaxTree tree, CompilationOptions compilation)
        where T : Rule
    {
        var rules = ImmutableArray.CreateBuilder<T>();
        foreach (var rule in all)
        {
            if (IsOn(rule.Descriptor, tree, compilation))
                rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    /// <summary>Whether a diagnostic can come out: not switched off by .editorconfig, a global config or the project.</summary>
    private static bool IsOn(DiagnosticDescriptor descriptor, SyntaxTree tree, CompilationOptions compilation)
    {
        var provider = compilation.SyntaxTreeOptionsProvider;
        if (compilation.SpecificDiagnosticOptions.TryGetValue(descriptor.Id, out var report)
            || (provider is not null && provider.TryGetDiagnosticValue(tree, descriptor.Id, CancellationToken.None, out report))
            || (provider is not null && provider.TryGetGlobalDiagnosticValue(descriptor.Id, CancellationToken.None, out report)))
        {
            return report == ReportDiagnostic.Default ? descriptor.IsEnabledByDefault : report != ReportDiagnostic.Suppress;
        }

        return descriptor.IsEnabledByDefault;
    }
}
