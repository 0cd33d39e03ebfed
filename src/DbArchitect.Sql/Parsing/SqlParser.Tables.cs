using System.Collections.Generic;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

public sealed partial class SqlParser
{
    /// <summary>Further hints of a table are not kept beyond this many characters.</summary>
    private const int MaxHints = 1000;

    private FromClause ParseFrom()
    {
        var start = Start;
        var mark = Here();
        Advance();
        var clause = new FromClause { Tables = ParseTableList() };
        return FinishClause(clause, start, mark);
    }

    private TableReference[] ParseTableList()
    {
        var from = pending.Count;
        do
        {
            pending.Add(ParseTableReference());
            SkipClauseHoles();
        }
        while (Accept(TokenKind.Comma));
        return TakePending<TableReference>(from);
    }

    /// <summary>A table with the joins that follow it.</summary>
    private TableReference ParseTableReference()
    {
        var table = ParseTablePrimary();
        return IsJoinStart() || IsJoinBehindHole() ? ParseJoins(table) : table;
    }

    /// <summary>Holes, and behind them a join: the joins go on.</summary>
    private bool IsJoinBehindHole()
    {
        if (kind != TokenKind.Hole)
            return false;
        var i = pos;
        while (tokens[i].Kind == TokenKind.Hole)
        {
            i++;
        }

        return tokens[i].Keyword is Keyword.Join or Keyword.Inner or Keyword.Left or Keyword.Right or Keyword.Full or Keyword.Cross or Keyword.Natural
            or Keyword.Outer;
    }

    private bool IsJoinStart()
    {
        switch (keyword)
        {
            case Keyword.Join or Keyword.Inner or Keyword.StraightJoin:
                return true;
            case Keyword.Cross or Keyword.Outer:
                return tokens[pos + 1].Keyword is Keyword.Join or Keyword.Apply;
            case Keyword.Natural or Keyword.Semi or Keyword.Anti or Keyword.Asof:
                return tokens[pos + 1].Keyword is Keyword.Join or Keyword.Left or Keyword.Right or Keyword.Full or Keyword.Inner or Keyword.Outer
                    or Keyword.Cross;
            case Keyword.Left or Keyword.Right or Keyword.Full:
                var next = tokens[pos + 1];
                return next.Keyword is Keyword.Join or Keyword.Outer or Keyword.Semi or Keyword.Anti or Keyword.Asof
                    || ((IsWord(next, "HASH") || IsWord(next, "LOOP") || IsWord(next, "MERGE") || IsWord(next, "REMOTE"))
                    && tokens[pos + 2].Keyword == Keyword.Join);
            case Keyword.Partition:
                // Oracle's partitioned outer join.
                return tokens[pos + 1].Keyword == Keyword.By;
            default:
                return false;
        }
    }

    private TableReference ParseJoins(TableReference first)
    {
        var start = first.Start;
        var from = pending.Count;
        ParseJoinList();
        return Finish(new JoinedTable { First = first, Joins = TakePending<Join>(from) }, start);
    }

    private void ParseJoinList()
    {
        List<Join>? waiting = null;
        while (true)
        {
            while (keyword is Keyword.On or Keyword.Using && waiting is { Count: > 0 })
            {
                // a JOIN b JOIN c ON … ON …: the second condition belongs to the first join.
                var join = waiting[waiting.Count - 1];
                waiting.RemoveAt(waiting.Count - 1);
                ParseJoinCondition(join);
            }

            if (IsJoinBehindHole())
                SkipClauseHoles();
            if (!IsJoinStart())
                return;
            var next = ParseJoin();
            pending.Add(next);
            if (keyword is Keyword.Pivot or Keyword.Unpivot)
            {
                // Of the whole join.
                next.Table.IsReshaped = true;
                ReshapeTable(next.Table);
            }

            if (next.On is null && next.Using.Length == 0 && !next.IsNatural && next.Kind < JoinKind.Cross && IsJoinStart())
                (waiting ??= new List<Join>()).Add(next);
        }
    }

