using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using DbArchitect.Sql.Dialects;
using DbArchitect.Sql.Lexing;
using DbArchitect.Sql.Syntax;

namespace DbArchitect.Sql;

/// <summary>
/// Reads SQL of any dialect into a tree, whatever the text is. One recursive descent for all dialects, without backtracking. What cannot be read becomes an
/// error node and an entry of <see cref="SqlScript.Errors"/>, and reading goes on at the next clause, list element or statement.
/// </summary>
/// <remarks>
/// Chains that are long in practice (AND, OR, UNION, joins, lists) are flat in the tree; nesting is bounded by <see cref="MaxDepth"/>. So neither the parser
/// nor
/// a recursive walk over its result can run out of stack.
/// <para>
/// The first statement of a process costs what must be compiled for it, thousands of times what reading it takes. So what most statements need stands in small
/// methods, and what few need in methods of its own, behind a test that tells them apart.
/// </para>
/// </remarks>
public sealed partial class SqlParser
{
    /// <summary>How deep expressions, queries and statements may nest; beyond it they are passed over.</summary>
    private const int MaxDepth = 200;

    /// <summary>How long a chain of other left-deep operators (<c>a + b + c</c>) may grow before the rest is passed over.</summary>
    private const int MaxChain = 400;

    private const int MaxErrors = 256;

    /// <summary>Beyond this many parts a name is no name.</summary>
    private const int MaxNameParts = 64;

    private const int StringSlots = 64;

    /// <summary>A parser that has grown beyond this is not kept for the next text.</summary>
    private const int MaxSpareTokens = 4096;

    private static readonly SqlExpression[] NoExpressions = [];
    // Not []: of a struct that is code to compile at start-up.
    private static readonly SqlIdentifier[] NoIdentifiers = new SqlIdentifier[0];

    /// <summary>A parser that is not at work. Most texts are short: what they would cost most in memory is its buffers, which serve the next text as well.</summary>
    private static SqlParser? spare;

    private SqlSource source = null!;
    private string text = "";
    private DialectRules rules;
    private SqlToken[] tokens = new SqlToken[0];
    private CancellationToken cancellationToken;

    private int pos;
    private TokenKind kind;
    private Keyword keyword;
    private int lastEnd;
    private int depth;

    /// <summary>Counters: what a node adds to them while it is read is the state of the node.</summary>
    private int holeCount;
    private int errorCount;
    private int openCount;

    private int lastErrorAt;
    private List<SqlError>? errors;

    /// <summary>A stack on which lists grow until their length is known.</summary>
    private NodeStack pending = new(8);

    /// <summary>Names and numbers by their hash, since they repeat, within a text and from one text to the next.</summary>
    private readonly string?[] strings = new string?[StringSlots];

    private SqlParser()
    {
    }

    private static SqlParser Begin(SqlSource source, SqlDialect dialect, CancellationToken cancellationToken)
    {
        var parser = Interlocked.Exchange(ref spare, null) ?? new SqlParser();
        parser.source = source;
        parser.text = source.Text;
        parser.rules = DialectRules.Of(dialect);
        parser.cancellationToken = cancellationToken;
        parser.tokens = SqlLexer.Tokenize(source, parser.rules, parser.tokens, cancellationToken);
        parser.kind = parser.tokens[0].Kind;
        parser.keyword = parser.tokens[0].Keyword;
        parser.lastErrorAt = -1;
        return parser;
    }

    /// <summary>Lets go of the text, and stands by for the next. A parser that was interrupted is not kept.</summary>
    private void End()
    {
        if (tokens.Length > MaxSpareTokens)
            return;
        source = null!;
        text = "";
        errors = null;
        pos = lastEnd = depth = holeCount = errorCount = openCount = 0;
        cancellationToken = default;
        pending.Clear();
        Volatile.Write(ref spare, this);
    }

    /// <summary>Reads a whole text: statements, or a fragment of one that begins at a clause (WHERE, AND, ORDER BY, JOIN, …).</summary>
    public static SqlScript Parse(SqlSource source, SqlDialect dialect, CancellationToken cancellationToken = default)
    {
        var parser = Begin(source, dialect, cancellationToken);
        return parser.FinishScript(parser.ParseStatements());
    }

