using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>ORDER BY a parameter, a text or a column number that does not exist: the rows are not sorted, or the statement fails.</summary>
internal sealed class OrderByConstant() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5012",
        title: "ORDER BY a constant",
        messageFormat: "{0}. {1}",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.ConstantSort)
                yield return Finding.Of(trait.Origin, trait.Detail + " in ORDER BY is the same for every row: nothing is sorted by it", "Name a column; where it is chosen at run time, choose between texts");
            else if (trait.Kind == QueryTraitKind.OrdinalOutOfRange)
                yield return Finding.Of(trait.Origin, "ORDER BY " + trait.Detail + ": the statement fails", "Name the column");
        }
    }
}
