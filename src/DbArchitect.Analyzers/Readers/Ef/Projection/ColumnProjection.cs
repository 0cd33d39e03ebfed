using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>A property as a column: type, facets, generation.</summary>
internal static class ColumnProjection
{
    private const int MaxPrincipals = 16;

    public static Column Of(EfProperty property, string name, EfEntityType entity, TableName table, HashSet<EfProperty> keysAndIndexes)
    {
        var options = entity.Model.Options;
        var principals = Principals(property);
        var request = Request(property, principals, options, keysAndIndexes.Contains(property));
        var choice = StoreTypes.Choose(options.Store, request);
        var converted = principals.Exists(static principal => principal.Conversion.Value == true || principal.ProviderType.Value is not null);
        var clr = property.Type is { } type ? ScalarTypes.Unwrap(type) : null;
        var size = choice.Size ?? First(principals, static principal => principal.MaxLength.Value);
        return new Column(name)
        {
            StoreType = choice.Name is null ? Fact<string>.Unknown : Fact<string>.Of(choice.Name),
            ClrType = clr is null or { TypeKind: TypeKind.Error } ? "" : ScalarTypes.FullName(clr),
            Kind = converted ? ScalarTypes.KindOf(request.Type) : ScalarTypes.KindOf(clr),
            EnumMembers = ScalarTypes.EnumMembers(clr),
            IsNullable = Tables.IsColumnNullable(property, entity, table),
            MaxLength = choice.Name is null && property.HasUnknownFacets ? Fact<int>.Unknown : size is { } length ? Fact<int>.Of(length) : Fact<int>.Absent,
            Precision = (choice.Precision ?? First(principals, static principal => principal.Precision.Value)) is { } precision ? Fact<int>.Of(precision) : Fact<int>.Absent,
            Scale = (choice.Scale ?? First(principals, static principal => principal.Scale.Value)) is { } scale ? Fact<int>.Of(scale) : Fact<int>.Absent,
            IsUnicode = property.Unicode.Value is { } unicode ? Fact<bool>.Of(unicode) : Fact<bool>.Absent,
            IsFixedLength = property.FixedLength.Value is { } isFixed ? Fact<bool>.Of(isFixed) : Fact<bool>.Absent,
            Collation = Text(property.Collation),
            DefaultValue = DefaultOf(property, request),
            DefaultSql = property.DefaultSql.IsSet ? Text(property.DefaultSql) : SequenceOf(property, entity),
            ComputedSql = Text(property.ComputedSql),
            IsStored = property.Stored.Value,
            IsConcurrencyToken = property.ConcurrencyToken.Value == true,
            IsRowVersion = property.RowVersion.Value == true,
            IsGeneratedOnAdd = IsGeneratedOnAdd(property, entity),
            HasConversion = converted,
            IsDiscriminator = property.IsDiscriminator,
            Property = PathOf(property),
            IsShadow = property.IsShadow,
            Origin = property.Origin,
        };
    }

    private static Fact<string> Text(Setting<string> setting) =>
        setting.Value == EfProperty.UnknownText ? Fact<string>.Unknown : Fact<string>.Of(setting.Value);

    /// <summary>The default as it is stored: an enum kept as text is its member's name.</summary>
    private static Fact<string> DefaultOf(EfProperty property, TypeRequest request)
    {
        if (property.DefaultValue.Value is { } value && request.Type?.SpecialType == SpecialType.System_String
            && property.Type is { } type && ScalarTypes.Unwrap(type) is INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
        {
            foreach (var member in named.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } field
                    && System.Convert.ToString(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture) == value)
                    return Fact<string>.Of(field.Name);
            }
        }

