using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>What names stand for: a body with its locals, or inside it a lambda with its parameters.</summary>
internal sealed class Scope(Scope? parent)
{
    public Scope? Parent { get; } = parent;

    public ImmutableDictionary<ISymbol, Value> Values { get; set; } = ImmutableDictionary.Create<ISymbol, Value>(SymbolEqualityComparer.Default);

    /// <summary>Inside a lambda that becomes SQL: the query that joins of navigations go to. Null in ordinary code.</summary>
    public Shape? Row { get; init; }

    /// <summary>Inside an inlined method: what its type parameters stand for.</summary>
    public ImmutableDictionary<ISymbol, ITypeSymbol>? Types { get; init; } = parent?.Types;

    /// <summary>Inside an inlined method: the class it is called on, for its virtual members.</summary>
    public INamedTypeSymbol? Receiver { get; init; } = parent?.Receiver;

    /// <summary>Inside an inlined method: where it is called.</summary>
    public IOperation? CallSite { get; init; } = parent?.CallSite;

    /// <summary>The object that the code runs on, where it is known.</summary>
    public InstanceValue? This { get; init; } = parent?.This;

    /// <summary>How many calls deep.</summary>
    public int Inlined { get; init; } = parent?.Inlined ?? 0;

    /// <summary>Queries met here are written; they are not in an inlined method, whose own body is read for itself.</summary>
    public bool Writes { get; init; } = parent?.Writes ?? false;

    /// <summary>The values returned by the body; null in a scope that is no body.</summary>
    public List<Value?>? Returns { get; init; }

    /// <summary>The end of this piece of code is not reached: it returned or threw.</summary>
    public bool IsDead { get; set; }

    /// <summary>The body around a lambda.</summary>
    public Scope Body
    {
        get
        {
            var scope = this;
            while (scope.Returns is null && scope.Parent is not null)
                scope = scope.Parent;
            return scope;
        }
    }

    public Value? Find(ISymbol symbol)
    {
        symbol = ExtensionBlocks.NameOf(symbol);
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Values.TryGetValue(symbol, out var value))
                return value;
        }

        return null;
    }

    public void Set(ISymbol symbol, Value value)
    {
        symbol = ExtensionBlocks.NameOf(symbol);
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Values.ContainsKey(symbol))
            {
                scope.Values = scope.Values.SetItem(symbol, value);
                return;
            }
        }

        Body.Values = Body.Values.SetItem(symbol, value);
    }

    public void Forget(ISymbol symbol)
    {
        symbol = ExtensionBlocks.NameOf(symbol);
        for (var scope = this; scope is not null; scope = scope.Parent)
            scope.Values = scope.Values.Remove(symbol);
    }

    public bool IsRow => Row is not null;

    public ITypeSymbol Resolve(ITypeSymbol type) => Types is null ? type : Substitute(type, Types, 0);

    private static ITypeSymbol Substitute(ITypeSymbol type, ImmutableDictionary<ISymbol, ITypeSymbol> map, int depth)
    {
        const int maxDepth = 8;
        if (depth > maxDepth)
            return type;
        if (map.TryGetValue(type, out var argument))
            return argument;
        if (type is not INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named)
            return type;
        var arguments = new ITypeSymbol[named.TypeArguments.Length];
        var changed = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Substitute(named.TypeArguments[i], map, depth + 1);
            changed |= !ReferenceEquals(arguments[i], named.TypeArguments[i]);
        }

        return changed && named.ContainingType is not { IsGenericType: true } ? named.ConstructedFrom.Construct(arguments) : type;
    }
}
