using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A new row gets the largest value plus one: two sessions that insert at the same time get the same.</summary>
internal sealed class NextKeyByMaximum() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5018",
        title: "Next key by MAX",
        messageFormat: "Two inserts at the same time compute the same {0}: one fails, or both rows get it. Let the database count (an identity column or a sequence)",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.NextByMaximum)
                yield return Finding.Of(trait.Origin, trait.Detail) with { Severity = IsKey(context.Schema, trait.Detail) ? null : DiagnosticSeverity.Info };
        }
    }

    /// <summary>Whether the column is the primary key; an order within a list may be counted so.</summary>
    private static bool IsKey(Schema? schema, string detail)
    {
        var dot = detail.LastIndexOf('.');
        if (schema is null)
            return false;
        foreach (var table in schema.Tables)
        {
            if (string.Equals(table.Name.Name, detail.Substring(0, dot), System.StringComparison.OrdinalIgnoreCase) && table.PrimaryKey is { Columns: [var key] })
                return string.Equals(key, detail.Substring(dot + 1), System.StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
