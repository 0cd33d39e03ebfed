using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A LIKE pattern put together from a value: percent signs and underscores in it are wildcards.</summary>
internal sealed class UnescapedPattern() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2303",
        title: "LIKE pattern is not escaped",
        messageFormat: "% and _ in {0} act as wildcards. Use Contains, StartsWith or EndsWith, which escape, or escape the value and name the escape character",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.ConcatenatedPattern)
                yield return Finding.Of(trait.Origin, trait.Detail).WithFix(new EscapePattern(context.Schema?.Store.MayBe(Store.SqlServer) != false ? "%_[" : "%_"));
        }
    }
}
