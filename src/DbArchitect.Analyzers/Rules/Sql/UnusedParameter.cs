using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A member of an anonymous object of parameters that the text does not name: a condition was forgotten, or the member is left over.</summary>
internal sealed class UnusedParameter() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5007",
        title: "Unused parameter",
        messageFormat: "The SQL text does not name parameter '{0}': it has no effect. Add the condition that is meant, or remove the member",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.UnusedParameter)
                yield return Finding.Of(trait.Origin, trait.Detail);
        }
    }
}
