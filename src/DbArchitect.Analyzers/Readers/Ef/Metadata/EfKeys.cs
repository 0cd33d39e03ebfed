using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed class EfKey(EfEntityType declaringType, List<EfProperty> properties)
{
    public EfEntityType DeclaringType { get; } = declaringType;

    public List<EfProperty> Properties { get; set; } = properties;

    public ConfigurationSource Source { get; set; }

    public Setting<string> Name;

    public Setting<bool?> Clustered;

    public Origin Origin { get; set; }

    public bool IsPrimary => DeclaringType.DeclaredPrimaryKey == this;
}

/// <summary>EF's delete behaviours: those with Client do nothing in the database.</summary>
internal enum DeleteBehavior : byte
{
    ClientSetNull,
    Restrict,
    SetNull,
    Cascade,
    ClientCascade,
    NoAction,
    ClientNoAction,
}

/// <summary>A relationship. Which end is the dependent may change until <see cref="PrincipalEnd"/> is settled.</summary>
internal sealed class EfForeignKey(EfEntityType dependent, EfEntityType principal)
{
    public EfEntityType Dependent { get; set; } = dependent;

    public EfEntityType Principal { get; set; } = principal;

    /// <summary>The dependent's columns; null until set or discovered.</summary>
    public List<EfProperty>? Properties { get; set; }

    /// <summary>Names given to HasForeignKey or [ForeignKey].</summary>
    public Setting<List<string>> PropertyNames;

    public Setting<List<string>> PrincipalKeyNames;

    public EfKey? PrincipalKey { get; set; }

    /// <summary>Navigation of the dependent; null when there is none.</summary>
    public string? ToPrincipal { get; set; }

    /// <summary>Navigation of the principal.</summary>
    public string? ToDependent { get; set; }

    /// <summary>The navigation (or its absence) was named by the user: discovery must not complete it.</summary>
    public bool ToPrincipalIsConfigured { get; set; }

    public bool ToDependentIsConfigured { get; set; }

    public ConfigurationSource Source { get; set; }

    public Setting<bool?> Unique;

    public Setting<bool?> Required;

    public Setting<bool?> RequiredDependent;

    /// <summary>Who settled which end is the principal.</summary>
    public ConfigurationSource PrincipalEnd { get; set; }

    public Setting<DeleteBehavior?> OnDelete;

    public Setting<string> ConstraintName;

    public bool IsOwnership { get; set; }

    /// <summary>Links a TPT table to that of its base: not a relationship of the model.</summary>
    public bool IsBaseLinking { get; set; }

    /// <summary>The many-to-many navigations that go through it.</summary>
    public List<EfSkipNavigation> SkipNavigations { get; } = [];

    public Origin Origin { get; set; }

    public bool IsUnique => Unique.Value == true;

    public bool IsRequired => Required.Value == true || IsOwnership;

    public bool IsSelfReferencing => Dependent == Principal;

    /// <summary>Turns dependent and principal round, with their navigations.</summary>
    public void Invert()
    {
        Dependent.ForeignKeys.Remove(this);
        (Dependent, Principal) = (Principal, Dependent);
        (ToPrincipal, ToDependent) = (ToDependent, ToPrincipal);
        (ToPrincipalIsConfigured, ToDependentIsConfigured) = (ToDependentIsConfigured, ToPrincipalIsConfigured);
        (Required, RequiredDependent) = (RequiredDependent, Required);
        Dependent.ForeignKeys.Add(this);
    }
}

/// <summary>One end of a many-to-many relationship.</summary>
internal sealed class EfSkipNavigation(EfEntityType declaringType, string name, EfEntityType target)
{
    public EfEntityType DeclaringType { get; } = declaringType;

    /// <summary>Empty for an end without a property.</summary>
    public string Name { get; } = name;

    public EfEntityType Target { get; } = target;

    public EfSkipNavigation? Inverse { get; set; }

    /// <summary>The join entity type chosen by UsingEntity; its keys are found when its navigations are known.</summary>
    public EfEntityType? Join { get; set; }

    /// <summary>The key from the join table to the declaring type.</summary>
    public EfForeignKey? ForeignKey { get; set; }

    public ConfigurationSource Source { get; set; }

    public Origin Origin { get; set; }
}

internal sealed class EfIndex(EfEntityType declaringType, List<EfProperty> properties, string? name)
{
    public EfEntityType DeclaringType { get; } = declaringType;

    public List<EfProperty> Properties { get; set; } = properties;

    /// <summary>Names whose properties do not exist yet: shadow foreign keys come later. Null when all are resolved.</summary>
    public List<string>? PendingNames { get; set; }

    /// <summary>The name in the model; null for an unnamed index.</summary>
    public string? Name { get; } = name;

    public ConfigurationSource Source { get; set; }

    public Setting<bool?> Unique;

    /// <summary>Null: all ascending; empty: all descending.</summary>
    public Setting<List<bool>> Descending;

    public Setting<string> DatabaseName;

    public Setting<string> Filter;

    public Setting<string> Method;

    public Setting<List<string>> Included;

    public Setting<List<string>> Operators;

    public Setting<List<string>> Collations;

    public Setting<List<int>> PrefixLengths;

    public Setting<bool?> Clustered;

    public bool FilterIsUnknown { get; set; }

    public Origin Origin { get; set; }
}
