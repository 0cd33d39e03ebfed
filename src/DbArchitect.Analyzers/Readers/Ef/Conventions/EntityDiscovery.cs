using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Which classes are entity types: what the sets and the fluent API name, and what their navigations reach.</summary>
internal sealed class EntityDiscovery(EfModel model)
{
    /// <summary>More entity types than any model has: what cannot be told from runaway discovery is cut off.</summary>
    private const int MaxEntityTypes = 5_000;

    private const int MaxOwnedDepth = 12;

    public static bool IsValid(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None, IsUnboundGenericType: false };

    /// <summary>The entity type of a class, made when it is not there yet.</summary>
    public EfEntityType? Ensure(INamedTypeSymbol type, ConfigurationSource source, Origin origin, int sequence)
    {
        if (model.IgnoredTypes.Contains(type))
        {
            if (source != ConfigurationSource.Explicit)
                return null;
            model.IgnoredTypes.Remove(type);
        }

        var entity = model.Add(ScalarTypes.FullName(type), type, source, origin, sequence);
        if (type.IsGenericType && entity.ClrType is not null && !Members.IsSame(entity.ClrType, type))
        {
            // Two closed forms of one generic class are two entity types.
            entity = model.Add(type.ToDisplayString(), type, source, origin, sequence);
        }

        return entity;
    }

    public static EfEntityType AddOwned(EfEntityType owner, string navigation, INamedTypeSymbol? type, bool isCollection, ConfigurationSource source, Origin origin)
    {
        var name = owner.Name + "." + navigation + "#" + (type?.Name ?? navigation);
        var owned = owner.Model.Add(name, type, source, origin, owner.Sequence, isShared: true);
        if (owned.Ownership is null)
        {
            var key = new EfForeignKey(owned, owner)
            {
                IsOwnership = true,
                ToDependent = navigation,
                ToDependentIsConfigured = true,
                Source = source,
                PrincipalEnd = ConfigurationSource.Explicit,
                Origin = origin,
            };
            key.Unique.Set(!isCollection, ConfigurationSource.Convention);
            key.OnDelete.Set(DeleteBehavior.Cascade, ConfigurationSource.Convention);
            owned.Ownership = key;
            owned.ForeignKeys.Add(key);
        }

        if (source > owned.Source)
            owned.Source = source;
        return owned;
    }

    public bool IsOwned(INamedTypeSymbol type) =>
        model.OwnedTypes.Contains(type) || (Members.DeclaredAttribute(type, "OwnedAttribute") is not null && model.Find(type) is not { Source: ConfigurationSource.Explicit });

    /// <summary>Follows navigations until no new entity type appears.</summary>
    public void Run()
    {
        for (var i = 0; i < model.EntityTypes.Count && i < MaxEntityTypes; i++)
            Visit(model.EntityTypes[i]);

        // [NotMapped] classes and those that turned out to be owned are no entity types of their own.
        foreach (var entity in model.EntityTypes.ToList())
        {
            if (entity.ClrType is not { } type || entity.IsOwned || entity.IsShared)
                continue;
            if (entity.Source != ConfigurationSource.Explicit && (model.IgnoredTypes.Contains(type) || Members.DeclaredAttribute(type, "NotMappedAttribute") is not null))
                model.Remove(entity);
        }
    }

    private void Visit(EfEntityType entity)
    {
        if (entity.ClrType is not { } type)
            return;
        TypeAttributes(entity, type);
        var fromOwner = entity.Ownership?.Principal.ClrType;
        foreach (var (member, target, isCollection) in PropertyDiscovery.Navigations(entity))
        {
            if (Members.DeclaredAttribute(target, "NotMappedAttribute") is not null)
                continue;
            if (entity.FindNavigation(member.Name, out _) is not null)
                continue;
            var isOwned = IsOwned(target) || IsOwnedElsewhere(target);
            if (isOwned)
            {
                if (fromOwner is not null && Members.IsAssignableTo(fromOwner, target))
                    continue;
                if (OwnedDepth(entity) < MaxOwnedDepth && !InOwnershipPath(entity, target))
                    AddOwned(entity, member.Name, target, isCollection, ConfigurationSource.Convention, Members.OriginOf(member));
                continue;
            }

            // An owned type's reference to its owner is the inverse of the ownership, not a relationship of its own.
            if (fromOwner is not null && Members.IsAssignableTo(fromOwner, target))
                continue;
            if (model.EntityTypes.Count < MaxEntityTypes && model.Find(target) is null)
                Ensure(target, ConfigurationSource.Convention, Members.OriginOf(target), entity.Sequence);
        }
    }

    /// <summary>A class that some OwnsOne or OwnsMany configures is owned, unless it is an entity type by itself too.</summary>
    private bool IsOwnedElsewhere(INamedTypeSymbol type)
    {
        if (model.Find(type) is not null)
            return false;
        foreach (var entity in model.EntityTypes)
        {
            if (entity.IsOwned && entity.Source == ConfigurationSource.Explicit && Members.IsSame(entity.ClrType, type))
                return true;
        }

        return false;
    }

    private static int OwnedDepth(EfEntityType entity)
    {
        var depth = 0;
        for (EfEntityType? current = entity; current?.Ownership is { } ownership && depth <= MaxOwnedDepth; current = ownership.Principal)
            depth++;
        return depth;
    }

