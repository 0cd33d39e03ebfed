using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>The names of tables and columns, with EF's defaults.</summary>
internal static class Tables
{
    private const int MaxSharing = 64;

    public static bool IsJson(EfEntityType entity)
    {
        for (EfEntityType? current = entity; current is not null; current = current.Ownership?.Principal)
        {
            if (current.Container is { IsSet: true, Value: not null })
                return true;
            if (!current.IsOwned)
                return false;
        }

        return false;
    }

    public static bool IsJson(EfTypeBase type)
    {
        for (var current = type; current is EfComplexType complex; current = complex.Property.DeclaringType)
        {
            if (complex.Property.Container is { IsSet: true, Value: not null } || complex.Property.IsCollection)
                return true;
        }

        return type.ContainingEntityType is { } entity && IsJson(entity);
    }

    /// <summary>The table of an entity type; null when it is mapped to something else or to nothing.</summary>
    public static TableName? TableOf(EfEntityType entity) => TableOf(entity, 0);

    private static TableName? TableOf(EfEntityType entity, int depth)
    {
        if (depth > MaxSharing || NameOf(entity, depth) is not { } name)
            return null;
        return new TableName(SchemaOf(entity, depth), name);
    }

    private static string? NameOf(EfEntityType entity, int depth)
    {
        var mapping = Inheritance.MappingOf(entity);
        if (mapping == InheritanceMapping.TablePerHierarchy && entity.BaseType is not null)
            return entity.TableName is { IsExplicit: true } own ? own.Value : NameOf(entity.Root, depth + 1);
        if (entity.TableName.IsSet)
        {
            return mapping == InheritanceMapping.TablePerConcreteType && entity.ClrType is { IsAbstract: true } && !entity.TableName.IsExplicit
                ? null
                : entity.TableName.Value;
        }

        if (entity.ViewName.IsSet || entity.SqlQuery.IsSet || entity.FunctionName.IsSet)
            return null;
        if (mapping == InheritanceMapping.TablePerConcreteType && entity.ClrType is { IsAbstract: true })
            return null;
        if (entity.Ownership is { } ownership && (ownership.IsUnique || IsJson(entity)))
            return NameOf(ownership.Principal, depth + 1);
        var naming = entity.Model.Options.Naming;
        if (entity.DbSet.Length > 0 && !entity.IsOwned)
            return Names.Truncate(Names.Rewrite(naming, entity.DbSet), entity.Model.Options.MaxIdentifierLength);
        if (entity.Ownership is { } many && IsClassShared(entity))
        {
            var table = NameOf(many.Principal, depth + 1);
            var name = table is null ? many.ToDependent + "_" + entity.ShortName : table + "_" + many.ToDependent;
            return Names.Truncate(Names.Rewrite(naming, name), entity.Model.Options.MaxIdentifierLength);
        }

        return Names.Truncate(Names.Rewrite(naming, Names.Display(entity)), entity.Model.Options.MaxIdentifierLength);
    }

    /// <summary>Whether a class is mapped at several places, so that it does not name its table.</summary>
    private static bool IsClassShared(EfEntityType entity) =>
        entity.ClrType is { } type && entity.Model.EntityTypes.Exists(other => other != entity && Members.IsSame(other.ClrType, type));

    public static string? SchemaOf(EfEntityType entity, int depth = 0)
    {
        if (depth > MaxSharing)
            return null;
        if (entity.TableSchema.IsSet)
            return entity.TableSchema.Value ?? entity.Model.DefaultSchema.Value;
        if (entity.BaseType is { } parent && NameOf(parent, depth + 1) is not null)
            return SchemaOf(parent, depth + 1);
        if (entity.Ownership is { } ownership)
            return SchemaOf(ownership.Principal, depth + 1);
        var ends = entity.ForeignKeys.SelectMany(static key => key.SkipNavigations).ToList();
        if (ends.Count > 0)
        {
            var schema = SchemaOf(ends[0].DeclaringType, depth + 1);
            if (schema is not null && ends.TrueForAll(end => SchemaOf(end.DeclaringType, depth + 1) == schema))
                return schema;
        }

        return entity.Model.DefaultSchema.Value;
    }

    /// <summary>Whether a name and schema are those of the root's table.</summary>
    public static bool IsSame(string name, string? schema, EfEntityType root)
    {
        var table = root.TableName is { IsSet: true, Value: { } own }
            ? own
            : Names.Rewrite(root.Model.Options.Naming, root.DbSet.Length > 0 ? root.DbSet : Names.Display(root));
        return string.Equals(name, table, StringComparison.Ordinal) && (schema is null || schema == (root.TableSchema.Value ?? root.Model.DefaultSchema.Value));
    }

