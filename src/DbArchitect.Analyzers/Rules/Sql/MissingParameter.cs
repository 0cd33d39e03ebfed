using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>SQL text names a parameter that the program does not send: the statement fails when it is executed.</summary>
internal sealed class MissingParameter() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5006",
        title: "Missing parameter",
        messageFormat: "No value is sent for parameter '{0}': the statement fails when it is executed. Add it to the parameters, or correct the name",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.MissingParameter)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
