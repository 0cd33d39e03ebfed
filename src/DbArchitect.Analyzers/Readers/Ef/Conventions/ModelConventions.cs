using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>EF's conventions, in the order in which their results depend on each other.</summary>
internal static class ModelConventions
{
    /// <summary>Entity types, base types, properties, keys, relationships: all that a loop over the model may look at.</summary>
    public static void Complete(EfModel model, CancellationToken cancellation)
    {
        if (!model.IsSnapshot)
        {
            var discovery = new EntityDiscovery(model);
            discovery.Run();
            discovery.SetBaseTypes();
            discovery.HoistProperties();
            cancellation.ThrowIfCancellationRequested();
            foreach (var entity in BaseFirst(model))
                PropertyDiscovery.Discover(entity);
            KeyDiscovery.Run(model);
            foreach (var entity in model.EntityTypes)
                IndexAttributes(entity);
            cancellation.ThrowIfCancellationRequested();
            new RelationshipDiscovery(model).Run();
            ManyToMany.CreateJoinTypes(model);
        }
        else
            new EntityDiscovery(model).SetBaseTypes();

        Inheritance.AddDiscriminators(model);
        OwnedFirst(model);
        ForeignKeyProperties.Run(model);
        KeyDiscovery.RunDependent(model);
        foreach (var key in ForeignKeyProperties.All(model).Where(static key => key.Properties is null && !key.IsOwnership))
        {
            // The principal's key was settled only now.
            key.PrincipalKey = null;
            ForeignKeyProperties.SettlePrincipalKey(key);
            if (key.PrincipalKey is not null)
            {
                ForeignKeyProperties.CreateShadow(key);
                ForeignKeyProperties.SettleRequired(key);
            }
        }

        foreach (var entity in model.EntityTypes)
            ResolvePending(entity);
        ShadowTypes(model);
        if (!model.IsSnapshot)
            ForeignKeyIndexes(model);
    }

    /// <summary>What the loops over the model changed has effects of its own: relationships that they added, keys that these take from others.</summary>
    public static void AfterLate(EfModel model)
    {
        var added = ForeignKeyProperties.All(model).Where(static key => key.Properties is null && !key.IsOwnership).ToList();
        if (added.Count > 0)
        {
            ForeignKeyProperties.Run(model);
            foreach (var key in added)
                Displace(key);
            ForeignKeyProperties.Run(model);
            ShadowTypes(model);
            foreach (var entity in model.EntityTypes)
                entity.Indexes.RemoveAll(static index => index is { Source: ConfigurationSource.Convention, DatabaseName.IsSet: false });
            ForeignKeyIndexes(model);
        }

        foreach (var entity in model.EntityTypes)
            ResolvePending(entity);
    }

    /// <summary>A relationship that found its properties by convention gives them up to one that names them.</summary>
    private static void Displace(EfForeignKey explicitKey)
    {
        if (!explicitKey.PropertyNames.IsSet || explicitKey.Properties is not { } properties)
            return;
        foreach (var other in explicitKey.Dependent.ForeignKeys)
        {
            if (other != explicitKey && !other.PropertyNames.IsSet && !other.IsOwnership && other.Properties?.SequenceEqual(properties) == true)
            {
                other.Properties = null;
                if (other.Required.Source == ConfigurationSource.Convention)
                    other.Required = default;
            }
        }
    }

    private static void OwnedFirst(EfModel model)
    {
        foreach (var entity in model.EntityTypes.ToList())
        {
            if (entity.IsOwned)
                KeyDiscovery.Own(entity, 0);
        }
    }

    public static IEnumerable<EfEntityType> BaseFirst(EfModel model)
    {
        foreach (var entity in model.EntityTypes.ToList())
        {
            if (entity.BaseType is not null)
                continue;
            foreach (var type in entity.DerivedInclusive())
                yield return type;
        }
    }

