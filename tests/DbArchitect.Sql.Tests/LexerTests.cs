using DbArchitect.Sql.Dialects;
using DbArchitect.Sql.Lexing;

namespace DbArchitect.Sql.Tests;

public sealed class LexerTests
{
    private static string Kinds(string text, SqlDialect dialect = SqlDialect.Unknown) =>
        string.Join(" ", Tokens(text, dialect).Select(t => t.Kind));

    private static IEnumerable<SqlToken> Tokens(string text, SqlDialect dialect) =>
        SqlLexer.Tokenize(Sql.Source(text), DialectRules.Of(dialect), [], default).TakeWhile(t => t.Kind != TokenKind.EndOfFile);

    [Theory]
    [InlineData("[a b]", SqlDialect.SqlServer, "QuotedIdentifier")]
    [InlineData("a[1]", SqlDialect.PostgreSql, "Word OpenBracket Number CloseBracket")]
    [InlineData("a[1]", SqlDialect.Unknown, "Word OpenBracket Number CloseBracket")]
    [InlineData("a [b]", SqlDialect.Unknown, "Word QuotedIdentifier")]
    [InlineData("ARRAY[a, b]", SqlDialect.Unknown, "Word OpenBracket Word Comma Word CloseBracket")]
    [InlineData("`a`", SqlDialect.MySql, "QuotedIdentifier")]
    [InlineData("\"a\"", SqlDialect.MySql, "String")]
    [InlineData("\"a\"", SqlDialect.PostgreSql, "QuotedIdentifier")]
    [InlineData("'it''s'", SqlDialect.Unknown, "String")]
    [InlineData("'it\\'s'", SqlDialect.MySql, "String")]
    [InlineData("'\\' a", SqlDialect.SqlServer, "String Word")]
    [InlineData("E'it\\'s'", SqlDialect.PostgreSql, "String")]
    [InlineData("$x$ ' $x$ $$ $$", SqlDialect.PostgreSql, "String String")]
    [InlineData("q'[it's]' nq'{a}'", SqlDialect.Oracle, "String String")]
    [InlineData("N'a' X'FF' U&'a'", SqlDialect.Unknown, "String String String")]
    [InlineData("@a @@b :c $1 ?2 ?d? {=e} {0}", SqlDialect.Unknown, "Parameter Parameter Parameter Parameter Parameter Parameter Parameter Parameter")]
    [InlineData("a=@p", SqlDialect.PostgreSql, "Word Equal Parameter")]
    [InlineData("a @> b", SqlDialect.PostgreSql, "Word Operator Word")]
    [InlineData("a@>b", SqlDialect.PostgreSql, "Word Operator Word")]
    [InlineData("a=-1", SqlDialect.PostgreSql, "Word Equal Minus Number")]
    [InlineData("a->>'b'", SqlDialect.PostgreSql, "Word Arrow String")]
    [InlineData("a::int", SqlDialect.PostgreSql, "Word DoubleColon Word")]
    [InlineData("#temp ##g", SqlDialect.SqlServer, "Word Word")]
    [InlineData("a # b", SqlDialect.MySql, "Word")]
    [InlineData("bo# , c", SqlDialect.Oracle, "Word Comma Word")]
    [InlineData("1 1.5 .5 1e3 0x1F 1_000", SqlDialect.Unknown, "Number Number Number Number Number Number")]
    [InlineData("1a", SqlDialect.MySql, "Word")]
    [InlineData("a -- b\n c", SqlDialect.Unknown, "Word Word")]
    [InlineData("a--1", SqlDialect.MySql, "Word Minus Minus Number")]
    [InlineData("a /* b /* c */ d", SqlDialect.MySql, "Word Word")]
    [InlineData("a /* b /* c */ d */ e", SqlDialect.PostgreSql, "Word Word")]
    [InlineData("a /*!50000 b */ c", SqlDialect.MySql, "Word Word Word")]
    [InlineData("a /**where**/ b", SqlDialect.Unknown, "Word Hole Word")]
    [InlineData("<> != <= >= <=> || && << >> := =>", SqlDialect.Unknown,
        "NotEqual NotEqual LessOrEqual GreaterOrEqual NullSafeEqual Concat DoubleAmpersand ShiftLeft ShiftRight Assign FatArrow")]
    [InlineData("a\nGO\nb\nGO 5\n", SqlDialect.SqlServer, "Word BatchSeparator Word BatchSeparator")]
    [InlineData("a\n/\nb", SqlDialect.Oracle, "Word BatchSeparator Word")]
    [InlineData("a / b", SqlDialect.Oracle, "Word Slash Word")]
    public void Text_IsCutIntoTokens(string text, SqlDialect dialect, string kinds) => Assert.Equal(kinds, Kinds(text, dialect));

    [Theory]
    [InlineData("«x»", "Hole")]
    [InlineData("a«x»", "Word")]
    [InlineData("«x»a", "Word")]
    [InlineData("«x».«y»", "Hole Dot Hole")]
    [InlineData("[a«x»]", "QuotedIdentifier")]
    [InlineData("'a«x»b'", "String")]
    [InlineData("@p«x»", "Parameter")]
    [InlineData("a #t«x»", "Word Word")]
    [InlineData("WHERE«x»", "Word Hole")]
    [InlineData("«x»FROM", "Hole Word")]
    [InlineData("a«x»FROM t", "Word Word Word")]
    [InlineData("1«x»", "Number Hole")]
    [InlineData("(«x»)", "OpenParen Hole CloseParen")]
    [InlineData("a -- «x»\n b", "Word Word")]
    [InlineData("a /* «x» */ b", "Word Word")]
    [InlineData("«x»'a'", "String")]
    public void Hole_IsATokenOrAPartOfOne(string text, string kinds)
    {
        Assert.Equal(kinds, Kinds(text));
    }

    [Fact]
    public void Tokens_KnowTheirPlace()
    {
        const string text = "SELECT [a b], 'x''y' FROM t";
        Assert.Equal(["SELECT", "[a b]", ",", "'x''y'", "FROM", "t"], Tokens(text, SqlDialect.SqlServer).Select(t => text.Substring(t.Start, t.Length)));
    }
}
