using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A text that does nothing but call a stored procedure; a house rule.</summary>
internal sealed class ProcedureAsText() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5029",
        title: "Stored procedure called as text",
        messageFormat: "{0} is called by a text. Give its name with CommandType.StoredProcedure, so that parameters are matched by name and values come back in output parameters",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.ProcedureAsText)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
