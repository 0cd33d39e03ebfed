using System;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private SelectQuery ParseSelect()
    {
        var start = Start;
        var mark = Here();
        var query = new SelectQuery();
        Advance();
        ReadHint(query, lastEnd);
        ParseSelectList(query);
        ParseSelectClauses(query);
        query.State = StateSince(mark);
        query.IsOpen = openCount > mark.Opens;
        return Finish(query, start);
    }

    /// <summary>An optimizer hint in the comment after SELECT.</summary>
    private void ReadHint(SelectQuery query, int after)
    {
        if (Start - after < 6)
            return;
        var open = text.IndexOf("/*+", after, Start - after, StringComparison.Ordinal);
        if (open >= 0)
            query.Hints = TextBetween(open, Start).Trim();
    }

    private void ParseSelectClauses(SelectQuery query)
    {
        while (true)
        {
            switch (keyword)
            {
                case Keyword.None when kind == TokenKind.CloseParen || IsEndOfStatement():
                    return;
                case Keyword.From:
                    if (query.From is not null)
                        Error("a second FROM");
                    query.From = ParseFrom();
                    continue;
                case Keyword.Where:
                    if (query.Where is not null)
                        Error("a second WHERE");
                    query.Where = ParseWhere();
                    continue;
                default:
                    if (!ParseOtherClause(query))
                        return;
                    continue;
            }
        }
    }

    /// <summary>Says no where the query ends.</summary>
    private bool ParseOtherClause(SelectQuery query)
    {
        switch (keyword)
        {
            case Keyword.None:
                if (kind == TokenKind.Hole)
                {
                    SkipClauseHoles();
                    return true;
                }

                if (kind == TokenKind.Pipe && tokens[pos + 1].Kind == TokenKind.Greater && Is(SqlDialect.Unknown))
                {
                    SkipPipe();
                    return true;
                }

                return kind != TokenKind.Word && RecoverToClause();
            case Keyword.Into:
                Advance();
                ParseInto(query);
                return true;
            case Keyword.Bulk when tokens[pos + 1].Keyword == Keyword.Collate || IsWord(Peek(1), "COLLECT"):
                Advance();
                Advance();
                return true;
            case Keyword.Group when tokens[pos + 1].Keyword == Keyword.By:
                query.GroupBy = ParseGroupBy();
                return true;
            case Keyword.Having:
                query.Having = ParseHaving();
                return true;
            case Keyword.Window when tokens[pos + 2].Keyword == Keyword.As:
                query.Windows = ParseWindows();
                return true;
            case Keyword.Qualify:
                Advance();
                query.Qualify = ParseCondition();
                return true;
            case Keyword.Start when tokens[pos + 1].Keyword == Keyword.With:
                Advance();
                Advance();
                query.StartWith = ParseCondition();
                return true;
            case Keyword.Connect when tokens[pos + 1].Keyword == Keyword.By:
                Advance();
                Advance();
                AcceptWord("NOCYCLE");
                query.ConnectBy = ParseCondition();
                return true;
            case Keyword.Model:
                SkipOracleModel();
                return true;
            case Keyword.On or Keyword.Using or Keyword.Join or Keyword.Inner or Keyword.Cross or Keyword.And or Keyword.Or or Keyword.When
                or Keyword.Then or Keyword.As
                or Keyword.Is or Keyword.In or Keyword.Like or Keyword.Between or Keyword.Not or Keyword.Null or Keyword.Asc or Keyword.Desc
                or Keyword.Case:
                if ((keyword is Keyword.On or Keyword.Using or Keyword.As or Keyword.When or Keyword.Then) && !CanRecoverHere())
                    return false;
                if (!RecoverToClause())
                    return false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The pipe syntax of some warehouses: what follows could be any clause.</summary>
    private void SkipPipe()
    {
        openCount++;
        while (!IsEndOfStatement() && kind != TokenKind.CloseParen)
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    /// <summary>ON, USING, AS, WHEN may continue a statement around this query: INSERT … SELECT … ON CONFLICT, MERGE, CREATE … AS.</summary>
    private bool CanRecoverHere() => keyword switch
    {
        Keyword.On => tokens[pos + 1].Keyword is not (Keyword.Conflict or Keyword.Duplicate or Keyword.Delete or Keyword.Update),
        _ => false,
    };

    /// <summary>Something stands here that no clause begins with. Passes over it to the next clause; says no at the end of the query.</summary>
    private bool RecoverToClause()
    {
        if (IsEndOfStatement() || kind is TokenKind.CloseParen or TokenKind.Comma)
            return false;
        Error("unexpected text");
        openCount++;
        while (!IsEndOfStatement() && kind != TokenKind.CloseParen)
        {
            if (!SkipParentheses())
                Advance();
            if (IsClauseStart() && keyword is not (Keyword.On or Keyword.Join or Keyword.Inner or Keyword.Cross or Keyword.Left or Keyword.Right
                or Keyword.Full))
                break;
        }

        return true;
    }

    /// <summary>Holes where a clause may begin: any clause, none, or the rest of the statement.</summary>
    private void SkipClauseHoles()
    {
        while (kind == TokenKind.Hole)
        {
            Advance();
            openCount++;
        }
    }

    private void ParseInto(SelectQuery query)
    {
        // INTO table; INTO TEMP TABLE table; INTO @a, @b; INTO OUTFILE '…'
        while (keyword is Keyword.Temporary or Keyword.Temp or Keyword.Table || IsWord("UNLOGGED")
            || (keyword is Keyword.Local or Keyword.Global && tokens[pos + 1].Kind == TokenKind.Word))
        {
            Advance();
        }

        if (IsWord("OUTFILE") || IsWord("DUMPFILE") || IsWord("STRICT"))
        {
            while (!IsEndOfStatement() && !IsClauseStart() && kind != TokenKind.CloseParen)
            {
                Advance();
            }

            return;
        }

        if (kind is TokenKind.Parameter)
        {
            do
            {
                ParseExpression();
            }
            while (Accept(TokenKind.Comma));
            return;
        }

        query.Into = ParseName();
        while (Accept(TokenKind.Comma))
        {
            ParseName();
        }

        if (keyword == Keyword.On && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier && MayBe(SqlDialect.SqlServer))
        {
            // A file group.
            Advance();
            Advance();
        }
    }

    private void SkipOracleModel()
    {
        Advance();
        while (!IsEndOfStatement() && kind != TokenKind.CloseParen && !(keyword == Keyword.Order && tokens[pos + 1].Keyword == Keyword.By) && !IsSetOperator())
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    private WhereClause ParseWhere()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var clause = new WhereClause();
        clause.Condition = ParseCondition();
        return FinishClause(clause, start, mark);
    }

    private HavingClause ParseHaving()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var clause = new HavingClause { Condition = ParseCondition() };
        return FinishClause(clause, start, mark);
    }

    /// <summary>A condition of a clause. A hole that is a whole condition may bring more than one.</summary>
    private SqlExpression ParseCondition()
    {
        var condition = ParseExpression();
        if (condition is HoleExpression)
        {
            openCount++;
        }
        else if (condition is LogicalExpression logical && holeCount > 0)
        {
            foreach (var operand in logical.Operands)
            {
                if (operand is HoleExpression)
                    openCount++;
            }
        }

        return condition;
    }

    private GroupByClause ParseGroupBy()
    {
        var start = Start;
        var mark = Here();
        Advance();
        Advance();
        var clause = new GroupByClause();
        if (keyword == Keyword.All && (tokens[pos + 1].Kind is TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.CloseParen
            || IsReserved(tokens[pos + 1].Keyword)))
        {
            Advance();
            clause.IsAll = true;
            return FinishClause(clause, start, mark);
        }

        if (!Accept(Keyword.Distinct))
            Accept(Keyword.All);
        var from = pending.Count;
        do
        {
            pending.Add(ParseGroupingElement());
            SkipListHoles();
            if (keyword is Keyword.Asc or Keyword.Desc)
                Advance();
        }
        while (Accept(TokenKind.Comma));

        if (keyword == Keyword.With && (tokens[pos + 1].Keyword is Keyword.Rollup or Keyword.Cube || IsWord(Peek(1), "TOTALS")))
        {
            Advance();
            Advance();
        }

        if (keyword == Keyword.Grouping && tokens[pos + 1].Keyword == Keyword.Sets)
            pending.Add(ParseGroupingElement());
        clause.Items = TakePending<SqlExpression>(from);
        return FinishClause(clause, start, mark);
    }

    private SqlExpression ParseGroupingElement()
    {
        if (keyword == Keyword.Grouping && tokens[pos + 1].Keyword == Keyword.Sets)
        {
            var start = Start;
            var name = TakeIdentifier();
            Advance();
            var call = new FunctionCall { Name = new SqlName(name) };
            if (Accept(TokenKind.OpenParen))
            {
                var from = pending.Count;
                if (Enter(1))
                {
                    do
                    {
                        pending.Add(ParseGroupingElement());
                    }
                    while (Accept(TokenKind.Comma));
                    depth--;
                }

                call.Arguments = TakePending<SqlExpression>(from);
                CloseParenthesis();
            }

            return Finish(call, start);
        }

        return ParseExpression();
    }

    private WindowSpecification[] ParseWindows()
    {
        Advance();
        var from = pending.Count;
        do
        {
            var start = Start;
            var name = ParseIdentifier();
            Expect(Keyword.As);
            var window = ParseWindow();
            window.Name = name;
            pending.Add(Finish(window, start));
        }
        while (Accept(TokenKind.Comma));
        return TakePending<WindowSpecification>(from);
    }
}
