using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Turns columns into the properties of the entity that declares, or should declare, an index: the terms of model code.</summary>
internal static class IndexDeclarations
{
    /// <summary>
    /// An edit that declares <paramref name="candidate"/>: in the code of the model, else in the scripts that create the table. Null when no entity maps all of its
    /// columns by plain properties, and the table's truth is elsewhere.
    /// </summary>
    /// <param name="entityName">The entity that the query asks; empty when it is not known.</param>
    public static Edit? Add(CandidateIndex candidate, Schema schema, string entityName, string name = "") =>
        InCode(candidate, schema, entityName, name) ?? (Edit?)InScript(candidate, schema);

    /// <summary>An edit that removes an index from where it is declared; null when that is out of reach.</summary>
    public static Edit? Remove(Table table, TableIndex index, Schema schema)
    {
        if (index.Origin.Script is null || !IsInScripts(table))
            return Of(table, index, schema) is { } declaration ? new RemoveIndex(declaration) : null;
        return OfScript(index) is { Name.Length: > 0 } removed ? new WriteScript(table.Name, schema.Store, table.Origin.Script!) { Removed = removed } : null;
    }

    /// <summary>An edit that declares <paramref name="candidate"/> in the code of the model.</summary>
    public static AddIndex? InCode(CandidateIndex candidate, Schema schema, string entityName, string name)
    {
        var (columns, descending, operators) = KeyOf(candidate);
        if (Of(candidate.Table, columns, schema, entityName) is not { } declaration)
            return null;
        var replaced = candidate.Replaced is { } index ? Of(candidate.Table, index, schema) : null;
        return new AddIndex(declaration with
        {
            Name = name,
            Descending = descending,
            OperatorClasses = operators,
            // A column is a key or carried along, not both.
            Included = replaced is null ? default(EquatableArray<string>) : NotAmong(replaced.Included, [.. declaration.Properties]),
        })
        {
            Replaced = replaced,
        };
    }

    /// <summary>The columns of an index to be; their directions and operator classes, each empty when none is said.</summary>
    private static (List<string> Columns, EquatableArray<bool> Descending, EquatableArray<string> OperatorClasses) KeyOf(CandidateIndex candidate)
    {
        var columns = new List<string>();
        var descending = new List<bool>();
        var operators = new List<string>();
        foreach (var column in candidate.Columns)
        {
            columns.Add(column.Column);
            descending.Add(column.IsDescending);
            operators.Add(column.OperatorClass);
        }

        return (columns, descending.Contains(true) ? descending : default(EquatableArray<bool>), operators.Exists(static text => text.Length > 0) ? operators : default(EquatableArray<string>));
    }

    private static WriteScript? InScript(CandidateIndex candidate, Schema schema)
    {
        if (!IsInScripts(candidate.Table))
            return null;
        var (columns, descending, operators) = KeyOf(candidate);
        // An index without a name cannot be dropped, and a unique one is a rule about the data besides: the new one then stands beside it.
        var removed = candidate.Replaced is { IsUnique: false } replaced && OfScript(replaced) is { Name.Length: > 0 } named ? named : null;
        return new WriteScript(candidate.Table.Name, schema.Store, candidate.Table.Origin.Script!)
        {
            Added = new ScriptIndex(columns)
            {
                Descending = descending,
                OperatorClasses = operators,
                Filter = removed?.Filter ?? "",
                Included = removed is null ? default(EquatableArray<string>) : NotAmong(removed.Included, columns),
            },
            Removed = removed,
        };
    }

    /// <summary>Whether the scripts of this project create the table, and no entity stands for it.</summary>
    private static bool IsInScripts(Table table) => table.Origin.Script is not null;

    private static ScriptIndex? OfScript(TableIndex index)
    {
        if (index.Origin.Script is null || index.Filter.IsUnknown)
            return null;
        var columns = new List<string>();
        var descending = new List<bool>();
        foreach (var column in index.Columns)
        {
            if (column.Expression is not null)
                return null;
            columns.Add(column.Column);
            descending.Add(column.IsDescending);
        }

        return new ScriptIndex(columns)
        {
            Name = index.Name,
            Descending = descending.Contains(true) ? descending : default(EquatableArray<bool>),
            IsUnique = index.IsUnique,
            Filter = index.Filter.IsKnown ? index.Filter.Value! : "",
            Included = index.Included,
        };
    }

