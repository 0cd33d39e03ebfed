using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private CreateTableStatement ParseCreateTable(int start, in Mark mark, int at)
    {
        var node = new CreateTableStatement { IsTemporary = HasModifier(at, "TEMP") || HasModifier(at, "TEMPORARY") };
        MoveTo(at + 1);
        node.IfNotExists = AcceptIfNotExists();
        node.Name = ParseName();
        node.IsTemporary |= node.Name.Last.Text is { Length: > 0 } name && name[0] == '#';
        if (keyword == Keyword.Partition && tokens[pos + 1].Keyword == Keyword.Of)
        {
            Advance();
            Advance();
            node.IsPartitionOf = true;
            node.LikeTable = ParseName();
        }
        else if (keyword == Keyword.Like || (keyword == Keyword.Of && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier))
        {
            Advance();
            node.LikeTable = ParseName();
        }

        if (kind == TokenKind.OpenParen && !IsParenthesizedQuery() && !IsNestedQuery())
            ParseTableElements(node);
        ParseTableOptions(node);
        return FinishStatement(node, start, mark);
    }

    private void ParseTableElements(CreateTableStatement node)
    {
        Advance();
        var columns = new List<ColumnDefinition>();
        var constraints = new List<ConstraintDefinition>();
        var indexes = new List<CreateIndexStatement>();
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile or TokenKind.BatchSeparator))
        {
            var before = pos;
            ParseTableElement(node, columns, constraints, indexes);
            if (kind == TokenKind.Hole)
                SkipListHoles();
            if (kind is not (TokenKind.Comma or TokenKind.CloseParen) && pos > before && !IsTableElementStart())
                RecoverElement();
            if (!Accept(TokenKind.Comma) && !(pos > before && IsTableElementStart()))
                break;
        }

        CloseParenthesis();
        node.Columns = columns.ToArray();
        node.Constraints = constraints.ToArray();
        node.Indexes = indexes.ToArray();
    }

    /// <summary>Constraints need no comma before them in SQLite and SQL Server.</summary>
    private bool IsTableElementStart() =>
        keyword is Keyword.Constraint or Keyword.Primary or Keyword.Foreign or Keyword.Unique or Keyword.Check or Keyword.Index;

    private void RecoverElement()
    {
        Error("unexpected text in the definition");
        while (kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsEndOfStatement())
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    private void ParseTableElement(CreateTableStatement node, List<ColumnDefinition> columns, List<ConstraintDefinition> constraints,
        List<CreateIndexStatement> indexes)
    {
        var start = Start;
        if (kind == TokenKind.Hole && tokens[pos + 1].Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.Hole)
        {
            // Elements put in at run time.
            SkipListHoles();
            return;
        }

        if (IsTableConstraint())
        {
            constraints.Add(ParseTableConstraint());
            return;
        }

        switch (keyword)
        {
            case Keyword.Index or Keyword.Key or Keyword.Fulltext or Keyword.Spatial when IsInlineIndex():
                indexes.Add(ParseInlineIndex());
                return;
            case Keyword.Like:
                Advance();
                node.LikeTable = ParseName();
                while (kind == TokenKind.Word && keyword is not Keyword.Constraint)
                {
                    Advance();
                }

                return;
        }

        if (IsWord("PERIOD") && tokens[pos + 1].Keyword == Keyword.For || IsWord("SUPPLEMENTAL")
            || (IsWord("EXCLUDE") && tokens[pos + 1].Keyword == Keyword.Using
            || IsWord("EXCLUDE") && tokens[pos + 1].Kind == TokenKind.OpenParen))
        {
            while (kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsEndOfStatement())
            {
                if (!SkipParentheses())
                    Advance();
            }

            constraints.Add(Finish(new ConstraintDefinition { Kind = ConstraintKind.Other }, start));
            return;
        }

        columns.Add(ParseColumnDefinition());
    }

    /// <summary>INDEX and KEY begin an index when no type follows: <c>key varchar(10)</c> is a column.</summary>
    private bool IsInlineIndex()
    {
        var next = tokens[pos + 1];
        if (keyword is Keyword.Fulltext or Keyword.Spatial)
            return next.Keyword is Keyword.Index or Keyword.Key || tokens[pos + 2].Kind == TokenKind.OpenParen || next.Kind == TokenKind.OpenParen;
        if (next.Kind == TokenKind.OpenParen)
            return true;
        if (next.Kind is not (TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole))
            return false;
        if (keyword == Keyword.Key && !MayBe(SqlDialect.MySql))
            return false;
        var after = tokens[pos + 2];
        if (after.Kind == TokenKind.OpenParen)
            return tokens[pos + 3].Kind != TokenKind.Number && next.Keyword != Keyword.Not;
        return after.Keyword is Keyword.Using or Keyword.Clustered or Keyword.Nonclustered or Keyword.Unique or Keyword.Exists || IsWord(after, "HASH")
            || after.Keyword == Keyword.Not || next.Keyword is Keyword.If or Keyword.Using;
    }

    private bool IsTableConstraint()
    {
        var next = tokens[pos + 1];
        return keyword switch
        {
            Keyword.Constraint => true,
            Keyword.Primary => next.Keyword == Keyword.Key,
            Keyword.Foreign => next.Keyword == Keyword.Key,
            Keyword.Unique => next.Kind is TokenKind.OpenParen or TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole,
            Keyword.Check => next.Kind == TokenKind.OpenParen || next.Keyword == Keyword.Not,
            _ => false,
        };
    }

    private ConstraintDefinition ParseTableConstraint()
    {
        var start = Start;
        var mark = Here();
        var node = new ConstraintDefinition();
        if (Accept(Keyword.Constraint) && (IsName() || kind == TokenKind.String)
            && !(keyword is Keyword.Primary or Keyword.Foreign or Keyword.Unique or Keyword.Check && tokens[pos + 1].Kind != TokenKind.Word
            || keyword is Keyword.Primary or Keyword.Foreign && tokens[pos + 1].Keyword == Keyword.Key))
        {
            AcceptIfNotExists();
            var name = ParseName();
            node.Name = name.Last;
        }

        switch (keyword)
        {
            case Keyword.Primary:
                Advance();
                Accept(Keyword.Key);
                ParseKeyConstraint(node, ConstraintKind.PrimaryKey);
                break;
            case Keyword.Unique:
                Advance();
                ParseKeyConstraint(node, ConstraintKind.Unique);
                break;
            case Keyword.Foreign:
                Advance();
                Accept(Keyword.Key);
                AcceptIfNotExists();
                node.Kind = ConstraintKind.ForeignKey;
                if (IsName())
                {
                    // MySQL's name of the index.
                    var name = TakeIdentifier();
                    if (node.Name.IsEmpty)
                        node.Name = name;
                }

                node.Columns = ParseIndexColumns();
                ParseReferences(node);
                break;
            case Keyword.Check:
                Advance();
                AcceptNotForReplication();
                node.Kind = ConstraintKind.Check;
                node.Expression = ParseCheck();
                break;
            case Keyword.Default:
                // SQL Server: ADD CONSTRAINT name DEFAULT value FOR column
                Advance();
                node.Kind = ConstraintKind.Default;
                node.Expression = ParseExpression();
                if (Accept(Keyword.For))
                    node.Columns = [ParseIndexColumn()];
                if (keyword == Keyword.With && tokens[pos + 1].Keyword == Keyword.Values)
                {
                    Advance();
                    Advance();
                }

                break;
            case Keyword.Not when tokens[pos + 1].Keyword == Keyword.Null:
                Advance();
                Advance();
                node.Kind = ConstraintKind.NotNull;
                if (IsName())
                    node.Columns = [ParseIndexColumn()];
                break;
            default:
                node.Kind = ConstraintKind.Other;
                if (kind == TokenKind.Hole)
                    SkipListHoles();
                else if (kind is TokenKind.Word && !IsEndOfStatement())
                    SkipElement();
                else
                    Error("expected a constraint");
                break;
        }

        ParseConstraintOptions(node);
        node.State = StateSince(mark);
        return Finish(node, start);
    }

    private void SkipElement()
    {
        while (kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsEndOfStatement())
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    private void AcceptNotForReplication()
    {
        if (keyword == Keyword.Not && tokens[pos + 1].Keyword == Keyword.For)
        {
            Advance();
            Advance();
            Advance();
        }
    }

    private SqlExpression ParseCheck()
    {
        var start = Start;
        if (kind == TokenKind.OpenParen)
            return ParseParenthesized();
        if (kind == TokenKind.Hole)
            return ParseHole();
        Error("expected a condition in parentheses");
        return Finish(new ErrorExpression(), start);
    }

    private void ParseKeyConstraint(ConstraintDefinition node, ConstraintKind constraintKind)
    {
        node.Kind = constraintKind;
        if (keyword is Keyword.Key or Keyword.Index)
            Advance();
        ParseClustered(node);
        if (IsWord("NULLS"))
        {
            Advance();
            Accept(Keyword.Not);
            Accept(Keyword.Distinct);
        }

        AcceptIfNotExists();
        if (Accept(Keyword.Using))
        {
            if (Accept(Keyword.Index))
            {
                node.UsingIndex = ParseIdentifier();
                return;
            }

            Advance();
        }

        if (IsName() && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word && keyword is not (Keyword.Clustered or Keyword.Nonclustered))
        {
            // MySQL's name of the index.
            var name = TakeIdentifier();
            if (node.Name.IsEmpty)
                node.Name = name;
            if (Accept(Keyword.Using))
                Advance();
        }

        ParseClustered(node);
        if (IsWord("HASH"))
            Advance();
        if (kind == TokenKind.OpenParen)
            node.Columns = ParseIndexColumns();
        else if (kind == TokenKind.Hole)
            SkipListHoles();
        else
            Error("expected columns");
    }

    private void ParseClustered(ConstraintDefinition node)
    {
        if (Accept(Keyword.Clustered))
            node.IsClustered = true;
        else if (Accept(Keyword.Nonclustered))
            node.IsNonClustered = true;
    }

    private void ParseReferences(ConstraintDefinition node)
    {
        node.Kind = ConstraintKind.ForeignKey;
        if (!Expect(Keyword.References))
            return;
        node.ReferencedTable = ParseName();
        node.ReferencedColumns = ParseIdentifierList();
        ParseReferenceActions(node);
    }

    private void ParseReferenceActions(ConstraintDefinition node)
    {
        while (true)
        {
            if (keyword == Keyword.On && tokens[pos + 1].Keyword is Keyword.Delete or Keyword.Update)
            {
                Advance();
                var onDelete = keyword == Keyword.Delete;
                Advance();
                var from = pos;
                if (keyword == Keyword.Set || IsWord("NO"))
                    Advance();
                Advance();
                var action = JoinWords(from, pos).ToUpperInvariant();
                SkipParentheses();
                if (onDelete)
                    node.OnDelete = action;
                else
                    node.OnUpdate = action;
            }
            else if (keyword == Keyword.Match)
            {
                Advance();
                Advance();
            }
            else if (keyword == Keyword.Not && tokens[pos + 1].Keyword == Keyword.For)
            {
                AcceptNotForReplication();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>What may follow any constraint: how it is stored, whether it is deferred or enforced, options of its index.</summary>
    private void ParseConstraintOptions(ConstraintDefinition node)
    {
        while (kind == TokenKind.Word)
        {
            var next = tokens[pos + 1];
            if (keyword == Keyword.Include && next.Kind == TokenKind.OpenParen)
            {
                Advance();
                node.Include = ParseNames();
            }
            else if (keyword == Keyword.With && next.Kind == TokenKind.OpenParen)
            {
                Advance();
                SkipParentheses();
            }
            else if (keyword == Keyword.With && IsWord(next, "FILLFACTOR"))
            {
                Advance();
                Advance();
                Accept(TokenKind.Equal);
                Advance();
            }
            else if (keyword == Keyword.On && next.Keyword == Keyword.Conflict)
            {
                Advance();
                Advance();
                Advance();
            }
            else if (keyword == Keyword.On && next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier
                && next.Keyword is not (Keyword.Delete or Keyword.Update))
            {
                Advance();
                Advance();
                SkipParentheses();
            }
            else if (keyword == Keyword.On && next.Keyword is Keyword.Delete or Keyword.Update)
            {
                ParseReferenceActions(node);
            }
            else if (keyword == Keyword.Using && next.Keyword == Keyword.Index)
            {
                Advance();
                Advance();
                if (IsWord("TABLESPACE"))
                    Advance();
                if (!SkipParentheses() && IsName())
                {
                    var name = ParseName();
                    node.UsingIndex = name.Last;
                }

                SkipIndexAttributes();
            }
            else if (keyword == Keyword.Using && next.Kind == TokenKind.Word)
            {
                Advance();
                Advance();
            }
            else if (keyword == Keyword.Not && (IsWord(next, "DEFERRABLE") || IsWord(next, "ENFORCED") || IsWord(next, "VALID")))
            {
                node.IsNotValidated |= IsWord(next, "VALID");
                Advance();
                Advance();
            }
            else if (keyword == Keyword.Not && next.Keyword == Keyword.For)
            {
                AcceptNotForReplication();
            }
            else if (IsWord("NO") && IsWord(next, "INHERIT"))
            {
                Advance();
                Advance();
            }
            else if (keyword == Keyword.Where && next.Kind == TokenKind.OpenParen)
            {
                ParseWhere();
            }
            else if (IsConstraintWord())
            {
                node.IsNotValidated |= IsWord("NOVALIDATE");
                var takesValue = IsWord("COMMENT") || IsWord("KEY_BLOCK_SIZE") || IsWord("INITIALLY") || IsWord("TABLESPACE") || IsWord("PARSER")
                    || keyword == Keyword.Type;
                Advance();
                if (takesValue)
                {
                    Accept(TokenKind.Equal);
                    Advance();
                }
            }
            else
            {
                return;
            }
        }
    }

    private bool IsConstraintWord() =>
        IsWord("DEFERRABLE") || IsWord("INITIALLY") || IsWord("ENABLE") || IsWord("DISABLE") || IsWord("VALIDATE") || IsWord("NOVALIDATE") || IsWord("RELY")
            || IsWord("NORELY")
        || IsWord("ENFORCED") || IsWord("COMMENT") || IsWord("KEY_BLOCK_SIZE") || IsWord("VISIBLE") || IsWord("INVISIBLE") || IsWord("TABLESPACE")
        || IsWord("AUTOINCREMENT")
        || IsWord("IGNORED") || IsWord("PRECHECK") || IsWord("PARSER") || keyword == Keyword.Type;

    /// <summary>Oracle's storage words behind USING INDEX.</summary>
    private void SkipIndexAttributes()
    {
        while (kind is TokenKind.Word or TokenKind.Number && (kind == TokenKind.Number || IsWord("PCTFREE") || IsWord("INITRANS") || IsWord("MAXTRANS")
            || IsWord("STORAGE") || IsWord("TABLESPACE")
            || IsWord("COMPUTE") || IsWord("STATISTICS") || IsWord("NOLOGGING") || IsWord("LOGGING") || IsWord("LOCAL") || IsWord("GLOBAL")
            || IsWord("NOCOMPRESS") || IsWord("REVERSE")))
        {
            var takesName = IsWord("TABLESPACE");
            Advance();
            if (takesName)
                Advance();
            SkipParentheses();
        }
    }

    private SqlName[] ParseNames()
    {
        Advance();
        var list = new List<SqlName>();
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
        {
            // An expression in parentheses is no name and left out.
            if (!SkipParentheses())
                list.Add(ParseName());
            SkipParentheses();
            if (!Accept(TokenKind.Comma))
                break;
        }

        CloseParenthesis();
        return list.ToArray();
    }
}
