using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Finds the properties of each foreign key, the dependent end of one-to-one relationships, and what is required.</summary>
internal static class ForeignKeyProperties
{
    public static void Run(EfModel model)
    {
        foreach (var entity in model.EntityTypes.ToList())
        {
            foreach (var key in entity.ForeignKeys.ToList())
                ApplyAttributes(key);
        }

        // Those that name their properties come first: what they use is taken.
        foreach (var key in All(model))
        {
            if (key.PropertyNames.IsSet)
                Resolve(key);
        }

        foreach (var key in All(model))
        {
            if (key is { Properties: null, IsOwnership: false })
                Discover(key);
        }
    }

    public static List<EfForeignKey> All(EfModel model) => [.. model.EntityTypes.SelectMany(static entity => entity.ForeignKeys)];

    /// <summary>The property whose [ForeignKey] names a navigation.</summary>
    public static string? PropertyNaming(EfEntityType entity, string navigation)
    {
        if (entity.ClrType is not { } type)
            return null;
        foreach (var property in Members.PropertiesOf(type))
        {
            if (Members.Attribute(property, "ForeignKeyAttribute") is not { } attribute || Members.Argument(attribute, 0) as string != navigation)
                continue;
            var role = PropertyDiscovery.Classify(entity, property, out _, out _);
            if (role is MemberRole.Scalar or MemberRole.Unclear)
                return property.Name;
        }

        return null;
    }

    private static void ApplyAttributes(EfForeignKey key)
    {
        if (key.Dependent.Model.IsSnapshot)
            return;
        var dependent = Members.Find(key.Dependent.ClrType, key.ToPrincipal ?? "");
        var principal = Members.Find(key.Principal.ClrType, key.ToDependent ?? "");
        if (!key.PropertyNames.IsExplicit)
        {
            var onDependent = Named(key.Dependent, key.ToPrincipal, dependent);
            var onPrincipal = onDependent is not null ? null : Named(key.Principal, key.ToDependent, principal);
            if (onDependent is not null)
            {
                key.PropertyNames.Set(onDependent, ConfigurationSource.DataAnnotation);
                key.PrincipalEnd = Max(key.PrincipalEnd, ConfigurationSource.DataAnnotation);
            }
            else if (onPrincipal is not null)
            {
                // [ForeignKey] on the principal's collection names properties of the dependent; on a reference it turns the relationship round.
                var throughProperty = PropertyNaming(key.Principal, key.ToDependent!) is not null;
                if (key.IsUnique && !key.IsOwnership && key.PrincipalEnd < ConfigurationSource.Explicit && (throughProperty || HasAll(key.Principal, onPrincipal)))
                    key.Invert();
                if (!(throughProperty && !key.IsUnique))
                    key.PropertyNames.Set(onPrincipal, ConfigurationSource.DataAnnotation);
                key.PrincipalEnd = Max(key.PrincipalEnd, ConfigurationSource.DataAnnotation);
            }
        }

        if (dependent is not null && Members.Has(dependent, "RequiredAttribute"))
            key.Required.Set(true, ConfigurationSource.DataAnnotation);
        if (principal is not null && Members.Has(principal, "RequiredAttribute"))
            key.RequiredDependent.Set(true, ConfigurationSource.DataAnnotation);
        foreach (var member in new[] { dependent, principal })
        {
            if (Members.Attribute(member, "DeleteBehaviorAttribute") is { } attribute && Members.Argument(attribute, 0) is { } value)
                key.OnDelete.Set((DeleteBehavior)Convert.ToInt32(value, CultureInfo.InvariantCulture), ConfigurationSource.DataAnnotation);
        }
    }

    private static ConfigurationSource Max(ConfigurationSource left, ConfigurationSource right) => left > right ? left : right;

    private static bool HasAll(EfEntityType entity, List<string> names) => names.TrueForAll(name => entity.FindProperty(name) is not null);

    private static List<string>? Named(EfEntityType entity, string? navigation, ISymbol? member)
    {
        if (navigation is null || member is null)
            return null;
        if (Members.Attribute(member, "ForeignKeyAttribute") is { } attribute && Members.Argument(attribute, 0) is string names)
            return [.. names.Split(',').Select(static name => name.Trim()).Where(static name => name.Length > 0)];
        return PropertyNaming(entity, navigation) is { } property ? [property] : null;
    }

