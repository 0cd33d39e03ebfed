using System;
using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>What a call asks of a context.</summary>
/// <param name="Call">The call, in the body that was read.</param>
/// <param name="Context">The context it runs on.</param>
/// <param name="IsAsync">It gives a task, and may still run when the next statement does.</param>
internal sealed record ContextOperation(IInvocationOperation Call, ContextReference Context, bool IsAsync)
{
    public string Name => Call.TargetMethod.Name;
}

/// <summary>Tells calls that let a context work: of EF Core, and of methods of this compilation that go on to do so.</summary>
internal sealed class ContextOperations(SourceOperations source, QueryTypes types, CalleeReader callees)
{
    /// <summary>The context that a method works on first, as the method itself names it, by how deep it was looked for; null when none is seen.</summary>
    private readonly ConcurrentDictionary<IMethodSymbol, ContextReference?>[] effects =
        [new(SymbolEqualityComparer.Default), new(SymbolEqualityComparer.Default), new(SymbolEqualityComparer.Default)];

    public ContextReferences References { get; } = new(source, types);

    /// <summary>What a call asks of a context itself; null when it asks nothing, or it cannot be told of which.</summary>
    public ContextOperation? Of(IInvocationOperation call, Body body, CancellationToken cancellation) => Of(call, body, 0, cancellation);

    /// <summary>The first operation of a lambda or method on a context that is not its own, unless something keeps others out meanwhile.</summary>
    public ContextOperation? FirstIn(IOperation function, Body body, bool onlyAsync, CancellationToken cancellation) => FirstIn(function, body, onlyAsync, 0, cancellation);

    private ContextOperation? Of(IInvocationOperation call, Body body, int calls, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (IsEfOperation(call))
        {
            return Body.ReceiverOf(call) is { } receiver && References.OfQuery(receiver, body, cancellation) is { } context
                ? new ContextOperation(call, context, IsTask(call.Type))
                : null;
        }

        if (!IsTask(method.ReturnType) || method.DeclaringSyntaxReferences.IsEmpty || EffectOf(method, body, calls, cancellation) is not { } effect)
            return null;
        return Seen(effect, call, body, cancellation) is { } seen ? new ContextOperation(call, seen, true) : null;
    }

    private bool IsEfOperation(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "SaveChanges" or "SaveChangesAsync":
                return types.IsDbContext(method.ContainingType);
            case "Find" or "FindAsync":
                return types.IsDbContext(method.ContainingType) || types.IsDbSet(method.ContainingType);
        }

        return method.ContainingType?.Name switch
        {
            "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" or "Enumerable" or "Queryable" =>
                Terminals.Find(method.Name) is not null && !method.Name.StartsWith("As", StringComparison.Ordinal) && types.IsQueryable(Body.ReceiverOf(call) is { } query ? ContextReferences.Strip(query).Type : null),
            "RelationalDatabaseFacadeExtensions" => method.Name.StartsWith("ExecuteSql", StringComparison.Ordinal),
            _ => false,
        };
    }

    public static bool IsTask(ITypeSymbol? type) =>
        type?.Name is "Task" or "ValueTask" && type.ContainingNamespace is { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>What a method of this compilation works on first.</summary>
    private ContextReference? EffectOf(IMethodSymbol method, Body body, int calls, CancellationToken cancellation)
    {
        if (calls >= effects.Length)
            return null;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction)
            return source.DeclarationOf(method, cancellation) is { } function && body.Root.Syntax.Span.Contains(function.Span) ? EffectOfLocal(method, body, calls, cancellation) : null;
        if (effects[calls].TryGetValue(method, out var known))
            return known;
        ContextReference? effect = null;
        if (callees.Implementation(method) is { } implementation && source.DeclarationOf(implementation, cancellation) is { } declaration
            && source.OperationOf(declaration, cancellation) is IMethodBodyOperation operation && (operation.BlockBody ?? operation.ExpressionBody) is { } block)
        {
            effect = FirstIn(block, new Body(block, implementation, cancellation), onlyAsync: true, calls + 1, cancellation)?.Context;
        }

        effects[calls].TryAdd(method, effect);
        return effect;
    }

    private ContextReference? EffectOfLocal(IMethodSymbol function, Body body, int calls, CancellationToken cancellation) =>
        body.LocalFunctionOf(function) is { Body: { } block } ? FirstIn(block, body, onlyAsync: true, calls + 1, cancellation)?.Context : null;

    private ContextOperation? FirstIn(IOperation function, Body body, bool onlyAsync, int calls, CancellationToken cancellation)
    {
        if (KeepsOthersOut(function, body))
            return null;
        foreach (var each in function.Descendants())
        {
            if (each is not IInvocationOperation call || onlyAsync && !IsTask(call.Type) || !ReferenceEquals(FunctionAround(call, function), function))
                continue;
            if (Of(call, body, calls, cancellation) is { } operation && !IsOwn(operation.Context, function))
                return operation;
        }

        return null;
    }

    /// <summary>The context is made in the function, or a lambda gets it: each run has another.</summary>
    private static bool IsOwn(ContextReference context, IOperation function) =>
        (context.Root is ILocalSymbol || function is IAnonymousFunctionOperation && context.Root is IParameterSymbol)
        && context.Root.DeclaringSyntaxReferences is [var declared, ..] && declared.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(declared.Span);

    /// <summary>The lambda or local function that a call stands in, no further up than <paramref name="outermost"/>.</summary>
    private static IOperation FunctionAround(IOperation operation, IOperation outermost)
    {
        for (var parent = operation.Parent; parent is not null && !ReferenceEquals(parent, outermost); parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
        }

        return outermost;
    }

    /// <summary>A lock, or a semaphore that lets in one at a time.</summary>
    private static bool KeepsOthersOut(IOperation function, Body body)
    {
        foreach (var each in function.DescendantsAndSelf())
        {
            switch (each)
            {
                case ILockOperation:
                case IInvocationOperation { TargetMethod.Name: "WaitAsync" or "Wait" or "LockAsync" or "EnterAsync" or "AcquireAsync" } entered when !IsWide(entered.Instance, body):
                    return true;
            }
        }

        return false;
    }

    /// <summary>A semaphore that lets in several: it limits, and keeps nobody out.</summary>
    private static bool IsWide(IOperation? semaphore, Body body) =>
        semaphore is ILocalReferenceOperation { Local: var local } && body.DeclarationOf(local) is IVariableDeclaratorOperation declarator
        && declarator.GetVariableInitializer()?.Value is { } initial && ContextReferences.Strip(initial) is IObjectCreationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: > 1 } }, ..] };

    /// <summary>What a callee's name for a context is to the caller.</summary>
    private ContextReference? Seen(ContextReference inCallee, IInvocationOperation call, Body body, CancellationToken cancellation)
    {
        switch (inCallee.Root)
        {
            case null:
                if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
                    return inCallee;
                return Body.ReceiverOf(call) is { } receiver ? References.Of(receiver, body, cancellation)?.Then(inCallee.Path) : null;
            case IParameterSymbol parameter when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition)
                || parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } && call.TargetMethod.MethodKind != MethodKind.LocalFunction:
                if (Body.ArgumentOf(call, parameter.Ordinal) is not { } argument)
                    return null;
                var query = ContextReferences.Strip(argument);
                return (types.IsQueryable(query.Type) ? References.OfQuery(query, body, cancellation) : References.Of(query, body, cancellation))?.Then(inCallee.Path);
            case IFieldSymbol:
                return inCallee;
            default:
                // A local function sees the variables around it.
                return call.TargetMethod.MethodKind == MethodKind.LocalFunction ? inCallee : null;
        }
    }
}
