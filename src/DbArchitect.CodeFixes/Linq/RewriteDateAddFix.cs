using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Moves an interval of fixed length from the column to the value that it is compared with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RewriteDateAddFix))]
public sealed class RewriteDateAddFix : ExpressionEditProvider
{
    internal override bool Handles(Edit edit) => edit is RewriteDateAdd;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        if (ComparisonNode.Of(at) is not BinaryExpressionSyntax comparison)
            return false;
        return Move(comparison, comparison.Left, comparison.Right, at, edits, cancellation)
            || Move(comparison, comparison.Right, comparison.Left, at, edits, cancellation);
    }

    private static bool Move(
        BinaryExpressionSyntax comparison, ExpressionSyntax side, ExpressionSyntax value, EditPlace at, FileEdits edits, CancellationToken cancellation)
    {
        if (side is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: { Count: 1 } arguments }
            || access.Name.Identifier.Text is not ("AddDays" or "AddHours" or "AddMinutes" or "AddSeconds" or "AddMilliseconds" or "AddTicks"))
        {
            return false;
        }

        var amount = arguments[0].Expression;
        if (ComparisonNode.RowOf(access.Expression, at.Model, cancellation) is not { } row
            || !ComparisonNode.IsFixed(value, row, at.Model, cancellation) || !ComparisonNode.IsFixed(amount, row, at.Model, cancellation)
            || ComparisonNode.IsNullable(value, at.Model, cancellation))
        {
            return false;
        }

        var column = ComparisonNode.WithoutValue(access.Expression, at.Model, cancellation);

        // A missing date differs from every date: with `!=` such rows would come in.
        if (column != access.Expression && comparison.IsKind(SyntaxKind.NotEqualsExpression))
            return false;
        edits.Replace(at.Document, side.Span, column.ToString());
        edits.Replace(at.Document, value.Span, ComparisonNode.AsReceiver(value) + "." + access.Name.Identifier.Text + "(" + Negated(amount) + ")");
        return true;
    }

    private static string Negated(ExpressionSyntax amount) => amount switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: var operand } =>
            operand is ParenthesizedExpressionSyntax { Expression: var inner } ? inner.ToString() : operand.ToString(),
        LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax => "-" + amount,
        _ => "-(" + amount + ")",
    };
}
