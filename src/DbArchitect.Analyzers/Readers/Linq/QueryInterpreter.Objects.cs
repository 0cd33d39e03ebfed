using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Objects that carry predicates: specifications, whose constructors say what they ask for.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>Runs the constructor of a class that holds predicates or queries; null for any other class.</summary>
    private InstanceValue? Construct(IObjectCreationOperation creation, Scope scope)
    {
        if (creation.Constructor is not { } constructor || scope.Inlined >= MaxInlined || creation.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class } created)
            return null;
        var type = source.DeclaredType(created, cancellation);
        if (!IsReadable(type) || !HoldsQueries(type))
            return null;
        var self = new InstanceValue(type);
        Run(self, constructor, creation.Arguments, scope);
        return self;
    }

    /// <summary>Whether a class is declared here, or in code that its project hands on.</summary>
    private bool IsReadable(INamedTypeSymbol type) =>
        !IsDeclaredElsewhere(type) || source.DeclarationOf(type.OriginalDefinition, cancellation) is not null;

    /// <summary>Whether a class or a base of it has a member that is a predicate, a query or a list of such.</summary>
    private bool HoldsQueries(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && IsReadable(current); current = current.BaseType)
        {
            if (queryTypes.IsDbContext(current))
                return false;
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol property && IsHeld(property.Type))
                    return true;
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && queryTypes.IsExpression(method.ReturnType))
                    return true;
            }
        }

        return false;
    }

    private bool IsHeld(ITypeSymbol type) =>
        queryTypes.IsExpression(type) || (type is INamedTypeSymbol { TypeArguments: [var item] } && queryTypes.IsExpression(item));

    private void Run(InstanceValue self, IMethodSymbol constructor, ImmutableArray<IArgumentOperation> arguments, Scope scope)
    {
        var definition = source.Declared(constructor.OriginalDefinition, cancellation);
        if (scope.Inlined >= MaxInlined || !inlining.Add(definition))
            return;
        try
        {
            var inner = new Scope(null)
            {
                Returns = [], Inlined = scope.Inlined + 1, Receiver = self.Type, This = self, Types = Substitution(constructor, null, scope),
            };
            foreach (var argument in arguments)
            {
                if (argument.Parameter is { } parameter && parameter.Ordinal < definition.Parameters.Length)
                    inner.Values = inner.Values.SetItem(definition.Parameters[parameter.Ordinal], Evaluate(argument.Value, scope) ?? Plain(argument.Value));
            }

            if (BodyOf(definition) is { } body)
                Evaluate(body, inner);
        }
        finally
        {
            inlining.Remove(definition);
        }
    }

    /// <summary>The constructor of the base class, as called or by default.</summary>
    private void ConstructBase(IConstructorBodyOperation body, Scope scope)
    {
        if (scope.This is not { } self)
        {
            Evaluate(body.Initializer, scope);
            return;
        }

        if (body.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation call })
        {
            Run(self, call.TargetMethod, call.Arguments, scope);
        }
        else if (body.Initializer is IInvocationOperation direct)
        {
            Run(self, direct.TargetMethod, direct.Arguments, scope);
        }
        else if (self.Type.BaseType is { } parent && IsReadable(parent))
        {
            foreach (var constructor in parent.InstanceConstructors)
            {
                if (constructor.Parameters.IsEmpty && !constructor.IsImplicitlyDeclared)
                    Run(self, constructor, ImmutableArray<IArgumentOperation>.Empty, scope);
            }
        }
    }

    private void Set(InstanceValue self, ISymbol member, Value? value, IOperation at) =>
        self.Members[source.Declared(member.OriginalDefinition, cancellation)] = value ?? (Strip(at is ISimpleAssignmentOperation assignment ? assignment.Value : at).ConstantValue.HasValue
            ? Plain(((ISimpleAssignmentOperation)at).Value)
            : new UnknownValue($"`{member.Name}` is set to something that cannot be followed", At(at)));

    /// <summary>What a property holds: set by the constructor, or null when it is an automatic one that nothing set.</summary>
    private Value? MemberOf(InstanceValue self, IPropertySymbol property)
    {
        if (self.Members.TryGetValue(source.Declared(property.OriginalDefinition, cancellation), out var value))
            return value;
        if (!IsHeld(property.Type) || property.IsAbstract || property.IsVirtual || property.IsOverride)
            return null;
        return source.DeclarationOf(property.OriginalDefinition, cancellation) is PropertyDeclarationSyntax
        {
            ExpressionBody: null, Initializer: null, AccessorList: { } accessors,
        } && IsAutomatic(accessors)
            ? ConstantOf(null, property.Type)
            : source.DeclarationOf(property.OriginalDefinition, cancellation) is PropertyDeclarationSyntax { Initializer: not null } && !queryTypes.IsExpression(property.Type)
                ? new ListValue(ImmutableArray<Value>.Empty)
                : null;
    }

    private static bool IsAutomatic(AccessorListSyntax accessors)
    {
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor.Body is not null || accessor.ExpressionBody is not null)
                return false;
        }

        return true;
    }

    /// <summary>A call inside a constructor, or inside a method of the object that one calls: <c>AddInclude(…)</c>, <c>Includes.Add(…)</c>.</summary>
    private bool OnSelf(IInvocationOperation call, InstanceValue self, Scope scope)
    {
        if (!call.TargetMethod.ReturnsVoid)
            return false;
        if (call is { TargetMethod.Name: "Add", Arguments.Length: 1, Instance: IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } list })
        {
            var item = Evaluate(call.Arguments[0].Value, scope) ?? Plain(call.Arguments[0].Value);
            var items = MemberOf(self, list.Property) is ListValue before ? before.Items : ImmutableArray<Value>.Empty;
            self.Members[source.Declared(list.Property.OriginalDefinition, cancellation)] = new ListValue(items.Add(item));
            return true;
        }

        if (call.Instance is not IInstanceReferenceOperation)
            return false;
        var arguments = new Value?[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Evaluate(call.Arguments[i].Value, scope);
        foreach (var target in implementations.Of(call.TargetMethod, self.Type, cancellation))
            InlineBody(target, call.TargetMethod, call, arguments, scope, instance: self);
        return true;
    }
}
