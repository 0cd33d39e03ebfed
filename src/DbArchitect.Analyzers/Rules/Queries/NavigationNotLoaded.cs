using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A navigation of a loaded entity is used that the query did not load: null or empty, or with lazy loading one more query for each element.</summary>
internal sealed class NavigationNotLoaded() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2003",
        title: "Navigation not loaded",
        messageFormat: "{0} is not loaded by {1}: {2}. Include it, or project what is needed",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override bool FollowsLoads => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (context.Schema is not { LazyLoading: { } isLazy } schema || query.Result is not { } result || !query.IsAtRunTime)
            yield break;
        if (query.Projection.Kind != ProjectionKind.Entity || query.Terminal.Kind is not (TerminalKind.List or TerminalKind.Single))
            yield break;
        if (!query.IsComplete(QueryParts.Source | QueryParts.Includes | QueryParts.Projection) || query.HasSetOperation || query.IsGrouped)
            yield break;
        if (query.RowSource is not { Entity.Length: > 0 } row || schema.FindEntity(row.Entity) is not { } entity)
            yield break;
        // Handed on before, the entity may have been loaded further there; another value may have been made with it.
        if ((result.Escapes & (ResultEscapes.HandedOn | ResultEscapes.Unknown | ResultEscapes.Merged)) != 0 && !isLazy)
            yield break;
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in result.Members)
        {
            if (use.Kind != MemberUseKind.Read || (isLazy && !use.IsPerElement))
                continue;
            if (Unloaded(use.Path, entity, schema, query) is not { Path: { } path, Target: { } target } || !reported.Add(path))
                continue;
            if (IsTouched(result, path) || (!isLazy && IsFixedUp(context, target)))
                continue;
            var by = query.Through.Length == 0 ? "this query of " + row.Name : $"{query.Through}, which queries {row.Name}";
            var finding = Finding.Of(use.Origin, path, by, isLazy ? "lazy loading sends one more query for every element" : "it is null or empty here")
                .WithFix(query is { Through.Length: 0, Projection.Row: 0 } ? new AddInclude(path) : null) with { Additional = new[] { query.Terminal.Origin } };
            yield return isLazy ? finding : finding with { Severity = DiagnosticSeverity.Info };
        }
    }

    /// <summary>The first navigation on the path that nothing loads, with the entity that it leads to.</summary>
    private static (string? Path, string? Target) Unloaded(string path, Entity entity, Schema schema, Query query)
    {
        var current = entity;
        var names = path.Split('.');
        var prefix = "";
        foreach (var name in names)
        {
            if (current.FindNavigation(name) is not { } navigation)
                return (null, null);
            prefix = prefix.Length == 0 ? name : prefix + "." + name;
            if (!navigation.IsOwned && !navigation.IsAutoIncluded && !IsIncluded(query, prefix))
                return IsWayBack(navigation, prefix, query) ? (null, null) : (prefix, navigation.Target);
            if (schema.FindEntity(navigation.Target) is not { } next)
                return (null, null);
            current = next;
        }

        return (null, null);
    }

    private static bool IsIncluded(Query query, string path)
    {
        foreach (var include in query.Includes)
        {
            if (include.Path == path || include.Path.StartsWith(path + ".", StringComparison.Ordinal))
                return true;
            // Behind a SelectMany, paths may still be told from the root.
            if (query.Projection.Row != 0 && (include.Path.EndsWith("." + path, StringComparison.Ordinal) || include.Path.Contains("." + path + ".")))
                return true;
        }

        return false;
    }

    /// <summary>The inverse of an included navigation is set by EF itself.</summary>
    private static bool IsWayBack(Navigation navigation, string path, Query query)
    {
        if (navigation.Inverse is null)
            return false;
        var parent = path.LastIndexOf('.');
        if (parent < 0)
            return false;
        var above = path.Substring(0, parent);
        return above.Substring(above.LastIndexOf('.') + 1) == navigation.Inverse && IsIncluded(query, above);
    }

    private static bool IsTouched(ResultUse result, string path)
    {
        foreach (var use in result.Members)
        {
            if (use.Path == path && use.Kind is MemberUseKind.Write or MemberUseKind.Change or MemberUseKind.NullTest)
                return true;
        }

        return result.IsAttached;
    }

    /// <summary>Another query of the method may have brought the target: EF connects tracked entities.</summary>
    private static bool IsFixedUp(QueryContext context, string target)
    {
        if (context.Query.IsTracked == false)
            return false;
        foreach (var entity in context.Unit.EntitiesAround)
        {
            if (entity == target)
                return true;
        }

        foreach (var other in context.Unit.Queries)
        {
            if (ReferenceEquals(other, context.Query))
                continue;
            foreach (var source in other.Sources)
            {
                if (source.Entity == target)
                    return true;
            }
        }

        return false;
    }
}
