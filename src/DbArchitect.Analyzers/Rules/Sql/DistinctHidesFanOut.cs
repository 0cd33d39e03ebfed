using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>SELECT DISTINCT over a join whose table gives several rows for each, and of which nothing is selected: the join makes the duplicates that DISTINCT removes.</summary>
internal sealed class DistinctHidesFanOut() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5024",
        title: "DISTINCT hides a join's duplicates",
        messageFormat: "The join multiplies each row of {0} by its rows of {1}, of which nothing is selected, and DISTINCT sorts the copies out again. Use EXISTS instead of the join",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { IsAtRunTime: true, IsDistinct: true, IsGrouped: false, Projection: { Kind: ProjectionKind.Columns } projection } || query.FrontEnd == FrontEnd.Linq || !query.IsComplete())
            yield break;
        if (context.Schema is not { } schema || query.Sources is not [{ Table: { } rootName }, _, ..] || schema.FindTable(rootName) is not { PrimaryKey: { } key } root)
            yield break;
        var selected = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in projection.Columns)
        {
            if (column.Source != 0)
                yield break;
            selected.Add(column.Column);
        }

        // Without its key the rows of the root may be equal themselves.
        foreach (var column in key.Columns)
        {
            if (!selected.Contains(column))
                yield break;
        }

        foreach (var sort in query.Sort)
        {
            if (sort.Column is not { Source: 0 })
                yield break;
        }

        for (var i = 1; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            if (source.Join is JoinKind.Inner or JoinKind.Left && source.Table is { } name && schema.FindTable(name) is { } table && table.Knows(TableAspects.Keys | TableAspects.Indexes)
                && Linked(source.On, i) is { Count: > 0 } linked && !IsUnique(table, linked))
            {
                yield return Finding.Of(source.Origin, root.Name.Name, table.Name.Name);
                yield break;
            }
        }
    }

    /// <summary>The columns of a source that its join compares for equality.</summary>
    private static List<string>? Linked(Predicate on, int source)
    {
        var columns = new List<string>();
        switch (on)
        {
            case Comparison { Operator: Comparator.Equal, Value: ColumnOperand { Column: var other } } comparison:
                columns.Add(comparison.Column.Source == source ? comparison.Column.Column : other.Column);
                return columns;
            case AllOf all:
                foreach (var operand in all.Operands)
                {
                    if (operand is Comparison { Operator: Comparator.Equal, Column: var column, Value: ColumnOperand or Constant or Parameter } compared)
                        columns.Add(column.Source == source ? column.Column : compared.Value is ColumnOperand { Column: var other } ? other.Column : "");
                }

                return columns;
            default:
                return null;
        }
    }

    private static bool IsUnique(Table table, List<string> columns)
    {
        if (table.PrimaryKey is { } primary && Contains(primary.Columns, columns))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (Contains(key.Columns, columns))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (!index.IsUnique)
                continue;
            var all = true;
            foreach (var part in index.Columns)
                all &= Has(columns, part.Column);
            if (all)
                return true;
        }

        return false;
    }

    private static bool Contains(EquatableArray<string> key, List<string> columns)
    {
        foreach (var part in key)
        {
            if (!Has(columns, part))
                return false;
        }

        return key.Count > 0;
    }

    private static bool Has(List<string> columns, string? name) => name is not null && columns.Exists(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
}
