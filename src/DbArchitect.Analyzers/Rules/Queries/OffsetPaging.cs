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
        yield return Finding.Of(query.Terminal.Origin, query.RootName, string.Join(", ", by));
    }
}
