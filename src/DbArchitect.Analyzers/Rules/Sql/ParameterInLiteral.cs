using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A parameter between quotes: the database compares with the parameter's name.</summary>
internal sealed class ParameterInLiteral() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5011",
        title: "Parameter inside a literal",
        messageFormat: "Between quotes '{0}' is text, not a parameter: its value is never used. Write {0} without quotes, and put wildcards into the value",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.ParameterInLiteral)
            {
                // With wildcards the value must change too.
                var isWhole = trait.Text == "'" + trait.Detail + "'";
                yield return Finding.Of(trait.Origin, trait.Detail).WithFix(isWhole ? new ReplaceSqlText(trait.Text, trait.Detail, "Write " + trait.Detail + " without quotes") : null);
            }
        }
    }
}