    private static bool InOwnershipPath(EfEntityType entity, ITypeSymbol type)
    {
        for (EfEntityType? current = entity; current is not null; current = current.Ownership?.Principal)
        {
            if (Members.IsSame(current.ClrType, type))
                return true;
        }

        return false;
    }

    private static void TypeAttributes(EfEntityType entity, INamedTypeSymbol type)
    {
        const ConfigurationSource Source = ConfigurationSource.DataAnnotation;
        foreach (var attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "TableAttribute" when Members.IsAttribute(attribute, "TableAttribute"):
                    if (Members.Argument(attribute, 0) is string { Length: > 0 } table && !entity.IsOwned)
                    {
                        entity.TableName.Set(table, Source);
                        if (Members.Named(attribute, "Schema") is string { Length: > 0 } schema)
                            entity.TableSchema.Set(schema, Source);
                    }

                    break;
                case "KeylessAttribute" when Members.IsAttribute(attribute, "KeylessAttribute"):
                    entity.Keyless.Set(true, Source);
                    break;
            }
        }
    }

    /// <summary>The nearest base class that is an entity type too is the base entity type.</summary>
    public void SetBaseTypes()
    {
        foreach (var entity in model.EntityTypes)
        {
            if (entity.ConfiguredBase.IsSet)
            {
                SetBase(entity, entity.ConfiguredBase.Value);
                continue;
            }

            if (entity.ClrType is not { } type || entity.IsOwned || entity.IsShared)
                continue;
            foreach (var parent in Members.TypeAndBases(type).Skip(1))
            {
                if (model.Find(parent) is not { } found)
                    continue;
                SetBase(entity, found);
                break;
            }
        }
    }

    private static void SetBase(EfEntityType entity, EfEntityType? parent)
    {
        if (entity.BaseType == parent || (parent is not null && entity.IsAssignableFrom(parent)))
            return;
        entity.BaseType?.DirectlyDerived.Remove(entity);
        entity.BaseType = parent;
        parent?.DirectlyDerived.Add(entity);
    }

    /// <summary>What was configured through a derived type about an inherited member belongs to the type that declares it.</summary>
    public void HoistProperties()
    {
        foreach (var entity in model.EntityTypes)
        {
            if (entity.BaseType is null)
                continue;
            foreach (var property in entity.Properties.ToList())
            {
                if (property.Member is null || !PropertyDiscovery.IsOfBase(entity, property.Member))
                {
                    if (entity.BaseType.FindProperty(property.Name) is { } shadow && property.IsShadow)
                        Replace(entity, property, shadow);
                    continue;
                }

                var owner = entity.BaseType;
                while (owner.BaseType is { ClrType: { } upper } next && Members.IsAssignableTo(upper, property.Member.ContainingType))
                    owner = next;
                var target = owner.AddProperty(property.Name, property.Type, property.Member, property.Source, property.Origin);
                Merge(target, property);
                Replace(entity, property, target);
            }

            HoistRelationships(entity);
        }
    }

    private static void HoistRelationships(EfEntityType entity)
    {
        foreach (var key in entity.ForeignKeys.ToList())
        {
            if (key.ToPrincipal is null || Members.Find(entity.ClrType, key.ToPrincipal) is not { } member)
                continue;
            var owner = entity;
            while (owner.BaseType is { ClrType: { } upper } next && member.ContainingType is { } declaring && Members.IsAssignableTo(upper, declaring))
                owner = next;
            if (owner == entity)
                continue;
            entity.ForeignKeys.Remove(key);
            key.Dependent = owner;
            owner.ForeignKeys.Add(key);
        }
    }

    private static void Replace(EfEntityType entity, EfProperty old, EfProperty replacement)
    {
        entity.RemoveProperty(old);
        foreach (var index in entity.Indexes)
            Swap(index.Properties);
        foreach (var key in entity.AlternateKeys)
            Swap(key.Properties);
        foreach (var key in entity.ForeignKeys)
        {
            if (key.Properties is not null)
                Swap(key.Properties);
        }

        void Swap(List<EfProperty> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] == old)
                    list[i] = replacement;
            }
        }
    }

    private static void Merge(EfProperty to, EfProperty from)
    {
        Copy(ref to.Required, from.Required);
        Copy(ref to.MaxLength, from.MaxLength);
        Copy(ref to.Precision, from.Precision);
        Copy(ref to.Scale, from.Scale);
        Copy(ref to.Unicode, from.Unicode);
        Copy(ref to.FixedLength, from.FixedLength);
        Copy(ref to.ColumnName, from.ColumnName);
        Copy(ref to.ColumnType, from.ColumnType);
        Copy(ref to.Collation, from.Collation);
        Copy(ref to.DefaultValue, from.DefaultValue);
        Copy(ref to.DefaultSql, from.DefaultSql);
        Copy(ref to.ComputedSql, from.ComputedSql);
        Copy(ref to.Stored, from.Stored);
        Copy(ref to.ConcurrencyToken, from.ConcurrencyToken);
        Copy(ref to.RowVersion, from.RowVersion);
        Copy(ref to.GeneratedOnAdd, from.GeneratedOnAdd);
        Copy(ref to.GeneratedOnUpdate, from.GeneratedOnUpdate);
        Copy(ref to.Conversion, from.Conversion);
        Copy(ref to.ProviderType, from.ProviderType);
        to.HasUnknownFacets |= from.HasUnknownFacets;

        static void Copy<T>(ref Setting<T> to, Setting<T> from)
        {
            if (from.IsSet)
                to.Set(from.Value, from.Source, from.Sequence);
        }
    }
}
