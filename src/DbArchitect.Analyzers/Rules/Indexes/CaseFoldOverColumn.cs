using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>QS02: a column is changed to one case before it is compared, so that no index on it can be searched.</summary>
internal sealed class CaseFoldOverColumn() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1014",
        title: "Case fold over column",
        messageFormat: "No index serves {0} by {1}: this query changes the case of {2} in every row. {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (!advice.IsUnsargable)
                continue;
            foreach (var function in advice.Shape.Functions)
            {
                if (function is not { Function: ColumnFunction.CaseFold, Source: PredicateSource.User, Operator: Comparator.Equal or Comparator.In or Comparator.Prefix })
                    continue;
                var table = advice.Shape.Table;
                if (function.Value is ColumnOperand || table.FindColumn(function.Column.Column) is not { } column)
                    continue;
                var at = function.Origin.IsInSource ? function.Origin : context.Query.Terminal.Origin;
                var ignoresCase = IgnoresCase(column, context.Schema!.Store);
                var detail = function.Detail + " over " + column.Name;
                yield return Finding.Of(at, table.Name.Name, detail, column.Name, ignoresCase ? "Its collation ignores case: compare it as it is" : FoldedCopy.Of(table, column.Name) is { } folded ? $"{folded} holds it in one case: compare that" : Remedy(context.Schema.Store, column.Name))
                    .WithFix(ignoresCase && function.Operator == Comparator.Equal ? new RemoveCaseFold() : null);
            }
        }
    }

    private static bool IgnoresCase(Column column, Store store)
    {
        if (!column.Collation.IsKnown || column.Collation.Value is not { } collation)
            return false;
        return store switch
        {
            Store.Sqlite => string.Equals(collation, "NOCASE", StringComparison.OrdinalIgnoreCase),
            Store.SqlServer => collation.IndexOf("_CI_", StringComparison.OrdinalIgnoreCase) > 0,
            Store.MySql => collation.EndsWith("_ci", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static string Remedy(Store store, string column) => store switch
    {
        Store.PostgreSql => "Use the type citext, or index lower(" + column + ")",
        Store.Sqlite => "Give " + column + " the collation NOCASE and compare it as it is",
        Store.SqlServer or Store.MySql => "Compare " + column + " as it is where its collation ignores case, or index a computed column",
        _ => "Store it in one case, or index the expression",
    };
}
