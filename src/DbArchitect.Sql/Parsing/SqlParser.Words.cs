using System;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
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
}
