using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Properties and fields that hold a query or predicate: read in place, from a getter, an initializer or the one assignment of the constructors.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>A property that gives a query or predicate.</summary>
    private Value? Inline(IPropertyReferenceOperation reference, Scope scope, InstanceValue? self = null, Value? extended = null)
    {
        var property = reference.Property;
        var receiver = self is not null ? self.Type : reference.Instance is IInstanceReferenceOperation ? scope.Receiver : reference.Instance?.Type as INamedTypeSymbol;
        foreach (var target in implementations.Of(property, receiver, cancellation))
        {
            if (target.GetMethod is { } getter && BodyOf(getter.OriginalDefinition) is { } body)
                return InlineMember(target, body, reference, scope, self, extended);
            if (source.DeclarationOf(target.OriginalDefinition, cancellation) is PropertyDeclarationSyntax { Initializer.Value: { } initializer })
                return InlineInitializer(target, initializer, scope);
            return AssignedOnce(target.OriginalDefinition, scope);
        }

        return IsDeclaredElsewhere(property) && property.GetMethod is not null
            ? new UnknownValue($"`{property.Name}` is declared in another project", At(reference))
            : null;
    }

    private Value? Inline(IFieldReferenceOperation reference, Scope scope)
    {
        var field = reference.Field;
        return source.DeclarationOf(field.OriginalDefinition, cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            ? InlineInitializer(field, initializer, scope)
            : AssignedOnce(field.OriginalDefinition, scope);
    }

    private Value? InlineMember(ISymbol member, IOperation body, IOperation at, Scope scope, InstanceValue? self = null, Value? extended = null)
    {
        if (scope.Inlined >= MaxInlined || !inlining.Add(member.OriginalDefinition))
            return null;
        try
        {
            var inner = new Scope(null)
            {
                Returns = [], Inlined = scope.Inlined + 1, Receiver = self?.Type ?? scope.Receiver ?? member.ContainingType, This = self,
                Types = Substitution(member, null, scope),
            };
            if (extended is not null && ExtensionBlocks.Of(source.Declared(member.OriginalDefinition, cancellation)) is { } block)
                inner.Values = inner.Values.SetItem(block, extended);
            Evaluate(body, inner);
            return MergeReturns(inner.Returns!, at);
        }
        finally
        {
            inlining.Remove(member.OriginalDefinition);
        }
    }

    private Value? InlineInitializer(ISymbol member, SyntaxNode initializer, Scope scope)
    {
        if (scope.Inlined >= MaxInlined || source.OperationOf(initializer, cancellation) is not { } operation || !inlining.Add(member.OriginalDefinition))
            return null;
        try
        {
            // The initializer's own conversion to Expression lies outside the expression's node.
            var inner = new Scope(null) { Returns = [], Inlined = scope.Inlined + 1, Receiver = scope.Receiver, Types = Substitution(member, null, scope) };
            return Strip(operation) is IAnonymousFunctionOperation function ? new LambdaValue(function, inner) : Evaluate(operation, inner);
        }
        finally
        {
            inlining.Remove(member.OriginalDefinition);
        }
    }

    /// <summary>A field or property without initializer: what the one assignment in the class's constructors gives it.</summary>
    private Value? AssignedOnce(ISymbol member, Scope scope)
    {
        member = source.Declared(member, cancellation);
        if (scope.Inlined >= MaxInlined || member.ContainingType is not { } type || !inlining.Add(member))
            return null;
        try
        {
            Value? found = null;
            foreach (var constructor in type.InstanceConstructors)
            {
                if (BodyOf(constructor) is not { } body)
                    continue;
                foreach (var operation in body.Descendants())
                {
                    if (operation is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment || !Same(target.Member.OriginalDefinition, member))
                        continue;
                    if (found is not null)
                        return null;
                    var inner = new Scope(null) { Returns = [], Inlined = scope.Inlined + 1, Receiver = scope.Receiver, Types = Substitution(member, null, scope) };
                    found = Evaluate(assignment.Value, inner);
                }
            }

            return found;
        }
        finally
        {
            inlining.Remove(member);
        }
    }
}
