using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    /// <summary>A query nests through several methods: it counts for more than an expression does.</summary>
    private const int QueryLevels = 4;

    private bool IsQueryStart() => keyword switch
    {
        Keyword.Select => true,
        Keyword.Values => tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Hole || tokens[pos + 1].Keyword == Keyword.Row,
        Keyword.With => tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole,
        Keyword.Table => tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier
            && tokens[pos + 2].Kind is TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.Semicolon,
        _ => false,
    };

    /// <summary>At an opening parenthesis: a query stands inside, behind any number of further parentheses.</summary>
    private bool IsParenthesizedQuery()
    {
        if (kind != TokenKind.OpenParen)
            return false;
        var next = tokens[pos + 1];
        return next.Keyword switch
        {
            Keyword.Select => true,
            Keyword.Values => tokens[pos + 2].Kind is TokenKind.OpenParen or TokenKind.Hole || tokens[pos + 2].Keyword == Keyword.Row,
            Keyword.With => true,
            Keyword.Table => tokens[pos + 2].Kind is TokenKind.Word or TokenKind.QuotedIdentifier && tokens[pos + 3].Kind == TokenKind.CloseParen,
            _ => false,
        };
    }

    private bool IsSetOperator() => keyword switch
    {
        Keyword.Union or Keyword.Except or Keyword.Intersect => true,
        Keyword.Minus => tokens[pos + 1].Keyword is Keyword.Select or Keyword.All or Keyword.Distinct or Keyword.With
            || tokens[pos + 1].Kind == TokenKind.OpenParen,
        _ => false,
    };

    /// <summary>The inside of a parenthesis that holds a query, and the closing parenthesis. What is open inside is closed by it.</summary>
    private SqlQuery ParseSubquery()
    {
        Advance();
        var opens = openCount;
        var query = ParseQuery();
        openCount = opens;
        if (keyword == Keyword.With && (tokens[pos + 1].Keyword == Keyword.Check || IsWord(Peek(1), "READ")))
            SkipToClose();
        if (kind != TokenKind.CloseParen)
        {
            Error("a closing parenthesis is missing");
            SkipToClose();
        }

        Accept(TokenKind.CloseParen);
        return query;
    }

    private SqlQuery ParseQuery()
    {
        var start = Start;
        var mark = Here();
        if (!Enter(QueryLevels))
            return Finish(new MissingQuery { State = SqlState.HasErrors, IsOpen = true }, start);
        var with = keyword == Keyword.With ? ParseWith() : null;
        var query = ParseQueryRest(ParseQueryOperand(), start, mark);
        if (with is not null)
        {
            query.With = with;
            query.State |= with.State;
            Finish(query, start);
        }

        depth -= QueryLevels;
        return query;
    }

    /// <summary>The set operators, order and limit after the first operand of a query.</summary>
    private SqlQuery ParseQueryRest(SqlQuery query, int start, in Mark mark)
    {
        while (true)
        {
            if (IsSetOperator())
                query = ParseSetOperation(query, start);
            if (!IsTailStart())
                break;
            if (query.OrderBy is not null || query.Limit is not null)
                query = new SetOperationQuery { First = query };
            ParseTail(query);
            if (!IsSetOperator())
                break;
        }

        SkipClauseHoles();
        query.State |= StateSince(mark);
        query.IsOpen |= openCount > mark.Opens;
        return Finish(query, start);
    }

    private SqlQuery ParseSetOperation(SqlQuery first, int start)
    {
        if (keyword == Keyword.Intersect)
            first = ParseIntersections(first, start);
        if (!IsSetOperator())
            return first;
        var query = new SetOperationQuery { First = first };
        var from = pending.Count;
        while (IsSetOperator())
        {
            var branchStart = Start;
            var branch = new SetBranch { Operator = ParseSetOperator() };
            var operandStart = Start;
            branch.Query = ParseQueryOperand();
            if (keyword == Keyword.Intersect)
                branch.Query = ParseIntersections(branch.Query, operandStart);
            pending.Add(Finish(branch, branchStart));
        }

        query.Branches = TakePending<SetBranch>(from);
        return Finish(query, start);
    }

    private SqlQuery ParseIntersections(SqlQuery first, int start)
    {
        var query = new SetOperationQuery { First = first };
        var from = pending.Count;
        while (keyword == Keyword.Intersect)
        {
            var branchStart = Start;
            var branch = new SetBranch { Operator = ParseSetOperator(), Query = ParseQueryOperand() };
            pending.Add(Finish(branch, branchStart));
        }

        query.Branches = TakePending<SetBranch>(from);
        return Finish(query, start);
    }

    private SetOperator ParseSetOperator()
    {
        var word = keyword;
        Advance();
        var all = Accept(Keyword.All);
        if (!all && !Accept(Keyword.Distinct))
            AcceptWord("DISTINCTROW");
        if (AcceptWord("CORRESPONDING") && Accept(Keyword.By))
            SkipParentheses();
        if (IsWord("BY") && IsWord(Peek(1), "NAME"))
        {
            Advance();
            Advance();
        }

        return word switch
        {
            Keyword.Union => all ? SetOperator.UnionAll : SetOperator.Union,
            Keyword.Intersect => all ? SetOperator.IntersectAll : SetOperator.Intersect,
            _ => all ? SetOperator.ExceptAll : SetOperator.Except,
        };
    }

    /// <summary>SELECT, VALUES, TABLE, or a parenthesis around a query.</summary>
    private SqlQuery ParseQueryOperand()
    {
        var start = Start;
        switch (keyword)
        {
            case Keyword.Select:
                return ParseSelect();
            case Keyword.Values:
                return ParseValues();
            case Keyword.With:
                return ParseQuery();
            case Keyword.From:
                // A query that begins with FROM: all columns.
                return ParseSelectFrom(start);
            case Keyword.Table:
            {
                var mark = Here();
                Advance();
                return ParseTableQuery(start, mark);
            }
        }

        if (kind == TokenKind.OpenParen)
        {
            if (!Enter(1))
                return Finish(new MissingQuery { State = SqlState.HasErrors, IsOpen = true }, start);
            var query = ParseSubquery();
            depth--;
            return query;
        }

        if (kind == TokenKind.Hole)
        {
            Advance();
            openCount++;
            return Finish(new MissingQuery { State = SqlState.HasHoles, IsOpen = true }, start);
        }

        Error("expected a query");
        openCount++;
        return new MissingQuery { Start = start, State = SqlState.HasErrors, IsOpen = true };
    }

    private SelectQuery ParseTableQuery(int start, in Mark mark)
    {
        Accept(Keyword.Only);
        var table = ParseNamedTable();
        var from = FinishClause(new FromClause { Tables = [table] }, start, mark);
        return Finish(new SelectQuery { Select = StarClause(start), From = from, State = StateSince(mark) }, start);
    }

    private SelectQuery ParseSelectFrom(int start)
    {
        var mark = Here();
        var query = new SelectQuery { Select = StarClause(start) };
        ParseSelectClauses(query);
        query.State = StateSince(mark);
        query.IsOpen = openCount > mark.Opens;
        return Finish(query, start);
    }

    private static SelectClause StarClause(int start) =>
        new() { Items = [new SelectItem { Expression = new StarExpression { Start = start }, Start = start }], Start = start };

    private ValuesQuery ParseValues()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var from = pending.Count;
        do
        {
            if (kind == TokenKind.EndOfFile)
                break;
            var rowStart = Start;
            Accept(Keyword.Row);
            if (kind == TokenKind.Hole)
            {
                // Rows put in at run time.
                pending.Add(Finish(new RowExpression { Items = [ParseHole()] }, rowStart));
                openCount++;
                continue;
            }

            if (kind != TokenKind.OpenParen)
            {
                if (MayBe(SqlDialect.Oracle) || kind == TokenKind.Parameter)
                {
                    var single = ParseExpression();
                    pending.Add(Finish(new RowExpression { Items = [single] }, rowStart));
                    continue;
                }

                RecoverInList("expected a row");
                break;
            }

            Advance();
            var items = kind == TokenKind.CloseParen ? NoExpressions : ParseExpressionList();
            CloseParenthesis();
            pending.Add(Finish(new RowExpression { Items = items }, rowStart));
        }
        while (Accept(TokenKind.Comma));

        var query = new ValuesQuery { Rows = TakePending<RowExpression>(from), State = StateSince(mark), IsOpen = openCount > mark.Opens };
        return Finish(query, start);
    }

    /// <summary>The closing parenthesis; passes over what stands before it.</summary>
    private void CloseParenthesis()
    {
        if (kind != TokenKind.CloseParen)
        {
            Error("a closing parenthesis is missing");
            while (!IsEndOfStatement() && kind != TokenKind.CloseParen && !IsClauseStart())
            {
                if (!SkipParentheses())
                    Advance();
            }
        }

        Accept(TokenKind.CloseParen);
    }

    private WithClause ParseWith()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var clause = new WithClause { IsRecursive = Accept(Keyword.Recursive) };
        var from = pending.Count;
        do
        {
            if (keyword is Keyword.Function or Keyword.Procedure)
            {
                SkipInlineRoutine();
                continue;
            }

            if (kind == TokenKind.Hole && !(tokens[pos + 1].Keyword == Keyword.As || tokens[pos + 1].Kind == TokenKind.OpenParen))
            {
                Advance();
                openCount++;
                continue;
            }

            if (IsWord("XMLNAMESPACES"))
            {
                Advance();
                SkipParentheses();
                continue;
            }

            if (!IsName())
            {
                Error("expected the name of a common table expression");
                break;
            }

            pending.Add(ParseCommonTable());
        }
        while (Accept(TokenKind.Comma));

        clause.Tables = TakePending<CommonTableExpression>(from);
        return FinishClause(clause, start, mark);
    }

    /// <summary>Oracle's <c>WITH FUNCTION … END;</c> before the query.</summary>
    private void SkipInlineRoutine()
    {
        while (kind != TokenKind.EndOfFile && keyword != Keyword.Select)
        {
            Advance();
        }
    }

    private CommonTableExpression ParseCommonTable()
    {
        var start = Start;
        var table = new CommonTableExpression { Name = TakeIdentifier() };
        if (Accept(Keyword.Using))
        {
            // USING KEY (…): of no interest here.
            Accept(Keyword.Key);
            SkipParentheses();
        }

        table.Columns = ParseIdentifierList();
        if (AcceptWord("ANALYTIC"))
            Accept(Keyword.View);
        Expect(Keyword.As);
        if (!Accept(Keyword.Materialized) && keyword == Keyword.Not && tokens[pos + 1].Keyword == Keyword.Materialized)
        {
            Advance();
            Advance();
        }

        if (kind != TokenKind.OpenParen)
        {
            Error("expected a query in parentheses");
            table.Body = Finish(new MissingQuery { State = SqlState.HasErrors, IsOpen = true }, Start);
            return Finish(table, start);
        }

        if (tokens[pos + 1].Keyword is Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge)
        {
            Advance();
            var opens = openCount;
            table.Body = ParseStatement();
            openCount = opens;
            CloseParenthesis();
        }
        else
        {
            table.Body = ParseSubquery();
        }

        // SEARCH … SET, CYCLE … SET … USING: of no interest here.
        while (IsWord("SEARCH") || IsWord("CYCLE"))
        {
            while (!IsEndOfStatement() && keyword is not (Keyword.Select or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge
                or Keyword.Values)
                && kind is not (TokenKind.OpenParen or TokenKind.CloseParen) && !(kind == TokenKind.Comma && tokens[pos + 2].Keyword == Keyword.As))
            {
                Advance();
            }
        }

        return Finish(table, start);
    }
}
