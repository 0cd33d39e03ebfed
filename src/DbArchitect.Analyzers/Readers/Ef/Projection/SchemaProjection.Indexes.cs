using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;

namespace DbArchitect.Analyzers.Readers.Ef;

internal sealed partial class SchemaProjection
{
    private EquatableArray<TableIndex> Indexes(TableProjection table)
    {
        var found = new List<TableIndex>();
        foreach (var pair in table.IndexNames)
        {
            if (pair.Value.Length == 0 || table.ColumnsOf(pair.Key.Properties) is not { } columns)
                continue;
            found.Add(IndexOf(table, pair.Key, pair.Value, columns));
        }

        return found;
    }

    private TableIndex IndexOf(TableProjection table, EfIndex index, string name, List<string> columns)
    {
        var keys = new List<IndexColumn>(columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            keys.Add(new IndexColumn(columns[i], IsDescending(index, i))
            {
                OperatorClass = At(index.Operators.Value, i),
                Collation = At(index.Collations.Value, i),
                PrefixLength = index.PrefixLengths.Value is { } lengths && i < lengths.Count && lengths[i] > 0 ? lengths[i] : null,
            });
        }

        var filter = FilterOf(table, index, columns);
        return new TableIndex(name, keys)
        {
            IsUnique = index.Unique.Value == true,
            Filter = filter,
            FilterPredicate = filter.IsKnown ? IndexFilterReader.Read(filter.Value!, table.ColumnOrder, model.Options.Store, CancellationToken.None) : null,
            Method = index.Method.Value is { } method ? Fact<string>.Of(method.ToLowerInvariant()) : Fact<string>.Absent,
            Included = Included(table, index),
            IsConvention = index.Source == ConfigurationSource.Convention,
            ModelName = index.Name,
            Entity = index.DeclaringType.ClrType is { } type ? ScalarTypes.FullName(type) : index.DeclaringType.Name,
            Origin = index.Origin,
        };
    }

    private static bool IsDescending(EfIndex index, int place) =>
        index.Descending.Value is { } flags && (flags.Count == 0 || (place < flags.Count && flags[place]));

    private static string? At(List<string>? list, int place) => list is not null && place < list.Count && list[place].Length > 0 ? list[place] : null;

    private static EquatableArray<string> Included(TableProjection table, EfIndex index)
    {
        if (index.Included.Value is not { Count: > 0 } names)
            return default;
        var columns = new List<string>();
        foreach (var name in names)
        {
            if (index.DeclaringType.FindProperty(name) is { } property && table.ColumnOf.TryGetValue(property, out var column))
                columns.Add(column);
            else
                columns.Add(name);
        }

        return columns;
    }

    private Fact<string> FilterOf(TableProjection table, EfIndex index, List<string> columns)
    {
        if (index.FilterIsUnknown)
            return Fact<string>.Unknown;
        if (index.Filter.IsSet)
            return index.Filter.Value is { } sql ? Fact<string>.Of(sql) : Fact<string>.Absent;
        if (model.IsSnapshot || index.Unique.Value != true || index.Clustered.Value == true)
            return Fact<string>.Absent;
        // SQL Server takes null for a value like any other: EF leaves such rows out of unique indexes.
        if (!model.Options.Store.MayBe(Store.SqlServer))
            return Fact<string>.Absent;
        var nullable = columns.Where(column => table.Columns.TryGetValue(column, out var value) && value.IsNullable == true).ToList();
        if (model.Options.Store != Store.SqlServer && columns.Exists(column => !table.Columns.TryGetValue(column, out var value) || value.IsNullable != false))
            return Fact<string>.Unknown;
        return nullable.Count == 0 ? Fact<string>.Absent : Fact<string>.Of(string.Join(" AND ", nullable.Select(static column => "[" + column.Replace("]", "]]") + "] IS NOT NULL")));
    }
}
