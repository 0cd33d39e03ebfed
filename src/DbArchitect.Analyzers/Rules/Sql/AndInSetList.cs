using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary><c>SET a = 1 AND b = 2</c>: one assignment, of a truth value.</summary>
internal sealed class AndInSetList() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5013",
        title: "AND in a SET list",
        messageFormat: "{0} is assigned the truth value of the whole condition, and the other columns keep theirs. Separate assignments by commas",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind != QueryTraitKind.AndInSet)
                continue;
            yield return Finding.Of(trait.Origin, trait.Detail)
                .WithFix(trait.Replacement.Length > 0 ? new ReplaceSqlText(trait.Text, trait.Replacement, "Separate the assignments by commas") : null);
        }
    }
}
