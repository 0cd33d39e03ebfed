using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private bool IsTailStart() => keyword switch
    {
        Keyword.None => kind == TokenKind.Hole && IsTailHole(),
        Keyword.Order => tokens[pos + 1].Keyword == Keyword.By || IsWord(tokens[pos + 1], "SIBLINGS"),
        Keyword.Limit or Keyword.Offset => true,
        Keyword.Fetch or Keyword.For or Keyword.Lock or Keyword.Option or Keyword.Procedure or Keyword.Rows or Keyword.Into or Keyword.With =>
            IsRareTailStart(),
        _ => false,
    };

    private bool IsRareTailStart() => keyword switch
    {
        Keyword.Fetch => tokens[pos + 1].Keyword is Keyword.First or Keyword.Next,
        Keyword.For => tokens[pos + 1].Keyword is Keyword.Update or Keyword.Share or Keyword.Key || tokens[pos + 1].Kind == TokenKind.Hole
            || IsWord(Peek(1), "NO") || IsWord(Peek(1), "JSON") || IsWord(Peek(1), "XML") || IsWord(Peek(1), "BROWSE") || IsWord(Peek(1), "READ"),
        Keyword.Lock => tokens[pos + 1].Keyword == Keyword.In,
        Keyword.Option => tokens[pos + 1].Kind == TokenKind.OpenParen,
        Keyword.Procedure => IsWord(Peek(1), "ANALYSE"),
        Keyword.Rows => MayBe(SqlDialect.MySql),
        Keyword.Into => MayBe(SqlDialect.MySql),
        Keyword.With => IsWord(Peek(1), "UR") || IsWord(Peek(1), "CS") || (IsWord(Peek(1), "READ") && IsWord(Peek(2), "ONLY")) || IsWord(Peek(1), "NOWAIT"),
        _ => false,
    };

    /// <summary>A hole before a clause of the tail: <c>… {order} LIMIT 10</c>.</summary>
    private bool IsTailHole() => tokens[pos + 1].Keyword is Keyword.Limit or Keyword.Offset or Keyword.Fetch or Keyword.Order or Keyword.For or Keyword.Option;

    private void ParseTail(SqlQuery query)
    {
        var locks = pending.Count;
        while (IsTailStart())
        {
            switch (keyword)
            {
                case Keyword.Order:
                    query.OrderBy = ParseOrderBy();
                    break;
                case Keyword.Limit or Keyword.Offset or Keyword.Fetch or Keyword.Rows:
                    var clause = query.Limit ??= new LimitClause { Start = Start };
                    if (!ParseLimit(clause))
                        goto end;
                    break;
                case Keyword.For when IsWord(Peek(1), "JSON") || IsWord(Peek(1), "XML") || IsWord(Peek(1), "BROWSE"):
                    ParseForJsonOrXml(query as SelectQuery);
                    break;
                case Keyword.For or Keyword.Lock:
                    pending.Add(ParseLocking());
                    break;
                case Keyword.Into:
                    Advance();
                    ParseInto(query as SelectQuery ?? new SelectQuery());
                    break;
                case Keyword.Option:
                    var start = Start;
                    Advance();
                    SkipParentheses();
                    if (query is SelectQuery select)
                        select.Hints = TextBetween(start, lastEnd);
                    break;
                case Keyword.Procedure:
                    Advance();
                    Advance();
                    SkipParentheses();
                    break;
                case Keyword.With:
                    Advance();
                    Advance();
                    AcceptWord("ONLY");
                    break;
                default:
                    SkipClauseHoles();
                    break;
            }
        }

    end:
        if (pending.Count > locks)
            query.Locking = TakePending<LockingClause>(locks);
    }

    private OrderByClause ParseOrderBy()
    {
        var start = Start;
        var mark = Here();
        Advance();
        AcceptWord("SIBLINGS");
        Accept(Keyword.By);
        var clause = new OrderByClause();
        var from = pending.Count;
        do
        {
            if (kind == TokenKind.EndOfFile)
            {
                if (!HasTrailingHole())
                    Error("expected a column");
                break;
            }

            pending.Add(ParseOrderByItem());
            if (kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.Word || IsEndOfStatement())
                continue;
            if (kind == TokenKind.Hole)
                SkipListHoles();
            else
                RecoverInList("expected a comma");
        }
        while (Accept(TokenKind.Comma));
        clause.Items = TakePending<OrderByItem>(from);
        return FinishClause(clause, start, mark);
    }

    private OrderByItem ParseOrderByItem()
    {
        var start = Start;
        var item = new OrderByItem { Expression = ParseExpression() };
        if (Accept(Keyword.Desc))
        {
            item.IsDescending = true;
        }
        else if (!Accept(Keyword.Asc) && Accept(Keyword.Using))
        {
            Accept(Keyword.Operator);
            if (!SkipParentheses())
            {
                item.IsDescending = kind == TokenKind.Greater;
                Advance();
            }
        }

        item.Nulls = ParseNulls();
        return Finish(item, start);
    }

    private NullsOrder ParseNulls()
    {
        if (keyword != Keyword.Nulls || tokens[pos + 1].Keyword is not (Keyword.First or Keyword.Last))
            return NullsOrder.Unspecified;
        Advance();
        var order = keyword == Keyword.First ? NullsOrder.First : NullsOrder.Last;
        Advance();
        return order;
    }

    /// <summary>LIMIT, OFFSET or FETCH into the clause; a query may have two of them in any order. Says no when it made no progress.</summary>
    private bool ParseLimit(LimitClause clause)
    {
        var mark = Here();
        var before = pos;
        if (Accept(Keyword.Limit))
        {
            if (!Accept(Keyword.All))
            {
                if (keyword is not Keyword.Rows)
                    clause.Count = ParseExpression();
                if (Accept(TokenKind.Comma))
                {
                    clause.Offset = clause.Count;
                    clause.Count = ParseExpression();
                }
            }

            clause.IsPercent |= Accept(Keyword.Percent);
            ParseWithTies(clause);
            if (Accept(Keyword.By))
                ParseExpressionList();
        }
        else if (Accept(Keyword.Offset))
        {
            clause.Offset = ParseExpression();
            if (Accept(Keyword.Rows) || Accept(Keyword.Row))
                clause.Form = LimitForm.Fetch;
        }
        else if (Accept(Keyword.Fetch))
        {
            clause.Form = LimitForm.Fetch;
            Advance();
            if (keyword is not (Keyword.Rows or Keyword.Row))
                clause.Count = ParseExpression();
            clause.IsPercent |= Accept(Keyword.Percent);
            if (!Accept(Keyword.Rows))
                Accept(Keyword.Row);
            if (!Accept(Keyword.Only) && !ParseWithTies(clause) && !HasTrailingHole())
                Error("expected ONLY");
        }
        else if (Accept(Keyword.Rows))
        {
            // MariaDB: LIMIT ROWS EXAMINED n
            AcceptWord("EXAMINED");
            ParseExpression();
        }

        clause.State |= StateSince(mark);
        Finish(clause, clause.Start);
        return pos > before;
    }

    private bool ParseWithTies(LimitClause clause)
    {
        if (keyword != Keyword.With || tokens[pos + 1].Keyword != Keyword.Ties)
            return false;
        Advance();
        Advance();
        return clause.WithTies = true;
    }

    private void ParseForJsonOrXml(SelectQuery? query)
    {
        Advance();
        if (query is not null)
            query.HasForJsonOrXml = true;
        while (!IsEndOfStatement() && kind != TokenKind.CloseParen && keyword is not (Keyword.Option or Keyword.Union)
            && !(IsStatementStart() && (Current.Flags & TokenFlags.StartsLine) != 0))
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    private LockingClause ParseLocking()
    {
        var start = Start;
        var mark = Here();
        var clause = new LockingClause();
        if (Accept(Keyword.Lock))
        {
            // LOCK IN SHARE MODE
            clause.Options = LockingOptions.Shared;
            Advance();
            Advance();
            AcceptWord("MODE");
        }
        else
        {
            Advance();
            while (keyword is Keyword.Update or Keyword.Share or Keyword.Key || IsWord("NO") || IsWord("READ") || IsWord("ONLY") || kind == TokenKind.Hole)
            {
                if (keyword == Keyword.Share)
                    clause.Options |= LockingOptions.Shared;
                Advance();
            }

            if (Accept(Keyword.Of))
            {
                do
                {
                    ParseName();
                }
                while (Accept(TokenKind.Comma));
            }
        }

        if (Accept(Keyword.Nowait))
        {
            clause.Options |= LockingOptions.NoWait;
        }
        else if (Accept(Keyword.Skip))
        {
            Expect(Keyword.Locked);
            clause.Options |= LockingOptions.SkipLocked;
        }
        else if (Accept(Keyword.Wait))
        {
            ParsePrimaryOnly();
        }

        return FinishClause(clause, start, mark);
    }
}
