using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private InsertStatement ParseInsert(WithClause? with, int start, in Mark mark)
    {
        var node = new InsertStatement { With = with, IsReplace = keyword == Keyword.Replace };
        Advance();
        ParseInsertWords(node);
        if (keyword is Keyword.All or Keyword.When || (keyword == Keyword.First && tokens[pos + 1].Keyword == Keyword.When))
        {
            ParseMultiTableInsert(node);
            return FinishStatement(node, start, mark);
        }

        if (keyword == Keyword.Top)
            ParseTop();
        Accept(Keyword.Into);
        Accept(Keyword.Table);
        node.Table = ParseInsertTable();
        ParseInsertBody(node);
        return FinishStatement(node, start, mark);
    }

    private void ParseInsertWords(InsertStatement node)
    {
        while (kind == TokenKind.Word)
        {
            if (keyword == Keyword.Ignore || IsWord("LOW_PRIORITY") || IsWord("HIGH_PRIORITY") || IsWord("DELAYED"))
            {
                node.IsIgnore |= keyword == Keyword.Ignore;
                Advance();
            }
            else if (keyword == Keyword.Or && tokens[pos + 1].Kind == TokenKind.Word)
            {
                // SQLite: OR IGNORE, OR REPLACE, OR ABORT, …
                Advance();
                node.IsIgnore |= keyword == Keyword.Ignore;
                node.IsReplace |= keyword == Keyword.Replace;
                Advance();
            }
            else if (IsWord("OVERWRITE"))
            {
                Advance();
            }
            else
            {
                return;
            }
        }
    }

    private TableReference ParseInsertTable()
    {
        var start = Start;
        if (kind == TokenKind.Hole && tokens[pos + 1].Kind != TokenKind.Dot)
        {
            var table = new ExpressionTable { Expression = ParseHole() };
            if (Accept(Keyword.As))
                table.Alias = ParseIdentifier();
            return Finish(table, start);
        }

        if (kind == TokenKind.OpenParen && IsParenthesizedQuery())
        {
            // Oracle: into the result of a query.
            return ParseTableSuffix(new DerivedTable { Query = ParseSubquery() }, start);
        }

        var named = ParseNamedTable();
        if (IsRowsetFunction(named.Name) && kind == TokenKind.OpenParen)
        {
            var rowset = new FunctionTable { Function = ParseCall(named.Name, start) };
            while (kind == TokenKind.Dot)
            {
                Advance();
                Advance();
            }

            return Finish(rowset, start);
        }

        if (keyword == Keyword.With && tokens[pos + 1].Kind == TokenKind.OpenParen)
            ReadHints(named);
        if (Accept(Keyword.As))
            named.Alias = ParseIdentifier();
        else if (kind is TokenKind.Word or TokenKind.QuotedIdentifier && IsImplicitAlias() && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word
            && !IsWord("OVERRIDING") && keyword != Keyword.Value)
            named.Alias = TakeIdentifier();
        return Finish(named, start);
    }

    private static bool IsRowsetFunction(SqlName name) => name.Last.Is("OPENROWSET") || name.Last.Is("OPENQUERY") || name.Last.Is("OPENDATASOURCE");

    private void ParseInsertBody(InsertStatement node)
    {
        if (kind == TokenKind.OpenParen && !IsParenthesizedQuery() && !IsNestedQuery())
            node.Columns = ParseInsertColumns();
        else if (kind == TokenKind.Hole && tokens[pos + 1].Keyword is Keyword.Values or Keyword.Select or Keyword.With or Keyword.Output)
            node.Columns = [ParseHole()];
        if (IsWord("OVERRIDING"))
        {
            Advance();
            Advance();
            Accept(Keyword.Value);
        }

        if (keyword == Keyword.Output)
            node.Returning = ParseOutput();
        ParseInsertSource(node);
        var upserts = pending.Count;
        ParseInsertClauses(node);
        node.Upserts = TakePending<UpsertClause>(upserts);
    }

    private void ParseInsertClauses(InsertStatement node)
    {
        while (true)
        {
            switch (keyword)
            {
                case Keyword.On when tokens[pos + 1].Keyword is Keyword.Conflict or Keyword.Duplicate:
                    pending.Add(ParseUpsert());
                    continue;
                case Keyword.Returning:
                    node.Returning = ParseReturning();
                    continue;
                case Keyword.As when node.Source is ValuesQuery:
                    // MySQL: VALUES (…) AS new(a, b) ON DUPLICATE KEY UPDATE
                    Advance();
                    ParseIdentifier();
                    ParseIdentifierList();
                    continue;
                case Keyword.Return:
                    Advance();
                    SkipReturnInto();
                    continue;
                case Keyword.Option when tokens[pos + 1].Kind == TokenKind.OpenParen:
                    Advance();
                    SkipParentheses();
                    continue;
            }

            if (IsWord("LOG") && IsWord(Peek(1), "ERRORS"))
            {
                IsLogErrors();
                continue;
            }

            if (kind != TokenKind.Hole)
                return;
            SkipClauseHoles();
        }
    }

    private SqlExpression[] ParseInsertColumns()
    {
        Advance();
        var from = pending.Count;
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
        {
            var start = Start;
            if (kind == TokenKind.Hole && tokens[pos + 1].Kind != TokenKind.Dot)
                pending.Add(ParseHole());
            else if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.String or TokenKind.Parameter)
                pending.Add(Finish(new ColumnReference { Name = IsReserved(keyword) ? new SqlName(TakeIdentifier()) : ParseName() }, start));
            else
                RecoverInList("expected a column");
            while (kind is TokenKind.OpenBracket or TokenKind.Dot && pending.Count > from)
            {
                // A subscript or a field of the column.
                var left = (SqlExpression)pending[pending.Count - 1];
                pending[pending.Count - 1] = ParsePostfix(left, left.Start);
            }

            SkipListHoles();
            if (!Accept(TokenKind.Comma))
                break;
        }

        CloseParenthesis();
        return TakePending<SqlExpression>(from);
    }

    private void ParseInsertSource(InsertStatement node)
    {
        switch (keyword)
        {
            case Keyword.Default when tokens[pos + 1].Keyword == Keyword.Values:
                Advance();
                Advance();
                return;
            case Keyword.Set:
                node.Set = ParseSet();
                return;
            case Keyword.Exec or Keyword.Execute:
                node.Execute = ParseExecute(Start, Here());
                return;
            case Keyword.Values or Keyword.Value:
                if (keyword == Keyword.Value || tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Hole or TokenKind.Parameter
                    || tokens[pos + 1].Keyword == Keyword.Row)
                {
                    var start = Start;
                    var mark = Here();
                    node.Source = ParseQueryRest(ParseValues(), start, mark);
                    return;
                }

                Advance();
                if (kind is TokenKind.Word && MayBe(SqlDialect.Oracle))
                    ParseExpression();
                else if (!HasTrailingHole())
                    Error("expected a row");
                return;
            case Keyword.Select or Keyword.With or Keyword.Table or Keyword.From:
                node.Source = ParseQuery();
                return;
            case Keyword.Merge when MayBe(SqlDialect.SqlServer):
                return;
        }

        if (kind == TokenKind.OpenParen)
        {
            if (!IsParenthesizedQuery() && !IsNestedQuery() && node.Columns.Length == 1 && node.Columns[0] is HoleExpression)
            {
                Error("expected VALUES or a query");
                return;
            }

            node.Source = ParseQuery();
            return;
        }

        if (kind == TokenKind.Hole)
        {
            node.Source = ParseQuery();
            return;
        }

        if (kind == TokenKind.EndOfFile && HasTrailingHole())
            return;
        Error("expected VALUES or a query");
        openCount++;
    }

    private UpsertClause ParseUpsert()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var node = new UpsertClause();
        if (Accept(Keyword.Duplicate))
        {
            Accept(Keyword.Key);
            node.Update = ParseSet();
            return FinishClause(node, start, mark);
        }

        Advance();
        if (kind == TokenKind.OpenParen)
        {
            node.Targets = ParseIndexColumns();
            if (keyword == Keyword.Where)
                node.TargetWhere = ParseWhere().Condition;
        }
        else if (keyword == Keyword.On && tokens[pos + 1].Keyword == Keyword.Constraint)
        {
            Advance();
            Advance();
            node.Constraint = ParseIdentifier();
        }

        SkipClauseHoles();
        if (!Accept(Keyword.Do))
        {
            if (!HasTrailingHole())
                Error("expected DO");
            return FinishClause(node, start, mark);
        }

        if (Accept(Keyword.Update))
        {
            node.Update = ParseSet();
            if (keyword == Keyword.Where)
                node.UpdateWhere = ParseWhere().Condition;
        }
        else if (keyword == Keyword.Select)
        {
            // DO SELECT [FOR UPDATE] [WHERE …]
            Advance();
            while (keyword is Keyword.For or Keyword.Update or Keyword.Share or Keyword.Key || IsWord("NO"))
            {
                Advance();
            }

            if (keyword == Keyword.Where)
                node.UpdateWhere = ParseWhere().Condition;
        }
        else if (!Accept(Keyword.Nothing) && kind == TokenKind.Hole)
        {
            SkipClauseHoles();
        }

        return FinishClause(node, start, mark);
    }

    /// <summary>SET or, after UPDATE of an upsert, the bare assignments.</summary>
    private SetClause ParseSet()
    {
        var start = Start;
        var mark = Here();
        if (keyword is Keyword.Set or Keyword.Update)
            Advance();
        var from = pending.Count;
        do
        {
            if (kind == TokenKind.EndOfFile)
            {
                if (!HasTrailingHole())
                    Error("expected an assignment");
                break;
            }

            if (keyword is Keyword.Where or Keyword.From && pending.Count > from)
            {
                Error("expected an assignment");
                break;
            }

            pending.Add(ParseAssignment());
            SkipListHoles();
        }
        while (Accept(TokenKind.Comma));
        return FinishClause(new SetClause { Assignments = TakePending<Assignment>(from) }, start, mark);
    }

    private Assignment ParseAssignment()
    {
        var start = Start;
        var node = new Assignment();
        if (kind == TokenKind.Star)
        {
            node.Target = ParseExpression(BindingPower.Postfix);
            return Finish(node, start);
        }

        if (kind == TokenKind.Word && IsReserved(keyword) && tokens[pos + 1].Kind is TokenKind.Equal)
            node.Target = Finish(new ColumnReference { Name = new SqlName(TakeIdentifier()) }, start);
        else
            node.Target = ParseExpression(BindingPower.Postfix);
        if (node.Target is HoleExpression && kind is not (TokenKind.Equal or TokenKind.Assign))
            return Finish(node, start);
        if (node.Target is FunctionCall { Target: not null } or FunctionCall { Name.Count: > 1 } && kind is not (TokenKind.Equal or TokenKind.CompoundAssign))
        {
            // SQL Server: column.WRITE(…), column.modify(…)
            return Finish(node, start);
        }

        node.IsCompound = kind == TokenKind.CompoundAssign || IsCompoundCaret();
        if (kind is TokenKind.Equal or TokenKind.Assign or TokenKind.CompoundAssign)
        {
            Advance();
        }
        else if (node.IsCompound)
        {
            Advance();
        }
        else if (kind == TokenKind.Hole)
        {
            Advance();
            return Finish(node, start);
        }
        else
        {
            Error("expected =");
            RecoverInList("expected =");
            node.Value = Finish(new ErrorExpression(), start);
            return Finish(node, start);
        }

        node.Value = ParseExpression();
        return Finish(node, start);
    }

    /// <summary><c>^=</c> is "not equal" elsewhere.</summary>
    private bool IsCompoundCaret() => kind == TokenKind.NotEqual && text[Start] == '^';

    private ReturningClause ParseReturning()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var node = new ReturningClause();
        if (keyword == Keyword.With && tokens[pos + 1].Kind == TokenKind.OpenParen)
        {
            // WITH (OLD AS o, NEW AS n)
            Advance();
            SkipParentheses();
        }

        var from = pending.Count;
        ParseSelectItems();
        node.Items = TakePending<SelectItem>(from);
        if (keyword == Keyword.Bulk && IsWord(Peek(1), "COLLECT"))
        {
            Advance();
            Advance();
        }

        if (keyword == Keyword.Into)
            SkipReturnInto();
        return FinishClause(node, start, mark);
    }

    private void SkipReturnInto()
    {
        while (!IsEndOfStatement() && kind != TokenKind.CloseParen)
        {
            Advance();
        }
    }

    private ReturningClause ParseOutput()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var node = new ReturningClause();
        var from = pending.Count;
        ParseSelectItems();
        node.Items = TakePending<SelectItem>(from);
        if (Accept(Keyword.Into))
        {
            node.Into = ParseName();
            ParseIdentifierList();
            if (keyword == Keyword.Output)
                ParseOutput();
        }

        return FinishClause(node, start, mark);
    }

    /// <summary>Oracle's INSERT ALL and INSERT FIRST.</summary>
    private void ParseMultiTableInsert(InsertStatement node)
    {
        if (keyword != Keyword.When)
            Advance();
        var from = pending.Count;
        while (keyword is Keyword.Into or Keyword.When or Keyword.Else)
        {
            if (Accept(Keyword.When))
            {
                ParseExpression();
                Expect(Keyword.Then);
                continue;
            }

            if (Accept(Keyword.Else))
                continue;
            var start = Start;
            var mark = Here();
            Advance();
            var branch = new InsertStatement { Table = ParseInsertTable() };
            if (kind == TokenKind.OpenParen)
                branch.Columns = ParseInsertColumns();
            if (keyword == Keyword.Values)
                branch.Source = ParseValues();
            if (IsWord("LOG"))
            {
                while (!IsEndOfStatement() && keyword is not (Keyword.Select or Keyword.Into or Keyword.When or Keyword.Else))
                {
                    Advance();
                }
            }

            pending.Add(FinishStatement(branch, start, mark));
        }

        node.Branches = TakePending<InsertStatement>(from);
        if (IsQueryStart() || kind == TokenKind.OpenParen)
            node.Source = ParseQuery();
    }

    // ---- UPDATE, DELETE ----

    private UpdateStatement ParseUpdate(WithClause? with, int start, in Mark mark)
    {
        var node = new UpdateStatement { With = with };
        Advance();
        while (keyword is Keyword.Ignore || IsWord("LOW_PRIORITY"))
        {
            Advance();
        }

        if (keyword == Keyword.Or && tokens[pos + 1].Kind == TokenKind.Word)
        {
            Advance();
            Advance();
        }

        if (keyword == Keyword.Top)
            node.Limit = ParseTop();
        if (IsWord("STATISTICS") && !Is(SqlDialect.PostgreSql))
        {
            SkipOpaque(false, pos);
            return FinishStatement(node, start, mark);
        }

        node.Tables = ParseTableList();
        if (keyword == Keyword.For && IsWord(Peek(1), "PORTION"))
            SkipPortion(node.Tables);
        ParseUpdateClauses(node);
        return FinishStatement(node, start, mark);
    }

    /// <summary>FOR PORTION OF period FROM a TO b</summary>
    private void SkipPortion(TableReference[] tables)
    {
        Advance();
        Advance();
        Accept(Keyword.Of);
        ParseIdentifier();
        if (!SkipParentheses())
        {
            Accept(Keyword.From);
            ParseExpression();
            Accept(Keyword.To);
            ParseExpression();
        }

        if (Accept(Keyword.As) || (IsImplicitAlias() && tables.Length == 1))
            tables[0].Alias = ParseIdentifier();
    }

    private void ParseUpdateClauses(UpdateStatement node)
    {
        while (true)
        {
            switch (keyword)
            {
                case Keyword.Set:
                    node.Set = ParseSet();
                    continue;
                case Keyword.From:
                    node.From = ParseFrom();
                    continue;
                case Keyword.Where:
                    node.Where = ParseWhereOrCursor();
                    continue;
                case Keyword.Order when tokens[pos + 1].Keyword == Keyword.By:
                    node.OrderBy = ParseOrderBy();
                    continue;
                case Keyword.Limit or Keyword.Offset when IsTailStart():
                    ParseLimit(node.Limit ??= new LimitClause { Start = Start });
                    continue;
                case Keyword.Returning or Keyword.Return:
                    node.Returning = ParseReturning();
                    continue;
                case Keyword.Output:
                    node.Returning = ParseOutput();
                    continue;
                case Keyword.Option when tokens[pos + 1].Kind == TokenKind.OpenParen:
                    Advance();
                    SkipParentheses();
                    continue;
            }

            if (kind == TokenKind.Hole)
            {
                SkipClauseHoles();
                continue;
            }

            if (IsLogErrors() || (IsStrayText() && RecoverToClause()))
                continue;
            if (node.Set is null && openCount == 0)
                Error("expected SET");
            return;
        }
    }

    private bool IsLogErrors()
    {
        if (!IsWord("LOG") || !IsWord(Peek(1), "ERRORS"))
            return false;
        while (!IsEndOfStatement())
        {
            Advance();
        }

        return true;
    }

    /// <summary>Nothing that ends the statement or begins another.</summary>
    private bool IsStrayText() =>
        !IsEndOfStatement() && kind is not (TokenKind.CloseParen or TokenKind.Comma) && !IsStatementStart()
        && (kind != TokenKind.Word || keyword is Keyword.And or Keyword.Or or Keyword.Is or Keyword.In or Keyword.Like or Keyword.Between or Keyword.Not
        or Keyword.Null);

    private WhereClause ParseWhereOrCursor()
    {
        if (tokens[pos + 1].Kind != TokenKind.Word || !IsWord(Peek(1), "CURRENT") || tokens[pos + 2].Keyword != Keyword.Of)
            return ParseWhere();
        var start = Start;
        var mark = Here();
        Advance();
        var condition = Start;
        Advance();
        Advance();
        AcceptWord("GLOBAL");
        Accept(Keyword.Global);
        Advance();
        return FinishClause(new WhereClause { Condition = Finish(new OpaqueExpression(), condition) }, start, mark);
    }

    private DeleteStatement ParseDelete(WithClause? with, int start, in Mark mark)
    {
        var node = new DeleteStatement { With = with };
        Advance();
        while (keyword is Keyword.Ignore || IsWord("LOW_PRIORITY") || IsWord("QUICK") || IsWord("HISTORY"))
        {
            Advance();
        }

        if (keyword == Keyword.Top)
            node.Limit = ParseTop();
        Accept(Keyword.From);
        node.Tables = ParseTableList();
        if (kind == TokenKind.Dot && tokens[pos + 1].Kind == TokenKind.Star)
        {
            Advance();
            Advance();
        }

        ParseDeleteClauses(node);
        return FinishStatement(node, start, mark);
    }

    private void ParseDeleteClauses(DeleteStatement node)
    {
        while (true)
        {
            switch (keyword)
            {
                case Keyword.For when IsWord(Peek(1), "PORTION"):
                    SkipPortion(node.Tables);
                    continue;
                case Keyword.From or Keyword.Using:
                    node.From = ParseFrom();
                    continue;
                case Keyword.Where:
                    node.Where = ParseWhereOrCursor();
                    continue;
                case Keyword.Order when tokens[pos + 1].Keyword == Keyword.By:
                    node.OrderBy = ParseOrderBy();
                    continue;
                case Keyword.Limit or Keyword.Offset when IsTailStart():
                    ParseLimit(node.Limit ??= new LimitClause { Start = Start });
                    continue;
                case Keyword.Returning or Keyword.Return:
                    node.Returning = ParseReturning();
                    continue;
                case Keyword.Output:
                    node.Returning = ParseOutput();
                    continue;
                case Keyword.Option when tokens[pos + 1].Kind == TokenKind.OpenParen:
                    Advance();
                    SkipParentheses();
                    continue;
            }

            if (IsWord("BEFORE") && IsWord(Peek(1), "SYSTEM_TIME"))
            {
                Advance();
                Advance();
                if (keyword is Keyword.Timestamp or Keyword.Transaction && tokens[pos + 1].Kind != TokenKind.OpenParen)
                    Advance();
                ParseExpression();
                continue;
            }

            if (kind == TokenKind.Hole)
                SkipClauseHoles();
            else if (!IsLogErrors() && !(IsStrayText() && RecoverToClause()))
                return;
        }
    }

    // ---- MERGE ----

    private MergeStatement ParseMerge(WithClause? with, int start, in Mark mark)
    {
        var node = new MergeStatement { With = with };
        Advance();
        if (keyword == Keyword.Top)
            ParseTop();
        Accept(Keyword.Into);
        node.Target = ParseTablePrimary();
        if (Accept(Keyword.Using))
            node.Source = ParseTableReference();
        else if (kind != TokenKind.Hole)
            Error("expected USING");
        SkipClauseHoles();
        if (Accept(Keyword.On))
            node.On = ParseCondition();
        SkipClauseHoles();
        var from = pending.Count;
        while (keyword == Keyword.When)
        {
            pending.Add(ParseMergeWhen());
            SkipClauseHoles();
        }

        node.Whens = TakePending<MergeWhen>(from);
        if (keyword == Keyword.Output)
            node.Returning = ParseOutput();
        else if (keyword == Keyword.Returning)
            node.Returning = ParseReturning();
        if (keyword == Keyword.Option)
        {
            Advance();
            SkipParentheses();
        }

        IsLogErrors();
        return FinishStatement(node, start, mark);
    }

    private MergeWhen ParseMergeWhen()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var node = new MergeWhen { IsMatched = !Accept(Keyword.Not) };
        Expect(Keyword.Matched);
        if (Accept(Keyword.By))
        {
            node.IsBySource = keyword == Keyword.Source;
            Advance();
        }

        if (Accept(Keyword.And))
            node.Condition = ParseExpression();
        Expect(Keyword.Then);
        switch (keyword)
        {
            case Keyword.Update:
                Advance();
                node.Action = MergeAction.Update;
                node.Set = ParseSet();
                break;
            case Keyword.Delete:
                Advance();
                node.Action = MergeAction.Delete;
                break;
            case Keyword.Insert:
                Advance();
                node.Action = MergeAction.Insert;
                ParseMergeInsert(node);
                break;
            case Keyword.Do:
                Advance();
                Accept(Keyword.Nothing);
                break;
            default:
                if (kind == TokenKind.Hole)
                    SkipClauseHoles();
                else
                    Error("expected UPDATE, DELETE or INSERT");
                break;
        }

        // Oracle: a WHERE of the action, and a DELETE after the UPDATE with another.
        if (keyword == Keyword.Where)
            node.Where = ParseWhere().Condition;
        if (keyword == Keyword.Delete && tokens[pos + 1].Keyword == Keyword.Where)
        {
            Advance();
            ParseWhere();
        }

        return FinishClause(node, start, mark);
    }

    private void ParseMergeInsert(MergeWhen node)
    {
        if (kind == TokenKind.OpenParen)
            node.Columns = ParseInsertColumns();
        else if (IsWord("ROW") || kind == TokenKind.Star)
            Advance();
        if (IsWord("OVERRIDING"))
        {
            Advance();
            Advance();
            Accept(Keyword.Value);
        }

        if (keyword == Keyword.Values)
        {
            node.Values = ParseValues();
        }
        else if (Accept(Keyword.Default))
        {
            Accept(Keyword.Values);
        }
    }
}
