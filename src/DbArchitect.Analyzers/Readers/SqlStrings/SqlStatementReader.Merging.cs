using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// Queries in the place of a table that engines merge into the query around them: derived tables, and common table expressions that are named once, as far as
/// they only filter and join. The conditions of both are then one.
/// </summary>
internal sealed partial class SqlStatementReader
{
    /// <summary>The conditions of merged queries that hold for the whole.</summary>
    private Predicate merged = Predicate.True;

    /// <summary>Reads the tables of an inner query into this one's; false when it stays a query of its own.</summary>
    /// <param name="query">The inner query.</param>
    /// <param name="table">The table reference in whose place it stands.</param>
    /// <param name="outer">What names inside it can refer to.</param>
    /// <param name="scope">Where its alias is seen.</param>
    private bool Merge(Syntax.SqlQuery query, Syntax.TableReference table, SqlScope? outer, SqlScope scope, JoinKind kind)
    {
        if (kind is not (JoinKind.Root or JoinKind.Inner or JoinKind.Cross or JoinKind.Left) || table.ColumnAliases.Length > 0 || table.IsReshaped || Mergeable(query) is not { } select)
            return false;
        // The condition of an outer join holds for one table, not for a join of several.
        if (kind == JoinKind.Left && select.From!.Tables is not [Syntax.NamedTable])
            return false;
        var inner = new SqlScope(outer);
        var first = sources.Count;
        From(select.From, inner, kind);
        if (sources.Count == first)
            return false;
        var condition = Where(select.Where, inner);
        if (kind == JoinKind.Left)
            sources[first] = sources[first] with { On = And(sources[first].On, condition) };
        else
            merged = And(merged, condition);
        Note(select.Select.State, QueryParts.Projection, select.Select);
        var columns = new Dictionary<string, ColumnRef?>(StringComparer.OrdinalIgnoreCase);
        var hasStar = false;
        foreach (var item in select.Items)
        {
            if (item.Expression is Syntax.StarExpression)
                hasStar = true;
            else if (!item.Alias.IsEmpty)
                columns[item.Alias.Text] = predicates.Column(item.Expression, inner);
            else if (item.Expression is Syntax.ColumnReference column)
                columns[column.Column.Text] = predicates.Column(column, inner);
        }

        var alias = !table.Alias.IsEmpty ? table.Alias.Text : table is Syntax.NamedTable named ? named.Table.Text : "";
        scope.AddMerged(alias, first, inner, columns, hasStar);
        return true;
    }

    /// <summary>The SELECT, when it neither groups nor cuts nor numbers its rows.</summary>
    private static Syntax.SelectQuery? Mergeable(Syntax.SqlQuery query)
    {
        if (query is not Syntax.SelectQuery
            {
                With: null, From: not null, GroupBy: null, Having: null, Limit: null, IsDistinct: false, IsOpen: false, Qualify: null, StartWith: null, ConnectBy: null, HasForJsonOrXml: false,
            } select
            || select.DistinctOn.Length > 0 || select.Into.Count > 0 || select.Windows.Length > 0 || select.Locking.Length > 0)
        {
            return null;
        }

        var walker = new AggregateWalker();
        walker.VisitAll(select.Items);
        return walker.HasAggregate ? null : select;
    }

    private static bool IsMergedWhereNamed(Syntax.CommonTableExpression table, Syntax.WithClause with, Syntax.SqlNode owner)
    {
        // More would be walked too often; recursion without the keyword is told by the count.
        const int MaxTables = 20;
        if (with.IsRecursive || with.Tables.Length > MaxTables || table.Columns.Length > 0 || table.Query is not { } query || Mergeable(query) is null)
            return false;
        var walker = new NameCounter(table.Name.Text);
        walker.Visit(owner);
        if (walker.Count != 1)
            return false;
        var own = new NameCounter(table.Name.Text);
        own.Visit(query);
        return own.Count == 0;
    }

    private sealed class AggregateWalker : Syntax.SqlWalker
    {
        public bool HasAggregate { get; private set; }

        public override void Visit(Syntax.SqlNode? node)
        {
            HasAggregate |= node is Syntax.SubqueryExpression || (node is Syntax.FunctionCall call && (call.Over is not null || SqlFunctions.IsAggregate(call)));
            if (!HasAggregate)
                base.Visit(node);
        }
    }

    private sealed class NameCounter(string name) : Syntax.SqlWalker
    {
        public int Count { get; private set; }

        public override void Visit(Syntax.SqlNode? node)
        {
            if (node is Syntax.NamedTable { Name.Count: 1 } table && table.Table.Is(name))
                Count++;
            base.Visit(node);
        }
    }
}
