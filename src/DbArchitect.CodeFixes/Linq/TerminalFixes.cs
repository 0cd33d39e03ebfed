using System.Linq;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Linq;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Asks Any instead of comparing a count with none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceCountByAnyFix))]
public sealed class ReplaceCountByAnyFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is ReplaceCountByAny;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Node is not BinaryExpressionSyntax comparison)
            return place.CallAt(place.Diagnostic.Location.SourceSpan) is { } executed && Variable(executed, place, edits);
        foreach (var side in new[] { comparison.Left, comparison.Right })
        {
            var counted = side;
            while (counted is ParenthesizedExpressionSyntax parenthesized)
                counted = parenthesized.Expression;
            var inner = counted;
            while (inner is AwaitExpressionSyntax or ParenthesizedExpressionSyntax)
                inner = inner is AwaitExpressionSyntax awaited ? awaited.Expression : ((ParenthesizedExpressionSyntax)inner).Expression;
            if (inner is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax configured } })
                inner = configured;
            if (inner is MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Count" } property } && !place.HasComment(comparison.Span))
            {
                edits.Replace(place.Document, comparison.Span, (edit.Subject == "1" ? "!" : "") + place.Text.ToString(TextSpan.FromBounds(inner.SpanStart, property.SpanStart)) + "Any()");
                return true;
            }

            if (inner is not InvocationExpressionSyntax call || QueryPlace.NameOf(call) is not { Identifier.ValueText: "Count" or "CountAsync" or "LongCount" or "LongCountAsync" } name)
                continue;
            if (place.HasComment(comparison.Span))
                return false;
            var text = place.Text.ToString(TextSpan.FromBounds(counted.SpanStart, name.SpanStart))
                + (name.Identifier.ValueText.EndsWith("Async", System.StringComparison.Ordinal) ? "AnyAsync" : "Any")
                + place.Text.ToString(TextSpan.FromBounds(name.Span.End, counted.Span.End));
            edits.Replace(place.Document, comparison.Span, edit.Subject == "1" ? "!" + text : text);
            return true;
        }

        return false;
    }

    /// <summary><c>var count = q.Count(); … count &gt; 0</c> becomes <c>var any = q.Any(); … any</c>.</summary>
    private static bool Variable(InvocationExpressionSyntax call, QueryPlace place, FileEdits edits)
    {
        if (QueryPlace.NameOf(call) is not { Identifier.ValueText: var name } method
            || QueryPlace.Executed(call).Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent.Parent: { } block } declaration } variable }
            || place.Model.GetDeclaredSymbol(variable) is not { } local)
        {
            return false;
        }

        var any = new FreeNames(call).Take("any");
        foreach (var use in block.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText != local.Name || !SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(use).Symbol, local))
                continue;
            var test = place.Model.GetOperation(use) is { } reference ? ResultUseReader.CountTestOf(reference) : default;
            if (test.Test == CountTest.None || test.At.Location is not { } at || place.HasComment(at.SourceSpan))
                return false;
            edits.Replace(place.Document, at.SourceSpan, test.Test == CountTest.Empty ? "!" + any : any);
        }

        if (!declaration.Type.IsVar)
            edits.Replace(place.Document, declaration.Type.Span, "bool");
        edits.Replace(place.Document, variable.Identifier.Span, any);
        edits.Replace(place.Document, method.Identifier.Span, name.EndsWith("Async", System.StringComparison.Ordinal) ? "AnyAsync" : "Any");
        return true;
    }
}

