using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>FROM and JOIN: the tables that a statement reads, and how they are tied.</summary>
internal sealed partial class SqlStatementReader
{
    private void From(Syntax.FromClause? from, SqlScope scope, JoinKind kind)
    {
        if (from is null)
            return;
        foreach (var table in from.Tables)
        {
            // The tables after a comma are joined by whatever WHERE says.
            AddTable(table, scope, kind, null);
            if (kind == JoinKind.Root)
                kind = JoinKind.Cross;
        }
    }

    private void AddTable(Syntax.TableReference table, SqlScope scope, JoinKind kind, Syntax.Join? join)
    {
        var parent = kind == JoinKind.Root ? -1 : 0;
        switch (table)
        {
            case Syntax.JoinedTable joined:
                AddTable(joined.First, scope, kind, join);
                foreach (var next in joined.Joins)
                {
                    // Inside EXISTS every table only narrows the match.
                    var nextKind = kind is JoinKind.Semi or JoinKind.Anti or JoinKind.Apply ? kind : KindOf(next.Kind);
                    AddTable(next.Table, scope, nextKind, next);
                }

                return;
            case Syntax.NamedTable named when !named.Name.HasHole:
                Add(named, scope, kind, parent, join);
                break;
            case Syntax.DerivedTable derived when Merge(derived.Query, derived, derived.IsLateral ? scope : scope.Outer, scope, kind):
                break;
            case Syntax.DerivedTable { Query: Syntax.SelectQuery lateral } derived when IsPerRow(derived, join):
                ReadSubQuery(lateral, scope, JoinKind.Apply);
                AddOpaque(derived, scope, kind, parent);
                break;
            case Syntax.DerivedTable derived:
                ReadQuery(derived.Query, derived.IsLateral ? scope : scope.Outer, Inner(around), queries, cancellation);
                AddOpaque(derived, scope, kind, parent);
                break;
            case Syntax.FunctionTable:
                AddOpaque(table, scope, kind, parent);
                break;
            default:
                AddOpaque(table, scope, kind, parent);
                gaps.Add(new Gap(QueryParts.Source, "a table is known only at run time", At(table)));
                break;
        }

        Join(join, scope);
    }

    /// <summary>LATERAL, APPLY: asked once for each row of the tables before it.</summary>
    private static bool IsPerRow(Syntax.DerivedTable table, Syntax.Join? join) =>
        table.IsLateral || join?.Kind is Syntax.JoinKind.CrossApply or Syntax.JoinKind.OuterApply;

    private void Add(Syntax.NamedTable named, SqlScope scope, JoinKind kind, int parent, Syntax.Join? join)
    {
        var name = named.Table.Text;
        if (named.Name.Count == 1 && scope.IsQuery(name))
        {
            if (scope.FindMergeable(name) is { } body)
            {
                if (Merge(body, named, scope, scope, kind))
                    return;
                ReadQuery(body, scope, Inner(around), queries, cancellation);
            }

            AddOpaque(named, scope, kind, parent);
            return;
        }

        var definition = Find(named);
        if (definition is null)
            NoteTable(named);
        if (FoldsCase && definition is not null && !named.Table.IsQuoted && HasCapital(definition.Name.Name))
            Note(new NameProblem(NameProblemKind.FoldedCase, name, definition.Name.Name, definition.Name.Name, At(named.Table.Start, named.Table.Length)));
        scope.Add(named.Alias.Text ?? "", name, sources.Count, definition);
        sources.Add(new Source(definition?.Name ?? new TableName(named.Name.Count > 1 ? named.Schema.Text : null, name), kind)
        {
            Entity = EntityOf(definition),
            Alias = named.Alias.Text ?? "",
            Parent = parent,
            Origin = At(named.Table.Start, named.Table.Length),
        });
    }

