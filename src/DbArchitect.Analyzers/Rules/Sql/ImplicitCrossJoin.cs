using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>Tables in FROM that no condition links.</summary>
internal sealed class ImplicitCrossJoin() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5015",
        title: "Implicit cross join",
        messageFormat: "No condition links {0} with the other tables: every row of one is combined with every row of the other. Add the join condition, or write CROSS JOIN where all pairs are meant",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.UnlinkedTables)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
