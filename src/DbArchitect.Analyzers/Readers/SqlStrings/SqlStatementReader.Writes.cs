using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>UPDATE, DELETE and INSERT.</summary>
internal sealed partial class SqlStatementReader
{
    private void Update(Syntax.UpdateStatement update)
    {
        var scope = new SqlScope(null);
        ReadWith(update.With, update, scope, around, queries, cancellation);
        Targets(update.Tables, update.From, scope);
        var writes = new List<ColumnRef>();
        if (update.Set is { } set)
        {
            Note(set.State, QueryParts.Projection, set);
            foreach (var assignment in set.Assignments)
            {
                if (assignment.Target is Syntax.ColumnReference target)
                {
                    NoteWritten(target, scope);
                    if (scope.Resolve(target) is { } column)
                        writes.Add(column);
                }

                if (assignment.Value is { } value)
                    SubQueriesOf(value, scope);
            }
        }

        Write(TerminalKind.Update, update.Where, update.OrderBy, update.Limit, update.IsOpen, writes, scope, update);
    }

    private void Delete(Syntax.DeleteStatement delete)
    {
        var scope = new SqlScope(null);
        ReadWith(delete.With, delete, scope, around, queries, cancellation);
        Targets(delete.Tables, delete.From, scope);
        Write(TerminalKind.Delete, delete.Where, delete.OrderBy, delete.Limit, delete.IsOpen, [], scope, delete);
    }

    /// <summary>The target is the first source. Where FROM names it again by its alias (SQL Server, MySQL), FROM has it.</summary>
    private void Targets(Syntax.TableReference[] tables, Syntax.FromClause? from, SqlScope scope)
    {
        if (from is not null && tables.Length > 0 && tables[0] is Syntax.NamedTable { Name.Count: 1 } target && Names(from.Tables, target.Table.Text))
        {
            From(from, scope, JoinKind.Root);
            return;
        }

        var kind = JoinKind.Root;
        foreach (var table in tables)
        {
            AddTable(table, scope, kind, null);
            kind = JoinKind.Inner;
        }

        From(from, scope, sources.Count == 0 ? JoinKind.Root : JoinKind.Inner);
    }

    private static bool Names(Syntax.TableReference[] tables, string name)
    {
        foreach (var table in tables)
        {
            switch (table)
            {
                case Syntax.JoinedTable joined:
                    if (Names([joined.First], name))
                        return true;
                    foreach (var join in joined.Joins)
                    {
                        if (Names([join.Table], name))
                            return true;
                    }

                    break;
                case Syntax.NamedTable named when named.Alias.IsEmpty ? named.Table.Is(name) : named.Alias.Is(name):
                    return true;
            }
        }

        return false;
    }

    private void Write(
        TerminalKind kind, Syntax.WhereClause? where, Syntax.OrderByClause? orderBy, Syntax.LimitClause? limit, bool isOpen, List<ColumnRef> writes,
        SqlScope scope, Syntax.SqlStatement statement)
    {
        var filter = And(merged, Where(where, scope));
        if (isOpen)
            gaps.Add(new Gap(QueryParts.Filter | QueryParts.Source, "a part of the text is known only at run time", At(statement)));
        if (sources.Count == 0)
            return;
        queries.Add(Finish(new Query(around.FrontEnd, around.Terminal with { Kind = kind })
        {
            Filter = filter,
            Sort = Sort(orderBy, null, scope),
            Take = limit?.Count is { } count ? predicates.Value(count, scope) : null,
            Writes = writes,
            Projection = new Projection(ProjectionKind.Scalar, default),
        }));
    }

    private void Insert(Syntax.InsertStatement insert)
    {
        var scope = new SqlScope(null);
        ReadWith(insert.With, insert, scope, around, queries, cancellation);
        if (insert.Source is { } source and not Syntax.ValuesQuery)
            ReadQuery(source, scope, around, queries, cancellation);
        foreach (var branch in insert.Branches)
            ReadStatement(branch, around, queries, cancellation);
        if (insert.Table is not { } table)
            return;
        AddTable(table, scope, JoinKind.Root, null);
        foreach (var column in insert.Columns)
            NoteWritten(column, scope);
        var writes = Columns(insert.Columns, scope);
        queries.Add(Finish(new Query(around.FrontEnd, around.Terminal with { Kind = TerminalKind.Insert })
        {
            Writes = writes,
            Projection = new Projection(ProjectionKind.Scalar, default),
        }));
    }
}
