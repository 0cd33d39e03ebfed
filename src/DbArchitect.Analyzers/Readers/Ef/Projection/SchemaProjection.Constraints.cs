using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class SchemaProjection
{
    /// <summary>Whether an index's name must be unique in the whole database, not in its table only.</summary>
    private bool IndexesAreUniqueAcrossTables => model.Options.Store is not (Store.SqlServer or Store.MySql);

    private void NameConstraints()
    {
        var indexes = new Dictionary<string, (EfIndex Index, TableProjection Table)>(StringComparer.Ordinal);
        var foreignKeys = new HashSet<string>(StringComparer.Ordinal);
        var sorted = order.Where(static table => table.Kind == TableKind.Table)
            .OrderBy(static table => table.Name.Schema, StringComparer.Ordinal).ThenBy(static table => table.Name.Name, StringComparer.Ordinal);
        foreach (var table in sorted)
        {
            if (!IndexesAreUniqueAcrossTables)
                indexes.Clear();
            if (model.Options.Store != Store.MySql)
                foreignKeys.Clear();
            foreach (var entity in table.EntityTypes)
            {
                NameKeys(table, entity);
                NameForeignKeys(table, entity, foreignKeys);
                NameIndexes(table, entity, indexes);
            }
        }
    }

    /// <summary>The types whose declarations a table carries for an entity: TPC repeats those of the base types.</summary>
    private static IEnumerable<EfEntityType> Declaring(EfEntityType entity)
    {
        yield return entity;
        var mapping = Inheritance.MappingOf(entity);
        for (var type = entity.BaseType; type is not null; type = type.BaseType)
        {
            if (mapping == InheritanceMapping.TablePerConcreteType || (mapping == InheritanceMapping.TablePerType && Tables.TableOf(type) is null))
                yield return type;
        }
    }

    private void NameKeys(TableProjection table, EfEntityType entity)
    {
        foreach (var type in Declaring(entity))
        {
            foreach (var key in type.AlternateKeys)
            {
                if (table.KeyNames.ContainsKey(key) || table.ColumnsOf(key.Properties) is not { } columns)
                    continue;
                table.KeyNames[key] = key.Name.Value
                    ?? Names.Truncate(Names.Rewrite(model.Options.Naming, "AK_" + table.Name.Name + "_" + string.Join("_", columns)), Max);
            }
        }
    }

    private void NameIndexes(TableProjection table, EfEntityType entity, Dictionary<string, (EfIndex Index, TableProjection Table)> taken)
    {
        foreach (var type in Declaring(entity))
        {
            foreach (var index in type.Indexes)
            {
                if (table.IndexNames.ContainsKey(index) || table.ColumnsOf(index.Properties) is not { } columns)
                    continue;
                var name = index.DatabaseName.Value ?? index.Name
                    ?? Names.Truncate(Names.Rewrite(model.Options.Naming, "IX_" + table.Name.Name + "_" + string.Join("_", columns)), Max);
                if (taken.TryGetValue(name, out var other))
                {
                    if (other.Table == table && table.ColumnsOf(other.Index.Properties) is { } others && others.SequenceEqual(columns)
                        && (other.Index.Unique.Value == true) == (index.Unique.Value == true))
                    {
                        // The same index, declared by two types that share the table.
                        table.IndexNames[index] = "";
                        continue;
                    }

                    if (!index.DatabaseName.IsExplicit && index.Name is null)
                        name = Names.Uniquify(name, taken.Keys, Max);
                }

                taken[name] = (index, table);
                table.IndexNames[index] = name;
            }
        }
    }

    private void NameForeignKeys(TableProjection table, EfEntityType entity, HashSet<string> taken)
    {
        foreach (var type in Declaring(entity))
        {
            foreach (var key in type.ForeignKeys)
            {
                if (table.ForeignKeyNames.ContainsKey(key) || PrincipalOf(key, table, entity) is not { } principal
                    || table.ColumnsOf(key.Properties!) is not { } columns)
                    continue;
                var name = key.ConstraintName.Value
                    ?? Names.Truncate(
                        Names.Rewrite(model.Options.Naming, "FK_" + table.Name.Name + "_" + principal.Name.Name + "_" + string.Join("_", columns)), Max);
                if (taken.Contains(name) && !key.ConstraintName.IsExplicit)
                {
                    if (IsDuplicate(table, key, columns, principal, name))
                        continue;
                    name = Names.Uniquify(name, taken, Max);
                }

                taken.Add(name);
                table.ForeignKeyNames[key] = name;
            }
        }

        LinkToBase(table, entity);
        LinkFragment(table, entity);
    }

    /// <summary>Entity splitting: the key of a further table refers to that of the first.</summary>
    private void LinkFragment(TableProjection table, EfEntityType entity)
    {
        if (!entity.Fragments.Exists(fragment => fragment.Table == table.Name) || entity.PrimaryKey is not { } primary
            || Tables.TableOf(entity) is not { } main || !tables.TryGetValue(main, out var target)
            || table.ColumnsOf(primary.Properties) is not { } columns || target.ColumnsOf(primary.Properties) is not { } referred)
            return;
        AddLink(table, target, columns, referred, ReferentialAction.Cascade, entity.Origin);
    }

    private void AddLink(TableProjection table, TableProjection target, List<string> columns, List<string> referred, ReferentialAction onDelete, Origin origin)
    {
        var name = Names.Truncate(
            Names.Rewrite(model.Options.Naming, "FK_" + table.Name.Name + "_" + target.Name.Name + "_" + string.Join("_", columns)), Max);
        if (table.BaseLinks.Exists(link => link.Name == name))
            return;
        table.BaseLinks.Add(new ForeignKey(name, columns, target.Name, referred)
        {
            OnDelete = onDelete,
            IsRequired = true,
            IsUnique = true,
            Origin = origin,
        });
    }

    private static bool IsDuplicate(TableProjection table, EfForeignKey key, List<string> columns, TableProjection principal, string name)
    {
        foreach (var pair in table.ForeignKeyNames)
        {
            if (pair.Value == name && table.ColumnsOf(pair.Key.Properties!) is { } other && other.SequenceEqual(columns)
                && Tables.TableOf(pair.Key.Principal) == principal.Name && ReferentialActionOf(pair.Key) == ReferentialActionOf(key))
                return true;
        }

        return false;
    }

    /// <summary>The table that a foreign key refers to; null when there is no constraint.</summary>
    private TableProjection? PrincipalOf(EfForeignKey key, TableProjection table, EfEntityType entity)
    {
        if (key.Properties is null || key.PrincipalKey is null || Tables.IsJson(key.Dependent) || Tables.IsJson(key.Principal))
            return null;
        if (Tables.TableOf(key.Principal) is not { } name || !tables.TryGetValue(name, out var principal))
            return null;
        if (Inheritance.MappingOf(key.Principal) == InheritanceMapping.TablePerConcreteType && key.Principal.DirectlyDerived.Count > 0)
            return null;
        if (principal == table && table.ColumnsOf(key.Properties) is { } columns && table.ColumnsOf(key.PrincipalKey.Properties) is { } referred
            && columns.SequenceEqual(referred) && (key.IsOwnership || Tables.RowInternal(entity, table.Name).Contains(key) || key.Principal.IsAssignableFrom(key.Dependent)))
            return null;
        return table.Kind == TableKind.Table ? principal : null;
    }

    /// <summary>TPT: the key of a derived type's table refers to its base's.</summary>
    private void LinkToBase(TableProjection table, EfEntityType entity)
    {
        if (entity.BaseType is null || Inheritance.MappingOf(entity) != InheritanceMapping.TablePerType || entity.PrimaryKey is not { } primary)
            return;
        var parent = entity.BaseType;
        while (parent is not null && Tables.TableOf(parent) is null)
            parent = parent.BaseType;
        if (parent is null || Tables.TableOf(parent) is not { } name || name == table.Name || !tables.TryGetValue(name, out var target))
            return;
        if (table.ColumnsOf(primary.Properties) is not { } columns || target.ColumnsOf(primary.Properties) is not { } referred)
            return;
        // Cascades since EF Core 7.
        var onDelete = model.Options.EfVersion is > 0 and < 7 ? ReferentialAction.NoAction : ReferentialAction.Cascade;
        AddLink(table, target, columns, referred, onDelete, entity.Origin);
    }

    private static DeleteBehavior DeleteBehaviorOf(EfForeignKey key)
    {
        if (key.OnDelete.Value is { } configured)
            return configured;
        if (key.Dependent.Model.RemovedConventions.Contains("CascadeDeleteConvention"))
            return DeleteBehavior.ClientSetNull;
        if (!key.IsRequired)
            return DeleteBehavior.ClientSetNull;
        // SQL Server: two cascading paths of a many-to-many to one table would be a cycle.
        if ((key.Dependent.Model.Options.Store & Store.SqlServer) != 0 && key.SkipNavigations.Count > 0)
        {
            var navigation = key.SkipNavigations[0];
            if (navigation.Inverse is { } inverse && Tables.TableOf(navigation.DeclaringType) is { } one && Tables.TableOf(navigation.Target) is { } two && one == two)
            {
                var isFirst = navigation.DeclaringType != navigation.Target
                    ? string.CompareOrdinal(navigation.DeclaringType.Name, navigation.Target.Name) < 0
                    : string.CompareOrdinal(navigation.Name, inverse.Name) < 0;
                if (isFirst)
                    return DeleteBehavior.ClientCascade;
            }
        }

        return DeleteBehavior.Cascade;
    }

    private static ReferentialAction ReferentialActionOf(EfForeignKey key) => DeleteBehaviorOf(key) switch
    {
        DeleteBehavior.Cascade => ReferentialAction.Cascade,
        DeleteBehavior.SetNull => ReferentialAction.SetNull,
        DeleteBehavior.Restrict => ReferentialAction.Restrict,
        _ => ReferentialAction.NoAction,
    };

    private Table Build(TableProjection table)
    {
        var isTable = table.Kind == TableKind.Table;
        var main = table.EntityTypes.Count > 0 ? table.EntityTypes[0] : null;
        var unknown = new List<UnknownFact>();
        var checks = new List<CheckConstraint>();
        int? seeds = null;
        foreach (var entity in table.EntityTypes)
        {
            foreach (var fact in entity.Unknown)
            {
                if (!unknown.Contains(fact))
                    unknown.Add(fact);
            }

            if (entity.SeedRows is { } rows)
                seeds = (seeds ?? 0) + rows;
            foreach (var check in entity.Checks)
            {
                if (isTable && !checks.Exists(other => other.Name == check.Name))
                    checks.Add(new CheckConstraint(check.DatabaseName ?? check.Name, check.Sql) { Origin = check.Origin });
            }
        }

        return new Table(table.Name)
        {
            Kind = table.Kind,
            Columns = table.ColumnOrder.Select(name => table.Columns[name]).ToArray(),
            PrimaryKey = isTable && main is not null ? PrimaryKeyOf(table, main) : null,
            UniqueKeys = isTable ? UniqueKeys(table) : default(EquatableArray<Key>),
            Indexes = isTable ? Indexes(table) : default(EquatableArray<TableIndex>),
            ForeignKeys = isTable ? ForeignKeys(table) : default(EquatableArray<ForeignKey>),
            Checks = checks,
            Unknown = unknown,
            SeedRows = seeds,
            IsTemporal = table.EntityTypes.Exists(static entity => entity.IsTemporal),
            Origin = main?.Origin ?? Origin.None,
        };
    }

    private Key? PrimaryKeyOf(TableProjection table, EfEntityType main)
    {
        if (main.PrimaryKey is not { } primary || table.ColumnsOf(primary.Properties) is not { } columns)
            return null;
        var isOwn = Inheritance.MappingOf(main) is InheritanceMapping.None or InheritanceMapping.TablePerHierarchy || main.BaseType is null;
        var name = (isOwn ? primary.Name.Value : null) ?? Names.Truncate(Names.Rewrite(model.Options.Naming, "PK_" + table.Name.Name), Max);
        return new Key(name, columns) { IsPrimary = true, IsClustered = primary.Clustered.Value, Origin = primary.Origin };
    }

    private static EquatableArray<Key> UniqueKeys(TableProjection table)
    {
        var found = new List<Key>();
        foreach (var pair in table.KeyNames)
        {
            if (table.ColumnsOf(pair.Key.Properties) is { } columns && !found.Exists(key => key.Name == pair.Value))
                found.Add(new Key(pair.Value, columns) { IsClustered = pair.Key.Clustered.Value, Origin = pair.Key.Origin });
        }

        return found;
    }

    private EquatableArray<ForeignKey> ForeignKeys(TableProjection table)
    {
        var found = new List<ForeignKey>(table.BaseLinks);
        foreach (var pair in table.ForeignKeyNames)
        {
            var key = pair.Key;
            if (Tables.TableOf(key.Principal) is not { } name || !tables.TryGetValue(name, out var principal)
                || table.ColumnsOf(key.Properties!) is not { } columns || principal.ColumnsOf(key.PrincipalKey!.Properties) is not { } referred)
                continue;
            found.Add(new ForeignKey(pair.Value, columns, name, referred)
            {
                OnDelete = ReferentialActionOf(key),
                IsRequired = key.IsRequired,
                IsUnique = key.IsUnique,
                Origin = key.Origin,
            });
        }

        return found;
    }
}
