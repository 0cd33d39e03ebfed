using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A request loads a whole table.</summary>
internal sealed class UnboundedMaterialization() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2104",
        title: "Whole table loaded",
        messageFormat: "{0} loads every row of {1}{2}: memory and time grow with the table. Filter, page with Take, or stream the rows",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override bool FollowsLoads => true;

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.CodeContext != CodeContext.Request || !WholeTable.IsLoadedBy(query))
            yield break;
        var root = query.Sources[0];
        if (context.Schema?.FindTable(root.Table!.Value) is not { Kind: TableKind.Table } table || IsSmall(table, root, context.Options))
            yield break;
        yield return Finding.Of(query.Terminal.Origin, query.Terminal.Name, root.Name, IsWide(table) && query.Projection.Kind == ProjectionKind.Entity ? " with its large columns" : "");
    }

    /// <summary>Lookup tables: seeded by the model, named small, of what the world has few of, or without large columns and without a foreign key: nothing of which there could be many rows each.</summary>
    private static bool IsSmall(Table table, Source root, Options options)
    {
        if (table.SeedRows is not null || table.RowCount is < 10_000)
            return true;
        foreach (var name in options.Get(SharedOptions.LargeTables))
        {
            if (Matches(name, table, root))
                return false;
        }

        foreach (var name in options.Get(SharedOptions.SmallTables))
        {
            if (Matches(name, table, root))
                return true;
        }

        if (table.RowCount is not null)
            return false;
        // Of some things the world has so many and no more.
        return root.Name is "Country" or "Currency" or "Language" or "TimeZone" or "State" or "Province" or "StateOrProvince" or "Region" || (table.ForeignKeys.IsEmpty && !IsWide(table));
    }

    private static bool Matches(string name, Table table, Source root) =>
        string.Equals(name, table.Name.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(name, root.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsWide(Table table)
    {
        foreach (var column in table.Columns)
        {
            if (column.Kind is ValueKind.Binary or ValueKind.Json && !column.IsRowVersion)
                return true;
        }

        return false;
    }
}
