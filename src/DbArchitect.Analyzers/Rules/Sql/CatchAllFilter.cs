using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A condition that holds where its parameter is null: the plan must fit every call.</summary>
internal sealed class CatchAllFilter() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5016",
        title: "Catch-all filter",
        messageFormat: "One plan serves calls with and without {0}, so that it cannot search an index for it. Add the condition to the text only where there is a value, or ask for a plan for each call: OPTION (RECOMPILE)",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        if (!context.Query.IsAtRunTime)
            yield break;
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.CatchAllFilter)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
