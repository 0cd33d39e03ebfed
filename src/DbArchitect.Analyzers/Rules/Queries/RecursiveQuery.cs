using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A tree is walked by a method that calls itself and queries the children of each node.</summary>
internal sealed class RecursiveQuery() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2005",
        title: "One query for each node of a tree",
        messageFormat: "{0} calls itself and queries {1} by {2} each time: one round trip for every node of the tree. Load the tree with one recursive query, or all rows and connect them in memory",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        foreach (var call in unit.Calls)
        {
            if (!call.IsRecursive || !call.Query.IsAtRunTime || call.Query.Sources is not [{ Table: { } name } root, ..])
                continue;
            var schema = schemas.OfContext(call.Query.Context) ?? (root.Entity.Length > 0 ? schemas.MappingType(root.Entity) : null);
            if (schema?.FindTable(name) is not { } table || SelfReference(call.Query.Filter, table, 0) is not { } column)
                continue;
            yield return Finding.Of(call.Query.Terminal.Origin, call.Method, root.Name, column) with { Additional = new[] { call.Origin } };
        }
    }

    private static string? SelfReference(Predicate filter, Table table, int depth)
    {
        switch (filter)
        {
            case Comparison { Operator: Comparator.Equal, Column: { Source: 0 } column, Value: Parameter }:
                foreach (var key in table.ForeignKeys)
                {
                    if (key.Principal == table.Name && key.Columns is [var only] && string.Equals(only, column.Column, System.StringComparison.OrdinalIgnoreCase))
                        return only;
                }

                break;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    if (SelfReference(operand, table, depth + 1) is { } found)
                        return found;
                }

                break;
        }

        return null;
    }
}
