using System.Globalization;
using System.Collections;
using System.Collections.Generic;
using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DbArchitect.EfOracle;

/// <summary>The relational model that EF Core builds at run time, as one line a fact.</summary>
internal static class RealModel
{
    public static SortedSet<string> Describe(DbContext context)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        var model = context.GetService<IDesignTimeModel>().Model;
        var relational = model.GetRelationalModel();
        foreach (var table in relational.Tables)
            Describe(table, lines);
        foreach (var view in relational.Views)
        {
            lines.Add($"view {Name(view.Schema, view.Name)}");
            foreach (var column in view.Columns)
                lines.Add($"{Name(view.Schema, view.Name)}: column {column.Name} {(column.IsNullable ? "null" : "not null")} {column.StoreType}");
        }

        return lines;
    }

    private static string Name(string? schema, string name) => schema is null ? name : schema + "." + name;

    private static void Describe(ITable table, SortedSet<string> lines)
    {
        var name = Name(table.Schema, table.Name);
        lines.Add("table " + name);
        foreach (var column in table.Columns)
            Describe(name, column, lines);
        if (table.PrimaryKey is { } primary)
            lines.Add($"{name}: primary key {primary.Name} ({string.Join(", ", primary.Columns.Select(static column => column.Name))})");
        foreach (var key in table.UniqueConstraints.Where(static key => !key.GetIsPrimaryKey()))
            lines.Add($"{name}: unique {key.Name} ({string.Join(", ", key.Columns.Select(static column => column.Name))})");
        foreach (var index in table.Indexes)
        {
            var columns = index.Columns.Select((column, i) => column.Name + (IsDescending(index, i) ? " desc" : ""));
            lines.Add($"{name}: {(index.IsUnique ? "unique " : "")}index {index.Name} ({string.Join(", ", columns)})"
                + (index.Filter is null ? "" : " where " + index.Filter) + Included(index));
        }

        foreach (var key in table.ForeignKeyConstraints)
        {
            lines.Add($"{name}: foreign key {key.Name} ({string.Join(", ", key.Columns.Select(static column => column.Name))}) references "
                + $"{Name(key.PrincipalTable.Schema, key.PrincipalTable.Name)} ({string.Join(", ", key.PrincipalColumns.Select(static column => column.Name))}) on delete {key.OnDeleteAction}");
        }

        foreach (var check in table.CheckConstraints)
            lines.Add($"{name}: check {check.Name} {check.Sql}");
    }

#if EF8_OR_GREATER
    private static bool IsDescending(ITableIndex index, int place) =>
        index.IsDescending is { } flags && (flags.Count == 0 || flags[place]);
#else
    private static bool IsDescending(ITableIndex index, int place) => false;
#endif

    private static string Included(ITableIndex index)
    {
        var mapped = index.MappedIndexes.First();
        var names = (mapped.FindAnnotation("SqlServer:Include") ?? mapped.FindAnnotation("Npgsql:IndexInclude"))?.Value as IEnumerable<string>;
        var method = mapped.FindAnnotation("Npgsql:IndexMethod")?.Value as string ?? (mapped.FindAnnotation("MySql:FullTextIndex") is null ? null : "fulltext");
        return (names is null ? "" : " include " + string.Join(", ", names.Select(property =>
            mapped.DeclaringEntityType.FindProperty(property)!.GetColumnName(StoreObjectIdentifier.Table(index.Table.Name, index.Table.Schema)))))
            + (method is null ? "" : " using " + method.ToLowerInvariant());
    }

    private static void Describe(string table, IColumn column, SortedSet<string> lines)
    {
        lines.Add($"{table}: column {column.Name} {(column.IsNullable ? "null" : "not null")} {column.StoreType}");
        if (column.PropertyMappings.FirstOrDefault() is not { } mapping)
            return;
        var size = mapping.TypeMapping.Size ?? mapping.Property.GetMaxLength();
        var stored = mapping.TypeMapping.Converter?.ProviderClrType ?? mapping.TypeMapping.ClrType;
        if (size is > 0 && (stored == typeof(string) || stored == typeof(byte[])))
            lines.Add($"{table}: column {column.Name} max length {size}");
        if (column.DefaultValueSql is { } sql)
            lines.Add($"{table}: column {column.Name} default sql {sql}");
        if (column.TryGetDefaultValue(out var value) && value is not null && column.DefaultValueSql is null && mapping.Property.FindAnnotation("Relational:DefaultValue") is not null)
            lines.Add($"{table}: column {column.Name} default {Text(value)}");
        if (column.ComputedColumnSql is { } computed)
            lines.Add($"{table}: column {column.Name} computed {computed}" + (column.IsStored == true ? " stored" : ""));
        if (column.IsRowVersion)
            lines.Add($"{table}: column {column.Name} row version");
        if (column.Collation is { } collation && collation != column.Table.Model.Collation)
            lines.Add($"{table}: column {column.Name} collation {collation}");
        if (column.PropertyMappings.Any(static one => one.Property.IsConcurrencyToken))
            lines.Add($"{table}: column {column.Name} concurrency token");
        if (column.PropertyMappings.Any(static one => (one.Property.ValueGenerated & ValueGenerated.OnAdd) != 0))
            lines.Add($"{table}: column {column.Name} generated on add");
    }

    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        Enum member => Convert.ToString(Convert.ChangeType(member, Enum.GetUnderlyingType(member.GetType()), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)!,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
