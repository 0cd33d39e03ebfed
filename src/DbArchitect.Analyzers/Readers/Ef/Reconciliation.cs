using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// Joins what the code says with what the snapshot of the last migration says. The code is newer where both speak; the snapshot fills what the
/// code reader could not follow. Query filters are in no snapshot.
/// </summary>
internal static class Reconciliation
{
    private const TableAspects Fillable = TableAspects.All & ~TableAspects.QueryFilters;

    public static Schema Merge(Schema code, Schema snapshot)
    {
        var general = TableAspects.None;
        foreach (var fact in code.Unknown)
            general |= fact.Aspects;
        var doubtful = (general & Fillable) != 0;
        if (!doubtful && code.Tables.Items.All(static table => table.Unknown.IsEmpty))
            return code;
        // A snapshot that itself cannot be followed, for example because it does not compile, tells nothing.
        if (!snapshot.Unknown.IsEmpty)
            return code;
        var entities = new Dictionary<string, Entity>(StringComparer.Ordinal);
        foreach (var entity in snapshot.Entities)
            entities[entity.Name] = entity;
        var renamed = new Dictionary<TableName, TableName>();
        var tables = new List<Table>();
        foreach (var table in code.Tables)
        {
            var aspects = general;
            foreach (var fact in table.Unknown)
                aspects |= fact.Aspects;
            var known = (aspects & Fillable) == 0 ? null : Counterpart(table, aspects, code, snapshot, entities);
            if (known is null || !known.Unknown.IsEmpty)
            {
                // What is not known of the model as a whole is not known of this table, and the snapshot does not help.
                tables.Add(doubtful ? table with { Unknown = [.. table.Unknown, .. code.Unknown] } : table);
                continue;
            }

            if (known.Name != table.Name)
                renamed[table.Name] = known.Name;
            tables.Add(Fill(table, known, aspects));
        }

        if (doubtful)
        {
            foreach (var table in snapshot.Tables)
            {
                if (table.Unknown.IsEmpty && !tables.Exists(other => other.Name == table.Name) && !renamed.ContainsKey(table.Name))
                    tables.Add(table);
            }
        }

        var merged = new List<Entity>();
        foreach (var entity in code.Entities)
            merged.Add(Fill(entity, entities, code, general, renamed));
        if (doubtful)
            merged.AddRange(snapshot.Entities.Items.Where(entity => code.FindEntity(entity.Name) is null));
        return new Schema(code.Context, code.Store, tables, merged)
        {
            Unknown = Remaining(code.Unknown),
            LazyLoading = code.LazyLoading,
            TracksByDefault = code.TracksByDefault,
            SplitsByDefault = code.SplitsByDefault,
            InterceptsSaves = code.InterceptsSaves,
            ParameterLists = code.ParameterLists,
            Origin = code.Origin,
        };
    }

    private static EquatableArray<UnknownFact> Remaining(EquatableArray<UnknownFact> facts)
    {
        var left = new List<UnknownFact>();
        foreach (var fact in facts)
        {
            if ((fact.Aspects & ~Fillable) != 0)
                left.Add(fact with { Aspects = fact.Aspects & ~Fillable });
        }

        return left;
    }

    /// <summary>The snapshot's table: of the same name, or when that is what is not known, that of the same entity.</summary>
    private static Table? Counterpart(Table table, TableAspects aspects, Schema code, Schema snapshot, Dictionary<string, Entity> entities)
    {
        if ((aspects & TableAspects.Name) != 0)
        {
            foreach (var entity in code.Entities)
            {
                if (entity.Table == table.Name && entity.Base is null && !entity.IsOwned && entities.TryGetValue(entity.Name, out var known) && known.Table is { } name)
                    return snapshot.FindTable(name);
            }
        }

        return snapshot.FindTable(table.Name);
    }

    private static Table Fill(Table table, Table known, TableAspects aspects)
    {
        if ((aspects & TableAspects.Name) != 0 && known.Name != table.Name)
        {
            // Every name in it may be another one.
            return known with { Unknown = Remaining(table.Unknown), Origin = table.Origin, SeedRows = table.SeedRows };
        }

        return table with
        {
            Columns = (aspects & TableAspects.Columns) != 0 ? Columns(table, known) : table.Columns,
            PrimaryKey = (aspects & TableAspects.Keys) != 0 ? known.PrimaryKey ?? table.PrimaryKey : table.PrimaryKey,
            UniqueKeys = (aspects & TableAspects.Keys) != 0 ? Union(table.UniqueKeys, known.UniqueKeys, static key => key.Name) : table.UniqueKeys,
            Indexes = (aspects & TableAspects.Indexes) != 0 ? Union(table.Indexes, known.Indexes, static index => index.Name) : table.Indexes,
            ForeignKeys = (aspects & TableAspects.ForeignKeys) != 0 ? Union(table.ForeignKeys, known.ForeignKeys, static key => key.Name) : table.ForeignKeys,
            Unknown = Remaining(table.Unknown),
        };
    }

    private static EquatableArray<T> Union<T>(EquatableArray<T> own, EquatableArray<T> more, Func<T, string> nameOf)
    {
        var all = new List<T>(own.Items);
        foreach (var item in more)
        {
            if (!all.Exists(other => string.Equals(nameOf(other), nameOf(item), StringComparison.OrdinalIgnoreCase)))
                all.Add(item);
        }

        return all;
    }

    /// <summary>Columns of both; what the code left open is what the snapshot says.</summary>
    private static EquatableArray<Column> Columns(Table table, Table known)
    {
        var all = new List<Column>();
        foreach (var column in table.Columns)
        {
            var other = known.FindColumn(column.Name);
            all.Add(other is not null && column.StoreType.IsUnknown
                ? column with { StoreType = other.StoreType, MaxLength = other.MaxLength, Precision = other.Precision, Scale = other.Scale, DefaultSql = column.DefaultSql.IsUnknown ? other.DefaultSql : column.DefaultSql }
                : column);
        }

        foreach (var column in known.Columns)
        {
            if (table.FindColumn(column.Name) is null)
                all.Add(column);
        }

        return all;
    }

    private static Entity Fill(Entity entity, Dictionary<string, Entity> entities, Schema code, TableAspects general, Dictionary<TableName, TableName> renamed)
    {
        if (entity.Table is not { } name || !entities.TryGetValue(entity.Name, out var known))
            return entity;
        if (renamed.TryGetValue(name, out var to))
        {
            return known with
            {
                QueryFilter = entity.QueryFilter.IsAbsent ? entity.QueryFilter : Fact<Predicate>.Unknown,
                DbSet = entity.DbSet,
                MarkedOnDelete = entity.MarkedOnDelete,
                StampedOnUpdate = entity.StampedOnUpdate,
                Origin = entity.Origin,
            };
        }

        var aspects = general;
        foreach (var fact in code.FindTable(name)?.Unknown ?? default)
            aspects |= fact.Aspects;
        if ((aspects & TableAspects.Columns) == 0)
            return entity;
        var properties = new List<EntityProperty>(entity.Properties.Items);
        properties.AddRange(known.Properties.Items.Where(property => entity.FindProperty(property.Path) is null));
        var navigations = new List<Navigation>(entity.Navigations.Items);
        navigations.AddRange(known.Navigations.Items.Where(navigation => entity.FindNavigation(navigation.Name) is null));
        return entity with { Properties = properties, Navigations = navigations };
    }
}
