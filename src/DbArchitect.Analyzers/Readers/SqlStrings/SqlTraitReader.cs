using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Finds the ways of writing SQL that rules speak about, where every part that matters was read.</summary>
internal sealed class SqlTraitReader : Syntax.SqlWalker
{
    private readonly string text;
    private readonly SqlCall call;
    private readonly Store store;
    private readonly List<QueryTrait> traits;
    private readonly Func<int, int, Origin> at;

    private SqlTraitReader(string text, SqlCall call, Store store, List<QueryTrait> traits, Func<int, int, Origin> at)
    {
        this.text = text;
        this.call = call;
        this.store = store;
        this.traits = traits;
        this.at = at;
    }

    public static void Read(Syntax.SqlScript script, string text, SqlCall call, Store store, List<QueryTrait> traits, Func<int, int, Origin> at)
    {
        if (script.Errors.Length > 0)
            return;
        var reader = new SqlTraitReader(text, call, store, traits, at);
        reader.Visit(script);
        if (script.Statements is [Syntax.ExecuteStatement { Procedure: { IsEmpty: false, HasHole: false } procedure } execute] && call.FrontEnd is FrontEnd.Dapper or FrontEnd.Ado)
            reader.Add(QueryTraitKind.ProcedureAsText, procedure.ToString(), execute);
    }

    public override void Visit(Syntax.SqlNode? node)
    {
        switch (node)
        {
            case Syntax.SelectQuery select:
                Sort(select.OrderBy, select.Items);
                Links(select);
                Queue(select);
                break;
            case Syntax.SetOperationQuery { First: Syntax.SelectQuery first } set:
                Sort(set.OrderBy, first.Items);
                break;
            case Syntax.SetClause set:
                foreach (var assignment in set.Assignments)
                    Set(assignment);
                break;
            case Syntax.LogicalExpression { Operator: Syntax.LogicalOperator.Or } or:
                CatchAll(or);
                break;
            case Syntax.BinaryExpression { IsComparison: true } comparison:
                if (comparison.Operator == Syntax.BinaryOperator.Equal)
                    CatchAll(comparison);
                Count(comparison);
                break;
            case Syntax.InsertStatement insert:
                Insert(insert);
                break;
            case Syntax.UpdateStatement update:
                Queue(update);
                break;
            case Syntax.MergeStatement merge:
                Merge(merge);
                break;
            case Syntax.ConditionalStatement { IsLoop: false } conditional:
                Check(conditional);
                break;
            case Syntax.Parameter { Form: Syntax.ParameterForm.System } system when store.IsOnly(Store.SqlServer) && system.Name.TrimStart('@').Equals("identity", StringComparison.OrdinalIgnoreCase):
                Add(QueryTraitKind.SessionIdentity, "@@IDENTITY", system);
                break;
        }

        base.Visit(node);
    }

    private void Sort(Syntax.OrderByClause? orderBy, Syntax.SelectItem[] items)
    {
        if (orderBy is null || !IsRead(orderBy.State))
            return;
        var hasStar = false;
        foreach (var item in items)
            hasStar |= item.Expression is not (Syntax.ColumnReference or Syntax.FunctionCall or Syntax.BinaryExpression or Syntax.Literal or Syntax.CaseExpression or Syntax.CastExpression);
        foreach (var item in orderBy.Items)
        {
            switch (item.Expression)
            {
                case Syntax.Parameter { Form: not Syntax.ParameterForm.System and not Syntax.ParameterForm.DapperLiteral } parameter:
                    Add(QueryTraitKind.ConstantSort, text.Substring(parameter.Start, parameter.Length), parameter);
                    break;
                case Syntax.HoleExpression hole when call.HolesAreParameters:
                    Add(QueryTraitKind.ConstantSort, "The parameter", hole);
                    break;
                case Syntax.Literal { IsString: true, HasHole: false } literal:
                    Add(QueryTraitKind.ConstantSort, text.Substring(literal.Start, literal.Length), literal);
                    break;
                case Syntax.Literal { LiteralKind: Syntax.LiteralKind.Number } number when !hasStar && int.TryParse(number.Value, out var ordinal) && (ordinal < 1 || ordinal > items.Length):
                    Add(QueryTraitKind.OrdinalOutOfRange, number.Value + " names no column of the result, which has " + items.Length, number);
                    break;
            }
        }
    }

