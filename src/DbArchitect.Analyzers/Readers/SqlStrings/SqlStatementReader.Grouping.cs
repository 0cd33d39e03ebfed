using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>What a grouped query selects that is neither grouped nor aggregated.</summary>
internal sealed partial class SqlStatementReader
{
    private EquatableArray<UngroupedColumn> UngroupedOf(Syntax.SelectQuery select, SqlScope scope)
    {
        if (select.IsOpen || !IsRead(select.Select.State) || (select.GroupBy is { } grouping && (grouping.IsAll || !IsRead(grouping.State))))
            return default;
        var keys = new HashSet<ColumnRef>();
        var expressions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in select.GroupBy?.Items ?? [])
        {
            if (!AddKey(item, select, scope, keys, expressions))
                return default;
        }

        var finder = new UngroupedFinder(this, scope, keys, expressions);
        foreach (var item in select.Items)
            finder.Find(item.Expression);
        foreach (var item in select.OrderBy?.Items ?? [])
        {
            if (Selected(item.Expression, select) is null)
                finder.Find(item.Expression);
        }

        if (finder.IsOneRowsValue || (select.GroupBy is null && !finder.HasAggregate))
            return default;
        return finder.Found;
    }

    /// <returns>False when it cannot be told what the query is grouped by.</returns>
    private bool AddKey(Syntax.SqlExpression item, Syntax.SelectQuery select, SqlScope scope, HashSet<ColumnRef> keys, HashSet<string> expressions)
    {
        var meant = Selected(item, select) ?? item;
        expressions.Add(Whole(item));
        expressions.Add(Whole(meant));
        if (item is Syntax.FunctionCall call && call.Name.Last.Text.ToLowerInvariant() is "rollup" or "cube" or "grouping sets" or "grouping")
            return false;
        // A name in GROUP BY is a column of the tables or of the result, as the engine decides: both are taken for grouped.
        return AddColumn(item) | AddColumn(meant) || (item is not Syntax.ColumnReference && meant is not Syntax.ColumnReference);

        bool AddColumn(Syntax.SqlExpression key)
        {
            if (key is not Syntax.ColumnReference name || scope.ResolveHere(name) is not { } column)
                return false;
            keys.Add(column);
            return true;
        }
    }

    private bool IsRead(Syntax.SqlState state) => state == Syntax.SqlState.Complete || (state == Syntax.SqlState.HasHoles && around.HolesAreParameters);

    private string Whole(Syntax.SqlNode node) =>
        node.Start >= 0 && node.End <= around.Text.Length ? around.Text.Substring(node.Start, node.Length) : "";

    private sealed class UngroupedFinder(SqlStatementReader reader, SqlScope scope, HashSet<ColumnRef> keys, HashSet<string> expressions)
    {
        public List<UngroupedColumn> Found { get; } = [];

        public bool HasAggregate { get; private set; }

        /// <summary>SQLite takes bare columns from the row that has the minimum or maximum.</summary>
        public bool IsOneRowsValue { get; private set; }

        /// <summary>Looks where a value is computed row by row; whatever may be an aggregate, a window or a query of its own is left out.</summary>
        public void Find(Syntax.SqlExpression? expression)
        {
            if (expression is null || expressions.Contains(reader.Whole(expression)))
                return;
            switch (expression)
            {
                case Syntax.ColumnReference name:
                    if (scope.ResolveHere(name) is { } column && !keys.Contains(column))
                        Found.Add(new UngroupedColumn(column, reader.At(name)));
                    break;
                case Syntax.FunctionCall call:
                    Find(call);
                    break;
                case Syntax.BinaryExpression binary:
                    Find(binary.Left);
                    Find(binary.Right);
                    break;
                case Syntax.UnaryExpression unary:
                    Find(unary.Operand);
                    break;
                case Syntax.CastExpression cast:
                    Find(cast.Operand);
                    break;
                case Syntax.CollateExpression collated:
                    Find(collated.Operand);
                    break;
                case Syntax.CaseExpression choice:
                    Find(choice.Operand);
                    foreach (var when in choice.Whens)
                        Find(when.Then);
                    Find(choice.Else);
                    break;
            }
        }

        private void Find(Syntax.FunctionCall call)
        {
            if (SqlFunctions.IsAggregate(call))
            {
                // Of several arguments SQLite's MIN and MAX are no aggregates.
                HasAggregate |= call.Arguments.Length < 2 || !(call.Name.Last.Is("min") || call.Name.Last.Is("max"));
                IsOneRowsValue |= reader.around.Store == Store.Sqlite && (call.Name.Last.Is("min") || call.Name.Last.Is("max"));
            }
            else if (SqlFunctions.IsScalar(call))
            {
                foreach (var argument in call.Arguments)
                    Find(argument);
            }
        }
    }
}
