using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private void ParseTableOptions(CreateTableStatement node)
    {
        List<SqlOption>? options = null;
        while (!IsEndOfStatement() && !(kind == TokenKind.CloseParen && depth > QueryLevels))
        {
            if (rules.Has(Dialects.DialectFeatures.OptionalSemicolons) && (Current.Flags & TokenFlags.StartsLine) != 0 && IsStatementStart() && !IsQueryStart())
                break;
            switch (keyword)
            {
                case Keyword.Partition when tokens[pos + 1].Keyword == Keyword.By:
                    ParsePartitionBy(node);
                    continue;
                case Keyword.As when tokens[pos + 1].Keyword is not Keyword.None || tokens[pos + 1].Kind == TokenKind.OpenParen:
                    Advance();
                    continue;
                case Keyword.Select or Keyword.Values or Keyword.Table when IsQueryStart() || keyword == Keyword.Select:
                    node.Query = ParseQuery();
                    continue;
                case Keyword.With when IsQueryStart() && tokens[pos + 2].Keyword == Keyword.As
                    || (IsQueryStart() && tokens[pos + 1].Keyword == Keyword.Recursive)
                        || (IsQueryStart() && tokens[pos + 2].Kind == TokenKind.OpenParen):
                    node.Query = ParseQuery();
                    continue;
                case Keyword.Like:
                    Advance();
                    node.LikeTable = ParseName();
                    continue;
                case Keyword.For when node.IsPartitionOf:
                    SkipPartitionBound();
                    continue;
                case Keyword.Execute:
                    while (!IsEndOfStatement())
                    {
                        Advance();
                    }

                    continue;
            }

            if (kind == TokenKind.OpenParen && (IsParenthesizedQuery() || IsNestedQuery()))
            {
                node.Query = ParseQuery();
                continue;
            }

            if (IsWord("INHERITS") && tokens[pos + 1].Kind == TokenKind.OpenParen)
            {
                Advance();
                node.Inherits = ParseNames();
                continue;
            }

            (options ??= new List<SqlOption>()).Add(ParseOption());
        }

        if (options is not null)
            node.Options = options.ToArray();
    }

    /// <summary>A word or words, and a value behind an equals sign or in parentheses. Takes at least one token.</summary>
    private SqlOption ParseOption()
    {
        var from = pos;
        if (kind == TokenKind.Comma)
            Advance();
        var nameFrom = pos;
        if (kind != TokenKind.OpenParen)
        {
            Advance();
            while (kind == TokenKind.Word && tokens[pos + 1].Kind == TokenKind.Equal)
            {
                Advance();
            }
        }

        var name = JoinWords(nameFrom, pos).ToUpperInvariant();
        var valueFrom = pos;
        if (Accept(TokenKind.Equal))
        {
            valueFrom = pos;
            if (!SkipParentheses() && kind != TokenKind.Comma && !IsEndOfStatement())
            {
                Advance();
                if (kind == TokenKind.Dot)
                {
                    Advance();
                    Advance();
                }
            }
        }
        else
        {
            SkipParentheses();
        }

        if (pos == from)
            Advance();
        return new SqlOption(name, JoinWords(valueFrom, pos));
    }

    private void ParsePartitionBy(CreateTableStatement node)
    {
        Advance();
        Advance();
        if (IsWord("LINEAR"))
            Advance();
        var method = kind == TokenKind.Word ? TextOf(Current).ToUpperInvariant() : null;
        node.PartitionMethod ??= method ?? "";
        if (kind == TokenKind.Word)
            Advance();
        if (IsWord("COLUMNS"))
            Advance();
        if (IsWord("ALGORITHM"))
        {
            Advance();
            Accept(TokenKind.Equal);
            Advance();
        }

        if (kind == TokenKind.OpenParen)
        {
            Advance();
            var from = pending.Count;
            while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
            {
                pending.Add(ParseExpression());
                while (kind is TokenKind.Word or TokenKind.QuotedIdentifier)
                {
                    // A collation, an operator class.
                    Advance();
                }

                if (!Accept(TokenKind.Comma))
                    break;
            }

            node.PartitionBy = TakePending<SqlExpression>(from);
            CloseParenthesis();
        }
    }

    /// <summary>FOR VALUES FROM (…) TO (…), IN (…), WITH (…).</summary>
    private void SkipPartitionBound()
    {
        Advance();
        while (kind == TokenKind.Word && keyword is Keyword.Values or Keyword.From or Keyword.To or Keyword.In or Keyword.With or Keyword.Default)
        {
            Advance();
            SkipParentheses();
        }
    }
}
