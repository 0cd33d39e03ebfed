using System.Text;
using DbArchitect.Sql.Dialects;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    /// <summary><c>: name</c>, <c>:"name"</c>.</summary>
    private Parameter ParseSpacedParameter()
    {
        var start = Start;
        Advance();
        var name = IdentifierText(Current);
        Advance();
        return Finish(new Parameter { Form = ParameterForm.Colon, Name = name }, start);
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