/// <summary>Lets the database apply an operator that stands behind ToList.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveBeforeMaterializationFix))]
public sealed class MoveBeforeMaterializationFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is MoveBeforeMaterialization;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" } counted)
            return Count(counted, place, edits);
        if (place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { } moved)
            return false;
        if (QueryPlace.NameOf(moved) is not { } name || QueryPlace.ReceiverOf(moved) is not { } receiver)
            return false;
        var loaded = receiver;
        while (loaded is ParenthesizedExpressionSyntax parenthesized)
            loaded = parenthesized.Expression;
        var isAwaited = loaded is AwaitExpressionSyntax;
        if (loaded is AwaitExpressionSyntax awaited)
            loaded = awaited.Expression;
        if (loaded is not InvocationExpressionSyntax terminal || QueryPlace.NameOf(terminal) is not { } terminalName || QueryPlace.ReceiverOf(terminal) is not { } query)
            return false;
        if (place.HasComment(moved.Span) || terminal.ArgumentList.Arguments.Count > 1)
            return false;
        string Between(int start, int end) => place.Text.ToString(TextSpan.FromBounds(start, end));
        var operatorText = Between(name.SpanStart, moved.Span.End);
        var dot = Between(query.Span.End, terminalName.SpanStart);
        var queryText = Between(query.SpanStart, query.Span.End);
        if (IsComposable(name.Identifier.ValueText))
        {
            // A list that is made a list again needs only one of the two.
            var kept = queryText + dot + operatorText + dot + Between(terminalName.SpanStart, terminal.Span.End);
            if (isAwaited)
                kept = receiver is ParenthesizedExpressionSyntax && QueryPlace.NextOf(moved) is not null ? "(await " + kept + ")" : "await " + kept;
            ExpressionSyntax replaced = moved;
            if (QueryPlace.NextOf(moved) is { } again && QueryPlace.NameOf(again)?.Identifier.ValueText is "ToList" && again.ArgumentList.Arguments.Count == 0
                && terminalName.Identifier.ValueText is "ToList" or "ToListAsync")
            {
                replaced = again;
                if (isAwaited && kept[0] == '(')
                    kept = kept.Substring(1, kept.Length - 2);
            }

            edits.Replace(place.Document, replaced.Span, kept);
            return true;
        }

        if (!isAwaited)
        {
            edits.Replace(place.Document, moved.Span, queryText + dot + operatorText);
            return true;
        }

        var token = terminal.ArgumentList.Arguments is [var only] ? only.ToString() : "";
        var arguments = moved.ArgumentList.Arguments.ToString();
        var all = arguments.Length > 0 && token.Length > 0 ? arguments + ", " + token : arguments + token;
        var scalar = $"await {queryText}{dot}{name.Identifier.ValueText}Async({all})";
        edits.Replace(place.Document, moved.Span, moved.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax ? "(" + scalar + ")" : scalar);
        return true;
    }

    /// <summary><c>(await query.ToListAsync(token)).Count</c> becomes <c>await query.CountAsync(token)</c>.</summary>
    private static bool Count(MemberAccessExpressionSyntax counted, QueryPlace place, FileEdits edits)
    {
        var loaded = counted.Expression;
        while (loaded is ParenthesizedExpressionSyntax parenthesized)
            loaded = parenthesized.Expression;
        var isAwaited = loaded is AwaitExpressionSyntax;
        if (loaded is AwaitExpressionSyntax awaited)
            loaded = awaited.Expression;
        if (loaded is not InvocationExpressionSyntax terminal || QueryPlace.NameOf(terminal) is not { } terminalName || QueryPlace.ReceiverOf(terminal) is null)
            return false;
        if (place.HasComment(counted.Span) || counted.Parent is MemberAccessExpressionSyntax)
            return false;
        var text = place.Text.ToString(TextSpan.FromBounds(terminal.SpanStart, terminalName.SpanStart)) + (isAwaited ? "CountAsync" : "Count") + terminal.ArgumentList;
        edits.Replace(place.Document, counted.Span, isAwaited ? "await " + text : text);
        return true;
    }

    private static bool IsComposable(string name) => name is "Where" or "Take" or "Skip";
}

/// <summary>Awaits the asynchronous form of a call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeAsyncFix))]
public sealed class MakeAsyncFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is MakeAsync;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (edit.Subject == "foreach")
            return Loop(place, edits);
        if (place.CallAt(place.Diagnostic.Location.SourceSpan) is not { } call || QueryPlace.NameOf(call) is not { } name || name.Identifier.ValueText != edit.Subject)
            return false;
        var needsParentheses = call.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            || call.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression };
        edits.Insert(place.Document, call.SpanStart, needsParentheses ? "(await " : "await ");
        edits.Insert(place.Document, name.Identifier.Span.End, "Async");
        if (needsParentheses)
            edits.Insert(place.Document, call.Span.End, ")");
        return true;
    }

    /// <summary>The rows still come one by one: <c>await foreach</c> over the same reader.</summary>
    private static bool Loop(QueryPlace place, FileEdits edits)
    {
        if (place.LoopAt(place.Diagnostic.Location.SourceSpan) is not { } loop || loop.AwaitKeyword != default)
            return false;
        place.Use("Microsoft.EntityFrameworkCore", "EntityFrameworkQueryableExtensions", edits);
        edits.Insert(place.Document, loop.ForEachKeyword.SpanStart, "await ");
        place.AppendCall(loop.Expression, "AsAsyncEnumerable()", edits);
        return true;
    }
}

/// <summary>Saves once, behind the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveSaveAfterLoopFix))]
public sealed class MoveSaveAfterLoopFix : QueryEditFix
{
    internal override bool Handles(Edit edit) => edit is MoveSaveAfterLoop;

    internal override bool Write(QueryEdit edit, QueryPlace place, FileEdits edits)
    {
        if (place.Node.AncestorsAndSelf().OfType<ExpressionStatementSyntax>().FirstOrDefault() is not { Parent: BlockSyntax body } save)
            return false;
        if (body.Parent is not (CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax) || body.Statements.Last() != save)
            return false;
        var loop = (StatementSyntax)body.Parent;
        if (loop.Parent is not BlockSyntax and not SwitchSectionSyntax and not GlobalStatementSyntax)
            return false;
        var lines = place.Text.Lines;
        var first = lines.GetLineFromPosition(save.SpanStart);
        var last = lines.GetLineFromPosition(save.Span.End);
        // Only whole lines are moved, with nothing else on them.
        if (place.Text.ToString(TextSpan.FromBounds(first.Start, save.SpanStart)).Trim().Length > 0 || place.Text.ToString(TextSpan.FromBounds(save.Span.End, last.End)).Trim().Length > 0)
            return false;
        var start = first.Start;
        if (first.LineNumber > 0 && lines[first.LineNumber - 1].ToString().Trim().Length == 0)
            start = lines[first.LineNumber - 1].Start;
        edits.Replace(place.Document, TextSpan.FromBounds(start, last.EndIncludingLineBreak), "");
        edits.Insert(place.Document, loop.Span.End, place.Layout.NewLine + place.Layout.IndentAt(loop.SpanStart) + place.Text.ToString(save.Span));
        return true;
    }
}
