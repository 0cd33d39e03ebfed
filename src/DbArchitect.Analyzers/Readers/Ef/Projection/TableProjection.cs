using System;
using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>One table while it is put together: which entity types share it, and what they bring.</summary>
internal sealed class TableProjection(TableName name, TableKind kind)
{
    public TableName Name { get; } = name;

    public TableKind Kind { get; } = kind;

    /// <summary>The main type first.</summary>
    public List<EfEntityType> EntityTypes { get; } = [];

    public Dictionary<string, Column> Columns { get; } = new(StringComparer.Ordinal);

    public List<string> ColumnOrder { get; } = [];

    public Dictionary<EfProperty, string> ColumnOf { get; } = [];

    public Dictionary<EfKey, string> KeyNames { get; } = [];

    public Dictionary<EfIndex, string> IndexNames { get; } = [];

    public Dictionary<EfForeignKey, string> ForeignKeyNames { get; } = [];

    public List<ForeignKey> BaseLinks { get; } = [];

    public void Add(EfEntityType entity)
    {
        if (EntityTypes.Contains(entity))
            return;
        var isMain = EntityTypes.Count > 0 && !Tables.RowInternal(entity, Name).Any() && !EntityTypes.Exists(other => other.IsAssignableFrom(entity))
            && !entity.IsOwned;
        if (isMain)
            EntityTypes.Insert(0, entity);
        else
            EntityTypes.Add(entity);
    }

    /// <param name="isDependent">The property's type shares the row of another, whose column it is when both name it.</param>
    public void AddColumn(EfProperty property, string column, Column value, bool isDependent)
    {
        ColumnOf[property] = column;
        if (!Columns.TryGetValue(column, out var existing))
        {
            ColumnOrder.Add(column);
            Columns[column] = value;
            return;
        }

        // Shared by several properties: it takes null only when all of them do.
        if (!isDependent && existing.IsNullable == true && value.IsNullable == false)
            Columns[column] = existing with { IsNullable = false };
    }

    /// <summary>The columns of a list of properties; null when one of them is not stored in this table.</summary>
    public List<string>? ColumnsOf(IEnumerable<EfProperty> properties)
    {
        var found = new List<string>();
        foreach (var property in properties)
        {
            if (!ColumnOf.TryGetValue(property, out var column))
                return null;
            found.Add(column);
        }

        return found;
    }
}
