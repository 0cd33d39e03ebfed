using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

internal enum MemberRole : byte
{
    None,
    Scalar,
    Complex,
    Navigation,

    /// <summary>A property of metadata that shows no setter: it may have a private one.</summary>
    Unclear,
}

/// <summary>Which members of a class are columns, and what their attributes say.</summary>
internal static class PropertyDiscovery
{
    public static MemberRole Classify(EfTypeBase type, IPropertySymbol property, out ITypeSymbol target, out bool isCollection)
    {
        var model = type.Model;
        target = ScalarTypes.Unwrap(property.Type);
        isCollection = false;
        if (type.FindDeclaredProperty(property.Name) is { Source: ConfigurationSource.Explicit })
            return MemberRole.Scalar;
        if (!Members.IsReadable(property) || type.IsIgnored(property.Name))
            return MemberRole.None;
        if (property.Type.TypeKind == TypeKind.Error || model.IgnoredTypes.Contains(target))
            return MemberRole.None;
        var element = ScalarTypes.ElementType(target);
        if (type.FindComplexProperty(property.Name) is not null || IsComplex(model, target) || (element is not null && IsComplex(model, ScalarTypes.Unwrap(element))))
        {
            isCollection = element is not null && !IsComplex(model, target);
            if (isCollection)
                target = ScalarTypes.Unwrap(element!);
            return MemberRole.Complex;
        }

        if (model.OwnedTypes.Contains(target))
            return MemberRole.Navigation;
        if (model.TypeDefaults.ContainsKey(target) || ScalarTypes.IsScalar(target, model.Options))
        {
            return Members.IsWritable(property) switch
            {
                true => MemberRole.Scalar,
                null => IsKeyName(type, property.Name) ? MemberRole.Scalar : MemberRole.Unclear,
                false => MemberRole.None,
            };
        }

        if (element is not null && IsEntityClass(ScalarTypes.Unwrap(element), model))
        {
            target = ScalarTypes.Unwrap(element);
            isCollection = true;
            return model.IgnoredTypes.Contains(target) ? MemberRole.None : MemberRole.Navigation;
        }

        return IsEntityClass(target, model) && Members.IsWritable(property) != false ? MemberRole.Navigation : MemberRole.None;
    }

    private static bool IsComplex(EfModel model, ITypeSymbol type) =>
        model.ComplexTypes.Contains(type) || (type is INamedTypeSymbol named && Members.DeclaredAttribute(named, "ComplexTypeAttribute") is not null);

    private static bool IsKeyName(EfTypeBase type, string name) =>
        string.Equals(name, "Id", StringComparison.OrdinalIgnoreCase) || string.Equals(name, type.ShortName + "Id", StringComparison.OrdinalIgnoreCase);

