using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>S2: the only index that serves the query is on a column of few values, and the equality that would narrow has none.</summary>
internal sealed class CoarseIndexOnly() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1012",
        title: "Coarse index only",
        messageFormat: "Only {4} serves {0} by ({1}): this query reads every row that shares {5}. {6} index on ({2}){7}. Declared: {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override bool AdvisesIndexes => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (advice is not { Verdict: Verdict.Coarse, Silence: null, Obstacle: Obstacle.None, Candidate: { } candidate, Best: { } best })
                continue;
            var shared = new List<string>();
            var hasValue = false;
            foreach (var atom in best.Used)
            {
                shared.Add(atom.Column);
                hasValue |= atom.Kind != AtomKind.IsNull;
            }

            // The rows of no tenant are the few that belong to all.
            if (!hasValue)
                continue;
            var verb = candidate.Replaced is not { } replaced ? "Add an" : ReferenceEquals(replaced, best.Path.Index) ? "Extend it to an" : "Change " + IndexText.Of(replaced) + " to an";
            yield return MissingIndex.Of(context, advice, candidate, IndexText.Of(best.Path, candidate.Table), IndexText.And(shared), verb);
        }
    }
}