    private Join ParseJoin()
    {
        var start = Start;
        var mark = Here();
        var join = new Join();
        ParseJoinWords(join);
        join.Table = ParseTablePrimary();
        ParseJoinCondition(join);
        Finish(join, start);
        join.State = StateSince(mark);
        return join;
    }

    private void ParseJoinWords(Join join)
    {
        if (keyword == Keyword.Partition)
        {
            Advance();
            Advance();
            SkipParentheses();
        }

        while (true)
        {
            switch (keyword)
            {
                case Keyword.Natural:
                    join.IsNatural = true;
                    break;
                case Keyword.Inner:
                    break;
                case Keyword.Left:
                    join.Kind = JoinKind.Left;
                    break;
                case Keyword.Right:
                    join.Kind = JoinKind.Right;
                    break;
                case Keyword.Full:
                    join.Kind = JoinKind.Full;
                    break;
                case Keyword.Cross:
                    join.Kind = JoinKind.Cross;
                    break;
                case Keyword.Outer:
                    if (tokens[pos + 1].Keyword == Keyword.Apply)
                        join.Kind = JoinKind.OuterApply;
                    break;
                case Keyword.Apply:
                    if (join.Kind != JoinKind.OuterApply)
                        join.Kind = JoinKind.CrossApply;
                    Advance();
                    return;
                case Keyword.Semi or Keyword.Anti or Keyword.Asof:
                    join.Kind = JoinKind.Other;
                    break;
                case Keyword.Join or Keyword.StraightJoin:
                    Advance();
                    return;
                default:
                    // A join hint of SQL Server: HASH, LOOP, MERGE, REMOTE.
                    if (tokens[pos + 1].Keyword != Keyword.Join)
                    {
                        Error("expected JOIN");
                        return;
                    }

                    break;
            }

            Advance();
        }
    }

    private void ParseJoinCondition(Join join)
    {
        if (keyword == Keyword.On)
        {
            Advance();
            join.On = ParseCondition();
            Finish(join, join.Start);
        }
        else if (keyword == Keyword.Using && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Hole)
        {
            Advance();
            join.Using = ParseIdentifierList();
            if (Accept(Keyword.As))
                ParseIdentifier();
        }
    }

    private TableReference ParseTablePrimary() =>
        keyword == Keyword.None && kind is TokenKind.Word or TokenKind.QuotedIdentifier ? ParseNamedTableOrFunction(Start, false) : ParseOtherTable();

    private TableReference ParseOtherTable()
    {
        var start = Start;
        var lateral = keyword == Keyword.Lateral && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word or TokenKind.QuotedIdentifier
            && Accept(Keyword.Lateral);
        if (kind == TokenKind.OpenParen)
            return ParseParenthesizedTable(start, lateral);
        if (kind == TokenKind.OpenBrace)
            return ParseBracedJoin(start);
        if (keyword == Keyword.Values && tokens[pos + 1].Kind == TokenKind.OpenParen)
            return ParseTableSuffix(new DerivedTable { Query = ParseValues() }, start);
        if (keyword == Keyword.Only)
        {
            Advance();
            if (Accept(TokenKind.OpenParen))
            {
                var only = ParseNamedTable();
                CloseParenthesis();
                return ParseTableSuffix(only, start);
            }
        }

        if (keyword == Keyword.Rows && tokens[pos + 1].Keyword == Keyword.From)
        {
            Advance();
            return ParseFunctionTable(TakeIdentifier(), start, lateral);
        }

        if (kind == TokenKind.Parameter)
            return ParseParameterTable(start, lateral);
        Accept(TokenKind.DoubleColon);
        if (kind is TokenKind.OpenBracket or TokenKind.Number or TokenKind.Question || keyword is Keyword.Array or Keyword.Cast)
            return ParseTableSuffix(new ExpressionTable { Expression = ParseExpression(BindingPower.Unary) }, start);
        if (!IsName() && kind is not (TokenKind.String or TokenKind.Dot)
            && !(kind == TokenKind.Word && tokens[pos + 1].Kind is TokenKind.Dot or TokenKind.OpenParen && keyword is Keyword.Left or Keyword.Right))
        {
            Error("expected a table");
            openCount++;
            return new ExpressionTable { Expression = new ErrorExpression { Start = start }, Start = start };
        }

        if (kind == TokenKind.Hole && tokens[pos + 1].Kind != TokenKind.Dot)
        {
            if (tokens[pos + 1].Kind == TokenKind.OpenParen)
                return ParseFunctionTable(TakeIdentifier(), start, lateral);
            return ParseTableSuffix(new ExpressionTable { Expression = ParseHole() }, start);
        }

        return ParseNamedTableOrFunction(start, lateral);
    }

