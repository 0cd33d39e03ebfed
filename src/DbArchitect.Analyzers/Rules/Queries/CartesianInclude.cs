using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Two collections of the same parent in one joined result: their rows multiply.</summary>
internal sealed class CartesianInclude() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2102",
        title: "Cartesian product of collections",
        messageFormat: "{0} and {1} are joined into one result: every {2} comes back as many times as their rows multiplied. Load them with AsSplitQuery",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.IsSplit is not null || !query.IsExecuted || !query.IsAtRunTime || context.Schema is not { SplitsByDefault: false } schema || !schema.Store.IsRelational())
            yield break;
        if (query.Terminal.Kind is not (TerminalKind.List or TerminalKind.Single))
            yield break;
        if ((OfIncludes(query) ?? OfProjection(query)) is var (first, second, parent, at) && context.Unit.Origin.Contains(at))
            yield return Finding.Of(at, first, second, parent.Length == 0 ? query.RootName : parent).WithFix(new AddSplitQuery());
    }

    private static (string First, string Second, string Parent, Origin At)? OfIncludes(Query query)
    {
        if (query.Projection.Kind != ProjectionKind.Entity || !query.IsComplete(QueryParts.Includes | QueryParts.Projection))
            return null;
        var byParent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var include in query.Includes)
        {
            if (!include.IsCollection || include.IsFiltered || include.IsConditional)
                continue;
            var dot = include.Path.LastIndexOf('.');
            var parent = dot < 0 ? "" : include.Path.Substring(0, dot);
            if (!byParent.TryGetValue(parent, out var sibling))
                byParent.Add(parent, include.Path);
            else if (sibling != include.Path)
                return (sibling, include.Path, parent, include.Origin);
        }

        return null;
    }

    private static (string First, string Second, string Parent, Origin At)? OfProjection(Query query)
    {
        if (query.Projection.Collections.Count < 2 || !query.IsComplete(QueryParts.Includes))
            return null;
        var byParent = new Dictionary<int, string>();
        foreach (var collection in query.Projection.Collections)
        {
            if (byParent.TryGetValue(collection.Parent, out var sibling))
                return (sibling, collection.Name, collection.ParentName, collection.Origin);
            byParent.Add(collection.Parent, collection.Name);
        }

        return null;
    }
}
