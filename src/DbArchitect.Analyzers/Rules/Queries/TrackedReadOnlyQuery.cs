using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Entities are tracked although the method only reads them. A house rule: what tracking costs depends on the number of rows.</summary>
internal sealed class TrackedReadOnlyQuery() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2106",
        title: "Tracked query that only reads",
        messageFormat: "{0} are tracked but only read here: EF Core keeps a snapshot of every row. Add AsNoTracking",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Projection.Kind: ProjectionKind.Entity, Terminal.Kind: TerminalKind.List, IsTracked: true, IsAtRunTime: true, Result: { IsClosed: true, IsModified: false, IsSaved: false, IsAttached: false } })
            yield break;
        if (!query.IsComplete(QueryParts.Projection | QueryParts.Composition) || !context.Unit.Saves.IsEmpty || context.Schema?.LazyLoading == true)
            yield break;
        yield return Finding.Of(query.Terminal.Origin, query.RootName + " rows").WithFix(new AddNoTracking());
    }
}
