using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX01: no declared index lets the query avoid reading the whole table.</summary>
internal sealed class MissingIndex() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1001",
        title: "Missing index",
        messageFormat: "No index serves {0} by ({1}): this query reads the whole table. Add an index on ({2}){4}. Declared: {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IReadOnlyList<Option> Options => [AdvisorOptions.MaxColumns];

    public override bool AdvisesIndexes => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (advice is { Verdict: Verdict.Nothing, Silence: null, Obstacle: Obstacle.None, Candidate: { } candidate })
                yield return Of(context, advice, candidate) with { Severity = context.Advice.SeverityOf(advice) };
        }
    }

    /// <summary>A finding about an index to add: at the first condition it would serve, else at the end of the query.</summary>
    internal static Finding Of(QueryContext context, SourceAdvice advice, CandidateIndex candidate, params string[] more)
    {
        var at = candidate.Origin.IsInSource ? candidate.Origin : context.Query.Terminal.Origin;
        var declared = IndexText.Declared(candidate.Table);
        if (advice is { Obstacle: Obstacle.None, Obstructed: { } filtered })
            declared += "; the filter of " + IndexText.Of(filtered) + " does not follow from this query";
        string[] arguments = [candidate.Table.Name.Name, candidate.Conditions, candidate.Key, declared, .. more, IndexText.Sharing(candidate) + IndexText.Otherwise(candidate)];
        return new Finding(at, arguments)
        {
            Fix = IndexDeclarations.Add(candidate, context.Schema!, context.Query.Sources[advice.Shape.Index].Entity),
            Additional = Others(candidate, at),
        };
    }

    /// <summary>The other conditions and sort keys that the index is for.</summary>
    private static EquatableArray<Origin> Others(CandidateIndex candidate, Origin at)
    {
        var others = new List<Origin>();
        foreach (var column in candidate.Asked.Columns)
        {
            if (column.Atom is { Origin: { IsInSource: true } origin } && origin != at)
                others.Add(origin);
        }

        return others;
    }
}
