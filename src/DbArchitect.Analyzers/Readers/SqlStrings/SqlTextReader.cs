using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// Reads the expression that a program gives as SQL: constants, concatenation, interpolation, format strings, locals with straight-line appends, string builders,
/// ternaries and switches. Every branch gives a variant; what is known only at run time is a hole.
/// </summary>
internal sealed partial class SqlTextReader(SourceOperations source)
{
    private readonly CalledMethods called = new(source);

    /// <summary>More variants than this: the differing parts become holes.</summary>
    private const int MaxVariants = 8;

    /// <summary>How far locals, fields and nested expressions are followed.</summary>
    private const int MaxDepth = 40;

    /// <summary>Operations that one text may cost: a variable that is built from itself in many branches would multiply without end.</summary>
    private const int MaxSteps = 100_000;

    private int steps;

    /// <summary>The texts that an expression can have, at least one. An expression that cannot be followed is a single hole.</summary>
    public IReadOnlyList<SqlText> Read(IOperation expression, CancellationToken cancellation)
    {
        steps = 0;
        var variants = Variants(expression, 0, cancellation);
        var texts = new List<SqlText>(variants.Count);
        foreach (var pieces in variants)
            texts.Add(new SqlText(pieces));
        return texts;
    }

    private List<List<Piece>> Variants(IOperation expression, int depth, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (depth > MaxDepth || !MayGoOn())
            return Hole(expression);
        switch (expression)
        {
            case IParenthesizedOperation parenthesized:
                return Variants(parenthesized.Operand, depth + 1, cancellation);
            case IConversionOperation { IsImplicit: true } or IConversionOperation { Operand.Type.SpecialType: SpecialType.System_String }:
                return Variants(((IConversionOperation)expression).Operand, depth + 1, cancellation);
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } literal:
                return Text(text, literal.Syntax is LiteralExpressionSyntax syntax ? syntax.Token : null);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } binary:
                return Concatenation(binary, depth, cancellation);
            case IInterpolatedStringOperation interpolated:
                return Interpolation(interpolated, depth, cancellation);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Union(expression, Variants(conditional.WhenTrue, depth + 1, cancellation), Variants(whenFalse, depth + 1, cancellation));
            case ISwitchExpressionOperation switched:
                return Switch(switched, depth, cancellation);
            case ILocalReferenceOperation local:
                return new StringFlow(this, local.Local, local, depth, cancellation).Read() ?? ConstantOrHole(expression);
            case IFieldReferenceOperation { Field: { IsConst: true } or { IsReadOnly: true } } field:
                return Member(field.Field, expression, depth, cancellation);
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsVirtual: false, IsAbstract: false } property }:
                return Member(property, expression, depth, cancellation);
            case IInvocationOperation invocation:
                return Invocation(invocation, depth, cancellation);
            case IAwaitOperation { Operation: IInvocationOperation awaited }:
                return Invocation(awaited, depth, cancellation);
            case IParameterReferenceOperation parameter when called.ArgumentOf(parameter.Parameter) is { } argument:
                return Variants(argument, depth + 1, cancellation);
            default:
                return ConstantOrHole(expression);
        }
    }

    /// <summary>Counts one more operation that is looked at.</summary>
    internal bool MayGoOn() => ++steps <= MaxSteps;

    internal List<List<Piece>> Follow(IOperation expression, int depth, CancellationToken cancellation) => Variants(expression, depth + 1, cancellation);

    internal static List<List<Piece>> Hole(IOperation expression) => [[new Piece(null, null, expression)]];

    private static List<List<Piece>> Text(string text, SyntaxToken? token) => [[new Piece(text, token, null)]];

    private static List<List<Piece>> ConstantOrHole(IOperation expression) =>
        expression.ConstantValue is { HasValue: true, Value: { } value }
            ? Text(System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), null)
            : Hole(expression);

    /// <summary>Left-deep chains iterate: generated code has thousands of plus signs.</summary>
    private List<List<Piece>> Concatenation(IBinaryOperation binary, int depth, CancellationToken cancellation)
    {
        var operands = new Stack<IOperation>();
        IOperation left = binary;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } chain)
        {
            operands.Push(chain.RightOperand);
            left = chain.LeftOperand;
        }

        var result = Variants(left, depth + 1, cancellation);
        while (operands.Count > 0)
        {
            var operand = operands.Pop();
            result = Append(operand, result, Variants(operand, depth + 1, cancellation));
        }

        return result;
    }

    private List<List<Piece>> Interpolation(IInterpolatedStringOperation interpolated, int depth, CancellationToken cancellation)
    {
        List<List<Piece>> result = [[]];
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } }:
                    SyntaxToken? token = part.Syntax is InterpolatedStringTextSyntax syntax ? syntax.TextToken : null;
                    result = Append(part, result, Text(text, token));
                    break;
                case IInterpolationOperation { FormatString: null, Alignment: null } interpolation:
                    result = Append(interpolation.Expression, result, Variants(interpolation.Expression, depth + 1, cancellation));
                    break;
                default:
                    result = Append(part, result, Hole(part is IInterpolationOperation formatted ? formatted.Expression : part));
                    break;
            }
        }

        return result;
    }

    private List<List<Piece>> Switch(ISwitchExpressionOperation switched, int depth, CancellationToken cancellation)
    {
        List<List<Piece>>? result = null;
        foreach (var arm in switched.Arms)
        {
            if (Unwrap(arm.Value) is IThrowOperation)
                continue;
            var variants = Variants(arm.Value, depth + 1, cancellation);
            result = result is null ? variants : Union(switched, result, variants);
        }

        return result ?? Hole(switched);
    }

    private static IOperation Unwrap(IOperation operation) =>
        operation is IConversionOperation conversion ? Unwrap(conversion.Operand) : operation;

    /// <summary>A constant or read-only field with its initializer or what the constructor gives it, or a property that only returns an expression.</summary>
    private List<List<Piece>> Member(ISymbol member, IOperation reference, int depth, CancellationToken cancellation)
    {
        var declaration = source.DeclarationOf(member, cancellation);
        var value = declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initializer } => initializer,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var body } => body,
            PropertyDeclarationSyntax { Initializer.Value: var initializer } => initializer,
            PropertyDeclarationSyntax { AccessorList.Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, ExpressionBody.Expression: var body }] } => body,
            PropertyDeclarationSyntax { AccessorList.Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body.Statements: [ReturnStatementSyntax { Expression: { } returned }] }] } => returned,
            _ => null,
        };
        value ??= declaration is null ? null : SetOnce(member, declaration);
        return value is not null && source.OperationOf(value, cancellation) is { } operation
            ? Variants(operation, depth + 1, cancellation)
            : ConstantOrHole(reference);
    }

    /// <summary>What the only constructor gives a member that nothing else can write, at the top of its body: one value, whoever makes the object.</summary>
    private static ExpressionSyntax? SetOnce(ISymbol member, SyntaxNode declaration)
    {
        if (member.IsStatic || declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return null;
        ExpressionSyntax? value = null;
        foreach (var part in type.Members)
        {
            if (part is not ConstructorDeclarationSyntax constructor)
                continue;
            if (constructor.Initializer is { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword })
                continue;
            if (value is not null || constructor.Body is not { } body)
                return null;
            foreach (var statement in body.Statements)
            {
                if (statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment }
                    && NameOf(assignment.Left) == member.Name)
                {
                    value = assignment.Right;
                }
            }
        }

        return value;
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    private List<List<Piece>> Invocation(IInvocationOperation invocation, int depth, CancellationToken cancellation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
        {
            switch (method.Name)
            {
                case nameof(string.Concat) when Operands(invocation) is { } operands:
                    List<List<Piece>> result = [[]];
                    foreach (var operand in operands)
                        result = Append(operand, result, Variants(operand, depth + 1, cancellation));
                    return result;
                case nameof(string.Format):
                    return Format(invocation, depth, cancellation);
                case nameof(string.Trim) or nameof(string.TrimStart) or nameof(string.TrimEnd) or nameof(ToString)
                    when invocation.Instance is { } instance:
                    return Variants(instance, depth + 1, cancellation);
                case nameof(string.Replace) when invocation is { Instance: { } instance, Arguments: [{ Value: var old }, { Value: var replacement }, ..] }
                    && old.ConstantValue is { HasValue: true, Value: string { Length: > 0 } place }:
                    return Replace(Variants(instance, depth + 1, cancellation), place, Variants(replacement, depth + 1, cancellation), invocation);
            }
        }
        else if (method.Name == "Create" && method.ContainingType.Name == "FormattableStringFactory")
        {
            return Format(invocation, depth, cancellation);
        }
        else if (method.Name == nameof(ToString) && invocation.Instance is { } builder && IsStringBuilder(builder.Type))
        {
            return builder is ILocalReferenceOperation local
                ? new StringFlow(this, local.Local, local, depth, cancellation).Read() ?? Hole(invocation)
                : Hole(invocation);
        }

        return Embedded(invocation, depth, cancellation) ?? Called(invocation, depth, cancellation) ?? ConstantOrHole(invocation);
    }

    /// <summary>What a method of the program returns; null when it cannot be followed.</summary>
    private List<List<Piece>>? Called(IInvocationOperation invocation, int depth, CancellationToken cancellation)
    {
        if (called.Enter(invocation, cancellation) is not { } returned)
            return null;
        List<List<Piece>>? result = null;
        foreach (var value in returned)
        {
            var variants = Variants(value, depth + 1, cancellation);
            result = result is null ? variants : Union(invocation, result, variants);
        }

        called.Leave();
        return result;
    }

    internal static bool IsStringBuilder(ITypeSymbol? type) =>
        type is { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } };

    /// <summary>The values given to <c>params</c> or plain string parameters; null when an array is handed over as such.</summary>
    private static List<IOperation>? Operands(IInvocationOperation invocation)
    {
        var operands = new List<IOperation>();
        foreach (var argument in invocation.Arguments)
        {
            if (!ParamsArgument.Is(argument))
            {
                if (argument.Value.Type is IArrayTypeSymbol || argument.Parameter?.Type.SpecialType == SpecialType.System_Collections_IEnumerable)
                    return null;
                operands.Add(argument.Value);
                continue;
            }

            if (ParamsArgument.ElementsOf(argument) is not { } elements)
                return null;
            operands.AddRange(elements);
        }

        return operands;
    }

    /// <summary>A constant format with numbered places, each a hole or the text of its argument.</summary>
    private List<List<Piece>> Format(IInvocationOperation invocation, int depth, CancellationToken cancellation)
    {
        IOperation? format = null;
        var arguments = new List<IOperation>();
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Name == "format")
                format = argument.Value;
            else if (ParamsArgument.ElementsOf(argument) is { } elements)
                arguments.AddRange(elements);
            else if (argument.Parameter?.Name != "provider")
                arguments.Add(argument.Value);
        }

        if (format?.ConstantValue is not { HasValue: true, Value: string text })
            return Hole(invocation);
        SyntaxToken? token = format.Syntax is LiteralExpressionSyntax literal ? literal.Token : null;
        List<List<Piece>> result = [[]];
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('{' or '}'))
                continue;
            if (at + 1 < text.Length && text[at + 1] == text[at])
            {
                at++;
                continue;
            }

            var end = text.IndexOf('}', at);
            if (text[at] == '}' || end < 0)
                return Hole(invocation);
            result = Append(format, result, FormatText(text, start, at, token));
            var item = text.Substring(at + 1, end - at - 1);
            var isPlain = int.TryParse(item, out var index) && index < arguments.Count;
            result = Append(format, result, isPlain ? Variants(arguments[index], depth + 1, cancellation) : Hole(invocation));
            start = end + 1;
            at = end;
        }

        return Append(format, result, FormatText(text, start, text.Length, token));
    }

    /// <summary>Only a piece that is the whole literal can be located in it: the rest of a format points to the call.</summary>
    private static List<List<Piece>> FormatText(string text, int start, int end, SyntaxToken? token)
    {
        var piece = text.Substring(start, end - start).Replace("{{", "{").Replace("}}", "}");
        return Text(piece, start == 0 && end == text.Length ? token : null);
    }

    /// <summary>Every prefix with every continuation; beyond the cap, one hole continues each prefix.</summary>
    internal static List<List<Piece>> Append(IOperation at, List<List<Piece>> prefixes, List<List<Piece>> continuations)
    {
        if (prefixes.Count * continuations.Count > MaxVariants)
            continuations = Hole(at);
        var result = new List<List<Piece>>(prefixes.Count * continuations.Count);
        foreach (var prefix in prefixes)
        {
            foreach (var continuation in continuations)
            {
                var pieces = prefix;
                if (continuations.Count > 1 || prefix.Count == 0)
                    pieces = new List<Piece>(prefix);
                pieces.AddRange(continuation);
                result.Add(pieces);
            }
        }

        return result;
    }

    internal static List<List<Piece>> Union(IOperation at, List<List<Piece>> one, List<List<Piece>> other)
    {
        if (one.Count + other.Count > MaxVariants)
            return Hole(at);
        var result = new List<List<Piece>>(one);
        result.AddRange(other);
        return result;
    }
}
