using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX03: an index has every column that the query asks for, but in an order that it cannot be searched by.</summary>
internal sealed class IndexColumnOrder() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1003",
        title: "Index column order",
        messageFormat: "{4} has the columns of this query but cannot be searched by ({1}), because {5}. {6} index on ({2}){7}. {0} declares {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IReadOnlyList<Option> Options => [AdvisorOptions.SkipScans];

    public override bool AdvisesIndexes => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (advice is not { Verdict: Verdict.WrongOrder, Silence: null, Obstacle: Obstacle.None, Candidate: { } candidate, Best.Path: { } path })
                continue;
            var verb = candidate.Replaced is not { } replaced ? "Add an" : ReferenceEquals(replaced, path.Index) ? "Change it to an" : "Change " + IndexText.Of(replaced) + " to an";
            yield return MissingIndex.Of(context, advice, candidate, IndexText.Of(path, candidate.Table), Why(advice, path), verb);
        }
    }

    private static string Why(SourceAdvice advice, AccessPath path)
    {
        var used = advice.Best!.Used;
        if (used.Count == 0)
            return path.Keys[0] + " comes first and the query does not bind it";
        var last = used[used.Count - 1];
        return last.Kind == AtomKind.Range
            ? "the interval on " + last.Column + " comes before the equality"
            : path.Keys[used.Count] + " comes before the rest and the query does not bind it";
    }
}