    private TableReference ParseNamedTableOrFunction(int start, bool lateral)
    {
        var table = ParseNamedTable();
        return kind == TokenKind.OpenParen && !IsOldHint() ? ParseCalledTable(table.Name, start, lateral) : ParseTableSuffix(table, start);
    }

    private TableReference ParseCalledTable(SqlName name, int start, bool lateral)
    {
        var rowset = ParseMethodCalls(ParseCall(name, start));
        while (kind == TokenKind.Dot)
        {
            // OPENDATASOURCE(…).database.schema.table
            Advance();
            Advance();
        }

        if (kind == TokenKind.OpenParen && tokens[pos + 1].Kind == TokenKind.Plus)
            SkipParentheses();
        return ParseTableSuffix(new FunctionTable { Function = (FunctionCall)rowset, IsLateral = lateral }, start);
    }

    /// <summary><c>FROM t (NOLOCK)</c>: a hint, not the call of a function.</summary>
    private bool IsOldHint() =>
        MayBe(SqlDialect.SqlServer) && tokens[pos + 2].Kind is TokenKind.CloseParen or TokenKind.Comma
        && (IsWord(Peek(1), "NOLOCK") || IsWord(Peek(1), "READPAST") || IsWord(Peek(1), "UPDLOCK") || IsWord(Peek(1), "ROWLOCK") || IsWord(Peek(1), "HOLDLOCK")
            || IsWord(Peek(1), "TABLOCK") || IsWord(Peek(1), "TABLOCKX") || IsWord(Peek(1), "XLOCK") || IsWord(Peek(1), "READUNCOMMITTED")
            || IsWord(Peek(1), "PAGLOCK"));

    private FunctionTable ParseFunctionTable(SqlIdentifier name, int start, bool lateral)
    {
        if (keyword == Keyword.From)
            Advance();
        var call = kind == TokenKind.OpenParen ? ParseCall(new SqlName(name), start) : new FunctionCall { Name = new SqlName(name) };
        return (FunctionTable)ParseTableSuffix(new FunctionTable { Function = call, IsLateral = lateral }, start);
    }

    /// <summary><c>@table</c>, <c>@xml.nodes(…)</c>, and a parameter in the place of a table's name.</summary>
    private TableReference ParseParameterTable(int start, bool lateral)
    {
        if (text[start] == '@')
        {
            var name = TakeIdentifier();
            if (kind == TokenKind.Dot)
            {
                var full = ParseNameRest(name, out _);
                return kind == TokenKind.OpenParen
                    ? ParseTableSuffix(new FunctionTable { Function = (FunctionCall)ParseMethodCalls(ParseCall(full, start)), IsLateral = lateral }, start)
                    : ParseTableSuffix(Finish(new NamedTable { Name = full }, start), start);
            }

            return ParseTableSuffix(Finish(new NamedTable { Name = new SqlName(name) }, start), start);
        }

        return ParseTableSuffix(new ExpressionTable { Expression = ParseParameter() }, start);
    }

    /// <summary>The name, and what belongs to the name: PostgreSQL's star, Oracle's partition and link.</summary>
    private NamedTable ParseNamedTable()
    {
        var start = Start;
        var table = new NamedTable { Name = ParseName() };
        if (kind == TokenKind.Star)
            Advance();
        if (keyword == Keyword.Partition && tokens[pos + 1].Kind == TokenKind.OpenParen)
        {
            Advance();
            SkipParentheses();
        }
        else if (IsWord("SUBPARTITION") && tokens[pos + 1].Kind == TokenKind.OpenParen)
        {
            Advance();
            SkipParentheses();
        }

        if (kind == TokenKind.Parameter && text[Start] == '@' && (Current.Flags & TokenFlags.SpaceBefore) == 0)
            SkipLink();

        return Finish(table, start);
    }

