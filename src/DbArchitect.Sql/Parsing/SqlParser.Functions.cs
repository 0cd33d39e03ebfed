using System;
using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    /// <summary>The call whose opening parenthesis is here.</summary>
    private FunctionCall ParseCall(SqlName name, int start)
    {
        var call = new FunctionCall { Name = name };
        if (!Enter(1))
        {
            Accept(TokenKind.CloseParen);
            return Finish(call, start);
        }

        Expect(TokenKind.OpenParen);
        var opens = openCount;
        if (kind != TokenKind.CloseParen)
            ParseArguments(call);
        openCount = opens;
        if (kind != TokenKind.CloseParen)
            CloseArguments(call);
        else
            Advance();
        depth--;
        if (kind == TokenKind.Word)
            ParseCallSuffix(call);
        return Finish(call, start);
    }

    /// <summary>What stands before the closing parenthesis was not understood. Some functions have a language of their own there.</summary>
    private void CloseArguments(FunctionCall call)
    {
        if (HasOwnGrammar(call.Name.Last.Text))
        {
            call.HasOpaqueArguments = true;
            SkipToClose();
            Accept(TokenKind.CloseParen);
            return;
        }

        CloseParenthesis();
    }

    /// <summary>Of these functions, and of all whose name begins so: words between and behind the arguments that no other function has.</summary>
    private static bool HasOwnGrammar(string name)
    {
        foreach (var prefix in OwnGrammar.Functions)
        {
            if (StartsWith(name, prefix))
                return true;
        }

        return false;
    }

    /// <summary>A class by itself, so that nothing of it is made for a text that calls no function.</summary>
    private static class OwnGrammar
    {
        public static readonly string[] Functions =
        [
            "JSON", "XML", "LISTAGG", "STRING_AGG", "OPENROWSET", "OPENXML", "GRAPH_TABLE", "CHANGETABLE", "COLUMNS", "COLUMN_", "TABLE", "UNNEST",
            "VECTOR", "AI_", "CHAR", "TO_", "TREAT", "VALIDATE_CONVERSION", "WEIGHT_STRING", "NORMALIZE", "PREDICT", "CLUSTER", "FEATURE", "APPROX",
            "ORA_", "RANK",
        ];
    }

    private static bool StartsWith(string? text, string prefix) => text is not null && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private void ParseArguments(FunctionCall call)
    {
        while (kind == TokenKind.Word && keyword is Keyword.Distinct or Keyword.Unique or Keyword.All || IsWord("DISTINCTROW"))
        {
            if (tokens[pos + 1].Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.OpenParen && keyword is not (Keyword.Distinct or Keyword.All))
                break;
            call.IsDistinct |= keyword != Keyword.All;
            Advance();
        }

        var from = pending.Count;
        var name = call.Name.Last;
        if (name.Is("TRIM") && kind == TokenKind.Word && (IsWord("BOTH") || IsWord("LEADING") || IsWord("TRAILING")))
        {
            Advance();
            Accept(Keyword.From);
        }

        var takesUnit = kind == TokenKind.Word && TakesUnit(name.Text) && tokens[pos + 1].Kind is TokenKind.Comma || tokens[pos + 1].Keyword == Keyword.From;
        if (takesUnit && kind == TokenKind.Word && IsUnit(name.Text))
            pending.Add(TakeLiteral(LiteralKind.Keyword));
        else if (name.Is("POSITION"))
            pending.Add(ParseExpression(BindingPower.Other));
        else
            pending.Add(ParseArgument());
        while (true)
        {
            switch (kind)
            {
                case TokenKind.Comma:
                    Advance();
                    if (kind != TokenKind.CloseParen)
                        pending.Add(ParseArgument());
                    else
                        Error("expected an argument");
                    continue;
                case TokenKind.Hole:
                    SkipListHoles();
                    continue;
                case TokenKind.Colon:
                    // JSON: 'key' : value
                    Advance();
                    pending.Add(ParseArgument());
                    continue;
                case TokenKind.Parameter when text[Start] == ':':
                    Advance();
                    continue;
                case TokenKind.Word:
                    if (ParseArgumentWord(call))
                        continue;
                    break;
            }

            break;
        }

        call.Arguments = TakePending<SqlExpression>(from);
    }

    /// <summary>The words that stand between arguments.</summary>
    private bool ParseArgumentWord(FunctionCall call)
    {
        switch (keyword)
        {
            case Keyword.From or Keyword.For or Keyword.In or Keyword.Using or Keyword.With
                    when tokens[pos + 1].Keyword is not (Keyword.First or Keyword.Last) && pending[pending.Count - 1] is not ErrorExpression:
                Advance();
                pending.Add(ParseArgument());
                return true;
            case Keyword.Order when tokens[pos + 1].Keyword == Keyword.By:
                call.OrderBy = ParseOrderBy();
                return true;
            case Keyword.As when !call.Name.Last.Is("XMLELEMENT"):
                Advance();
                if (!SkipParentheses())
                    ParseType(false);
                return true;
            case Keyword.Similar or Keyword.Escape or Keyword.To:
                Advance();
                pending.Add(ParseArgument());
                return true;
            case Keyword.Ignore or Keyword.Respect when tokens[pos + 1].Keyword == Keyword.Nulls:
                Advance();
                Advance();
                return true;
            case Keyword.Limit:
                ParseLimit(new LimitClause { Start = Start });
                return true;
            case Keyword.Having:
                // HAVING MAX x
                Advance();
                Advance();
                ParseExpression();
                return true;
            case Keyword.Where:
                call.Filter = ParseWhere().Condition;
                return true;
        }

        if (IsWord("PLACING"))
        {
            Advance();
            pending.Add(ParseArgument());
            return true;
        }

        if (IsWord("SEPARATOR"))
        {
            Advance();
            pending.Add(ParseExpression());
            return true;
        }

        if (keyword == Keyword.Value && HasOwnGrammar(call.Name.Last.Text))
        {
            Advance();
            pending.Add(ParseArgument());
            return true;
        }

        return false;
    }

    private SqlExpression ParseArgument()
    {
        if (kind == TokenKind.Word)
        {
            if (tokens[pos + 1].Kind is TokenKind.FatArrow or TokenKind.Assign)
                return ParseNamedArgument();
            if (IsWord("VARIADIC"))
                Advance();
            else if (keyword is Keyword.Select or Keyword.With)
                return ParseBareSubquery();
            else if (tokens[pos + 1].Kind is TokenKind.String or TokenKind.Number && IsWord("LANGUAGE"))
                Advance();
            else if (keyword == Keyword.Table && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
                Advance();
            else if (keyword == Keyword.Key && tokens[pos + 1].Kind is TokenKind.String or TokenKind.Word or TokenKind.QuotedIdentifier
                && tokens[pos + 1].Keyword is Keyword.None)
                Advance();
        }

        var argument = ParseExpression();
        if (argument is SubqueryExpression subquery && IsSetOperator())
            subquery.Query = ParseQueryRest(subquery.Query, subquery.Start, Here());
        return argument;
    }

    /// <summary><c>name =&gt; value</c>: the name is a literal, since it is no column.</summary>
    private BinaryExpression ParseNamedArgument()
    {
        var start = Start;
        var node = new BinaryExpression { Left = TakeLiteral(LiteralKind.Keyword), Operator = BinaryOperator.NamedArgument, OperatorStart = Start };
        Advance();
        node.Right = ParseExpression();
        return Finish(node, start);
    }

    private SubqueryExpression ParseBareSubquery()
    {
        var start = Start;
        var query = ParseQuery();
        return Finish(new SubqueryExpression { Query = query }, start);
    }

    /// <summary>Functions whose first argument is the unit of a date and no column.</summary>
    private static bool TakesUnit(string name) =>
        name.Length >= 4 && (name[0] | 0x20) is 'd' or 'e' or 't' && (StartsWith(name, "DATE") || StartsWith(name, "EXTRACT") || StartsWith(name, "TIMESTAMP"));

    private bool IsUnit(string function)
    {
        if (StartsWith(function, "EXTRACT"))
            return true;
        if (function.Equals("DATE", StringComparison.OrdinalIgnoreCase) || function.Equals("TIMESTAMP", StringComparison.OrdinalIgnoreCase))
            return false;
        if (Is(SqlDialect.MySql) && !StartsWith(function, "TIMESTAMP"))
            return false;
        return IsUnitWord();
    }

    private bool IsUnitWord()
    {
        const string Units = " YEAR YEARS YY YYYY QUARTER QQ Q MONTH MONTHS MM M DAYOFYEAR DY Y DAY DAYS DD D WEEK WEEKS WK WW WEEKDAY DW W HOUR HOURS HH MINUTE MINUTES MI N SECOND SECONDS SS S "
            + "MILLISECOND MILLISECONDS MS MICROSECOND MICROSECONDS MCS NANOSECOND NS TZOFFSET TZ ISO_WEEK ISOWK ISOWW EPOCH DOW ISODOW ISOYEAR CENTURY DECADE MILLENNIUM DOY "
            + "SQL_TSI_SECOND SQL_TSI_MINUTE SQL_TSI_HOUR SQL_TSI_DAY SQL_TSI_WEEK SQL_TSI_MONTH SQL_TSI_QUARTER SQL_TSI_YEAR FRAC_SECOND "
            + "YEAR_MONTH DAY_HOUR DAY_MINUTE DAY_SECOND DAY_MICROSECOND HOUR_MINUTE HOUR_SECOND HOUR_MICROSECOND MINUTE_SECOND MINUTE_MICROSECOND SECOND_MICROSECOND ";
        var at = Units.IndexOf(TextOf(Current), StringComparison.OrdinalIgnoreCase);
        return at > 0 && Units[at - 1] == ' ' && Units[at + Current.Length] == ' '
            || (at >= 0 && Units.IndexOf(" " + TextOf(Current) + " ", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>WITHIN GROUP, FILTER, RESPECT NULLS, KEEP, OVER.</summary>
    private void ParseCallSuffix(FunctionCall call)
    {
        while (true)
        {
            switch (keyword)
            {
                case Keyword.Within when tokens[pos + 1].Keyword == Keyword.Group:
                    Advance();
                    Advance();
                    if (Accept(TokenKind.OpenParen))
                    {
                        if (keyword == Keyword.Order)
                            call.OrderBy = ParseOrderBy();
                        CloseParenthesis();
                    }

                    continue;
                case Keyword.Filter when tokens[pos + 1].Kind == TokenKind.OpenParen && tokens[pos + 2].Keyword == Keyword.Where:
                    Advance();
                    Advance();
                    call.Filter = ParseWhere().Condition;
                    CloseParenthesis();
                    continue;
                case Keyword.Respect or Keyword.Ignore when tokens[pos + 1].Keyword == Keyword.Nulls:
                case Keyword.From when tokens[pos + 1].Keyword is Keyword.First or Keyword.Last
                    && tokens[pos + 2].Keyword is Keyword.Over or Keyword.Respect or Keyword.Ignore:
                    Advance();
                    Advance();
                    continue;
                case Keyword.Over when tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole:
                    Advance();
                    call.Over = ParseWindow();
                    return;
            }

            if (IsWord("KEEP") && tokens[pos + 1].Kind == TokenKind.OpenParen)
            {
                Advance();
                SkipParentheses();
                continue;
            }

            return;
        }
    }

    private WindowSpecification ParseWindow()
    {
        if (kind == TokenKind.OpenParen)
            return ParseWindowBody();
        var start = Start;
        return Finish(new WindowSpecification { Name = TakeIdentifier() }, start);
    }

    private WindowSpecification ParseWindowBody()
    {
        var start = Start;
        var window = new WindowSpecification();
        if (!Expect(TokenKind.OpenParen))
            return Finish(window, start);
        if (!Enter(3))
        {
            Accept(TokenKind.CloseParen);
            return Finish(window, start);
        }

        var opens = openCount;
        if (kind == TokenKind.QuotedIdentifier || (kind == TokenKind.Word
            && keyword is not (Keyword.Partition or Keyword.Order or Keyword.Rows or Keyword.Range or Keyword.Groups)))
            window.Name = TakeIdentifier();
        if (keyword == Keyword.Partition || (keyword == Keyword.None && IsWord("DISTRIBUTE")))
        {
            Advance();
            Accept(Keyword.By);
            window.PartitionBy = ParseExpressionList();
        }

        if (keyword == Keyword.Order && tokens[pos + 1].Keyword == Keyword.By)
            window.OrderBy = ParseOrderBy();
        if (keyword is Keyword.Rows or Keyword.Range or Keyword.Groups)
        {
            window.HasFrame = true;
            SkipToClose();
        }

        SkipListHoles();
        openCount = opens;
        depth -= 3;
        CloseParenthesis();
        return Finish(window, start);
    }

    private CaseExpression ParseCase()
    {
        var start = Start;
        Advance();
        var node = new CaseExpression();
        if (keyword != Keyword.When)
            node.Operand = ParseExpression();
        var from = pending.Count;
        while (keyword == Keyword.When || kind == TokenKind.Hole)
        {
            if (kind == TokenKind.Hole)
            {
                // Branches put in at run time.
                Advance();
                continue;
            }

            var whenStart = Start;
            Advance();
            var when = new CaseWhen { When = ParseExpression() };
            while (Accept(TokenKind.Comma))
            {
                ParseExpression();
            }

            if (Expect(Keyword.Then))
                when.Then = ParseExpression();
            else
                when.Then = new ErrorExpression { Start = lastEnd };
            pending.Add(Finish(when, whenStart));
        }

        node.Whens = TakePending<CaseWhen>(from);
        if (Accept(Keyword.Else))
            node.Else = ParseExpression();
        while (kind == TokenKind.Hole)
        {
            Advance();
        }

        if (Expect(Keyword.End) && Is(SqlDialect.Oracle))
            Accept(Keyword.Case);
        return Finish(node, start);
    }

    private ExistsExpression ParseExists()
    {
        var start = Start;
        Advance();
        var node = new ExistsExpression();
        if (kind == TokenKind.Hole)
            Advance();
        else if (IsParenthesizedQuery())
            node.Query = ParseSubquery();
        else if (ParseParenthesized() is SubqueryExpression subquery)
            node.Query = subquery.Query;
        return Finish(node, start);
    }

    private SqlExpression ParseCast()
    {
        var start = Start;
        Advance();
        Advance();
        var node = new CastExpression { Operand = ParseArgument() };
        if (Accept(Keyword.As))
            node.Type = ParseType(false);
        else
            node.Type = new SqlDataType { Start = lastEnd };
        if (kind != TokenKind.CloseParen && node.Type.Length > 0)
        {
            // FORMAT '…', USING culture, DEFAULT … ON CONVERSION ERROR, a character set
            SkipToClose();
        }

        CloseParenthesis();
        return Finish(node, start);
    }

    /// <summary>
    /// CONVERT(type, value, style) of SQL Server; CONVERT(value, type) and CONVERT(value USING charset) of MySQL; an ordinary function elsewhere.
    /// </summary>
    private SqlExpression ParseConvert()
    {
        var start = Start;
        if (MayBe(SqlDialect.SqlServer) && tokens[pos + 2].Kind is TokenKind.Word or TokenKind.QuotedIdentifier
            && (Is(SqlDialect.SqlServer) || IsSqlServerType(tokens[pos + 2]))
            && tokens[pos + 3].Kind is TokenKind.OpenParen or TokenKind.Comma or TokenKind.Dot or TokenKind.Word)
        {
            Advance();
            Advance();
            var node = new CastExpression { Type = ParseType(false) };
            if (Expect(TokenKind.Comma))
                node.Operand = ParseExpression();
            else
                node.Operand = new ErrorExpression { Start = lastEnd };
            if (Accept(TokenKind.Comma))
                ParseExpression();
            CloseParenthesis();
            return Finish(node, start);
        }

        if (MayBe(SqlDialect.MySql))
        {
            Advance();
            Advance();
            var node = new CastExpression { Operand = ParseArgument() };
            var typeStart = Start;
            if (Accept(TokenKind.Comma))
                node.Type = ParseType(false);
            else if (Accept(Keyword.Using))
                node.Type = Finish(new SqlDataType { Name = "char", Start = typeStart }, SkipWord(typeStart));
            else
                node.Type = new SqlDataType { Start = lastEnd };
            if (kind == TokenKind.Comma)
                SkipToClose();
            CloseParenthesis();
            return Finish(node, start);
        }

        return ParseNamed();
    }

    private int SkipWord(int start)
    {
        Advance();
        return start;
    }

    private bool IsSqlServerType(in SqlToken token)
    {
        const string Types = " varchar nvarchar char nchar int bigint smallint tinyint bit date datetime datetime2 smalldatetime datetimeoffset time decimal numeric float real money "
            + "smallmoney uniqueidentifier varbinary binary xml text ntext image sql_variant sysname rowversion ";
        return token.Kind == TokenKind.QuotedIdentifier || Types.IndexOf(" " + TextOf(token) + " ", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private SqlExpression ParseInterval()
    {
        var start = Start;
        var next = tokens[pos + 1];
        if (next.Kind is TokenKind.Dot or TokenKind.Comma or TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.Semicolon
            || IsReserved(next.Keyword) && next.Keyword is not (Keyword.Case or Keyword.Null)
            || next.Kind is not (TokenKind.String or TokenKind.Number or TokenKind.Parameter or TokenKind.Question or TokenKind.Word or TokenKind.OpenParen
            or TokenKind.Minus
                or TokenKind.Hole or TokenKind.QuotedIdentifier or TokenKind.Plus))
            return ParseNamed();
        if (next.Kind == TokenKind.OpenParen && IsIntervalFunction())
            return ParseNamed();
        if (next.Kind == TokenKind.Word && (Is(SqlDialect.PostgreSql) || next.Keyword is Keyword.Rows or Keyword.Range or Keyword.Groups
            || !IsOperandStart(next)))
            return ParseNamed();
        Advance();
        if (kind == TokenKind.OpenParen && tokens[pos + 2].Kind == TokenKind.CloseParen && tokens[pos + 3].Kind == TokenKind.String)
            SkipParentheses();
        var node = new IntervalExpression { Value = kind == TokenKind.String ? ParseString() : ParseExpression(BindingPower.Compare) };
        var unitStart = Start;
        if (kind == TokenKind.Word && (IsUnitWord() || (keyword == Keyword.None && !Is(SqlDialect.PostgreSql) && Current.Length > 3
            && text.IndexOf('_', Start, Current.Length) > 0)))
        {
            Advance();
            SkipParentheses();
            if (keyword == Keyword.To && tokens[pos + 1].Kind == TokenKind.Word)
            {
                Advance();
                Advance();
                SkipParentheses();
            }

            node.Unit = TextBetween(unitStart, lastEnd).ToUpperInvariant();
        }
        else if (kind == TokenKind.Hole && node.Value is not HoleExpression)
        {
            Advance();
        }

        return Finish(node, start);
    }

    /// <summary>MySQL's INTERVAL(n, a, b) is a function; INTERVAL (n) DAY is not.</summary>
    private bool IsIntervalFunction()
    {
        var level = 0;
        for (var i = pos + 1; tokens[i].Kind != TokenKind.EndOfFile && i < pos + 64; i++)
        {
            if (tokens[i].Kind == TokenKind.OpenParen)
                level++;
            else if (tokens[i].Kind == TokenKind.CloseParen && --level == 0)
                return tokens[i + 1].Kind is not (TokenKind.Word or TokenKind.String);
            else if (tokens[i].Kind == TokenKind.Comma && level == 1)
                return true;
        }

        return false;
    }

    private SqlExpression ParseArray()
    {
        var start = Start;
        Advance();
        if (kind == TokenKind.OpenBracket)
            return ParseArrayItems(start);
        if (IsParenthesizedQuery())
            return Finish(new ArrayExpression { Query = ParseSubquery() }, start);
        var inner = ParseParenthesized();
        return Finish(inner is SubqueryExpression subquery ? new ArrayExpression { Query = subquery.Query } : new ArrayExpression { Items = [inner] }, start);
    }

    private RowExpression ParseRow()
    {
        var start = Start;
        Advance();
        Advance();
        var items = kind == TokenKind.CloseParen ? NoExpressions : ParseExpressionList();
        CloseParenthesis();
        return Finish(new RowExpression { Items = items }, start);
    }

    private FunctionCall ParseNextValue()
    {
        // NEXT VALUE FOR sequence [OVER (…)]
        var start = Start;
        var name = TakeIdentifier();
        Advance();
        Accept(Keyword.For);
        ParseName();
        var call = new FunctionCall { Name = new SqlName(name) };
        if (Accept(Keyword.Over))
            call.Over = ParseWindow();
        return Finish(call, start);
    }

    /// <summary><c>MATCH (a, b) AGAINST ('…' IN BOOLEAN MODE)</c>.</summary>
    private FunctionCall ParseMatchAgainst()
    {
        var start = Start;
        var name = TakeIdentifier();
        Advance();
        var from = pending.Count;
        if (kind != TokenKind.CloseParen)
        {
            do
            {
                pending.Add(ParseExpression());
            }
            while (Accept(TokenKind.Comma));
        }

        CloseParenthesis();
        if (AcceptWord("AGAINST") && Accept(TokenKind.OpenParen))
        {
            pending.Add(ParseExpression(BindingPower.Other));
            SkipToClose();
            Accept(TokenKind.CloseParen);
        }

        return Finish(new FunctionCall { Name = new SqlName(name), Arguments = TakePending<SqlExpression>(from) }, start);
    }

    // ---- types ----

    /// <summary>A type. In a column definition the words that follow may be constraints; in a cast they end at the parenthesis.</summary>
    private SqlDataType ParseType(bool inColumn)
    {
        var start = Start;
        var type = new SqlDataType();
        var first = pos;
        var holes = holeCount;
        if (IsWord("SETOF"))
            Advance();
        if (kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.String))
        {
            Error("expected a type");
            return Finish(type, start);
        }

        Advance();
        while (kind == TokenKind.Dot)
        {
            Advance();
            Advance();
        }

        while (kind == TokenKind.Word && IsTypeContinuation(inColumn))
        {
            Advance();
        }

        type.Name = JoinWords(first, pos);
        if (kind == TokenKind.OpenParen && tokens[pos + 1].Keyword is not Keyword.Select)
            type.Arguments = ParseTypeArguments();
        while (true)
        {
            if (kind == TokenKind.Word && IsTypeSuffix())
            {
                var suffix = pos;
                if (keyword == Keyword.With || IsWord("WITHOUT"))
                {
                    // with time zone, with local time zone
                    while (kind == TokenKind.Word && !IsWord("ZONE"))
                    {
                        Advance();
                    }
                }
                else if (keyword == Keyword.To)
                {
                    Advance();
                }

                Advance();
                type.Name += " " + JoinWords(suffix, pos);
                if (kind == TokenKind.OpenParen && type.Arguments.Length == 0)
                    type.Arguments = ParseTypeArguments();
                else if (inColumn is false)
                    SkipParentheses();
                continue;
            }

            if (IsWord("CHARACTER") || IsWord("CHARSET"))
            {
                Advance();
                Accept(Keyword.Set);
                Accept(TokenKind.Equal);
                Advance();
                continue;
            }

            if (kind == TokenKind.Less)
            {
                // array<int>, map<text, double>
                SkipTypeParameters();
                continue;
            }

            if (kind == TokenKind.Percent && tokens[pos + 1].Kind == TokenKind.Word)
            {
                // %TYPE, %ROWTYPE
                Advance();
                Advance();
                continue;
            }

            if (kind == TokenKind.OpenBracket)
            {
                type.IsArray = true;
                while (kind is not (TokenKind.CloseBracket or TokenKind.EndOfFile))
                {
                    Advance();
                }

                Accept(TokenKind.CloseBracket);
                continue;
            }

            if (keyword == Keyword.Array)
            {
                type.IsArray = true;
                Advance();
                continue;
            }

            break;
        }

        type.HasHole = holeCount > holes;
        return Finish(type, start);
    }

    private void SkipTypeParameters()
    {
        var open = 0;
        while (!IsEndOfStatement())
        {
            open += kind switch { TokenKind.Less => 1, TokenKind.Greater => -1, TokenKind.ShiftRight => -2, _ => 0 };
            if (!SkipParentheses())
                Advance();
            if (open <= 0)
                return;
        }
    }

    private bool IsTypeContinuation(bool inColumn)
    {
        if (IsWord("PRECISION") || IsWord("VARYING") || IsWord("LARGE") || IsWord("OBJECT") || IsWord("UNSIGNED") || IsWord("SIGNED") || IsWord("ZEROFILL"))
            return true;
        var previous = tokens[pos - 1];
        if (IsWord(previous, "NATIONAL") || IsWord(previous, "LONG"))
            return IsWord("CHARACTER") || IsWord("CHAR") || IsWord("VARCHAR") || IsWord("RAW") || IsWord("VARBINARY") || IsWord("VARCHARACTER")
                || IsWord("TEXT");
        if (IsWord(previous, "CHARACTER") && IsWord("LARGE"))
            return true;
        if (IsWord(previous, "INTERVAL"))
            return IsUnitWord();
        if (IsWord(previous, "SIGNED") || IsWord(previous, "UNSIGNED"))
            return IsWord("INTEGER") || IsWord("INT") || IsWord("BIG");
        // SQLite takes any words.
        return inColumn && Is(SqlDialect.Sqlite) && keyword == Keyword.None && !IsWord("AUTOINCREMENT") && !IsWord("AS") && !IsWord("HIDDEN");
    }

    private bool IsTypeSuffix()
    {
        if (keyword == Keyword.With || IsWord("WITHOUT"))
            return IsWord(Peek(1), "TIME") || (keyword == Keyword.Local && IsWord(Peek(2), "TIME")) || (IsWord(Peek(1), "LOCAL") && IsWord(Peek(2), "TIME"));
        if (keyword == Keyword.To)
            return IsUnitWord(Peek(1));
        return IsWord("UNSIGNED") || IsWord("SIGNED") || IsWord("ZEROFILL") || IsWord("VARYING");
    }

    private bool IsUnitWord(in SqlToken token) =>
        IsWord(token, "SECOND") || IsWord(token, "MINUTE") || IsWord(token, "HOUR") || IsWord(token, "DAY") || IsWord(token, "MONTH");

    private string[] ParseTypeArguments()
    {
        Advance();
        var list = new List<string>();
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
        {
            var from = pos;
            while (kind is not (TokenKind.Comma or TokenKind.CloseParen or TokenKind.EndOfFile))
            {
                if (!SkipParentheses())
                    Advance();
            }

            list.Add(JoinWords(from, pos));
            if (!Accept(TokenKind.Comma))
                break;
        }

        Expect(TokenKind.CloseParen);
        return list.ToArray();
    }
}
