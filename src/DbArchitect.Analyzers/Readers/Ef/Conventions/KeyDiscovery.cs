using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Primary keys: configured, by attribute, or named Id or ClassId; those of owned and join types come from their foreign keys.</summary>
internal static class KeyDiscovery
{
    public static void Run(EfModel model)
    {
        foreach (var entity in model.EntityTypes)
        {
            if (entity.BaseType is null && !entity.IsOwned)
                Discover(entity);
        }
    }

    private static void Discover(EfEntityType entity)
    {
        if (entity.DeclaredPrimaryKey is not null || entity.IsKeyless)
            return;
        if (entity.ClrType is { } type)
        {
            if (Members.Attribute(type, "PrimaryKeyAttribute") is { } attribute)
            {
                var properties = Find(entity, Members.Strings(attribute));
                if (properties is not null)
                {
                    Set(entity, properties, ConfigurationSource.DataAnnotation, Members.OriginOf(attribute, type));
                    return;
                }
            }

            var marked = entity.Properties.Where(static property => Members.Has(property.Member, "KeyAttribute")).ToList();
            if (marked.Count > 0)
            {
                if (marked.Count > 1)
                    marked.Sort(static (left, right) => ColumnOrder(left).CompareTo(ColumnOrder(right)));
                Set(entity, marked, ConfigurationSource.DataAnnotation, marked[0].Origin);
                return;
            }
        }

        if (ByName(entity) is { } found)
            Set(entity, [found], ConfigurationSource.Convention, found.Origin);
    }

    private static int ColumnOrder(EfProperty property) =>
        Members.Attribute(property.Member, "ColumnAttribute") is { } attribute && Members.Named(attribute, "Order") is int order ? order : int.MaxValue;

    private static List<EfProperty>? Find(EfEntityType entity, List<string> names)
    {
        var found = new List<EfProperty>();
        foreach (var name in names)
        {
            if (entity.FindProperty(name) is not { } property)
                return null;
            found.Add(property);
        }

        return found.Count == 0 ? null : found;
    }

