using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX08: an index on one column that has a handful of values.</summary>
internal sealed class LowSelectivityIndex() : SchemaRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1008",
        title: "Low selectivity index",
        messageFormat: "{0} of {1} is on a column of few values: a search by it still reads a large part of the table, and every write maintains it. {2}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(Schema schema, Options options)
    {
        foreach (var table in schema.Tables)
        {
            if (!table.Knows(TableAspects.Indexes | TableAspects.ForeignKeys | TableAspects.Columns) || TableSize.WhySmall(table, schema, options) is not null)
                continue;
            var hints = new SelectivityHints(table, schema, options);
            foreach (var index in table.Indexes)
            {
                if (index.IsUnique || index.Columns.Count != 1 || !index.IsBTree || !index.Filter.IsAbsent || !index.Included.IsEmpty || !IndexComparison.IsDeclaredHere(index) || IsCovered(index, table))
                    continue;
                // A foreign key's index serves deletes of the principal row, whatever the number of values.
                if (table.FindColumn(index.Columns[0].Column) is not { } column || hints.IsForeignKey(column.Name) || hints.IsTenant(column) || !IsCoarse(column))
                    continue;
                var remedy = schema.Store.SupportsFilteredIndexes() || schema.Store == Store.Unknown
                    ? "Give it a filter for the value that is rare and looked for, add the column that queries also use, or remove it"
                    : "Add the column that queries also use, or remove it";
                yield return Finding.Of(index.Origin, IndexText.Of(index), table.Name.Name, remedy);
            }
        }
    }

    /// <summary>Another index begins with the column: that it is one too many is said already.</summary>
    private static bool IsCovered(TableIndex index, Table table)
    {
        foreach (var other in table.Indexes)
        {
            if (!ReferenceEquals(other, index) && other.Columns.Count > 0 && string.Equals(other.Columns[0].Column, index.Columns[0].Column, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>A flag that by its name few rows have, and that those are looked for by.</summary>
    private static bool IsRare(string name) =>
        name.StartsWith("IsSystem", System.StringComparison.OrdinalIgnoreCase) || name.StartsWith("IsDefault", System.StringComparison.OrdinalIgnoreCase) || name.StartsWith("IsPrimary", System.StringComparison.OrdinalIgnoreCase);

    private static bool IsCoarse(Column column) =>
        !IsRare(column.Name) && SelectivityHints.HasFewValues(column) || (SelectivityHints.IsSoftDelete(column) && column.Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.Byte);
}
