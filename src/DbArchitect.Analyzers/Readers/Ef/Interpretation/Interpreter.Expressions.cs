using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    private Value Evaluate(IOperation? operation, Frame frame)
    {
        if (operation is null || IsExhausted)
            return Value.Unknown;
        steps++;
        if (expressionDepth >= MaxExpressionDepth)
        {
            ModelUnknown(TableAspects.All, "configured in an expression that is nested too deeply", operation);
            return Value.Unknown;
        }

        expressionDepth++;
        try
        {
            return operation.ConstantValue is { HasValue: true } constant && operation is not IConversionOperation { Operand: ITypeOfOperation }
                ? new ConstantValue(constant.Value, operation.Type)
                : EvaluateCore(operation, frame);
        }
        finally
        {
            expressionDepth--;
        }
    }

    private Value EvaluateCore(IOperation operation, Frame frame)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                return Chain(invocation, frame);
            case IAnonymousFunctionOperation lambda:
                return new LambdaValue(lambda, frame);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target, frame);
            case IMethodReferenceOperation reference:
                return new MethodValue(reference.Method, reference.Instance is null ? null : Evaluate(reference.Instance, frame), frame);
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand, frame);
            case IParenthesizedOperation parentheses:
                return Evaluate(parentheses.Operand, frame);
            case ILocalReferenceOperation local:
                return frame.Get(local.Local) ?? Value.Unknown;
            case IParameterReferenceOperation parameter:
                return frame.Get(parameter.Parameter)
                    ?? (frame.Instance is ObjectValue captured && captured.Fields.TryGetValue(parameter.Parameter.Name, out var given) ? given : Value.Unknown);
            case IInstanceReferenceOperation:
                return frame.Instance ?? Value.Unknown;
            case IPropertyReferenceOperation property:
                return Property(property, frame);
            case IFieldReferenceOperation field:
                return Field(field, frame);
            case IObjectCreationOperation creation:
                return Create(creation, frame);
            case IAnonymousObjectCreationOperation anonymous:
                return new AnonymousValue([.. anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Select(assignment =>
                    ((assignment.Target as IPropertyReferenceOperation)?.Property.Name ?? "", Evaluate(assignment.Value, frame)))]);
            case ITypeOfOperation type:
                return new TypeValue(frame.Substitute(type.TypeOperand));
            case IArrayCreationOperation array:
                return array.Initializer is null ? new ListValue([]) : new ListValue([.. array.Initializer.ElementValues.Select(value => Evaluate(value, frame))]);
            case IInterpolatedStringOperation text:
                return Interpolate(text, frame);
            case IBinaryOperation binary:
                return Binary(binary, frame);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Evaluate(not.Operand, frame) is ConstantValue { Constant: bool flag } ? Value.Of(!flag) : Value.Unknown;
            case IConditionalOperation conditional:
                return Evaluate(conditional.Condition, frame) is ConstantValue { Constant: bool condition }
                    ? Evaluate(condition ? conditional.WhenTrue : conditional.WhenFalse, frame)
                    : Value.Unknown;
            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value, frame) switch
                {
                    ConstantValue { Constant: null } => Evaluate(coalesce.WhenNull, frame),
                    UnknownValue unknown => unknown,
                    var value => value,
                };
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value, frame), frame, assignment);
            case ICoalesceAssignmentOperation assignment:
                return Evaluate(assignment.Target, frame) is ConstantValue { Constant: null }
                    ? Assign(assignment.Target, Evaluate(assignment.Value, frame), frame, assignment)
                    : Evaluate(assignment.Target, frame);
            case ICompoundAssignmentOperation compound:
                return Assign(compound.Target, Value.Unknown, frame, compound);
            case IConditionalAccessOperation access:
                return ConditionalAccess(access, frame);
            case IConditionalAccessInstanceOperation:
                return accessed.Count > 0 ? accessed.Peek() : Value.Unknown;
            case IIsTypeOperation isType:
                return IsOfType(Evaluate(isType.ValueOperand, frame), isType.TypeOperand);
            case IIsPatternOperation pattern:
                return Matches(Evaluate(pattern.Value, frame), pattern.Pattern, frame);
            case IAwaitOperation await:
                return Evaluate(await.Operation, frame);
            case ITupleOperation tuple:
                return new ListValue([.. tuple.Elements.Select(element => Evaluate(element, frame))]);
            case ISwitchExpressionOperation @switch:
                return SwitchExpression(@switch, frame);
            case IDefaultValueOperation or IDiscardOperation:
                return Value.Null;
        }

        if (operation is IInvalidOperation)
            return Invalid(operation, frame);
        if (operation.Syntax is CollectionExpressionSyntax)
            return new ListValue([.. operation.ChildOperations.Select(child => Evaluate(child, frame))]);
        return Value.Unknown;
    }

    /// <summary>A call that does not compile (a missing reference, half-typed code) may configure whatever it is made on.</summary>
    private Value Invalid(IOperation operation, Frame frame)
    {
        const string Reason = "configured in code that does not compile";
        foreach (var child in operation.ChildOperations)
        {
            switch (Evaluate(child, frame))
            {
                case ModelBuilderValue or ModelValue:
                    ModelUnknown(TableAspects.All, Reason, operation);
                    break;
                case EntityBuilderValue builder:
                    builder.Entity.AddUnknown(TableAspects.All, Reason, OriginOf(operation));
                    break;
                case PropertyBuilderValue { Property: { } property }:
                    property.HasUnknownFacets = true;
                    property.DeclaringType.ContainingEntityType.AddUnknown(TableAspects.Columns, Reason, OriginOf(operation));
                    break;
                case IndexBuilderValue { Index: { } index }:
                    index.DeclaringType.AddUnknown(TableAspects.Indexes, Reason, OriginOf(operation));
                    break;
                case RelationshipBuilderValue { Key: { } key }:
                    key.Dependent.AddUnknown(RelationshipAspects, Reason, OriginOf(operation));
                    break;
            }
        }

        return Value.Unknown;
    }

    private readonly Stack<Value> accessed = new();

    private Value ConditionalAccess(IConditionalAccessOperation access, Frame frame)
    {
        var receiver = Evaluate(access.Operation, frame);
        if (receiver is ConstantValue { Constant: null })
            return Value.Null;
        accessed.Push(receiver);
        var result = Evaluate(access.WhenNotNull, frame);
        accessed.Pop();
        return result;
    }

    private Value SwitchExpression(ISwitchExpressionOperation @switch, Frame frame)
    {
        var value = Evaluate(@switch.Value, frame);
        foreach (var arm in @switch.Arms)
        {
            if (arm.Guard is not null)
                return Value.Unknown;
            if (Matches(value, arm.Pattern, frame) is not ConstantValue { Constant: bool matches })
                return Value.Unknown;
            if (matches)
                return Evaluate(arm.Value, frame);
        }

        return Value.Unknown;
    }

    private Value Matches(Value value, IPatternOperation pattern, Frame frame)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant when Evaluate(constant.Value, frame) is ConstantValue expected:
                return value switch
                {
                    ConstantValue actual => Value.Of(Equals(actual.Constant, expected.Constant)),
                    UnknownValue => Value.Unknown,
                    _ => expected.Constant is null ? Value.Of(false) : Value.Unknown,
                };
            case INegatedPatternOperation negated:
                return Matches(value, negated.Pattern, frame) is ConstantValue { Constant: bool matches } ? Value.Of(!matches) : Value.Unknown;
            case IDiscardPatternOperation:
                return Value.Of(true);
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } symbol)
                    frame.Declare(symbol, value);
                return value switch
                {
                    ConstantValue { Constant: null } => Value.Of(false),
                    UnknownValue => Value.Unknown,
                    _ => declaration.MatchedType is { } type ? IsOfType(value, type) : Value.Of(true),
                };
            case IBinaryPatternOperation both:
                var left = Matches(value, both.LeftPattern, frame);
                var right = Matches(value, both.RightPattern, frame);
                return left is ConstantValue { Constant: bool a } && right is ConstantValue { Constant: bool b }
                    ? Value.Of(both.OperatorKind == BinaryOperatorKind.Or ? a || b : a && b)
                    : Value.Unknown;
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } recursive:
                if (recursive.DeclaredSymbol is { } declared)
                    frame.Declare(declared, value);
                return value switch
                {
                    ConstantValue { Constant: null } => Value.Of(false),
                    UnknownValue => Value.Unknown,
                    _ => Value.Of(true),
                };
            default:
                return Value.Unknown;
        }
    }

    private static Value IsOfType(Value value, ITypeSymbol type) => value switch
    {
        ObjectValue instance => Value.Of(Members.IsAssignableTo(instance.Type, type)),
        ConstantValue { Constant: null } => Value.Of(false),
        ConstantValue { Type: { } actual } => Value.Of(Members.IsAssignableTo(actual, type)),
        _ => Value.Unknown,
    };

    private Value Interpolate(IInterpolatedStringOperation text, Frame frame)
    {
        var result = new StringBuilder();
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal when literal.Text.ConstantValue is { HasValue: true, Value: string constant }:
                    result.Append(constant);
                    break;
                case IInterpolationOperation { FormatString: null, Alignment: null } hole when Evaluate(hole.Expression, frame) is ConstantValue value:
                    result.Append(Convert.ToString(NameOfEnum(value), CultureInfo.InvariantCulture));
                    break;
                default:
                    return Value.Unknown;
            }
        }

        return Value.Of(result.ToString());
    }

    /// <summary>An enum's member as it prints itself.</summary>
    private static object? NameOfEnum(ConstantValue value)
    {
        if (value.Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
            return value.Constant;
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value.Constant))
                return field.Name;
        }

        return value.Constant;
    }

    private Value Binary(IBinaryOperation binary, Frame frame)
    {
        var left = Evaluate(binary.LeftOperand, frame);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr:
                var isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
                if (left is ConstantValue { Constant: bool first } && first != isAnd)
                    return left;
                var second = Evaluate(binary.RightOperand, frame);
                if (second is ConstantValue { Constant: bool last } && last != isAnd)
                    return second;
                return left is ConstantValue && second is ConstantValue ? second : Value.Unknown;
        }

        var right = Evaluate(binary.RightOperand, frame);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                return AreEqual(left, right) is { } equal ? Value.Of(equal == (binary.OperatorKind == BinaryOperatorKind.Equals)) : Value.Unknown;
            case BinaryOperatorKind.Add when left is ConstantValue { Constant: string or null } a && right is ConstantValue b && (a.Constant is string || b.Constant is string):
                return Value.Of(Convert.ToString(a.Constant, CultureInfo.InvariantCulture) + Convert.ToString(NameOfEnum(b), CultureInfo.InvariantCulture));
        }

        if (left is ConstantValue { Constant: int x } && right is ConstantValue { Constant: int y })
        {
            return binary.OperatorKind switch
            {
                BinaryOperatorKind.GreaterThan => Value.Of(x > y),
                BinaryOperatorKind.GreaterThanOrEqual => Value.Of(x >= y),
                BinaryOperatorKind.LessThan => Value.Of(x < y),
                BinaryOperatorKind.LessThanOrEqual => Value.Of(x <= y),
                BinaryOperatorKind.Add => Value.Of(unchecked(x + y)),
                BinaryOperatorKind.Subtract => Value.Of(unchecked(x - y)),
                BinaryOperatorKind.Multiply => Value.Of(unchecked(x * y)),
                _ => Value.Unknown,
            };
        }

        return Value.Unknown;
    }

    private static bool? AreEqual(Value left, Value right)
    {
        switch (left, right)
        {
            case (UnknownValue, _) or (_, UnknownValue) or (IgnoredValue, _) or (_, IgnoredValue):
                return null;
            case (ConstantValue a, ConstantValue b):
                return Equals(a.Constant, b.Constant);
            case (TypeValue a, TypeValue b):
                return Members.IsSame(a.Type, b.Type);
            case (ConstantValue { Constant: null }, _) or (_, ConstantValue { Constant: null }):
                return false;
            default:
                return left.GetType() == right.GetType() ? Equals(left, right) : null;
        }
    }

    private Value Field(IFieldReferenceOperation field, Frame frame)
    {
        var instance = field.Instance is null ? null : Evaluate(field.Instance, frame);
        if (instance is ObjectValue value)
        {
            if (value.Fields.TryGetValue(field.Field.Name, out var stored))
                return stored;
            return Initializer(field.Field, frame.Depth) ?? Value.Unknown;
        }

        if (instance is AnonymousValue anonymous)
            return anonymous.Members.Find(member => member.Name == field.Field.Name).Value ?? Value.Unknown;
        if (field.Field is { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String })
            return Value.Of("");
        return field.Field.IsStatic && (field.Field.IsReadOnly || field.Field.IsConst) ? Initializer(field.Field, frame.Depth) ?? Value.Unknown : Value.Unknown;
    }

    /// <summary>What a field or property of this compilation is initialised with.</summary>
    private Value? Initializer(ISymbol member, int depth)
    {
        if (depth > MaxCallDepth || source.DeclarationOf(member.OriginalDefinition, cancellation) is not { } declaration)
            return null;
        var initializer = declaration switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        if (initializer is null || source.OperationOf(initializer, cancellation) is not { } operation)
            return null;
        return Evaluate(operation, new Frame(null, null, depth + 1));
    }

    private Value Create(IObjectCreationOperation creation, Frame frame)
    {
        if (creation.Type is not INamedTypeSymbol type)
            return Value.Unknown;
        if (creation.Type.TypeKind == TypeKind.Delegate && creation.Arguments.Length == 1)
            return Evaluate(creation.Arguments[0].Value, frame);
        type = source.DeclaredType(frame.Substitute(type) as INamedTypeSymbol ?? type, cancellation);
        if (ScalarTypes.ElementType(type) is not null && creation.Initializer is { } items && source.DeclarationOf(type.OriginalDefinition, cancellation) is null)
            return new ListValue([.. items.Initializers.Select(item => item is IInvocationOperation { Arguments.Length: 1 } add ? Evaluate(add.Arguments[0].Value, frame) : Value.Unknown)]);
        var instance = new ObjectValue(type);
        var arguments = new List<Value>();
        foreach (var parameter in creation.Constructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            var argument = creation.Arguments.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Parameter, parameter));
            arguments.Add(argument is null ? Default(parameter) : Evaluate(argument.Value, frame));
        }

        if (creation.Constructor is { } constructor)
            Construct(constructor, instance, arguments, frame.Depth + 1);
        foreach (var initializer in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment)
                instance.Fields[target.Member.Name] = Evaluate(assignment.Value, frame);
        }

        return instance;
    }

    private void Construct(IMethodSymbol constructor, ObjectValue instance, IReadOnlyList<Value> arguments, int depth)
    {
        if (depth > MaxCallDepth)
            return;
        var definition = source.Declared(constructor.OriginalDefinition, cancellation);
        if (source.DeclarationOf(definition, cancellation) is not { } declaration)
            return;
        if (declaration is TypeDeclarationSyntax { ParameterList: not null } primary)
        {
            // Primary constructor: its parameters are captured by name.
            for (var i = 0; i < definition.Parameters.Length && i < arguments.Count; i++)
                instance.Fields[definition.Parameters[i].Name] = arguments[i];
            if (primary.BaseList?.Types.FirstOrDefault() is PrimaryConstructorBaseTypeSyntax { } parent
                && source.OperationOf(parent, cancellation) is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } chained } chain)
                Construct(chained, instance, Passed(chained, chain, new Frame(null, instance, depth)), depth + 1);
            return;
        }

        var frame = new Frame(null, instance, depth) { TypeArguments = TypeArguments(constructor, instance) };
        for (var i = 0; i < definition.Parameters.Length; i++)
            frame.Declare(definition.Parameters[i], i < arguments.Count ? arguments[i] : Default(definition.Parameters[i]));
        if (source.OperationOf(declaration, cancellation) is not IConstructorBodyOperation body)
            return;
        if (body.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } other } call }
            && source.DeclarationOf(other.OriginalDefinition, cancellation) is not null)
        {
            Construct(other, instance, Passed(other, call, frame), depth + 1);
        }

        Execute(body.BlockBody ?? body.ExpressionBody, frame);
    }

    private List<Value> Passed(IMethodSymbol constructor, IInvocationOperation call, Frame frame) =>
        [.. constructor.Parameters.Select(parameter =>
            call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter)) is { } argument
                ? Evaluate(argument.Value, frame)
                : Default(parameter))];

    private Value Assign(IOperation target, Value value, Frame frame, IOperation at)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                frame.Set(local.Local, uncertain > 0 ? Value.Unknown : value);
                break;
            case IParameterReferenceOperation parameter:
                frame.Set(parameter.Parameter, uncertain > 0 ? Value.Unknown : value);
                break;
            case IFieldReferenceOperation { Instance: { } instance } field when Evaluate(instance, frame) is ObjectValue held:
                held.Fields[field.Field.Name] = value;
                break;
            case IPropertyReferenceOperation { Instance: { } instance } property:
                AssignProperty(Evaluate(instance, frame), property.Property, value, at);
                break;
        }

        return value;
    }
}
