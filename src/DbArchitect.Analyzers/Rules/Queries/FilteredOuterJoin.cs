using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A LEFT JOIN whose right side the filter requires: rows without a match are thrown away, so that it is an inner join.</summary>
internal sealed class FilteredOuterJoin() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2305",
        title: "Outer join filtered to an inner join",
        messageFormat: "The filter on {0} throws away every row that the outer join kept for lack of a match. Join without DefaultIfEmpty, or filter inside the join",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.IsComplete(QueryParts.Source | QueryParts.Filter) || query.HasSetOperation)
            yield break;
        for (var i = 1; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            // A LEFT JOIN of a navigation is EF's choice, not the writer's.
            if (source is not { Join: JoinKind.Left, Navigation: "", Name: var name } || Requires(query.Filter, i, 0) is not { } comparison)
                continue;
            yield return Finding.Of(comparison.Origin.IsInSource ? comparison.Origin : query.Terminal.Origin, $"{name}.{comparison.Column.Column}").WithFix(comparison.Origin.IsInSource ? new UseInnerJoin() : null);
        }
    }

    private static Comparison? Requires(Predicate filter, int source, int depth)
    {
        switch (filter)
        {
            case Comparison { Source: PredicateSource.User } comparison when comparison.Column.Source == source:
                var passesNull = comparison.Operator is Comparator.IsNull or Comparator.NotEqual or Comparator.NotIn or Comparator.IsNotNull
                    || comparison.Value is Constant { Text: null } or Parameter { MayBeNull: not false } or UnknownOperand;
                return passesNull ? null : comparison;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    if (Requires(operand, source, depth + 1) is { } found)
                        return found;
                }

                break;
        }

        return null;
    }
}
