using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class Interpreter
{
    /// <summary>A chain of calls is run from its start, so that long chains do not nest.</summary>
    private Value Chain(IInvocationOperation last, Frame frame)
    {
        var calls = new Stack<IInvocationOperation>();
        var current = last;
        IOperation? root;
        while (true)
        {
            calls.Push(current);
            root = ReceiverOf(current);
            var inner = root;
            while (inner is IConversionOperation { OperatorMethod: null } conversion)
                inner = conversion.Operand;
            if (inner is not IInvocationOperation { ConstantValue.HasValue: false } previous)
                break;
            current = previous;
        }

        Value? receiver = root is null ? null : Evaluate(root, frame);
        while (calls.Count > 0)
        {
            var call = calls.Pop();
            steps++;
            receiver = Dispatch(new CallSite(call, frame), receiver);
        }

        return receiver ?? Value.Unknown;
    }

    private static IOperation? ReceiverOf(IInvocationOperation invocation)
    {
        if (invocation.Instance is { } instance)
            return instance;
        if (invocation.TargetMethod is { IsExtensionMethod: true, ReducedFrom: null })
        {
            foreach (var argument in invocation.Arguments)
            {
                if (argument.Parameter?.Ordinal == 0)
                    return argument.Value;
            }
        }

        return null;
    }

    private Value Dispatch(CallSite call, Value? receiver)
    {
        if (IsExhausted)
            return Value.Unknown;
        if (InvokeSource(call, receiver) is { } result)
            return result;
        switch (receiver)
        {
            case ModelBuilderValue:
                return OnModel(call);
            case EntityBuilderValue builder:
                return OnEntity(call, builder);
            case ComplexBuilderValue builder:
                return OnComplex(call, builder);
            case PropertyBuilderValue builder:
                return OnProperty(call, builder);
            case NavigationBuilderValue builder:
                return OnNavigation(call, builder);
            case RelationshipBuilderValue builder:
                return OnRelationship(call, builder);
            case ManyToManyBuilderValue builder:
                return OnManyToMany(call, builder);
            case IndexBuilderValue builder:
                return OnIndex(call, builder);
            case KeyBuilderValue builder:
                return OnKey(call, builder);
            case TableBuilderValue builder:
                return OnTable(call, builder);
            case SplitColumnValue split:
                if (call.Name == "HasColumnName" && Text(call.First, call.Frame) is { } column)
                    split.Fragment.Columns[split.Property] = column;
                return split;
            case PeriodBuilderValue period:
                if (call.Name == "HasColumnName" && Text(call.First, call.Frame) is { } renamed)
                {
                    if (period.IsStart)
                        period.Entity.PeriodStart = renamed;
                    else
                        period.Entity.PeriodEnd = renamed;
                }

                return period;
            case CheckBuilderValue check:
                if (call.Name == "HasName" && Text(call.First, call.Frame) is { } name)
                    check.Check.DatabaseName = name;
                return check;
            case DiscriminatorBuilderValue builder:
                return OnDiscriminator(call, builder);
            case NavigationOptionsValue navigation:
                if (call.Name == "AutoInclude" && (call.First is null || Evaluate(call.First, call.Frame) is ConstantValue { Constant: true }))
                    navigation.Entity.AutoIncluded.Add(navigation.Navigation);
                else if (call.Name == "IsRequired" && navigation.Entity.FindNavigation(navigation.Navigation, out var onDependent) is { } key)
                    SetRequired(call, key, onDependent);
                return navigation;
            case ModelConfigurationValue:
                return OnModelConfiguration(call);
            case TypeConfigurationValue configuration:
                return OnProperty(call, new PropertyBuilderValue(configuration.Defaults)) is UnknownValue ? configuration : configuration;
            case ConventionsValue:
                return OnConventions(call);
            case ModelValue or EntityTypeValue or PropertyValue or ForeignKeyValue or KeyValue or IndexValue or NavigationValue:
                return OnMetadata(call, receiver);
            case ListValue list:
                return OnList(call, list);
            case ConstantValue { Constant: string text }:
                return OnString(call, text);
            case TypeValue type:
                return OnType(call, type.Type);
            case AssemblyValue assembly:
                return OnAssembly(call, assembly.Assembly);
            case MethodValue method:
                return OnMethod(call, method);
            case LambdaValue lambda when call.Name is "Invoke" or "Compile":
                return call.Name == "Compile" ? lambda : Call(lambda, Values(call));
            case DatabaseValue:
                return OnDatabase(call);
            case IgnoredValue:
                return receiver;
            case null:
                return OnStatic(call);
            default:
                return OnUnknown(call, receiver);
        }
    }

    private Value[] Values(CallSite call) => [.. call.Arguments.Select(argument => Evaluate(argument.Value, call.Frame))];

    /// <summary>Runs a method whose source is known; null when it is not.</summary>
    private Value? InvokeSource(CallSite call, Value? receiver)
    {
        var method = call.Method;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return receiver is LambdaValue or MethodValue ? Call(receiver, Values(call)) : null;
        if (receiver is ObjectValue instance && !call.IsExtension && method.MethodKind == MethodKind.Ordinary)
            method = Override(instance.Type, method, call.Operation.Instance);
        if (method.IsAbstract || source.DeclarationOf((method.ReducedFrom ?? method).OriginalDefinition, cancellation) is null)
        {
            if (receiver is ObjectValue && call.Name is "OnModelCreating")
                return BaseModel(call, method);
            return null;
        }

        if (call.Frame.Depth + 1 > MaxCallDepth)
        {
            ModelUnknown(TableAspects.All, method.Name + " calls itself too deeply", call.Operation);
            return Value.Unknown;
        }

        if (method.TypeParameters.Length > 0)
            method = Substituted(method, call.Frame);
        var arguments = new List<Value>();
        foreach (var parameter in method.Parameters)
        {
            var argument = call.Operation.Arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == parameter.Ordinal);
            if (call.IsExtension && parameter.Ordinal == 0)
                arguments.Add(receiver ?? Value.Unknown);
            else if (argument is null || argument.ArgumentKind == ArgumentKind.DefaultValue)
                arguments.Add(argument is null ? Default(parameter) : Evaluate(argument.Value, call.Frame));
            else
                arguments.Add(Evaluate(argument.Value, call.Frame));
        }

        var target = call.IsExtension || method.IsStatic ? null : receiver;
        return Invoke(method, target, arguments, call.Frame, call.Frame.Depth + 1);
    }

    private static IMethodSymbol Substituted(IMethodSymbol method, Frame frame)
    {
        var arguments = method.TypeArguments.Select(frame.Substitute).ToArray();
        return method.OriginalDefinition.Construct(arguments);
    }

    /// <summary>The most derived override, unless the call names the base.</summary>
    private IMethodSymbol Override(INamedTypeSymbol type, IMethodSymbol method, IOperation? instance)
    {
        if (instance is IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax })
            return Substituted(type, method);
        if (method.ContainingType?.TypeKind == TypeKind.Interface)
            return type.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? method;
        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride)
            return method;
        foreach (var current in Members.TypeAndBases(type))
        {
            foreach (var member in current.GetMembers(method.Name))
            {
                if (member is not IMethodSymbol { IsOverride: true } candidate)
                    continue;
                for (var overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (IsSameDefinition(overridden, method))
                        return candidate;
                }
            }
        }

        return method;
    }

    /// <summary>A method of a reference and the one that the code of its project declares are the same.</summary>
    private bool IsSameDefinition(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(
        source.Declared(left.OriginalDefinition, cancellation), source.Declared(right.OriginalDefinition, cancellation));

    private IMethodSymbol Substituted(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var current in Members.TypeAndBases(type))
        {
            if (!IsSameDefinition(current, method.ContainingType))
                continue;
            foreach (var member in current.GetMembers(method.Name))
            {
                if (member is IMethodSymbol candidate && IsSameDefinition(candidate, method))
                    return candidate;
            }
        }

        return method;
    }

    /// <summary>A call of code that cannot be seen: what it is handed may be configured by it.</summary>
    private Value OnStatic(CallSite call)
    {
        if (StaticValue(call) is { } value)
            return value;
        HandedOut(call);
        return Value.Unknown;
    }

    private Value OnUnknown(CallSite call, Value receiver)
    {
        if (receiver is ObjectValue instance && call.Name == "GetType")
            return new TypeValue(instance.Type);
        if (receiver is ObjectValue or UnknownValue)
            HandedOut(call);
        return Value.Unknown;
    }

    private void HandedOut(CallSite call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            var value = Evaluate(argument.Value, call.Frame);
            HandedOut(value, call);
            if (value is ListValue list)
            {
                foreach (var item in list.Items)
                    HandedOut(item, call);
            }
        }
    }

    private void HandedOut(Value value, CallSite call)
    {
        var reason = call.Name + " is given the model and cannot be followed";
        switch (value)
        {
            case ModelBuilderValue or ModelValue:
                ModelUnknown(TableAspects.All, reason, call.Operation);
                break;
            case EntityBuilderValue builder:
                builder.Entity.AddUnknown(TableAspects.All, reason, OriginOf(call.Operation));
                break;
            case EntityTypeValue metadata:
                metadata.Entity.AddUnknown(TableAspects.All, reason, OriginOf(call.Operation));
                break;
            case PropertyBuilderValue { Property.DeclaringType.ContainingEntityType: { } owner } builder:
                builder.Property.HasUnknownFacets = true;
                owner.AddUnknown(TableAspects.Columns, reason, OriginOf(call.Operation));
                break;
        }
    }

    // Values of arguments
    private string? Text(IOperation? operation, Frame frame) =>
        operation is not null && Evaluate(operation, frame) is ConstantValue { Constant: string text } ? text : null;

    private int? Number(IOperation? operation, Frame frame) =>
        operation is not null && Evaluate(operation, frame) is ConstantValue { Constant: int number } ? number : null;

    /// <summary>A flag that is true when it is left out; null when it cannot be told.</summary>
    private bool? Flag(IOperation? operation, Frame frame) =>
        operation is null ? true : Evaluate(operation, frame) is ConstantValue { Constant: bool flag } ? flag : null;

    /// <summary>Strings given as params, array, list or one by one; null when one of them is not known.</summary>
    private List<string>? Texts(IOperation? operation, Frame frame)
    {
        if (operation is null)
            return null;
        switch (Evaluate(operation, frame))
        {
            case ConstantValue { Constant: string text }:
                return [text];
            case ListValue list:
                var found = new List<string>();
                foreach (var item in list.Items)
                {
                    if (item is not ConstantValue { Constant: string one })
                        return null;
                    found.Add(one);
                }

                return found;
            default:
                return null;
        }
    }

    /// <summary>The member names that a key, index or property lambda selects, or the strings given instead; null when they cannot be told.</summary>
    private List<string>? MemberNames(CallSite call, IOperation? argument)
    {
        if (argument is null)
            return null;
        return Evaluate(argument, call.Frame) switch
        {
            LambdaValue lambda => LambdaMembers(lambda.Lambda),
            ConstantValue { Constant: string text } => [text],
            ListValue => Texts(argument, call.Frame),
            _ => null,
        };
    }

    public static List<string>? LambdaMembers(IAnonymousFunctionOperation lambda)
    {
        var body = lambda.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue;
        if (body is null || lambda.Symbol.Parameters.Length != 1)
            return null;
        body = StripConversions(body);
        if (body is IAnonymousObjectCreationOperation anonymous)
        {
            var names = new List<string>();
            foreach (var initializer in anonymous.Initializers)
            {
                if (initializer is not ISimpleAssignmentOperation assignment || MemberPath(assignment.Value) is not { } path)
                    return null;
                names.Add(path);
            }

            return names;
        }

        if (body is ITupleOperation tuple)
        {
            var names = new List<string>();
            foreach (var element in tuple.Elements)
            {
                if (MemberPath(element) is not { } path)
                    return null;
                names.Add(path);
            }

            return names;
        }

        return MemberPath(body) is { } single ? [single] : null;
    }

    private static IOperation StripConversions(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parentheses:
                    operation = parentheses.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static string? MemberPath(IOperation operation)
    {
        operation = StripConversions(operation);
        if (operation is IInvocationOperation { TargetMethod: { Name: "Property", ContainingType.Name: "EF" }, Arguments.Length: 2 } shadow)
            return shadow.Arguments[1].Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
        string? path = null;
        while (operation is IMemberReferenceOperation { Instance: { } instance } member)
        {
            path = path is null ? member.Member.Name : member.Member.Name + "." + path;
            operation = StripConversions(instance);
        }

        return operation is IParameterReferenceOperation ? path : null;
    }

    private void RunConfigurator(IOperation? action, Frame frame, Value builder)
    {
        if (action is null)
            return;
        var callee = Evaluate(action, frame);
        if (callee is LambdaValue || (callee is MethodValue { Method: { } method } && BodyOf(method) is not null))
            Call(callee, builder);
        else if (callee is not ConstantValue { Constant: null })
        {
            if (builder is EntityBuilderValue entity)
                entity.Entity.AddUnknown(TableAspects.All, "configured by a delegate that cannot be followed", OriginOf(action));
            else
                ModelUnknown(TableAspects.All, "configured by a delegate that cannot be followed", action);
        }
    }
}
