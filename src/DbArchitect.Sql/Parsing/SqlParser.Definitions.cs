using System;
using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    private static readonly SqlName[] NoNames = [];

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
                while (tokens[at].Kind != TokenKind.EndOfFile && tokens[at].Keyword is not (Keyword.View or Keyword.Procedure or Keyword.Function or Keyword.Trigger)
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

    // ---- CREATE TABLE ----

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
    private bool IsTableElementStart() => keyword is Keyword.Constraint or Keyword.Primary or Keyword.Foreign or Keyword.Unique or Keyword.Check or Keyword.Index;

    private void RecoverElement()
    {
        Error("unexpected text in the definition");
        while (kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsEndOfStatement())
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    private void ParseTableElement(CreateTableStatement node, List<ColumnDefinition> columns, List<ConstraintDefinition> constraints, List<CreateIndexStatement> indexes)
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

        if (IsWord("PERIOD") && tokens[pos + 1].Keyword == Keyword.For || IsWord("SUPPLEMENTAL") || (IsWord("EXCLUDE") && tokens[pos + 1].Keyword == Keyword.Using
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
        if (Accept(Keyword.Constraint) && (IsName() || kind == TokenKind.String) && !(keyword is Keyword.Primary or Keyword.Foreign or Keyword.Unique or Keyword.Check && tokens[pos + 1].Kind != TokenKind.Word
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
            else if (keyword == Keyword.On && next.Kind is TokenKind.Word or TokenKind.QuotedIdentifier && next.Keyword is not (Keyword.Delete or Keyword.Update))
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
                var takesValue = IsWord("COMMENT") || IsWord("KEY_BLOCK_SIZE") || IsWord("INITIALLY") || IsWord("TABLESPACE") || IsWord("PARSER") || keyword == Keyword.Type;
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
        IsWord("DEFERRABLE") || IsWord("INITIALLY") || IsWord("ENABLE") || IsWord("DISABLE") || IsWord("VALIDATE") || IsWord("NOVALIDATE") || IsWord("RELY") || IsWord("NORELY")
        || IsWord("ENFORCED") || IsWord("COMMENT") || IsWord("KEY_BLOCK_SIZE") || IsWord("VISIBLE") || IsWord("INVISIBLE") || IsWord("TABLESPACE") || IsWord("AUTOINCREMENT")
        || IsWord("IGNORED") || IsWord("PRECHECK") || IsWord("PARSER") || keyword == Keyword.Type;

    /// <summary>Oracle's storage words behind USING INDEX.</summary>
    private void SkipIndexAttributes()
    {
        while (kind is TokenKind.Word or TokenKind.Number && (kind == TokenKind.Number || IsWord("PCTFREE") || IsWord("INITRANS") || IsWord("MAXTRANS") || IsWord("STORAGE") || IsWord("TABLESPACE")
            || IsWord("COMPUTE") || IsWord("STATISTICS") || IsWord("NOLOGGING") || IsWord("LOGGING") || IsWord("LOCAL") || IsWord("GLOBAL") || IsWord("NOCOMPRESS") || IsWord("REVERSE")))
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
        return list.Count == 0 ? NoNames : list.ToArray();
    }

    // ---- columns ----

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
        Keyword.Not or Keyword.Null or Keyword.Default or Keyword.Primary or Keyword.Unique or Keyword.References or Keyword.Check or Keyword.Constraint or Keyword.Generated
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
                    name = IsName() && !(keyword is Keyword.Primary or Keyword.Unique or Keyword.Check or Keyword.Default or Keyword.References) ? TakeIdentifier() : default;
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
                    node.Collation = keyword == Keyword.Binary ? new SqlName([TakeIdentifier()]) : ParseName();
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
        if (keyword == Keyword.With && tokens[pos + 1].Kind == TokenKind.OpenParen || !IsReserved(keyword) || keyword is Keyword.With or Keyword.Set or Keyword.On)
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

    // ---- after the columns ----

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
                case Keyword.With when IsQueryStart() && tokens[pos + 2].Keyword == Keyword.As || (IsQueryStart() && tokens[pos + 1].Keyword == Keyword.Recursive)
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

    // ---- indexes ----

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
            if (tokens[i].Keyword is Keyword.Fulltext or Keyword.Spatial or Keyword.Columnstore or Keyword.Bitmap || IsWord(tokens[i], "XML") || IsWord(tokens[i], "JSON")
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
        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.String && tokens[pos + 1].Kind == TokenKind.OpenParen && tokens[pos + 2].Kind == TokenKind.Number
            && tokens[pos + 3].Kind == TokenKind.CloseParen && MayBe(SqlDialect.MySql))
        {
            // MySQL: the first characters of a column.
            node.Expression = Finish(new ColumnReference { Name = new SqlName([TakeIdentifier()]) }, start);
            Advance();
            if (int.TryParse(TextOf(Current), out var prefix))
                node.PrefixLength = prefix;
            Advance();
            Advance();
        }
        else if (kind == TokenKind.String || (kind == TokenKind.Word && IsReserved(keyword) && keyword is not (Keyword.Case or Keyword.Not or Keyword.Null)))
        {
            node.Expression = Finish(new ColumnReference { Name = new SqlName([TakeIdentifier()]) }, start);
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

        if (kind is TokenKind.Word or TokenKind.QuotedIdentifier && keyword is not (Keyword.Asc or Keyword.Desc or Keyword.Nulls or Keyword.With) && !IsReserved(keyword))
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
            node.Name = new SqlName([TakeIdentifier()]);
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

    // ---- views ----

    private CreateViewStatement ParseCreateView(int start, in Mark mark, int at)
    {
        var node = new CreateViewStatement { IsMaterialized = HasModifier(at, "MATERIALIZED"), IsReplace = HasModifier(at, "REPLACE") || HasModifier(at, "ALTER") };
        MoveTo(at + 1);
        AcceptIfNotExists();
        node.Name = ParseName();
        node.Columns = ParseIdentifierList();
        while (!IsEndOfStatement() && !(keyword == Keyword.As && (tokens[pos + 1].Keyword is Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table or Keyword.From
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
        while (keyword == Keyword.Drop && tokens[at].Keyword is Keyword.Temporary or Keyword.Materialized or Keyword.Concurrently or Keyword.Temp or Keyword.Fulltext || IsWord(tokens[at], "ONLINE") || IsWord(tokens[at], "OFFLINE"))
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

    // ---- ALTER ----

    private SqlStatement ParseAlter(int start, in Mark mark)
    {
        var at = pos + 1;
        while (tokens[at].Kind == TokenKind.Word && at < pos + 6)
        {
            switch (tokens[at].Keyword)
            {
                case Keyword.Table when !IsWord(tokens[at - 1], "FOREIGN") && !IsWord(tokens[at - 1], "EXTERNAL"):
                    return ParseAlterTable(start, mark, at);
                case Keyword.Index when at == pos + 1 || tokens[at - 1].Keyword == Keyword.Fulltext:
                    return ParseAlterIndex(start, mark);
                case Keyword.View when tokens[at - 1].Keyword != Keyword.Materialized && HasViewQuery(at):
                    return ParseCreateView(start, mark, at);
            }

            if (!(keyword == Keyword.Alter && (IsWord(tokens[at], "ONLINE") || IsWord(tokens[at], "OFFLINE") || IsWord(tokens[at], "IGNORE") || tokens[at].Keyword == Keyword.Fulltext)))
                break;
            at++;
        }

        return ParseOpaque(start, mark);
    }

    /// <summary>ALTER VIEW name AS SELECT, unlike ALTER VIEW name RENAME …</summary>
    private bool HasViewQuery(int at)
    {
        for (var i = at; tokens[i].Kind is not (TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.BatchSeparator) && i < at + 200; i++)
        {
            if (tokens[i].Keyword == Keyword.As && tokens[i + 1].Keyword is Keyword.Select or Keyword.With)
                return true;
        }

        return false;
    }

    private AlterIndexStatement ParseAlterIndex(int start, in Mark mark)
    {
        Advance();
        Accept(Keyword.Fulltext);
        Advance();
        AcceptIfExists();
        var node = new AlterIndexStatement { Kind = AlterIndexKind.Other };
        if (keyword == Keyword.All)
            Advance();
        else if (keyword != Keyword.On)
            node.Name = ParseName();
        if (Accept(Keyword.On))
            node.Table = ParseName();
        if (Accept(Keyword.Rename))
        {
            node.Kind = AlterIndexKind.Rename;
            if (Accept(Keyword.To))
                node.NewName = ParseName();
        }
        else if (IsWord("REBUILD"))
        {
            node.Kind = AlterIndexKind.Rebuild;
        }
        else if (IsWord("DISABLE"))
        {
            node.Kind = AlterIndexKind.Disable;
        }

        SkipStatementOptions();
        return FinishStatement(node, start, mark);
    }

    private AlterTableStatement ParseAlterTable(int start, in Mark mark, int at)
    {
        var node = new AlterTableStatement();
        MoveTo(at + 1);
        AcceptIfExists();
        if (keyword == Keyword.Only && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
            Advance();
        if (keyword == Keyword.All)
        {
            // ALTER TABLE ALL IN TABLESPACE …
            SkipStatementOptions();
            return FinishStatement(node, start, mark);
        }

        node.Name = ParseName();
        if (kind == TokenKind.Star)
            Advance();
        if (keyword is Keyword.Wait or Keyword.Nowait)
        {
            Advance();
            Accept(TokenKind.Number);
        }

        var from = pending.Count;
        while (!IsEndOfStatement())
        {
            var before = pos;
            ParseAlterAction();
            if (kind == TokenKind.Hole)
                SkipClauseHoles();
            if (Accept(TokenKind.Comma))
                continue;
            if (IsEndOfStatement() || pos == before || kind == TokenKind.CloseParen && depth > QueryLevels || keyword is Keyword.End or Keyword.Else)
                break;
            if (rules.Has(Dialects.DialectFeatures.OptionalSemicolons) && IsStatementStart() && !(keyword is Keyword.Drop or Keyword.Alter && (Current.Flags & TokenFlags.StartsLine) == 0))
                break;
            if (!MayContinueAlter())
            {
                pending.Add(OtherAction());
                if (pos == before)
                    break;
            }
        }

        node.Actions = TakePending<AlterTableAction>(from);
        return FinishStatement(node, start, mark);
    }

    /// <summary>Oracle and SQL Server write several actions without a comma.</summary>
    private bool MayContinueAlter() => keyword is Keyword.Add or Keyword.Drop or Keyword.Modify or Keyword.Rename or Keyword.Alter;

    private AlterTableAction OtherAction()
    {
        var start = Start;
        while (!IsEndOfStatement() && kind != TokenKind.Comma && !(kind == TokenKind.CloseParen && depth > QueryLevels)
            && !(rules.Has(Dialects.DialectFeatures.OptionalSemicolons) && IsStatementStart() && (Current.Flags & TokenFlags.StartsLine) != 0))
        {
            if (!SkipParentheses())
                Advance();
        }

        return Finish(new AlterTableAction { Kind = AlterTableKind.Other }, start);
    }

    private void ParseAlterAction()
    {
        var start = Start;
        var mark = Here();
        var notValidated = false;
        if (keyword == Keyword.With && (IsWord(Peek(1), "NOCHECK") || tokens[pos + 1].Keyword == Keyword.Check))
        {
            Advance();
            notValidated = IsWord("NOCHECK");
            Advance();
        }

        switch (keyword)
        {
            case Keyword.Add:
                Advance();
                ParseAlterAdd(start, notValidated);
                return;
            case Keyword.Drop:
                Advance();
                ParseAlterDrop(start);
                return;
            case Keyword.Alter:
                Advance();
                ParseAlterColumn(start, mark);
                return;
            case Keyword.Modify:
                Advance();
                ParseModify(start);
                return;
            case Keyword.Change:
            {
                Advance();
                Accept(Keyword.Column);
                AcceptIfExists();
                var name = ParseName();
                var action = new AlterTableAction { Kind = AlterTableKind.AlterColumn, Name = name, Column = ParseColumnDefinition() };
                action.NewName = new SqlName([action.Column.Name]);
                pending.Add(FinishAction(action, start, mark));
                return;
            }

            case Keyword.Rename:
                Advance();
                pending.Add(FinishAction(ParseRename(), start, mark));
                return;
        }

        if (IsWord("VALIDATE") && tokens[pos + 1].Keyword == Keyword.Constraint || (keyword == Keyword.Check && tokens[pos + 1].Keyword == Keyword.Constraint))
        {
            Advance();
            Advance();
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.ValidateConstraint, Name = keyword == Keyword.All ? TakeAll() : ParseName() }, start, mark));
            SkipAlterRest();
            return;
        }

        if (IsWord("ATTACH") && tokens[pos + 1].Keyword == Keyword.Partition)
        {
            Advance();
            Advance();
            var action = new AlterTableAction { Kind = AlterTableKind.AttachPartition, Name = ParseName() };
            SkipElement();
            pending.Add(FinishAction(action, start, mark));
            return;
        }

        if (kind == TokenKind.Hole)
        {
            SkipClauseHoles();
            return;
        }

        pending.Add(OtherAction());
    }

    private SqlName TakeAll() => new([TakeIdentifier()]);

    private void SkipAlterRest()
    {
        while (kind == TokenKind.Word && keyword is Keyword.Cascade or Keyword.Restrict)
        {
            Advance();
        }
    }

    private AlterTableAction FinishAction(AlterTableAction action, int start, in Mark mark)
    {
        action.State = StateSince(mark);
        return Finish(action, start);
    }

    private void ParseAlterAdd(int start, bool notValidated)
    {
        var mark = Here();
        if (IsTableConstraint() && !(keyword == Keyword.Constraint && IsWord(Peek(1), "STORAGE")))
        {
            AddConstraints(start, notValidated);
            return;
        }

        if (keyword is Keyword.Index or Keyword.Key or Keyword.Fulltext or Keyword.Spatial && IsInlineIndex())
        {
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.AddIndex, Index = ParseInlineIndex() }, start, mark));
            return;
        }

        if (keyword is Keyword.Partition || (IsWord("PERIOD") && tokens[pos + 1].Keyword == Keyword.For) || IsWord("SUPPLEMENTAL") || IsWord("VALUE")
            || (IsWord("EXCLUDE") && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word) || (keyword == Keyword.Default && tokens[pos + 1].Kind is not TokenKind.Word))
        {
            if (keyword == Keyword.Default)
            {
                pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.AddConstraint, Constraint = ParseTableConstraint() }, start, mark));
                return;
            }

            pending.Add(OtherAction());
            return;
        }

        var hadColumn = Accept(Keyword.Column) || AcceptWord("COLUMNS");
        AcceptIfNotExists();
        if (kind == TokenKind.OpenParen)
        {
            // ADD (a int, b int, CONSTRAINT …)
            Advance();
            while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
            {
                AddElement(Start);
                if (!Accept(TokenKind.Comma))
                    break;
            }

            CloseParenthesis();
            return;
        }

        AddElement(start);
        while (!hadColumn && kind == TokenKind.Comma && Is(SqlDialect.SqlServer) && tokens[pos + 1].Keyword is not (Keyword.Add or Keyword.Drop or Keyword.Alter))
        {
            Advance();
            AddElement(Start);
        }
    }

    private void AddConstraints(int start, bool notValidated)
    {
        var mark = Here();
        while (true)
        {
            var constraint = ParseTableConstraint();
            constraint.IsNotValidated |= notValidated;
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.AddConstraint, Constraint = constraint }, start, mark));
            if (kind != TokenKind.Comma || tokens[pos + 1].Keyword is not (Keyword.Constraint or Keyword.Primary or Keyword.Foreign or Keyword.Check) || !Is(SqlDialect.SqlServer))
                return;
            Advance();
            start = Start;
        }
    }

    private void AddElement(int start)
    {
        var mark = Here();
        if (IsTableConstraint())
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.AddConstraint, Constraint = ParseTableConstraint() }, start, mark));
        else if (keyword is Keyword.Index && IsInlineIndex())
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.AddIndex, Index = ParseInlineIndex() }, start, mark));
        else if (IsWord("PERIOD") && tokens[pos + 1].Keyword == Keyword.For)
            pending.Add(OtherAction());
        else
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.AddColumn, Column = ParseColumnDefinition() }, start, mark));
    }

    private void ParseAlterDrop(int start)
    {
        var mark = Here();
        var action = new AlterTableAction { Kind = AlterTableKind.DropColumn };
        switch (keyword)
        {
            case Keyword.Constraint or Keyword.Check when tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole:
                Advance();
                action.Kind = AlterTableKind.DropConstraint;
                break;
            case Keyword.Foreign when tokens[pos + 1].Keyword == Keyword.Key:
                Advance();
                Advance();
                action.Kind = AlterTableKind.DropConstraint;
                break;
            case Keyword.Primary when tokens[pos + 1].Keyword == Keyword.Key:
                Advance();
                Advance();
                action.Kind = AlterTableKind.DropConstraint;
                pending.Add(FinishAction(action, start, mark));
                SkipAlterRest();
                return;
            case Keyword.Index or Keyword.Key when tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole:
                Advance();
                action.Kind = AlterTableKind.DropIndex;
                break;
            case Keyword.Partition or Keyword.Unique:
                pending.Add(OtherAction());
                return;
            default:
                if (IsWord("PERIOD") && tokens[pos + 1].Keyword == Keyword.For || IsWord("UNUSED") || IsWord("SUPPLEMENTAL") || IsWord("SUBPARTITION"))
                {
                    pending.Add(OtherAction());
                    return;
                }

                if (!Accept(Keyword.Column))
                    AcceptWord("COLUMNS");
                break;
        }

        action.IfExists = AcceptIfExists();
        if (kind == TokenKind.OpenParen)
        {
            foreach (var name in ParseNames())
            {
                pending.Add(FinishAction(new AlterTableAction { Kind = action.Kind, Name = name }, start, mark));
            }
        }
        else
        {
            action.Name = ParseName();
            pending.Add(FinishAction(action, start, mark));
            while (kind == TokenKind.Comma && Is(SqlDialect.SqlServer) && tokens[pos + 1].Keyword is not (Keyword.Add or Keyword.Drop or Keyword.Alter))
            {
                Advance();
                if (keyword is Keyword.Column or Keyword.Constraint && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
                {
                    action = new AlterTableAction { Kind = keyword == Keyword.Column ? AlterTableKind.DropColumn : AlterTableKind.DropConstraint };
                    Advance();
                    AcceptIfExists();
                }

                pending.Add(FinishAction(new AlterTableAction { Kind = action.Kind, Name = ParseName() }, start, mark));
            }
        }

        while (kind == TokenKind.Word && (keyword is Keyword.Cascade or Keyword.Restrict || IsWord("CONSTRAINTS") || IsWord("INVALIDATE") || IsWord("ONLINE") || IsWord("KEEP") || IsWord("CHECKPOINT")
            || (keyword == Keyword.Drop && tokens[pos + 1].Keyword == Keyword.Index)) || kind == TokenKind.Number)
        {
            Advance();
        }

        if (keyword == Keyword.With && tokens[pos + 1].Kind == TokenKind.OpenParen)
        {
            Advance();
            SkipParentheses();
        }
    }

    /// <summary>ALTER COLUMN name: a new type, a default, nullability; SQL Server's whole new definition.</summary>
    private void ParseAlterColumn(int start, in Mark mark)
    {
        if (keyword is Keyword.Constraint or Keyword.Index or Keyword.Check && tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
        {
            pending.Add(OtherAction());
            return;
        }

        Accept(Keyword.Column);
        AcceptIfExists();
        var action = new AlterTableAction { Kind = AlterTableKind.Other };
        var nameStart = Start;
        var name = ParseIdentifier();
        action.Name = new SqlName([name]);
        var before = pos;
        switch (keyword)
        {
            case Keyword.Set when tokens[pos + 1].Keyword == Keyword.Not || tokens[pos + 1].Keyword == Keyword.Default || IsWord(Peek(1), "DATA"):
                Advance();
                if (AcceptWord("DATA"))
                {
                    ParseNewType(action, name, nameStart);
                }
                else if (Accept(Keyword.Not))
                {
                    Accept(Keyword.Null);
                    action.Kind = AlterTableKind.SetNotNull;
                }
                else
                {
                    Advance();
                    action.Kind = AlterTableKind.SetDefault;
                    action.Expression = ParseExpression();
                }

                break;
            case Keyword.Drop when tokens[pos + 1].Keyword is Keyword.Not or Keyword.Default:
                Advance();
                action.Kind = keyword == Keyword.Not ? AlterTableKind.DropNotNull : AlterTableKind.DropDefault;
                Advance();
                Accept(Keyword.Null);
                break;
            case Keyword.Type:
                ParseNewType(action, name, nameStart);
                break;
            case Keyword.Set or Keyword.Drop or Keyword.Add or Keyword.With:
                break;
            default:
                if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole && keyword is not Keyword.Rename && !IsWord("RESTART") && !IsWord("RESET"))
                {
                    var column = new ColumnDefinition { Name = name, Type = ParseType(true) };
                    ParseColumnAttributes(column);
                    action.Kind = AlterTableKind.AlterColumn;
                    action.Column = Finish(column, nameStart);
                }

                break;
        }

        if (action.Kind == AlterTableKind.Other && pos == before)
            SkipElement();
        pending.Add(FinishAction(action, start, mark));
    }

    private void ParseNewType(AlterTableAction action, SqlIdentifier name, int nameStart)
    {
        Advance();
        action.Kind = AlterTableKind.AlterColumn;
        var column = new ColumnDefinition { Name = name, Type = ParseType(false) };
        if (keyword == Keyword.Collate)
        {
            Advance();
            column.Collation = ParseName();
        }

        action.Column = Finish(column, nameStart);
        if (Accept(Keyword.Using))
            action.Expression = ParseExpression();
        SkipAlterRest();
    }

    /// <summary>MODIFY [COLUMN] definition; Oracle's with parentheses or of other things.</summary>
    private void ParseModify(int start)
    {
        var mark = Here();
        if (keyword is Keyword.Partition or Keyword.Constraint or Keyword.Primary or Keyword.Unique or Keyword.Default || IsWord("NESTED") || IsWord("LOB") || IsWord("SUBPARTITION") || IsWord("VARRAY")
            || IsWord("OPAQUE"))
        {
            pending.Add(OtherAction());
            return;
        }

        Accept(Keyword.Column);
        AcceptIfExists();
        if (Accept(TokenKind.OpenParen))
        {
            while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
            {
                var elementStart = Start;
                pending.Add(FinishAction(ModifiedColumn(), elementStart, mark));
                if (!Accept(TokenKind.Comma))
                    break;
            }

            CloseParenthesis();
            return;
        }

        pending.Add(FinishAction(ModifiedColumn(), start, mark));
    }

    private AlterTableAction ModifiedColumn()
    {
        var column = ParseColumnDefinition();
        return new AlterTableAction { Kind = AlterTableKind.AlterColumn, Column = column, Name = new SqlName([column.Name]) };
    }

    private AlterTableAction ParseRename()
    {
        var action = new AlterTableAction { Kind = AlterTableKind.RenameColumn };
        switch (keyword)
        {
            case Keyword.To or Keyword.As:
            case Keyword.None when kind == TokenKind.Equal:
                Advance();
                action.Kind = AlterTableKind.RenameTable;
                action.NewName = ParseName();
                return action;
            case Keyword.Column when tokens[pos + 1].Keyword != Keyword.To:
                Advance();
                break;
            case Keyword.Constraint or Keyword.Partition when tokens[pos + 1].Keyword != Keyword.To:
                Advance();
                action.Kind = AlterTableKind.Other;
                break;
            case Keyword.Index or Keyword.Key when tokens[pos + 1].Keyword != Keyword.To:
                Advance();
                action.Kind = AlterTableKind.RenameIndex;
                break;
        }

        AcceptIfExists();
        action.Name = ParseName();
        if (keyword is Keyword.To or Keyword.As)
        {
            Advance();
            action.NewName = ParseName();
        }
        else
        {
            // MySQL: RENAME newname
            action.Kind = AlterTableKind.RenameTable;
            action.NewName = action.Name;
            action.Name = default;
        }

        return action;
    }
}
