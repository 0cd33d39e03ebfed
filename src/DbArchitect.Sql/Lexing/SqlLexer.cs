using System;
using System.Runtime.CompilerServices;
using System.Threading;
using DbArchitect.Sql.Dialects;

namespace DbArchitect.Sql.Lexing;

/// <summary>
/// Cuts the text into tokens, all at once into one array. Comments and white space are dropped; holes are tokens of their own or flags of the tokens they
/// stand in. Takes any text: what begins nothing is a token too.
/// </summary>
internal struct SqlLexer
{
    private const int CancellationInterval = 4096;

    /// <summary>Of the dialects whose operators are known.</summary>
    private const int LongestOperator = 4;

    /// <summary>How far the end of a placeholder is looked for.</summary>
    private const int LongestPlaceholder = 100;

    /// <summary>How many tokens may be looked at beyond the end: they are default ones, which is the end again.</summary>
    public const int Lookahead = 6;

    private readonly string text;
    private readonly DialectRules rules;
    private readonly SqlHole[] holes;
    private SqlToken[] tokens;
    private int count;
    private int pos;
    private int hole;
    private int nextHole;
    private TokenFlags flags;
    private string? delimiter;
    private bool inExecutableComment;

    private SqlLexer(SqlSource source, DialectRules rules, SqlToken[] buffer)
    {
        text = source.Text;
        holes = source.HoleArray;
        this.rules = rules;
        nextHole = holes.Length == 0 ? int.MaxValue : holes[0].Start;
        var expected = text.Length / 3 + 2 + Lookahead;
        tokens = buffer.Length >= expected ? buffer : new SqlToken[expected];
    }