    /// <summary>Reads a text that is known to be a part of a statement: clauses in any order, a bare condition, or the assignments of SET.</summary>
    public static SqlScript ParseFragment(SqlSource source, SqlDialect dialect, CancellationToken cancellationToken = default)
    {
        var parser = Begin(source, dialect, cancellationToken);
        var fragment = parser.ParseFragment();
        parser.ExpectEnd();
        return parser.FinishScript([fragment]);
    }

    /// <summary>Reads a text that is one expression or condition: a filter of an index, a computed column, a default value.</summary>
    public static SqlExpression ParseExpression(SqlSource source, SqlDialect dialect, CancellationToken cancellationToken = default)
    {
        var parser = Begin(source, dialect, cancellationToken);
        var expression = parser.ParseExpression();
        parser.ExpectEnd();
        var isRead = parser.errorCount == 0;
        parser.End();
        return isRead ? expression : new ErrorExpression { Start = 0, Length = source.Text.Length };
    }

    private SqlScript FinishScript(SqlStatement[] statements)
    {
        var script = new SqlScript { Statements = statements, Start = 0, Length = text.Length };
        if (errors is not null)
            script.Errors = errors.ToArray();
        End();
        return script;
    }

    private void ExpectEnd()
    {
        Accept(TokenKind.Semicolon);
        if (kind != TokenKind.EndOfFile)
            Error("unexpected text after the end");
    }

    // ---- tokens ----

    private ref SqlToken Current => ref tokens[pos];

    private int Start => tokens[pos].Start;

    /// <summary>The token <paramref name="ahead"/> of the current one; at the end it is the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SqlToken Peek(int ahead)
    {
        var i = pos;
        while (ahead-- > 0 && tokens[i].Kind != TokenKind.EndOfFile)
        {
            i++;
        }

        return tokens[i];
    }

    private void Advance()
    {
        ref var token = ref tokens[pos];
        if (token.Kind == TokenKind.EndOfFile)
            return;
        lastEnd = token.Start + token.Length;
        if ((token.Flags & (TokenFlags.HasHole | TokenFlags.Unterminated)) != 0)
            Note(token);
        pos++;
        kind = tokens[pos].Kind;
        keyword = tokens[pos].Keyword;
    }

    private void Note(in SqlToken token)
    {
        if (token.HasHole)
            holeCount++;
        if ((token.Flags & TokenFlags.EndsWithHole) != 0)
            openCount++;
        if ((token.Flags & TokenFlags.Unterminated) != 0)
            ErrorAt(token.Start, token.Length, "the closing quote is missing");
    }

    private bool Accept(TokenKind expected)
    {
        if (kind != expected)
            return false;
        Advance();
        return true;
    }

    private bool Accept(Keyword expected)
    {
        if (keyword != expected)
            return false;
        Advance();
        return true;
    }

    private bool AcceptPair(Keyword first, Keyword second)
    {
        if (keyword != first || tokens[pos + 1].Keyword != second)
            return false;
        Advance();
        Advance();
        return true;
    }

    private bool Expect(TokenKind expected)
    {
        if (Accept(expected))
            return true;
        Error(expected == TokenKind.CloseParen ? "a closing parenthesis is missing" : "expected " + expected);
        return false;
    }

    private bool Expect(Keyword expected)
    {
        if (Accept(expected))
            return true;
        Error("expected " + expected.ToString().ToUpperInvariant());
        return false;
    }

    /// <summary>The current token is this word, in any case, without quotes.</summary>
    private bool IsWord(string word) => IsWord(Current, word);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsWord(in SqlToken token, string word) =>
        token.Kind == TokenKind.Word && token.Length == word.Length && string.Compare(text, token.Start, word, 0, word.Length,
            StringComparison.OrdinalIgnoreCase) == 0;

    private bool AcceptWord(string word)
    {
        if (!IsWord(word))
            return false;
        Advance();
        return true;
    }

