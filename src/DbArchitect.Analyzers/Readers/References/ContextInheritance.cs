using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// Completes a context that derives from one of a referenced assembly: what the base configures is in a body that the compilation cannot see, but in
/// the base's schema.
/// </summary>
internal static class ContextInheritance
{
    /// <summary>Cyclic inheritance compiles in an editor.</summary>
    private const int MaxBases = 32;

    public static Schema Complete(Schema own, KnownTypes types, EquatableArray<Schema> referenced) =>
        referenced.IsEmpty || BaseOf(own, types, referenced) is not { } inherited ? own : Complete(own, inherited);

    private static Schema? BaseOf(Schema own, KnownTypes types, EquatableArray<Schema> referenced)
    {
        var type = types.Get(own.Context)?.BaseType;
        for (var i = 0; type is not null && i < MaxBases; i++, type = type.BaseType)
        {
            if (type.Equals(types.DbContext, SymbolEqualityComparer.Default))
                return null;
            var name = type.MetadataName;
            foreach (var schema in referenced)
            {
                // The full name is compared only where the last part fits.
                if (schema.Context.EndsWith(name, StringComparison.Ordinal)
                    && types.Get(schema.Context) is { } context
                    && context.Equals(type.OriginalDefinition, SymbolEqualityComparer.Default))
                {
                    return schema;
                }
            }
        }

        return null;
    }

    private static Schema Complete(Schema own, Schema inherited)
    {
        var renamed = new Dictionary<TableName, TableName>();
        var entities = new List<Entity>();
        foreach (var entity in own.Entities)
        {
            if (inherited.FindEntity(entity.Name) is not { } known)
            {
                entities.Add(entity);
                continue;
            }

            entities.Add(Complete(entity, known));
            if (entity.Table is { } guessed && known.Table is { } table && IsGuess(entity, guessed))
                renamed[guessed] = table;
        }

        foreach (var entity in inherited.Entities)
        {
            if (own.FindEntity(entity.Name) is null)
                entities.Add(entity);
        }

        return new Schema(own.Context, own.Store == Store.Unknown ? inherited.Store : own.Store, Tables(own, inherited, renamed), entities)
        {
            Unknown = Unknown(own, inherited),
            LazyLoading = own.LazyLoading ?? inherited.LazyLoading,
            TracksByDefault = own.TracksByDefault ?? inherited.TracksByDefault,
            SplitsByDefault = own.SplitsByDefault ?? inherited.SplitsByDefault,
            InterceptsSaves = own.InterceptsSaves ?? inherited.InterceptsSaves,
            ParameterLists = own.ParameterLists,
            Origin = own.Origin,
        };
    }

    /// <summary>Whether the table's name is what conventions give, which the base's configuration overrules.</summary>
    private static bool IsGuess(Entity entity, TableName table) =>
        string.Equals(table.Name, entity.DbSet, StringComparison.OrdinalIgnoreCase)
        || string.Equals(table.Name, entity.ClrType.Substring(entity.ClrType.LastIndexOfAny(['.', '+']) + 1), StringComparison.OrdinalIgnoreCase);

    /// <summary>The base has read its own configuration; the derived context may have added to it.</summary>
    private static Entity Complete(Entity own, Entity inherited)
    {
        var properties = new List<EntityProperty>(inherited.Properties);
        foreach (var property in own.Properties)
        {
            if (inherited.FindProperty(property.Path) is null)
                properties.Add(property);
        }

        var navigations = new List<Navigation>(inherited.Navigations);
        foreach (var navigation in own.Navigations)
        {
            if (inherited.FindNavigation(navigation.Name) is null)
                navigations.Add(navigation);
        }

        return inherited with
        {
            Table = own.Table is { } table && !IsGuess(own, table) ? table : inherited.Table,
            Properties = properties,
            Navigations = navigations,
            QueryFilter = own.QueryFilter.IsKnown ? own.QueryFilter : inherited.QueryFilter,
            DbSet = own.DbSet.Length > 0 ? own.DbSet : inherited.DbSet,
            MarkedOnDelete = own.MarkedOnDelete.IsEmpty ? inherited.MarkedOnDelete : own.MarkedOnDelete,
            StampedOnUpdate = own.StampedOnUpdate.IsEmpty ? inherited.StampedOnUpdate : own.StampedOnUpdate,
            Origin = own.Origin,
        };
    }

    private static List<Table> Tables(Schema own, Schema inherited, Dictionary<TableName, TableName> renamed)
    {
        var tables = new List<Table>();
        var added = new HashSet<TableName>();
        foreach (var table in own.Tables)
        {
            var name = NameOf(table.Name);
            if (!added.Add(name))
                continue;
            tables.Add(inherited.FindTable(name) is { } known ? Complete(table, known) : table with { ForeignKeys = ForeignKeys(table.ForeignKeys) });
        }

        foreach (var table in inherited.Tables)
        {
            if (added.Add(table.Name))
                tables.Add(table);
        }

        return tables;

        TableName NameOf(TableName name) => renamed.TryGetValue(name, out var known) ? known : name;

        List<ForeignKey> ForeignKeys(EquatableArray<ForeignKey> keys)
        {
            var result = new List<ForeignKey>(keys.Count);
            foreach (var key in keys)
                result.Add(key with { Principal = NameOf(key.Principal) });
            return result;
        }
    }

    private static Table Complete(Table own, Table inherited)
    {
        var columns = new List<Column>(inherited.Columns);
        foreach (var column in own.Columns)
        {
            if (inherited.FindColumn(column.Name) is null && !HasProperty(inherited, column.Property))
                columns.Add(column);
        }

        var indexes = new List<TableIndex>(inherited.Indexes);
        foreach (var index in own.Indexes)
        {
            // What a convention gives here, it gave there, after configuration that is not visible here.
            if (!index.IsConvention && !HasIndex(inherited, index))
                indexes.Add(index);
        }

        return inherited with { Columns = columns, Indexes = indexes, RowCount = own.RowCount ?? inherited.RowCount, Origin = own.Origin };
    }

    private static bool HasProperty(Table table, string property)
    {
        if (property.Length == 0)
            return false;
        foreach (var column in table.Columns)
        {
            if (string.Equals(column.Property, property, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool HasIndex(Table table, TableIndex index)
    {
        foreach (var known in table.Indexes)
        {
            if (known.Columns.Equals(index.Columns) && known.Filter.Equals(index.Filter))
                return true;
        }

        return false;
    }

    /// <summary>That the base could not be followed is settled; what the base itself could not follow is not.</summary>
    private static List<UnknownFact> Unknown(Schema own, Schema inherited)
    {
        var simpleName = inherited.Context.Substring(inherited.Context.LastIndexOfAny(['.', '+']) + 1);
        var unknown = new List<UnknownFact>(inherited.Unknown);
        foreach (var fact in own.Unknown)
        {
            if (!fact.Reason.StartsWith(simpleName + ".OnModelCreating ", StringComparison.Ordinal))
                unknown.Add(fact);
        }

        return unknown;
    }
}
