using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// The model as EF Core would hold it while it is built: what the fluent API and the conventions write into, and what is projected to a
/// <see cref="Schema"/> at the end. Lives for one read only.
/// </summary>
internal sealed class EfModel(ContextOptions options)
{
    private readonly Dictionary<string, EfEntityType> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<ITypeSymbol, EfEntityType> byType = new(SymbolEqualityComparer.Default);

    public ContextOptions Options { get; } = options;

    public List<EfEntityType> EntityTypes { get; } = [];

    /// <summary>Types that are no entity types: Ignore&lt;T&gt;(), [NotMapped].</summary>
    public HashSet<ITypeSymbol> IgnoredTypes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Types configured as owned wherever they are met.</summary>
    public HashSet<ITypeSymbol> OwnedTypes { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ITypeSymbol> ComplexTypes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>ConfigureConventions: Properties&lt;T&gt;().</summary>
    public Dictionary<ITypeSymbol, EfProperty> TypeDefaults { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Conventions taken out in ConfigureConventions, by class name.</summary>
    public HashSet<string> RemovedConventions { get; } = new(StringComparer.Ordinal);

    public List<UnknownFact> Unknown { get; } = [];

    /// <summary>System.Int32 and System.String of the compilation, for shadow properties.</summary>
    public ITypeSymbol? Int32 { get; init; }

    public ITypeSymbol? String { get; init; }

    public Setting<string> DefaultSchema;

    public Setting<string> Collation;

    /// <summary>The model is a snapshot: everything is said, no convention runs.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>Types as they were before an entity of the same class became owned several times.</summary>
    public EfEntityType? Find(string name) => byName.TryGetValue(name, out var found) ? found : null;

    /// <summary>The entity type that maps a class by itself.</summary>
    public EfEntityType? Find(ITypeSymbol type) => byType.TryGetValue(type, out var found) ? found : null;

    public EfEntityType Add(string name, INamedTypeSymbol? type, ConfigurationSource source, Origin origin, int sequence, bool isShared = false)
    {
        if (byName.TryGetValue(name, out var existing))
        {
            if (source > existing.Source)
                existing.Source = source;
            return existing;
        }

        var added = new EfEntityType(this, name, type) { Source = source, Origin = origin, Sequence = sequence, IsShared = isShared };
        EntityTypes.Add(added);
        byName[name] = added;
        if (type is not null && !isShared)
            byType[type] = added;
        return added;
    }

    public void Remove(EfEntityType entity)
    {
        if (!EntityTypes.Remove(entity))
            return;
        byName.Remove(entity.Name);
        if (entity.ClrType is { } type && byType.TryGetValue(type, out var found) && found == entity)
            byType.Remove(type);
        foreach (var other in EntityTypes)
            other.ForeignKeys.RemoveAll(key => key.Principal == entity);
    }

    public void AddUnknown(TableAspects aspects, string reason, Origin origin)
    {
        foreach (var fact in Unknown)
        {
            if (fact.Reason == reason && fact.Aspects == aspects && fact.Origin == origin)
                return;
        }

        Unknown.Add(new UnknownFact(aspects, reason, origin));
    }
}
