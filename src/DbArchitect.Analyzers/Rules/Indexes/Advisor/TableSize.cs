using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>Why a table is taken to stay small, as far as code can tell. Nobody measured it, so every sign has a reason that can be shown.</summary>
internal static class TableSize
{
    /// <summary>Below this, reading the whole table is what any engine does well.</summary>
    private const long FewRows = 1000;

    /// <summary>Columns that a plain list of values may have.</summary>
    private const int LookupColumns = 4;

    /// <summary>Why <paramref name="table"/> is small; null when nothing says so. Measured rows decide, then the user, then the signs in the model.</summary>
    public static string? WhySmall(Table table, Schema schema, Options options)
    {
        if (table.RowCount is { } rows)
            return rows < FewRows ? "it has " + rows + " rows" : null;
        if (IsNamed(table, schema, options.Get(SharedOptions.LargeTables)))
            return null;
        if (IsNamed(table, schema, options.Get(SharedOptions.SmallTables)))
            return "dbarchitect.small_tables names it";
        if (table.SeedRows is > 0)
            return "the model seeds it";
        if (HasForeignKeyOut(table))
            return null;
        if (HasNameOfLookup(table.Name.Name))
            return "its name is that of a list of values";
        return IsLookup(table, schema) ? "it has the form of a list of values" : null;
    }

    private static bool IsNamed(Table table, Schema schema, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (string.Equals(name, table.Name.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(name, table.Name.ToString(), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        if (names.Count == 0)
            return false;
        foreach (var entity in schema.Entities)
        {
            if (entity.Table != table.Name)
                continue;
            foreach (var name in names)
            {
                if (entity.ClrType == name || entity.ClrType.EndsWith("." + name, StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }

    /// <summary>A table that belongs to others (a user's settings, an order's type history) grows with them, whatever its name.</summary>
    private static bool HasForeignKeyOut(Table table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (key.Principal != table.Name)
                return true;
        }

        return false;
    }

    private static bool HasNameOfLookup(string name)
    {
        if (name.StartsWith("__EF", StringComparison.Ordinal) || string.Equals(name, "AspNetRoles", StringComparison.OrdinalIgnoreCase))
            return true;
        return NameWords.Of(name).LastIs(
            "Type", "Types", "Status", "Statuses", "Category", "Categories", "Country", "Countries", "Currency", "Currencies", "Setting", "Settings", "Config", "Configs",
            "Configuration", "Configurations", "Role", "Roles", "Permission", "Permissions", "Feature", "Features", "Lookup", "Lookups", "Language", "Languages");
    }

    /// <summary>A key and a name or code, at most four plain columns, referred to by others and referring to nothing.</summary>
    private static bool IsLookup(Table table, Schema schema)
    {
        if (table.Columns.Count is < 2 or > LookupColumns || !table.ForeignKeys.IsEmpty || !schema.IsReferenced(table.Name))
            return false;
        var hasName = false;
        foreach (var column in table.Columns)
        {
            if (column.Kind is ValueKind.DateTime or ValueKind.Binary or ValueKind.Json)
                return false;
            hasName |= string.Equals(column.Name, "Name", StringComparison.OrdinalIgnoreCase) || string.Equals(column.Name, "Code", StringComparison.OrdinalIgnoreCase);
        }

        return hasName && table.Columns.Count <= 3;
    }
}