    private static List<string> NotAmong(EquatableArray<string> included, List<string> columns)
    {
        var left = new List<string>();
        foreach (var name in included)
        {
            if (!columns.Exists(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase)))
                left.Add(name);
        }

        return left;
    }

    /// <summary>The declaration of an existing index; null when it has none in the model.</summary>
    public static IndexDeclaration? Of(Table table, TableIndex index, Schema schema)
    {
        var columns = new List<string>();
        var descending = new List<bool>();
        var operators = new List<string>();
        foreach (var column in index.Columns)
        {
            if (column.Expression is not null)
                return null;
            columns.Add(column.Column);
            descending.Add(column.IsDescending);
            operators.Add(column.OperatorClass ?? "");
        }

        if (index.IsConvention || Of(table, columns, schema, index.Entity) is not { } declaration)
            return null;
        var included = new List<string>();
        foreach (var column in index.Included)
        {
            if (EntityOf(table, columns, schema, index.Entity) is not { } entity || PathOf(entity, table, column) is not { } path)
                return null;
            included.Add(path);
        }

        return declaration with
        {
            Included = included,
            Name = index.ModelName ?? "",
            Descending = descending.Contains(true) ? descending : default(EquatableArray<bool>),
            IsUnique = index.IsUnique,
            Filter = index.Filter.IsKnown ? index.Filter.Value! : "",
            OperatorClasses = operators.Exists(static text => text.Length > 0) ? operators : default(EquatableArray<string>),
        };
    }

    private static IndexDeclaration? Of(Table table, List<string> columns, Schema schema, string entityName)
    {
        if (EntityOf(table, columns, schema, entityName) is not { } entity)
            return null;
        var paths = new List<string>();
        foreach (var column in columns)
        {
            if (PathOf(entity, table, column) is not { } path)
                return null;
            paths.Add(path);
        }

        var declaration = new IndexDeclaration(entity.ClrType, paths) { Context = schema.Context };
        if (!entity.IsOwned)
            return declaration;
        return OwnershipOf(entity, schema) is var (owner, navigation) ? declaration with { Owner = owner, Navigation = navigation } : null;
    }

    /// <summary>The entity highest in its hierarchy that maps all columns.</summary>
    private static Entity? EntityOf(Table table, List<string> columns, Schema schema, string entityName)
    {
        var entity = (entityName.Length > 0 ? schema.FindEntity(entityName) ?? schema.FindEntityOfType(entityName) : null) is { } named && MapsAll(named, table, columns) ? named : null;
        if (entity is null)
        {
            foreach (var candidate in schema.Entities)
            {
                if (candidate.Table == table.Name && MapsAll(candidate, table, columns))
                {
                    entity = candidate;
                    break;
                }
            }
        }

        for (var i = 0; entity?.Base is { } name && i < Conjuncts.MaxDepth && schema.FindEntity(name) is { } parent && MapsAll(parent, table, columns); i++)
            entity = parent;
        return entity is null || entity.ClrType.Length == 0 ? null : entity;
    }

    /// <summary>Who owns the entity, and by which navigation; null when its class is owned in several places, of which an index would then concern all.</summary>
    private static (string Owner, string Navigation)? OwnershipOf(Entity entity, Schema schema)
    {
        foreach (var other in schema.Entities)
        {
            if (other.ClrType == entity.ClrType && other.Name != entity.Name)
                return null;
        }

        if (entity.Owner is not { } name || schema.FindEntity(name) is not { IsOwned: false, ClrType.Length: > 0 } owner)
            return null;
        foreach (var navigation in owner.Navigations)
        {
            if (navigation.Target == entity.Name && navigation is { IsOwned: true, IsJson: false })
                return navigation.IsCollection ? null : (owner.ClrType, navigation.Name);
        }

        return null;
    }

    private static bool MapsAll(Entity entity, Table table, List<string> columns)
    {
        foreach (var column in columns)
        {
            if (PathOf(entity, table, column) is null)
                return false;
        }

        return true;
    }

    /// <summary>The property of a column, when it belongs to the entity itself: an index cannot name a member of an owned or complex type.</summary>
    private static string? PathOf(Entity entity, Table table, string column)
    {
        foreach (var property in entity.Properties)
        {
            if (property.Table == table.Name && string.Equals(property.Column, column, StringComparison.OrdinalIgnoreCase))
                return property.Path.IndexOf('.') < 0 ? property.Path : null;
        }

        return null;
    }
}
