using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private SqlExpression ParsePostfix(SqlExpression left, int start)
    {
        switch (kind)
        {
            case TokenKind.DoubleColon:
                Advance();
                if (left is ColumnReference column && Is(SqlDialect.SqlServer) && kind == TokenKind.Word)
                {
                    // A static method of a type: geography::Point(…)
                    var type = new SqlIdentifier[column.Name.Count];
                    for (var i = 0; i < type.Length; i++)
                    {
                        type[i] = column.Name[i];
                    }

                    var method = new SqlName(TakeIdentifier(), type);
                    return kind == TokenKind.OpenParen ? ParseCall(method, start) : Finish(new OpaqueExpression(), start);
                }

                return Finish(new CastExpression { Operand = left, Type = ParseType(false) }, start);
            case TokenKind.OpenBracket:
                return ParseSubscript(left, start);
            case TokenKind.OpenParen:
                Advance();
                Advance();
                Advance();
                return Finish(left, start);
            case TokenKind.Word:
                // DAY(9) TO SECOND(3)
                Advance();
                SkipParentheses();
                Advance();
                Advance();
                SkipParentheses();
                return Finish(left, start);
            default:
                return ParseFieldOrMethod(left, start);
        }
    }

    private SqlExpression ParseSubscript(SqlExpression left, int start)
    {
        Advance();
        var from = pending.Count;
        while (kind is not (TokenKind.CloseBracket or TokenKind.EndOfFile))
        {
            if (kind is TokenKind.Colon or TokenKind.Comma or TokenKind.DoubleColon)
            {
                Advance();
                continue;
            }

            if (kind == TokenKind.CloseParen || IsEndOfStatement())
                break;
            var before = pos;
            pending.Add(ParseExpression());
            if (pos == before)
                break;
        }

        var node = new AccessExpression { Operand = left, Subscripts = TakePending<SqlExpression>(from) };
        Expect(TokenKind.CloseBracket);
        return Finish(node, start);
    }

    private SqlExpression ParseFieldOrMethod(SqlExpression left, int start)
    {
        Advance();
        if (kind == TokenKind.Star)
        {
            Advance();
            return Finish(new StarExpression(), start);
        }

        if (kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole))
        {
            Error("expected a name after the dot");
            return Finish(new AccessExpression { Operand = left }, start);
        }

        var field = TakeIdentifier();
        if (kind == TokenKind.OpenParen && !(MayBe(SqlDialect.Oracle) && tokens[pos + 1].Kind == TokenKind.Plus
            && tokens[pos + 2].Kind == TokenKind.CloseParen))
        {
            var call = ParseCall(new SqlName(field), start);
            call.Target = left;
            return Finish(call, start);
        }

        return Finish(new AccessExpression { Operand = left, Field = field }, start);
    }

    /// <summary>Methods on the result of a call: <c>x.nodes(…).value(…)</c>.</summary>
    private SqlExpression ParseMethodCalls(SqlExpression call)
    {
        while (kind == TokenKind.Dot && tokens[pos + 2].Kind == TokenKind.OpenParen)
        {
            call = ParseFieldOrMethod(call, call.Start);
        }

        return call;
    }

    private SqlExpression ParsePrimaryOnly() => ParseExpression(BindingPower.Postfix);

    private SqlExpression ParseUnary()
    {
        switch (kind)
        {
            case TokenKind.Word:
                return ParseWord();
            case TokenKind.QuotedIdentifier:
                return ParseNamed();
            case TokenKind.String:
                return ParseString();
            case TokenKind.Number:
                return TakeLiteral(LiteralKind.Number);
            case TokenKind.Parameter:
            case TokenKind.Question:
                return ParseParameterOrRoutine();
            case TokenKind.OpenParen:
                return ParseParenthesized();
            default:
                return ParseRareOperand();
        }
    }

    private SqlExpression ParseRareOperand()
    {
        switch (kind)
        {
            case TokenKind.Star:
            {
                var star = new StarExpression { Start = Start, Length = 1 };
                Advance();
                return star;
            }

            case TokenKind.Hole:
                return tokens[pos + 1].Kind is TokenKind.Dot or TokenKind.OpenParen ? ParseNamed() : ParseHole();
            case TokenKind.Minus:
                return ParsePrefix(UnaryOperator.Minus);
            case TokenKind.Plus:
                return ParsePrefix(UnaryOperator.Plus);
            case TokenKind.Tilde:
                return ParsePrefix(UnaryOperator.BitNot);
            case TokenKind.Exclamation:
                return ParsePrefix(UnaryOperator.Not);
            case TokenKind.Operator:
                return ParsePrefix(UnaryOperator.Other);
            case TokenKind.OpenBrace:
                return ParseBraces();
            case TokenKind.OpenBracket:
                return ParseArrayItems(Start);
            case TokenKind.Dot:
                return ParseNamed();
            case TokenKind.Colon when tokens[pos + 1].Kind is TokenKind.Number or TokenKind.Word or TokenKind.QuotedIdentifier
                && !IsReserved(tokens[pos + 1].Keyword):
                return ParseSpacedParameter();
            case TokenKind.Unknown when text[Start] == '\\' && IsWord(Peek(1), "N"):
            {
                // MySQL's \N
                var start = Start;
                Advance();
                Advance();
                return Finish(new Literal { LiteralKind = LiteralKind.Null, Value = "\\N" }, start);
            }

            default:
                Error("expected an expression");
                return new ErrorExpression { Start = Start };
        }
    }

    private UnaryExpression ParsePrefix(UnaryOperator op)
    {
        var start = Start;
        Advance();
        var operand = ParseExpression(op == UnaryOperator.Other ? BindingPower.Add : BindingPower.Unary);
        return Finish(new UnaryExpression { Operator = op, Operand = operand }, start);
    }

    private HoleExpression ParseHole()
    {
        var start = Start;
        var id = -1;
        var holes = source.HoleArray;
        int low = 0, high = holes.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (holes[middle].Start == start)
            {
                id = holes[middle].Id;
                break;
            }

            if (holes[middle].Start < start)
                low = middle + 1;
            else
                high = middle - 1;
        }

        Advance();
        return Finish(new HoleExpression { HoleId = id }, start);
    }

    /// <summary>A parenthesis in an expression: a query, a row, or an expression, which has no node for its parentheses.</summary>
    private SqlExpression ParseParenthesized()
    {
        var start = Start;
        if (IsParenthesizedQuery())
        {
            var query = ParseSubquery();
            return Finish(new SubqueryExpression { Query = query }, start);
        }

        Expect(TokenKind.OpenParen);
        if (kind == TokenKind.CloseParen)
        {
            Advance();
            return Finish(new RowExpression(), start);
        }

        var opens = openCount;
        var first = ParseExpression();
        if (first is SubqueryExpression subquery && (IsSetOperator() || IsTailStart()))
        {
            // ((SELECT …) UNION …): the inner parenthesis was an operand of a query.
            subquery.Query = ParseQueryRest(subquery.Query, subquery.Start, Here());
        }

        if (kind == TokenKind.Comma)
        {
            var from = pending.Count;
            pending.Add(first);
            while (Accept(TokenKind.Comma))
            {
                pending.Add(ParseExpression());
            }

            var row = new RowExpression { Items = TakePending<SqlExpression>(from) };
            openCount = opens;
            CloseParenthesis();
            return Finish(row, start);
        }

        openCount = opens;
        CloseParenthesis();
        return first;
    }

    private SqlExpression[] ParseExpressionList()
    {
        var from = pending.Count;
        do
        {
            pending.Add(ParseExpression());
            if (kind is not (TokenKind.Comma or TokenKind.CloseParen))
                SkipListHoles();
        }
        while (Accept(TokenKind.Comma));
        return TakePending<SqlExpression>(from);
    }

    /// <summary><c>{d '…'}</c>, <c>{fn f(…)}</c>, or the object of a document database.</summary>
    private SqlExpression ParseBraces()
    {
        var start = Start;
        Advance();
        if (AcceptWord("FN"))
        {
            var call = ParseExpression();
            Expect(TokenKind.CloseBrace);
            return Finish(call, start);
        }

        if (kind == TokenKind.Word && tokens[pos + 1].Kind == TokenKind.String && (IsWord("D") || IsWord("T") || IsWord("TS") || IsWord("GUID")))
        {
            Advance();
            var literal = ParseString();
            literal.LiteralKind = LiteralKind.Temporal;
            Expect(TokenKind.CloseBrace);
            return Finish(literal, start);
        }

        var braces = 1;
        while (!IsEndOfStatement() && braces > 0)
        {
            if (kind == TokenKind.OpenBrace)
                braces++;
            else if (kind == TokenKind.CloseBrace)
                braces--;
            Advance();
        }

        if (braces > 0)
            Error("a closing brace is missing");
        return Finish(new OpaqueExpression(), start);
    }

    private ArrayExpression ParseArrayItems(int start)
    {
        Expect(TokenKind.OpenBracket);
        var from = pending.Count;
        while (kind is not (TokenKind.CloseBracket or TokenKind.EndOfFile))
        {
            pending.Add(ParseExpression());
            if (!Accept(TokenKind.Comma))
                break;
        }

        var node = new ArrayExpression { Items = TakePending<SqlExpression>(from) };
        Expect(TokenKind.CloseBracket);
        return Finish(node, start);
    }
}