    /// <summary>A class that could be an entity: none of the framework's own.</summary>
    private static bool IsEntityClass(ITypeSymbol type, EfModel model)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } named || named.SpecialType != SpecialType.None)
            return false;
        if (model.Find(named) is not null)
            return true;
        for (var space = named.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.ContainingNamespace is { IsGlobalNamespace: true } && space.Name is "System" or "Castle")
                return false;
        }

        return named.ContainingNamespace?.ToDisplayString() is not ("Microsoft.EntityFrameworkCore.Infrastructure" or "Newtonsoft.Json.Linq");
    }

    public static bool IsNotMapped(ISymbol member) => Members.Has(member, "NotMappedAttribute");

    /// <summary>The navigations of an entity type that no base entity type declares.</summary>
    public static List<(IPropertySymbol Member, INamedTypeSymbol Target, bool IsCollection)> Navigations(EfEntityType entity)
    {
        var found = new List<(IPropertySymbol, INamedTypeSymbol, bool)>();
        if (entity.ClrType is not { } type)
            return found;
        foreach (var property in Members.PropertiesOf(type))
        {
            if (IsOfBase(entity, property))
                continue;
            if (Classify(entity, property, out var target, out var isCollection) == MemberRole.Navigation && !IsNotMapped(property)
                && target is INamedTypeSymbol named)
                found.Add((property, named, isCollection));
        }

        return found;
    }

    /// <summary>Whether a member belongs to a class that is an entity type below this one.</summary>
    public static bool IsOfBase(EfEntityType entity, ISymbol member)
    {
        for (var parent = entity.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.ClrType is { } clr && member.ContainingType is { } owner && Members.IsAssignableTo(clr, owner))
                return true;
        }

        return false;
    }

    public static void Discover(EfTypeBase type)
    {
        if (type.IsDiscovered || type.ClrType is not { } clr)
            return;
        type.IsDiscovered = true;
        var entity = type as EfEntityType;
        foreach (var member in Members.PropertiesOf(clr))
        {
            if (entity is not null && IsOfBase(entity, member))
                continue;
            if (IsNotMapped(member) && type.FindDeclaredProperty(member.Name) is not { Source: ConfigurationSource.Explicit })
            {
                if (!type.Ignored.ContainsKey(member.Name))
                    type.Ignored[member.Name] = ConfigurationSource.DataAnnotation;
                continue;
            }

            switch (Classify(type, member, out var target, out var isCollection))
            {
                case MemberRole.Scalar:
                    var property = type.AddProperty(member.Name, member.Type, member, ConfigurationSource.Convention, Members.OriginOf(member));
                    property.Member ??= member;
                    ApplyMember(property, member);
                    break;
                case MemberRole.Complex when type.Model.Options.EfVersion is 0 or >= 8:
                    AddComplex(type, member, target as INamedTypeSymbol, isCollection);
                    break;
                case MemberRole.Unclear:
                    entity?.AddUnknown(
                        TableAspects.Columns, $"{member.Name} of {clr.Name} may have a private setter, which a reference does not show", type.Origin);
                    break;
            }
        }

        foreach (var property in type.Properties.ToList())
        {
            if (property.Member is IFieldSymbol field)
                ApplyMember(property, field);
        }

        foreach (var complex in type.ComplexProperties)
            Discover(complex.Type);
    }

    public static EfComplexProperty AddComplex(EfTypeBase type, ISymbol member, INamedTypeSymbol? target, bool isCollection)
    {
        if (type.FindComplexProperty(member.Name) is { } existing)
            return existing;
        var declared = Members.TypeOf(member);
        var complex = new EfComplexProperty(type, member.Name, target)
        {
            IsCollection = isCollection,
            Source = ConfigurationSource.Convention,
            Origin = Members.OriginOf(member),
            IsNullable = declared is not null && ScalarTypes.CanBeNull(declared) && !Members.IsNonNullable(member) && !Members.Has(member, "RequiredAttribute"),
        };
        complex.Type.Origin = complex.Origin;
        if (Depth(type) < 16)
            type.ComplexProperties.Add(complex);
        return complex;
    }

    private static int Depth(EfTypeBase type)
    {
        var depth = 0;
        while (type is EfComplexType complex)
        {
            type = complex.Property.DeclaringType;
            depth++;
        }

        return depth;
    }

    /// <summary>What the member itself says: nullability, then attributes; and what ConfigureConventions says about its type.</summary>
    public static void ApplyMember(EfProperty property, ISymbol member)
    {
        if (Members.IsNonNullable(member))
            property.Required.Set(true, ConfigurationSource.Convention);
        if (Members.TypeOf(member) is { } type)
            ApplyTypeDefaults(property, type);
        foreach (var attribute in AttributesOf(member))
            Apply(property, attribute);
    }

    private static IEnumerable<AttributeData> AttributesOf(ISymbol member)
    {
        for (var current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
        {
            foreach (var attribute in current.GetAttributes())
                yield return attribute;
        }
    }

    public static void ApplyTypeDefaults(EfProperty property, ITypeSymbol type)
    {
        var model = property.DeclaringType.Model;
        if (model.TypeDefaults.Count == 0)
            return;
        var unwrapped = ScalarTypes.Unwrap(type);
        foreach (var pair in model.TypeDefaults)
        {
            if (!Members.IsAssignableTo(unwrapped, pair.Key) && !Members.IsSame(unwrapped.OriginalDefinition, pair.Key))
                continue;
            var from = pair.Value;
            Copy(ref property.MaxLength, from.MaxLength);
            Copy(ref property.Precision, from.Precision);
            Copy(ref property.Scale, from.Scale);
            Copy(ref property.Unicode, from.Unicode);
            Copy(ref property.FixedLength, from.FixedLength);
            Copy(ref property.ColumnType, from.ColumnType);
            Copy(ref property.Collation, from.Collation);
            Copy(ref property.DefaultValue, from.DefaultValue);
            Copy(ref property.Conversion, from.Conversion);
            Copy(ref property.ProviderType, from.ProviderType);
            property.HasUnknownFacets |= from.HasUnknownFacets;
        }

        // Conventions configured for types stand above attributes and below the fluent API; nothing between them exists here, so that explicit calls
        // must come later: their sequence is higher.
        static void Copy<T>(ref Setting<T> to, Setting<T> from)
        {
            if (from.IsSet)
                to.Set(from.Value, ConfigurationSource.Explicit, -1);
        }
    }

    private static void Apply(EfProperty property, AttributeData attribute)
    {
        const ConfigurationSource Source = ConfigurationSource.DataAnnotation;
        switch (attribute.AttributeClass?.Name)
        {
            case "RequiredAttribute" when Members.IsAttribute(attribute, "RequiredAttribute"):
                property.Required.Set(true, Source);
                break;
            case "MaxLengthAttribute" when Members.IsAttribute(attribute, "MaxLengthAttribute"):
                if (Members.Argument(attribute, 0) is int length && length > 0)
                    property.MaxLength.Set(length, Source);
                break;
            case "StringLengthAttribute" when Members.IsAttribute(attribute, "StringLengthAttribute"):
                if (Members.Argument(attribute, 0) is int size && size > 0)
                    property.MaxLength.Set(size, Source);
                break;
            case "ColumnAttribute" when Members.IsAttribute(attribute, "ColumnAttribute"):
                if (Members.Argument(attribute, 0) is string { Length: > 0 } column)
                    property.ColumnName.Set(column, Source);
                if (Members.Named(attribute, "TypeName") is string { Length: > 0 } type)
                    property.ColumnType.Set(type, Source);
                break;
            case "UnicodeAttribute" when Members.IsAttribute(attribute, "UnicodeAttribute"):
                property.Unicode.Set(Members.Argument(attribute, 0) as bool? ?? true, Source);
                break;
            case "PrecisionAttribute" when Members.IsAttribute(attribute, "PrecisionAttribute"):
                property.Precision.Set(Members.Argument(attribute, 0) as int?, Source);
                if (attribute.ConstructorArguments.Length > 1)
                    property.Scale.Set(Members.Argument(attribute, 1) as int?, Source);
                break;
            case "TimestampAttribute" when Members.IsAttribute(attribute, "TimestampAttribute"):
                property.RowVersion.Set(true, Source);
                property.ConcurrencyToken.Set(true, Source);
                break;
            case "ConcurrencyCheckAttribute" when Members.IsAttribute(attribute, "ConcurrencyCheckAttribute"):
                property.ConcurrencyToken.Set(true, Source);
                break;
            case "DatabaseGeneratedAttribute" when Members.IsAttribute(attribute, "DatabaseGeneratedAttribute"):
                var option = Convert.ToInt32(Members.Argument(attribute, 0) ?? 0, CultureInfo.InvariantCulture);
                property.GeneratedOnAdd.Set(option != 0, Source);
                property.GeneratedOnUpdate.Set(option == 2, Source);
                break;
        }
    }
}
