using System;
using System.Text;
using DbArchitect.Sql.Dialects;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private SqlExpression ParseExpression() => ParseExpression(BindingPower.None);

    /// <summary>
    /// An expression whose operators bind at least as tightly as <paramref name="minimum"/>. Runs of operators iterate; only nesting recurses.
    /// </summary>
    private SqlExpression ParseExpression(int minimum)
    {
        var start = Start;

        // A word leads through the largest frames.
        var levels = kind == TokenKind.Word ? 2 : 1;
        if (!Enter(levels))
            return Finish(new ErrorExpression(), start);
        var left = ParseUnary();
        left = ParseOperators(left, start, minimum);
        depth -= levels;
        return left;
    }

    private SqlExpression ParseOperators(SqlExpression left, int start, int minimum)
    {
        for (var chain = 0; ; chain++)
        {
            var power = OperatorPower();
            if (power == BindingPower.None || power < minimum)
                return left;
            if (chain > MaxChain)
            {
                Error("the chain of operators is too long");
                SkipNested();
                return Finish(new ErrorExpression(), start);
            }

            var before = pos;
            left = power switch
            {
                BindingPower.Or or BindingPower.Xor or BindingPower.And when kind != TokenKind.Hole => ParseLogical(left, start, power),
                BindingPower.Postfix => ParsePostfix(left, start),
                _ => kind == TokenKind.Word ? ParseWordOperator(left, start) : ParseBinary(left, start, power),
            };
            if (pos == before)
                return left;
        }
    }

    /// <summary>The binding power of the token as an operator behind an operand; none when it is no operator.</summary>
    private int OperatorPower()
    {
        switch (kind)
        {
            case TokenKind.EndOfFile:
            case TokenKind.Comma:
            case TokenKind.CloseParen:
            case TokenKind.Semicolon:
                return BindingPower.None;
            case TokenKind.Word:
                return WordOperatorPower();
            case TokenKind.Equal:
            case TokenKind.NotEqual:
            case TokenKind.Less:
            case TokenKind.LessOrEqual:
            case TokenKind.Greater:
            case TokenKind.GreaterOrEqual:
                return BindingPower.Compare;
            case TokenKind.Plus:
            case TokenKind.Minus:
                return BindingPower.Add;
            case TokenKind.Star:
            case TokenKind.Slash:
            case TokenKind.Percent:
                return BindingPower.Multiply;
            default:
                return RareOperatorPower();
        }
    }

    private int RareOperatorPower()
    {
        switch (kind)
        {
            case TokenKind.NullSafeEqual:
                return Is(SqlDialect.PostgreSql) ? BindingPower.Other : BindingPower.Compare;
            case TokenKind.Concat:
                return rules.Has(DialectFeatures.PipesAreOr) ? BindingPower.Or
                    : Is(SqlDialect.Sqlite) ? BindingPower.Concat : Is(SqlDialect.PostgreSql) ? BindingPower.Other : BindingPower.Add;
            case TokenKind.DoubleAmpersand:
                return Is(SqlDialect.PostgreSql) ? BindingPower.Other : BindingPower.And;
            case TokenKind.Pipe:
                return Is(SqlDialect.SqlServer) ? BindingPower.Add : BindingPower.BitOr;
            case TokenKind.Ampersand:
                return Is(SqlDialect.SqlServer) ? BindingPower.Add : BindingPower.BitAnd;
            case TokenKind.Caret:
                return Is(SqlDialect.SqlServer) ? BindingPower.Add : BindingPower.Power;
            case TokenKind.ShiftLeft:
            case TokenKind.ShiftRight:
                return BindingPower.Shift;
            case TokenKind.Arrow:
                return Is(SqlDialect.PostgreSql) ? BindingPower.Other : BindingPower.Concat;
            case TokenKind.Operator:
            case TokenKind.Tilde:
                return BindingPower.Other;
            case TokenKind.Question:
                // PostgreSQL's jsonb operator; elsewhere a parameter that has no place here.
                return MayBe(SqlDialect.PostgreSql) ? BindingPower.Other : BindingPower.None;
            case TokenKind.Assign:
                return BindingPower.Assign;
            case TokenKind.CompoundAssign:
                return Is(SqlDialect.SqlServer) ? BindingPower.Assign : BindingPower.Other;
            case TokenKind.FatArrow:
                return BindingPower.Assign;
            case TokenKind.DoubleColon:
            case TokenKind.OpenBracket:
                return BindingPower.Postfix;
            case TokenKind.Dot:
                return BindingPower.Postfix;
            case TokenKind.Exclamation:
                // ! = with a blank between
                return tokens[pos + 1].Kind is TokenKind.Equal or TokenKind.Less or TokenKind.Greater ? BindingPower.Compare
                    : Is(SqlDialect.PostgreSql) ? BindingPower.Other : BindingPower.None;
            case TokenKind.Hole:
                return HolePower();
            case TokenKind.OpenParen:
                // Oracle's outer join mark: a.id = b.id (+)
                return MayBe(SqlDialect.Oracle) && tokens[pos + 1].Kind == TokenKind.Plus && tokens[pos + 2].Kind == TokenKind.CloseParen
                    ? BindingPower.Postfix
                    : BindingPower.None;
            default:
                return BindingPower.None;
        }
    }

    /// <summary>
    /// A hole behind an operand. Between two operands it is an operator. Before a clause it is left to the clause. Otherwise it continues the
    /// condition in a way that nobody knows.
    /// </summary>
    private int HolePower()
    {
        var next = tokens[pos + 1];
        var isOperand = next.Kind switch
        {
            TokenKind.Parameter or TokenKind.Number or TokenKind.String or TokenKind.Question => true,
            TokenKind.OpenParen => true,
            TokenKind.QuotedIdentifier => true,
            TokenKind.Word => next.Keyword is Keyword.None or Keyword.Null or Keyword.Cast or > Keyword.LastNoAlias
                && next.Keyword is not (Keyword.By or Keyword.Rows),
            _ => false,
        };
        if (isOperand)
            return BindingPower.Compare;
        return next.Keyword is Keyword.And or Keyword.Or || next.Kind == TokenKind.CloseParen ? BindingPower.Or : BindingPower.None;
    }

    private int WordOperatorPower()
    {
        switch (keyword)
        {
            case Keyword.And:
                return BindingPower.And;
            case Keyword.Or:
                return BindingPower.Or;
            case Keyword.In:
            case Keyword.Like:
            case Keyword.Between:
                return BindingPower.Like;
            case Keyword.Is:
                return BindingPower.Is;
            case Keyword.Not:
            case Keyword.None:
            case > Keyword.LastReserved:
                return RareWordOperatorPower();
            default:
                return BindingPower.None;
        }
    }

    private int RareWordOperatorPower()
    {
        switch (keyword)
        {
            case Keyword.Xor:
                return BindingPower.Xor;
            case Keyword.Isnull:
            case Keyword.Notnull:
                return tokens[pos + 1].Kind == TokenKind.OpenParen ? BindingPower.None : BindingPower.Is;
            case Keyword.Not:
                return tokens[pos + 1].Keyword switch
                {
                    Keyword.In or Keyword.Like or Keyword.Between or Keyword.Ilike or Keyword.Regexp or Keyword.Rlike or Keyword.Glob or Keyword.Match
                        or Keyword.Similar
                        => BindingPower.Like,
                    Keyword.Null when MayBe(SqlDialect.Sqlite) => BindingPower.Is,
                    Keyword.Member => BindingPower.Like,
                    _ => BindingPower.None,
                };
            case Keyword.Ilike:
            case Keyword.Regexp:
            case Keyword.Rlike:
            case Keyword.Glob:
                return BindingPower.Like;
            case Keyword.Similar:
                return tokens[pos + 1].Keyword == Keyword.To ? BindingPower.Like : BindingPower.None;
            case Keyword.Match:
                return tokens[pos + 1].Kind is TokenKind.String or TokenKind.Parameter or TokenKind.Hole or TokenKind.Question or TokenKind.Word
                    ? BindingPower.Like
                    : BindingPower.None;
            case Keyword.Sounds:
                return tokens[pos + 1].Keyword == Keyword.Like ? BindingPower.Compare : BindingPower.None;
            case Keyword.Member:
                return tokens[pos + 1].Keyword == Keyword.Of || tokens[pos + 1].Kind == TokenKind.OpenParen ? BindingPower.Like : BindingPower.None;
            case Keyword.Overlaps:
                return BindingPower.Other;
            case Keyword.Div:
            case Keyword.Mod:
                return rules.Dialect is SqlDialect.MySql or SqlDialect.Unknown or SqlDialect.Oracle && IsOperandStart(tokens[pos + 1])
                    ? BindingPower.Multiply
                    : BindingPower.None;
            case Keyword.At:
                return IsWord(Peek(1), "TIME") || IsWord(Peek(1), "LOCAL") ? BindingPower.AtTimeZone : BindingPower.None;
            case Keyword.Collate:
                return BindingPower.Collate;
            case Keyword.Operator:
                return tokens[pos + 1].Kind == TokenKind.OpenParen ? BindingPower.Other : BindingPower.None;
            default:
                if (Current.Length == 8 && IsWord("MULTISET"))
                    return BindingPower.Other;
                if (Current.Length <= 6 && Is(SqlDialect.Oracle) && IsIntervalQualifier())
                    return BindingPower.Postfix;
                return BindingPower.None;
        }
    }

    /// <summary>Oracle: <c>(a - b) DAY(9) TO SECOND</c>.</summary>
    private bool IsIntervalQualifier() =>
        (IsWord("DAY") || IsWord("YEAR") || IsWord("HOUR")) && (tokens[pos + 1].Keyword == Keyword.To
            || tokens[pos + 1].Kind == TokenKind.OpenParen && tokens[pos + 3].Kind == TokenKind.CloseParen && tokens[pos + 4].Keyword == Keyword.To);

    private static bool IsOperandStart(in SqlToken token) =>
        token.Kind is TokenKind.Word && token.Keyword is Keyword.None or > Keyword.LastNoAlias or Keyword.Null or Keyword.Case
        || token.Kind is TokenKind.Number or TokenKind.String or TokenKind.Parameter or TokenKind.OpenParen or TokenKind.QuotedIdentifier or TokenKind.Hole
        or TokenKind.Question
            or TokenKind.Minus;

    private LogicalOperator LogicalOperatorOf(int power) =>
        power == BindingPower.Or ? LogicalOperator.Or : power == BindingPower.And ? LogicalOperator.And : LogicalOperator.Xor;

    /// <summary>A run of the same connective as one node.</summary>
    private SqlExpression ParseLogical(SqlExpression first, int start, int power)
    {
        var from = pending.Count;
        pending.Add(first);
        while (kind != TokenKind.Hole && OperatorPower() == power)
        {
            Advance();
            pending.Add(ParseExpression(power + 1));
        }

        return Finish(new LogicalExpression { Operator = LogicalOperatorOf(power), Operands = TakePending<SqlExpression>(from) }, start);
    }

    private SqlExpression ParseBinary(SqlExpression left, int start, int power)
    {
        var node = new BinaryExpression { Left = left, OperatorStart = Start };
        if (kind == TokenKind.Hole)
            return ParseHoleOperator(node, start, power);
        node.Operator = BinaryOperatorOf(kind);
        if (kind == TokenKind.Question && Is(SqlDialect.Unknown))
            return ParseQuestion(node, start);
        if (kind != TokenKind.Equal && IsSplitOperator())
            TakeFirstHalf(node);
        if (node.Operator is BinaryOperator.Other or BinaryOperator.JsonAccess)
            node.OperatorText = TextOf(Current);
        Advance();
        if (keyword is Keyword.Any or Keyword.All or Keyword.Some && IsQuantified(node))
            node.Right = ParseQuantified();
        else
            node.Right = ParseExpression(node.Operator is BinaryOperator.Assign or BinaryOperator.NamedArgument ? power : power + 1);
        return Finish(node, start);
    }

    /// <summary>ANY, ALL, SOME behind an operator: with what a query or an array can stand in.</summary>
    private bool IsQuantified(BinaryExpression node) => tokens[pos + 1].Kind switch
    {
        TokenKind.OpenParen => node.IsComparison || node.Operator == BinaryOperator.Other,
        TokenKind.Parameter => node.IsComparison,
        _ => false,
    };

    private void TakeFirstHalf(BinaryExpression node)
    {
        node.Operator = kind == TokenKind.Pipe ? BinaryOperator.Concat
            : kind == TokenKind.Less ? tokens[pos + 1].Kind == TokenKind.Equal ? BinaryOperator.LessOrEqual : BinaryOperator.NotEqual
            : kind == TokenKind.Greater ? BinaryOperator.GreaterOrEqual : BinaryOperator.NotEqual;
        Advance();
    }

    /// <summary>SQL Server and Oracle take <c>&gt; =</c>, <c>&lt; &gt;</c>, <c>! =</c>, <c>| |</c> with a blank between.</summary>
    private bool IsSplitOperator()
    {
        var next = tokens[pos + 1].Kind;
        return kind switch
        {
            TokenKind.Less => next is TokenKind.Equal or TokenKind.Greater,
            TokenKind.Greater => next == TokenKind.Equal,
            TokenKind.Exclamation or TokenKind.Caret => next == TokenKind.Equal,
            TokenKind.Pipe => next == TokenKind.Pipe,
            _ => false,
        };
    }

    /// <summary>PostgreSQL's jsonb operator, or the conditional expression of a document database.</summary>
    private SqlExpression ParseQuestion(BinaryExpression node, int start)
    {
        node.OperatorText = "?";
        Advance();
        node.Right = ParseExpression(BindingPower.Assign);
        if (!Accept(TokenKind.Colon))
            return Finish(node, start);
        var when = new CaseWhen { When = node.Left, Then = node.Right };
        Finish(when, start);
        return Finish(new CaseExpression { Whens = [when], Else = ParseExpression(BindingPower.Assign) }, start);
    }

    private SqlExpression ParseHoleOperator(BinaryExpression node, int start, int power)
    {
        node.Operator = BinaryOperator.Hole;
        var hole = ParseHole();
        openCount++;
        if (power == BindingPower.Compare)
            node.Right = ParseExpression(power + 1);
        else
            node.Right = hole;
        return Finish(node, start);
    }

    private static BinaryOperator BinaryOperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.NullSafeEqual => BinaryOperator.NullSafeEqual,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Modulo,
        TokenKind.Concat => BinaryOperator.Concat,
        TokenKind.Ampersand => BinaryOperator.BitAnd,
        TokenKind.Pipe => BinaryOperator.BitOr,
        TokenKind.Caret => BinaryOperator.BitXor,
        TokenKind.ShiftLeft => BinaryOperator.ShiftLeft,
        TokenKind.ShiftRight => BinaryOperator.ShiftRight,
        TokenKind.Arrow => BinaryOperator.JsonAccess,
        TokenKind.Assign or TokenKind.CompoundAssign => BinaryOperator.Assign,
        TokenKind.FatArrow => BinaryOperator.NamedArgument,
        _ => BinaryOperator.Other,
    };

    private QuantifiedExpression ParseQuantified()
    {
        var start = Start;
        var node = new QuantifiedExpression { IsAll = keyword == Keyword.All };
        Advance();
        if (kind == TokenKind.Parameter)
        {
            node.Array = ParseParameter();
        }
        else if (IsParenthesizedQuery())
        {
            node.Query = ParseSubquery();
        }
        else
        {
            var inner = ParseParenthesized();
            if (inner is SubqueryExpression subquery)
                node.Query = subquery.Query;
            else
                node.Array = inner;
        }

        return Finish(node, start);
    }

    // ---- operators that are words ----

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

    // ---- behind an operand ----

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

    // ---- operands ----

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

    /// <summary><c>: name</c>, <c>:"name"</c>.</summary>
    private Parameter ParseSpacedParameter()
    {
        var start = Start;
        Advance();
        var name = IdentifierText(Current);
        Advance();
        return Finish(new Parameter { Form = ParameterForm.Colon, Name = name }, start);
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

    private Parameter ParseParameter()
    {
        var start = Start;
        var node = new Parameter { Form = ParameterForm.Question };
        if (kind == TokenKind.Parameter)
        {
            var end = Current.End;
            switch (text[start])
            {
                case '@':
                    var system = start + 1 < end && text[start + 1] == '@';
                    node.Form = system ? ParameterForm.System : ParameterForm.At;
                    node.Name = Name(start + (system ? 2 : 1), end);
                    break;
                case ':':
                    node.Form = ParameterForm.Colon;
                    node.Name = Name(start + 1, end);
                    break;
                case '$':
                    node.Form = ParameterForm.Dollar;
                    node.Name = Name(start + 1, end);
                    break;
                case '{':
                    node.Form = text[start + 1] == '=' ? ParameterForm.DapperLiteral : ParameterForm.Format;
                    node.Name = Name(start + (node.Form == ParameterForm.DapperLiteral ? 2 : 1), end - 1);
                    break;
                default:
                    var pseudo = text[end - 1] == '?';
                    node.Form = pseudo ? ParameterForm.PseudoPositional : ParameterForm.Question;
                    node.Name = Name(start + 1, pseudo ? end - 1 : end);
                    break;
            }
        }

        Advance();
        return Finish(node, start);
    }

    /// <summary>A parameter; also Oracle's <c>:new.column</c> and MySQL's <c>@@global.name</c>.</summary>
    private SqlExpression ParseParameterOrRoutine()
    {
        var start = Start;
        var parameter = ParseParameter();
        if (kind == TokenKind.Dot && parameter.Form == ParameterForm.System)
        {
            while (kind == TokenKind.Dot)
            {
                Advance();
                Advance();
            }

            parameter.Name = TextBetween(start + 2, lastEnd);
            return Finish(parameter, start);
        }

        if (kind == TokenKind.OpenParen && Is(SqlDialect.Oracle) && parameter.Form == ParameterForm.Colon && tokens[pos + 1].Kind != TokenKind.Plus)
            SkipParentheses();

        return parameter;
    }

    private Literal TakeLiteral(LiteralKind literalKind)
    {
        ref var token = ref Current;
        var value = Name(token.Start, token.End);
        var node = new Literal { LiteralKind = literalKind, Value = value, HasHole = token.HasHole, Start = token.Start, Length = token.Length };
        Advance();
        return node;
    }

    private Literal ParseString()
    {
        var start = Start;
        var node = new Literal { LiteralKind = LiteralKind.String };
        switch (text[start] | 0x20)
        {
            case 'n':
                node.LiteralKind = LiteralKind.NationalString;
                break;
            case 'x' or 'b':
                node.LiteralKind = LiteralKind.Binary;
                break;
        }

        node.HasHole = Current.HasHole;
        node.Value = StringValue(Current);
        Advance();
        if (kind == TokenKind.String && rules.Has(DialectFeatures.StringConcatenation))
        {
            var value = new StringBuilder(node.Value);
            while (kind == TokenKind.String && (text[Start] == '\'' || Is(SqlDialect.MySql)))
            {
                node.HasHole |= Current.HasHole;
                value.Append(StringValue(Current));
                Advance();
            }

            node.Value = value.ToString();
        }

        SkipUnicodeEscape();
        return Finish(node, start);
    }

    /// <summary>What stands between the quotes, escapes undone.</summary>
    private string StringValue(in SqlToken token)
    {
        var end = (token.Flags & TokenFlags.Unterminated) != 0 ? token.End : token.End - 1;
        if (text[token.Start] == '$')
        {
            var tag = text.IndexOf('$', token.Start + 1) - token.Start + 1;
            return TextBetween(token.Start + tag, token.End - tag);
        }

        var open = text.IndexOfAny(Quotes, token.Start, token.Length);
        if (open < 0)
            return "";
        if (open > token.Start && text[open - 1] is 'q' or 'Q')
            return TextBetween(open + 2, end - 1);
        var value = TextBetween(open + 1, end);
        var quote = text[open];
        if (value.IndexOf(quote) >= 0)
            value = value.Replace(new string(quote, 2), quote.ToString());
        return (token.Flags & TokenFlags.Backslashes) != 0 && value.IndexOf('\\') >= 0 ? Unescape(value) : value;
    }

    private static string Unescape(string value)
    {
        var builder = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c != '\\' || i + 1 == value.Length)
            {
                builder.Append(c);
                continue;
            }

            c = value[++i];
            if (c is '%' or '_')
                builder.Append('\\');
            builder.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', 'b' => '\b', _ => c });
        }

        return builder.ToString();
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

    /// <summary>A word in the place of an operand: a special form, a call, a name; or a keyword, which is none.</summary>
    private SqlExpression ParseWord() =>
        keyword == Keyword.None && !MayMakeSpecial(tokens[pos + 1]) ? ParseNamed() : ParseSpecialWord();

    /// <summary>Behind a word that is no keyword: what may make it the beginning of something else than a name.</summary>
    private static bool MayMakeSpecial(in SqlToken next) =>
        next.Kind is TokenKind.Number or TokenKind.String || (next.Kind == TokenKind.Word && next.Keyword is Keyword.None or Keyword.For or Keyword.Value);

    private SqlExpression ParseSpecialWord()
    {
        var next = tokens[pos + 1];
        switch (keyword)
        {
            case Keyword.None:
                if (next.Kind == TokenKind.Word && Is(SqlDialect.PostgreSql) && IsWordyType(next))
                    return ParseTypedLiteral();
                if (next.Kind == TokenKind.Number && text[Start] == '_' && MayBe(SqlDialect.MySql))
                    Advance();
                if (kind == TokenKind.Number)
                    return TakeLiteral(LiteralKind.Number);
                if (next.Keyword == Keyword.For && IsWord("COLLATION") && tokens[pos + 2].Kind == TokenKind.OpenParen)
                {
                    var start = Start;
                    var name = TakeIdentifier();
                    Advance();
                    return ParseCall(new SqlName(name), start);
                }

                if (next.Keyword == Keyword.Value && IsWord("PREVIOUS") && tokens[pos + 2].Keyword == Keyword.For)
                    return ParseNextValue();
                return next.Kind == TokenKind.String ? ParseTypedLiteralOrName() : ParseNamed();
            case Keyword.Operator when next.Kind == TokenKind.OpenParen:
            {
                var start = Start;
                Advance();
                SkipParentheses();
                return Finish(new UnaryExpression { Operator = UnaryOperator.Other, Operand = ParseExpression(BindingPower.Add) }, start);
            }

            case Keyword.Null:
                return TakeLiteral(LiteralKind.Null);
            case Keyword.True when next.Kind is not (TokenKind.Dot or TokenKind.OpenParen):
                return TakeLiteral(LiteralKind.True);
            case Keyword.False when next.Kind is not (TokenKind.Dot or TokenKind.OpenParen):
                return TakeLiteral(LiteralKind.False);
            case Keyword.Default when next.Kind is not (TokenKind.Dot or TokenKind.OpenParen):
                return TakeLiteral(LiteralKind.Default);
            case Keyword.Not:
            {
                var start = Start;
                Advance();
                return Finish(new UnaryExpression { Operator = UnaryOperator.Not, Operand = ParseExpression(BindingPower.Not) }, start);
            }

            case Keyword.Case:
                return ParseCase();
            case Keyword.Exists when next.Kind is TokenKind.OpenParen or TokenKind.Hole:
                return ParseExists();
            case Keyword.Cast or Keyword.TryCast or Keyword.SafeCast or Keyword.Parse or Keyword.TryParse when next.Kind == TokenKind.OpenParen:
                return ParseCast();
            case Keyword.Convert or Keyword.TryConvert when next.Kind == TokenKind.OpenParen:
                return ParseConvert();
            case Keyword.Interval:
                return ParseInterval();
            case Keyword.Array when next.Kind is TokenKind.OpenBracket or TokenKind.OpenParen:
                return ParseArray();
            case Keyword.Row when next.Kind == TokenKind.OpenParen:
                return ParseRow();
            case Keyword.Prior or Keyword.ConnectByRoot or Keyword.Binary when IsOperandStart(next) && next.Kind != TokenKind.OpenParen:
            {
                var start = Start;
                Advance();
                return Finish(new UnaryExpression { Operator = UnaryOperator.Other, Operand = ParseExpression(BindingPower.Unary) }, start);
            }

            case Keyword.Select:
            {
                // A query without its parentheses, where only a value can stand.
                var start = Start;
                var query = ParseQuery();
                return Finish(new SubqueryExpression { Query = query }, start);
            }

            case Keyword.Any or Keyword.All or Keyword.Some when next.Kind == TokenKind.OpenParen:
                return ParseQuantified();
            case Keyword.Next when next.Keyword == Keyword.Value:
                return ParseNextValue();
            case Keyword.Match when next.Kind == TokenKind.OpenParen:
                return ParseMatchAgainst();
            case Keyword.Table when next.Kind == TokenKind.OpenParen:
                return ParseNamed();
            case Keyword.Date or Keyword.Time or Keyword.Timestamp or Keyword.Datetime:
                return next.Kind == TokenKind.String || next.Keyword is Keyword.With || IsWord(next, "WITHOUT") ? ParseTypedLiteralOrName() : ParseNamed();
        }

        if (keyword <= Keyword.LastReserved && next.Kind != TokenKind.Dot)
        {
            if (next.Kind == TokenKind.OpenParen && keyword is Keyword.Insert or Keyword.Set)
                return ParseNamed();
            if (IsReservedName(next))
                return ParseNamed();
            Error("expected an expression");
            return new ErrorExpression { Start = Start };
        }

        if (keyword <= Keyword.LastNoAlias && next.Kind is not (TokenKind.OpenParen or TokenKind.Dot) && IsClauseStart())
        {
            Error("expected an expression");
            return new ErrorExpression { Start = Start };
        }

        return next.Kind == TokenKind.String ? ParseTypedLiteralOrName() : ParseNamed();
    }

    /// <summary>A reserved word that some dialect allows as a column when nothing else could be meant: <c>SELECT end FROM …</c> is not among them.</summary>
    private bool IsReservedName(in SqlToken next) =>
        keyword is Keyword.Group or Keyword.Order or Keyword.Set or Keyword.Like or Keyword.As
        && next.Kind is TokenKind.Equal or TokenKind.NotEqual;

    /// <summary>A name: a column, a star, or a call.</summary>
    private SqlExpression ParseNamed()
    {
        var start = Start;
        if (kind == TokenKind.Dot)
            Advance();
        if (kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole))
        {
            Error("expected a name");
            return Finish(new ErrorExpression(), start);
        }

        var first = TakeIdentifier();
        SqlName name;
        if (kind == TokenKind.Dot)
        {
            name = ParseNameRest(first, out var isStar);
            if (isStar)
                return Finish(new StarExpression { Qualifier = name }, start);
        }
        else
        {
            name = new SqlName(first);
        }

        if (kind == TokenKind.Parameter && text[Start] == '@' && (Current.Flags & TokenFlags.SpaceBefore) == 0 && MayBe(SqlDialect.Oracle))
            SkipLink();
        if (kind == TokenKind.OpenParen && !(tokens[pos + 1].Kind == TokenKind.Plus && tokens[pos + 2].Kind == TokenKind.CloseParen))
        {
            var call = ParseCall(name, start);
            if (kind == TokenKind.String && Is(SqlDialect.PostgreSql))
            {
                // numeric(5, 2) '1.5'
                var literal = ParseString();
                literal.LiteralKind = LiteralKind.Temporal;
                return Finish(literal, start);
            }

            while (kind == TokenKind.OpenParen && Is(SqlDialect.Oracle) && tokens[pos + 1].Kind != TokenKind.Plus)
            {
                SkipParentheses();
            }

            return call;
        }

        if (name.Count == 1 && !first.IsQuoted && MayBeNiladic(first.Text) && IsNiladicFunction(first.Text))
            return Finish(new FunctionCall { Name = name }, start);
        return Finish(new ColumnReference { Name = name }, start);
    }

    private static bool MayBeNiladic(string name) => name.Length >= 4 && (name[0] | 0x20) is 'c' or 'l' or 's' or 'u';

    /// <summary>The functions that are called without parentheses and so look like columns.</summary>
    private bool IsNiladicFunction(string name)
    {
        var isUser = Is(SqlDialect.PostgreSql) || Is(SqlDialect.SqlServer) || Is(SqlDialect.Oracle);
        return name.Length switch
        {
            4 => isUser && name.Equals("USER", StringComparison.OrdinalIgnoreCase),
            7 => MayBe(SqlDialect.Oracle) && name.Equals("SYSDATE", StringComparison.OrdinalIgnoreCase),
            8 => name.Equals("UTC_DATE", StringComparison.OrdinalIgnoreCase) || name.Equals("UTC_TIME", StringComparison.OrdinalIgnoreCase),
            9 => name.Equals("LOCALTIME", StringComparison.OrdinalIgnoreCase),
            11 => name.Equals("SYSTEM_USER", StringComparison.OrdinalIgnoreCase),
            12 => name.Equals("CURRENT_DATE", StringComparison.OrdinalIgnoreCase) || name.Equals("CURRENT_TIME", StringComparison.OrdinalIgnoreCase)
                || name.Equals("CURRENT_USER", StringComparison.OrdinalIgnoreCase) || name.Equals("CURRENT_ROLE", StringComparison.OrdinalIgnoreCase)
                || name.Equals("SESSION_USER", StringComparison.OrdinalIgnoreCase)
                || (MayBe(SqlDialect.Oracle) && name.Equals("SYSTIMESTAMP", StringComparison.OrdinalIgnoreCase)),
            13 => name.Equals("UTC_TIMESTAMP", StringComparison.OrdinalIgnoreCase),
            14 => name.Equals("LOCALTIMESTAMP", StringComparison.OrdinalIgnoreCase)
                || (Is(SqlDialect.PostgreSql) && name.Equals("CURRENT_SCHEMA", StringComparison.OrdinalIgnoreCase)),
            15 => Is(SqlDialect.PostgreSql) && name.Equals("CURRENT_CATALOG", StringComparison.OrdinalIgnoreCase),
            17 => name.Equals("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    /// <summary>Types of several words before a literal: <c>character varying(10) ''</c>, <c>double precision '1'</c>.</summary>
    private bool IsWordyType(in SqlToken next) =>
        (IsWord(next, "VARYING") && (IsWord("CHARACTER") || IsWord("CHAR") || IsWord("NCHAR") || IsWord("BIT")))
        || (IsWord("NATIONAL") && (IsWord(next, "CHARACTER") || IsWord(next, "CHAR"))) || (IsWord("DOUBLE") && IsWord(next, "PRECISION"));

    private SqlExpression ParseTypedLiteral()
    {
        var start = Start;
        ParseType(false);
        if (kind != TokenKind.String)
        {
            Error("expected a string");
            return Finish(new ErrorExpression(), start);
        }

        var literal = ParseString();
        literal.LiteralKind = LiteralKind.Temporal;
        return Finish(literal, start);
    }

    /// <summary>Oracle's <c>@link</c> behind a name.</summary>
    private void SkipLink()
    {
        while (kind == TokenKind.Parameter && text[Start] == '@')
        {
            Advance();
            while (kind == TokenKind.Dot)
            {
                Advance();
                Advance();
            }
        }
    }

    /// <summary>
    /// <c>DATE '2020-01-01'</c>, <c>jsonb '…'</c>, <c>timestamp with time zone '…'</c>, <c>_utf8mb4'…'</c>; or a name that merely stands before a string.
    /// </summary>
    private SqlExpression ParseTypedLiteralOrName()
    {
        var start = Start;
        var isKnown = keyword is Keyword.Date or Keyword.Time or Keyword.Timestamp or Keyword.Datetime;
        if (!isKnown && text[start] != '_' && rules.Dialect is not (SqlDialect.PostgreSql or SqlDialect.Unknown))
            return ParseNamed();
        if (!isKnown && Is(SqlDialect.Unknown) && !IsTypeWord())
            return ParseNamed();
        Advance();
        while (kind == TokenKind.Word)
        {
            Advance();
        }

        if (kind != TokenKind.String)
        {
            Error("expected a string");
            return Finish(new ErrorExpression(), start);
        }

        var literal = ParseString();
        if (text[start] != '_')
            literal.LiteralKind = LiteralKind.Temporal;
        return Finish(literal, start);
    }

    private bool IsTypeWord() =>
        text[Start] == '_' || IsWord("JSON") || IsWord("JSONB") || IsWord("UUID") || IsWord("INET") || IsWord("BYTEA") || IsWord("POINT")
            || IsWord("TIMESTAMPTZ") || IsWord("NUMERIC")
        || IsWord("TEXT") || IsWord("INT") || IsWord("BIT") || IsWord("REGCLASS") || IsWord("TSQUERY") || IsWord("TSVECTOR") || IsWord("XML") || IsWord("RAW");
}
