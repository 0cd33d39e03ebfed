using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>From the syntax tree of one statement to queries: one for the statement, one for each derived table, common table expression and set operand.</summary>
internal sealed partial class SqlStatementReader
{
    private readonly SqlSurroundings around;
    private readonly CancellationToken cancellation;
    private readonly SqlPredicateReader predicates;
    private readonly List<Query> queries;
    private readonly List<Source> sources = [];
    private readonly List<Gap> gaps = [];
    private readonly List<NameProblem> problems = [];
    private readonly List<NameProblem> bareProblems = [];

    private SqlStatementReader(SqlSurroundings around, List<Query> queries, CancellationToken cancellation)
    {
        this.around = around;
        this.queries = queries;
        this.cancellation = cancellation;
        predicates = new SqlPredicateReader(this);
    }

    public bool HolesAreParameters => around.HolesAreParameters;

    /// <summary>The queries of a script, in the order of the text.</summary>
    public static List<Query> Read(Syntax.SqlScript script, SqlSurroundings around, CancellationToken cancellation)
    {
        var queries = new List<Query>();
        foreach (var statement in script.Statements)
            ReadStatement(statement, around, queries, cancellation);
        return queries;
    }

    private static void ReadStatement(Syntax.SqlStatement statement, SqlSurroundings around, List<Query> queries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case Syntax.SelectStatement select:
                ReadQuery(select.Query, null, around, queries, cancellation);
                break;
            case Syntax.UpdateStatement update:
                new SqlStatementReader(around, queries, cancellation).Update(update);
                break;
            case Syntax.DeleteStatement delete:
                new SqlStatementReader(around, queries, cancellation).Delete(delete);
                break;
            case Syntax.InsertStatement insert:
                new SqlStatementReader(around, queries, cancellation).Insert(insert);
                break;
            case Syntax.BlockStatement block:
                foreach (var inner in block.Statements)
                    ReadStatement(inner, around, queries, cancellation);
                break;
            case Syntax.ConditionalStatement conditional:
                if (conditional.Then is { } then)
                    ReadStatement(then, around, queries, cancellation);
                if (conditional.Else is { } otherwise)
                    ReadStatement(otherwise, around, queries, cancellation);
                break;
        }
    }

    private static void ReadQuery(Syntax.SqlQuery query, SqlScope? outer, SqlSurroundings around, List<Query> queries, CancellationToken cancellation)
    {
        switch (query)
        {
            case Syntax.SelectQuery select:
                new SqlStatementReader(around, queries, cancellation).Select(select, outer);
                break;
            case Syntax.SetOperationQuery set:
                var scope = new SqlScope(outer);
                ReadWith(set.With, set, scope, around, queries, cancellation);
                var first = queries.Count;
                ReadQuery(set.First, scope, around, queries, cancellation);
                foreach (var branch in set.Branches)
                    ReadQuery(branch.Query, scope, around, queries, cancellation);
                // A limit of the whole bounds every operand.
                for (var i = first; i < queries.Count && set.Limit?.Count is not null; i++)
                    queries[i] = queries[i].Take is null ? queries[i] with { Take = new Model.Parameter("") } : queries[i];
                break;
        }
    }

    private static void ReadWith(Syntax.WithClause? with, Syntax.SqlNode owner, SqlScope scope, SqlSurroundings around, List<Query> queries, CancellationToken cancellation)
    {
        if (with is null)
            return;
        foreach (var table in with.Tables)
            scope.AddQuery(table.Name.Text);
        foreach (var table in with.Tables)
        {
            if (table.Query is { } query && IsMergedWhereNamed(table, with, owner))
                scope.AddMergeable(table.Name.Text, query);
            else if (table.Query is not null)
                ReadQuery(table.Query, scope, Inner(around), queries, cancellation);
            else if (table.Body is Syntax.SqlStatement statement)
                ReadStatement(statement, around, queries, cancellation);
        }
    }

    /// <summary>A query inside another: the one around it may narrow it.</summary>
    private static SqlSurroundings Inner(SqlSurroundings around) => around with { Terminal = around.Terminal with { Kind = TerminalKind.Deferred } };

    public Origin At(Syntax.SqlNode node) => At(node.Start, node.Length);

    private Origin At(int start, int length) =>
        around.Locate(start, length) is { } location ? new Origin(OriginKind.SqlText, location) : around.Origin;

    public string TextOf(Syntax.SqlNode node) =>
        node.Start >= 0 && node.End <= around.Text.Length ? around.Text.Substring(node.Start, Math.Min(node.Length, 80)).Replace('\n', ' ').Replace('\r', ' ') : "";

    public Operand ParameterOf(string name)
    {
        foreach (var parameter in around.Parameters)
        {
            if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
                return Sent(name, parameter.Type, parameter.HasStoreType) with { DayEnd = DayEnds.Of(parameter.Value) };
        }

        return new Model.Parameter(name);
    }

    /// <summary>A hole that is sent as a parameter (EF's interpolated methods).</summary>
    public Operand HoleParameter(int id)
    {
        var expression = LocalInitializer.Unconverted(around.HoleExpression(id));
        return expression is null ? new Model.Parameter("") : Sent(expression.Syntax.ToString(), expression.Type, hasStoreType: false);
    }

    private static Model.Parameter Sent(string name, ITypeSymbol? type, bool hasStoreType) => new(name)
    {
        ClrType = type?.ToDisplayString() ?? "",
        Kind = hasStoreType ? ValueKind.Unknown : Ef.ScalarTypes.KindOf(type),
        MayBeNull = type switch
        {
            null => null,
            { IsValueType: true } => Ef.ScalarTypes.IsNullableValue(type),
            { NullableAnnotation: NullableAnnotation.Annotated } => true,
            { NullableAnnotation: NullableAnnotation.NotAnnotated } => false,
            _ => null,
        },
        IsInferred = type is not null && !hasStoreType,
    };

    /// <summary>A list given for one parameter, which Dapper expands.</summary>
    public ListOperand ListOf(string name)
    {
        foreach (var parameter in around.Parameters)
        {
            if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
                return new ListOperand(null) { Parameter = name, Variable = ListOrigins.Of(parameter.Value) };
        }

        return new ListOperand(null) { Parameter = name };
    }

    /// <summary>Reads a sub-query of a condition or a value into this query's sources; gives their indexes.</summary>
    public EquatableArray<int> ReadSubQuery(Syntax.SqlQuery query, SqlScope outer, JoinKind kind) => ReadSubQuery(query, outer, kind, out _);

    /// <param name="selected">The only column that it selects; null when it selects anything else.</param>
    public EquatableArray<int> ReadSubQuery(Syntax.SqlQuery query, SqlScope outer, JoinKind kind, out ColumnRef? selected)
    {
        selected = null;
        if (query is not Syntax.SelectQuery select)
        {
            ReadQuery(query, outer, Inner(around), queries, cancellation);
            return default;
        }

        var scope = new SqlScope(outer);
        ReadWith(select.With, select, scope, around, queries, cancellation);
        var first = sources.Count;
        From(select.From, scope, kind);
        if (sources.Count == first)
            return default;
        if (select.Items is [{ Expression: Syntax.ColumnReference only }])
            selected = scope.Resolve(only);
        if (select.Where is { } where)
            sources[first] = sources[first] with { On = And(sources[first].On, predicates.Read(where.Condition, scope, PredicateSource.User)) };
        Note(select.Where?.State ?? Syntax.SqlState.Complete, QueryParts.Filter, select);
        var indexes = new List<int>();
        for (var index = first; index < sources.Count; index++)
            indexes.Add(index);
        return indexes;
    }

    private void Select(Syntax.SelectQuery select, SqlScope? outer)
    {
        var scope = new SqlScope(outer) { IsOfAnotherQuery = true };
        ReadWith(select.With, select, scope, around, queries, cancellation);
        foreach (var item in select.Items)
        {
            if (!item.Alias.IsEmpty)
                scope.AddOutput(item.Alias.Text);
        }

        From(select.From, scope, JoinKind.Root);
        var filter = And(merged, Where(select.Where, scope));
        foreach (var item in select.Items)
            SubQueriesOf(item.Expression, scope);
        Note(select.Select.State, QueryParts.Projection, select.Select);
        if (select.GroupBy is { } grouping)
            Note(grouping.State, QueryParts.Filter, grouping);
        if (select.IsOpen)
        {
            // What stands there is certain; what does not may come with the hole.
            var parts = QueryParts.Filter | QueryParts.Source | (select.OrderBy is null ? QueryParts.Sort : 0) | (select.Limit is null ? QueryParts.Paging : 0);
            gaps.Add(new Gap(parts, "a part of the text is known only at run time", At(select)));
        }

        if (sources.Count == 0)
            return;
        queries.Add(Finish(new Query(around.FrontEnd, TerminalOf(select))
        {
            Filter = filter,
            Sort = Sort(select.OrderBy, select, scope),
            Skip = select.Limit?.Offset is { } offset ? predicates.Value(offset, scope) : null,
            Take = select.Limit?.Count is { } count ? predicates.Value(count, scope) : null,
            IsGrouped = select.GroupBy is not null,
            GroupBy = select.GroupBy is { } group ? Columns(group.Items, scope) : default,
            Ungrouped = UngroupedOf(select, scope),
            IsDistinct = select.IsDistinct || select.DistinctOn.Length > 0,
            Projection = ProjectionOf(select, scope),
            Output = OutputOf(select, scope),
        }));
    }

    private Query Finish(Query query)
    {
        // A table that is known only at run time may have the column.
        if (gaps.TrueForAll(static gap => (gap.Parts & QueryParts.Source) == 0))
        {
            foreach (var problem in bareProblems)
                Note(problem);
        }

        return Described(query);
    }

    private Query Described(Query query) => query with
    {
        Context = around.Context,
        Store = around.Store,
        Sources = sources,
        Gaps = gaps,
        NameProblems = problems,
        IsTracked = false,
        Origin = around.Origin,
    };

    private Predicate Where(Syntax.WhereClause? where, SqlScope scope)
    {
        if (where is null)
            return Predicate.True;
        Note(where.State, QueryParts.Filter, where);
        return predicates.Read(where.Condition, scope, PredicateSource.User);
    }

    /// <summary>A hole or an error in a clause is a gap of that part, and of no other. A hole that is a parameter is a value.</summary>
    private void Note(Syntax.SqlState state, QueryParts parts, Syntax.SqlNode at)
    {
        if ((state & Syntax.SqlState.HasErrors) != 0)
            gaps.Add(new Gap(parts, "a part of the text could not be read", At(at)));
        else if ((state & Syntax.SqlState.HasHoles) != 0 && !around.HolesAreParameters)
            gaps.Add(new Gap(parts, "a part of the text is known only at run time", At(at)));
    }

    /// <summary>Sub-queries inside an expression read tables too.</summary>
    public void SubQueriesOf(Syntax.SqlExpression expression, SqlScope scope)
    {
        if (expression is not (Syntax.ColumnReference or Syntax.Literal or Syntax.Parameter or Syntax.StarExpression))
            new SubQueryWalker(this, scope).Visit(expression);
    }

    private sealed class SubQueryWalker(SqlStatementReader reader, SqlScope scope) : Syntax.SqlWalker
    {
        public override void Visit(Syntax.SqlNode? node)
        {
            if (node is Syntax.SqlQuery query)
                reader.ReadSubQuery(query, scope, JoinKind.Apply);
            else
                base.Visit(node);
        }
    }

    private EquatableArray<SortKey> Sort(Syntax.OrderByClause? orderBy, Syntax.SelectQuery? select, SqlScope scope)
    {
        if (orderBy is null)
            return default;
        Note(orderBy.State, QueryParts.Sort, orderBy);
        var keys = new List<SortKey>(orderBy.Items.Length);
        foreach (var item in orderBy.Items)
        {
            var expression = Selected(item.Expression, select) ?? item.Expression;
            keys.Add(new SortKey(predicates.Column(expression, scope), item.IsDescending)
            {
                Expression = TextOf(item.Expression),
                IsRandom = SqlFunctions.IsRandom(expression),
                Origin = At(item),
            });
        }

        return keys;
    }

    /// <summary>The item that an ordinal or an alias in ORDER BY means.</summary>
    private static Syntax.SqlExpression? Selected(Syntax.SqlExpression expression, Syntax.SelectQuery? select)
    {
        if (select is null)
            return null;
        if (expression is Syntax.Literal { LiteralKind: Syntax.LiteralKind.Number } ordinal && int.TryParse(ordinal.Value, out var position))
            return position >= 1 && position <= select.Items.Length ? select.Items[position - 1].Expression : null;
        if (expression is Syntax.ColumnReference { Name.Count: 1 } name)
        {
            foreach (var item in select.Items)
            {
                if (!item.Alias.IsEmpty && item.Alias.Is(name.Column.Text))
                    return item.Expression;
            }
        }

        return null;
    }

    private EquatableArray<ColumnRef> Columns(Syntax.SqlExpression[] items, SqlScope scope)
    {
        var columns = new List<ColumnRef>();
        foreach (var item in items)
        {
            if (predicates.Column(item, scope) is { } column)
                columns.Add(column);
        }

        return columns;
    }

    private Terminal TerminalOf(Syntax.SelectQuery select)
    {
        var terminal = around.Terminal;
        if (terminal.Kind == TerminalKind.Deferred)
            return terminal;
        if (select.GroupBy is null && select.Items is [{ Expression: Syntax.FunctionCall call }] && SqlFunctions.IsAggregate(call))
            return terminal with { Kind = call.Name.Last.Is("count") || call.Name.Last.Is("count_big") ? TerminalKind.Count : TerminalKind.Aggregate };
        return terminal.Kind == TerminalKind.Unknown ? terminal with { Kind = TerminalKind.List } : terminal;
    }

    private Projection ProjectionOf(Syntax.SelectQuery select, SqlScope scope)
    {
        var columns = new List<ColumnRef>();
        var isScalar = select.GroupBy is null && select.Items.Length > 0;
        foreach (var item in select.Items)
        {
            if (item.Expression is Syntax.StarExpression)
                return Projection.WholeEntity with { Origin = At(item), Entities = WholeRows(select, scope) };
            isScalar &= item.Expression is Syntax.FunctionCall call && SqlFunctions.IsAggregate(call);
            columns.AddRange(predicates.Columns(item.Expression, scope));
        }

        return new Projection(isScalar ? ProjectionKind.Scalar : ProjectionKind.Columns, columns) { Origin = At(select.Select) };
    }

    /// <summary>The sources that <c>o.*</c> names, when nothing else is selected.</summary>
    private static EquatableArray<int> WholeRows(Syntax.SelectQuery select, SqlScope scope)
    {
        var places = new List<int>();
        foreach (var item in select.Items)
        {
            if (item.Expression is not Syntax.StarExpression { Qualifier: { IsEmpty: false } qualifier } || scope.FindSource(qualifier.Last.Text ?? "") is not (>= 0 and var place))
                return default;
            places.Add(place);
        }

        return places;
    }
}
