using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>What has properties: an entity type or a complex type.</summary>
internal abstract class EfTypeBase(EfModel model, string name, INamedTypeSymbol? clrType)
{
    private readonly Dictionary<string, EfProperty> properties = new(StringComparer.Ordinal);

    public EfModel Model { get; } = model;

    public string Name { get; } = name;

    public INamedTypeSymbol? ClrType { get; set; } = clrType;

    public List<EfProperty> Properties { get; } = [];

    public List<EfComplexProperty> ComplexProperties { get; } = [];

    /// <summary>Members that are not mapped, with who said so.</summary>
    public Dictionary<string, ConfigurationSource> Ignored { get; } = new(StringComparer.Ordinal);

    public Origin Origin { get; set; }

    /// <summary>Members were discovered: done once.</summary>
    public bool IsDiscovered { get; set; }

    public abstract EfEntityType ContainingEntityType { get; }

    public string ShortName => ClrType is null ? Name.Substring(Name.LastIndexOfAny(['.', '+', '#']) + 1) : ClrType.Name;

    public EfProperty? FindDeclaredProperty(string name) => properties.TryGetValue(name, out var property) ? property : null;

    public virtual EfProperty? FindProperty(string name) => FindDeclaredProperty(name);

    public EfComplexProperty? FindComplexProperty(string name)
    {
        foreach (var property in ComplexProperties)
        {
            if (property.Name == name)
                return property;
        }

        return null;
    }

    public bool IsIgnored(string member, ConfigurationSource source = ConfigurationSource.Convention) =>
        Ignored.TryGetValue(member, out var ignored) && ignored >= source;

    public EfProperty AddProperty(string name, ITypeSymbol? type, ISymbol? member, ConfigurationSource source, Origin origin)
    {
        if (properties.TryGetValue(name, out var existing))
        {
            existing.Type ??= type;
            if (source > existing.Source)
                existing.Source = source;
            return existing;
        }

        var added = new EfProperty(this, name) { Type = type, Member = member, Source = source, Origin = origin };
        properties[name] = added;
        Properties.Add(added);
        return added;
    }

    public void RemoveProperty(EfProperty property)
    {
        if (Properties.Remove(property))
            properties.Remove(property.Name);
    }
}

/// <summary>A complex type: its properties are columns of the entity that holds it.</summary>
internal sealed class EfComplexType(EfComplexProperty property, INamedTypeSymbol? clrType)
    : EfTypeBase(property.DeclaringType.Model, property.DeclaringType.Name + "." + property.Name, clrType)
{
    public EfComplexProperty Property { get; } = property;

    public override EfEntityType ContainingEntityType => Property.DeclaringType.ContainingEntityType;
}

internal sealed class EfComplexProperty
{
    public EfComplexProperty(EfTypeBase declaringType, string name, INamedTypeSymbol? type)
    {
        DeclaringType = declaringType;
        Name = name;
        Type = new EfComplexType(this, type);
    }

    public EfTypeBase DeclaringType { get; }

    public string Name { get; }

    public EfComplexType Type { get; }

    public bool IsCollection { get; set; }

    public bool IsNullable { get; set; }

    public Setting<bool?> Required;

    /// <summary>The JSON column that holds it; null when it is spread over columns.</summary>
    public Setting<string> Container;

    public Setting<string> ContainerType;

    public ConfigurationSource Source { get; set; }

    public Origin Origin { get; set; }
}

/// <summary>A scalar property.</summary>
internal sealed class EfProperty(EfTypeBase declaringType, string name)
{
    public EfTypeBase DeclaringType { get; } = declaringType;

    public string Name { get; } = name;

    /// <summary>The CLR type, with nullability; null when it could not be resolved.</summary>
    public ITypeSymbol? Type { get; set; }

    /// <summary>The property or field; null for a shadow property.</summary>
    public ISymbol? Member { get; set; }

    public ConfigurationSource Source { get; set; }

    public Origin Origin { get; set; }

    /// <summary>Made by a convention for a foreign key or key that has no property of its own.</summary>
    public bool IsImplicit { get; set; }

    public bool IsShadow => Member is null;

    /// <summary>Stands for any property of a type (ConfigureConventions).</summary>
    public bool IsDiscriminator { get; set; }

    public Setting<bool?> Required;
    public Setting<int?> MaxLength;
    public Setting<int?> Precision;
    public Setting<int?> Scale;
    public Setting<bool?> Unicode;
    public Setting<bool?> FixedLength;
    public Setting<string> ColumnName;
    public Setting<string> ColumnType;
    public Setting<string> Collation;
    public Setting<string> DefaultValue;
    public Setting<string> DefaultSql;
    public Setting<string> ComputedSql;
    public Setting<bool?> Stored;
    public Setting<bool?> ConcurrencyToken;
    public Setting<bool?> RowVersion;
    public Setting<bool?> GeneratedOnAdd;
    public Setting<bool?> GeneratedOnUpdate;

    /// <summary>A conversion is configured; its provider type, when known, is <see cref="ProviderType"/>.</summary>
    public Setting<bool?> Conversion;

    public Setting<ITypeSymbol> ProviderType;

    /// <summary>The element's column type is not the default (PrimitiveCollection).</summary>
    public bool IsPrimitiveCollection { get; set; }

    /// <summary>Columns named for single tables (shared keys, TPT), by table name.</summary>
    public Dictionary<TableName, string>? ColumnNameOverrides { get; set; }

    /// <summary>The name that a convention chose to keep column names apart.</summary>
    public string? UniqueColumnName { get; set; }

    /// <summary>Why one of its facets could not be read; null when all were.</summary>
    public bool HasUnknownFacets { get; set; }

    /// <summary>Stands for a text that is set but cannot be read.</summary>
    public const string UnknownText = "\0";

    public override string ToString() => DeclaringType.Name + "." + Name;
}
