using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A tracked entity is looked up by its primary key with First: Find would look among the tracked ones before it asks the database. A house rule.</summary>
internal sealed class FirstByKey() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2110",
        title: "First by primary key instead of Find",
        messageFormat: "{0} on {1} by its primary key always asks the database. Find looks among the tracked entities first",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: false);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Terminal: { Kind: TerminalKind.Single } terminal, Projection.Kind: ProjectionKind.Entity, IsTracked: true, IgnoresFilters: false } || !query.IsComplete())
            yield break;
        if (terminal.Name.StartsWith("Find", StringComparison.Ordinal) || !query.Includes.IsEmpty || !query.Sort.IsEmpty || query.Sources.Count != 1)
            yield break;
        // Find does not apply query filters to what is tracked already.
        if (context.Schema is not { } schema || schema.FindEntity(query.Sources[0].Entity) is not { QueryFilter.IsAbsent: true } entity)
            yield break;
        if (entity.Table is not { } name || schema.FindTable(name)?.PrimaryKey is not { Columns: [var key] })
            yield break;
        var filter = query.Filter is AllOf { Operands: [var only] } ? only : query.Filter;
        if (filter is Comparison { Operator: Comparator.Equal, Value: Parameter or Constant { Text: not null }, Column: { Source: 0 } column } && string.Equals(column.Column, key, StringComparison.OrdinalIgnoreCase))
            yield return Finding.Of(terminal.Origin, terminal.Name, query.RootName).WithFix(entity.Key is [var property] ? new UseFind(property) : null);
    }
}