    public static EfProperty? ByName(EfEntityType entity)
    {
        var named = entity.Properties.Where(static property => !IsImplicit(property) && string.Equals(property.Name, "Id", StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            var wanted = entity.ShortName + "Id";
            named = [.. entity.Properties.Where(property => !IsImplicit(property) && string.Equals(property.Name, wanted, StringComparison.OrdinalIgnoreCase))];
        }

        return named.Count == 1 ? named[0] : null;

        static bool IsImplicit(EfProperty property) => property is { IsImplicit: true, Source: ConfigurationSource.Convention };
    }

    public static void Set(EfEntityType entity, List<EfProperty> properties, ConfigurationSource source, Origin origin)
    {
        entity.DeclaredPrimaryKey = new EfKey(entity, properties) { Source = source, Origin = origin };
    }

    /// <summary>Keys that need the foreign keys: owned types, then join types.</summary>
    public static void RunDependent(EfModel model)
    {
        foreach (var entity in model.EntityTypes.ToList())
        {
            if (entity.IsOwned)
                Own(entity, 0);
        }

        foreach (var entity in model.EntityTypes)
        {
            if (entity is { DeclaredPrimaryKey: not null } or { IsKeyless: true } or { BaseType: not null } or { IsOwned: true })
                continue;
            var ends = entity.ForeignKeys.Where(static key => key.SkipNavigations.Count > 0).ToList();
            if (ends.Count == 2 && ends.TrueForAll(key => key.Principal != entity && key.Properties is not null))
            {
                ends.Sort(static (left, right) => string.CompareOrdinal(left.Properties![0].Name, right.Properties![0].Name));
                var properties = new List<EfProperty>();
                foreach (var property in ends.SelectMany(static key => key.Properties!))
                {
                    if (!properties.Contains(property))
                        properties.Add(property);
                }

                Set(entity, properties, ConfigurationSource.Convention, entity.Origin);
                foreach (var key in ends)
                    ForeignKeyProperties.SettleRequired(key);
            }
            else if (entity.ClrType is not null && !entity.Model.IsSnapshot)
                entity.AddUnknown(TableAspects.Keys, $"{entity.ShortName} has no key that EF would find", entity.Origin);
        }
    }

    /// <summary>The key of an owned type: its owner's for a reference, its owner's and a number for a collection.</summary>
    public static void Own(EfEntityType owned, int depth)
    {
        var ownership = owned.Ownership!;
        var owner = ownership.Principal;
        if (depth > 16 || ownership.Properties is not null)
            return;
        if (owner.IsOwned && owner.PrimaryKey is null)
            Own(owner, depth + 1);
        ForeignKeyProperties.SettlePrincipalKey(ownership);
        if (ownership.PrincipalKey is not { } principal)
            return;
        var isJson = Tables.IsJson(owned);
        if (ownership.PropertyNames is { IsSet: true, Value: { } names })
        {
            ownership.Properties = [];
            for (var i = 0; i < names.Count; i++)
            {
                var property = owned.FindProperty(names[i]);
                if (property is null)
                {
                    property = owned.AddProperty(
                        names[i], i < principal.Properties.Count ? principal.Properties[i].Type : null, Members.Find(owned.ClrType, names[i]),
                        ConfigurationSource.Explicit, owned.Origin);
                    property.IsImplicit = true;
                }

                ownership.Properties.Add(property);
            }
        }
        else if (ownership.IsUnique && owned.DeclaredPrimaryKey is { } own && ForeignKeyProperties.AreCompatible(principal.Properties, own.Properties))
            ownership.Properties = [.. own.Properties];
        else
        {
            ownership.Properties = Match(owned, ownership, principal);
            if (ownership.Properties is null)
            {
                ownership.Properties = [];
                var baseName = ownership.ToPrincipal ?? owner.ShortName;
                foreach (var referred in principal.Properties)
                {
                    var wanted = referred.Name.StartsWith(baseName, StringComparison.OrdinalIgnoreCase) ? referred.Name : baseName + referred.Name;
                    ownership.Properties.Add(ForeignKeyProperties.AddUnique(owned, wanted, referred.Type, owned.Origin));
                }
            }
        }

        foreach (var property in ownership.Properties)
            property.Required.Set(true, ConfigurationSource.Convention);
        ownership.Required.Set(true, ConfigurationSource.Convention);
        if (ownership.ToDependent is { } navigation && ownership.IsUnique && Members.Find(owner.ClrType, navigation) is { } member && Members.IsNonNullable(member))
            ownership.RequiredDependent.Set(true, ConfigurationSource.Convention);
        if (owned.DeclaredPrimaryKey is not null)
            return;
        if (ownership.IsUnique)
        {
            Set(owned, [.. ownership.Properties], ConfigurationSource.Convention, owned.Origin);
            return;
        }

        var key = new List<EfProperty>(ownership.Properties);
        var id = isJson ? null : ByName(owned);
        if (id is null || key.Contains(id))
        {
            var number = owned.Model.Int32;
            id = ForeignKeyProperties.AddUnique(owned, isJson ? "__synthesizedOrdinal" : "Id", number, owned.Origin);
            id.Required.Set(true, ConfigurationSource.Convention);
        }

        key.Add(id);
        Set(owned, key, ConfigurationSource.Convention, owned.Origin);
    }

    /// <summary>Properties of an owned type that are named after its owner's key.</summary>
    private static List<EfProperty>? Match(EfEntityType owned, EfForeignKey ownership, EfKey principal)
    {
        foreach (var prefix in new[] { ownership.ToPrincipal, ownership.Principal.ShortName })
        {
            if (prefix is null)
                continue;
            var found = new List<EfProperty>();
            foreach (var referred in principal.Properties)
            {
                var match = owned.Properties.FirstOrDefault(property => string.Equals(property.Name, prefix + referred.Name, StringComparison.OrdinalIgnoreCase))
                    ?? (principal.Properties.Count == 1
                        ? owned.Properties.FirstOrDefault(property => string.Equals(property.Name, prefix + "Id", StringComparison.OrdinalIgnoreCase))
                        : null);
                if (match is not null)
                    found.Add(match);
            }

            if (found.Count == principal.Properties.Count && ForeignKeyProperties.AreCompatible(principal.Properties, found))
                return found;
        }

        return null;
    }
}
