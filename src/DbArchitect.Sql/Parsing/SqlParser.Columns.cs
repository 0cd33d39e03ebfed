using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private ColumnDefinition ParseColumnDefinition()
    {
        var start = Start;
        var mark = Here();
        var node = new ColumnDefinition();
        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.String)
        {
            node.Name = TakeIdentifier();
        }
        else
        {
            Error("expected a column");
            return Finish(node, start);
        }

        if (keyword == Keyword.With && IsWord(Peek(1), "OPTIONS"))
        {
            Advance();
            Advance();
        }

        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.String && !IsColumnConstraintStart())
            node.Type = ParseType(true);
        ParseColumnAttributes(node);
        node.State = StateSince(mark);
        return Finish(node, start);
    }

    private bool IsColumnConstraintStart() => keyword switch
    {
        Keyword.None => IsWord("AUTO_INCREMENT") || IsWord("AUTOINCREMENT"),
        Keyword.Not or Keyword.Null or Keyword.Default or Keyword.Primary or Keyword.Unique or Keyword.References or Keyword.Check or Keyword.Constraint
            or Keyword.Generated
            or Keyword.As or Keyword.Collate or Keyword.Identity => true,
        _ => false,
    };

    private void ParseColumnAttributes(ColumnDefinition node)
    {
        var constraints = pending.Count;
        var name = default(SqlIdentifier);
        while (kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsEndOfStatement())
        {
            var start = Start;
            var before = pos;
            switch (keyword)
            {
                case Keyword.Constraint:
                    Advance();
                    name = IsName() && !(keyword is Keyword.Primary or Keyword.Unique or Keyword.Check or Keyword.Default or Keyword.References)
                        ? TakeIdentifier() : default;
                    continue;
                case Keyword.Not when tokens[pos + 1].Keyword == Keyword.Null:
                    Advance();
                    Advance();
                    node.IsNullable = false;
                    ParseColumnConflict();
                    continue;
                case Keyword.Not when tokens[pos + 1].Keyword == Keyword.For:
                    AcceptNotForReplication();
                    continue;
                case Keyword.Not:
                    Advance();
                    Advance();
                    continue;
                case Keyword.Null:
                    Advance();
                    node.IsNullable ??= true;
                    ParseColumnConflict();
                    continue;
                case Keyword.Default:
                    Advance();
                    if (Accept(Keyword.On))
                    {
                        // Oracle: DEFAULT ON NULL
                        while (keyword is Keyword.Null or Keyword.For or Keyword.Insert or Keyword.And or Keyword.Update || IsWord("ONLY"))
                        {
                            Advance();
                        }
                    }

                    node.Default = ParseExpression(BindingPower.Is + 1);
                    name = default;
                    continue;
                case Keyword.Primary:
                    Advance();
                    Accept(Keyword.Key);
                    pending.Add(ParseColumnKey(ConstraintKind.PrimaryKey, ref name, start));
                    continue;
                case Keyword.Key:
                    Advance();
                    pending.Add(ParseColumnKey(ConstraintKind.PrimaryKey, ref name, start));
                    continue;
                case Keyword.Unique:
                    Advance();
                    Accept(Keyword.Key);
                    pending.Add(ParseColumnKey(ConstraintKind.Unique, ref name, start));
                    continue;
                case Keyword.References:
                {
                    var reference = new ConstraintDefinition { Name = name };
                    name = default;
                    ParseReferences(reference);
                    ParseConstraintOptions(reference);
                    pending.Add(Finish(reference, start));
                    continue;
                }

                case Keyword.Foreign when tokens[pos + 1].Keyword == Keyword.Key && tokens[pos + 2].Keyword == Keyword.References:
                    Advance();
                    Advance();
                    continue;
                case Keyword.Check when tokens[pos + 1].Kind == TokenKind.OpenParen || tokens[pos + 1].Keyword == Keyword.Not:
                {
                    Advance();
                    AcceptNotForReplication();
                    var check = new ConstraintDefinition { Name = name, Kind = ConstraintKind.Check, Expression = ParseCheck() };
                    name = default;
                    ParseConstraintOptions(check);
                    pending.Add(Finish(check, start));
                    continue;
                }

                case Keyword.Generated:
                    ParseGenerated(node);
                    continue;
                case Keyword.As:
                    ParseComputed(node);
                    continue;
                case Keyword.Identity:
                    Advance();
                    node.IsIdentity = true;
                    SkipParentheses();
                    continue;
                case Keyword.Collate:
                    Advance();
                    Accept(TokenKind.Equal);
                    node.Collation = keyword == Keyword.Binary ? new SqlName(TakeIdentifier()) : ParseName();
                    continue;
                case Keyword.On when tokens[pos + 1].Keyword == Keyword.Update:
                    // MySQL: ON UPDATE CURRENT_TIMESTAMP
                    Advance();
                    Advance();
                    ParseExpression(BindingPower.Postfix);
                    continue;
                case Keyword.Index:
                    node.Index = ParseInlineIndex();
                    continue;
                case Keyword.First:
                    Advance();
                    continue;
            }

            ParseColumnWord(node);
            if (pos == before)
                break;
        }

        node.Constraints = TakePending<ConstraintDefinition>(constraints);
    }

    private void ParseColumnConflict()
    {
        if (keyword == Keyword.On && tokens[pos + 1].Keyword == Keyword.Conflict)
        {
            Advance();
            Advance();
            Advance();
        }
    }

    /// <summary>Attributes that matter little: storage, visibility, encryption, masks, comments.</summary>
    private void ParseColumnWord(ColumnDefinition node)
    {
        if (kind == TokenKind.Hole)
        {
            SkipListHoles();
            return;
        }

        if (kind is TokenKind.OpenParen)
        {
            SkipParentheses();
            return;
        }

        if (kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.String or TokenKind.Number or TokenKind.Equal))
            return;
        if (keyword == Keyword.With && tokens[pos + 1].Kind == TokenKind.OpenParen || !IsReserved(keyword)
            || keyword is Keyword.With or Keyword.Set or Keyword.On)
        {
            if (IsWord("AUTO_INCREMENT") || IsWord("AUTOINCREMENT"))
                node.IsIdentity = true;
            if (IsWord("PERSISTED") || IsWord("STORED"))
                node.IsStored = true;
            if (IsWord("UNSIGNED"))
                node.IsUnsigned = true;
            if (IsWord("COMMENT") && tokens[pos + 1].Kind == TokenKind.String)
            {
                Advance();
                node.Comment = StringValue(Current);
            }

            var takesName = IsWord("AFTER") || IsWord("STORAGE") || IsWord("COMPRESSION") || IsWord("TABLESPACE");
            Advance();
            if (takesName && kind is TokenKind.Word or TokenKind.QuotedIdentifier)
                Advance();
        }
    }

    private ConstraintDefinition ParseColumnKey(ConstraintKind constraintKind, ref SqlIdentifier name, int start)
    {
        var node = new ConstraintDefinition { Kind = constraintKind, Name = name };
        name = default;
        ParseClustered(node);
        if (keyword is Keyword.Asc or Keyword.Desc)
            Advance();
        if (IsWord("NULLS"))
        {
            Advance();
            Accept(Keyword.Not);
            Accept(Keyword.Distinct);
        }

        if (IsWord("HASH"))
            Advance();
        if (kind == TokenKind.OpenParen && constraintKind == ConstraintKind.Unique && Is(SqlDialect.SqlServer))
            node.Columns = ParseIndexColumns();
        ParseConstraintOptions(node);
        return Finish(node, start);
    }

    /// <summary>GENERATED ALWAYS AS (…) STORED, GENERATED BY DEFAULT AS IDENTITY, GENERATED ALWAYS AS ROW START.</summary>
    private void ParseGenerated(ColumnDefinition node)
    {
        Advance();
        if (!Accept(Keyword.Always) && Accept(Keyword.By))
        {
            Accept(Keyword.Default);
            if (Accept(Keyword.On))
                Accept(Keyword.Null);
        }

        if (keyword != Keyword.As)
            return;
        if (tokens[pos + 1].Keyword == Keyword.Identity)
        {
            Advance();
            Advance();
            node.IsIdentity = true;
            SkipParentheses();
            return;
        }

        if (tokens[pos + 1].Keyword == Keyword.Row || IsWord(Peek(1), "TRANSACTION_ID") || IsWord(Peek(1), "SEQUENCE_NUMBER"))
        {
            Advance();
            Advance();
            if (keyword == Keyword.Start || keyword == Keyword.End)
                Advance();
            return;
        }

        ParseComputed(node);
    }

    private void ParseComputed(ColumnDefinition node)
    {
        Advance();
        node.Generated = kind == TokenKind.OpenParen && !Is(SqlDialect.SqlServer) ? ParseParenthesized() : ParseExpression(BindingPower.Is + 1);
        if (IsWord("STORED") || IsWord("PERSISTED") || IsWord("PERSISTENT"))
        {
            node.IsStored = true;
            Advance();
        }
        else if (IsWord("VIRTUAL"))
        {
            Advance();
        }
    }
}
