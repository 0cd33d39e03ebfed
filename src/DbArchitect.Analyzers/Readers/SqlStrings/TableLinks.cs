using System;
using System.Collections.Generic;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Which tables of a FROM the conditions link to each other.</summary>
internal sealed class TableLinks
{
    private readonly Dictionary<string, int> groups = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The first table after a comma, or of an inner join without condition, that no condition links with the tables before it. Null where there is none, where a table is
    /// none (a query or function may give one row), where a row of a table is fixed by a value, and where a bare name may link.
    /// </summary>
    public static Syntax.NamedTable? FirstUnlinked(Syntax.FromClause from, Syntax.SqlExpression? where)
    {
        var links = new TableLinks();
        var tables = new List<Syntax.NamedTable>();
        var conditions = new List<Syntax.SqlExpression>();
        var isExplicit = new HashSet<int>();
        var hasImplicit = false;
        foreach (var table in from.Tables)
        {
            hasImplicit |= tables.Count > 0;
            if (!Collect(table, tables, conditions, isExplicit, ref hasImplicit))
                return null;
        }

        if (!hasImplicit || tables.Count < 2)
            return null;
        for (var i = 0; i < tables.Count; i++)
        {
            var name = tables[i].Alias.IsEmpty ? tables[i].Table.Text : tables[i].Alias.Text;
            if (links.groups.ContainsKey(name))
                return null;
            // CROSS JOIN says that every pair is meant.
            links.groups.Add(name, isExplicit.Contains(i) ? 0 : i);
        }

        if (where is not null)
            conditions.Add(where);
        foreach (var condition in conditions)
        {
            if (!links.Read(condition))
                return null;
        }

        for (var i = 1; i < tables.Count; i++)
        {
            var name = tables[i].Alias.IsEmpty ? tables[i].Table.Text : tables[i].Alias.Text;
            if (links.groups[name] != links.groups[tables[0].Alias.IsEmpty ? tables[0].Table.Text : tables[0].Alias.Text])
                return tables[i];
        }

        return null;
    }

    private static bool Collect(
        Syntax.TableReference table, List<Syntax.NamedTable> tables, List<Syntax.SqlExpression> conditions, HashSet<int> isExplicit, ref bool hasImplicit)
    {
        switch (table)
        {
            case Syntax.NamedTable { Name.HasHole: false } named:
                tables.Add(named);
                return true;
            case Syntax.JoinedTable joined:
                if (!Collect(joined.First, tables, conditions, isExplicit, ref hasImplicit))
                    return false;
                foreach (var join in joined.Joins)
                {
                    if (join.IsNatural || join.Using.Length > 0 || join.Kind is not (Syntax.JoinKind.Inner or Syntax.JoinKind.Left or Syntax.JoinKind.Cross))
                        return false;
                    if (join.Kind == Syntax.JoinKind.Cross)
                        isExplicit.Add(tables.Count);
                    if (join.On is { } on)
                        conditions.Add(on);
                    else
                        hasImplicit |= join.Kind == Syntax.JoinKind.Inner;
                    if (!Collect(join.Table, tables, conditions, isExplicit, ref hasImplicit))
                        return false;
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>False when what a condition links cannot be told.</summary>
    private bool Read(Syntax.SqlExpression condition)
    {
        if (condition is Syntax.LogicalExpression { Operator: Syntax.LogicalOperator.And } and)
        {
            foreach (var operand in and.Operands)
            {
                if (!Read(operand))
                    return false;
            }

            return true;
        }

        var names = new NameFinder(groups);
        names.Visit(condition);
        if (names.Bare > 1 || (names.Bare == 1 && (names.Tables.Count > 0 || names.HasQuery)))
            return false;
        // A value fixes the row: one of a table of settings, perhaps.
        if (names.Bare == 0 && names.Tables.Count == 1 && condition is Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Equal })
            return false;
        if (names.Bare == 1 && condition is Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Equal })
            return false;
        string? first = null;
        foreach (var name in names.Tables)
        {
            if (first is null)
                first = name;
            else
                Unite(groups[first], groups[name]);
        }

        return true;
    }

    private void Unite(int one, int other)
    {
        foreach (var name in new List<string>(groups.Keys))
        {
            if (groups[name] == other)
                groups[name] = one;
        }
    }

    private sealed class NameFinder(Dictionary<string, int> groups) : Syntax.SqlWalker
    {
        public HashSet<string> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

        public int Bare { get; private set; }

        public bool HasQuery { get; private set; }

        public override void Visit(Syntax.SqlNode? node)
        {
            HasQuery |= node is Syntax.SqlQuery;
            if (node is Syntax.ColumnReference reference)
            {
                if (reference.Name.Count == 1)
                    Bare++;
                else if (groups.ContainsKey(reference.Qualifier.Text))
                    Tables.Add(reference.Qualifier.Text);
            }

            base.Visit(node);
        }
    }
}
