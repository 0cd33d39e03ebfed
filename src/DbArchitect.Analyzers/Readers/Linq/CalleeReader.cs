using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>What a call of a method of this compilation does with the database, one call deep.</summary>
/// <param name="Query">The first query that it executes; null when it executes none.</param>
/// <param name="Save">The call of SaveChanges in it; null when there is none.</param>
internal sealed record Callee(Query? Query, IInvocationOperation? Save)
{
    public static Callee Nothing { get; } = new(null, null);

    /// <summary>The first query that every call executes, as far as it does not leave before; null when there is none.</summary>
    public Query? Always { get; init; }

    /// <summary>The body, where it saves; null when it does not.</summary>
    public Body? Body { get; init; }
}

/// <summary>Reads the methods that are called by those that are analysed: each once per compilation.</summary>
internal sealed class CalleeReader(SourceOperations source, QueryTypes types, LinqReader linq)
{
    /// <summary>Methods that only hand on what another method loads: a service before a repository.</summary>
    private const int MaxHandedOn = 3;

    private readonly ConcurrentDictionary<IMethodSymbol, Callee> callees = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Query?> loads = new(SymbolEqualityComparer.Default);
    private ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?>? implementations;

    public Callee Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (callees.TryGetValue(method, out var callee))
            return callee;
        callee = Read(method, cancellation);
        callees.TryAdd(method, callee);
        return callee;
    }

    private Callee Read(IMethodSymbol method, CancellationToken cancellation)
    {
        if (BodyOf(method, cancellation) is not var (body, owner))
            return Callee.Nothing;
        Query? first = null, always = null;
        Body? index = null;
        // The queries of a local function are read with the method around it.
        foreach (var query in owner.MethodKind == MethodKind.LocalFunction ? [] : linq.Read(body, owner, cancellation))
        {
            if (!query.IsExecuted)
                continue;
            first ??= query;
            index ??= new Body(body, owner, cancellation);
            if (index.ExecutionAt(query.Terminal) is { } execution && IsConditional(execution))
                continue;
            always = query;
            break;
        }

        var save = SaveIn(body);
        return new Callee(first, save) { Always = always, Body = save is null ? null : new Body(body, owner, cancellation) };
    }

    /// <summary>In one branch of several: a call may run without it.</summary>
    private static bool IsConditional(IOperation execution)
    {
        var child = execution;
        for (var parent = execution.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                // Two forms of one question count as one.
                case IConditionalOperation { Type: null } choice when child != choice.Condition:
                case ISwitchCaseOperation or ICatchClauseOperation or IAnonymousFunctionOperation:
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The query whose result, and nothing else, a call of the method gives, with what the method itself does with it; null when there is none such, or it is not known.
    /// </summary>
    public Query? LoadOf(IMethodSymbol method, CancellationToken cancellation) => LoadOf(method, 0, cancellation);

    private Query? LoadOf(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (loads.TryGetValue(method, out var known))
            return known;
        var load = depth > MaxHandedOn ? null : ReadLoad(method, depth, cancellation);
        loads.TryAdd(method, load);
        return load;
    }

    private Query? ReadLoad(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (method.MethodKind != MethodKind.Ordinary || BodyOf(method, cancellation) is not var (root, owner) || OnlyReturned(root) is not { } returned)
            return null;
        var body = new Body(root, owner, cancellation);
        Query? only = null;
        foreach (var query in linq.Read(root, owner, cancellation))
        {
            if (only is not null || !query.IsExecuted)
                return null;
            only = query;
        }

        if (only is null)
            return Body.Unwrap(returned) is IInvocationOperation { TargetMethod.MethodKind: MethodKind.Ordinary } next ? LoadOf(next.TargetMethod, depth + 1, cancellation) : null;
        if (body.ExecutionAt(only.Terminal) is not IInvocationOperation execution || !IsResultOf(returned, execution, body))
            return null;
        if (execution.TargetMethod.Name != only.Terminal.Name)
            return returned == execution ? LoadOf(execution.TargetMethod, depth + 1, cancellation) is null ? null : only : null;
        var use = ResultUseReader.Read(body, types, execution, only.Terminal.Kind == TerminalKind.List);
        return use is { Escapes: ResultEscapes.Returned, IsModified: false, IsAttached: false } ? only with { Result = use } : null;
    }

    /// <summary>The one value that a method returns, besides null; null when there are several.</summary>
    private static IOperation? OnlyReturned(IOperation root)
    {
        IOperation? only = null;
        foreach (var each in root.Descendants())
        {
            if (each is not IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } || IsInFunction(each, root))
                continue;
            value = Body.Unwrap(value);
            if (value is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
                continue;
            if (only is not null)
                return null;
            only = value;
        }

        return only;
    }

    private static bool IsInFunction(IOperation operation, IOperation root)
    {
        for (var parent = operation.Parent; parent is not null && parent != root; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    /// <summary>The value is the result itself, or a variable that holds nothing else.</summary>
    private static bool IsResultOf(IOperation value, IOperation execution, Body body)
    {
        if (value is ICoalesceOperation { WhenNull: var otherwise } coalesce && Body.Unwrap(otherwise) is IThrowOperation)
            value = Body.Unwrap(coalesce.Value);
        if (value == execution)
            return true;
        if (value is not ILocalReferenceOperation { Local: var local } || body.DeclarationOf(local) is not IVariableDeclaratorOperation declarator)
            return false;
        foreach (var use in body.UsesOf(local))
        {
            if (use.Parent is IAssignmentOperation assignment && assignment.Target == use)
                return false;
        }

        return declarator.GetVariableInitializer() is { Value: { } initial } && Body.Unwrap(initial) == execution;
    }

    /// <summary>What the method that is called does with a query that it is given as a sequence; null when that is not seen.</summary>
    public ResultUse? UseOf(IArgumentOperation argument, CancellationToken cancellation)
    {
        if (argument is not { Parameter: { Ordinal: var ordinal }, Parent: IInvocationOperation { TargetMethod: var method } } || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
            return null;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (ordinal >= method.Parameters.Length || BodyOf(method, cancellation) is not var (body, owner) || ordinal >= owner.Parameters.Length)
            return null;
        return ResultUseReader.Read(new Body(body, owner, cancellation), types, owner.Parameters[ordinal]);
    }

    /// <summary>The body that a call of the method runs, with the method that it belongs to; null when that is not known, or it keeps what it loads.</summary>
    private (IOperation Body, IMethodSymbol Owner)? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (Implementation(method) is not { } implementation || source.DeclarationOf(implementation, cancellation) is not { } declaration)
            return null;
        // A method that keeps what it loaded queries once, however often it is called.
        if (declaration.ToString().IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0)
            return null;
        var body = source.OperationOf(declaration, cancellation) switch
        {
            IMethodBodyOperation operation => operation.BlockBody ?? operation.ExpressionBody,
            ILocalFunctionOperation function => function.Body,
            _ => null,
        };
        return body is null ? null : (body, implementation);
    }

    private IInvocationOperation? SaveIn(IOperation body)
    {
        foreach (var each in body.Descendants())
        {
            if (each is IInvocationOperation call && IsSave(call, types))
                return call;
        }

        return null;
    }

    public static bool IsSave(IInvocationOperation call, QueryTypes types) =>
        call.TargetMethod.Name is "SaveChanges" or "SaveChangesAsync" && types.IsDbContext(call.TargetMethod.ContainingType);

    /// <summary>The method itself, or the only implementation in this compilation of an interface's or abstract method.</summary>
    public IMethodSymbol? Implementation(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, source.Compilation.Assembly))
            return null;
        if (method.ContainingType.TypeKind != TypeKind.Interface)
            return method.IsAbstract ? null : method;
        return OnlyImplementation(method.ContainingType)?.FindImplementationForInterfaceMember(method) as IMethodSymbol is { } found ? found.OriginalDefinition : null;
    }

    private INamedTypeSymbol? OnlyImplementation(INamedTypeSymbol @interface)
    {
        if (implementations is null)
        {
            var all = new ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?>(SymbolEqualityComparer.Default);
            Collect(source.Compilation.Assembly.GlobalNamespace, all);
            implementations = all;
        }

        return implementations.TryGetValue(@interface.OriginalDefinition, out var type) ? type : null;
    }

    private static void Collect(INamespaceSymbol space, ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> all)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(space);
        while (pending.Count > 0)
        {
            foreach (var member in pending.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol inner)
                    pending.Push(inner);
                if (member is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type)
                    continue;
                foreach (var @interface in type.AllInterfaces)
                {
                    // Null marks an interface that several classes implement.
                    all.AddOrUpdate(@interface.OriginalDefinition, type, static (_, _) => null);
                }
            }
        }
    }
}