    private static void IndexAttributes(EfEntityType entity)
    {
        if (entity.ClrType is not { } type)
            return;
        foreach (var current in Members.TypeAndBases(type))
        {
            if (entity.BaseType?.ClrType is { } parent && Members.IsAssignableTo(parent, current))
                break;
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass?.Name != "IndexAttribute" || !Members.IsAttribute(attribute, "IndexAttribute"))
                    continue;
                Add(entity, attribute, Members.OriginOf(attribute, current));
            }
        }
    }

    private static void Add(EfEntityType entity, AttributeData attribute, Origin origin)
    {
        const ConfigurationSource Source = ConfigurationSource.DataAnnotation;
        var names = Members.Strings(attribute);
        if (names.Count == 0)
            return;
        var properties = new List<EfProperty>();
        foreach (var name in names)
        {
            if (entity.FindProperty(name) is { } property)
                properties.Add(property);
        }

        var index = FindOrAdd(entity, properties, Members.Named(attribute, "Name") as string, names, Source, origin);
        if (Members.Named(attribute, "IsUnique") is bool unique)
            index.Unique.Set(unique, Source);
        if (Members.Named(attribute, "AllDescending") is true)
            index.Descending.Set([], Source);
        else if (Members.NamedArray<bool>(attribute, "IsDescending") is { } descending)
            index.Descending.Set(descending, Source);
    }

    public static EfIndex FindOrAdd(
        EfEntityType entity, List<EfProperty> properties, string? name, List<string> names, ConfigurationSource source, Origin origin)
    {
        foreach (var existing in entity.Indexes)
        {
            if (name is null ? existing.Name is null && HasNames(existing, names) : existing.Name == name)
            {
                if (source > existing.Source)
                {
                    existing.Source = source;
                    existing.Origin = origin;
                }

                return existing;
            }
        }

        var index = new EfIndex(entity, properties, name)
        {
            Source = source,
            Origin = origin,
            PendingNames = properties.Count == names.Count ? null : names,
        };
        entity.Indexes.Add(index);
        return index;
    }

    private static bool HasNames(EfIndex index, List<string> names)
    {
        var pending = index.PendingNames;
        if ((pending?.Count ?? index.Properties.Count) != names.Count)
            return false;
        for (var i = 0; i < names.Count; i++)
        {
            if (!string.Equals(pending is null ? index.Properties[i].Name : pending[i], names[i], System.StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static void ResolvePending(EfEntityType entity)
    {
        foreach (var index in entity.Indexes.ToList())
        {
            if (index.PendingNames is not { } names)
                continue;
            var found = new List<EfProperty>();
            foreach (var name in names)
            {
                if (entity.FindProperty(name) is { } property)
                    found.Add(property);
                else if (ComplexPath(entity, name) is { } nested)
                    found.Add(nested);
            }

            if (found.Count == names.Count)
            {
                index.Properties = found;
                index.PendingNames = null;
            }
            else
            {
                entity.Indexes.Remove(index);
                entity.AddUnknown(TableAspects.Indexes, $"an index names {string.Join(", ", names)}, which are not all properties of {entity.ShortName}", index.Origin);
            }
        }
    }

    private static EfProperty? ComplexPath(EfTypeBase type, string path)
    {
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (type.FindComplexProperty(parts[i]) is not { } complex)
                return null;
            type = complex.Type;
        }

        return parts.Length > 1 ? type.FindDeclaredProperty(parts[parts.Length - 1]) : null;
    }

    /// <summary>Shadow properties of keys and foreign keys get the type of what they refer to.</summary>
    private static void ShadowTypes(EfModel model)
    {
        for (var pass = 0; pass < 4; pass++)
        {
            var changed = false;
            foreach (var key in ForeignKeyProperties.All(model))
            {
                if (key.Properties is null || key.PrincipalKey is null)
                    continue;
                for (var i = 0; i < key.Properties.Count && i < key.PrincipalKey.Properties.Count; i++)
                {
                    if (key.Properties[i].Type is null && key.PrincipalKey.Properties[i].Type is { } type)
                    {
                        key.Properties[i].Type = type;
                        changed = true;
                    }
                }
            }

            if (!changed)
                break;
        }
    }

    private static void ForeignKeyIndexes(EfModel model)
    {
        if (model.RemovedConventions.Contains("ForeignKeyIndexConvention"))
            return;
        foreach (var entity in BaseFirst(model))
        {
            foreach (var key in entity.ForeignKeys)
            {
                if (key.Properties is { Count: > 0 } properties && !key.IsBaseLinking)
                    CreateIndex(entity, properties, key.IsUnique, key.Origin);
            }
        }

        foreach (var entity in model.EntityTypes)
        {
            foreach (var index in entity.Indexes.ToList())
            {
                if (index.Source != ConfigurationSource.Convention)
                    continue;
                for (EfEntityType? type = entity; type is not null; type = type.BaseType)
                {
                    if (type.Indexes.Exists(other => other != index && entity.Indexes.Contains(index)
                        && AreIndexedBy(index.Properties, index.Unique.Value == true, other.Properties, other.Unique.Value == true)))
                        entity.Indexes.Remove(index);
                }
            }
        }
    }

    private static void CreateIndex(EfEntityType entity, List<EfProperty> properties, bool unique, Origin origin)
    {
        foreach (var key in entity.Keys())
        {
            if (AreIndexedBy(properties, unique, key.Properties, true))
                return;
        }

        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
        {
            foreach (var existing in type.Indexes)
            {
                if (AreIndexedBy(properties, unique, existing.Properties, existing.Unique.Value == true))
                    return;
            }
        }

        var index = entity.Indexes.Find(existing => existing.Name is null && existing.Properties.SequenceEqual(properties));
        if (index is null)
        {
            index = new EfIndex(entity, [.. properties], null) { Source = ConfigurationSource.Convention, Origin = new Origin(OriginKind.Convention, origin.Location) };
            entity.Indexes.Add(index);
        }

        if (unique)
            index.Unique.Set(true, ConfigurationSource.Convention);
    }

    private static bool AreIndexedBy(List<EfProperty> properties, bool unique, List<EfProperty> covering, bool coveringUnique)
    {
        if (covering.Count < properties.Count || (unique && (!coveringUnique || covering.Count != properties.Count)))
            return false;
        for (var i = 0; i < properties.Count; i++)
        {
            if (covering[i] != properties[i])
                return false;
        }

        return true;
    }
}