    private string TextOf(in SqlToken token) => text.Substring(token.Start, token.Length);

    private string TextBetween(int start, int end) => end > start ? text.Substring(start, end - start) : "";

    private bool IsReserved(Keyword word) => word is not Keyword.None and <= Keyword.LastReserved;

    /// <summary>The dialect, or the union when it is unknown.</summary>
    private bool MayBe(SqlDialect dialect) => rules.Dialect == dialect || rules.Dialect == SqlDialect.Unknown;

    private bool Is(SqlDialect dialect) => rules.Dialect == dialect;

    // ---- errors ----

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Error(string message) => ErrorAt(Start, Current.Length, message);

    private void ErrorAt(int start, int length, string message)
    {
        errorCount++;
        if (start == lastErrorAt)
            return;
        lastErrorAt = start;
        errors ??= new List<SqlError>();
        if (errors.Count < MaxErrors)
            errors.Add(new SqlError(start, length, message));
    }

    /// <summary>Goes one level down; at the bound passes over what is there and says no.</summary>
    private bool Enter(int levels)
    {
        if (depth + levels <= MaxDepth)
        {
            depth += levels;
            return true;
        }

        Error("nested too deeply");
        SkipNested();
        return false;
    }

    /// <summary>Passes over everything up to the bracket that closes what is open, a comma outside brackets, or the end of the statement.</summary>
    private void SkipNested()
    {
        var brackets = 0;
        while (!IsEndOfStatement())
        {
            if (kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace)
                brackets++;
            else if (kind is TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace && --brackets < 0)
                return;
            else if (kind == TokenKind.Comma && brackets == 0)
                return;
            Advance();
        }
    }

    /// <summary>Passes over a parenthesis with all that is inside, if one is here.</summary>
    private bool SkipParentheses()
    {
        if (kind != TokenKind.OpenParen)
            return false;
        Advance();
        SkipToClose();
        Accept(TokenKind.CloseParen);
        return true;
    }

    /// <summary>Passes over the rest of a parenthesis, up to the one that closes it.</summary>
    private void SkipToClose()
    {
        var brackets = 0;
        while (kind is not (TokenKind.EndOfFile or TokenKind.BatchSeparator))
        {
            if (kind == TokenKind.OpenParen)
                brackets++;
            else if (kind == TokenKind.CloseParen && --brackets < 0)
                return;
            Advance();
        }
    }

    private bool IsEndOfStatement() => kind is TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.BatchSeparator;

    /// <summary>Passes over an element that could not be read to its end: up to a comma, a closing parenthesis or a clause.</summary>
    private void RecoverInList(string message)
    {
        Error(message);
        while (!IsEndOfStatement() && kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsClauseStart())
        {
            if (!SkipParentheses())
                Advance();
        }
    }

    /// <summary>A word that begins a clause, so that no expression goes on over it.</summary>
    private bool IsClauseStart() => keyword switch
    {
        Keyword.None => false,
        Keyword.From or Keyword.Where or Keyword.Having or Keyword.Union or Keyword.Except or Keyword.Intersect or Keyword.Join or Keyword.Inner
            or Keyword.Cross
            or Keyword.Select or Keyword.Insert or Keyword.Delete or Keyword.On or Keyword.Returning or Keyword.Limit => true,
        Keyword.Update => tokens[pos - (pos > 0 ? 1 : 0)].Keyword != Keyword.For,
        Keyword.Group or Keyword.Order => tokens[pos + 1].Keyword == Keyword.By,
        Keyword.Left or Keyword.Right or Keyword.Full => tokens[pos + 1].Kind != TokenKind.OpenParen,
        Keyword.Offset or Keyword.Fetch or Keyword.Window or Keyword.For or Keyword.Set => kind == TokenKind.Word
            && tokens[pos + 1].Kind is not (TokenKind.Comma or TokenKind.Dot),
        _ => false,
    };

    // ---- nodes ----

    private T Finish<T>(T node, int start)
        where T : SqlNode
    {
        node.Start = start;
        node.Length = lastEnd > start ? lastEnd - start : 0;
        return node;
    }

