using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq;

/// <summary>The comparison that a diagnostic stands on, with the row it speaks of.</summary>
internal static class ComparisonNode
{
    /// <summary>The expression of exactly that place, or the comparison inside or around it.</summary>
    public static ExpressionSyntax? Of(EditPlace at)
    {
        foreach (var node in at.Node.AncestorsAndSelf())
        {
            if (node is BinaryExpressionSyntax binary && IsComparison(binary))
                return binary;
            if (node is InvocationExpressionSyntax invocation && invocation.Span == at.Node.Span)
                return invocation;
            if (node is StatementSyntax or AnonymousFunctionExpressionSyntax or QueryClauseSyntax)
                break;
        }

        return null;
    }

    public static bool IsComparison(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

    /// <summary>The operator as it reads when the sides change places.</summary>
    public static SyntaxKind Mirror(SyntaxKind kind) => kind switch
    {
        SyntaxKind.LessThanExpression => SyntaxKind.GreaterThanExpression,
        SyntaxKind.LessThanOrEqualExpression => SyntaxKind.GreaterThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression => SyntaxKind.LessThanExpression,
        SyntaxKind.GreaterThanOrEqualExpression => SyntaxKind.LessThanOrEqualExpression,
        _ => kind,
    };

    /// <summary>Whether an expression is a column of the row of a query: a member path that begins at a lambda's parameter or a range variable.</summary>
    public static ISymbol? RowOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        var current = expression;
        while (true)
        {
            switch (current)
            {
                case MemberAccessExpressionSyntax access:
                    current = access.Expression;
                    break;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    current = postfix.Operand;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    current = parenthesized.Expression;
                    break;
                case IdentifierNameSyntax name:
                    var symbol = model.GetSymbolInfo(name, cancellation).Symbol;
                    return symbol is IRangeVariableSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } ? symbol : null;
                default:
                    return null;
            }
        }
    }

    /// <summary>Whether an expression has the same value for every row: it names neither the row nor another of the same lambda or query.</summary>
    public static bool IsFixed(ExpressionSyntax expression, ISymbol row, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            if (node is not IdentifierNameSyntax name)
                continue;
            var symbol = model.GetSymbolInfo(name, cancellation).Symbol;
            if (symbol is IRangeVariableSymbol
                || (symbol is IParameterSymbol && row is IParameterSymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, row.ContainingSymbol)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it does no harm to write the expression twice: it reads values and makes dates, and calls nothing else.</summary>
    public static bool CanRepeat(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case AwaitExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax:
                case PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }:
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }:
                case InvocationExpressionSyntax call when !IsOfDates(model.GetSymbolInfo(call, cancellation).Symbol?.ContainingType):
                case BaseObjectCreationExpressionSyntax creation when !IsOfDates(model.GetTypeInfo(creation, cancellation).Type):
                    return false;
            }
        }

        return true;
    }

    private static bool IsOfDates(ITypeSymbol? type) =>
        type is { Name: "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The column without <c>.Value</c> and <c>!</c>, which a comparison does not need.</summary>
    public static ExpressionSyntax WithoutValue(ExpressionSyntax column, SemanticModel model, CancellationToken cancellation)
    {
        while (true)
        {
            switch (column)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.Text: "Value" } access
                        when model.GetTypeInfo(access.Expression, cancellation).Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                    column = access.Expression;
                    continue;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    column = postfix.Operand;
                    continue;
                case ParenthesizedExpressionSyntax { Expression: MemberAccessExpressionSyntax or PostfixUnaryExpressionSyntax } parenthesized:
                    column = parenthesized.Expression;
                    continue;
                default:
                    return column;
            }
        }
    }

    public static bool IsNullable(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The expression so that a member can be taken of it.</summary>
    public static string AsReceiver(ExpressionSyntax expression) => expression is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax
        or PrefixUnaryExpressionSyntax or AwaitExpressionSyntax or SwitchExpressionSyntax or AssignmentExpressionSyntax
        ? "(" + expression + ")"
        : expression.ToString();

    /// <summary>Whether a conjunction in the place of an expression needs parentheses.</summary>
    public static bool NeedsParentheses(ExpressionSyntax replaced) => replaced.Parent switch
    {
        BinaryExpressionSyntax binary => binary.Kind() is not (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression),
        PrefixUnaryExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or MemberAccessExpressionSyntax => true,
        _ => false,
    };
}