    /// <summary>Where the rows come from: the table, or else the view, query or function.</summary>
    public static (TableName Name, TableKind Kind)? ObjectOf(EfEntityType entity)
    {
        if (TableOf(entity) is { } table)
            return (table, TableKind.Table);
        for (EfEntityType? current = entity; current is not null; current = current.BaseType ?? (current.Ownership is { IsUnique: true } own ? own.Principal : null))
        {
            if (current.ViewName.Value is { } view)
                return (new TableName(current.ViewSchema.Value ?? current.Model.DefaultSchema.Value, view), TableKind.View);
            if (current.SqlQuery.Value is not null || current.FunctionName.Value is not null)
                return (new TableName(null, current.FunctionName.Value ?? current.ShortName), TableKind.Query);
        }

        return null;
    }

    /// <summary>The foreign keys that are no constraint because both ends are the same row of one table.</summary>
    public static IEnumerable<EfForeignKey> RowInternal(EfEntityType entity, TableName table)
    {
        if (entity.PrimaryKey is not { } primary || IsJson(entity))
            yield break;
        for (EfEntityType? type = entity; type is not null; type = type.BaseType)
        {
            foreach (var key in type.ForeignKeys)
            {
                if (key.Properties is { } properties && key.PrincipalKey is { IsPrimary: true } && !key.Principal.IsAssignableFrom(key.Dependent)
                    && properties.SequenceEqual(primary.Properties) && TableOf(key.Dependent) == table && TableOf(key.Principal) == table)
                    yield return key;
            }
        }
    }

    /// <summary>The column of a property in a table; null when it has none there.</summary>
    public static string? ColumnOf(EfProperty property, TableName table, EfEntityType entity) => ColumnOf(property, table, entity, 0);

    private static string? ColumnOf(EfProperty property, TableName table, EfEntityType entity, int depth)
    {
        if (depth > MaxSharing)
            return null;
        if (property.ColumnNameOverrides is { } overrides && overrides.TryGetValue(table, out var named))
            return named;
        if (property.ColumnName is { IsSet: true, Value: { } configured })
            return configured;
        if (IsJson(property.DeclaringType))
            return null;
        if (property.RowVersion.Value == true && property.DeclaringType.Model.Options.Store == Store.PostgreSql
            && property.Type?.SpecialType == Microsoft.CodeAnalysis.SpecialType.System_UInt32)
            return "xmin";
        if (property.DeclaringType is EfEntityType declaring)
        {
            var place = declaring.PrimaryKey?.Properties.IndexOf(property) ?? -1;
            if (place >= 0)
            {
                foreach (var key in RowInternal(entity, table))
                {
                    if (key.PrincipalKey is { } principal && place < principal.Properties.Count)
                        return ColumnOf(principal.Properties[place], table, key.Principal, depth + 1);
                }
            }
        }

        if (property.UniqueColumnName is { } unique)
            return unique;
        return DefaultColumn(property, table);
    }

    public static string DefaultColumn(EfProperty property, TableName table)
    {
        var name = property.Name;
        var type = property.DeclaringType;
        while (type is EfComplexType complex)
        {
            name = complex.Property.Name + "_" + name;
            type = complex.Property.DeclaringType;
        }

        for (var entity = type as EfEntityType; entity?.Ownership is { } ownership; entity = ownership.Principal)
        {
            if (TableOf(ownership.Principal) != table)
                break;
            name = ownership.ToDependent + "_" + name;
        }

        var options = property.DeclaringType.Model.Options;
        return Names.Truncate(Names.Rewrite(options.Naming, name), options.MaxIdentifierLength);
    }

    public static bool IsColumnNullable(EfProperty property, EfEntityType entity, TableName table)
    {
        if (entity.PrimaryKey?.Properties.Contains(property) == true)
            return false;
        if (ForeignKeyProperties.IsNullable(property))
            return true;
        var declaring = property.DeclaringType;
        for (var type = declaring; type is EfComplexType complex; type = complex.Property.DeclaringType)
        {
            if (complex.Property.IsNullable)
                return true;
        }

        var container = declaring.ContainingEntityType;
        if (container.BaseType is not null && Inheritance.IsTph(container))
            return true;
        return IsOptionalSharing(container, table, 0);
    }

    private static bool IsOptionalSharing(EfEntityType entity, TableName table, int depth)
    {
        if (depth > MaxSharing)
            return true;
        bool? optional = null;
        foreach (var key in RowInternal(entity, table))
            optional = (optional ?? true) && (key.RequiredDependent.Value != true || IsOptionalSharing(key.Principal, table, depth + 1));
        return optional ?? (entity.BaseType is not null && Inheritance.IsTph(entity));
    }
}
