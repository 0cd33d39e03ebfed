using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A filter or order that cannot be translated: the query throws InvalidOperationException when it runs.</summary>
internal sealed class ClientEvaluation() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2301",
        title: "Query that cannot be translated",
        messageFormat: "{0} cannot be translated to SQL, so that the query throws when it runs: {1}. Write it with columns, or filter after loading",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        // In-memory runs anything; what is no query of EF Core is not translated at all.
        if (query.FrontEnd != FrontEnd.Linq || query.Sources.IsEmpty || query.Sources[0].Table is null || context.Schema is not { } schema || !schema.Store.IsRelational())
            yield break;
        foreach (var part in query.Untranslatable)
        {
            if (part.Entity.Length == 0 || IsUnmapped(part, schema))
                yield return Finding.Of(part.Origin, part.Detail, part.Reason);
        }
    }

    private static bool IsUnmapped(Untranslatable part, Schema schema)
    {
        if (schema.FindEntityOfType(part.Entity) is not { Table: { } name } entity || schema.FindTable(name)?.Knows(TableAspects.Columns) != true || !schema.Knows(TableAspects.Columns))
            return false;
        foreach (var property in entity.Properties)
        {
            // A complex property is the beginning of the paths of its own.
            if (property.Path.StartsWith(part.Property, StringComparison.Ordinal) && (property.Path.Length == part.Property.Length || property.Path[part.Property.Length] == '.'))
                return false;
        }

        return entity.FindNavigation(part.Property) is null;
    }
}
