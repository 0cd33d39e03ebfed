using DbArchitect.Sql.Dialects;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
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
}