    private readonly struct Mark(int holes, int errors, int opens)
    {
        public readonly int Holes = holes;
        public readonly int Errors = errors;
        public readonly int Opens = opens;
    }

    private Mark Here() => new(holeCount, errorCount, openCount);

    private SqlState StateSince(in Mark mark) =>
        (holeCount > mark.Holes ? SqlState.HasHoles : SqlState.Complete) | (errorCount > mark.Errors ? SqlState.HasErrors : SqlState.Complete);

    private T FinishClause<T>(T clause, int start, in Mark mark)
        where T : SqlClause
    {
        clause.State = StateSince(mark);
        return Finish(clause, start);
    }

    private T FinishStatement<T>(T statement, int start, in Mark mark)
        where T : SqlStatement
    {
        statement.State = StateSince(mark);
        statement.IsOpen = openCount > mark.Opens;
        return Finish(statement, start);
    }

    private T[] TakePending<T>(int from)
        where T : SqlNode
    {
        var count = pending.Count - from;
        if (count == 0)
            return [];
        var result = new T[count];
        pending.MoveTo(result, from);
        return result;
    }

    private struct NodeStack(int capacity)
    {
        public int Count;

        private SqlNode[] nodes = new SqlNode[capacity];

        public readonly SqlNode this[int index]
        {
            get => nodes[index];
            set => nodes[index] = value;
        }

        public void Add(SqlNode node)
        {
            if (Count == nodes.Length)
                Array.Resize(ref nodes, Count * 2);
            nodes[Count++] = node;
        }

        public void Clear()
        {
            Array.Clear(nodes, 0, Count);
            Count = 0;
        }

        /// <summary>Takes all from <paramref name="from"/> on off the stack.</summary>
        public void MoveTo(SqlNode[] target, int from)
        {
            Array.Copy(nodes, from, target, 0, Count - from);
            Array.Clear(nodes, from, Count - from);
            Count = from;
        }
    }

    // ---- names ----

    private bool IsName() => kind switch
    {
        TokenKind.Word => !IsReserved(keyword),
        TokenKind.QuotedIdentifier or TokenKind.Hole => true,
        _ => false,
    };

    /// <summary>The current token as an identifier, whatever it is; goes on.</summary>
    private SqlIdentifier TakeIdentifier()
    {
        ref var token = ref Current;
        var identifier = new SqlIdentifier(IdentifierText(token), token.Start, token.Length, token.Kind is TokenKind.QuotedIdentifier
            or TokenKind.String, token.HasHole);
        Advance();
        if (identifier.IsQuoted)
            SkipUnicodeEscape();
        return identifier;
    }

    /// <summary>The escape character of <c>U&amp;"…"</c> and <c>U&amp;'…'</c>.</summary>
    private void SkipUnicodeEscape()
    {
        if (kind == TokenKind.Word && tokens[pos + 1].Kind == TokenKind.String && IsWord("UESCAPE"))
        {
            Advance();
            Advance();
        }
    }

    private string IdentifierText(in SqlToken token) =>
        token.Kind is TokenKind.QuotedIdentifier or TokenKind.String && token.Length > 1 ? TextInQuotes(token) : Name(token.Start, token.End);

    private string TextInQuotes(in SqlToken token)
    {
        var open = token.Start;
        if (text[open] is 'U' or 'u' or 'N' or 'n')
            open = text.IndexOfAny(Quotes, open);
        var quote = text[open] == '[' ? ']' : text[open];
        var end = (token.Flags & TokenFlags.Unterminated) != 0 ? token.End : token.End - 1;
        var inner = Name(open + 1, end);
        return inner.IndexOf(quote) < 0 ? inner : inner.Replace(new string(quote, 2), quote.ToString());
    }

