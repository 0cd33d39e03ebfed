using DbArchitect.Sql.Dialects;
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
        var open = text.IndexOf("/*+", after, Start - after, System.StringComparison.Ordinal);
        if (open >= 0)
            query.Hints = TextBetween(open, Start).Trim();
    }

    private void ParseSelectList(SelectQuery query)
    {
        var start = lastEnd;
        var mark = Here();
        if (keyword != Keyword.None || kind == TokenKind.Hole || (kind == TokenKind.Word && MayBe(SqlDialect.MySql)))
            ParseSelectPrefix(query);
        var from = pending.Count;
        if (!(kind == TokenKind.EndOfFile || keyword == Keyword.From || (keyword is Keyword.Where or Keyword.Into && MayBe(SqlDialect.PostgreSql))
            || IsSetOperator()
            || kind is TokenKind.CloseParen or TokenKind.Semicolon))
            ParseSelectItems();
        else if (!MayBe(SqlDialect.PostgreSql))
            Error("expected a column");
        query.Select = new SelectClause { Items = TakePending<SelectItem>(from) };
        FinishClause(query.Select, query.Select.Items.Length > 0 ? query.Select.Items[0].Start : start, mark);
    }

    /// <summary>DISTINCT, TOP and whatever else may stand before the first item: all of it is a keyword or a hole, or of MySQL.</summary>
    private void ParseSelectPrefix(SelectQuery query)
    {
        ParseSelectModifiers(query);
        if (keyword == Keyword.Top && tokens[pos + 1].Kind is TokenKind.Number or TokenKind.OpenParen or TokenKind.Parameter or TokenKind.Hole)
        {
            query.Limit = ParseTop();
            Accept(Keyword.All);
            if (Accept(Keyword.Distinct))
                query.IsDistinct = true;
        }
        else if (keyword is Keyword.Skip or Keyword.First)
        {
            if (tokens[pos + 1].Kind == TokenKind.Number && tokens[pos + 2].Kind is TokenKind.Word or TokenKind.Star)
            {
                Advance();
                Advance();
            }
        }

        if (keyword is Keyword.Value or Keyword.As && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.OpenBrace or TokenKind.OpenBracket
            or TokenKind.OpenParen
            or TokenKind.Number or TokenKind.String or TokenKind.Minus && (!IsReserved(tokens[pos + 1].Keyword)
            || tokens[pos + 1].Keyword is Keyword.Not or Keyword.Null or Keyword.Case))
        {
            // SELECT VALUE c, SELECT AS VALUE c: of document databases.
            Advance();
            Accept(Keyword.Value);
        }

        if (kind == TokenKind.Hole && tokens[pos + 1].Kind == TokenKind.Star)
        {
            // DISTINCT or TOP, put in at run time.
            Advance();
            openCount++;
        }
    }

    private void ParseSelectModifiers(SelectQuery query)
    {
        while (true)
        {
            switch (keyword)
            {
                case Keyword.Distinct:
                    Advance();
                    query.IsDistinct = true;
                    if (keyword == Keyword.On && tokens[pos + 1].Kind == TokenKind.OpenParen)
                    {
                        Advance();
                        Advance();
                        if (kind != TokenKind.CloseParen)
                            query.DistinctOn = ParseExpressionList();
                        CloseParenthesis();
                    }

                    continue;
                case Keyword.All when tokens[pos + 1].Kind != TokenKind.Comma:
                    Advance();
                    continue;
                case Keyword.Unique when MayBe(SqlDialect.Oracle) && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.Star or TokenKind.QuotedIdentifier
                        && !IsReserved(tokens[pos + 1].Keyword):
                    Advance();
                    query.IsDistinct = true;
                    continue;
                case Keyword.StraightJoin:
                    Advance();
                    continue;
            }

            if (kind == TokenKind.Word && MayBe(SqlDialect.MySql) && (IsWord("SQL_CALC_FOUND_ROWS") || IsWord("SQL_NO_CACHE") || IsWord("SQL_CACHE")
                || IsWord("HIGH_PRIORITY") || IsWord("SQL_SMALL_RESULT") || IsWord("SQL_BIG_RESULT") || IsWord("SQL_BUFFER_RESULT") || IsWord("DISTINCTROW")))
            {
                query.IsDistinct |= IsWord("DISTINCTROW");
                Advance();
                continue;
            }

            return;
        }
    }

    private LimitClause ParseTop()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var clause = new LimitClause { Form = LimitForm.Top, Count = ParsePrimaryOnly() };
        clause.IsPercent = Accept(Keyword.Percent);
        if (keyword == Keyword.With && tokens[pos + 1].Keyword == Keyword.Ties)
        {
            Advance();
            Advance();
            clause.WithTies = true;
        }

        return FinishClause(clause, start, mark);
    }

    private void ParseSelectItems()
    {
        do
        {
            if (keyword == Keyword.From || kind is TokenKind.EndOfFile or TokenKind.CloseParen or TokenKind.Semicolon)
            {
                // "a, b, FROM": the comma is one too many.
                if (kind != TokenKind.EndOfFile || !HasTrailingHole())
                    Error("expected a column");
                return;
            }

            pending.Add(ParseSelectItem());
            SkipListHoles();
            if (kind == TokenKind.Comma || IsEndOfStatement() || IsSelectFollow())
                continue;
            RecoverInList("expected a comma or a clause");
        }
        while (Accept(TokenKind.Comma));
    }

    private bool HasTrailingHole() => pos > 0 && tokens[pos - 1].HasHole;

    private bool IsSelectFollow() => kind is TokenKind.CloseParen || keyword is not Keyword.None and <= Keyword.LastNoAlias || IsStatementStart();

    /// <summary>A hole between the elements of a list: it may bring further elements, or begin the next clause.</summary>
    private void SkipListHoles()
    {
        while (kind == TokenKind.Hole)
        {
            Advance();
            openCount++;
        }
    }

    private SelectItem ParseSelectItem()
    {
        var start = Start;
        SqlIdentifier alias = default;
        Parameter? assignedTo = null;
        if (kind == TokenKind.Parameter && tokens[pos + 1].Kind is TokenKind.Equal or TokenKind.CompoundAssign && MayBe(SqlDialect.SqlServer))
        {
            assignedTo = ParseParameter();
            Advance();
        }
        else if (rules.Has(DialectFeatures.EqualsAlias) && tokens[pos + 1].Kind == TokenKind.Equal && (IsName() || kind == TokenKind.String))
        {
            alias = TakeIdentifier();
            Advance();
        }

        var expression = ParseExpression();
        if (expression is StarExpression)
            ParseStarModifiers();
        if (alias.IsEmpty)
            alias = ParseColumnAlias();
        var item = alias.IsEmpty && assignedTo is null ? new SelectItem() : new NamedSelectItem(alias, assignedTo);
        item.Expression = expression;
        return Finish(item, start);
    }

    /// <summary><c>* EXCEPT (…)</c>, <c>* EXCLUDE (…)</c>, <c>* REPLACE (…)</c>, <c>* RENAME (…)</c>, <c>* ILIKE '…'</c>.</summary>
    private void ParseStarModifiers()
    {
        while ((keyword is Keyword.Except or Keyword.Replace or Keyword.Rename || IsWord("EXCLUDE")) && tokens[pos + 1].Kind == TokenKind.OpenParen
            && tokens[pos + 2].Keyword != Keyword.Select)
        {
            Advance();
            SkipParentheses();
        }
    }

    private SqlIdentifier ParseColumnAlias()
    {
        if (Accept(Keyword.As))
        {
            if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.String or TokenKind.Hole)
                return TakeIdentifier();
            if (kind == TokenKind.Parameter)
                return TakeIdentifier();
            if (SkipParentheses())
                return default;
            Error("expected an alias");
            return default;
        }

        return IsImplicitAlias() || kind == TokenKind.String ? TakeIdentifier() : default;
    }

    /// <summary>A name that stands where an alias may stand without AS. A hole there is no alias: it could be anything.</summary>
    private bool IsImplicitAlias()
    {
        if (kind == TokenKind.QuotedIdentifier)
            return true;
        if (kind != TokenKind.Word)
            return false;
        if (keyword is Keyword.None or > Keyword.LastNoAlias)
            return !(keyword is Keyword.Go && (Current.Flags & TokenFlags.StartsLine) != 0);
        return keyword > Keyword.LastReserved && IsAliasHere(tokens[pos + 1]);
    }

    /// <summary>Of the words up to <see cref="Keyword.LastNoAlias"/>, those that are an alias all the same where no clause follows.</summary>
    private bool IsAliasHere(in SqlToken next) =>
        keyword switch
        {
            Keyword.Start => next.Keyword != Keyword.With && next.Kind != TokenKind.Word,
            Keyword.Connect => next.Keyword != Keyword.By,
            Keyword.Minus => next.Keyword is not (Keyword.Select or Keyword.All or Keyword.Distinct or Keyword.With) && next.Kind != TokenKind.OpenParen,
            Keyword.Fetch => next.Keyword is not (Keyword.First or Keyword.Next),
            Keyword.Match or Keyword.Sample or Keyword.Model or Keyword.Option or Keyword.Pivot or Keyword.Unpivot or Keyword.Open or Keyword.Close
                or Keyword.Member
                or Keyword.At or Keyword.Escape or Keyword.Bulk or Keyword.Save or Keyword.Glob or Keyword.Ilike or Keyword.Deny or Keyword.Do
                or Keyword.Operator =>
                next.Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.Semicolon
                    || next.Keyword is Keyword.From or Keyword.On or Keyword.Where or Keyword.Join,
            Keyword.Window => next.Kind != TokenKind.Word && next.Kind != TokenKind.QuotedIdentifier,
            Keyword.Mod or Keyword.Div or Keyword.Isnull or Keyword.Notnull or Keyword.Any or Keyword.Some or Keyword.Offset or Keyword.Output or Keyword.Semi
                or Keyword.Anti or Keyword.Asof
                or Keyword.Overlaps or Keyword.Indexed or Keyword.Qualify or Keyword.Ignore or Keyword.Force or Keyword.Sounds =>
                next.Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.Semicolon || next.Keyword is Keyword.From,
            Keyword.Replace => next.Keyword != Keyword.Into && next.Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.EndOfFile,
            _ => false,
        };

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

    // ---- order, limit, locks ----

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
