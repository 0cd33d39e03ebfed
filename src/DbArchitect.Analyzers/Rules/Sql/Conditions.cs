using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>The single conditions of a query: those of its filter, its joins and its sub-queries, without the ANDs and ORs between them.</summary>
internal static class Conditions
{
    public static IEnumerable<Predicate> Of(Query query)
    {
        var pending = new Stack<Predicate>();
        pending.Push(query.Filter);
        foreach (var source in query.Sources)
            pending.Push(source.On);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case AllOf all:
                    foreach (var operand in all.Operands)
                        pending.Push(operand);
                    break;
                case AnyOf any:
                    foreach (var operand in any.Operands)
                        pending.Push(operand);
                    break;
                case var single:
                    yield return single;
                    break;
            }
        }
    }

    /// <summary>The table and column that a reference means; null where the schema does not know them.</summary>
    public static (Table Table, Column Column)? Find(QueryContext context, ColumnRef reference)
    {
        if (context.Schema is not { } schema || reference.Source < 0 || reference.Source >= context.Query.Sources.Count)
            return null;
        return context.Query.Sources[reference.Source].Table is { } name && schema.FindTable(name) is { } table && table.FindColumn(reference.Column) is { } column
            ? (table, column)
            : null;
    }

    /// <summary>Whether an index of the table, or its primary key, begins with the column.</summary>
    public static bool IsIndexed(Table table, string column)
    {
        if (table.PrimaryKey is { Columns: [var first, ..] } && Same(first, column))
            return true;
        foreach (var key in table.UniqueKeys)
        {
            if (key.Columns is [var unique, ..] && Same(unique, column))
                return true;
        }

        foreach (var index in table.Indexes)
        {
            if (index.Columns is [{ Column: var leading }, ..] && Same(leading, column))
                return true;
        }

        return false;
    }

    private static bool Same(string? one, string other) => string.Equals(one, other, System.StringComparison.OrdinalIgnoreCase);
}
