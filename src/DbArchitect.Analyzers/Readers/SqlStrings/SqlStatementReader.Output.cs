using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>What a query gives back.</summary>
internal sealed partial class SqlStatementReader
{
    /// <summary>The columns of the result, stars expanded where the tables' columns are known; null where one is not.</summary>
    private EquatableArray<OutputColumn>? OutputOf(Syntax.SelectQuery select, SqlScope scope)
    {
        if (select.Select.State != Syntax.SqlState.Complete && !(select.Select.State == Syntax.SqlState.HasHoles && around.HolesAreParameters))
            return null;
        var columns = new List<OutputColumn>();
        foreach (var item in select.Items)
        {
            if (item.Expression is not Syntax.StarExpression star)
            {
                var reference = item.Expression as Syntax.ColumnReference;
                var name = !item.Alias.IsEmpty ? item.Alias.Text : reference?.Column.Text ?? "";
                columns.Add(new OutputColumn(name, At(item)) { Column = reference is null ? null : scope.Resolve(reference), Text = TextOf(item) });
                continue;
            }

            var found = false;
            foreach (var (source, definition) in scope.TablesOf(star.Qualifier.Last.Text))
            {
                // What a join by the names of columns gives is said once only.
                if (definition is null || (star.Qualifier.IsEmpty && select.From is { } from && HasUsing(from)))
                    return null;
                found = true;
                foreach (var column in definition.Columns)
                    columns.Add(new OutputColumn(column.Name, At(item)) { Column = new ColumnRef(source, column.Name), IsOfStar = true, Text = TextOf(item) });
            }

            if (!found)
                return null;
        }

        return columns;
    }

    private static bool HasUsing(Syntax.FromClause from)
    {
        foreach (var table in from.Tables)
        {
            if (table is not Syntax.JoinedTable joined)
                continue;
            foreach (var join in joined.Joins)
            {
                if (join.IsNatural || join.Using.Length > 0)
                    return true;
            }
        }

        return false;
    }
}
