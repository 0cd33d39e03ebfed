using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>An Include in a query that returns no entity: EF Core ignores it.</summary>
internal sealed class IgnoredInclude() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2101",
        title: "Include without effect",
        messageFormat: "Include of {0} has no effect: {1}. Remove it",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.Includes.IsEmpty || !query.IsAtRunTime || !query.IsComplete(QueryParts.Projection | QueryParts.Includes | QueryParts.Composition))
            yield break;
        var reason = query.Terminal.Kind switch
        {
            TerminalKind.Any or TerminalKind.All or TerminalKind.Count or TerminalKind.Aggregate => $"{query.Terminal.Name} brings no {query.RootName}",
            TerminalKind.Update or TerminalKind.Delete => $"{query.Terminal.Name} loads no {query.RootName}",
            _ when query.Projection.Kind is ProjectionKind.Columns or ProjectionKind.Scalar => $"the projection brings no {query.RootName}",
            _ => null,
        };
        if (reason is null)
            yield break;
        foreach (var include in query.Includes)
        {
            // A query that is made elsewhere, or used twice, may need it there; a ThenInclude goes with its Include.
            if (!include.IsConditional && context.Unit.Origin.Contains(include.Origin) && !IsUsedOtherwise(include, context) && !HangsOnAnother(include, query))
                yield return Finding.Of(include.Origin, include.Path, reason).WithFix(new RemoveInclude(include.Path));
        }
    }

    private static bool IsUsedOtherwise(IncludePath include, QueryContext context)
    {
        foreach (var other in context.Unit.Queries)
        {
            if (other.Projection.Kind is ProjectionKind.Columns or ProjectionKind.Scalar)
                continue;
            foreach (var same in other.Includes)
            {
                if (same.Origin == include.Origin)
                    return true;
            }
        }

        return false;
    }

    private static bool HangsOnAnother(IncludePath include, Query query)
    {
        foreach (var other in query.Includes)
        {
            if (include.Path.StartsWith(other.Path + ".", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