    private static void Resolve(EfForeignKey key)
    {
        SettlePrincipalKey(key);
        var names = key.PropertyNames.Value!;
        var properties = new List<EfProperty>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var found = key.Dependent.FindProperty(names[i]);
            if (found is null)
            {
                // A name without a property makes a shadow property of the principal key's type.
                var referred = key.PrincipalKey is { } principal && i < principal.Properties.Count ? principal.Properties[i] : null;
                found = key.Dependent.AddProperty(
                    names[i], referred?.Type, Members.Find(key.Dependent.ClrType, names[i]), key.PropertyNames.Source, key.Origin);
                found.IsImplicit = true;
            }

            properties.Add(found);
        }

        key.Properties = properties;
        SettleRequired(key);
    }

    public static void SettlePrincipalKey(EfForeignKey key)
    {
        if (key.PrincipalKey is not null && !key.PrincipalKeyNames.IsSet)
        {
            if (key.PrincipalKey.DeclaringType == key.Principal.Root || key.PrincipalKey.DeclaringType.IsAssignableFrom(key.Principal))
                return;
            key.PrincipalKey = null;
        }

        if (key.PrincipalKeyNames is { IsSet: true, Value: { } names })
        {
            var found = key.Principal.Keys().FirstOrDefault(candidate => candidate.Properties.Select(static property => property.Name).SequenceEqual(names));
            if (found is null)
            {
                var properties = new List<EfProperty>();
                foreach (var name in names)
                {
                    var member = Members.Find(key.Principal.ClrType, name);
                    properties.Add(key.Principal.FindProperty(name)
                        ?? key.Principal.AddProperty(name, member is null ? null : Members.TypeOf(member), member, ConfigurationSource.Explicit, key.Origin));
                }

                found = new EfKey(key.Principal.Root, properties) { Source = ConfigurationSource.Convention, Origin = key.Origin };
                if (key.Principal.Root.DeclaredPrimaryKey is null && !key.Principal.Root.IsKeyless)
                    key.Principal.Root.DeclaredPrimaryKey = found;
                else
                    key.Principal.Root.AlternateKeys.Add(found);
            }

            key.PrincipalKey = found;
            return;
        }

        key.PrincipalKey ??= key.Principal.PrimaryKey;
    }

    private static void Discover(EfForeignKey key)
    {
        SettlePrincipalKey(key);
        if (key.PrincipalKey is null)
        {
            key.Dependent.AddUnknown(
                TableAspects.Columns | TableAspects.ForeignKeys | TableAspects.Indexes,
                $"the key of {key.Principal.ShortName} is not known", key.Origin);
            return;
        }

        var invertible = key.IsUnique && key.PrincipalEnd == ConfigurationSource.None && !key.Dependent.IsKeyless && !key.Dependent.IsOwned;
        var found = Candidate(key, onDependent: true, matchKey: false);
        if (found is null && invertible)
        {
            if (Candidate(key, onDependent: false, matchKey: false) is not null)
            {
                key.Invert();
                key.PrincipalKey = null;
                SettlePrincipalKey(key);
                found = Candidate(key, onDependent: true, matchKey: false);
            }
            else
            {
                found = Candidate(key, onDependent: true, matchKey: true);
                var opposite = Candidate(key, onDependent: false, matchKey: true);
                if (found is null && opposite is not null)
                {
                    key.Invert();
                    key.PrincipalKey = null;
                    SettlePrincipalKey(key);
                    found = opposite;
                }
                else if (found is null || opposite is not null)
                {
                    if (key.Dependent != key.Principal)
                    {
                        key.Dependent.AddUnknown(
                            TableAspects.Columns | TableAspects.ForeignKeys | TableAspects.Indexes,
                            $"which end of the one-to-one relationship between {key.Dependent.ShortName} and {key.Principal.ShortName} is the dependent is not settled", key.Origin);
                    }

                    found = null;
                }
            }
        }
        else if (found is null && key.IsUnique && key.Dependent.BaseType is null && !key.IsSelfReferencing && key.PrincipalEnd != ConfigurationSource.None)
            found = CompatiblePrimaryKey(key);
        else if (found is null && !key.IsUnique && key.Dependent.BaseType is null && !key.IsSelfReferencing)
            found = PartOfPrimaryKey(key);

        if (found is not null && IsTaken(key, found))
            found = null;
        if (found is null)
            CreateShadow(key);
        else
            key.Properties = found;
        SettleRequired(key);
    }

    private static bool IsTaken(EfForeignKey key, List<EfProperty> properties)
    {
        foreach (var type in key.Dependent.Root.DerivedInclusive())
        {
            foreach (var other in type.ForeignKeys)
            {
                if (other != key && other.Properties is { } used && used.SequenceEqual(properties)
                    && (type.IsAssignableFrom(key.Dependent) || key.Dependent.IsAssignableFrom(type)))
                    return true;
            }
        }

        return false;
    }

    private static List<EfProperty>? CompatiblePrimaryKey(EfForeignKey key) =>
        key.Dependent.PrimaryKey is { } own && AreCompatible(key.PrincipalKey!.Properties, own.Properties) ? [.. own.Properties] : null;

    /// <summary>
    /// Properties named exactly as the principal key's, when they are a part of the dependent's own key. A key that OnModelCreating declares comes too late: the
    /// relationship has its properties by then.
    /// </summary>
    private static List<EfProperty>? PartOfPrimaryKey(EfForeignKey key)
    {
        if (key.Dependent.PrimaryKey is not { Source: < ConfigurationSource.Explicit } own || own.Properties.Count <= key.PrincipalKey!.Properties.Count)
            return null;
        var found = Match(key, "", onDependent: true, matchKey: false, out _);
        return found is not null
            && found.TrueForAll(property => own.Properties.Contains(property) && !string.Equals(property.Name, "Id", StringComparison.OrdinalIgnoreCase))
            ? found
            : null;
    }

    private static List<EfProperty>? Candidate(EfForeignKey key, bool onDependent, bool matchKey)
    {
        List<EfProperty>? found;
        if (onDependent)
        {
            foreach (var skip in key.SkipNavigations)
            {
                if (skip.Inverse is null)
                    continue;
                found = Match(key, ManyToMany.BaseName(skip), onDependent, matchKey: true, out var stop);
                if (stop)
                    return found;
            }
        }

        if ((onDependent ? key.ToPrincipal : key.ToDependent) is { } navigation)
        {
            found = Match(key, navigation, onDependent, matchKey, out var stop);
            if (stop)
                return found;
        }

        return Match(key, (onDependent ? key.Principal : key.Dependent).ShortName, onDependent, matchKey, out _);
    }

    private static List<EfProperty>? Match(EfForeignKey key, string baseName, bool onDependent, bool matchKey, out bool stop)
    {
        stop = false;
        var dependent = onDependent ? key.Dependent : key.Principal;
        var referred = onDependent ? key.PrincipalKey?.Properties : key.Dependent.PrimaryKey?.Properties;
        if (referred is null)
            return null;
        var found = new List<EfProperty>(referred.Count);
        foreach (var property in referred)
        {
            if (Named(dependent, baseName, property.Name, referred.Count != 1) is { } match)
                found.Add(match);
        }

        if (found.Count == referred.Count && found.Count != 1 && found.TrueForAll(static property => property is { IsImplicit: true, Source: ConfigurationSource.Convention }))
            return null;
        if (found.Count != referred.Count)
        {
            found.Clear();
            if (referred.Count == 1 && baseName.Length > 0 && Named(dependent, baseName, "Id", false) is { } plain)
                found.Add(plain);
        }

        if (found.Count != referred.Count)
            return null;
        stop = true;
        if (!AreCompatible(referred, found))
            return null;
        foreach (var candidate in dependent.Keys())
        {
            if (candidate.Properties.TrueForAll(found.Contains) && (!key.IsUnique || (candidate.IsPrimary && !matchKey)))
                return null;
        }

        return found;
    }

    private static EfProperty? Named(EfEntityType entity, string prefix, string suffix, bool matchImplicit)
    {
        foreach (var property in entity.AllProperties())
        {
            if ((!property.IsImplicit || matchImplicit || property.Source > ConfigurationSource.Convention)
                && property.Name.Length == prefix.Length + suffix.Length
                && property.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && property.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return property;
        }

        return null;
    }

    public static bool AreCompatible(List<EfProperty> left, List<EfProperty> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (left[i].Type is { } a && right[i].Type is { } b && !Members.IsSame(ScalarTypes.Unwrap(a), ScalarTypes.Unwrap(b)))
                return false;
        }

        return true;
    }

    public static void CreateShadow(EfForeignKey key)
    {
        var baseName = key.ToPrincipal
            ?? (key.SkipNavigations.Count > 0 ? ManyToMany.BaseName(key.SkipNavigations[0]) : null)
            ?? key.Principal.ShortName;
        key.Properties = [];
        foreach (var referred in key.PrincipalKey!.Properties)
        {
            var wanted = referred.Name.StartsWith(baseName, StringComparison.OrdinalIgnoreCase) ? referred.Name : baseName + referred.Name;
            key.Properties.Add(AddUnique(key.Dependent, wanted, referred.Type, key.Origin));
        }
    }

    public static EfProperty AddUnique(EfEntityType entity, string wanted, ITypeSymbol? type, Origin origin)
    {
        var name = wanted;
        for (var i = 1; IsUsed(entity, name); i++)
            name = wanted + i.ToString(CultureInfo.InvariantCulture);
        var added = entity.AddProperty(name, type, null, ConfigurationSource.Convention, origin);
        added.IsImplicit = true;
        return added;
    }

    private static bool IsUsed(EfEntityType entity, string name)
    {
        foreach (var type in entity.Root.DerivedInclusive())
        {
            if ((type.IsAssignableFrom(entity) || entity.IsAssignableFrom(type)) && type.FindDeclaredProperty(name) is not null)
                return true;
        }

        return entity.IsIgnored(name, ConfigurationSource.DataAnnotation) || Members.Find(entity.ClrType, name) is not null;
    }

    /// <summary>Required when its properties are; a shadow property follows the navigation's nullability, and what was configured rules both.</summary>
    public static void SettleRequired(EfForeignKey key)
    {
        if (key.Properties is not { } properties)
            return;
        var navigation = key.ToPrincipal is null ? null : Members.Find(key.Dependent.ClrType, key.ToPrincipal);
        if (navigation is not null && Members.IsNonNullable(navigation) && !key.Dependent.Model.IsSnapshot
            && properties.TrueForAll(static property => property.IsShadow ? property.Required.Source < ConfigurationSource.DataAnnotation && !IsNullableDeclared(property) : !IsNullable(property)))
            key.Required.Set(true, ConfigurationSource.Convention);
        if (key.ToDependent is not null && key.IsUnique && Members.Find(key.Principal.ClrType, key.ToDependent) is { } inverse && Members.IsNonNullable(inverse))
            key.RequiredDependent.Set(true, ConfigurationSource.Convention);
        if (!key.Required.IsSet)
            key.Required.Set(properties.TrueForAll(static property => !(property.IsImplicit && property.Required.Value != true && !IsInKey(property)) && !IsNullable(property)), ConfigurationSource.Convention);
        foreach (var property in properties)
        {
            if (key.IsRequired || key.IsOwnership)
                property.Required.Set(true, property.IsImplicit || key.Required.Source > ConfigurationSource.Convention ? ConfigurationSource.Convention : property.Required.Source);
            else if (property.IsImplicit && property.Required.Source <= ConfigurationSource.Convention && !IsInKey(property))
                property.Required.Set(false, ConfigurationSource.Convention);
        }
    }

    private static bool IsNullableDeclared(EfProperty property) =>
        !property.IsImplicit && property.Type is { } type && ScalarTypes.IsNullableValue(type);

    public static bool IsInKey(EfProperty property) =>
        property.DeclaringType is EfEntityType entity && entity.Root.DerivedInclusive().Any(type =>
            (type.DeclaredPrimaryKey?.Properties.Contains(property) ?? false) || type.AlternateKeys.Exists(key => key.Properties.Contains(property)));

    /// <summary>Whether a property may hold null, as EF's IsNullable.</summary>
    public static bool IsNullable(EfProperty property)
    {
        if (IsInKey(property))
            return false;
        if (property.Required.IsSet)
            return property.Required.Value != true && (property.IsImplicit || property.Type is null || ScalarTypes.CanBeNull(property.Type) || property.IsShadow);
        return property.Type is null || ScalarTypes.CanBeNull(property.Type);
    }
}
