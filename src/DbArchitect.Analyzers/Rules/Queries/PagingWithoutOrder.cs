using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Skip without any order: which rows a page holds is up to the engine's plan of the day.</summary>
internal sealed class PagingWithoutOrder() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2201",
        title: "Paging without order",
        messageFormat: "Rows of {0} are paged without an order: the database may return them differently each time, so that rows repeat or are missed. Order by {1} first",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.Sort.IsEmpty || query.Skip is null || !query.IsComplete(QueryParts.Sort | QueryParts.Paging | QueryParts.Source) || query.HasSetOperation || !query.IsExecuted)
            yield break;
        if (query.Sources is not [{ IsRawSql: false } root, ..] || query.Terminal.Kind is TerminalKind.Any or TerminalKind.Count or TerminalKind.Aggregate)
            yield break;
        if (root.Entity.Length == 0 || context.Schema?.FindEntity(root.Entity) is not { Key: [_, ..] known })
        {
            yield return Finding.Of(query.Terminal.Origin, query.RootName, "a unique column");
            yield break;
        }

        yield return Finding.Of(query.Terminal.Origin, query.RootName, string.Join(", ", known)).WithFix(IsOneRowForEach(query) ? new AddOrderBy(string.Join("|", known)) : null);
    }

    /// <summary>The key of the root orders the rows that are paged: they are not grouped, and no join repeats the root.</summary>
    private static bool IsOneRowForEach(Query query)
    {
        if (query.IsGrouped || query.IsDistinct)
            return false;
        foreach (var source in query.Sources)
        {
            if (source is { Join: JoinKind.Inner or JoinKind.Left or JoinKind.Cross, Navigation: "" } or { Join: JoinKind.Inner or JoinKind.Left, IsCollection: true })
                return false;
        }

        return true;
    }
}
