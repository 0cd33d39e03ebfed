using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A row that is looked for and inserted where it is missing: two sessions may both miss it.</summary>
internal sealed class CheckThenInsert() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5028",
        title: "Check and insert without lock",
        messageFormat: "Between the look into {0} and the insert another session may insert the same row: then there are two, or a duplicate key error. Let a unique key decide (ON CONFLICT, ON DUPLICATE KEY), or lock the range (HOLDLOCK, SERIALIZABLE)",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        if (!context.Query.IsAtRunTime)
            yield break;
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.CheckThenInsert)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
