using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary><c>NOT IN (SELECT c …)</c> where c may be NULL: compared with NULL nothing is known to be unequal, so that no row is found.</summary>
internal sealed class NotInNullable() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5014",
        title: "NOT IN over a nullable column",
        messageFormat: "{0} may be NULL: with a single NULL among the values, NOT IN is true for no row. Use NOT EXISTS, or add {0} IS NOT NULL to the sub-query",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        // EF Core adds the tests for NULL that C# means.
        if (query.FrontEnd == FrontEnd.Linq || query.CodeContext == CodeContext.Migration || !query.IsComplete(QueryParts.Filter | QueryParts.Source))
            yield break;
        foreach (var condition in Conditions.Of(query))
        {
            if (condition is not Comparison { Operator: Comparator.NotIn, Value: SubQueryOperand { Selected: { } selected, Sources: var sources } })
                continue;
            if (Conditions.Find(context, selected) is var (table, column) && column.IsNullable == true && table.Knows(TableAspects.Columns) && !IsTested(query, sources, selected))
                yield return Finding.Of(condition.Origin, table.Name.Name + "." + column.Name);
        }
    }

    /// <summary>A condition of the sub-query that no NULL passes; an OR over the column is taken for one.</summary>
    private static bool IsTested(Query query, EquatableArray<int> sources, ColumnRef column)
    {
        foreach (var source in sources)
        {
            var part = query with { Filter = Predicate.True, Sources = [query.Sources[source]] };
            foreach (var condition in Conditions.Of(part))
            {
                var isTest = condition switch
                {
                    Comparison comparison => (comparison.Column == column || comparison.Value is ColumnOperand { Column: var other } && other == column) && comparison.Operator != Comparator.IsNull,
                    FunctionComparison comparison => comparison.Column == column,
                    OpaquePredicate or UnknownPredicate => true,
                    _ => false,
                };
                if (isTest)
                    return true;
            }
        }

        return false;
    }
}
