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
}

/// <summary>Reads the methods that loops call: each once per compilation.</summary>
internal sealed class CalleeReader(SourceOperations source, QueryTypes types, LinqReader linq)
{
    private readonly ConcurrentDictionary<IMethodSymbol, Callee> callees = new(SymbolEqualityComparer.Default);
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
        if (Implementation(method) is not { } implementation || source.DeclarationOf(implementation, cancellation) is not { } declaration)
            return Callee.Nothing;
        // A method that keeps what it loaded queries once, however often it is called.
        if (declaration.ToString().IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0)
            return Callee.Nothing;
        if (source.OperationOf(declaration, cancellation) is not IMethodBodyOperation operation || (operation.BlockBody ?? operation.ExpressionBody) is not { } body)
            return Callee.Nothing;
        Query? first = null;
        foreach (var query in linq.Read(body, implementation, cancellation))
        {
            if (query.Terminal.Kind is TerminalKind.Deferred or TerminalKind.Unknown)
                continue;
            first = query;
            break;
        }

        return new Callee(first, SaveIn(body));
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
    private IMethodSymbol? Implementation(IMethodSymbol method)
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
