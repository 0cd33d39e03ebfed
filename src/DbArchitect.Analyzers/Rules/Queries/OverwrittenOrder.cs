using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>OrderBy after OrderBy starts anew: the first order is lost.</summary>
internal sealed class OverwrittenOrder() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2204",
        title: "Order is overwritten",
        messageFormat: "{0} throws the order before it away. Use ThenBy to order within it, or remove the first",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.OverwrittenSort)
                yield return Finding.Of(trait.Origin, trait.Detail).WithFix(new ReplaceOrderByThenBy());
        }
    }
}
