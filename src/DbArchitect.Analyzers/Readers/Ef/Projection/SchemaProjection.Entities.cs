using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class SchemaProjection
{
    private Entity Project(EfEntityType entity)
    {
        var place = Tables.ObjectOf(entity);
        var mapping = Inheritance.MappingOf(entity);
        var discriminator = entity.Root.DiscriminatorProperty.Value is { } name ? entity.Root.FindDeclaredProperty(name) : null;
        return new Entity(entity.Name)
        {
            ClrType = entity.ClrType is { } type ? ScalarTypes.FullName(type) : "",
            Table = place?.Name,
            TableKind = place?.Kind ?? TableKind.Table,
            Base = entity.BaseType?.Name,
            Inheritance = mapping,
            DiscriminatorColumn = mapping == InheritanceMapping.TablePerHierarchy && discriminator is not null ? ColumnIn(discriminator, entity) : null,
            DiscriminatorValue = mapping == InheritanceMapping.TablePerHierarchy ? entity.DiscriminatorValue.Value : null,
            Properties = PropertiesOf(entity),
            Navigations = NavigationsOf(entity),
            Key = entity.PrimaryKey?.Properties.Select(static property => property.Name).ToArray() ?? default(EquatableArray<string>),
            IsKeyless = entity.PrimaryKey is null && entity.IsKeyless,
            IsOwned = entity.IsOwned,
            Owner = entity.Ownership?.Principal.Name,
            DbSet = entity.DbSet,
            MarkedOnDelete = SaveHooks.Of(model.Options.Hooks.OnDelete, entity),
            StampedOnUpdate = SaveHooks.Of(model.Options.Hooks.OnUpdate, entity),
            Origin = entity.ClrType is { } clr ? Members.OriginOf(clr) : entity.Origin,
        };
    }

    /// <summary>The column of a property as seen from an entity type: in its own table, or in that of the base type that stores it.</summary>
    public string? ColumnIn(EfProperty property, EfEntityType entity)
    {
        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
        {
            if (Tables.ObjectOf(type) is { } place && tables.TryGetValue(place.Name, out var table) && table.ColumnOf.TryGetValue(property, out var column))
                return column;
        }

        return null;
    }

    private EquatableArray<EntityProperty> PropertiesOf(EfEntityType entity)
    {
        var found = new List<EntityProperty>();
        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
        {
            foreach (var property in type.Properties.Concat(Complex(type)))
            {
                if (Locate(property, entity) is { } place)
                    found.Add(new EntityProperty(ColumnProjection.PathOf(property), place.Table, place.Column));
            }
        }

        return found;
    }

    private (TableName Table, string Column)? Locate(EfProperty property, EfEntityType entity)
    {
        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
        {
            if (Tables.ObjectOf(type) is not { } place || !tables.TryGetValue(place.Name, out var table))
                continue;
            if (table.ColumnOf.TryGetValue(property, out var column))
                return (place.Name, column);
            foreach (var fragment in type.Fragments)
            {
                if (tables.TryGetValue(fragment.Table, out var split) && split.ColumnOf.TryGetValue(property, out column))
                    return (fragment.Table, column);
            }
        }

        return null;
    }

    private EquatableArray<Navigation> NavigationsOf(EfEntityType entity)
    {
        var found = new List<Navigation>();
        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
        {
            foreach (var key in type.ForeignKeys)
            {
                if (key.ToPrincipal is not null && !key.IsBaseLinking)
                    found.Add(ToPrincipal(entity, type, key));
            }

            foreach (var skip in type.SkipNavigations)
            {
                if (skip.Name.Length > 0)
                    found.Add(Skip(type, skip));
            }

            foreach (var other in model.EntityTypes)
            {
                foreach (var key in other.ForeignKeys)
                {
                    if (key.Principal == type && key.ToDependent is not null)
                        found.Add(ToDependent(type, key));
                }
            }
        }

        return found;
    }

    private Navigation ToPrincipal(EfEntityType entity, EfEntityType declaring, EfForeignKey key) =>
        new(key.ToPrincipal!, key.Principal.Name)
        {
            IsOnDependent = true,
            IsRequired = key.IsRequired,
            Columns = ColumnsOf(key.Properties, declaring),
            TargetColumns = ColumnsOf(key.PrincipalKey?.Properties, key.Principal),
            Inverse = key.ToDependent,
            IsAutoIncluded = declaring.AutoIncluded.Contains(key.ToPrincipal!),
            Origin = OriginOf(entity, key.ToPrincipal!, key.Origin),
        };

    private Navigation ToDependent(EfEntityType entity, EfForeignKey key) =>
        new(key.ToDependent!, key.Dependent.Name)
        {
            IsCollection = !key.IsUnique,
            IsRequired = key.RequiredDependent.Value == true,
            Columns = ColumnsOf(key.PrincipalKey?.Properties, entity),
            TargetColumns = ColumnsOf(key.Properties, key.Dependent),
            Inverse = key.ToPrincipal,
            IsOwned = key.IsOwnership,
            IsJson = key.IsOwnership && Tables.IsJson(key.Dependent),
            IsAutoIncluded = key.IsOwnership || entity.AutoIncluded.Contains(key.ToDependent!),
            Origin = OriginOf(entity, key.ToDependent!, key.Origin),
        };

    private Navigation Skip(EfEntityType entity, EfSkipNavigation skip) =>
        new(skip.Name, skip.Target.Name)
        {
            IsCollection = true,
            Columns = ColumnsOf(skip.ForeignKey?.PrincipalKey?.Properties, entity),
            TargetColumns = ColumnsOf(skip.Inverse?.ForeignKey?.PrincipalKey?.Properties, skip.Target),
            JoinTable = skip.ForeignKey is { } key ? Tables.TableOf(key.Dependent) : null,
            JoinColumns = skip.ForeignKey is { } own ? ColumnsOf(own.Properties, own.Dependent) : default(EquatableArray<string>),
            JoinTargetColumns = skip.Inverse?.ForeignKey is { } other ? ColumnsOf(other.Properties, other.Dependent) : default(EquatableArray<string>),
            Inverse = skip.Inverse is { Name.Length: > 0 } inverse ? inverse.Name : null,
            IsAutoIncluded = entity.AutoIncluded.Contains(skip.Name),
            Origin = OriginOf(entity, skip.Name, skip.Origin),
        };

    private static Origin OriginOf(EfEntityType entity, string member, Origin fallback) =>
        Members.Find(entity.ClrType, member) is { } symbol ? Members.OriginOf(symbol) : fallback;

    private EquatableArray<string> ColumnsOf(List<EfProperty>? properties, EfEntityType entity)
    {
        if (properties is null)
            return default;
        var found = new List<string>();
        foreach (var property in properties)
        {
            if (ColumnIn(property, entity) is not { } column)
                return default;
            found.Add(column);
        }

        return found;
    }
}
