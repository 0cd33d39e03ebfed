using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Reads the filters that schema files give as SQL text only, as an export of a catalogue does.</summary>
internal static class IndexFilters
{
    public static EquatableArray<Schema> Read(EquatableArray<Schema> schemas, CancellationToken cancellation)
    {
        List<Schema>? read = null;
        for (var i = 0; i < schemas.Count; i++)
        {
            if (Read(schemas[i], cancellation) is not { } schema)
                continue;
            read ??= [.. schemas];
            read[i] = schema;
        }

        return read is null ? schemas : read;
    }

    /// <summary>The schema with predicates; null when there is nothing to read.</summary>
    private static Schema? Read(Schema schema, CancellationToken cancellation)
    {
        List<Table>? tables = null;
        for (var i = 0; i < schema.Tables.Count; i++)
        {
            List<TableIndex>? indexes = null;
            var table = schema.Tables[i];
            for (var j = 0; j < table.Indexes.Count; j++)
            {
                var index = table.Indexes[j];
                if (!index.Filter.IsKnown || index.FilterPredicate is not null || Parse(index.Filter.Value!, table, schema.Store, cancellation) is not { } predicate)
                    continue;
                indexes ??= [.. table.Indexes];
                indexes[j] = index with { FilterPredicate = predicate };
            }

            if (indexes is null)
                continue;
            tables ??= [.. schema.Tables];
            tables[i] = table with { Indexes = indexes };
        }

        return tables is null ? null : schema.With(schema.Store, tables, schema.Entities, schema.Unknown);
    }

    private static Predicate? Parse(string filter, Table table, Store store, CancellationToken cancellation)
    {
        var columns = new List<string>(table.Columns.Count);
        foreach (var column in table.Columns)
            columns.Add(column.Name);
        return IndexFilterReader.Read(filter, columns, store, cancellation);
    }
}
