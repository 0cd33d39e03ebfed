using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Expressions inside a lambda that becomes SQL.</summary>
internal sealed partial class QueryInterpreter
{
    private Value Row(IOperation operation, Scope scope)
    {
        if (operation.ConstantValue.HasValue && operation is not IConversionOperation)
            return ConstantOf(operation.ConstantValue.Value, operation.Type);
        switch (operation)
        {
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, operation, scope);
            case ILocalReferenceOperation local:
                return Variable(local.Local, operation, scope);
            case IFieldReferenceOperation field:
                return FieldInRow(field, scope);
            case IPropertyReferenceOperation property:
                return PropertyInRow(property, scope);
            case IConversionOperation conversion:
                return ConversionInRow(conversion, scope);
            case IParenthesizedOperation parenthesized:
                return Inner(parenthesized.Operand, scope);
            case IArgumentOperation argument:
                return Inner(argument.Value, scope);
            case ITranslatedQueryOperation query:
                return Inner(query.Operation, scope);
            case IAnonymousFunctionOperation function:
                return new LambdaValue(function, scope);
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }:
                return new LambdaValue(function, scope);
            case IInvocationOperation call:
                return CallInRow(call, scope);
            case IBinaryOperation binary:
                return Binary(binary, scope);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when not.Type?.SpecialType == SpecialType.System_Boolean || IsNullableBool(not.Type):
                return new PredicateValue(Predicates.Negate(Condition(not.Operand, scope)));
            case IUnaryOperation unary:
                return Compute(operation, ColumnFunction.Arithmetic, Text(unary), scope);
            case IIsTypeOperation isType:
                return TypeTest(isType, scope);
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce, scope);
            case IConditionalOperation conditional:
                return Choice(conditional, scope);
            case IAnonymousObjectCreationOperation creation:
                return Anonymous(creation, scope);
            case IObjectCreationOperation creation:
                return Object(creation, scope);
            case ITupleOperation tuple:
                return new TupleValue(ImmutableArray<KeyValuePair<string, Value>>.Empty) { Others = All(tuple.Elements, scope) };
            case IArrayCreationOperation { Initializer: { } initializer }:
                return new ListValue(All(initializer.ElementValues, scope));
            case IInstanceReferenceOperation when operation.Parent is IMemberInitializerOperation or ISimpleAssignmentOperation:
                return new OperandValue(new Parameter("this"), operation.Type);
            case IInstanceReferenceOperation or IDefaultValueOperation or ILiteralOperation or ITypeOfOperation:
                return Plain(operation);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } pattern:
                return new PredicateValue(Compare(Inner(pattern.Value, scope), Inner(value, scope), Comparator.Equal, operation, scope.Row!));
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } pattern:
                return new PredicateValue(Compare(Inner(pattern.Value, scope), Inner(value, scope), Comparator.NotEqual, operation, scope.Row!));
            default:
                if (operation.Syntax.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CollectionExpression)
                    return Collection(operation, scope);
                return operation.Kind == OperationKind.Invalid
                    ? new UnknownValue("the code has an error", At(operation))
                    : Compute(operation, ColumnFunction.Other, Text(operation), scope);
        }
    }

    private Value Inner(IOperation operation, Scope scope) => Evaluate(operation, scope) ?? new UnknownValue("the expression is too long", At(operation));

    private ImmutableArray<Value> All(ImmutableArray<IOperation> operations, Scope scope)
    {
        var values = ImmutableArray.CreateBuilder<Value>(operations.Length);
        foreach (var operation in operations)
            values.Add(Inner(operation, scope));
        return values.ToImmutable();
    }

    private ListValue Collection(IOperation operation, Scope scope)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        var certain = true;
        foreach (var element in operation.ChildOperations)
        {
            certain &= element.Syntax.RawKind != (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SpreadElement;
            values.Add(Inner(element, scope));
        }

        return new ListValue(values.ToImmutable()) { IsCertain = certain };
    }

    private static bool IsNullableBool(ITypeSymbol? type) => QueryTypes.Unwrap(type)?.SpecialType == SpecialType.System_Boolean;

    private static bool IsRowBound(Value value) => value switch
    {
        OperandValue or LambdaValue or ComposedLambdaValue or FunctionsValue or MemoryValue => false,
        ListValue list => !IsPlain(list),
        PredicateValue predicate => predicate.Predicate is not ParameterPredicate,
        _ => true,
    };

    private static bool IsPlain(ListValue list)
    {
        foreach (var item in list.Items)
        {
            if (IsRowBound(item))
                return false;
        }

        return true;
    }

    private Value Variable(ISymbol symbol, IOperation operation, Scope scope)
    {
        var value = scope.Find(symbol);
        if (value is not null && (IsRowBound(value) || value is LambdaValue or ComposedLambdaValue))
            return value;
        scope.Row!.Capture(symbol);
        return value switch
        {
            // A list in a variable is sent as a parameter, whatever is in it.
            ListValue list => new OperandValue(
                new ListOperand(list.IsCertain ? list.Items.Length : null) { Parameter = symbol.Name }, operation.Type),
            OperandValue operand => operand,
            _ => DbSetOf(operation, scope) ?? (Value)ParameterOf(operation),
        };
    }

    private Value FieldInRow(IFieldReferenceOperation field, Scope scope)
    {
        if (field.Instance is { } instance && Inner(instance, scope) is var value && IsRowBound(value))
            return Member(value, field.Field.Name, field.Type, field, scope);
        if (queryTypes.IsInteresting(field.Type) && Field(field, OutOf(scope)) is { } query)
            return query;
        if (field.Field is { IsStatic: true, Name: "Empty", ContainingType.SpecialType: SpecialType.System_String })
            return ConstantOf("", field.Type);
        return ParameterOf(field);
    }

    /// <summary>The ordinary code around a lambda.</summary>
    private static Scope OutOf(Scope scope)
    {
        while (scope.IsRow && scope.Parent is not null)
            scope = scope.Parent;
        return scope;
    }

    private Value PropertyInRow(IPropertyReferenceOperation property, Scope scope)
    {
        var symbol = property.Property;
        if (property.Instance is { } instance && (queryTypes.IsInteresting(property.Type) && queryTypes.IsDbContext(instance.Type)) is false)
        {
            var value = Inner(instance, scope);
            if (symbol is { Name: "Functions", ContainingType.Name: "EF" })
                return FunctionsValue.Instance;
            if (IsRowBound(value) && symbol.IsIndexer)
                return Compute(property, ColumnFunction.Json, Text(property), scope);
            if (IsRowBound(value))
                return Member(value, symbol.Name, property.Type, property, scope);
            if (queryTypes.IsInteresting(property.Type))
                return Property(property, OutOf(scope)) ?? ParameterOf(property);
            Capture(property, scope.Row!);
            return value is OperandValue { Operand: Parameter or Constant { Text: not null } } && symbol.Name == "Value" && Unwrapped(instance.Type) ? value
                : value is OperandValue { Operand: ListOperand list } && symbol.Name is "Keys" or "Values" ? new OperandValue(new ListOperand(null) { Parameter = Text(property) }, property.Type)
                : ParameterOf(property);
        }

        if (symbol is { Name: "Functions", ContainingType.Name: "EF" })
            return FunctionsValue.Instance;
        if (queryTypes.IsInteresting(property.Type))
            return Property(property, OutOf(scope)) ?? ParameterOf(property);
        return ParameterOf(property);
    }

    private static bool Unwrapped(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    private Value ConversionInRow(IConversionOperation conversion, Scope scope)
    {
        if (Strip(conversion) is IAnonymousFunctionOperation function)
            return new LambdaValue(function, scope);
        if (conversion.ConstantValue.HasValue && conversion.OperatorMethod is null)
        {
            // The kind of the constant is that of what was written: an enum member stays one when the compiler lifts or widens it.
            var literal = Strip(conversion);
            return literal.ConstantValue.HasValue ? ConstantOf(literal.ConstantValue.Value, literal.Type) : ConstantOf(conversion.ConstantValue.Value, conversion.Type);
        }

        var value = Inner(conversion.Operand, scope);
        if (value is EntityValue entity && conversion.Type is { } target && scope.Row?.Schema is { } schema
            && schema.FindEntityOfType(QueryTypes.MetadataName(scope.Resolve(target))) is { } derived && derived.Name != entity.Entity.Name
            && DerivesFrom(schema, derived, entity.Entity))
        {
            return entity.As(derived);
        }

        if (value is not ColumnValue column)
            return value;
        if (conversion.OperatorMethod is not null)
            return QueryTypes.KindOf(QueryTypes.Unwrap(column.Type)) == ValueKind.Other ? column : new FunctionValue([column.Column], ColumnFunction.Cast, Text(conversion));
        return KeepsColumn(conversion.Operand.Type, conversion.Type) ? new ColumnValue(column.Column, column.Type)
            : new FunctionValue([column.Column], ColumnFunction.Cast, "(" + conversion.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + ")");
    }

    /// <summary>Whether EF leaves a conversion out of the SQL: nullability, enum to number, small integers, boxing.</summary>
    private static bool KeepsColumn(ITypeSymbol? from, ITypeSymbol? to)
    {
        from = Underlying(from);
        to = Underlying(to);
        if (from is null || to is null || Same(from, to) || to.IsReferenceType || from.TypeKind == TypeKind.TypeParameter || to.TypeKind == TypeKind.TypeParameter)
            return true;
        return to.SpecialType switch
        {
            SpecialType.System_Int32 => from.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char
                or SpecialType.System_Int16 or SpecialType.System_UInt16,
            SpecialType.System_Double => from.SpecialType == SpecialType.System_Single,
            _ => false,
        };
    }

    private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        QueryTypes.Unwrap(type) is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } number } ? number : QueryTypes.Unwrap(type);

    private PredicateValue TypeTest(IIsTypeOperation test, Scope scope)
    {
        var value = Inner(test.ValueOperand, scope);
        if (value is EntityValue entity && SchemaOf(scope.Row!) is { } schema
            && schema.FindEntityOfType(QueryTypes.MetadataName(scope.Resolve(test.TypeOperand))) is { } derived)
        {
            if (Discriminator(schema, derived, SourceOf(entity, scope.Row!), At(test)) is { } predicate)
                return new PredicateValue(test.IsNegated ? Predicates.Negate(predicate) : predicate);
            return new PredicateValue(new OpaquePredicate(default, Text(test)) { Origin = At(test) });
        }

        return new PredicateValue(new UnknownPredicate("a type test cannot be followed") { Origin = At(test) });
    }

    private Value Coalesce(ICoalesceOperation coalesce, Scope scope)
    {
        var value = Inner(coalesce.Value, scope);
        var other = Inner(coalesce.WhenNull, scope);
        if (!IsRowBound(value) && !IsRowBound(other))
            return ParameterOf(coalesce);
        if (value is EntityValue or TupleValue or QueryValue)
            return value;
        return Combine([value, other], ColumnFunction.Coalesce, Text(coalesce), coalesce, scope);
    }

    private Value Choice(IConditionalOperation conditional, Scope scope)
    {
        var condition = Condition(conditional.Condition, scope);
        var whenTrue = Inner(conditional.WhenTrue, scope);
        var whenFalse = conditional.WhenFalse is null ? new OperandValue(new Constant(null), null) : Inner(conditional.WhenFalse, scope);
        if (IsNullableBool(conditional.Type))
        {
            var then = ToPredicate(whenTrue, conditional.WhenTrue, scope.Row!);
            var @else = ToPredicate(whenFalse, conditional.WhenFalse ?? conditional, scope.Row!);
            return new PredicateValue(Predicates.Or(
                [Predicates.And(Pair(condition, then)), Predicates.And(Pair(Predicates.Negate(condition), @else))], At(conditional)));
        }

        // `x.Customer == null ? null : x.Customer.Name` is EF's own null propagation.
        if (whenTrue is OperandValue { IsNull: true } && IsRowBound(whenFalse))
            return whenFalse;
        if (whenFalse is OperandValue { IsNull: true } && IsRowBound(whenTrue))
            return whenTrue;
        if (!IsRowBound(whenTrue) && !IsRowBound(whenFalse) && condition is ParameterPredicate)
            return ParameterOf(conditional);
        return Combine([whenTrue, whenFalse, new PredicateValue(condition)], ColumnFunction.Other, Text(conditional), conditional, scope);
    }

    private static List<Predicate> Pair(Predicate left, Predicate right)
    {
        var list = new List<Predicate>();
        Predicates.Flatten(left, list);
        Predicates.Flatten(right, list);
        return list;
    }

    private TupleValue Anonymous(IAnonymousObjectCreationOperation creation, Scope scope)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(creation.Initializers.Length);
        foreach (var initializer in creation.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
                members.Add(new KeyValuePair<string, Value>(target.Property.Name, Inner(assignment.Value, scope)));
        }

        return new TupleValue(members.ToImmutable());
    }

    private Value Object(IObjectCreationOperation creation, Scope scope)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        var others = ImmutableArray.CreateBuilder<Value>();
        var bound = false;
        foreach (var argument in creation.Arguments)
        {
            var value = Inner(argument.Value, scope);
            bound |= IsRowBound(value);

            // A positional record's parameter is its property.
            if (creation.Type is INamedTypeSymbol { IsRecord: true } && argument.Parameter is { } parameter)
                members.Add(new KeyValuePair<string, Value>(parameter.Name, value));
            else
                others.Add(value);
        }

        if (creation.Initializer is { } initializers)
        {
            foreach (var initializer in initializers.Initializers)
            {
                switch (initializer)
                {
                    case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment:
                        var value = Inner(assignment.Value, scope);
                        bound |= IsRowBound(value);
                        members.Add(new KeyValuePair<string, Value>(target.Member.Name, value));
                        break;
                    default:
                        var other = Compute(initializer, ColumnFunction.Other, Text(initializer), scope);
                        bound |= IsRowBound(other);
                        others.Add(other);
                        break;
                }
            }
        }

        return bound ? new TupleValue(members.ToImmutable()) { Others = others.ToImmutable() } : ParameterOf(creation);
    }

    /// <summary>Any other expression: what its parts depend on.</summary>
    private Value Compute(IOperation operation, ColumnFunction function, string detail, Scope scope)
    {
        var values = new List<Value>();
        foreach (var child in operation.ChildOperations)
            values.Add(Inner(child, scope));
        return Combine(values, function, detail, operation, scope);
    }

    private Value Combine(List<Value> values, ColumnFunction function, string detail, IOperation operation, Scope scope)
    {
        var bound = false;
        foreach (var value in values)
            bound |= IsRowBound(value);
        if (!bound)
            return ParameterOf(operation);
        var parts = new ValueParts();
        var shape = scope.Row!;
        var sources = ImmutableArray<int>.Empty;
        foreach (var value in values)
        {
            parts.Add(value, entity => SourceOf(entity, shape));
            if (value is QueryValue query)
                sources = sources.AddRange(shape.Absorb(Distinct(query.Shape, shape), JoinKind.Apply));
            else if (value is FunctionValue inner)
                sources = sources.AddRange(inner.Sources);
            else if (value is SubValue sub)
                sources = sources.AddRange(sub.Sources);
        }

        return new FunctionValue(parts.Columns, function, detail)
        {
            IsAggregate = parts.HasAggregate, Sources = sources, Entities = ImmutableArray.CreateRange(parts.Entities), Unreadable = parts.IsUnknown ? parts.Reason : null,
        };
    }
}
