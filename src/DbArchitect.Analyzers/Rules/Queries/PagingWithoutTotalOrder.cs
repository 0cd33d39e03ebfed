using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Pages are ordered by columns that several rows may share: rows with equal values may stand on two pages or on none.</summary>
internal sealed class PagingWithoutTotalOrder() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2202",
        title: "Paging without total order",
        messageFormat: "{0} is not unique: rows of {1} with equal values may appear on two pages or on none. Order by {2} last",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.Sort.IsEmpty || query.Skip is null or Constant { Text: "0" } || query is { IsGrouped: true } or { IsDistinct: true } or { HasSetOperation: true } || !query.IsExecuted)
            yield break;
        if (!query.IsComplete(QueryParts.Sort | QueryParts.Paging | QueryParts.Source) || context.Schema is not { } schema)
            yield break;
        if (query.Sources is not [{ Table: { } name, IsRawSql: false } root, ..] || schema.FindTable(name) is not { PrimaryKey: { } primary } table || !table.Knows(TableAspects.Keys))
            yield break;
        foreach (var source in query.Sources)
        {
            // A row of the root may come several times: its key alone does not order the result.
            if (source is { Join: JoinKind.Inner or JoinKind.Left or JoinKind.Cross, Navigation: "" } or { Join: JoinKind.Inner or JoinKind.Left, IsCollection: true })
                yield break;
        }

        var sorted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in query.Sort)
        {
            if (key.IsRandom)
                yield break;
            if (key.Column is { Source: 0 } column)
                sorted.Add(column.Column);
        }

        AddFixed(query.Filter, sorted, 0);
        if (Contains(sorted, primary.Columns) || IsUnique(table, sorted))
            yield break;
        var by = new List<string>();
        foreach (var key in query.Sort)
            by.Add(key.Column?.Column ?? key.Expression);
        var entity = schema.FindEntity(root.Entity);
        var properties = entity is { Key.IsEmpty: false } ? entity.Key : primary.Columns;
        var last = query.Sort[query.Sort.Count - 1];
        var isHere = context.Unit.Origin.Contains(last.Origin);
        yield return Finding.Of(isHere ? last.Origin : query.Terminal.Origin, string.Join(", ", by), query.RootName, string.Join(", ", properties))
            .WithFix(isHere && entity is { Key: [var only] } ? new AddThenBy(only) : null);
    }

    private static bool Contains(HashSet<string> sorted, EquatableArray<string> columns)
    {
        foreach (var column in columns)
        {
            if (!sorted.Contains(column))
                return false;
        }

        return columns.Count > 0;
    }

    private static bool IsUnique(Table table, HashSet<string> sorted)
    {
        foreach (var key in table.UniqueKeys)
        {
            if (Contains(sorted, key.Columns))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (!index.IsUnique || !index.Filter.IsAbsent)
                continue;
            var all = true;
            foreach (var column in index.Columns)
                all &= sorted.Contains(column.Column) && table.FindColumn(column.Column) is { IsNullable: false };
            if (all)
                return true;
        }

        return false;
    }

    /// <summary>Columns that the filter fixes to one value take part in any order.</summary>
    private static void AddFixed(Predicate filter, HashSet<string> sorted, int depth)
    {
        switch (filter)
        {
            case Comparison { Operator: Comparator.Equal, Column: { Source: 0 } column, Value: Constant or Parameter }:
                sorted.Add(column.Column);
                break;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                    AddFixed(operand, sorted, depth + 1);
                break;
        }
    }
}
