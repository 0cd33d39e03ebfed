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
        if (query.Terminal.Kind is not (TerminalKind.List or TerminalKind.Single) || query.Projection.Kind != ProjectionKind.Entity)
            yield break;
        if (!query.IsComplete(QueryParts.Includes | QueryParts.Projection))
            yield break;
        var byParent = new Dictionary<string, IncludePath>(StringComparer.Ordinal);
        foreach (var include in query.Includes)
        {
            if (!include.IsCollection || include.IsFiltered || include.IsConditional)
                continue;
            var dot = include.Path.LastIndexOf('.');
            var parent = dot < 0 ? "" : include.Path.Substring(0, dot);
            if (!byParent.TryGetValue(parent, out var sibling))
            {
                byParent.Add(parent, include);
                continue;
            }

            if (sibling.Path == include.Path || !context.Unit.Origin.Contains(include.Origin))
                continue;
            yield return Finding.Of(include.Origin, sibling.Path, include.Path, parent.Length == 0 ? query.RootName : parent).WithFix(new AddSplitQuery());
            yield break;
        }
    }
}
