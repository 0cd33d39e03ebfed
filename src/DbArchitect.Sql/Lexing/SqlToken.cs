using System;

namespace DbArchitect.Sql.Lexing;

internal enum TokenKind : byte
{
    EndOfFile,

    /// <summary>A name or a keyword, without quotes.</summary>
    Word,
    QuotedIdentifier,
    String,
    Number,

    /// <summary><c>@x</c>, <c>:x</c>, <c>$1</c>, <c>?1</c>, <c>?x?</c>, <c>{=x}</c>, <c>{0}</c>; a bare <c>?</c> is <see cref="Question"/>.</summary>
    Parameter,

    /// <summary>A hole that stands alone, or a placeholder of a template in the text.</summary>
    Hole,
    Semicolon,

    /// <summary><c>GO</c>, <c>/</c>, the delimiter set by DELIMITER.</summary>
    BatchSeparator,
    Comma,
    Dot,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Colon,
    DoubleColon,
    Question,
    Star,
    Plus,
    Minus,
    Slash,
    Percent,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    NullSafeEqual,
    Concat,
    Ampersand,
    DoubleAmpersand,
    Pipe,
    Caret,
    ShiftLeft,
    ShiftRight,
    Tilde,
    Exclamation,

    /// <summary><c>-&gt;</c>, <c>-&gt;&gt;</c>.</summary>
    Arrow,

    /// <summary><c>:=</c></summary>
    Assign,

    /// <summary><c>=&gt;</c></summary>
    FatArrow,

    /// <summary><c>+=</c> and its like.</summary>
    CompoundAssign,

    /// <summary>Another operator.</summary>
    Operator,

    /// <summary>A character that begins nothing.</summary>
    Unknown,
}

[Flags]
internal enum TokenFlags : byte
{
    None = 0,

    /// <summary>There is a hole inside, or it is one.</summary>
    HasHole = 1,

    /// <summary>The first on its line.</summary>
    StartsLine = 2,

    /// <summary>The closing quote is missing.</summary>
    Unterminated = 4,

    /// <summary>A string in which a backslash escapes.</summary>
    Backslashes = 8,

    /// <summary>White space or a comment stands before it.</summary>
    SpaceBefore = 0x10,

    /// <summary>A word that ends with a hole: the hole may continue the name, or begin whatever comes next.</summary>
    EndsWithHole = 0x20,
}

internal struct SqlToken
{
    public int Start;
    public int Length;
    public Keyword Keyword;
    public TokenKind Kind;
    public TokenFlags Flags;

    public readonly int End => Start + Length;

    public readonly bool HasHole => (Flags & TokenFlags.HasHole) != 0;
}