    /// <summary>The text between two places; the same string for the same text, if it was met shortly before.</summary>
    private string Name(int start, int end)
    {
        if (end <= start)
            return "";
        var length = end - start;
        if (length > 64)
            return text.Substring(start, length);
        var hash = length;
        for (var i = start; i < end; i++)
        {
            hash = hash * 31 + text[i];
        }

        ref var slot = ref strings[(hash ^ (hash >> 8)) & (StringSlots - 1)];
        if (slot is null || slot.Length != length || string.CompareOrdinal(slot, 0, text, start, length) != 0)
            slot = text.Substring(start, length);
        return slot;
    }

    private static readonly char[] Quotes = ['\'', '"', '[', '`'];

    private SqlIdentifier ParseIdentifier()
    {
        if (IsName() || kind == TokenKind.String)
            return TakeIdentifier();
        Error("expected a name");
        return default;
    }

    /// <summary>A name of parts with dots between. After a dot any word is a name.</summary>
    private SqlName ParseName()
    {
        if (kind == TokenKind.Dot)
        {
            // ..table and .table of SQL Server: the parts before are the current database and schema.
            while (kind == TokenKind.Dot)
            {
                Advance();
            }
        }

        if (!IsName() && kind is not (TokenKind.String or TokenKind.Parameter) && !(kind == TokenKind.Word && tokens[pos + 1].Kind == TokenKind.Dot))
        {
            Error("expected a name");
            return default;
        }

        var first = TakeIdentifier();
        return kind == TokenKind.Dot ? ParseNameRest(first, out _) : new SqlName(first);
    }

    /// <summary>From the dot on. <paramref name="isStar"/> when it ends with <c>.*</c>, which is not among the parts.</summary>
    private SqlName ParseNameRest(SqlIdentifier first, out bool isStar)
    {
        isStar = false;
        var last = first;
        SqlIdentifier[]? before = null;
        while (kind == TokenKind.Dot)
        {
            Advance();
            if (kind == TokenKind.Star)
            {
                Advance();
                isStar = true;
                break;
            }

            SqlIdentifier next;
            if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.String or TokenKind.Number)
            {
                next = TakeIdentifier();
            }
            else if (kind == TokenKind.Dot)
            {
                next = new SqlIdentifier("", Start, 0, false, false);
            }
            else
            {
                Error("expected a name after the dot");
                continue;
            }

            before = Append(before, last);
            last = next;
            if (before.Length >= MaxNameParts)
                break;
        }

        return new SqlName(last, before);
    }

    /// <summary>Names have so few parts that an array of exact size each time costs less than one to spare.</summary>
    private static SqlIdentifier[] Append(SqlIdentifier[]? parts, SqlIdentifier part)
    {
        if (parts is null)
            return [part];
        var longer = new SqlIdentifier[parts.Length + 1];
        Array.Copy(parts, longer, parts.Length);
        longer[parts.Length] = part;
        return longer;
    }

    /// <summary><c>(a, b, c)</c>; no parenthesis, no identifiers.</summary>
    private SqlIdentifier[] ParseIdentifierList()
    {
        if (kind != TokenKind.OpenParen)
            return NoIdentifiers;
        Advance();
        var list = new List<SqlIdentifier>();
        while (kind is not (TokenKind.CloseParen or TokenKind.EndOfFile))
        {
            if (kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.String)
                list.Add(TakeIdentifier());
            else
                RecoverInList("expected a name");
            while (kind is not (TokenKind.Comma or TokenKind.CloseParen) && !IsEndOfStatement())
            {
                // A type, an order, a length: column lists of functions, keys and views have all of them.
                if (!SkipParentheses())
                    Advance();
            }

            if (!Accept(TokenKind.Comma))
                break;
        }

        Expect(TokenKind.CloseParen);
        return list.ToArray();
    }

    /// <summary>The words from the current token to <paramref name="end"/> with single blanks between.</summary>
    private string JoinWords(int from, int end)
    {
        var builder = new StringBuilder();
        for (var i = from; i < end; i++)
        {
            if (builder.Length > 0 && (tokens[i].Flags & (TokenFlags.SpaceBefore | TokenFlags.StartsLine)) != 0)
                builder.Append(' ');
            builder.Append(text, tokens[i].Start, tokens[i].Length);
        }

        return builder.ToString();
    }
}
