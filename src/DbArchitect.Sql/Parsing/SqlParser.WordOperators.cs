using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private SqlExpression ParseWordOperator(SqlExpression left, int start)
    {
        var negated = keyword == Keyword.Not && Accept(Keyword.Not);
        switch (keyword)
        {
            case Keyword.In:
                return ParseIn(left, start, negated);
            case Keyword.Between:
                return ParseBetween(left, start, negated);
            case Keyword.Like or Keyword.Ilike or Keyword.Regexp or Keyword.Rlike or Keyword.Glob or Keyword.Similar or Keyword.Match:
                return ParseLike(left, start, negated);
            case Keyword.Is:
                return ParseIs(left, start);
            case Keyword.Isnull or Keyword.Notnull:
                negated = keyword == Keyword.Notnull;
                Advance();
                return Finish(new IsExpression { Operand = left, Test = IsTest.Null, IsNegated = negated }, start);
            case Keyword.Null:
                // SQLite: a NOT NULL
                Advance();
                return Finish(new IsExpression { Operand = left, Test = IsTest.Null, IsNegated = true }, start);
            case Keyword.At:
                return ParseAtTimeZone(left, start);
            case Keyword.Collate:
                Advance();
                var collation = keyword == Keyword.Binary ? new SqlName(TakeIdentifier()) : ParseName();
                return Finish(new CollateExpression { Operand = left, Collation = collation }, start);
            default:
                return ParseNamedOperator(left, start);
        }
    }

    private InExpression ParseIn(SqlExpression left, int start, bool negated)
    {
        Advance();
        var node = new InExpression { Operand = left, IsNegated = negated };
        if (kind != TokenKind.OpenParen)
        {
            // IN @list, IN {hole}, IN table
            if (AcceptWord("UNNEST") && kind == TokenKind.OpenParen)
                node.List = [ParseParenthesized()];
            else
                node.List = [ParseExpression(BindingPower.Other)];
            return Finish(node, start);
        }

        node.HasParentheses = true;
        if (IsParenthesizedQuery())
        {
            node.Query = ParseSubquery();
            return Finish(node, start);
        }

        Advance();
        if (kind != TokenKind.CloseParen)
        {
            var opens = openCount;
            var items = ParseExpressionList();
            openCount = opens;
            if (items.Length == 1 && items[0] is SubqueryExpression subquery)
            {
                node.Query = IsSetOperator() || IsTailStart() ? ParseQueryRest(subquery.Query, subquery.Start, Here()) : subquery.Query;
                items = NoExpressions;
            }

            node.List = items;
        }

        CloseParenthesis();
        return Finish(node, start);
    }

    private BetweenExpression ParseBetween(SqlExpression left, int start, bool negated)
    {
        Advance();
        if (IsWord("SYMMETRIC") || IsWord("ASYMMETRIC"))
            Advance();
        var node = new BetweenExpression { Operand = left, IsNegated = negated, Low = ParseExpression(BindingPower.Other) };
        if (Expect(Keyword.And))
            node.High = ParseExpression(BindingPower.Other);
        else
            node.High = new ErrorExpression { Start = lastEnd };
        return Finish(node, start);
    }

    private LikeExpression ParseLike(SqlExpression left, int start, bool negated)
    {
        var node = new LikeExpression { Operand = left, IsNegated = negated };
        node.LikeKind = keyword switch
        {
            Keyword.Ilike => LikeKind.ILike,
            Keyword.Similar => LikeKind.SimilarTo,
            Keyword.Regexp or Keyword.Rlike => LikeKind.Regexp,
            Keyword.Glob => LikeKind.Glob,
            Keyword.Match => LikeKind.Match,
            _ => LikeKind.Like,
        };
        Advance();
        if (node.LikeKind == LikeKind.SimilarTo)
            Accept(Keyword.To);
        if (keyword is Keyword.Any or Keyword.All or Keyword.Some && tokens[pos + 1].Kind == TokenKind.OpenParen)
            node.Pattern = ParseQuantified();
        else
            node.Pattern = ParseExpression(BindingPower.Other);
        if (keyword == Keyword.Escape || IsWord("ESCAPE"))
        {
            Advance();
            node.Escape = ParseExpression(BindingPower.Other);
        }

        return Finish(node, start);
    }

    private SqlExpression ParseIs(SqlExpression left, int start)
    {
        Advance();
        var node = new IsExpression { Operand = left, IsNegated = Accept(Keyword.Not) };
        switch (keyword)
        {
            case Keyword.Null:
                Advance();
                break;
            case Keyword.True:
                Advance();
                node.Test = IsTest.True;
                break;
            case Keyword.False:
                Advance();
                node.Test = IsTest.False;
                break;
            case Keyword.Unknown:
                Advance();
                node.Test = IsTest.Unknown;
                break;
            case Keyword.Distinct when tokens[pos + 1].Keyword == Keyword.From:
                Advance();
                Advance();
                node.Test = IsTest.DistinctFrom;
                node.Right = ParseExpression(BindingPower.Other);
                break;
            default:
                ParseIsOther(node);
                break;
        }

        return Finish(node, start);
    }

    /// <summary>IS JSON …, IS OF (…), IS A SET, IS NORMALIZED, IS DOCUMENT, …, and SQLite's <c>a IS b</c>.</summary>
    private void ParseIsOther(IsExpression node)
    {
        node.Test = IsTest.Other;
        if (kind == TokenKind.Word && (IsWord("JSON") || IsWord("DOCUMENT") || IsWord("NORMALIZED") || IsWord("NFC") || IsWord("NFD") || IsWord("NFKC")
            || IsWord("NFKD")
            || IsWord("EMPTY") || IsWord("DANGLING") || IsWord("NAN") || IsWord("INFINITE") || IsWord("PRESENT") || keyword == Keyword.Of || IsWord("A")
            || IsWord("LABELED")
            || IsWord("SOURCE") || IsWord("DESTINATION") || IsWord("DIRECTED")))
        {
            Advance();
            while (kind == TokenKind.Word && (IsWord("OBJECT") || IsWord("ARRAY") || IsWord("SCALAR") || IsWord("VALUE") || IsWord("WITH")
                || IsWord("WITHOUT") || IsWord("UNIQUE")
                || IsWord("KEYS") || IsWord("KEY") || IsWord("NORMALIZED") || IsWord("TYPE") || IsWord("SET") || IsWord("STRICT") || IsWord("LAX")))
            {
                Advance();
            }

            if (kind == TokenKind.OpenParen)
                SkipParentheses();
            return;
        }

        // SQLite: IS and IS NOT compare values, NULL included.
        node.Test = IsTest.DistinctFrom;
        node.IsNegated = !node.IsNegated;
        node.Right = ParseExpression(BindingPower.Other);
    }

    private BinaryExpression ParseAtTimeZone(SqlExpression left, int start)
    {
        var node = new BinaryExpression { Left = left, Operator = BinaryOperator.AtTimeZone, OperatorStart = Start };
        Advance();
        if (AcceptWord("LOCAL"))
        {
            node.Right = new Literal { LiteralKind = LiteralKind.Keyword, Value = "LOCAL", Start = lastEnd - 5, Length = 5 };
        }
        else
        {
            Advance();
            AcceptWord("ZONE");
            node.Right = ParseExpression(BindingPower.Collate);
        }

        return Finish(node, start);
    }

    /// <summary>DIV, MOD, OVERLAPS, SOUNDS LIKE, MEMBER OF, MULTISET UNION, <c>OPERATOR(…)</c>.</summary>
    private BinaryExpression ParseNamedOperator(SqlExpression left, int start)
    {
        var node = new BinaryExpression { Left = left, Operator = BinaryOperator.Other, OperatorStart = Start };
        var power = keyword is Keyword.Div or Keyword.Mod ? BindingPower.Unary : BindingPower.Add;
        if (keyword == Keyword.Mod)
            node.Operator = BinaryOperator.Modulo;
        var operatorStart = Start;
        var multiset = IsWord("MULTISET");
        Advance();
        if (kind == TokenKind.OpenParen && IsWord(tokens[pos - 1], "OPERATOR"))
        {
            SkipParentheses();
        }
        else if (multiset)
        {
            Advance();
            if (!Accept(Keyword.All))
                Accept(Keyword.Distinct);
        }
        else if (keyword is Keyword.Like or Keyword.Of)
        {
            Advance();
        }

        node.OperatorText = TextBetween(operatorStart, lastEnd);
        node.Right = keyword is Keyword.Any or Keyword.All or Keyword.Some && tokens[pos + 1].Kind == TokenKind.OpenParen
            ? ParseQuantified()
            : ParseExpression(power);
        return Finish(node, start);
    }
}
