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
        messageFormat: "% and _ in {0} act as wildcards. {1}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.ConcatenatedPattern)
                yield return Finding.Of(trait.Origin, trait.Detail, Advice(context.Schema)).WithFix(new EscapePattern(context.Schema?.Store.MayBe(Store.SqlServer) != false ? "%_[" : "%_"));
        }
    }

    /// <summary>On SQLite, Contains compares upper and lower case apart, as LIKE does not: another search.</summary>
    private static string Advice(Schema? schema) =>
        schema?.Store.MayBe(Store.Sqlite) == true
            ? "Escape the value and name the escape character"
            : "Use Contains, StartsWith or EndsWith, which escape, or escape the value and name the escape character";
}