    /// <summary>The tokens of the source and, behind them, at least <see cref="Lookahead"/> of <see cref="TokenKind.EndOfFile"/>.</summary>
    /// <param name="buffer">Takes the tokens when it is large enough.</param>
    public static SqlToken[] Tokenize(SqlSource source, DialectRules rules, SqlToken[] buffer, CancellationToken cancellationToken)
    {
        var lexer = new SqlLexer(source, rules, buffer);
        lexer.flags = TokenFlags.StartsLine;
        while (lexer.Next())
        {
            if (lexer.count % CancellationInterval == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }

        lexer.Add(TokenKind.EndOfFile, lexer.text.Length);
        if (lexer.tokens.Length < lexer.count + Lookahead)
            Array.Resize(ref lexer.tokens, lexer.count + Lookahead);
        Array.Clear(lexer.tokens, lexer.count, Lookahead);
        return lexer.tokens;
    }

    private readonly char Peek(int ahead) => pos + ahead < text.Length ? text[pos + ahead] : '\0';

    private readonly bool Has(DialectFeatures feature) => rules.Has(feature);

    private void Add(TokenKind kind, int start, Keyword keyword = Keyword.None)
    {
        if (count == tokens.Length)
            Array.Resize(ref tokens, count + count / 2);
        ref var token = ref tokens[count++];
        token.Kind = kind;
        token.Start = start;
        token.Length = pos - start;
        token.Keyword = keyword;
        token.Flags = flags;
        flags = TokenFlags.None;
    }

    private void SkipHole()
    {
        pos = holes[hole].End;
        hole++;
        nextHole = hole < holes.Length ? holes[hole].Start : int.MaxValue;
        flags |= TokenFlags.HasHole;
    }

    /// <summary>Moves to <paramref name="end"/>, over the holes on the way.</summary>
    private void MoveTo(int end)
    {
        while (nextHole < end)
        {
            SkipHole();
        }

        pos = Math.Max(pos, Math.Min(end, text.Length));
    }

    /// <summary>Where a placeholder that begins here ends, if it does so soon.</summary>
    private int IndexOf(char close) => text.IndexOf(close, pos, Math.Min(LongestPlaceholder, text.Length - pos));

    private static bool IsNameStart(char c) => (uint)((c | 0x20) - 'a') < 26 || c == '_' || (c >= 0x80 && IsForeignLetter(c));

    /// <summary>Not inlined, as few texts need it: it would be compiled into all that look at a character.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsForeignLetter(char c) => !char.IsWhiteSpace(c) && c != '\uFEFF';

    private static bool IsDigit(char c) => (uint)(c - '0') < 10;

    private static bool IsNamePart(char c) => IsNameStart(c) || IsDigit(c) || c == '$';

    /// <summary>One token, or a stretch of white space and comments. False at the end.</summary>
    private bool Next()
    {
        while (nextHole < pos)
        {
            // A token ran over the beginning of a hole: the hole is a part of it.
            pos = Math.Max(pos, holes[hole].End);
            hole++;
            nextHole = hole < holes.Length ? holes[hole].Start : int.MaxValue;
        }

        if (pos >= text.Length)
            return false;
        if (pos == nextHole)
        {
            ScanWord();
            return true;
        }

        var c = text[pos];
        if (delimiter is not null && c == delimiter[0] && string.CompareOrdinal(text, pos, delimiter, 0, delimiter.Length) == 0)
        {
            var start = pos;
            MoveTo(pos + delimiter.Length);
            Add(TokenKind.BatchSeparator, start);
            return true;
        }

        if (IsNameStart(c))
            ScanWord();
        else if (c is ' ' or '\t')
            Space();
        else if (IsDigit(c))
            ScanNumber();
        else if (c is ',' or '(' or ')' or ';' or '=')
            ScanPunctuation(c);
        else if (c == '@')
            ScanAt();
        else if (!ScanQuotedOrComment(c))
            ScanOther(c);
        return true;
    }

    /// <summary>What may also be the beginning of an operator of several characters.</summary>
    private void ScanPunctuation(char c)
    {
        if (c == '=' && IsOperatorChar(Peek(1)))
            ScanOperator();
        else
            Single(KindOf(c));
    }

    /// <summary>A string, a quoted name, a line break, a comment; says no to all else.</summary>
    private bool ScanQuotedOrComment(char c)
    {
        switch (c)
        {
            case '\n':
            case '\r':
                flags |= TokenFlags.StartsLine;
                Space();
                return true;
            case '\'':
                ScanQuoted(pos, '\'', TokenKind.String, Has(DialectFeatures.BackslashEscapes));
                return true;
            case '"':
                if (Has(DialectFeatures.DoubleQuotedStrings))
                    ScanQuoted(pos, '"', TokenKind.String, Has(DialectFeatures.BackslashEscapes));
                else
                    ScanQuoted(pos, '"', TokenKind.QuotedIdentifier, false);
                return true;
            case '`':
                ScanQuoted(pos, '`', TokenKind.QuotedIdentifier, false);
                return true;
            case '[':
                if (IsBracketIdentifier())
                    ScanQuoted(pos, ']', TokenKind.QuotedIdentifier, false);
                else
                    Single(TokenKind.OpenBracket);
                return true;
            case '-' when Peek(1) == '-' && (!Has(DialectFeatures.DashCommentNeedsSpace) || Peek(2) <= ' '):
                SkipLine();
                return true;
            case '#':
                ScanHash();
                return true;
            case '/' when Peek(1) == '*':
                ScanComment();
                return true;
            case '*' when inExecutableComment && Peek(1) == '/':
                inExecutableComment = false;
                MoveTo(pos + 2);
                return true;
            case '/' when (flags & TokenFlags.StartsLine) != 0 && Has(DialectFeatures.SlashBatches) && IsSlashLine():
                Single(TokenKind.BatchSeparator);
                return true;
            default:
                return false;
        }
    }

    private void ScanOther(char c)
    {
        switch (c)
        {
            case ']' or '}':
                Single(KindOf(c));
                break;
            case '.':
                if (IsDigit(Peek(1)) && !FollowsName())
                    ScanNumber();
                else
                    Single(TokenKind.Dot);
                break;
            case '{':
                ScanBrace();
                break;
            case ':':
                ScanColon();
                break;
            case '?':
                ScanQuestion();
                break;
            case '$':
                ScanDollar();
                break;
            default:
                if (char.IsWhiteSpace(c) || c is '\0' or '\uFEFF')
                    Space();
                else
                    ScanOperator();
                break;
        }
    }

    private void Single(TokenKind kind)
    {
        pos++;
        Add(kind, pos - 1);
    }

    private void Space()
    {
        flags |= TokenFlags.SpaceBefore;
        pos++;
    }

    /// <summary>The previous token is glued to this place and ends a name, so that a dot continues it: <c>t.1</c> is no number.</summary>
    private bool FollowsName() =>
        count > 0 && (flags & TokenFlags.SpaceBefore) == 0
        && tokens[count - 1].Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Hole or TokenKind.CloseParen or TokenKind.CloseBracket;

    private void SkipLine()
    {
        var end = text.IndexOf('\n', pos);
        MoveTo(end < 0 ? text.Length : end);
        flags &= ~TokenFlags.HasHole;
        flags |= TokenFlags.SpaceBefore;
    }

    /// <summary>A slash alone on its line. Where it could be a division, it must follow a semicolon or end the text.</summary>
    private bool IsSlashLine()
    {
        if (!RestOfLineIsBlank(pos + 1))
            return false;
        if (rules.Dialect == SqlDialect.Oracle || count == 0 || tokens[count - 1].Kind == TokenKind.Semicolon)
            return true;
        for (var i = pos + 1; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
                return false;
        }

        return true;
    }

    private bool RestOfLineIsBlank(int i)
    {
        for (; i < text.Length && text[i] != '\n'; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
                return false;
        }

        return true;
    }

    private void ScanComment()
    {
        if (Has(DialectFeatures.ExecutableComments) && (Peek(2) == '!' || (Peek(2) == 'M' && Peek(3) == '!')))
        {
            // MySQL's /*! and MariaDB's /*M!, with a version: the content is read, only the delimiters are passed over.
            pos += Peek(2) == '!' ? 3 : 4;
            while (pos < text.Length && IsDigit(text[pos]))
            {
                pos++;
            }

            inExecutableComment = true;
            flags |= TokenFlags.SpaceBefore;
            return;
        }

        var start = pos;
        if (Peek(2) == '*' && IsNameStart(Peek(3)))
        {
            // Dapper's SqlBuilder: /**where**/ is a place where clauses are put in.
            var i = pos + 3;
            while (i < text.Length && IsNamePart(text[i]))
            {
                i++;
            }

            if (string.CompareOrdinal(text, i, "**/", 0, 3) == 0)
            {
                MoveTo(i + 3);
                flags |= TokenFlags.HasHole;
                Add(TokenKind.Hole, start);
                return;
            }
        }

        var nests = Has(DialectFeatures.NestedComments);
        var depth = 0;
        var end = pos;
        while (true)
        {
            if (end + 1 >= text.Length)
            {
                end = text.Length;
                break;
            }

            if (text[end] == '*' && text[end + 1] == '/')
            {
                end += 2;
                if (--depth == 0)
                    break;
            }
            else if (text[end] == '/' && text[end + 1] == '*' && (nests || depth == 0))
            {
                depth++;
                end += 2;
            }
            else
            {
                end++;
            }
        }

        var before = flags;
        MoveTo(end);
        flags = before | TokenFlags.SpaceBefore;
    }

    /// <summary>From <paramref name="start"/> on a token whose opening quote stands at the current place; the quote is doubled to stand inside.</summary>
    private void ScanQuoted(int start, char quote, TokenKind kind, bool backslashes)
    {
        pos++;
        if (backslashes)
            flags |= TokenFlags.Backslashes;
        while (true)
        {
            if (pos >= text.Length)
            {
                flags |= TokenFlags.Unterminated;
                break;
            }

            if (pos == nextHole)
            {
                SkipHole();
                continue;
            }

            var c = text[pos++];
            if (c == quote)
            {
                if (pos >= text.Length || text[pos] != quote || pos == nextHole)
                    break;
                pos++;
            }
            else if (c == '\\' && pos < text.Length && pos != nextHole && (backslashes || IsEscapedQuote(quote)))
            {
                pos++;
            }
        }

        Add(kind, start);
    }

    /// <summary>In an unknown dialect a backslash escapes a quote when a letter follows, since no letter can follow a string.</summary>
    private bool IsEscapedQuote(char quote)
    {
        if (rules.Dialect != SqlDialect.Unknown || text[pos] != quote || quote == ']' || !char.IsLetterOrDigit(Peek(1)))
            return false;
        flags |= TokenFlags.Backslashes;
        return true;
    }

    /// <summary>
    /// A bracket quotes a name in SQL Server and SQLite, is a subscript in PostgreSQL. When the dialect is unknown the place decides: glued to an operand
    /// it is a subscript, and so is what cannot be a name.
    /// </summary>
    private bool IsBracketIdentifier()
    {
        if (!Has(DialectFeatures.BracketIdentifiers))
            return false;
        if (rules.Dialect != SqlDialect.Unknown)
            return true;
        if (count > 0 && (flags & TokenFlags.SpaceBefore) == 0)
        {
            var previous = tokens[count - 1];
            if (previous.Kind == TokenKind.Dot)
                return true;
            if (previous.Kind is TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.String or TokenKind.Parameter
                || (previous.Kind is TokenKind.Word && previous.Keyword is Keyword.None or > Keyword.LastNoAlias)
                || (previous.Kind is TokenKind.QuotedIdentifier && text[previous.Start] != '['))
                return false;
        }

        if (pos + 1 == nextHole)
            return true;
        var first = Peek(1);
        if (!IsNameStart(first) && !IsDigit(first) && first is not ('#' or '@' or '$' or ' '))
            return false;
        var digits = true;
        for (var i = pos + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ']')
                return !digits;
            if (c is '\'' or ',' or '\n' or '[' or '"' or '{')
                return false;
            digits &= IsDigit(c) || c is ':' or ' ';
        }

        return false;
    }

