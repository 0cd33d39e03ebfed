using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    /// <summary>What the words after CREATE lead to.</summary>
    private SqlStatement ParseCreate(int start, in Mark mark)
    {
        var at = pos + 1;
        while (tokens[at].Kind is TokenKind.Word or TokenKind.Hole && at < pos + 16)
        {
            switch (tokens[at].Keyword)
            {
                case Keyword.Table when !IsWord(tokens[at - 1], "FOREIGN") && !IsWord(tokens[at - 1], "VIRTUAL") && !IsWord(tokens[at - 1], "EXTERNAL"):
                    return ParseCreateTable(start, mark, at);
                case Keyword.Index:
                    return ParseCreateIndex(start, mark, at);
                case Keyword.View:
                    return ParseCreateView(start, mark, at);
                case Keyword.Procedure or Keyword.Function or Keyword.Trigger or Keyword.Package or Keyword.Type or Keyword.Table:
                    return ParseOpaque(start, mark);
            }

            at++;
            if (tokens[at].Kind == TokenKind.Equal || tokens[at - 1].Length == 7 && IsWord(tokens[at - 1], "DEFINER"))
            {
                // ALGORITHM = MERGE, DEFINER = user@host before VIEW.
                while (tokens[at].Kind != TokenKind.EndOfFile && tokens[at].Keyword is not (Keyword.View or Keyword.Procedure or Keyword.Function
                    or Keyword.Trigger)
                    && !IsWord(tokens[at], "SQL") && !IsWord(tokens[at], "EVENT") && at < pos + 24)
                {
                    at++;
                }
            }
        }

        return ParseOpaque(start, mark);
    }

    private bool HasModifier(int before, string word)
    {
        for (var i = pos; i < before; i++)
        {
            if (IsWord(tokens[i], word))
                return true;
        }

        return false;
    }

    private void MoveTo(int token)
    {
        while (pos < token)
        {
            Advance();
        }
    }

    private bool AcceptIfNotExists()
    {
        if (keyword != Keyword.If)
            return false;
        Advance();
        var not = Accept(Keyword.Not);
        Accept(Keyword.Exists);
        return not;
    }

    private bool AcceptIfExists()
    {
        if (keyword != Keyword.If || tokens[pos + 1].Keyword != Keyword.Exists)
            return false;
        Advance();
        Advance();
        return true;
    }

    // ---- views ----

    private CreateViewStatement ParseCreateView(int start, in Mark mark, int at)
    {
        var node = new CreateViewStatement { IsMaterialized = HasModifier(at, "MATERIALIZED"), IsReplace = HasModifier(at, "REPLACE")
            || HasModifier(at, "ALTER") };
        MoveTo(at + 1);
        AcceptIfNotExists();
        node.Name = ParseName();
        node.Columns = ParseIdentifierList();
        while (!IsEndOfStatement() && !(keyword == Keyword.As && (tokens[pos + 1].Keyword is Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table
            or Keyword.From
            || tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Hole)))
        {
            if (!SkipParentheses())
                Advance();
        }

        if (!Accept(Keyword.As))
        {
            // Without a query this is another thing: ALTER VIEW … RENAME, a log.
            return FinishStatement(node, start, mark);
        }

        node.Query = ParseQuery();
        if (keyword == Keyword.With || IsWord("COMMENT"))
        {
            // WITH CHECK OPTION, WITH NO DATA, WITH READ ONLY
            while (!IsEndOfStatement() && !(IsStatementStart() && (Current.Flags & TokenFlags.StartsLine) != 0))
            {
                Advance();
            }
        }

        return FinishStatement(node, start, mark);
    }

    // ---- DROP ----

    private SqlStatement ParseDrop(int start, in Mark mark)
    {
        var at = pos + 1;
        while (keyword == Keyword.Drop && tokens[at].Keyword is Keyword.Temporary or Keyword.Materialized or Keyword.Concurrently or Keyword.Temp
            or Keyword.Fulltext || IsWord(tokens[at], "ONLINE") || IsWord(tokens[at], "OFFLINE"))
        {
            at++;
        }

        DropKind dropKind;
        switch (tokens[at].Keyword)
        {
            case Keyword.Table:
                dropKind = DropKind.Table;
                break;
            case Keyword.View:
                dropKind = DropKind.View;
                break;
            case Keyword.Index:
                dropKind = DropKind.Index;
                break;
            default:
                return ParseOpaque(start, mark);
        }

        var node = new DropStatement { Kind = dropKind };
        MoveTo(at + 1);
        if (Accept(Keyword.Concurrently))
            node.IsConcurrent = true;
        node.IfExists = AcceptIfExists();
        var names = new List<SqlName>();
        if (keyword == Keyword.On)
        {
            // DROP FULLTEXT INDEX ON table
            Advance();
            node.Table = ParseName();
            return FinishStatement(node, start, mark);
        }

        do
        {
            names.Add(ParseName());
            if (dropKind == DropKind.Index && Accept(Keyword.On))
                node.Table = ParseName();
        }
        while (Accept(TokenKind.Comma));
        node.Names = names.ToArray();
        SkipStatementOptions();
        return FinishStatement(node, start, mark);
    }

    /// <summary>CASCADE, PURGE, WITH (…), ALGORITHM = …: to the end of the statement.</summary>
    private void SkipStatementOptions()
    {
        while (!IsEndOfStatement() && !(kind == TokenKind.CloseParen && depth > QueryLevels) && keyword is not (Keyword.End or Keyword.Else)
            && !(IsStatementStart() && rules.Has(Dialects.DialectFeatures.OptionalSemicolons)))
        {
            if (!SkipParentheses())
                Advance();
        }
    }
}
