using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>DISTINCT that is only there because a join, from which nothing is read, multiplies the rows.</summary>
internal sealed class DistinctOverFanOut() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2111",
        title: "Distinct hides a join that multiplies rows",
        messageFormat: "DISTINCT only removes what the join with {0} multiplied: each {1} is read once for every {0} of it, and sorted or hashed away again. Ask whether there is one ({2}) instead of joining",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.IsDistinct || query.IsGrouped || query.HasSetOperation || !query.IsAtRunTime || context.Schema is not { } schema)
            yield break;
        if (!query.IsComplete(QueryParts.Source | QueryParts.Projection | QueryParts.Filter) || Projected(query, schema) is not { } projected)
            yield break;
        var keys = JoinKeys.Of(query);
        for (var i = 0; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            if (i == projected || source.IsRawSql || source.Join is not (JoinKind.Root or JoinKind.Inner or JoinKind.Cross))
                continue;
            if (source.Table is not { } name || schema.FindTable(name) is not { } table || !table.Knows(TableAspects.Keys | TableAspects.Indexes))
                continue;
            if (keys.IsAtMostOne(i, table) || !IsTied(keys, i))
                continue;
            yield return Finding.Of(At(query), source.Name, query.Sources[projected].Name, query.FrontEnd == FrontEnd.Linq ? "Any" : "EXISTS");
            yield break;
        }
    }

    /// <summary>The one source that is read, when its key is: without the join no row would come twice.</summary>
    private static int? Projected(Query query, Schema schema)
    {
        if (query.Projection is { Kind: ProjectionKind.Entity, Entities: [var only], Columns.IsEmpty: true })
            return query.Sources[only].Join is JoinKind.Root or JoinKind.Inner or JoinKind.Cross ? only : null;
        if (query.Projection is not { Kind: ProjectionKind.Columns, Columns: [var first, ..] } projection)
            return null;
        foreach (var column in projection.Columns)
        {
            if (column.Source != first.Source)
                return null;
        }

        if (query.Sources[first.Source] is not { Table: { } name, Join: JoinKind.Root or JoinKind.Inner or JoinKind.Cross } || schema.FindTable(name)?.PrimaryKey is not { } key)
            return null;
        foreach (var part in key.Columns)
        {
            if (!Has(projection, part))
                return null;
        }

        return first.Source;
    }

    private static bool Has(Projection projection, string name)
    {
        foreach (var column in projection.Columns)
        {
            if (JoinKeys.Same(column.Column, name))
                return true;
        }

        return false;
    }

    private static bool IsTied(JoinKeys keys, int source)
    {
        foreach (var pair in keys.Pairs)
        {
            if (pair.Of(source) is not null)
                return true;
        }

        return false;
    }

    private static Origin At(Query query)
    {
        foreach (var trait in query.Traits)
        {
            if (trait.Kind == QueryTraitKind.Distinct)
                return trait.Origin;
        }

        return query.Projection.Origin.IsInSource && query.FrontEnd != FrontEnd.Linq ? query.Projection.Origin : query.Terminal.Origin;
    }
}