        return Text(property.DefaultValue);
    }

    /// <summary>The path from the entity: complex types give <c>Address.City</c>.</summary>
    public static string PathOf(EfProperty property)
    {
        var path = property.Name;
        for (var type = property.DeclaringType; type is EfComplexType complex; type = complex.Property.DeclaringType)
            path = complex.Property.Name + "." + path;
        return path;
    }

    /// <summary>The property and those that it refers to through foreign keys: what it leaves open is taken from there.</summary>
    public static List<EfProperty> Principals(EfProperty property)
    {
        var found = new List<EfProperty> { property };
        for (var i = 0; i < found.Count && found.Count < MaxPrincipals; i++)
        {
            if (found[i].DeclaringType is not EfEntityType declaring)
                continue;
            foreach (var type in declaring.DerivedInclusive())
            {
                foreach (var key in type.ForeignKeys)
                {
                    var place = key.Properties?.IndexOf(found[i]) ?? -1;
                    if (place >= 0 && key.PrincipalKey is { } principal && place < principal.Properties.Count && !found.Contains(principal.Properties[place]))
                        found.Add(principal.Properties[place]);
                }
            }
        }

        return found;
    }

    private static TypeRequest Request(EfProperty property, List<EfProperty> principals, ContextOptions options, bool isKeyOrIndex)
    {
        var request = new TypeRequest
        {
            StoreType = FirstText(principals, static principal => principal.ColumnType),
            Size = First(principals, static principal => principal.MaxLength.Value),
            Precision = First(principals, static principal => principal.Precision.Value),
            Scale = First(principals, static principal => principal.Scale.Value),
            Unicode = FirstFlag(principals, static principal => principal.Unicode.Value),
            FixedLength = FirstFlag(principals, static principal => principal.FixedLength.Value),
            IsKeyOrIndex = isKeyOrIndex,
            IsRowVersion = property.RowVersion.Value == true,
            HasNativeJson = options.HasNativeJson,
            EfVersion = options.EfVersion,
            IsUnknown = property.HasUnknownFacets,
        };
        request.Type = property.Type is { } type ? ScalarTypes.Unwrap(type) : null;
        foreach (var principal in principals)
        {
            if (principal.ProviderType.Value is { } provider)
            {
                request.Type = ScalarTypes.Unwrap(provider);
                break;
            }

            if (principal.Conversion.Value == true)
            {
                request.IsUnknown = true;
                request.Type = null;
                break;
            }
        }

        if (request.Type is { } chosen && !request.IsUnknown)
            request.Element = ScalarTypes.ElementOfPrimitiveCollection(chosen, options);
        return request;
    }

    private static int? First(List<EfProperty> principals, System.Func<EfProperty, int?> facet)
    {
        foreach (var principal in principals)
        {
            if (facet(principal) is { } value)
                return value;
        }

        return null;
    }

    private static bool? FirstFlag(List<EfProperty> principals, System.Func<EfProperty, bool?> facet)
    {
        foreach (var principal in principals)
        {
            if (facet(principal) is { } value)
                return value;
        }

        return null;
    }

    private static string? FirstText(List<EfProperty> principals, System.Func<EfProperty, Setting<string>> facet)
    {
        foreach (var principal in principals)
        {
            if (facet(principal) is { IsSet: true, Value: { } value })
                return value;
        }

        return null;
    }

    private static bool IsGeneratedOnAdd(EfProperty property, EfEntityType entity)
    {
        if (property.GeneratedOnAdd.IsSet)
            return property.GeneratedOnAdd.Value == true;
        if (property.DefaultSql.IsSet || property.DefaultValue.IsSet || property.ComputedSql.IsSet || property.RowVersion.Value == true)
            return true;
        if (entity.Model.IsSnapshot || property.DeclaringType is not EfEntityType declaring || property.Type is not { } type)
            return false;
        if (declaring.PrimaryKey is not { } key || !key.Properties.Contains(property))
            return false;
        var owned = declaring.Ownership is not null;
        if (owned ? key.Properties.Count(one => !IsForeignKey(one)) != 1 : key.Properties.Count != 1)
            return false;
        if (IsForeignKey(property) || property.Conversion.Value == true || property.ProviderType.Value is not null)
            return false;
        var unwrapped = ScalarTypes.Unwrap(type);
        return unwrapped.SpecialType is SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
            or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_SByte || ScalarTypes.FullName(unwrapped) == "System.Guid";
    }

    /// <summary>TPC: the tables of a hierarchy number their rows from one sequence.</summary>
    private static Fact<string> SequenceOf(EfProperty property, EfEntityType entity)
    {
        var options = entity.Model.Options;
        if (options.Store is not (Store.SqlServer or Store.PostgreSql) || entity.Model.IsSnapshot || property.ComputedSql.IsSet || property.DefaultValue.IsSet
            || ScalarTypes.KindOf(property.Type) != ValueKind.Integer || Inheritance.MappingOf(entity) != InheritanceMapping.TablePerConcreteType
            || !IsGeneratedOnAdd(property, entity))
            return Fact<string>.Absent;
        var name = entity.Root.ShortName + "Sequence";
        var schema = entity.Model.DefaultSchema.Value;
        return Fact<string>.Of(options.Store == Store.SqlServer
            ? "NEXT VALUE FOR " + (schema is null ? "" : "[" + schema + "].") + "[" + name + "]"
            : "nextval('" + (schema is null ? "" : "\"" + schema + "\".") + "\"" + name + "\"')");
    }

    private static bool IsForeignKey(EfProperty property) =>
        property.DeclaringType is EfEntityType entity
        && entity.Root.DerivedInclusive().Any(type => type.ForeignKeys.Exists(key => !key.IsBaseLinking && key.Properties?.Contains(property) == true));
}
