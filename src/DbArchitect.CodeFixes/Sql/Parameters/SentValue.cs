using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Sql.Parameters;

/// <summary>A value as it is sent beside the text.</summary>
/// <param name="Name">The parameter's name, without its sign.</param>
/// <param name="Value">The C# expression.</param>
/// <param name="Member">As a member of an anonymous object: <c>email</c>, <c>filter.Email</c>, <c>email = "%" + email + "%"</c>.</param>
/// <param name="IsNullable">The expression's type says that it may be null.</param>
internal sealed record SentValue(string Name, string Value, string Member, bool IsNullable)
{
    public static SentValue Of(ValueHole hole, SemanticModel model)
    {
        var expression = hole.Expression;
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        var inferred = NameOf(expression);
        var basis = (inferred ?? ReceiverOf(expression) ?? "value").TrimStart('_');
        if (basis.Length == 0)
            basis = "value";
        var name = basis;
        for (var number = 2; hole.Taken.Contains(name); number++)
            name = basis + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var text = expression.ToString();
        var value = text;
        if (hole.Prefix.Length + hole.Suffix.Length > 0)
        {
            value = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax ? text : "(" + text + ")";
            value = (hole.Prefix.Length > 0 ? SymbolDisplay.FormatLiteral(hole.Prefix, quote: true) + " + " : "") + value
                + (hole.Suffix.Length > 0 ? " + " + SymbolDisplay.FormatLiteral(hole.Suffix, quote: true) : "");
        }

        var type = model.GetTypeInfo(hole.Expression);
        var isNullable = value == text && (type.Nullability.FlowState == NullableFlowState.MaybeNull || type.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T);
        return new SentValue(name, value, inferred == name && value == text ? text : name + " = " + value, isNullable);
    }

    /// <summary>The name that a member of an anonymous object takes from its expression; null when it has to be given one.</summary>
    public static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary><c>email.Trim()</c>: what the call is about.</summary>
    private static string? ReceiverOf(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => NameOf(access.Expression) ?? ReceiverOf(access.Expression),
        ElementAccessExpressionSyntax element => NameOf(element.Expression),
        PostfixUnaryExpressionSyntax postfix => NameOf(postfix.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => NameOf(coalesce.Left),
        _ => null,
    };
}
