using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
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

            if (!(keyword == Keyword.Alter && (IsWord(tokens[at], "ONLINE") || IsWord(tokens[at], "OFFLINE") || IsWord(tokens[at], "IGNORE")
                || tokens[at].Keyword == Keyword.Fulltext)))
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
            if (rules.Has(Dialects.DialectFeatures.OptionalSemicolons) && IsStatementStart()
                && !(keyword is Keyword.Drop or Keyword.Alter && (Current.Flags & TokenFlags.StartsLine) == 0))
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
                action.NewName = new SqlName(action.Column.Name);
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
            pending.Add(FinishAction(new AlterTableAction { Kind = AlterTableKind.ValidateConstraint, Name = keyword == Keyword.All ? TakeAll()
                : ParseName() }, start, mark));
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

    private SqlName TakeAll() => new(TakeIdentifier());

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
            || (IsWord("EXCLUDE") && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word)
            || (keyword == Keyword.Default && tokens[pos + 1].Kind is not TokenKind.Word))
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
        while (!hadColumn && kind == TokenKind.Comma && Is(SqlDialect.SqlServer)
            && tokens[pos + 1].Keyword is not (Keyword.Add or Keyword.Drop or Keyword.Alter))
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
            if (kind != TokenKind.Comma || tokens[pos + 1].Keyword is not (Keyword.Constraint or Keyword.Primary or Keyword.Foreign or Keyword.Check)
                || !Is(SqlDialect.SqlServer))
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

        while (kind == TokenKind.Word && (keyword is Keyword.Cascade or Keyword.Restrict || IsWord("CONSTRAINTS") || IsWord("INVALIDATE") || IsWord("ONLINE")
            || IsWord("KEEP") || IsWord("CHECKPOINT")
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
        action.Name = new SqlName(name);
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
                if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole && keyword is not Keyword.Rename && !IsWord("RESTART")
                    && !IsWord("RESET"))
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
        if (keyword is Keyword.Partition or Keyword.Constraint or Keyword.Primary or Keyword.Unique or Keyword.Default || IsWord("NESTED") || IsWord("LOB")
            || IsWord("SUBPARTITION") || IsWord("VARRAY")
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
        return new AlterTableAction { Kind = AlterTableKind.AlterColumn, Column = column, Name = new SqlName(column.Name) };
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
