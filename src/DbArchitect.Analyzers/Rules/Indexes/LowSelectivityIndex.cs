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
            if (!table.Knows(TableAspects.Indexes | TableAspects.ForeignKeys | TableAspects.Columns))
                continue;
            var hints = new SelectivityHints(table, schema, options);
            foreach (var index in table.Indexes)
            {
                if (index.IsUnique || index.Columns.Count != 1 || !index.IsBTree || !index.Filter.IsAbsent || !index.Included.IsEmpty || !IndexComparison.IsDeclaredHere(index))
                    continue;
                // A foreign key's index serves deletes of the principal row, whatever the number of values.
                if (table.FindColumn(index.Columns[0].Column) is not { } column || hints.IsForeignKey(column.Name) || hints.IsTenant(column) || !IsCoarse(column))
                    continue;
                var remedy = schema.Store.SupportsFilteredIndexes() || schema.Store == Store.Unknown
                    ? "Give it a filter for the value that is rare and looked for, or add the column that queries also use"
                    : "Add the column that queries also use";
                yield return Finding.Of(index.Origin, IndexText.Of(index), table.Name.Name, remedy);
            }
        }
    }

    private static bool IsCoarse(Column column) =>
        SelectivityHints.HasFewValues(column) || (SelectivityHints.IsSoftDelete(column) && column.Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.Byte);
}
