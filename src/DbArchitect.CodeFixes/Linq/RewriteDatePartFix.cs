using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Compares a column with a half-open range instead of its <c>.Date</c> or <c>.Year</c> with a value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RewriteDatePartFix))]
public sealed class RewriteDatePartFix : ExpressionEditProvider
{
    private const int LastYear = 9999;

    internal override bool Handles(Edit edit) => edit is RewriteDatePart;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        if (ComparisonNode.Of(at) is not BinaryExpressionSyntax comparison)
            return false;
        var (part, isUtc) = (((RewriteDatePart)edit).Part, ((RewriteDatePart)edit).IsUtc);
        var text = Range(comparison.Left, comparison.Right, comparison.Kind(), part, isUtc, at.Model, cancellation)
            ?? Range(comparison.Right, comparison.Left, ComparisonNode.Mirror(comparison.Kind()), part, isUtc, at.Model, cancellation);
        if (text is null)
            return false;
        edits.Replace(at.Document, comparison.Span, text.Contains(" && ") && ComparisonNode.NeedsParentheses(comparison) ? "(" + text + ")" : text);
        return true;
    }

    private static string? Range(
        ExpressionSyntax side, ExpressionSyntax value, SyntaxKind kind, string part, bool isUtc, SemanticModel model, CancellationToken cancellation)
    {
        if (Unwrap(side) is not MemberAccessExpressionSyntax access || access.Name.Identifier.Text != part)
            return null;
        if (ComparisonNode.RowOf(access.Expression, model, cancellation) is not { } row || !ComparisonNode.IsFixed(value, row, model, cancellation))
            return null;
        var column = ComparisonNode.WithoutValue(access.Expression, model, cancellation);
        if (model.GetTypeInfo(access.Expression, cancellation).Type is not { ContainingNamespace.Name: "System" } type)
            return null;
        var bounds = part switch
        {
            "Date" => Day(value, kind, type, isUtc, model, cancellation),
            "Year" => Year(value, kind, type, isUtc, model, cancellation),
            _ => null,
        };
        if (bounds is not var (from, to) || (from is null && to is null))
            return null;
        var lower = from is null ? null : column + " >= " + from;
        var upper = to is null ? null : column + " < " + to;
        return lower is not null && upper is not null ? lower + " && " + upper : lower ?? upper;
    }

    /// <summary>From which value on, and up to which, the date of the column compares so with the value.</summary>
    private static (string? From, string? To)? Day(
        ExpressionSyntax value, SyntaxKind kind, ITypeSymbol type, bool isUtc, SemanticModel model, CancellationToken cancellation)
    {
        // The date of a DateTimeOffset is that of its own offset: a range of instants is the same only where all offsets are zero.
        var isOffset = type.Name == "DateTimeOffset";
        if (type.Name != "DateTime" && !(isOffset && isUtc))
            return null;
        if (model.GetTypeInfo(value, cancellation).Type is not { Name: "DateTime" })
            return null;
        var isMidnight = IsMidnight(Unwrap(value), model, cancellation);
        if (kind == SyntaxKind.EqualsExpression && !ComparisonNode.CanRepeat(value, model, cancellation))
            return null;

        // With a time of day in the value these two would gain or lose its day.
        if (kind is SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanOrEqualExpression && !isMidnight)
            return null;

        // A part of `x.Date` needs no parentheses; `(DateTime)x` does.
        var day = isMidnight ? value.ToString() : ComparisonNode.AsReceiver(value) + ".Date";
        var next = (isMidnight ? ComparisonNode.AsReceiver(value) : day) + ".AddDays(1)";
        if (isOffset)
        {
            var name = TypeName(model, value.SpanStart, "DateTimeOffset");
            var zero = TypeName(model, value.SpanStart, "TimeSpan") + ".Zero";
            day = "new " + name + "(" + day + ", " + zero + ")";
            next = "new " + name + "(" + next + ", " + zero + ")";
        }

        return kind switch
        {
            SyntaxKind.EqualsExpression => (day, next),
            SyntaxKind.GreaterThanOrEqualExpression => (day, null),
            SyntaxKind.GreaterThanExpression => (next, null),
            SyntaxKind.LessThanExpression => (null, day),
            SyntaxKind.LessThanOrEqualExpression => (null, next),
            _ => null,
        };
    }

    private static (string? From, string? To)? Year(
        ExpressionSyntax value, SyntaxKind kind, ITypeSymbol type, bool isUtc, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(value, cancellation).Type is not { SpecialType: SpecialType.System_Int32 })
            return null;
        if (kind == SyntaxKind.EqualsExpression && !ComparisonNode.CanRepeat(value, model, cancellation))
            return null;
        string following;
        if (model.GetConstantValue(value, cancellation) is { HasValue: true, Value: int constant })
        {
            if (constant is < 1 or >= LastYear)
                return null;
            following = value is LiteralExpressionSyntax ? (constant + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : value + " + 1";
        }
        else
        {
            following = (value is BinaryExpressionSyntax or ConditionalExpressionSyntax ? "(" + value + ")" : value.ToString()) + " + 1";
        }

        var position = value.SpanStart;
        string? First(string year) => type.Name switch
        {
            "DateTime" when isUtc => "new " + TypeName(model, position, "DateTime") + "(" + year + ", 1, 1, 0, 0, 0, " + TypeName(model, position, "DateTimeKind") + ".Utc)",
            "DateTime" => "new " + TypeName(model, position, "DateTime") + "(" + year + ", 1, 1)",
            "DateOnly" => "new " + TypeName(model, position, "DateOnly") + "(" + year + ", 1, 1)",
            "DateTimeOffset" when isUtc => "new " + TypeName(model, position, "DateTimeOffset") + "(" + year + ", 1, 1, 0, 0, 0, " + TypeName(model, position, "TimeSpan") + ".Zero)",
            _ => null,
        };

        if (First(value.ToString()) is not { } first || First(following) is not { } next)
            return null;
        return kind switch
        {
            SyntaxKind.EqualsExpression => (first, next),
            SyntaxKind.GreaterThanOrEqualExpression => (first, null),
            SyntaxKind.GreaterThanExpression => (next, null),
            SyntaxKind.LessThanExpression => (null, first),
            SyntaxKind.LessThanOrEqualExpression => (null, next),
            _ => null,
        };
    }

    private static string TypeName(SemanticModel model, int position, string name) =>
        model.LookupNamespacesAndTypes(position, name: name).IsEmpty ? "System." + name : name;

    /// <summary>Whether a date certainly has no time of day.</summary>
    private static bool IsMidnight(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Date" or "Today" } access =>
            model.GetSymbolInfo(access, cancellation).Symbol is IPropertySymbol { ContainingType: { Name: "DateTime" or "DateTimeOffset" } },
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AddDays" or "AddMonths" or "AddYears", Expression: var of } call } invocation =>
            IsMidnight(Unwrap(of), model, cancellation)
            && (call.Name.Identifier.Text != "AddDays" || model.GetTypeInfo(invocation.ArgumentList.Arguments[0].Expression, cancellation).Type is { SpecialType: SpecialType.System_Int32 }),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToDateTime" } } invocation =>
            invocation.ArgumentList.Arguments is [{ Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "MinValue" } }],
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 3 } => true,
        _ => false,
    };

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        return expression;
    }
}