    private void ScanWord()
    {
        var start = pos;
        while (pos < text.Length && pos != nextHole && IsWordPart(start))
        {
            pos++;
        }

        if (pos != nextHole)
        {
            FinishWord(start);
            return;
        }

        pos = start;
        ScanWordWithHoles();
    }

    private readonly bool IsWordPart(int start)
    {
        var c = text[pos];
        return IsNamePart(c) || (c is '@' or '#' && IsSignInWord(c, start));
    }

    private readonly bool IsSignInWord(char c, int start) =>
        c == '@'
            ? pos > start && rules.Dialect == SqlDialect.SqlServer
            : Has(DialectFeatures.HashNames) && (rules.Dialect != SqlDialect.Unknown || IsNamePart(Peek(1)));

    private void ScanWordWithHoles()
    {
        var start = pos;
        var holesBefore = hole;
        var endsWithHole = false;
        var segment = start;
        while (pos < text.Length)
        {
            if (pos == nextHole)
            {
                if (segment > start && IsClauseWord(segment))
                {
                    pos = segment;
                    endsWithHole = true;
                    break;
                }

                SkipHole();
                segment = pos;
                endsWithHole = true;
                continue;
            }

            var c = text[pos];
            if (!IsWordPart(start))
                break;
            if (endsWithHole && c == '$')
                break;
            endsWithHole = false;
            pos++;
        }

        if (segment > start && pos > segment && IsClauseWord(segment))
        {
            // "Name" + hole + "FROM": the hole is a line break or a clause, and the keyword is whole.
            pos = segment;
            endsWithHole = true;
        }

        if (hole == holesBefore)
        {
            FinishWord(start);
            return;
        }

        if (hole == holesBefore + 1 && pos - start == holes[holesBefore].Length)
        {
            if (pos < text.Length && text[pos] == '\'' && pos != nextHole)
            {
                // The prefix of a string: N or nothing.
                ScanQuoted(start, '\'', TokenKind.String, Has(DialectFeatures.BackslashEscapes));
                return;
            }

            Add(TokenKind.Hole, start);
            return;
        }

        // "WHERE" + hole: the keyword is whole, and the hole is what follows it. The same for what stands after a hole.
        var first = holes[holesBefore];
        var keyword = first.Start > start ? Keywords.Find(text, start, first.Start - start) : Keyword.None;
        if (keyword is not Keyword.None and <= Keyword.LastNoAlias)
        {
            Rewind(first.Start, holesBefore);
            FinishWord(start);
            return;
        }

        if (endsWithHole)
            flags |= TokenFlags.EndsWithHole;
        Add(TokenKind.Word, start);
    }

