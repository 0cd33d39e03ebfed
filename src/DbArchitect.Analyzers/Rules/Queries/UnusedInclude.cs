using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A navigation is loaded that the method, which keeps the result to itself, never looks at.</summary>
internal sealed class UnusedInclude() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2109",
        title: "Included navigation is not used",
        messageFormat: "{0} is loaded with {1}, but nothing here uses it. Remove the Include",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Projection.Kind: ProjectionKind.Entity, IsAtRunTime: true, Result: { IsClosed: true, IsEnumerated: true, IsModified: false, IsSaved: false, IsAttached: false } result })
            yield break;
        if (query.Terminal.Kind is not (TerminalKind.List or TerminalKind.Single) || !query.IsComplete(QueryParts.Includes | QueryParts.Projection | QueryParts.Composition))
            yield break;
        // Nothing is read: existence is all that matters, and that is another rule's story.
        if (result.Members.IsEmpty || !context.Unit.Saves.IsEmpty || HasComputedMember(result, query, context.Schema))
            yield break;
        foreach (var include in query.Includes)
        {
            if (!include.IsConditional && context.Unit.Origin.Contains(include.Origin) && !IsUsed(include.Path, result) && !IsPartOfLonger(include, query))
                yield return Finding.Of(include.Origin, include.Path, query.RootName).WithFix(new RemoveInclude(include.Path));
        }
    }

    /// <summary>A member that is no column or navigation may look at anything.</summary>
    private static bool HasComputedMember(ResultUse result, Query query, Schema? schema)
    {
        if (query.Sources is not [{ Entity.Length: > 0 } root, ..] || schema?.FindEntity(root.Entity) is not { } entity)
            return true;
        foreach (var member in result.Members)
        {
            var current = entity;
            foreach (var name in member.Path.Split('.'))
            {
                if (current.FindNavigation(name) is { } navigation)
                {
                    if (schema.FindEntity(navigation.Target) is not { } next)
                        return true;
                    current = next;
                }
                else if (current.FindProperty(name) is null)
                {
                    return true;
                }
                else
                {
                    break;
                }
            }
        }

        return false;
    }

    private static bool IsUsed(string path, ResultUse result)
    {
        foreach (var member in result.Members)
        {
            if (member.Path == path || member.Path.StartsWith(path + ".", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsPartOfLonger(IncludePath include, Query query)
    {
        foreach (var other in query.Includes)
        {
            if (other.Path.StartsWith(include.Path + ".", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
