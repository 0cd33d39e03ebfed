using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A column beside aggregates that is neither grouped by nor fixed by what is: SQLite and MySQL take its value from any row of the group.</summary>
internal sealed class AmbiguousGroupBy() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5027",
        title: "Ambiguous GROUP BY",
        messageFormat: "{0} is neither grouped nor aggregated: {1}. Add it to GROUP BY, or take its MIN or MAX",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        // The other engines refuse the statement at its first call.
        if (query.Ungrouped.IsEmpty || context.Schema is null || !query.Store.IsOnly(Store.Sqlite | Store.MySql) || !query.IsComplete(QueryParts.Filter | QueryParts.Source))
            yield break;
        var fixedColumns = new Dependence(context, query.GroupBy);
        foreach (var ungrouped in query.Ungrouped)
        {
            if (fixedColumns.Has(ungrouped.Column))
                continue;
            var name = query.Sources[ungrouped.Column.Source].Table?.Name + "." + ungrouped.Column.Column;
            var finding = Finding.Of(ungrouped.Origin, name, query.Store == Store.Sqlite
                ? "each group shows that of any of its rows"
                : "MySQL refuses the statement, or where ONLY_FULL_GROUP_BY is off shows that of any row of the group");
            yield return query.Store == Store.Sqlite ? finding : finding with { Severity = DiagnosticSeverity.Info };
            yield break;
        }
    }
}
