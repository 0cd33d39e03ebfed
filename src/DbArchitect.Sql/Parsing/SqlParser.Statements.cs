using DbArchitect.Sql.Dialects;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private SqlStatement[] ParseStatements()
    {
        var from = pending.Count;
        while (kind != TokenKind.EndOfFile)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (kind is TokenKind.Semicolon or TokenKind.BatchSeparator)
            {
                Advance();
                continue;
            }

            var before = pos;
            pending.Add(ParseStatement());
            if (!IsEndOfStatement() && !(rules.Has(DialectFeatures.OptionalSemicolons) && IsStatementStart()) && !IsRoutineEnd())
                RecoverToStatement();
            if (pos == before)
                Advance();
        }

        return TakePending<SqlStatement>(from);
    }

    /// <summary>The END, ELSE of a routine whose beginning is in another part of the text.</summary>
    private bool IsRoutineEnd() => keyword is Keyword.End or Keyword.Else && rules.Has(DialectFeatures.OptionalSemicolons);

    private void RecoverToStatement()
    {
        Error("unexpected text after the statement");
        if (pending.Count > 0 && pending[pending.Count - 1] is SqlStatement statement)
        {
            statement.State |= SqlState.HasErrors;
            statement.IsOpen = true;
            if (statement is SelectStatement { Query: var query })
            {
                query.State |= SqlState.HasErrors;
                query.IsOpen = true;
            }
        }

        while (!IsEndOfStatement() && !(IsStatementStart() && (Current.Flags & TokenFlags.StartsLine) != 0))
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    /// <summary>A word that begins a statement where one may follow another without a semicolon.</summary>
    private bool IsStatementStart() => keyword switch
    {
        Keyword.Select or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Create => true,
        Keyword.With => tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier && tokens[pos + 2].Keyword == Keyword.As
            || tokens[pos + 2].Kind == TokenKind.OpenParen,
        _ => IsStatementWord(),
    };

    /// <summary>Of those, the words that could be names: they are none when what follows can only follow a statement's verb.</summary>
    private bool IsStatementWord()
    {
        if (keyword is < Keyword.Left or > Keyword.LastNoAlias && keyword is not Keyword.Set)
            return false;
        var next = tokens[pos + 1];
        return keyword switch
        {
            Keyword.Set => next.Kind is TokenKind.Parameter or TokenKind.Word,
            Keyword.Merge => next.Keyword is Keyword.Into or Keyword.Top or Keyword.None && next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier,
            Keyword.Alter or Keyword.Drop or Keyword.Truncate or Keyword.Grant or Keyword.Revoke or Keyword.Deny => next.Kind == TokenKind.Word,
            Keyword.Declare => next.Kind is TokenKind.Parameter or TokenKind.Word,
            Keyword.If => next.Kind is not (TokenKind.Comma or TokenKind.Dot or TokenKind.CloseParen or TokenKind.Equal),
            Keyword.Exec or Keyword.Execute => next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Parameter or TokenKind.OpenParen
                or TokenKind.Hole or TokenKind.String,
            Keyword.While or Keyword.Print or Keyword.Waitfor or Keyword.Raiserror or Keyword.Goto or Keyword.Deallocate or Keyword.Dbcc => true,
            Keyword.Return or Keyword.Throw or Keyword.Commit or Keyword.Rollback
                or Keyword.Begin => next.Kind is not (TokenKind.Comma or TokenKind.Dot or TokenKind.Equal),
            Keyword.Close or Keyword.Open => next.Kind is TokenKind.Word or TokenKind.Parameter && next.Keyword == Keyword.None,
            Keyword.Use or Keyword.Save => next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier && next.Keyword is not (Keyword.Index or Keyword.Key),
            Keyword.Fetch => next.Keyword is Keyword.Next or Keyword.From or Keyword.First or Keyword.Last && tokens[pos + 2].Keyword == Keyword.From,
            _ => false,
        };
    }

    private SqlStatement ParseStatement()
    {
        var start = Start;
        var mark = Here();
        if (!Enter(QueryLevels))
        {
            while (!IsEndOfStatement())
            {
                Advance();
            }

            return FinishStatement(new OpaqueStatement(), start, mark);
        }

        // A hole before a statement: a prefix put in at run time.
        while (kind == TokenKind.Hole && tokens[pos + 1].Keyword is Keyword.Select or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.With
            or Keyword.Merge or Keyword.Create)
        {
            Advance();
            openCount++;
        }

        var statement = ParseStatementBody(start, mark);
        depth -= QueryLevels;
        return statement;
    }

    private SqlStatement ParseStatementBody(int start, in Mark mark)
    {
        switch (keyword)
        {
            case Keyword.Select:
                return FinishStatement(new SelectStatement { Query = ParseQuery() }, start, mark);
            case Keyword.With:
                return ParseWithStatement(start, mark);
            case Keyword.Insert:
                return ParseInsert(null, start, mark);
            case Keyword.Update:
                return ParseUpdate(null, start, mark);
            case Keyword.Delete:
                return ParseDelete(null, start, mark);
            case Keyword.Create:
                return ParseCreate(start, mark);
            default:
                return ParseOtherStatement(start, mark);
        }
    }

    private SqlStatement ParseOtherStatement(int start, in Mark mark)
    {
        switch (keyword)
        {
            case Keyword.Values when IsQueryStart():
            case Keyword.Table when tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier:
                return FinishStatement(new SelectStatement { Query = ParseQuery() }, start, mark);
            case Keyword.Replace when tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole:
                return ParseInsert(null, start, mark);
            case Keyword.Merge when tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.Parameter:
                return ParseMerge(null, start, mark);
            case Keyword.Alter when tokens[pos + 1].Kind == TokenKind.Word:
                return ParseAlter(start, mark);
            case Keyword.Drop when tokens[pos + 1].Kind == TokenKind.Word:
                return ParseDrop(start, mark);
            case Keyword.Fetch when IsStatementWord():
                return ParseOpaque(start, mark);
            case Keyword.Exec or Keyword.Execute or Keyword.Call when tokens[pos + 1].Keyword != Keyword.As:
                return ParseExecute(start, mark);
            case Keyword.If or Keyword.While when MayBe(SqlDialect.SqlServer):
                return ParseConditional(start, mark);
            case Keyword.Begin when MayBe(SqlDialect.SqlServer) && IsBlock():
                return ParseBlock(start, mark);
            case Keyword.From or Keyword.Where or Keyword.And or Keyword.Or or Keyword.Having or Keyword.On or Keyword.Join or Keyword.Inner or Keyword.Limit
                or Keyword.Union or Keyword.Except or Keyword.Intersect or Keyword.Values or Keyword.Not or Keyword.Returning:
            case Keyword.Group or Keyword.Order when tokens[pos + 1].Keyword == Keyword.By:
            case Keyword.Left or Keyword.Right or Keyword.Full or Keyword.Cross or Keyword.Natural or Keyword.Outer when IsJoinStart():
            case Keyword.Offset or Keyword.Fetch when IsTailStart():
            case Keyword.Case or Keyword.Cast or Keyword.Exists:
                return ParseFragment();
            case Keyword.Bulk or Keyword.Lock or Keyword.Open or Keyword.Explain or Keyword.Describe or Keyword.Show or Keyword.Use:
                return ParseOpaque(start, mark);
        }

        if (kind == TokenKind.OpenParen)
            return IsParenthesizedQuery() || IsNestedQuery() ? FinishStatement(new SelectStatement { Query = ParseQuery() }, start, mark) : ParseFragment();
        if (kind == TokenKind.Hole)
            return ParseHoleStatement(start, mark);
        if (kind is TokenKind.Word)
            return IsExpressionFragment() ? ParseFragment() : ParseOpaque(start, mark);
        return ParseFragment();
    }

    /// <summary>A word that cannot be a verb: what follows makes it an operand. So the text is an expression: a filter, a default.</summary>
    private bool IsExpressionFragment() =>
        keyword is Keyword.None or > Keyword.LastNoAlias && tokens[pos + 1].Kind is TokenKind.Equal or TokenKind.Dot or TokenKind.NotEqual or TokenKind.Less
            or TokenKind.Greater
            or TokenKind.LessOrEqual or TokenKind.GreaterOrEqual or TokenKind.EndOfFile or TokenKind.Comma or TokenKind.DoubleColon
        || keyword is Keyword.None or > Keyword.LastNoAlias && tokens[pos + 1].Keyword is Keyword.Is or Keyword.In or Keyword.Like or Keyword.Between
        or Keyword.Not or Keyword.And or Keyword.Or;

    private bool IsNestedQuery()
    {
        var i = pos;
        while (tokens[i].Kind == TokenKind.OpenParen)
        {
            i++;
        }

        return tokens[i].Keyword is Keyword.Select or Keyword.With or Keyword.Values;
    }

    /// <summary>A text that begins with a hole: the hole may be the whole statement, or its beginning.</summary>
    private SqlStatement ParseHoleStatement(int start, in Mark mark)
    {
        var next = tokens[pos + 1];
        if (next.Kind is TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.BatchSeparator)
        {
            Advance();
            openCount++;
            return FinishStatement(new OpaqueStatement(), start, mark);
        }

        return ParseFragment();
    }

    private SqlStatement ParseWithStatement(int start, in Mark mark)
    {
        if (!IsQueryStart())
            return ParseOpaque(start, mark);
        var with = ParseWith();
        switch (keyword)
        {
            case Keyword.Insert or Keyword.Replace:
                return ParseInsert(with, start, mark);
            case Keyword.Update:
                return ParseUpdate(with, start, mark);
            case Keyword.Delete:
                return ParseDelete(with, start, mark);
            case Keyword.Merge:
                return ParseMerge(with, start, mark);
        }

        var query = ParseQuery();
        query.With = with;
        query.State |= with.State;
        Finish(query, start);
        return FinishStatement(new SelectStatement { Query = query }, start, mark);
    }

    // ---- control of flow of SQL Server's batches ----

    /// <summary>BEGIN that opens a block, not a transaction.</summary>
    private bool IsBlock()
    {
        var next = tokens[pos + 1];
        return next.Kind is TokenKind.Word && next.Keyword is not (Keyword.Transaction or Keyword.Tran) && !IsWord(next, "DISTRIBUTED")
            && !IsWord(next, "DIALOG")
            && !IsWord(next, "CONVERSATION") && !IsWord(next, "WORK") && !IsWord(next, "IMMEDIATE") && !IsWord(next, "EXCLUSIVE") && !IsWord(next, "DEFERRED")
            && !IsWord(next, "ATOMIC") && !IsWord(next, "ISOLATION") && !IsWord(next, "READ")
            || next.Kind is TokenKind.Semicolon && Is(SqlDialect.SqlServer);
    }

    private ConditionalStatement ParseConditional(int start, in Mark mark)
    {
        var node = new ConditionalStatement { IsLoop = keyword == Keyword.While };
        Advance();
        if (keyword is Keyword.Exists or Keyword.Not && tokens[pos + 1].Kind is not TokenKind.OpenParen && tokens[pos + 1].Keyword != Keyword.Exists)
        {
            // IF EXISTS name: no condition, but a clause of something unknown.
            Error("expected a condition");
        }

        node.Condition = ParseCondition();
        AcceptWord("THEN");
        Accept(Keyword.Then);
        node.Then = ParseNestedStatement();
        if (keyword == Keyword.Else || (kind == TokenKind.Semicolon && tokens[pos + 1].Keyword == Keyword.Else))
        {
            Accept(TokenKind.Semicolon);
            Advance();
            node.Else = ParseNestedStatement();
        }

        return FinishStatement(node, start, mark);
    }

    private SqlStatement? ParseNestedStatement()
    {
        if (IsEndOfStatement() || keyword == Keyword.End)
            return null;
        return ParseStatement();
    }

    private BlockStatement ParseBlock(int start, in Mark mark)
    {
        Advance();
        if (IsWord("TRY") || IsWord("CATCH"))
            Advance();
        var from = pending.Count;
        while (keyword != Keyword.End && kind is not (TokenKind.EndOfFile or TokenKind.BatchSeparator))
        {
            if (Accept(TokenKind.Semicolon))
                continue;
            var before = pos;
            pending.Add(ParseStatement());
            if (pos == before)
                Advance();
            if (!IsEndOfStatement() && keyword != Keyword.End && !IsStatementStart())
                RecoverToStatement();
        }

        var node = new BlockStatement { Statements = TakePending<SqlStatement>(from) };
        if (!Expect(Keyword.End))
            return FinishStatement(node, start, mark);
        if (IsWord("TRY") || IsWord("CATCH") || keyword is Keyword.If or Keyword.While && IsEndAfter())
            Advance();
        return FinishStatement(node, start, mark);
    }

    private bool IsEndAfter() => tokens[pos + 1].Kind is TokenKind.Semicolon or TokenKind.EndOfFile;

    private ExecuteStatement ParseExecute(int start, in Mark mark)
    {
        var first = pos;
        var isCall = keyword == Keyword.Call;
        var node = new ExecuteStatement();
        Advance();
        if (kind == TokenKind.Parameter && tokens[pos + 1].Kind == TokenKind.Equal)
        {
            Advance();
            Advance();
        }

        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.Parameter or TokenKind.Dot)
            node.Procedure = ParseName();
        if (kind == TokenKind.OpenParen)
        {
            SkipParentheses();
            while (isCall && kind == TokenKind.Dot)
            {
                Advance();
                Advance();
                SkipParentheses();
            }
        }
        else
        {
            node.Arguments = ParseExecuteArguments();
        }

        SkipOpaque(false, first);
        return FinishStatement(node, start, mark);
    }

    private SqlExpression[] ParseExecuteArguments()
    {
        var from = pending.Count;
        while (kind is TokenKind.Parameter or TokenKind.String or TokenKind.Number or TokenKind.Minus or TokenKind.Hole or TokenKind.Question
            || keyword is Keyword.Null or Keyword.Default || (kind == TokenKind.Word
            && tokens[pos + 1].Kind is TokenKind.Comma or TokenKind.EndOfFile or TokenKind.Semicolon))
        {
            pending.Add(ParseExpression());
            if (keyword is Keyword.Output || IsWord("OUT"))
                Advance();
            if (!Accept(TokenKind.Comma))
                break;
        }

        return TakePending<SqlExpression>(from);
    }

    // ---- what is not taken apart ----

    private OpaqueStatement ParseOpaque(int start, in Mark mark)
    {
        var verb = TextOf(Current).ToUpperInvariant();
        if (keyword is Keyword.Create or Keyword.Alter or Keyword.Drop)
        {
            var object_ = FindObject();
            if (object_ is not null)
                verb += " " + object_;
        }

        var procedural = keyword is Keyword.Declare or Keyword.Begin && !Is(SqlDialect.SqlServer) && IsProceduralBlock()
            || (keyword is Keyword.Create or Keyword.Alter && IsRoutine());
        SkipOpaque(procedural, pos);
        return FinishStatement(new OpaqueStatement { Verb = verb }, start, mark);
    }

    /// <summary>DECLARE or BEGIN of an anonymous block: not a cursor, not a transaction, not a variable of SQL Server.</summary>
    private bool IsProceduralBlock()
    {
        var next = tokens[pos + 1];
        if (next.Kind == TokenKind.Parameter)
            return false;
        if (keyword == Keyword.Declare)
            return !Is(SqlDialect.PostgreSql) && !Is(SqlDialect.MySql);
        return next.Kind == TokenKind.Word && next.Keyword is not (Keyword.Transaction or Keyword.Tran) && !IsWord(next, "WORK") && !IsWord(next, "IMMEDIATE")
            && !IsWord(next, "EXCLUSIVE") && !IsWord(next, "DEFERRED") && !IsWord(next, "ISOLATION") && !IsWord(next, "READ") && !IsWord(next, "NOT");
    }

    private string? FindObject()
    {
        for (var ahead = 1; ahead < 12; ahead++)
        {
            var token = Peek(ahead);
            if (token.Kind != TokenKind.Word)
                return null;
            if (IsWord(token, "OR") || IsWord(token, "REPLACE") || IsWord(token, "ALTER"))
                continue;
            return TextOf(token).ToUpperInvariant();
        }

        return null;
    }

    private bool IsRoutine()
    {
        for (var ahead = 1; ahead < 16; ahead++)
        {
            var token = Peek(ahead);
            if (token.Keyword is Keyword.Procedure or Keyword.Function or Keyword.Trigger or Keyword.Package || IsWord(token, "PROC") || IsWord(token, "EVENT"))
                return true;
            if (token.Keyword is Keyword.Table or Keyword.Index or Keyword.View or Keyword.Select
                || token.Kind is TokenKind.OpenParen or TokenKind.EndOfFile or TokenKind.Semicolon)
                return false;
        }

        return false;
    }

    /// <summary>
    /// Passes over the rest of the statement that begins at token <paramref name="first"/>. A routine ends where its blocks are closed, or with the batch.
    /// </summary>
    private void SkipOpaque(bool procedural, int first)
    {
        if (procedural && Is(SqlDialect.SqlServer))
        {
            while (kind is not (TokenKind.EndOfFile or TokenKind.BatchSeparator))
            {
                Advance();
            }

            return;
        }

        var blocks = 0;
        var parentheses = 0;
        var hadBlock = false;
        var needsBlock = procedural && Is(SqlDialect.Oracle);
        while (kind is not (TokenKind.EndOfFile or TokenKind.BatchSeparator))
        {
            if (kind == TokenKind.OpenParen)
            {
                parentheses++;
            }
            else if (kind == TokenKind.CloseParen)
            {
                if (--parentheses < 0 && depth > QueryLevels)
                    return;
            }
            else if (kind == TokenKind.Semicolon && blocks <= 0 && (!needsBlock || hadBlock))
            {
                return;
            }
            else if (procedural && keyword is Keyword.Begin or Keyword.Case)
            {
                blocks++;
                hadBlock = true;
            }
            else if (procedural && keyword == Keyword.End)
            {
                if (tokens[pos + 1].Keyword is not (Keyword.If or Keyword.While or Keyword.For) && !IsWord(Peek(1), "LOOP") && !IsWord(Peek(1), "REPEAT"))
                    blocks--;
                if (tokens[pos + 1].Keyword == Keyword.Case)
                    Advance();
            }
            else if (!procedural && keyword == Keyword.End && depth > QueryLevels && parentheses == 0 && pos > first)
            {
                return;
            }
            else if (!procedural && parentheses <= 0 && pos > first && rules.Has(DialectFeatures.OptionalSemicolons) && EndsOpaque(first))
            {
                return;
            }

            Advance();
        }
    }

    /// <summary>In SQL Server's batches a statement ends where the next begins; words of privileges and cursors are not that.</summary>
    private bool EndsOpaque(int first)
    {
        if (keyword == Keyword.Else)
            return depth > QueryLevels;
        if (!IsStatementStart())
            return false;
        var startsLine = (Current.Flags & TokenFlags.StartsLine) != 0;
        var previous = tokens[pos - 1].Keyword;
        if (previous is Keyword.For or Keyword.As or Keyword.On or Keyword.Grant || tokens[pos - 1].Kind is TokenKind.Comma or TokenKind.Equal)
            return false;
        return tokens[first].Keyword switch
        {
            Keyword.Declare or Keyword.Set or Keyword.Print or Keyword.Return or Keyword.Use or Keyword.Exec or Keyword.Execute or Keyword.Commit
                or Keyword.Rollback or Keyword.Begin
                or Keyword.Waitfor or Keyword.Raiserror or Keyword.Throw or Keyword.Truncate or Keyword.Open or Keyword.Close or Keyword.Deallocate
                or Keyword.Fetch or Keyword.Goto
                or Keyword.Save => !(keyword == Keyword.Set && tokens[first].Keyword != Keyword.Declare && !startsLine
                && tokens[pos + 1].Kind != TokenKind.Parameter),
            _ => startsLine,
        };
    }

    // ---- fragments ----

    /// <summary>Clauses in any order, from the middle of a statement.</summary>
    private FragmentStatement ParseFragment()
    {
        var start = Start;
        var mark = Here();
        var node = new FragmentStatement { IsOpen = true };
        var joins = pending.Count;
        while (!IsEndOfStatement() && kind != TokenKind.CloseParen)
        {
            var before = pos;
            ParseFragmentClause(node, before == 0 || pos == before);
            if (pos == before)
                break;
        }

        node.Joins = TakePending<Join>(joins);
        node.State = StateSince(mark);
        openCount++;
        return Finish(node, start);
    }

    private void ParseFragmentClause(FragmentStatement node, bool isFirst)
    {
        switch (keyword)
        {
            case Keyword.Set:
                node.Set = ParseSet();
                return;
            case Keyword.From:
                node.From = ParseFrom();
                return;
            case Keyword.Where:
                node.Where = ParseWhere();
                return;
            case Keyword.And or Keyword.Or:
                node.Connective ??= keyword == Keyword.And ? LogicalOperator.And : LogicalOperator.Or;
                node.Where = ParseWhere();
                return;
            case Keyword.On when isFirst:
                node.Where = ParseWhere();
                return;
            case Keyword.Group when tokens[pos + 1].Keyword == Keyword.By:
                node.GroupBy = ParseGroupBy();
                return;
            case Keyword.Having:
                node.Having = ParseHaving();
                return;
            case Keyword.Order when tokens[pos + 1].Keyword == Keyword.By:
                node.OrderBy = ParseOrderBy();
                return;
            case Keyword.Limit or Keyword.Offset or Keyword.Fetch when IsTailStart():
                node.Limit ??= new LimitClause { Start = Start };
                ParseLimit(node.Limit);
                return;
            case Keyword.For or Keyword.Option or Keyword.Lock when IsTailStart():
                ParseTail(new MissingQuery());
                return;
            case Keyword.Union or Keyword.Except or Keyword.Intersect:
            {
                var from = pending.Count;
                while (IsSetOperator())
                {
                    var branchStart = Start;
                    var branch = new SetBranch { Operator = ParseSetOperator(), Query = ParseQueryOperand() };
                    pending.Add(Finish(branch, branchStart));
                }

                node.Branches = TakePending<SetBranch>(from);
                return;
            }

            case Keyword.Values:
            {
                var branchStart = Start;
                node.Branches = [Finish(new SetBranch { Operator = SetOperator.UnionAll, Query = ParseValues() }, branchStart)];
                return;
            }

            case Keyword.Returning:
                node.Items = ParseReturning().Items;
                return;
        }

        if (IsJoinStart())
        {
            ParseJoinList();
            return;
        }

        if (kind == TokenKind.Hole && IsReserved(tokens[pos + 1].Keyword)
            && tokens[pos + 1].Keyword is not (Keyword.Is or Keyword.In or Keyword.Like or Keyword.Between or Keyword.Not or Keyword.As))
        {
            Advance();
            return;
        }

        var items = pending.Count;
        ParseSelectItems();
        var list = TakePending<SelectItem>(items);
        if (list.Length == 1 && list[0].Alias.IsEmpty && list[0].Expression is LogicalExpression or BinaryExpression { IsComparison: true } or InExpression
            or BetweenExpression
            or LikeExpression or IsExpression or ExistsExpression or UnaryExpression { Operator: UnaryOperator.Not })
            node.Where = new WhereClause { Condition = list[0].Expression, Start = list[0].Start, Length = list[0].Length };
        else if (node.Items.Length == 0)
            node.Items = list;
        else
            Error("unexpected text");
    }
}
