using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>FromSql over an entity must give every column that is mapped: EF Core throws otherwise.</summary>
internal sealed class MissingResultColumn() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5030",
        title: "Result lacks a mapped column",
        messageFormat: "The result has no column '{0}', which EF Core needs to make {1}: the query throws. Select all mapped columns, or map the row to a type of its own with SqlQuery",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { FrontEnd: FrontEnd.EfSql, Mapping: { } mapping, Output: { } output } || !query.Terminal.Name.StartsWith("FromSql", StringComparison.Ordinal))
            yield break;
        if (context.Schema is not { } schema || schema.FindEntityOfType(mapping.Type) is not { Table: { } name, Base: null } entity || schema.FindTable(name) is not { } table
            || !table.Knows(TableAspects.Columns) || IsShared(schema, entity, name))
        {
            yield break;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in output)
        {
            if (column.IsOfStar)
                yield break;
            names.Add(column.Name);
        }

        foreach (var column in table.Columns)
        {
            if (!names.Contains(column.Name) && column.Property.Length > 0)
            {
                yield return Finding.Of(query.Projection.Origin, column.Name, entity.Name.Substring(entity.Name.LastIndexOfAny(['.', '+']) + 1));
                yield break;
            }
        }
    }

    /// <summary>Other entities in the same table have columns that this one does not need.</summary>
    private static bool IsShared(Schema schema, Entity entity, TableName table)
    {
        foreach (var other in schema.Entities)
        {
            if (other.Name != entity.Name && other.Table == table)
                return true;
        }

        return false;
    }
}
