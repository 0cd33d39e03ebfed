using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads what leaves a <c>using</c> that disposes its context: queries that are not executed yet, and tasks that still run.</summary>
internal sealed class ContextLifeReader(Body body, QueryTypes types, ContextOperations operations, CancellationToken cancellation)
{
    private const int MaxHops = 16;

    public List<OutlivingUse> Read()
    {
        var found = new List<OutlivingUse>();
        foreach (var disposal in body.Usings)
        {
            cancellation.ThrowIfCancellationRequested();
            if (DisposedBy(disposal) is not { } resource || ScopeOf(disposal) is not { } scope)
                continue;
            var function = FunctionAround(disposal);
            foreach (var each in scope.Descendants())
            {
                if (Leaving(each) is { } leaving && each.Syntax.SpanStart >= disposal.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(FunctionAround(each), function)
                    && OutlivingOf(leaving.Value, resource, 0) is { } use)
                {
                    found.Add(Complete(use, leaving.Value, leaving.Way, function, disposal));
                }
            }
        }

        return found;
    }

    /// <summary>The variable or field that a <c>using</c> disposes: a context, or the scope that a context comes from.</summary>
    private ContextReference? DisposedBy(IOperation disposal)
    {
        var resources = disposal is IUsingOperation statement ? statement.Resources : ((IUsingDeclarationOperation)disposal).DeclarationGroup;
        if (resources is IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Symbol: var local }] }] })
            return MayHoldContext(local.Type) ? new ContextReference(local, "") : null;
        return types.IsDbContext(resources.Type) ? operations.References.Of(resources, body, cancellation) : null;
    }

    private bool MayHoldContext(ITypeSymbol type) => types.IsDbContext(type) || type.Name is "IServiceScope" or "AsyncServiceScope";

    /// <summary>The operations during which the resource is alive.</summary>
    private static IOperation? ScopeOf(IOperation disposal) => disposal is IUsingOperation statement ? statement.Body : disposal.Parent;

    /// <summary>A value that is returned, or assigned to what outlives the method.</summary>
    private static (IOperation Value, string Way)? Leaving(IOperation operation) => operation switch
    {
        IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } => (value, "returned"),
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation } kept => (kept.Value, "stored"),
        ISimpleAssignmentOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } } handed => (handed.Value, "handed out"),
        _ => null,
    };

    /// <summary>The query or task that a value is, when it is of the context that gets disposed.</summary>
    private OutlivingUse? OutlivingOf(IOperation value, ContextReference resource, int depth)
    {
        value = ContextReferences.Strip(value);
        if (depth > MaxHops)
            return null;
        switch (value)
        {
            case IConditionalOperation choice:
                return OutlivingOf(choice.WhenTrue, resource, depth + 1) ?? (choice.WhenFalse is { } other ? OutlivingOf(other, resource, depth + 1) : null);
            case ILocalReferenceOperation { Local: var local } when body.DeclarationOf(local) is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer()?.Value is { } initial
                && !IsAwaitedBefore(local, value):
                return OutlivingOf(initial, resource, depth + 1);
            case IInvocationOperation call when ContextOperations.IsTask(call.Type):
                return operations.Of(call, body, cancellation) is { } operation && IsOf(operation.Context, resource)
                    ? new OutlivingUse(OutlivingKind.Task, operation.Name, operation.Context.ToString())
                    : null;
            default:
                return operations.References.QueryBehind(value) is { } query && operations.References.OfQuery(query, body, cancellation) is { } context && IsOf(context, resource)
                    ? new OutlivingUse(OutlivingKind.Query, types.ElementOf(query.Type)?.Name ?? "", context.ToString())
                    : null;
        }
    }

    /// <summary>Something is awaited or assigned to the variable on the way: what it then holds may have ended.</summary>
    private bool IsAwaitedBefore(ILocalSymbol local, IOperation use)
    {
        foreach (var other in body.UsesOf(local))
        {
            if (ReferenceEquals(other, use) || other.Syntax.SpanStart > use.Syntax.SpanStart)
                continue;
            if (ContextOperations.IsTask(local.Type) || other.Parent is ISimpleAssignmentOperation assignment && assignment.Target == other && operations.References.QueryBehind(assignment.Value) is null)
                return true;
        }

        return false;
    }

    private bool IsOf(ContextReference context, ContextReference resource)
    {
        if (context.Equals(resource))
            return true;
        // A context that comes from a scope ends with it.
        return context is { Root: ILocalSymbol local, Path: "" } && body.DeclarationOf(local) is IVariableDeclaratorOperation declarator
            && declarator.GetVariableInitializer()?.Value is { } initial && ContextReferences.Strip(initial) is IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" } service
            && Body.ReceiverOf(service) is { } provider && ContextReferences.Strip(provider) is IPropertyReferenceOperation { Property.Name: "ServiceProvider", Instance: ILocalReferenceOperation from }
            && SymbolEqualityComparer.Default.Equals(from.Local, resource.Root);
    }

    private static OutlivingUse Complete(OutlivingUse use, IOperation value, string way, IMethodSymbol? function, IOperation disposal)
    {
        var inner = ContextReferences.Strip(value);
        var returned = function?.ReturnType;
        return use with
        {
            Way = way,
            MayBeList = use.Kind == OutlivingKind.Query && way == "returned" && TakesList(returned, function?.IsAsync == true),
            MayBeAwaited = use.Kind == OutlivingKind.Task && way == "returned" && function is { IsAsync: false } && ContextOperations.IsTask(returned) && inner is IInvocationOperation,
            Origin = inner is IInvocationOperation call ? QueryInterpreter.TerminalOrigin(call) : new Origin(OriginKind.Linq, inner.Syntax.GetLocation()),
            Disposal = new Origin(OriginKind.Linq, DeclarationIn(disposal).Syntax.GetLocation()),
        };
    }

    private static IOperation DeclarationIn(IOperation disposal) => disposal is IUsingOperation statement ? statement.Resources : disposal;

    /// <summary>A list is as good for the caller: what it gets can only be enumerated.</summary>
    private static bool TakesList(ITypeSymbol? returned, bool isAsync)
    {
        if (isAsync && returned is INamedTypeSymbol { TypeArguments: [var result] })
            returned = result;
        return returned is { Name: "IEnumerable" };
    }

    private IMethodSymbol? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
                case ILocalFunctionOperation local:
                    return local.Symbol;
            }
        }

        return body.Owner as IMethodSymbol;
    }
}
