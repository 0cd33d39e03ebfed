using System;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Sql;

/// <summary>Compares a column itself instead of its day, its year, or the column and an interval, in SQL text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SqlRangeFix))]
public sealed class SqlRangeFix : ExpressionEditProvider
{
    internal override bool Handles(Edit edit) => edit is RewriteSqlRange;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        if (SqlLiteral.At(at.Root, at.Diagnostic.Location.SourceSpan, cancellation) is not { } literal
            || Rewritten(literal.Text, IsLower(literal.Whole), (RewriteSqlRange)edit) is not { } sql)
        {
            return false;
        }

        if (sql.IndexOf(" and ", StringComparison.OrdinalIgnoreCase) >= 0 && NeedsParentheses(literal))
            sql = "(" + sql + ")";
        if (literal.Replace(sql) is not { } change)
            return false;
        edits.Replace(at.Document, change.Span, change.NewText!);
        return true;
    }

    /// <summary>Whether the text writes its keywords small.</summary>
    private static bool IsLower(string text)
    {
        foreach (var word in new[] { "select ", "where ", "and ", "from " })
        {
            if (text.IndexOf(word, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Beside NOT a range means something else without them, beside OR it reads better with them.</summary>
    private static bool NeedsParentheses(SqlLiteral literal)
    {
        var before = literal.Whole.Substring(0, literal.Start).TrimEnd();
        var after = literal.Whole.Substring(literal.Start + literal.Text.Length).TrimStart();
        return EndsWithWord(before, "NOT") || EndsWithWord(before, "OR") || (after.StartsWith("OR", StringComparison.OrdinalIgnoreCase) && (after.Length == 2 || !char.IsLetterOrDigit(after[2])));
    }

    private static bool EndsWithWord(string text, string word) =>
        text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetterOrDigit(text[text.Length - word.Length - 1]));

    private static string? Rewritten(string text, bool isLower, RewriteSqlRange edit)
    {
        var dialect = SqlNames.DialectOf(edit.Store);
        var parsed = SqlParser.ParseExpression(new SqlSource(text), dialect);
        if (parsed.Start != 0 || parsed.Length != text.Length || text.Contains("--") || text.Contains("/*"))
            return null;
        var words = new SqlRange(text, edit, isLower);
        switch (parsed)
        {
            case Syntax.BinaryExpression { IsComparison: true } comparison:
                return words.Of(comparison.Left, comparison.Operator, comparison.Right) ?? words.Of(comparison.Right, Mirror(comparison.Operator), comparison.Left);
            case Syntax.BetweenExpression { IsNegated: false } between:
                var lower = words.Of(between.Operand, Syntax.BinaryOperator.GreaterOrEqual, between.Low);
                var upper = words.Of(between.Operand, Syntax.BinaryOperator.LessOrEqual, between.High);
                return lower is null || upper is null ? null : lower + (isLower ? " and " : " AND ") + upper;
            default:
                return null;
        }
    }

    private static Syntax.BinaryOperator Mirror(Syntax.BinaryOperator op) => op switch
    {
        Syntax.BinaryOperator.Less => Syntax.BinaryOperator.Greater,
        Syntax.BinaryOperator.LessOrEqual => Syntax.BinaryOperator.GreaterOrEqual,
        Syntax.BinaryOperator.Greater => Syntax.BinaryOperator.Less,
        Syntax.BinaryOperator.GreaterOrEqual => Syntax.BinaryOperator.LessOrEqual,
        _ => op,
    };
}
