using System;

namespace DbArchitect.Analyzers.Model;

/// <summary>A property of an entity and the column that it is stored in.</summary>
/// <param name="Path">The property's path; nested complex types give <c>Address.City</c>.</param>
/// <param name="Table">The table that holds the column.</param>
/// <param name="Column">The column's name.</param>
internal sealed record EntityProperty(string Path, TableName Table, string Column);

/// <summary>A navigation from one entity to another.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Target">The target entity, as <see cref="Entity.Name"/>.</param>
internal sealed record Navigation(string Name, string Target)
{
    public bool IsCollection { get; init; }

    /// <summary>The declaring entity holds the foreign key.</summary>
    public bool IsOnDependent { get; init; }

    /// <summary>The columns of the declaring side, in the order of <see cref="TargetColumns"/>: foreign key on the dependent, principal key otherwise.</summary>
    public EquatableArray<string> Columns { get; init; }

    public EquatableArray<string> TargetColumns { get; init; }

    /// <summary>Many-to-many: the join table between the two; null otherwise.</summary>
    public TableName? JoinTable { get; init; }

    /// <summary>Many-to-many: the join table's columns that refer to the declaring side, then to the target.</summary>
    public EquatableArray<string> JoinColumns { get; init; }

    public EquatableArray<string> JoinTargetColumns { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The target is owned: loaded with its owner, always.</summary>
    public bool IsOwned { get; init; }

    /// <summary>The owned target is stored in a JSON column of the owner.</summary>
    public bool IsJson { get; init; }

    /// <summary>Configured with AutoInclude.</summary>
    public bool IsAutoIncluded { get; init; }

    /// <summary>Name of the navigation back; null when there is none.</summary>
    public string? Inverse { get; init; }

    public Origin Origin { get; init; }
}

/// <summary>A property that a context, or an interceptor of it, sets by itself when it saves.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Value">As code that means the same elsewhere: <c>true</c>, <c>DateTime.UtcNow</c>; empty when there is none.</param>
internal sealed record SaveMark(string Property, string Value);

/// <summary>How a class hierarchy is stored.</summary>
internal enum InheritanceMapping : byte
{
    None,
    TablePerHierarchy,
    TablePerType,
    TablePerConcreteType,
}

/// <summary>A class that the model maps.</summary>
/// <param name="Name">EF's name of the entity type: the class's metadata name, or <c>Owner.Navigation#Owned</c> for an owned type.</param>
internal sealed record Entity(string Name)
{
    /// <summary>The class, as metadata name.</summary>
    public string ClrType { get; init; } = "";

    /// <summary>The main table; null when the entity has none (abstract TPC root, or unknown).</summary>
    public TableName? Table { get; init; }

    /// <summary>Whether <see cref="Table"/> is a view or a query.</summary>
    public TableKind TableKind { get; init; }

    /// <summary>The base entity's name; null for a root.</summary>
    public string? Base { get; init; }

    public InheritanceMapping Inheritance { get; init; }

    /// <summary>TPH: the discriminator column and this entity's value, as text.</summary>
    public string? DiscriminatorColumn { get; init; }

    public string? DiscriminatorValue { get; init; }

    /// <summary>Own and inherited properties.</summary>
    public EquatableArray<EntityProperty> Properties { get; init; }

    /// <summary>Own and inherited navigations.</summary>
    public EquatableArray<Navigation> Navigations { get; init; }

    /// <summary>Properties of the primary key, in order.</summary>
    public EquatableArray<string> Key { get; init; }

    public bool IsKeyless { get; init; }

    public bool IsOwned { get; init; }

    /// <summary>The owner's name when owned.</summary>
    public string? Owner { get; init; }

    /// <summary>The global query filter over source 0 (this entity): absent when it has none.</summary>
    public Fact<Predicate> QueryFilter { get; init; } = Fact<Predicate>.Absent;

    /// <summary>What SaveChanges sets on a row instead of deleting it; empty when it deletes, or is not known to do otherwise.</summary>
    public EquatableArray<SaveMark> MarkedOnDelete { get; init; }

    /// <summary>What SaveChanges sets on every row that has changed, as far as it is known.</summary>
    public EquatableArray<SaveMark> StampedOnUpdate { get; init; }

    /// <summary>The DbSet property's name on the context; empty when there is none.</summary>
    public string DbSet { get; init; } = "";

    /// <summary>Where the class is declared.</summary>
    public Origin Origin { get; init; }

    public EntityProperty? FindProperty(string path)
    {
        foreach (var property in Properties)
        {
            if (string.Equals(property.Path, path, StringComparison.Ordinal))
                return property;
        }

        return null;
    }

    public Navigation? FindNavigation(string name)
    {
        foreach (var navigation in Navigations)
        {
            if (string.Equals(navigation.Name, name, StringComparison.Ordinal))
                return navigation;
        }

        return null;
    }
}
