using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>An entity type: a class, an owned class at one place of its owner, or a join table without a class.</summary>
internal sealed class EfEntityType(EfModel model, string name, INamedTypeSymbol? clrType) : EfTypeBase(model, name, clrType)
{
    public ConfigurationSource Source { get; set; }

    /// <summary>When it came into the model: a loop over the entity types does not see those that come later.</summary>
    public int Sequence { get; set; }

    /// <summary>Named by something else than its class.</summary>
    public bool IsShared { get; set; }

    public override EfEntityType ContainingEntityType => this;

    public EfEntityType? BaseType { get; set; }

    public Setting<EfEntityType> ConfiguredBase;

    public List<EfEntityType> DirectlyDerived { get; } = [];

    /// <summary>Null until a key is found, and for ever when keyless.</summary>
    public EfKey? DeclaredPrimaryKey { get; set; }

    public Setting<bool?> Keyless;

    /// <summary>Alternate keys, without the primary one.</summary>
    public List<EfKey> AlternateKeys { get; } = [];

    /// <summary>Foreign keys of which this type is the dependent.</summary>
    public List<EfForeignKey> ForeignKeys { get; } = [];

    public List<EfSkipNavigation> SkipNavigations { get; } = [];

    public List<EfIndex> Indexes { get; } = [];

    public List<EfCheck> Checks { get; } = [];

    public List<EfQueryFilter> QueryFilters { get; } = [];

    public List<UnknownFact> Unknown { get; } = [];

    /// <summary>The key to the owner; null when not owned.</summary>
    public EfForeignKey? Ownership { get; set; }

    /// <summary>Null clears the mapping to a table.</summary>
    public Setting<string> TableName;
    public Setting<string> TableSchema;
    public Setting<string> ViewName;
    public Setting<string> ViewSchema;
    public Setting<string> SqlQuery;
    public Setting<string> FunctionName;
    public Setting<InheritanceMapping?> MappingStrategy;

    /// <summary>The JSON column in which an owned type is stored.</summary>
    public Setting<string> Container;

    public Setting<string> ContainerType;

    public Setting<string> DiscriminatorProperty;

    public Setting<string> DiscriminatorValue;

    public Setting<bool?> HasNoDiscriminator;

    /// <summary>Navigations that are loaded with the entity (AutoInclude).</summary>
    public HashSet<string> AutoIncluded { get; } = new(StringComparer.Ordinal);

    /// <summary>Entity splitting: further tables, with the properties that are stored there.</summary>
    public List<EfTableFragment> Fragments { get; } = [];

    public string DbSet { get; set; } = "";

    public int? SeedRows { get; set; }

    public bool IsTemporal { get; set; }

    public string PeriodStart { get; set; } = "PeriodStart";

    public string PeriodEnd { get; set; } = "PeriodEnd";

    public bool IsOwned => Ownership is not null;

    public bool IsKeyless => Keyless.Value == true;

    public EfEntityType Root
    {
        get
        {
            var root = this;
            while (root.BaseType is { } parent)
                root = parent;
            return root;
        }
    }

    public EfKey? PrimaryKey => Root.DeclaredPrimaryKey;

    public override EfProperty? FindProperty(string name)
    {
        for (EfEntityType? type = this; type is not null; type = type.BaseType)
        {
            if (type.FindDeclaredProperty(name) is { } property)
                return property;
        }

        return null;
    }

    /// <summary>Base types first.</summary>
    public IEnumerable<EfProperty> AllProperties()
    {
        if (BaseType is { } parent)
        {
            foreach (var property in parent.AllProperties())
                yield return property;
        }

        foreach (var property in Properties)
            yield return property;
    }

    public IEnumerable<EfEntityType> DerivedInclusive()
    {
        yield return this;
        foreach (var derived in DirectlyDerived)
        {
            foreach (var type in derived.DerivedInclusive())
                yield return type;
        }
    }

    public bool IsAssignableFrom(EfEntityType other)
    {
        for (EfEntityType? type = other; type is not null; type = type.BaseType)
        {
            if (type == this)
                return true;
        }

        return false;
    }

    /// <summary>Keys of this type and its base types, the primary key first.</summary>
    public IEnumerable<EfKey> Keys()
    {
        for (EfEntityType? type = this; type is not null; type = type.BaseType)
        {
            if (type.DeclaredPrimaryKey is { } primary)
                yield return primary;
            foreach (var key in type.AlternateKeys)
                yield return key;
        }
    }

    /// <summary>The foreign key that a navigation of this type (or of a base type) stands for; <paramref name="onDependent"/> tells which end.</summary>
    public EfForeignKey? FindNavigation(string name, out bool onDependent)
    {
        for (EfEntityType? type = this; type is not null; type = type.BaseType)
        {
            foreach (var key in type.ForeignKeys)
            {
                if (key.ToPrincipal == name)
                {
                    onDependent = true;
                    return key;
                }
            }
        }

        foreach (var other in Model.EntityTypes)
        {
            foreach (var key in other.ForeignKeys)
            {
                if (key.ToDependent == name && key.Principal.IsAssignableFrom(this))
                {
                    onDependent = false;
                    return key;
                }
            }
        }

        onDependent = false;
        return null;
    }

    public EfSkipNavigation? FindSkipNavigation(string name)
    {
        for (EfEntityType? type = this; type is not null; type = type.BaseType)
        {
            foreach (var navigation in type.SkipNavigations)
            {
                if (navigation.Name == name)
                    return navigation;
            }
        }

        return null;
    }

    public void AddUnknown(TableAspects aspects, string reason, Origin origin)
    {
        foreach (var fact in Unknown)
        {
            if (fact.Aspects == aspects && fact.Reason == reason && fact.Origin == origin)
                return;
        }

        Unknown.Add(new UnknownFact(aspects, reason, origin));
    }

    public override string ToString() => Name;
}

internal sealed record EfCheck(string Name, string Sql, Origin Origin)
{
    public string? DatabaseName { get; set; }
}

/// <summary>A query filter as written: translated when the whole model is known.</summary>
/// <param name="Key">EF 10: the filter's name; empty for the anonymous one.</param>
/// <param name="Condition">What it was given; null when it cannot be seen.</param>
internal sealed record EfQueryFilter(string Key, Value? Condition, Origin Origin)
{
    /// <summary>Some executions of the model add it and others do not, or it is composed out of sight.</summary>
    public string? Reason { get; init; }
}

/// <summary>SplitToTable.</summary>
internal sealed class EfTableFragment(TableName table)
{
    public TableName Table { get; } = table;

    public Dictionary<string, string?> Columns { get; } = new(StringComparer.Ordinal);
}
