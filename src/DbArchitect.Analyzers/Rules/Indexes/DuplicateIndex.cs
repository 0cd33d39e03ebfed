using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX04: an index does nothing that another index, or a key, does not do.</summary>
internal sealed class DuplicateIndex() : SchemaRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1004",
        title: "Duplicate index",
        messageFormat: "{0} of {1} duplicates {2}: every write maintains both, no query needs both. Remove it",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(Schema schema, Options options)
    {
        foreach (var table in schema.Tables)
        {
            if (!table.Knows(TableAspects.Indexes | TableAspects.Keys))
                continue;
            var removed = new HashSet<TableIndex>();
            for (var i = table.Indexes.Count - 1; i >= 0; i--)
            {
                var index = table.Indexes[i];
                if (!IndexComparison.IsDeclaredHere(index) || index.Columns.IsEmpty || Original(table, i, removed) is not { } original)
                    continue;
                removed.Add(index);
                yield return new Finding(index.Origin, new[] { Named(index), table.Name.Name, original.Text })
                {
                    Fix = IndexDeclarations.Remove(table, index, schema),
                    Additional = original.Origin.IsInSource ? new[] { original.Origin } : default(EquatableArray<Origin>),
                    Severity = original.IsNarrowCopy ? DiagnosticSeverity.Info : null,
                };
            }
        }
    }

    private static (string Text, Origin Origin, bool IsNarrowCopy)? Original(Table table, int position, HashSet<TableIndex> removed)
    {
        var index = table.Indexes[position];
        if (table.PrimaryKey is { } primary && IsCopy(index, IndexComparison.AsIndex(primary)))
            // A narrow copy of a clustered key with columns of its own, or of one that is not clustered, may be meant.
            return (IndexText.Of(primary), primary.Origin, !index.Included.IsEmpty || primary.IsClustered is not null);
        foreach (var key in table.UniqueKeys)
        {
            if (IsCopy(index, IndexComparison.AsIndex(key)))
                return (IndexText.Of(key), key.Origin, false);
        }

        for (var i = 0; i < table.Indexes.Count; i++)
        {
            var other = table.Indexes[i];
            if (i == position || removed.Contains(other) || !IsCopy(index, other))
                continue;
            // Of two that are equal the later goes; of a plain and a unique one, the plain.
            if (index.IsUnique == other.IsUnique && i > position && IsCopy(other, index) && IndexComparison.IsDeclaredHere(other))
                continue;
            return (Named(other), other.Origin, false);
        }

        return null;
    }

    /// <summary>Whether <paramref name="other"/> does all that <paramref name="index"/> does, with the same key.</summary>
    private static bool IsCopy(TableIndex index, TableIndex other) =>
        index.Columns.Count == other.Columns.Count && (!index.IsUnique || other.IsUnique) && IndexComparison.HaveSameRows(index, other)
        && IndexComparison.HaveSameKeys(index.Columns, other.Columns, index.Columns.Count) && IndexComparison.IncludesNoMore(index, other);

    private static string Named(TableIndex index) => index.ModelName is { } name ? name + " " + IndexText.Of(index) : IndexText.Of(index);
}
