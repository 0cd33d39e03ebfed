using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>An entity loaded without tracking is changed and SaveChanges called: the change is not saved.</summary>
internal sealed class ChangeOfUntrackedEntity() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2107",
        title: "Change of an untracked entity",
        messageFormat: "{0} of {1} is changed, but {2} does not track it: SaveChanges writes nothing. Track the query, or hand the entity to Update",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override bool FollowsLoads => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Projection.Kind: ProjectionKind.Entity, IsTracked: false, Result: { IsSaved: true, IsAttached: false, IsRemoved: false } result })
            yield break;
        // Handed on, it may be attached there; returned, changed on purpose for the caller.
        if (result.Escapes != ResultEscapes.None || !query.IsComplete(QueryParts.Projection) || context.Schema is null)
            yield break;
        if (query.RowSource is not { Entity.Length: > 0 } row || context.Schema.FindEntity(row.Entity) is not { } entity)
            yield break;
        foreach (var member in result.Members)
        {
            if (member.Kind != MemberUseKind.Write || entity.FindProperty(member.Path) is null)
                continue;
            yield return Finding.Of(member.Origin, member.Path, row.Name, query.Through.Length == 0 ? "the query" : query.Through)
                .WithFix(query.Through.Length == 0 ? new TrackEntities(context.Schema.TracksByDefault != false) : null) with { Additional = new[] { query.Terminal.Origin } };
            yield break;
        }
    }
}
