using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>
/// Which columns of a query have one value where some are fixed: those that conditions tie to a fixed column or to a value, and all columns of a table whose key is fixed.
/// </summary>
internal sealed class Dependence
{
    private readonly HashSet<ColumnRef> columns = new(Comparer.Instance);
    private readonly HashSet<int> rows = [];

    public Dependence(QueryContext context, IEnumerable<ColumnRef> known)
    {
        var query = context.Query;
        columns.UnionWith(known);
        var ties = new List<(ColumnRef, ColumnRef)>();
        Tie(query.Filter, ties);
        foreach (var source in query.Sources)
            Tie(source.On, ties);
        bool grows;
        do
        {
            grows = false;
            for (var source = 0; source < query.Sources.Count; source++)
                grows |= !rows.Contains(source) && IsFixed(context, source) && rows.Add(source);
            foreach (var (one, other) in ties)
                grows |= (Has(one) && columns.Add(other)) | (Has(other) && columns.Add(one));
        }
        while (grows);
    }

    public bool Has(ColumnRef column) => rows.Contains(column.Source) || columns.Contains(column);

    /// <summary>Equalities that hold for every row: those under OR do not.</summary>
    private void Tie(Predicate predicate, List<(ColumnRef, ColumnRef)> ties)
    {
        switch (predicate)
        {
            case AllOf all:
                foreach (var operand in all.Operands)
                    Tie(operand, ties);
                break;
            case Comparison { Operator: Comparator.Equal, Value: ColumnOperand { Column: var other } } equality:
                ties.Add((equality.Column, other));
                break;
            case Comparison { Operator: Comparator.Equal or Comparator.IsNull, Value: Constant or Parameter } equality:
                columns.Add(equality.Column);
                break;
        }
    }

    /// <summary>Whether a key of the table is fixed. A table whose keys are not known counts as fixed: nothing can be said of it.</summary>
    private bool IsFixed(QueryContext context, int source)
    {
        if (context.Query.Sources[source].Table is not { } name || context.Schema?.FindTable(name) is not { Kind: TableKind.Table } table
            || !table.Knows(TableAspects.Columns | TableAspects.Keys))
        {
            return true;
        }

        if (table.PrimaryKey is { } primary && AreFixed(source, primary.Columns))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (AreFixed(source, key.Columns))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (index.IsUnique && index.Filter.IsAbsent && AreFixed(source, index))
                return true;
        }

        return false;
    }

    private bool AreFixed(int source, EquatableArray<string> key)
    {
        foreach (var column in key)
        {
            if (!Has(new ColumnRef(source, column)))
                return false;
        }

        return !key.IsEmpty;
    }

    private bool AreFixed(int source, TableIndex index)
    {
        foreach (var key in index.Columns)
        {
            if (key.Expression is not null || !Has(new ColumnRef(source, key.Column)))
                return false;
        }

        return !index.Columns.IsEmpty;
    }

    private sealed class Comparer : IEqualityComparer<ColumnRef>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(ColumnRef x, ColumnRef y) => x.Source == y.Source && string.Equals(x.Column, y.Column, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(ColumnRef column) => StringComparer.OrdinalIgnoreCase.GetHashCode(column.Column) ^ column.Source;
    }
}
