using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// Which members of the compilation's classes, and of those of projects that hand on their code, a call may reach. The classes are listed once, when first asked for.
/// </summary>
internal sealed class Implementations(SourceOperations source)
{
    /// <summary>More implementations than this are not compared.</summary>
    private const int MaxCandidates = 4;

    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ISymbol>> found = new(SymbolEqualityComparer.Default);
    private ImmutableArray<INamedTypeSymbol> classes;

    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method, INamedTypeSymbol? receiver, CancellationToken cancellation) => Find(method, receiver, cancellation);

    public ImmutableArray<IPropertySymbol> Of(IPropertySymbol property, INamedTypeSymbol? receiver, CancellationToken cancellation) => Find(property, receiver, cancellation);

    private ImmutableArray<T> Find<T>(T member, INamedTypeSymbol? receiver, CancellationToken cancellation)
        where T : class, ISymbol
    {
        // A class as receiver decides, unless a class derived from it may override.
        if (receiver is { TypeKind: TypeKind.Class } && member.ContainingType is { } declaring)
        {
            if (declaring.TypeKind == TypeKind.Interface)
                return receiver.FindImplementationForInterfaceMember(member) is T implementation ? ImmutableArray.Create(implementation) : ImmutableArray<T>.Empty;
            for (var type = receiver; type is not null; type = type.BaseType)
            {
                foreach (var candidate in type.GetMembers(member.Name))
                {
                    if (candidate is T own && !own.IsAbstract && IsSameOrOverrides(own, member))
                        return ImmutableArray.Create(own);
                }
            }
        }

        if (!member.IsAbstract && member.ContainingType is not { TypeKind: TypeKind.Interface })
            return ImmutableArray.Create(member);
        var all = found.TryGetValue(member, out var cached) ? cached : found.GetOrAdd(member, Search(member, cancellation));
        var result = ImmutableArray.CreateBuilder<T>(all.Length);
        foreach (var symbol in all)
            result.Add((T)symbol);
        return result.ToImmutable();
    }

    private static bool IsSameOrOverrides(ISymbol candidate, ISymbol member)
    {
        const int maxLevels = 16;
        for (var i = 0; i < maxLevels && candidate is not null; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition))
                return true;
            candidate = candidate switch
            {
                IMethodSymbol { OverriddenMethod: { } method } => method,
                IPropertySymbol { OverriddenProperty: { } property } => property,
                _ => null!,
            };
        }

        return false;
    }

    private ImmutableArray<ISymbol> Search(ISymbol member, CancellationToken cancellation)
    {
        var result = ImmutableArray.CreateBuilder<ISymbol>();
        var declaring = member.ContainingType;
        if (declaring is null)
            return ImmutableArray<ISymbol>.Empty;
        foreach (var type in Classes(cancellation))
        {
            var implementation = declaring.TypeKind == TypeKind.Interface ? Implementing(type, declaring, member) : Overriding(type, member);
            if (implementation is null || implementation.IsAbstract || Contains(result, implementation))
                continue;
            result.Add(implementation);
            if (result.Count > MaxCandidates)
                return ImmutableArray<ISymbol>.Empty;
        }

        return result.ToImmutable();
    }

    private static bool Contains(ImmutableArray<ISymbol>.Builder list, ISymbol symbol)
    {
        foreach (var item in list)
        {
            if (SymbolEqualityComparer.Default.Equals(item, symbol))
                return true;
        }

        return false;
    }

    private static ISymbol? Overriding(INamedTypeSymbol type, ISymbol member)
    {
        foreach (var candidate in type.GetMembers(member.Name))
        {
            if (candidate.IsOverride && IsSameOrOverrides(candidate, member))
                return candidate;
        }

        return null;
    }

    private static ISymbol? Implementing(INamedTypeSymbol type, INamedTypeSymbol declaring, ISymbol member)
    {
        foreach (var @interface in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(@interface.OriginalDefinition, declaring.OriginalDefinition))
                continue;
            var constructed = type;
            if (!SymbolEqualityComparer.Default.Equals(@interface, declaring))
            {
                // Repository<T> : IRepository<T> answers for IRepository<Order> as Repository<Order>.
                if (Construct(type, @interface, declaring) is not { } closed)
                    continue;
                constructed = closed;
            }

            if (constructed.FindImplementationForInterfaceMember(Member(declaring, member)) is { } implementation)
                return implementation;
        }

        return null;
    }

    private static ISymbol Member(INamedTypeSymbol declaring, ISymbol member)
    {
        foreach (var candidate in declaring.GetMembers(member.Name))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition))
                return candidate;
        }

        return member;
    }

    private static INamedTypeSymbol? Construct(INamedTypeSymbol type, INamedTypeSymbol implemented, INamedTypeSymbol wanted)
    {
        if (type.TypeParameters.Length == 0)
            return null;
        var arguments = new ITypeSymbol[type.TypeParameters.Length];
        for (var i = 0; i < implemented.TypeArguments.Length && i < wanted.TypeArguments.Length; i++)
        {
            if (implemented.TypeArguments[i] is ITypeParameterSymbol parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, type))
                arguments[parameter.Ordinal] = wanted.TypeArguments[i];
            else if (!SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[i], wanted.TypeArguments[i]))
                return null;
        }

        // A type parameter that the interface does not mention stays open: TContext of Repository<T, TContext>.
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] ??= type.TypeParameters[i];
        return type.Construct(arguments);
    }

    private ImmutableArray<INamedTypeSymbol> Classes(CancellationToken cancellation)
    {
        if (!classes.IsDefault)
            return classes;
        var list = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(source.Compilation.Assembly.GlobalNamespace);
        foreach (var referenced in source.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (source.TypesOf(referenced, cancellation) is not null)
                pending.Push(referenced.GlobalNamespace);
        }

        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in pending.Pop().GetMembers())
            {
                switch (member)
                {
                    case INamespaceSymbol @namespace:
                        pending.Push(@namespace);
                        break;
                    case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type:
                        list.Add(type);
                        pending.Push(type);
                        break;
                }
            }
        }

        classes = list.ToImmutable();
        return classes;
    }
}