    /// <summary><c>SET a = 1 AND b = 2</c>: the second comparison was meant as an assignment. In parentheses it is meant as it is.</summary>
    private void Set(Syntax.Assignment assignment)
    {
        if (assignment is not { Target: Syntax.ColumnReference target, Value: Syntax.LogicalExpression { Operator: Syntax.LogicalOperator.And, Operands: { Length: > 1 } operands } value })
            return;
        // The first is the value; a comparison there says that a truth value is computed.
        if (operands[0] is not (Syntax.Literal or Syntax.Parameter or Syntax.FunctionCall) || IsInParentheses(value))
            return;
        for (var i = 1; i < operands.Length; i++)
        {
            if (operands[i] is not Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Equal, Left: Syntax.ColumnReference })
                return;
        }

        Add(QueryTraitKind.AndInSet, target.Column.Text, value, WithCommas(operands));
    }

    /// <summary>The operands as a list; empty when more than AND stands between them.</summary>
    private string WithCommas(Syntax.SqlExpression[] operands)
    {
        var list = TextOf(operands[0]);
        for (var i = 1; i < operands.Length; i++)
        {
            var between = text.Substring(operands[i - 1].End, operands[i].Start - operands[i - 1].End);
            if (!between.Trim().Equals("AND", StringComparison.OrdinalIgnoreCase))
                return "";
            list += ", " + TextOf(operands[i]);
        }

        return list;
    }

    private string TextOf(Syntax.SqlNode node) => text.Substring(node.Start, node.Length);

    private bool IsInParentheses(Syntax.SqlNode node)
    {
        var before = node.Start - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
            before--;
        return before >= 0 && text[before] == '(';
    }

    private void CatchAll(Syntax.LogicalExpression or)
    {
        if (!MayKeepPlan)
            return;
        foreach (var operand in or.Operands)
        {
            if (operand is not Syntax.IsExpression { Test: Syntax.IsTest.Null, IsNegated: false, Operand: Syntax.Parameter { Name.Length: > 0 } tested })
                continue;
            foreach (var other in or.Operands)
            {
                if (other is Syntax.BinaryExpression { IsComparison: true } comparison
                    && ((comparison.Left is Syntax.ColumnReference && IsSame(comparison.Right, tested)) || (comparison.Right is Syntax.ColumnReference && IsSame(comparison.Left, tested))))
                {
                    Add(QueryTraitKind.CatchAllFilter, "@" + tested.Name, or);
                    return;
                }
            }
        }
    }

    /// <summary><c>(SELECT COUNT(*) …) &gt; 0</c>.</summary>
    private void Count(Syntax.BinaryExpression comparison)
    {
        if (comparison is not { Left: Syntax.SubqueryExpression { Query: Syntax.SelectQuery { GroupBy: null, Limit: null, From.Tables: [var table, ..], Items: [{ Expression: Syntax.FunctionCall call }] } select } })
            return;
        var isTest = (comparison.Operator, comparison.Right) is
            (Syntax.BinaryOperator.Greater or Syntax.BinaryOperator.NotEqual or Syntax.BinaryOperator.Equal, Syntax.Literal { Value: "0" })
            or (Syntax.BinaryOperator.GreaterOrEqual or Syntax.BinaryOperator.Less, Syntax.Literal { Value: "1" });
        if (isTest && call.Name.Last.Is("count") && IsRead(select.State))
            Add(QueryTraitKind.CountSubQuery, table is Syntax.NamedTable named ? named.Table.Text : "the query", comparison);
    }

    /// <summary><c>c = COALESCE(@p, c)</c>.</summary>
    private void CatchAll(Syntax.BinaryExpression comparison)
    {
        if (!MayKeepPlan || comparison.Left is not Syntax.ColumnReference column || comparison.Right is not Syntax.FunctionCall { Arguments: [Syntax.Parameter tested, Syntax.ColumnReference other] } call)
            return;
        if (call.Name.Last.Text.ToLowerInvariant() is "coalesce" or "isnull" or "nvl" && other.Column.Is(column.Column.Text))
            Add(QueryTraitKind.CatchAllFilter, "@" + tested.Name, comparison);
    }

    /// <summary>
    /// SQL Server and Oracle keep one plan for all values. MySQL plans each execution, and Npgsql too unless the statement is prepared: they see that the parameter is null.
    /// </summary>
    private bool MayKeepPlan => store.IsOnly(Store.SqlServer | Store.Oracle) && text.IndexOf("RECOMPILE", StringComparison.OrdinalIgnoreCase) < 0;

    private static bool IsSame(Syntax.SqlExpression expression, Syntax.Parameter parameter) =>
        expression is Syntax.Parameter other && string.Equals(other.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    private void Insert(Syntax.InsertStatement insert)
    {
        var table = insert.Table as Syntax.NamedTable;
        if (insert is { Columns.Length: 0, Source: Syntax.ValuesQuery or Syntax.SelectQuery, Set: null, IsOpen: false } && IsRead(insert.State) && table is { Name.HasHole: false } && !IsTemporary(table.Table.Text))
            Add(QueryTraitKind.InsertWithoutColumns, table.Table.Text, table.Table.Start, table.Table.Length);
        if (table is not null && insert.Source is { } source)
        {
            NextByMaximum(source, table.Table.Text);
            if (source is Syntax.SelectQuery { Where.Condition: { } condition } && insert.Upserts.Length == 0 && !insert.IsIgnore && IsMissing(condition, table.Table.Text))
                Add(QueryTraitKind.CheckThenInsert, table.Table.Text, table.Table.Start, table.Table.Length);
        }
    }

    /// <summary><c>MAX(c) + 1</c> in the values of an insert, over the same table.</summary>
    private void NextByMaximum(Syntax.SqlQuery source, string table)
    {
        var finder = new MaximumFinder(table);
        finder.Visit(source);
        if (finder.Found is { } found)
            Add(QueryTraitKind.NextByMaximum, table + "." + finder.Column, found);
    }

    private static bool IsTemporary(string table) => table.Length == 0 || table[0] is '#' or '@';

    /// <summary><c>NOT EXISTS (SELECT … FROM table)</c>, without a lock that another insert would wait for.</summary>
    private static bool IsMissing(Syntax.SqlExpression condition, string table)
    {
        if (condition is not Syntax.UnaryExpression { Operator: Syntax.UnaryOperator.Not, Operand: Syntax.ExistsExpression { Query: Syntax.SelectQuery { From.Tables: [Syntax.NamedTable looked] } query } })
            return false;
        return looked.Table.Is(table) && !IsLocked(looked) && query.Locking.Length == 0;
    }

    private static bool IsLocked(Syntax.NamedTable table) =>
        table.Hints is { } hints && (Has(hints, "HOLDLOCK") || Has(hints, "SERIALIZABLE") || Has(hints, "UPDLOCK") || Has(hints, "TABLOCK"));

    private static bool Has(string hints, string word) => hints.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary><c>IF NOT EXISTS (…) INSERT</c>.</summary>
    private void Check(Syntax.ConditionalStatement conditional)
    {
        var then = conditional.Then is Syntax.BlockStatement { Statements: [var only, ..] } ? only : conditional.Then;
        if (then is Syntax.InsertStatement { Table: Syntax.NamedTable table } && !IsTemporary(table.Table.Text) && Has(text, "INSERT") && !Has(text, "ISOLATION LEVEL SERIALIZABLE")
            && IsMissing(conditional.Condition, table.Table.Text))
        {
            Add(QueryTraitKind.CheckThenInsert, table.Table.Text, table.Table.Start, table.Table.Length);
        }
    }

    /// <summary>SQL Server's MERGE takes no lock on the range that it found empty.</summary>
    private void Merge(Syntax.MergeStatement merge)
    {
        if (!store.IsOnly(Store.SqlServer) || merge.Target is not Syntax.NamedTable { Name.HasHole: false } target || IsTemporary(target.Table.Text) || IsLocked(target))
            return;
        foreach (var when in merge.Whens)
        {
            if (when is { IsMatched: false, IsBySource: false, Action: Syntax.MergeAction.Insert })
            {
                Add(QueryTraitKind.CheckThenInsert, target.Table.Text, target.Table.Start, target.Table.Length);
                return;
            }
        }
    }

    /// <summary><c>UPDATE t … WHERE id = (SELECT id FROM t … LIMIT 1)</c>: two workers choose the same row, and the second takes it again.</summary>
    private void Queue(Syntax.UpdateStatement update)
    {
        if (!store.IsOnly(Store.PostgreSql) || update.Tables is not [Syntax.NamedTable table] || update.Where?.Condition is not { } condition)
            return;
        var query = condition switch
        {
            Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Equal, Right: Syntax.SubqueryExpression sub } => sub.Query,
            Syntax.InExpression { IsNegated: false, Query: { } list } => list,
            _ => null,
        };
        if (query is Syntax.SelectQuery { From.Tables: [Syntax.NamedTable chosen], Limit: not null, Where: not null, Locking.Length: 0 } select && IsRead(select.State) && chosen.Table.Is(table.Table.Text))
            Add(QueryTraitKind.QueueWithoutSkipLocked, table.Table.Text, select, TextOf(select) + InCaseOf(select, " FOR UPDATE SKIP LOCKED"));
    }

    /// <summary><c>SELECT … ORDER BY … LIMIT 1 FOR UPDATE</c>: every worker waits for the one that holds the first row.</summary>
    private void Queue(Syntax.SelectQuery select)
    {
        if (!store.IsOnly(Store.PostgreSql | Store.MySql) || select is not { Limit: not null, OrderBy: not null, Where: not null, From.Tables: [Syntax.NamedTable table], Locking: [var locking] })
            return;
        if ((locking.Options & (Syntax.LockingOptions.SkipLocked | Syntax.LockingOptions.NoWait | Syntax.LockingOptions.Shared)) == 0 && IsRead(select.State))
            Add(QueryTraitKind.QueueWithoutSkipLocked, table.Table.Text, locking, TextOf(locking) + InCaseOf(locking, " SKIP LOCKED"));
    }

    private string InCaseOf(Syntax.SqlNode node, string words) => char.IsLower(text[node.Start]) ? words.ToLowerInvariant() : words;

    private void Links(Syntax.SelectQuery select)
    {
        if (select.IsOpen || select.From is not { } from || !IsRead(from.State) || (select.Where is { } where && !IsRead(where.State)) || select.ConnectBy is not null)
            return;
        if (TableLinks.FirstUnlinked(from, select.Where?.Condition) is { } table && !Has(text, "WITH ") && !IsTemporary(table.Table.Text))
            Add(QueryTraitKind.UnlinkedTables, table.Table.Text, table.Table.Start, table.Table.Length);
    }

    /// <summary>A hole that is sent as a parameter is as good as text.</summary>
    private bool IsRead(Syntax.SqlState state) => state == Syntax.SqlState.Complete || (state == Syntax.SqlState.HasHoles && call.HolesAreParameters);

    private void Add(QueryTraitKind kind, string detail, Syntax.SqlNode node, string replacement = "") => Add(kind, detail, node.Start, node.Length, replacement);

    private void Add(QueryTraitKind kind, string detail, int start, int length, string replacement = "") =>
        traits.Add(new QueryTrait(kind, detail, at(start, length)) { Text = text.Substring(start, length), Replacement = replacement });

    private sealed class MaximumFinder(string table) : Syntax.SqlWalker
    {
        private bool isOverTable;

        public Syntax.SqlNode? Found { get; private set; }

        public string Column { get; private set; } = "";

        public override void Visit(Syntax.SqlNode? node)
        {
            if (node is Syntax.SelectQuery select)
            {
                var outer = isOverTable;
                isOverTable = select.From is { Tables: [Syntax.NamedTable named] } && named.Table.Is(table);
                base.Visit(node);
                isOverTable = outer;
                return;
            }

            if (isOverTable && node is Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Add, Right: Syntax.Literal { Value: "1" } } sum && Maximum(sum.Left) is { } column)
            {
                Found ??= sum;
                Column = column;
            }

            base.Visit(node);
        }

        /// <summary>The column of <c>MAX(c)</c>, also inside COALESCE.</summary>
        private static string? Maximum(Syntax.SqlExpression expression) => expression switch
        {
            Syntax.FunctionCall { Over: null, Arguments: [Syntax.ColumnReference column] } call when call.Name.Last.Is("max") => column.Column.Text,
            Syntax.FunctionCall { Arguments: [var first, _] } call when call.Name.Last.Text.ToLowerInvariant() is "coalesce" or "isnull" or "ifnull" or "nvl" => Maximum(first),
            _ => null,
        };
    }
}
