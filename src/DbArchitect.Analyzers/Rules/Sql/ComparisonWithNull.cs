using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary><c>= NULL</c> and <c>&lt;&gt; NULL</c> in SQL text: unknown for every row, so that no row is found.</summary>
internal sealed class ComparisonWithNull() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5003",
        title: "Comparison with NULL",
        messageFormat: "'{0}' compared with NULL is never true: no row is found. Write {1}",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        // In LINQ a comparison with null is IS NULL.
        if (context.Query.FrontEnd == FrontEnd.Linq)
            yield break;
        foreach (var condition in Conditions.Of(context.Query))
        {
            if (condition is not Comparison { Operator: Comparator.Equal or Comparator.NotEqual, Value: Constant { Text: null } } comparison)
                continue;
            var isNegated = comparison.Operator == Comparator.NotEqual;
            yield return Finding.Of(comparison.Origin, comparison.Column.Column, isNegated ? "IS NOT NULL" : "IS NULL").WithFix(new TestForNull(isNegated));
        }
    }
}
