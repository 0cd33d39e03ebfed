using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>What a query is given of the element: itself, or one of its members.</summary>
/// <param name="Member">The member; empty for the element itself.</param>
/// <param name="Type">The type of it.</param>
/// <param name="IsUnwrapped">The code takes the <c>Value</c> of a nullable.</param>
internal sealed record TurnKey(string Member, ITypeSymbol Type, bool IsUnwrapped)
{
    private const int MaximumDepth = 4;

    public bool IsNullable => Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type without nullability.</summary>
    public ITypeSymbol Underlying => Unwrap(Type);

    public static ITypeSymbol Unwrap(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type;

    /// <summary>Reads an expression of the turn; null when it is anything else than a value that the element has from the beginning.</summary>
    public static TurnKey? Of(ExpressionSyntax expression, Turn turn, HashSet<ISymbol> changing, SemanticModel model, int depth = 0)
    {
        expression = Strip(expression);
        if (IsElement(expression, turn, changing, model, depth))
            return IsMaybeNull(turn.ElementType) ? null : new TurnKey("", turn.ElementType, false);
        if (depth > MaximumDepth)
            return null;
        switch (expression)
        {
            case IdentifierNameSyntax name when AliasOf(name, turn, model) is { } value:
                return Of(value, turn, changing, model, depth + 1);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } unwrap
                when model.GetTypeInfo(unwrap.Expression).Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return Of(unwrap.Expression, turn, changing, model, depth + 1) is { } inner ? inner with { IsUnwrapped = true } : null;
            case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access when IsElement(Strip(access.Expression), turn, changing, model, depth):
                if (turn.ElementType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } || model.GetSymbolInfo(access).Symbol is not { } member || changing.Contains(member))
                    return null;
                return TypeOfPlain(member) is { } type && !IsMaybeNull(type) ? new TurnKey(access.Name.Identifier.ValueText, type, false) : null;
            default:
                return null;
        }
    }

    private static ExpressionSyntax Strip(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>A reference that may be null: as the key of a dictionary it throws where the query found nothing.</summary>
    private static bool IsMaybeNull(ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated };

    private static bool IsElement(ExpressionSyntax expression, Turn turn, HashSet<ISymbol> changing, SemanticModel model, int depth)
    {
        if (depth > MaximumDepth)
            return false;
        switch (expression)
        {
            case IdentifierNameSyntax name when !turn.IsIndexed && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, turn.Variable):
                return !IsAssigned(turn.Variable, turn, model);
            case IdentifierNameSyntax name when AliasOf(name, turn, model) is { } value:
                return IsElement(Strip(value), turn, changing, model, depth + 1);
            case ElementAccessExpressionSyntax access when turn.IsIndexed:
                return access.Expression.ToString() == turn.Collection.ToString() && access.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax index }]
                    && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(index).Symbol, turn.Variable) && !IsAssigned(turn.Variable, turn, model);
            default:
                return false;
        }
    }

    /// <summary>What a local of the turn is declared with, when nothing else is assigned to it.</summary>
    private static ExpressionSyntax? AliasOf(IdentifierNameSyntax name, Turn turn, SemanticModel model)
    {
        if (model.GetSymbolInfo(name).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local || !turn.Body.FullSpan.Contains(reference.Span) || reference.SyntaxTree != turn.Body.SyntaxTree)
            return null;
        return reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && !IsAssigned(local, turn, model) ? value : null;
    }

    private static bool IsAssigned(ISymbol symbol, Turn turn, SemanticModel model)
    {
        foreach (var node in turn.Body.DescendantNodes())
        {
            var target = node switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } prefix => prefix.Operand,
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } postfix => postfix.Operand,
                ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument => argument.Expression,
                _ => null,
            };
            if (target?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
                name.Identifier.ValueText == symbol.Name && name.Parent is not MemberAccessExpressionSyntax && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, symbol)) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type of a field, or of a property that only keeps a value.</summary>
    private static ITypeSymbol? TypeOfPlain(ISymbol member)
    {
        if (member is IFieldSymbol { IsStatic: false } field)
            return field.Type;
        if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false } property)
            return null;
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is PropertyDeclarationSyntax declaration
                && (declaration.AccessorList is not { } accessors || accessors.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null)))
            {
                return null;
            }
        }

        return property.Type;
    }
}
