using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>
/// IX09: the index that would serve has a filter, and the query compares the filter's column with a parameter. SQL Server makes the plan before it knows the
/// value. (PostgreSQL and SQLite know it when they plan; the planner tests show it.)
/// </summary>
internal sealed class FilteredIndexNeverMatches() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1009",
        title: "Filtered index never matches",
        messageFormat: "{0} cannot serve this query on {1}: {2} is compared with a parameter, and a filter only follows from a constant. Compare {2} with a constant or EF.Constant({3})",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (advice is not { Silence: null, Obstacle: Obstacle.Parameter, Obstructed: { } index, ObstructedBy: { Value: Parameter parameter } comparison })
                continue;
            var at = comparison.Origin.IsInSource && comparison.Source == PredicateSource.User ? comparison.Origin : context.Query.Terminal.Origin;
            var name = parameter.Name.Length > 0 ? parameter.Name : "value";
            yield return Finding.Of(at, IndexText.Of(index), advice.Shape.Table.Name.Name, comparison.Column.Column, name)
                .WithFix(comparison.Source == PredicateSource.User ? new InlineConstant(name) : null);
        }
    }
}
