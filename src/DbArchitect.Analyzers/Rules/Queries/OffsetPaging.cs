using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Pages by Skip: the database reads and throws away every row before the page. A house rule, because most users never leave the first pages.</summary>
internal sealed class OffsetPaging() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2203",
        title: "Paging by offset",
        messageFormat: "Skip makes the database read and throw away every {0} before the page: the further, the more. Continue after the last row instead: Where({1} is after the last one seen).Take(n)",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.Skip is null or Constant || query.Take is null || query.Terminal.Kind != TerminalKind.List || query.Sort.IsEmpty || !query.IsAtRunTime)
            yield break;
        if (!query.IsComplete(QueryParts.Sort | QueryParts.Paging))
            yield break;
        var by = new List<string>();
        foreach (var key in query.Sort)
            by.Add(key.Column?.Column ?? key.Expression);
        yield return Finding.Of(query.Terminal.Origin, query.RootName, string.Join(", ", by)).WithFix(FixOf(context));
    }

    /// <summary>Only rows ordered by their key last, and by nothing that may be null, have one successor.</summary>
    private static Edit? FixOf(QueryContext context)
    {
        var query = context.Query;
        if (query.Sources is not [{ Table: { } name } root, ..] || context.Schema?.FindEntity(root.Entity) is not { Key: [var key] } entity || context.Schema.FindTable(name) is not { } table)
            return null;
        foreach (var sort in query.Sort)
        {
            if (sort.Column is not { Source: 0 } column || table.FindColumn(column.Column) is not { IsNullable: false })
                return null;
        }

        return query.Sort[query.Sort.Count - 1].Column is { } last && string.Equals(entity.FindProperty(key)?.Column, last.Column, StringComparison.OrdinalIgnoreCase) ? new PageByKey(key) : null;
    }
}