    private TableReference ParseParenthesizedTable(int start, bool lateral)
    {
        if (!Enter(2))
            return Finish(new ExpressionTable { Expression = Finish(new ErrorExpression(), start) }, start);
        TableReference table;
        if (IsParenthesizedQuery())
        {
            table = new DerivedTable { Query = ParseSubquery(), IsLateral = lateral };
            if (IsSetOperator())
                ((DerivedTable)table).Query = ParseQueryRest(((DerivedTable)table).Query, start, Here());
            Finish(table, start);
        }
        else if (tokens[pos + 1].Keyword is Keyword.Merge or Keyword.Insert or Keyword.Update or Keyword.Delete
            && tokens[pos + 2].Kind is TokenKind.Word or TokenKind.QuotedIdentifier)
        {
            // SQL Server: the OUTPUT of a statement as a table.
            Advance();
            table = new StatementTable { Statement = ParseStatement() };
            CloseParenthesis();
        }
        else
        {
            Advance();
            var opens = openCount;
            table = kind == TokenKind.Hole && tokens[pos + 1].Kind == TokenKind.CloseParen
                ? new DerivedTable { Query = ParseQueryOperand(), IsLateral = lateral }
                : ParseTableReference();
            if (table is DerivedTable { Alias.IsEmpty: true } derived && (IsSetOperator() || IsTailStart()))
                derived.Query = ParseQueryRest(derived.Query, derived.Start, Here());
            if (kind == TokenKind.Comma)
            {
                // (a, b): MySQL's comma inside the parentheses of a join.
                var from = pending.Count;
                while (Accept(TokenKind.Comma))
                {
                    var right = ParseTableReference();
                    pending.Add(new Join { Kind = JoinKind.Cross, Table = right, Start = right.Start, Length = right.Length });
                }

                table = Finish(new JoinedTable { First = table, Joins = TakePending<Join>(from) }, table.Start);
            }

            openCount = opens;
            CloseParenthesis();
        }

        depth -= 2;
        return ParseTableSuffix(table, start);
    }

    /// <summary>ODBC's <c>{oj a LEFT JOIN b ON …}</c>.</summary>
    private TableReference ParseBracedJoin(int start)
    {
        Advance();
        AcceptWord("OJ");
        TableReference table;
        if (Enter(2))
        {
            table = ParseTableReference();
            depth -= 2;
        }
        else
        {
            table = new ExpressionTable { Expression = Finish(new ErrorExpression(), start) };
        }

        Expect(TokenKind.CloseBrace);
        return Finish(table, start);
    }

    /// <summary>What may follow any table: alias, hints, sample, temporal clause, pivot.</summary>
    private TableReference ParseTableSuffix(TableReference table, int start)
    {
        while (!IsBehindTable())
        {
            if (keyword == Keyword.As && (table.Alias.IsEmpty || table.ColumnAliases.Length == 0))
                ParseTableAlias(table);
            else if (!ParseTableOption(ref table))
                break;
        }

        return Finish(table, start);
    }

    /// <summary>Something that nothing of a table begins with, as follows nearly all of them: no more than a quick way out.</summary>
    private bool IsBehindTable() =>
        keyword == Keyword.None
            ? kind is TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.Comma or TokenKind.CloseParen
            : keyword is Keyword.Where or Keyword.On or Keyword.Join or Keyword.Inner or Keyword.Group or Keyword.Order or Keyword.Set;

    /// <summary><c>AS name</c>, <c>AS name (a, b)</c>, <c>AS (a, b)</c>, <c>AS OF …</c>.</summary>
    private void ParseTableAlias(TableReference table)
    {
        if (IsWord(tokens[pos + 1], "OF"))
        {
            SkipTemporal();
            return;
        }

        Advance();
        if (kind == TokenKind.OpenParen)
        {
            table.ColumnAliases = ParseIdentifierList();
            return;
        }

        table.Alias = kind is TokenKind.Word && !IsClauseStart() ? TakeIdentifier() : ParseIdentifier();
        ParseColumnAliases(table);
    }

