using System;
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
}
