using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Sql;

/// <summary>Edits of a stretch of SQL inside one literal: what is to stand there follows from what does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SqlTextFix))]
public sealed class SqlTextFix : ExpressionEditProvider
{
    internal override bool Handles(Edit edit) => edit is ReplaceSqlText or RenameSqlName or TestForNull;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        if (PlaceOf(at, (SqlEdit)edit) is not { } place || place.SourceTree?.FilePath != at.Root.SyntaxTree.FilePath
            || SqlLiteral.At(at.Root, place.SourceSpan, cancellation) is not { } literal)
        {
            return false;
        }

        var sql = edit switch
        {
            ReplaceSqlText replace => replace.Old == literal.Text ? replace.New : null,
            RenameSqlName rename => Renamed(literal.Text, rename),
            TestForNull test => Tested(literal.Text, test.IsNegated),
            _ => null,
        };
        if (sql is null || sql == literal.Text || literal.Replace(sql) is not { } change)
            return false;
        edits.Replace(at.Document, change.Span, change.NewText!);
        return true;
    }

    private static Location? PlaceOf(EditPlace at, SqlEdit edit) =>
        !edit.AtAdditional ? at.Diagnostic.Location : at.Diagnostic.AdditionalLocations.Count > 0 ? at.Diagnostic.AdditionalLocations[0] : null;

    private static string? Renamed(string text, RenameSqlName rename)
    {
        if (SqlParser.ParseExpression(new SqlSource(text), SqlNames.DialectOf(rename.Store)) is not Syntax.ColumnReference { Column: var last } reference
            || reference.Start != 0 || reference.Length != text.Length || !last.Is(rename.Name))
        {
            return null;
        }

        var name = last.IsQuoted ? SqlNames.Like(rename.NewName, text[last.Start]) : SqlNames.Quoted(rename.NewName, rename.Store);
        return text.Substring(0, last.Start) + name + text.Substring(last.Start + last.Length);
    }

    /// <summary><c>x = NULL</c> as a test, either way around.</summary>
    private static string? Tested(string text, bool isNegated)
    {
        if (SqlParser.ParseExpression(new SqlSource(text), SqlDialect.Unknown) is not Syntax.BinaryExpression { IsComparison: true } comparison
            || comparison.Start != 0 || comparison.Length != text.Length)
        {
            return null;
        }

        var isLeft = IsNull(comparison.Left);
        var (operand, value) = isLeft ? (comparison.Right, comparison.Left) : (comparison.Left, comparison.Right);
        if (!IsNull(value))
            return null;
        var word = text.Substring(value.Start, value.Length);
        var test = word == "null" ? isNegated ? " is not " : " is " : isNegated ? " IS NOT " : " IS ";
        var gap = isLeft ? "" : text.Substring(operand.End, value.Start - operand.End);

        // A comment between the two would be lost.
        return gap.Contains("--") || gap.Contains("/*") ? null : text.Substring(operand.Start, operand.Length) + test + word;
    }

    private static bool IsNull(Syntax.SqlExpression expression) => expression is Syntax.Literal { LiteralKind: Syntax.LiteralKind.Null };
}
