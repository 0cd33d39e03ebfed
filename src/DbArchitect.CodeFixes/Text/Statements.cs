using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using DbArchitect.CodeFixes.Configuration;

namespace DbArchitect.CodeFixes.Text;

/// <summary>Adds statements to bodies in the layout of the file.</summary>
internal static class Statements
{
    /// <summary>Adds a statement on the line after another.</summary>
    public static bool InsertAfter(StatementSyntax statement, string? code, Document document, Layout layout, FileEdits edits)
    {
        if (code is null)
            return false;
        if (!layout.IsFirstOnLine(statement.SpanStart) || NextIsOnSameLine(statement, layout))
        {
            edits.Insert(document, statement.Span.End, " " + code);
            return true;
        }

        var blank = IsSetOffFromPrevious(statement, layout) ? layout.NewLine : "";
        edits.Insert(document, EndOfLine(statement), blank + layout.NewLine + layout.IndentAt(statement.SpanStart) + code);
        return true;
    }

    /// <summary>Adds a statement at the end of a block, before a final return.</summary>
    /// <param name="block">The block.</param>
    /// <param name="code">The statement's text, by position and indentation.</param>
    /// <param name="document">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="edits">Takes the change.</param>
    public static bool Append(BlockSyntax block, Func<int, string, string?> code, Document document, Layout layout, FileEdits edits)
    {
        var count = block.Statements.Count;
        if (count > 0 && block.Statements[count - 1] is ReturnStatementSyntax or ThrowStatementSyntax)
        {
            var last = block.Statements[count - 1];
            if (count > 1)
                return InsertAfter(block.Statements[count - 2], code(last.SpanStart, layout.IndentAt(last.SpanStart)), document, layout, edits);
            if (code(last.SpanStart, layout.IndentAt(last.SpanStart)) is not { } before)
                return false;
            var isOwnLine = layout.IsFirstOnLine(last.SpanStart);
            edits.Insert(document, last.SpanStart, before + (isOwnLine ? layout.NewLine + layout.IndentAt(last.SpanStart) : " "));
            return true;
        }

        if (count > 0 && !BuilderScope.IsInsideIfDirective(block.Statements[count - 1]))
        {
            var last = block.Statements[count - 1];
            return InsertAfter(last, code(last.SpanStart, layout.IndentAt(last.SpanStart)), document, layout, edits);
        }

        var outer = layout.IndentAt(block.CloseBraceToken.SpanStart);
        if (code(block.CloseBraceToken.SpanStart, outer + layout.IndentUnit) is not { } only)
            return false;
        if (layout.IsFirstOnLine(block.CloseBraceToken.SpanStart))
        {
            var line = layout.Text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).Start;
            edits.Insert(document, line, outer + layout.IndentUnit + only + layout.NewLine);
            return true;
        }

        // `{ }`
        outer = layout.IndentAt(block.SpanStart);
        var start = block.OpenBraceToken.SpanStart;
        if (layout.BraceOnOwnLine)
            start = block.OpenBraceToken.GetPreviousToken().Span.End;
        edits.Replace(document, TextSpan.FromBounds(start, block.Span.End), layout.BlockOf(outer, only).TrimStart(layout.BraceOnOwnLine ? '\0' : ' '));
        return true;
    }

    /// <summary>Makes an expression body a block that holds the expression and a statement after it.</summary>
    public static bool ExpandToBlock(
        ExpressionSyntax body, SemanticModel model, Func<int, string, string?> code, Document document, Layout layout, FileEdits edits)
    {
        var owner = body.Parent is ArrowExpressionClauseSyntax arrow ? arrow.Parent : body.Parent;
        if (owner is null || !ReturnsNothing(owner, model))
            return false;
        var indent = layout.IndentAt(owner is AnonymousFunctionExpressionSyntax ? Anchor(owner).SpanStart : owner.SpanStart);
        if (code(body.SpanStart, indent + layout.IndentUnit) is not { } added)
            return false;
        TextSpan span;
        string lead;
        switch (owner)
        {
            case MethodDeclarationSyntax method:
                span = TextSpan.FromBounds(method.ExpressionBody!.GetFirstToken().GetPreviousToken().Span.End, method.SemicolonToken.Span.End);
                lead = "";
                break;
            case LocalFunctionStatementSyntax local:
                span = TextSpan.FromBounds(local.ExpressionBody!.GetFirstToken().GetPreviousToken().Span.End, local.SemicolonToken.Span.End);
                lead = "";
                break;
            case LambdaExpressionSyntax lambda:
                span = TextSpan.FromBounds(lambda.ArrowToken.Span.End, body.Span.End);
                lead = "";
                break;
            default:
                return false;
        }

        edits.Replace(document, span, lead + layout.BlockOf(indent, body + ";", added));
        return true;
    }

    /// <summary>Removes a statement with the comments directly above it and behind it, and a blank line that would be doubled or stand at a brace.</summary>
    public static void Remove(StatementSyntax statement, Document document, Layout layout, FileEdits edits)
    {
        if (!layout.IsFirstOnLine(statement.SpanStart) || NextIsOnSameLine(statement, layout))
        {
            var from = statement.SpanStart;
            if (from > 0 && layout.Text[from - 1] == ' ' && !layout.IsFirstOnLine(from))
                from--;
            edits.Replace(document, TextSpan.FromBounds(from, statement.Span.End), "");
            return;
        }

        edits.Replace(document, Lines.WithCommentsAbove(statement, EndOfLine(statement), layout), "");
    }

    private static bool ReturnsNothing(SyntaxNode owner, SemanticModel model) => owner switch
    {
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => model.GetDeclaredSymbol(owner) is IMethodSymbol { ReturnsVoid: true },
        AnonymousFunctionExpressionSyntax => model.GetTypeInfo(owner).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true },
        _ => false,
    };

    /// <summary>What a lambda's lines are indented from: the statement or member it stands in.</summary>
    private static SyntaxNode Anchor(SyntaxNode node) =>
        (SyntaxNode?)node.FirstAncestorOrSelf<StatementSyntax>() ?? node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node;

    private static bool NextIsOnSameLine(StatementSyntax statement, Layout layout)
    {
        var next = statement.GetLastToken().GetNextToken();
        return next.RawKind != 0 && layout.OnOneLine(statement.Span.End, next.SpanStart);
    }

    /// <summary>The end of the statement's last line, behind a comment that follows it there.</summary>
    public static int EndOfLine(StatementSyntax statement)
    {
        foreach (var trivia in statement.GetTrailingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                return trivia.SpanStart;
        }

        return statement.FullSpan.End;
    }

    /// <summary>Whether the author sets such statements off by a blank line.</summary>
    private static bool IsSetOffFromPrevious(StatementSyntax statement, Layout layout)
    {
        if (statement.Parent is not BlockSyntax block || block.Statements.IndexOf(statement) is not (> 0 and var at))
            return false;
        var previous = block.Statements[at - 1];
        var lines = layout.Text.Lines;
        for (var number = lines.GetLineFromPosition(previous.Span.End).LineNumber + 1; number < lines.GetLineFromPosition(statement.SpanStart).LineNumber; number++)
        {
            if (string.IsNullOrWhiteSpace(lines[number].ToString()))
                return IsAlike(previous, statement);
        }

        return false;
    }

    /// <summary>Two statements about the same: both index declarations, or neither.</summary>
    private static bool IsAlike(StatementSyntax left, StatementSyntax right)
    {
        static bool HasIndex(StatementSyntax statement) => statement.ToString().Contains(".HasIndex(");
        return HasIndex(left) == HasIndex(right);
    }
}