    /// <summary>Remembers a table that the schema does not have, where it has all its tables and one of a similar name.</summary>
    private void NoteTable(Syntax.NamedTable named)
    {
        var name = named.Table.Text;
        if (around.Schema is not { } schema || !schema.Knows(TableAspects.Name) || name.Length < 4 || named.Table.HasHole || name[0] is '#' or '@' || around.IsKnownElsewhere(name))
            return;
        // Of another database schema, or of the engine.
        if (named.Name.Count > 1)
            return;
        var names = new List<string>();
        foreach (var table in schema.Tables)
        {
            // Two tables of one name in several schemas: found, but not which.
            if (named.Table.Is(table.Name.Name) || !table.Knows(TableAspects.Name))
                return;
            names.Add(table.Name.Name);
        }

        if (NearestName.Of(name, names) is { Length: > 0 } nearest)
            Note(new NameProblem(NameProblemKind.UnknownTable, name, name, nearest, At(named.Table.Start, named.Table.Length)));
    }

    private string EntityOf(Table? table)
    {
        if (table is null || around.Schema is not { } schema)
            return "";
        foreach (var entity in schema.Entities)
        {
            if (entity.Table == table.Name && entity.Base is null && !entity.IsOwned)
                return entity.Name;
        }

        return "";
    }

    /// <summary>The table of the schema that a name means: in the named database schema, or the only one of that name.</summary>
    private Table? Find(Syntax.NamedTable named)
    {
        if (around.Schema is not { } schema)
            return null;
        if (named.Name.Count > 1 && schema.FindTable(new TableName(named.Schema.Text, named.Table.Text)) is { } exact)
            return exact;
        Table? found = null;
        foreach (var table in schema.Tables)
        {
            if (!named.Table.Is(table.Name.Name) || (named.Name.Count > 1 && table.Name.Schema is not null))
                continue;
            if (found is not null)
                return null;
            found = table;
        }

        return found;
    }

    private void AddOpaque(Syntax.TableReference table, SqlScope scope, JoinKind kind, int parent)
    {
        var alias = table.Alias.Text ?? (table as Syntax.NamedTable)?.Table.Text ?? "";
        scope.Add(alias, alias, sources.Count, null);
        sources.Add(new Source(null, kind) { Alias = alias, Parent = parent, IsRawSql = true, Origin = At(table) });
    }

    private void Join(Syntax.Join? join, SqlScope scope)
    {
        if (join is null)
            return;
        var index = sources.Count - 1;
        Note(join.State, QueryParts.Source | QueryParts.Filter, join);
        if (join.IsNatural)
            gaps.Add(new Gap(QueryParts.Filter, "a natural join names no columns", At(join)));
        var on = join.On is { } condition ? predicates.Read(condition, scope, PredicateSource.Join) : Predicate.True;
        foreach (var column in join.Using)
            on = And(on, UsingEquality(column, index));
        sources[index] = sources[index] with { On = And(sources[index].On, on) };
    }

    /// <summary><c>USING (c)</c>: equal in the table and the one before it.</summary>
    private static Predicate UsingEquality(Syntax.SqlIdentifier column, int index) =>
        new Comparison(new ColumnRef(index, column.Text), Comparator.Equal, new ColumnOperand(new ColumnRef(Math.Max(0, index - 1), column.Text)))
        {
            Source = PredicateSource.Join,
        };

    private static Predicate And(Predicate one, Predicate other)
    {
        if (one is AllOf { Operands.IsEmpty: true })
            return other;
        return other is AllOf { Operands.IsEmpty: true } ? one : new AllOf((Predicate[])[one, other]);
    }

    private static JoinKind KindOf(Syntax.JoinKind kind) => kind switch
    {
        Syntax.JoinKind.Inner => JoinKind.Inner,
        Syntax.JoinKind.Cross => JoinKind.Cross,
        Syntax.JoinKind.CrossApply or Syntax.JoinKind.OuterApply => JoinKind.Apply,
        // A RIGHT or FULL join keeps the other side too; for the joined table it is what LEFT is: it is probed row by row.
        _ => JoinKind.Left,
    };
}