    /// <summary>Says no when nothing is here that belongs to the table.</summary>
    private bool ParseTableOption(ref TableReference table)
    {
        switch (keyword)
        {
            case Keyword.With when tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Hole:
                ReadHints(table);
                return true;
            case Keyword.With when IsWord(Peek(1), "ORDINALITY"):
                Advance();
                Advance();
                return true;
            case Keyword.With when IsWord(Peek(1), "OFFSET"):
                Advance();
                Advance();
                if (Accept(Keyword.As) || IsImplicitAlias())
                    ParseIdentifier();
                return true;
            case Keyword.With when tokens[pos + 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier && table is FunctionTable
                && Is(SqlDialect.SqlServer)
                    && tokens[pos + 2].Keyword != Keyword.As:
                // OPENXML(…) WITH table
                Advance();
                ParseName();
                return true;
            case Keyword.In when Is(SqlDialect.Unknown) && table is NamedTable { Name.Count: 1 } element && table.Alias.IsEmpty:
                // The elements of an array, in a document database.
                Advance();
                table = new ExpressionTable { Alias = element.Table, Expression = ParseExpression(BindingPower.Other) };
                return true;
            case Keyword.Lateral when tokens[pos + 1].Keyword == Keyword.View:
                SkipLateralView(table);
                return true;
            case Keyword.Use or Keyword.Force or Keyword.Ignore when tokens[pos + 1].Keyword is Keyword.Index or Keyword.Key:
                ReadIndexHints(table);
                return true;
            case Keyword.Indexed when tokens[pos + 1].Keyword == Keyword.By:
                Advance();
                Advance();
                SetHints(table, TextOf(Current));
                ParseIdentifier();
                return true;
            case Keyword.Not when tokens[pos + 1].Keyword == Keyword.Indexed:
                Advance();
                Advance();
                SetHints(table, "NOT INDEXED");
                return true;
            case Keyword.Tablesample:
            case Keyword.Sample when tokens[pos + 1].Kind == TokenKind.OpenParen || IsWord(Peek(1), "BLOCK"):
                SkipSample(table);
                return true;
            case Keyword.For when !IsTailStart() && tokens[pos + 1].Kind is TokenKind.Word
                && tokens[pos + 1].Keyword is not (Keyword.Update or Keyword.Share)
                    && !IsWord(Peek(1), "PORTION"):
                SkipTemporal();
                return true;
            case Keyword.Pivot or Keyword.Unpivot when tokens[pos + 1].Kind == TokenKind.OpenParen || IsWord(Peek(1), "XML") || IsWord(Peek(1), "INCLUDE")
                || IsWord(Peek(1), "EXCLUDE"):
            case Keyword.MatchRecognize:
                ReshapeTable(table);
                return true;
            case Keyword.Partition when tokens[pos + 1].Kind == TokenKind.OpenParen:
                Advance();
                SkipParentheses();
                return true;
            default:
                if (table.Alias.IsEmpty && IsImplicitAlias() && !IsStatementWord() && !IsWord("VERSIONS")
                    && !(IsWord("BEFORE") && IsWord(Peek(1), "SYSTEM_TIME")))
                {
                    table.Alias = TakeIdentifier();
                    ParseColumnAliases(table);
                    return true;
                }

                if (kind == TokenKind.OpenParen && table is NamedTable && IsOldHint())
                {
                    var hintStart = Start;
                    SkipParentheses();
                    SetHints(table, TextBetween(hintStart, lastEnd));
                    return true;
                }

                if (IsWord("VERSIONS") && (tokens[pos + 1].Keyword == Keyword.Between || IsWord(Peek(1), "PERIOD")))
                {
                    while (keyword != Keyword.Between && !IsEndOfStatement())
                    {
                        Advance();
                    }

                    SkipTemporal();
                    return true;
                }

                return false;
        }
    }

    /// <summary>Hive's LATERAL VIEW [OUTER] function(…) table AS a, b.</summary>
    private void SkipLateralView(TableReference table)
    {
        table.IsReshaped = true;
        Advance();
        Advance();
        Accept(Keyword.Outer);
        ParseName();
        SkipParentheses();
        if (IsImplicitAlias())
            Advance();
        if (!Accept(Keyword.As))
            return;
        do
        {
            ParseIdentifier();
        }
        while (Accept(TokenKind.Comma));
    }

    private void ParseColumnAliases(TableReference table)
    {
        if (kind == TokenKind.OpenParen && !(table is NamedTable && IsOldHint()))
            table.ColumnAliases = ParseIdentifierList();
    }

    private static void SetHints(TableReference table, string hints)
    {
        if (table is NamedTable named)
            named.Hints = named.Hints is null ? hints : named.Hints.Length < MaxHints ? named.Hints + " " + hints : named.Hints;
    }

    private void ReadHints(TableReference table)
    {
        Advance();
        var start = Start;
        if (!SkipParentheses())
            Advance();
        SetHints(table, TextBetween(start, lastEnd));
    }

    private void ReadIndexHints(TableReference table)
    {
        var start = Start;
        Advance();
        Advance();
        if (keyword == Keyword.For)
        {
            // FOR JOIN, FOR ORDER BY, FOR GROUP BY
            Advance();
            Advance();
            Accept(Keyword.By);
        }

        SkipParentheses();
        SetHints(table, TextBetween(start, lastEnd));
        if (kind == TokenKind.Comma && tokens[pos + 1].Keyword is Keyword.Use or Keyword.Force or Keyword.Ignore)
            Advance();
    }

    private void SkipSample(TableReference table)
    {
        if (table is NamedTable named)
            named.HasSample = true;
        Advance();
        while (kind == TokenKind.Word && tokens[pos + 1].Kind == TokenKind.OpenParen && !IsClauseStart())
        {
            Advance();
            SkipParentheses();
        }

        SkipParentheses();
        if ((IsWord("REPEATABLE") || IsWord("SEED")) && tokens[pos + 1].Kind == TokenKind.OpenParen)
        {
            Advance();
            SkipParentheses();
        }
    }

    /// <summary>FOR SYSTEM_TIME …, AS OF …, VERSIONS BETWEEN …: which version of the rows.</summary>
    private void SkipTemporal()
    {
        if (keyword != Keyword.Between)
        {
            Advance();
            Advance();
        }

        if (Accept(Keyword.Of) || keyword == Keyword.Timestamp || IsWord("SCN"))
        {
            if (IsWord("SYSTEM_TIME"))
                Advance();
            if (IsWord("SCN"))
                Advance();
            else if (keyword == Keyword.Timestamp && tokens[pos + 1].Kind != TokenKind.String)
                Advance();
        }

        if (keyword == Keyword.All)
        {
            Advance();
            return;
        }

        if (Accept(Keyword.As))
        {
            Accept(Keyword.Of);
            if (keyword == Keyword.Timestamp && tokens[pos + 1].Kind != TokenKind.String)
                Advance();
            ParseExpression(BindingPower.Add);
            return;
        }

        var hasWord = keyword is Keyword.Between or Keyword.From || IsWord("CONTAINED");
        if (hasWord)
        {
            if (IsWord("CONTAINED"))
            {
                Advance();
                Advance();
                SkipParentheses();
                return;
            }

            Advance();
        }

        ParseExpression(BindingPower.Add);
        if (hasWord && (keyword is Keyword.And or Keyword.To))
        {
            Advance();
            ParseExpression(BindingPower.Add);
        }
    }

    private void ReshapeTable(TableReference table)
    {
        table.IsReshaped = true;
        table.Alias = default;
        Advance();
        while (kind == TokenKind.Word && tokens[pos + 1].Kind is TokenKind.OpenParen or TokenKind.Word && !IsClauseStart())
        {
            Advance();
        }

        SkipParentheses();
    }
}
