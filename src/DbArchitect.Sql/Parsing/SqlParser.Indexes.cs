using System;
using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private CreateIndexStatement ParseCreateIndex(int start, in Mark mark, int at)
    {
        var node = new CreateIndexStatement { IsUnique = HasModifier(at, "UNIQUE"), IsClustered = HasModifier(at, "CLUSTERED") };
        node.Method = ModifierMethod(at);
        MoveTo(at + 1);
        if (Accept(Keyword.Concurrently))
            node.IsConcurrent = true;
        node.IfNotExists = AcceptIfNotExists();
        if (keyword != Keyword.On)
            node.Name = ParseName();
        node.IfNotExists |= AcceptIfNotExists();
        while (keyword == Keyword.Using || IsWord("TYPE"))
        {
            Advance();
            node.Method = TextOf(Current).ToLowerInvariant();
            Advance();
        }

        if (!Expect(Keyword.On))
        {
            SkipOpaque(false, pos);
            return FinishStatement(node, start, mark);
        }

        if (keyword is Keyword.Only)
            Advance();
        if (IsWord("CLUSTER") && tokens[pos + 1].Kind != TokenKind.OpenParen)
        {
            // An index of a cluster has no columns of its own.
            SkipOpaque(false, pos);
            return FinishStatement(node, start, mark);
        }

        node.Table = ParseName();
        if (IsName() && tokens[pos + 1].Kind == TokenKind.OpenParen && keyword is not (Keyword.Using or Keyword.With))
            Advance();
        ParseIndexBody(node);
        return FinishStatement(node, start, mark);
    }

    private string? ModifierMethod(int before)
    {
        for (var i = pos; i < before; i++)
        {
            if (tokens[i].Keyword is Keyword.Fulltext or Keyword.Spatial or Keyword.Columnstore or Keyword.Bitmap || IsWord(tokens[i], "XML")
                || IsWord(tokens[i], "JSON")
                || IsWord(tokens[i], "VECTOR") || IsWord(tokens[i], "HASH"))
                return TextOf(tokens[i]).ToLowerInvariant();
        }

        return null;
    }

    /// <summary>From the columns, or USING before them, to the end.</summary>
    private void ParseIndexBody(CreateIndexStatement node)
    {
        if (keyword == Keyword.Using)
        {
            Advance();
            node.Method = TextOf(Current).ToLowerInvariant();
            Advance();
        }

        if (kind == TokenKind.OpenParen)
        {
            node.Columns = ParseIndexColumns();
        }
        else if (kind == TokenKind.Hole)
        {
            SkipClauseHoles();
        }
        else if (node.Method != "columnstore")
        {
            Error("expected columns");
            SkipOpaque(false, pos);
            return;
        }

        List<SqlOption>? options = null;
        while (!IsEndOfStatement() && kind is not (TokenKind.CloseParen or TokenKind.Comma))
        {
            switch (keyword)
            {
                case Keyword.Include when tokens[pos + 1].Kind == TokenKind.OpenParen:
                    Advance();
                    node.Include = ParseNames();
                    continue;
                case Keyword.Where:
                    node.Where = ParseWhere();
                    continue;
                case Keyword.Using when tokens[pos + 1].Kind == TokenKind.Word:
                    Advance();
                    node.Method = TextOf(Current).ToLowerInvariant();
                    Advance();
                    continue;
                case Keyword.With when tokens[pos + 1].Kind == TokenKind.OpenParen:
                    Advance();
                    ParseOptionList(ref options);
                    continue;
            }

            if (rules.Has(Dialects.DialectFeatures.OptionalSemicolons) && IsStatementStart() && (Current.Flags & TokenFlags.StartsLine) != 0)
                break;
            if (IsWord("ONLINE"))
                node.IsOnline = true;
            (options ??= new List<SqlOption>()).Add(ParseOption());
        }

        if (options is null)
            return;
        node.Options = options.ToArray();
        foreach (var option in options)
        {
            node.IsOnline |= option.Name == "ONLINE" && option.Value.StartsWith("ON", StringComparison.OrdinalIgnoreCase);
        }
    }

    private void ParseOptionList(ref List<SqlOption>? options)
    {
        Advance();
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.BatchSeparator))
        {
            (options ??= new List<SqlOption>()).Add(ParseOption());
        }

        CloseParenthesis();
    }

    private IndexColumn[] ParseIndexColumns()
    {
        if (kind != TokenKind.OpenParen)
        {
            if (kind == TokenKind.Hole)
                SkipListHoles();
            else
                Error("expected columns");
            return [];
        }

        Advance();
        var from = pending.Count;
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.Semicolon))
        {
            pending.Add(ParseIndexColumn());
            SkipListHoles();
            if (!Accept(TokenKind.Comma))
                break;
        }

        CloseParenthesis();
        return TakePending<IndexColumn>(from);
    }

    private IndexColumn ParseIndexColumn()
    {
        var start = Start;
        var node = new IndexColumn();
        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.String && tokens[pos + 1].Kind == TokenKind.OpenParen
            && tokens[pos + 2].Kind == TokenKind.Number
            && tokens[pos + 3].Kind == TokenKind.CloseParen && MayBe(SqlDialect.MySql))
        {
            // MySQL: the first characters of a column.
            node.Expression = Finish(new ColumnReference { Name = new SqlName(TakeIdentifier()) }, start);
            Advance();
            if (int.TryParse(TextOf(Current), out var prefix))
                node.PrefixLength = prefix;
            Advance();
            Advance();
        }
        else if (kind == TokenKind.String || (kind == TokenKind.Word && IsReserved(keyword) && keyword is not (Keyword.Case or Keyword.Not or Keyword.Null)))
        {
            node.Expression = Finish(new ColumnReference { Name = new SqlName(TakeIdentifier()) }, start);
        }
        else
        {
            node.Expression = ParseExpression(BindingPower.Collate + 1);
            if (kind is not (TokenKind.Comma or TokenKind.CloseParen or TokenKind.Word or TokenKind.QuotedIdentifier) && OperatorPower() > BindingPower.None)
                node.Expression = ParseOperators(node.Expression, start, BindingPower.None);
        }

        if (keyword == Keyword.Collate)
        {
            Advance();
            node.Collation = ParseName();
        }

        if (IsWord("WITHOUT") && IsWord(Peek(1), "OVERLAPS"))
        {
            Advance();
            Advance();
        }
        else if (IsWord("LANGUAGE") || (keyword == Keyword.Type && tokens[pos + 1].Keyword == Keyword.Column))
        {
            // A full-text index of SQL Server.
            SkipElement();
        }

        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier && keyword is not (Keyword.Asc or Keyword.Desc or Keyword.Nulls or Keyword.With)
            && !IsReserved(keyword))
        {
            node.OperatorClass = ParseName();
            SkipParentheses();
        }

        if (Accept(Keyword.Desc))
            node.IsDescending = true;
        else
            Accept(Keyword.Asc);
        node.Nulls = ParseNulls();
        if (keyword == Keyword.With)
        {
            // The operator of an exclusion constraint.
            Advance();
            if (Accept(Keyword.Operator))
                SkipParentheses();
            else
                Advance();
        }

        return Finish(node, start);
    }

    /// <summary>An index among the columns of a table: <c>INDEX name (…)</c>, <c>UNIQUE KEY name (…)</c>, <c>FULLTEXT (…)</c>.</summary>
    private CreateIndexStatement ParseInlineIndex()
    {
        var start = Start;
        var mark = Here();
        var node = new CreateIndexStatement();
        if (keyword is Keyword.Fulltext or Keyword.Spatial)
        {
            node.Method = TextOf(Current).ToLowerInvariant();
            Advance();
        }

        if (keyword is Keyword.Index or Keyword.Key)
            Advance();
        AcceptIfNotExists();
        if (IsName() && keyword is not Keyword.Using)
            node.Name = new SqlName(TakeIdentifier());
        while (keyword is Keyword.Unique or Keyword.Clustered or Keyword.Nonclustered or Keyword.Columnstore or Keyword.Using || IsWord("HASH"))
        {
            node.IsUnique |= keyword == Keyword.Unique;
            node.IsClustered |= keyword == Keyword.Clustered;
            if (keyword == Keyword.Columnstore || IsWord("HASH"))
                node.Method = TextOf(Current).ToLowerInvariant();
            if (keyword == Keyword.Using)
            {
                Advance();
                node.Method = TextOf(Current).ToLowerInvariant();
            }

            Advance();
        }

        if (kind == TokenKind.OpenParen)
            ParseIndexBody(node);
        else
            SkipElement();
        return FinishStatement(node, start, mark);
    }
}
