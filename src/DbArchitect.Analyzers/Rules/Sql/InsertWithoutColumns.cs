using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>INSERT that depends on the order of the table's columns.</summary>
internal sealed class InsertWithoutColumns() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5017",
        title: "INSERT without columns",
        messageFormat: "The values go to the columns of {0} in the order in which the table has them: a column added or moved breaks the statement, or fills the wrong one. Name the columns",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        if (!context.Query.IsAtRunTime)
            yield break;
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.InsertWithoutColumns)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
