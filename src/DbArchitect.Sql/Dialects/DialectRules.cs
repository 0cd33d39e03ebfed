using System;

namespace DbArchitect.Sql.Dialects;

/// <summary>
/// In what the dialects differ for the lexer and the grammar. The grammar itself is one: it takes what any dialect takes unless two of them contradict.
/// </summary>
[Flags]
internal enum DialectFeatures
{
    None = 0,

    /// <summary><c>"x"</c> is a string, not an identifier.</summary>
    DoubleQuotedStrings = 1,
    BacktickIdentifiers = 2,
    BracketIdentifiers = 4,
    BackslashEscapes = 8,
    HashComments = 0x10,
    NestedComments = 0x20,

    /// <summary><c>--</c> begins a comment only before white space.</summary>
    DashCommentNeedsSpace = 0x40,

    /// <summary><c>/*! … */</c> is read.</summary>
    ExecutableComments = 0x80,
    DollarQuotes = 0x100,
    QuoteOperator = 0x200,
    EscapeStrings = 0x400,

    /// <summary>Operators are runs of operator characters.</summary>
    OpenOperators = 0x800,

    /// <summary><c>#name</c> is a temporary table and <c>#</c> stands in names.</summary>
    HashNames = 0x1000,

    /// <summary><c>GO</c> on a line of its own.</summary>
    GoBatches = 0x2000,

    /// <summary><c>/</c> on a line of its own.</summary>
    SlashBatches = 0x4000,
    Delimiter = 0x8000,

    /// <summary>Statements need no semicolon between them.</summary>
    OptionalSemicolons = 0x1_0000,

    /// <summary><c>a || b</c> is a disjunction.</summary>
    PipesAreOr = 0x2_0000,

    /// <summary><c>SELECT name = value</c> names the column, <c>'x'</c> after an item is its alias.</summary>
    EqualsAlias = 0x4_0000,

    /// <summary>Names may begin with a digit.</summary>
    DigitNames = 0x8_0000,

    /// <summary>Two strings in a row are one.</summary>
    StringConcatenation = 0x10_0000,

    /// <summary><c>@@</c> before a name is an operator.</summary>
    AtOperators = 0x20_0000,

    /// <summary><c>$name</c> is a name or a pseudo column, no parameter.</summary>
    DollarNames = 0x40_0000,
}

/// <summary>The features of a dialect.</summary>
internal readonly struct DialectRules(SqlDialect dialect, DialectFeatures features)
{
    public SqlDialect Dialect { get; } = dialect;

    public bool Has(DialectFeatures feature) => (features & feature) != 0;

    public static DialectRules Of(SqlDialect dialect) => new(dialect, dialect switch
    {
        SqlDialect.PostgreSql => DialectFeatures.NestedComments | DialectFeatures.DollarQuotes | DialectFeatures.EscapeStrings | DialectFeatures.OpenOperators
            | DialectFeatures.StringConcatenation | DialectFeatures.AtOperators,
        SqlDialect.MySql => DialectFeatures.DoubleQuotedStrings | DialectFeatures.BacktickIdentifiers | DialectFeatures.BackslashEscapes
            | DialectFeatures.HashComments
            | DialectFeatures.DashCommentNeedsSpace | DialectFeatures.ExecutableComments | DialectFeatures.Delimiter | DialectFeatures.PipesAreOr
            | DialectFeatures.DigitNames | DialectFeatures.StringConcatenation,
        SqlDialect.SqlServer => DialectFeatures.BracketIdentifiers | DialectFeatures.NestedComments | DialectFeatures.HashNames | DialectFeatures.GoBatches
            | DialectFeatures.OptionalSemicolons | DialectFeatures.EqualsAlias | DialectFeatures.DollarNames,
        SqlDialect.Oracle => DialectFeatures.QuoteOperator | DialectFeatures.SlashBatches | DialectFeatures.HashNames,
        SqlDialect.Sqlite => DialectFeatures.BacktickIdentifiers | DialectFeatures.BracketIdentifiers,
        _ => DialectFeatures.BacktickIdentifiers | DialectFeatures.BracketIdentifiers | DialectFeatures.DollarQuotes | DialectFeatures.QuoteOperator
            | DialectFeatures.EscapeStrings | DialectFeatures.HashNames | DialectFeatures.HashComments | DialectFeatures.ExecutableComments
            | DialectFeatures.GoBatches | DialectFeatures.SlashBatches | DialectFeatures.Delimiter
            | DialectFeatures.OptionalSemicolons | DialectFeatures.StringConcatenation,
    });
}