    /// <summary>The letters from <paramref name="from"/> to the current place are a word that no name can be.</summary>
    private bool IsClauseWord(int from) =>
        Keywords.Find(text, from, pos - from) is not Keyword.None and (<= Keyword.Limit or Keyword.Values or Keyword.Offset or Keyword.Fetch
            or Keyword.Returning);

    private void Rewind(int to, int toHole)
    {
        pos = to;
        hole = toHole;
        nextHole = holes[hole].Start;
        flags &= ~TokenFlags.HasHole;
    }

    private void FinishWord(int start)
    {
        var length = pos - start;
        if (length <= 2 && pos < text.Length && pos != nextHole && (text[pos] is '\'' or '&') && ScanPrefixedString(start, length))
            return;
        var keyword = Keywords.Find(text, start, length);
        if (keyword is Keyword.Go or Keyword.Delimiter && (flags & TokenFlags.StartsLine) != 0 && EndsBatch(keyword, start))
            return;
        Add(TokenKind.Word, start, keyword);
    }

    private bool EndsBatch(Keyword keyword, int start)
    {
        if (keyword == Keyword.Go && Has(DialectFeatures.GoBatches) && IsGoLine())
        {
            Add(TokenKind.BatchSeparator, start);
            SkipLine();
            return true;
        }

        if (keyword == Keyword.Delimiter && Has(DialectFeatures.Delimiter) && pos < text.Length && text[pos] == ' ')
        {
            ReadDelimiter();
            return true;
        }

        return false;
    }

