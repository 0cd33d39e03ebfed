using System;
using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model;

/// <summary>
/// One database as one source describes it: a DbContext, a folder of DDL, a schema file. What the reader could not follow is listed, not guessed.
/// </summary>
internal sealed class Schema
{
    private readonly Dictionary<TableName, Table> tables = [];
    private readonly Dictionary<string, Entity> entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> byClrType = new(StringComparer.Ordinal);
    private readonly HashSet<TableName> referenced = [];

    public Schema(string context, Store store, EquatableArray<Table> tables, EquatableArray<Entity> entities)
    {
        Context = context;
        Store = store;
        Tables = tables;
        Entities = entities;
        foreach (var table in tables)
        {
            this.tables[table.Name] = table;
            foreach (var key in table.ForeignKeys)
                referenced.Add(key.Principal);
        }

        foreach (var entity in entities)
        {
            this.entities[entity.Name] = entity;
            if (!entity.IsOwned && entity.ClrType.Length > 0)
                byClrType[entity.ClrType] = entity;
        }
    }

    /// <summary>The DbContext's metadata name; empty for a schema that comes from DDL or a file.</summary>
    public string Context { get; }

    public Store Store { get; }

    public EquatableArray<Table> Tables { get; }

    public EquatableArray<Entity> Entities { get; }

    /// <summary>Facts that could not be read and concern the model as a whole: any entity may be affected.</summary>
    public EquatableArray<UnknownFact> Unknown { get; init; }

    /// <summary>Whether lazy loading proxies are configured; null when the options are not visible.</summary>
    public bool? LazyLoading { get; init; }

    /// <summary>Whether the context tracks by default; null when not visible.</summary>
    public bool? TracksByDefault { get; init; }

    /// <summary>Whether queries split by default (UseQuerySplittingBehavior); null when not visible.</summary>
    public bool? SplitsByDefault { get; init; }

    /// <summary>SaveChanges is overridden or intercepted: set-based writes would bypass it. Null when not visible.</summary>
    public bool? InterceptsSaves { get; init; }

    /// <summary>How the context sends a list in memory (<c>ids.Contains(x.Id)</c>): by provider, version and configuration; unknown when not visible.</summary>
    public ListForm ParameterLists { get; init; }

    /// <summary>The context, file or assembly.</summary>
    public Origin Origin { get; init; }

    /// <summary>The same schema with other contents.</summary>
    public Schema With(Store store, EquatableArray<Table> tables, EquatableArray<Entity> entities, EquatableArray<UnknownFact> unknown) =>
        new(Context, store, tables, entities)
        {
            Unknown = unknown,
            LazyLoading = LazyLoading,
            TracksByDefault = TracksByDefault,
            SplitsByDefault = SplitsByDefault,
            InterceptsSaves = InterceptsSaves,
            ParameterLists = ParameterLists,
            Origin = Origin,
        };

    public Table? FindTable(TableName name) => tables.TryGetValue(name, out var table) ? table : null;

    /// <summary>Whether a foreign key refers to the table.</summary>
    public bool IsReferenced(TableName name) => referenced.Contains(name);

    /// <summary>By EF's entity type name (see <see cref="Entity.Name"/>).</summary>
    public Entity? FindEntity(string name) => entities.TryGetValue(name, out var entity) ? entity : null;

    /// <summary>The entity that maps a class by itself, not as an owned type.</summary>
    public Entity? FindEntityOfType(string clrType) => byClrType.TryGetValue(clrType, out var entity) ? entity : null;

    public bool Knows(TableAspects aspects)
    {
        foreach (var unknown in Unknown)
        {
            if ((unknown.Aspects & aspects) != 0)
                return false;
        }

        return true;
    }
}

/// <summary>All schemas that a compilation sees: its own contexts, those of its references, schema files.</summary>
internal sealed class SchemaSet(EquatableArray<Schema> schemas)
{
    public static SchemaSet Empty { get; } = new(default);

    public EquatableArray<Schema> Schemas { get; } = schemas;

    /// <summary>The schema of a context class; null when it was not seen.</summary>
    public Schema? OfContext(string contextType)
    {
        foreach (var schema in Schemas)
        {
            if (schema.Context == contextType)
                return schema;
        }

        return null;
    }

    /// <summary>
    /// The one schema that maps a class, for queries whose context is not visible (a generic repository). Null when none or several do.
    /// </summary>
    public Schema? MappingType(string clrType)
    {
        Schema? found = null;
        foreach (var schema in Schemas)
        {
            if (schema.FindEntityOfType(clrType) is null)
                continue;
            if (found is not null)
                return null;
            found = schema;
        }

        return found;
    }
}
