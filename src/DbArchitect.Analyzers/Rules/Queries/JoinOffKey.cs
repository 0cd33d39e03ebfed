using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A join that does not follow the foreign key between its tables: of a part of it, of other columns, or of none.</summary>
internal sealed class JoinOffKey() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2309",
        title: "Join does not follow the foreign key",
        messageFormat: "The join of {0} and {1} {2}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.Sources.Count < 2 || query.HasSetOperation || context.Schema is not { } schema || !query.IsComplete(QueryParts.Source | QueryParts.Filter))
            yield break;
        var keys = JoinKeys.Of(query);
        for (var i = 1; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            if (source.Navigation.Length > 0 || source.IsRawSql || source.Join is not (JoinKind.Inner or JoinKind.Left or JoinKind.Cross) || TableOf(source, schema) is not { } table)
                continue;
            if (!JoinKeys.IsTied(query, i))
            {
                if (Untied(context, keys, i, table, schema) is { } product)
                    yield return product;
                continue;
            }

            if (OffKey(query, keys, i, table, schema) is { } finding)
                yield return finding;
        }
    }

    private static Table? TableOf(Source source, Schema schema) =>
        source.Table is { } name && schema.FindTable(name) is { Kind: TableKind.Table } table && table.Knows(TableAspects.Keys | TableAspects.ForeignKeys) ? table : null;

    private static Origin At(Query query, int source) => query.Sources[source].Origin.IsInSource ? query.Sources[source].Origin : query.Terminal.Origin;

    /// <summary>Every row meets every row, and nobody said that this is meant.</summary>
    private static Finding? Untied(QueryContext context, JoinKeys keys, int source, Table table, Schema schema)
    {
        var query = context.Query;
        // In SQL text it is another rule's matter.
        if (query.FrontEnd != FrontEnd.Linq || query.Sources[source].Join != JoinKind.Cross || keys.IsAtMostOne(source, table) || TableSize.WhySmall(table, schema, context.Options) is not null)
            return null;
        for (var other = 0; other < source; other++)
        {
            if (query.Sources[other].Join is not (JoinKind.Root or JoinKind.Inner or JoinKind.Cross) || TableOf(query.Sources[other], schema) is not { } before)
                return null;
            if (keys.IsAtMostOne(other, before) || TableSize.WhySmall(before, schema, context.Options) is not null)
                return null;
            if (JoinedTables.KeyBetween(table, before) is not { } key)
                continue;
            return Finding.Of(
                At(query, source), query.Sources[other].Name, query.Sources[source].Name,
                $"has no condition: every row of one meets every row of the other. Join by the foreign key ({string.Join(", ", key.Columns)})");
        }

        return null;
    }

    /// <summary>What is wrong with the first join to an earlier source; a source that follows its key to one of them may be compared with others in any way.</summary>
    private static Finding? OffKey(Query query, JoinKeys keys, int source, Table table, Schema schema)
    {
        Finding? first = null;
        for (var other = 0; other < source; other++)
        {
            if (query.Sources[other] is not { IsRawSql: false } before || TableOf(before, schema) is not { } beforeTable)
                continue;
            var tables = new JoinedTables(keys, source, table, other, beforeTable);
            if (tables.FollowsKey())
                return null;
            if (!tables.IsUncompared)
                first ??= WhatIsOff(query, tables);
        }

        return first;
    }

    private static Finding? WhatIsOff(Query query, JoinedTables tables)
    {
        var at = At(query, tables.Source);
        string one = query.Sources[tables.Other].Name, two = query.Sources[tables.Source].Name;
        if (tables.MissingOfKey() is { } missing)
            return Finding.Of(at, one, two, $"compares only a part of their foreign key: rows of another {missing} match too. Compare {missing} as well");
        return tables.WhyWrong() is { } reason ? Finding.Of(at, one, two, reason) with { Severity = DiagnosticSeverity.Info } : null;
    }
}