    /// <summary>Nothing but a count or a comment may follow <c>GO</c> on its line.</summary>
    private bool IsGoLine()
    {
        for (var i = pos; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] is '-' or ';')
                return true;
            if (!char.IsWhiteSpace(text[i]) && !IsDigit(text[i]))
                return false;
        }

        return true;
    }

    private void ReadDelimiter()
    {
        var start = pos;
        SkipLine();
        var word = text.Substring(start, pos - start).Trim();
        delimiter = word is "" or ";" ? null : word;
        Add(TokenKind.BatchSeparator, start);
    }

    /// <summary><c>N'…'</c>, <c>E'…'</c>, <c>X'…'</c>, <c>U&amp;'…'</c>, <c>q'[…]'</c>.</summary>
    private bool ScanPrefixedString(int start, int length)
    {
        var last = (char)(text[pos - 1] & 0xDF);
        if (text[pos] == '&')
        {
            if (length != 1 || last != 'U' || Peek(1) is not ('\'' or '"') || pos + 1 == nextHole)
                return false;
            pos++;
            if (text[pos] == '"')
                ScanQuoted(start, '"', TokenKind.QuotedIdentifier, false);
            else
                ScanQuoted(start, '\'', TokenKind.String, false);
            return true;
        }

        if (last == 'Q' && Has(DialectFeatures.QuoteOperator) && (length == 1 || (text[start] & 0xDF) == 'N') && Peek(1) > ' '
            && (!IsNamePart(Peek(1)) || rules.Dialect == SqlDialect.Oracle))
        {
            var open = Peek(1);
            var close = open switch { '[' => ']', '{' => '}', '(' => ')', '<' => '>', _ => open };
            var end = pos + 2;
            while (end < text.Length && !(text[end] == close && end + 1 < text.Length && text[end + 1] == '\''))
            {
                end++;
            }

            if (end >= text.Length)
                flags |= TokenFlags.Unterminated;
            MoveTo(end + 2);
            Add(TokenKind.String, start);
            return true;
        }

        if (length != 1)
            return false;
        switch (last)
        {
            case 'E' when Has(DialectFeatures.EscapeStrings):
                ScanQuoted(start, '\'', TokenKind.String, true);
                return true;
            case 'N':
                ScanQuoted(start, '\'', TokenKind.String, Has(DialectFeatures.BackslashEscapes));
                return true;
            case 'X' or 'B':
                ScanQuoted(start, '\'', TokenKind.String, false);
                return true;
            default:
                return false;
        }
    }

    private void ScanNumber()
    {
        var start = pos;
        if (text[pos] == '0' && ((Peek(1) | 0x20) is 'b' or 'o' && IsNamePart(Peek(2)) || (Peek(1) | 0x20) == 'x'))
        {
            pos += 2;
            SkipWhileNamePart();
            Add(TokenKind.Number, start);
            return;
        }

        SkipDigits();
        if (Peek(0) == '.' && pos != nextHole && Peek(1) != '.')
        {
            pos++;
            SkipDigits();
        }

        if ((Peek(0) | 0x20) == 'e' && pos != nextHole && (IsDigit(Peek(1)) || (Peek(1) is '+' or '-' && IsDigit(Peek(2)))))
        {
            pos += 2;
            SkipDigits();
        }
        else if (Has(DialectFeatures.DigitNames) && pos < text.Length && IsNameStart(text[pos]) && text[pos - 1] != '.' && pos != nextHole
            && text[start] != '.')
        {
            SkipWhileNamePart();
            Add(TokenKind.Word, start);
            return;
        }
        else if ((Peek(0) | 0x20) is 'f' or 'd' or 'l' && pos != nextHole && !IsNamePart(Peek(1)))
        {
            pos++;
        }

        Add(TokenKind.Number, start);
    }

    private void SkipDigits()
    {
        while (pos < text.Length && pos != nextHole && (IsDigit(text[pos]) || (text[pos] == '_' && IsDigit(Peek(1)))))
        {
            pos++;
        }
    }

    private void SkipWhileNamePart()
    {
        while (pos < text.Length && pos != nextHole && IsNamePart(text[pos]))
        {
            pos++;
        }
    }

    /// <summary>The rest of a parameter's name, holes included.</summary>
    private void ScanParameterName(int start)
    {
        while (pos < text.Length)
        {
            if (pos == nextHole)
            {
                SkipHole();
                flags |= TokenFlags.EndsWithHole;
            }
            else if (IsNamePart(text[pos]) || (text[pos] == '#' && Has(DialectFeatures.HashNames)))
            {
                pos++;
                flags &= ~TokenFlags.EndsWithHole;
            }
            else
            {
                break;
            }
        }

        Add(TokenKind.Parameter, start);
    }

    private void ScanAt()
    {
        if (!IsNameStart(Peek(1)))
        {
            ScanRareAt();
            return;
        }

        var start = pos;
        pos++;
        ScanParameterName(start);
    }

    /// <summary><c>@@x</c>, <c>@0</c>, <c>@$x</c>, <c>@'x'</c>, a hole for a name, an operator.</summary>
    private void ScanRareAt()
    {
        var start = pos;
        var next = Peek(1);
        if (next == '@' && (IsNameStart(Peek(2)) || pos + 2 == nextHole) && !Has(DialectFeatures.AtOperators))
        {
            pos += 2;
            ScanParameterName(start);
        }
        else if (pos + 1 == nextHole || (IsDigit(next) && (!Has(DialectFeatures.AtOperators) || IsNumbered()))
            || (next == '$' && Has(DialectFeatures.DollarNames)))
        {
            pos++;
            ScanParameterName(start);
        }
        else if (next is '\'' or '"' or '`' && rules.Dialect == SqlDialect.MySql)
        {
            pos++;
            ScanQuoted(start, next, TokenKind.Parameter, false);
        }
        else
        {
            ScanOperator();
        }
    }

    private void ScanColon()
    {
        var start = pos;
        var next = Peek(1);
        if (next == ':')
        {
            pos += 2;
            Add(TokenKind.DoubleColon, start);
        }
        else if (next == '=')
        {
            pos += 2;
            Add(TokenKind.Assign, start);
        }
        else if (IsNameStart(next) || pos + 1 == nextHole)
        {
            pos++;
            if (IsDigit(next))
                ScanNumberedParameter(start);
            else
                ScanParameterName(start);
        }
        else if (IsDigit(next) && !Has(DialectFeatures.OpenOperators) && !(count > 0 && tokens[count - 1].Kind is TokenKind.Number))
        {
            pos++;
            ScanNumberedParameter(start);
        }
        else
        {
            Single(TokenKind.Colon);
        }
    }

    private void ScanNumberedParameter(int start)
    {
        SkipDigits();
        Add(TokenKind.Parameter, start);
    }

    private void ScanQuestion()
    {
        var start = pos;
        var next = Peek(1);
        if (IsDigit(next))
        {
            pos++;
            SkipDigits();
            Add(TokenKind.Parameter, start);
            return;
        }

        if (IsNameStart(next))
        {
            var end = pos + 1;
            while (end < text.Length && IsNamePart(text[end]))
            {
                end++;
            }

            if (end < text.Length && text[end] == '?' && end < nextHole)
            {
                pos = end + 1;
                Add(TokenKind.Parameter, start);
                return;
            }
        }

        if (next is '|' or '&' or '?' or '#' or '-')
            ScanOperator();
        else
            Single(TokenKind.Question);
    }

    private void ScanDollar()
    {
        var start = pos;
        var next = Peek(1);
        if (next == '{' || next == '(')
        {
            var close = IndexOf(next == '{' ? '}' : ')');
            if (close > 0 && close < nextHole)
            {
                pos = close + 1;
                flags |= TokenFlags.HasHole;
                Add(TokenKind.Hole, start);
                return;
            }
        }

        if ((next == '$' || IsNameStart(next)) && Has(DialectFeatures.DollarQuotes))
        {
            var tagEnd = pos + 1;
            while (tagEnd < text.Length && (IsNameStart(text[tagEnd]) || IsDigit(text[tagEnd])))
            {
                tagEnd++;
            }

            if (tagEnd < text.Length && text[tagEnd] == '$')
            {
                var tag = text.Substring(pos, tagEnd - pos + 1);
                var close = text.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
                if (close < 0)
                    flags |= TokenFlags.Unterminated;
                MoveTo(close < 0 ? text.Length : close + tag.Length);
                Add(TokenKind.String, start);
                return;
            }
        }

        if (Has(DialectFeatures.DollarNames))
        {
            pos++;
            if (IsDigit(next) || next == '.')
            {
                // Money: $1.50
                SkipDigits();
                if (Peek(0) == '.' && pos != nextHole)
                {
                    pos++;
                    SkipDigits();
                }

                Add(TokenKind.Number, start);
                return;
            }

            SkipWhileNamePart();
            Add(TokenKind.Word, start);
            return;
        }

        pos++;
        if (IsNamePart(next) || pos == nextHole)
            ScanParameterName(start);
        else
            Add(TokenKind.Unknown, start);
    }

    private void ScanBrace()
    {
        var start = pos;
        var i = pos + 1;
        var isDouble = Peek(1) == '{';
        if (Peek(1) == '=')
        {
            i++;
        }
        else if (isDouble)
        {
            i++;
            while (i < text.Length && text[i] == ' ')
            {
                i++;
            }
        }

        var name = i;
        while (i < text.Length && i < nextHole && (IsNamePart(text[i]) || text[i] is '.' or '-'))
        {
            i++;
        }

        if (i > name)
        {
            if (isDouble)
            {
                while (i < text.Length && text[i] is ' ' or '}' && i < nextHole && !(text[i - 1] == '}' && text[i] == '}' && text[i - 2] == '}'))
                {
                    i++;
                    if (text[i - 1] == '}' && i < text.Length && text[i] == '}')
                    {
                        pos = i + 1;
                        flags |= TokenFlags.HasHole;
                        Add(TokenKind.Hole, start);
                        return;
                    }
                }
            }
            else if (i < text.Length && text[i] == '}' && i < nextHole)
            {
                pos = i + 1;
                if (text[start + 1] == '=' || IsDigit(text[start + 1]))
                {
                    Add(TokenKind.Parameter, start);
                    return;
                }

                flags |= TokenFlags.HasHole;
                Add(TokenKind.Hole, start);
                return;
            }
        }

        Single(TokenKind.OpenBrace);
    }

    private void ScanHash()
    {
        var next = Peek(1);
        if (next == '{')
        {
            var close = IndexOf('}');
            if (close > 0 && close < nextHole)
            {
                var start = pos;
                pos = close + 1;
                flags |= TokenFlags.HasHole;
                Add(TokenKind.Hole, start);
                return;
            }
        }

        var begins = count == 0 || tokens[count - 1].Kind == TokenKind.Semicolon;
        if (Has(DialectFeatures.HashComments) && (!Has(DialectFeatures.HashNames) || next == ' ' || begins || (next == '#' && Peek(2) == '#')))
        {
            SkipLine();
        }
        else if (Has(DialectFeatures.HashNames) && (IsNamePart(next) || pos + 1 == nextHole || (next == '#' && (IsNamePart(Peek(2)) || pos + 2 == nextHole))))
        {
            var start = pos;
            pos += next == '#' && pos + 1 != nextHole ? 2 : 1;
            ScanTemporaryName(start);
        }
        else
        {
            ScanOperator();
        }
    }

    private void ScanTemporaryName(int start)
    {
        while (pos < text.Length)
        {
            if (pos == nextHole)
                SkipHole();
            else if (IsNamePart(text[pos]) || text[pos] == '#')
                pos++;
            else
                break;
        }

        Add(TokenKind.Word, start);
    }

    /// <summary><c>@0</c> as micro ORMs number their parameters; where <c>@</c> is an operator, a longer or broken number is its operand.</summary>
    private bool IsNumbered() => !IsNamePart(Peek(2)) && Peek(2) != '.';

    private static bool IsOperatorChar(char c) =>
        c is '+' or '-' or '*' or '/' or '<' or '>' or '=' or '~' or '!' or '@' or '#' or '%' or '^' or '&' or '|' or '?';

    /// <summary>The longest operator that begins here. PostgreSQL's are open runs of characters, those of the others are known.</summary>
    private void ScanOperator()
    {
        var start = pos;
        if (text[pos] == '%' && ScanPercentPlaceholder())
            return;
        if (text[pos] == '&' && rules.Dialect == SqlDialect.Oracle && (IsNamePart(Peek(1)) || (Peek(1) == '&' && IsNamePart(Peek(2)))))
        {
            // A substitution variable of SQL*Plus.
            pos += Peek(1) == '&' ? 2 : 1;
            SkipWhileNamePart();
            flags |= TokenFlags.HasHole;
            Add(TokenKind.Hole, start);
            return;
        }

        var end = pos + 1;
        if (IsOperatorChar(text[pos]))
        {
            var limit = Has(DialectFeatures.OpenOperators) ? text.Length : Math.Min(text.Length, pos + LongestOperator);
            while (end < limit && end < nextHole && IsOperatorChar(text[end]) && !EndsOperator(end))
            {
                end++;
            }
        }

        var length = end - pos;
        if (Has(DialectFeatures.OpenOperators))
        {
            if (length > 1 && text[end - 1] is '+' or '-' && !HasSpecialCharacter(pos, end))
            {
                while (length > 1 && text[pos + length - 1] is '+' or '-')
                {
                    length--;
                }
            }

            pos += length;
            var kind = KindOf(start, length);
            Add(kind == TokenKind.Unknown && length > 1 ? TokenKind.Operator : kind, start);
            return;
        }

        for (; length > 1; length--)
        {
            var kind = KindOf(pos, length);
            if (kind != TokenKind.Unknown)
            {
                pos += length;
                Add(kind, start);
                return;
            }
        }

        pos++;
        Add(KindOf(text[start]), start);
    }

    /// <summary>A comment begins, or a parameter: <c>a=@p</c>, <c>a=?</c>, <c>a=#t</c>.</summary>
    private bool EndsOperator(int i)
    {
        var c = text[i];
        var next = i + 1 < text.Length ? text[i + 1] : '\0';
        return c switch
        {
            '-' => next == '-',
            '/' => next == '*',
            '@' => IsNameStart(next) || i + 1 == nextHole || (next == '@' && !Has(DialectFeatures.AtOperators)),
            '?' => text[i - 1] is not ('@' or '?'),
            '#' => Has(DialectFeatures.HashNames) && IsNamePart(next),
            _ => false,
        };
    }

    private bool HasSpecialCharacter(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '~' or '!' or '@' or '#' or '%' or '^' or '&' or '|' or '?')
                return true;
        }

        return false;
    }

    /// <summary><c>%s</c> and <c>%(name)s</c> where an operand is expected.</summary>
    private bool ScanPercentPlaceholder()
    {
        var start = pos;
        var end = 0;
        if (Peek(1) == '(')
        {
            var close = IndexOf(')');
            if (close > 0 && close + 1 < text.Length && text[close + 1] == 's')
                end = close + 2;
        }
        else if (Peek(1) == 's' && !IsNamePart(Peek(2)) && count > 0)
        {
            var previous = tokens[count - 1];
            if (previous.Kind is TokenKind.Equal or TokenKind.Comma or TokenKind.OpenParen or TokenKind.Less or TokenKind.Greater
                || previous is { Kind: TokenKind.Word, Keyword: not Keyword.None and <= Keyword.LastNoAlias })
                end = pos + 2;
        }

        if (end == 0 || end > nextHole)
            return false;
        pos = end;
        flags |= TokenFlags.HasHole;
        Add(TokenKind.Hole, start);
        return true;
    }

    private static TokenKind KindOf(char c) => c switch
    {
        ',' => TokenKind.Comma,
        '(' => TokenKind.OpenParen,
        ')' => TokenKind.CloseParen,
        ']' => TokenKind.CloseBracket,
        '}' => TokenKind.CloseBrace,
        ';' => TokenKind.Semicolon,
        '*' => TokenKind.Star,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '&' => TokenKind.Ampersand,
        '|' => TokenKind.Pipe,
        '^' => TokenKind.Caret,
        '~' => TokenKind.Tilde,
        '!' => TokenKind.Exclamation,
        '?' => TokenKind.Question,
        '@' or '#' => TokenKind.Operator,
        _ => TokenKind.Unknown,
    };

    /// <summary>The operator of <paramref name="length"/> characters.</summary>
    private TokenKind KindOf(int start, int length)
    {
        if (length == 1)
            return KindOf(text[start]);
        var code = 0;
        for (var i = 0; i < length && i < 4; i++)
        {
            code |= (text[start + i] & 0xFF) << (8 * i);
        }

        if (length > 4)
            return TokenKind.Operator;
        if (text[start] > 0x7F)
            return TokenKind.Unknown;
        return code switch
        {
            '=' | '=' << 8 => TokenKind.Equal,
            '<' | '>' << 8 or '!' | '=' << 8 or '^' | '=' << 8 or '~' | '=' << 8 => TokenKind.NotEqual,
            '<' | '=' << 8 or '!' | '>' << 8 => TokenKind.LessOrEqual,
            '>' | '=' << 8 or '!' | '<' << 8 => TokenKind.GreaterOrEqual,
            '<' | '=' << 8 | '>' << 16 => TokenKind.NullSafeEqual,
            '|' | '|' << 8 => TokenKind.Concat,
            '&' | '&' << 8 => TokenKind.DoubleAmpersand,
            '<' | '<' << 8 => TokenKind.ShiftLeft,
            '>' | '>' << 8 => TokenKind.ShiftRight,
            '-' | '>' << 8 or '-' | '>' << 8 | '>' << 16 => TokenKind.Arrow,
            '=' | '>' << 8 => TokenKind.FatArrow,
            '+' | '=' << 8 or '-' | '=' << 8 or '*' | '=' << 8 or '/' | '=' << 8 or '%' | '=' << 8 or '&' | '=' << 8 or '|' | '=' << 8
                or '|' | '|' << 8 | '=' << 16 => TokenKind.CompoundAssign,
            '=' | '*' << 8
                or '#' | '>' << 8 or '#' | '>' << 8 | '>' << 16 or '#' | '-' << 8 or '#' | '#' << 8
                or '@' | '>' << 8 or '<' | '@' << 8 or '@' | '@' << 8 or '@' | '?' << 8
                or '?' | '|' << 8 or '?' | '&' << 8 or '?' | '?' << 8
                or '~' | '*' << 8 or '!' | '~' << 8 or '!' | '~' << 8 | '*' << 16
                or '~' | '~' << 8 or '~' | '~' << 8 | '*' << 16 or '!' | '~' << 8 | '~' << 16 or '!' | '~' << 8 | '~' << 16 | '*' << 24
                or '<' | '-' << 8 | '>' << 16 or '<' | '#' << 8 | '>' << 16 or '<' | '+' << 8 | '>' << 16 or '<' | '%' << 8 | '>' << 16 or '<' | '~' << 8
                | '>' << 16
                or '<' | '<' << 8 | '-' << 16 or '&' | '<' << 8 or '&' | '>' << 8 or '-' | '|' << 8 | '-' << 16
                or '|' | '/' << 8 or '|' | '|' << 8 | '/' << 16 or '!' | '!' << 8 or '*' | '*' << 8 or '/' | '/' << 8 or '^' | '@' << 8 => TokenKind.Operator,
            _ => TokenKind.Unknown,
        };
    }
}
