using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>Compares text without changing its case first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCaseFoldFix))]
public sealed class RemoveCaseFoldFix : ExpressionEditProvider
{
    internal override bool Handles(Edit edit) => edit is RemoveCaseFold;

    internal override bool Rewrite(EditPlace at, Edit edit, FileEdits edits, CancellationToken cancellation)
    {
        var found = false;
        foreach (var operand in Operands(ComparisonNode.Of(at)))
        {
            var current = operand;
            while (current is ParenthesizedExpressionSyntax parenthesized)
                current = parenthesized.Expression;

            // `e?.ToLower()` is e, `e.ToLower()` too.
            var (fold, receiver) = current switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when IsFold(access.Name, call) => ((ExpressionSyntax)call, access.Expression),
                ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } call } conditional
                    when IsFold(binding.Name, call) => (conditional, conditional.Expression),
                _ => (current, null),
            };
            if (receiver is null || at.Model.GetTypeInfo(receiver, cancellation).Type is not { SpecialType: SpecialType.System_String })
                continue;
            edits.Replace(at.Document, TextSpan.FromBounds(receiver.Span.End, fold.Span.End), "");
            found = true;
        }

        return found;
    }

    private static bool IsFold(SimpleNameSyntax name, InvocationExpressionSyntax call) =>
        name.Identifier.Text is "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" && call.ArgumentList.Arguments.Count <= 1;

    private static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax? comparison)
    {
        switch (comparison)
        {
            case BinaryExpressionSyntax binary:
                yield return binary.Left;
                yield return binary.Right;
                break;
            case InvocationExpressionSyntax invocation:
                if (invocation.Expression is MemberAccessExpressionSyntax access)
                    yield return access.Expression;
                foreach (var argument in invocation.ArgumentList.Arguments)
                    yield return argument.Expression;
                break;
        }
    }
}
