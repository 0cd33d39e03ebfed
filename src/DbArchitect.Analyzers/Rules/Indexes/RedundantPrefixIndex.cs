using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX05: an index is the beginning of another, which serves all that it serves.</summary>
internal sealed class RedundantPrefixIndex() : SchemaRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1005",
        title: "Redundant prefix index",
        messageFormat: "{0} of {1} is the beginning of {2}, which serves the same searches: every write maintains both. Remove it",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(Schema schema, Options options)
    {
        foreach (var table in schema.Tables)
        {
            if (!table.Knows(TableAspects.Indexes | TableAspects.Keys))
                continue;
            foreach (var index in table.Indexes)
            {
                if (index.IsUnique || !index.IsBTree || index.Columns.IsEmpty || !IndexComparison.IsDeclaredHere(index) || Longer(table, index) is not { } longer)
                    continue;
                yield return new Finding(index.Origin, new[] { IndexText.Of(index), table.Name.Name, longer.Text })
                {
                    Fix = IndexDeclarations.Remove(table, index, schema),
                    Additional = longer.Origin.IsInSource ? new[] { longer.Origin } : default(EquatableArray<Origin>),
                };
            }
        }
    }

    private static (string Text, Origin Origin)? Longer(Table table, TableIndex index)
    {
        if (table.PrimaryKey is { } primary && IsPrefix(index, IndexComparison.AsIndex(primary)))
            return (IndexText.Of(primary), primary.Origin);
        foreach (var key in table.UniqueKeys)
        {
            if (IsPrefix(index, IndexComparison.AsIndex(key)))
                return (IndexText.Of(key), key.Origin);
        }

        foreach (var other in table.Indexes)
        {
            if (other.IsBTree && IsPrefix(index, other))
                return (IndexText.Of(other), other.Origin);
        }

        return null;
    }

    private static bool IsPrefix(TableIndex index, TableIndex longer) =>
        longer.Columns.Count > index.Columns.Count && IndexComparison.HaveSameRows(index, longer)
        && IndexComparison.HaveSameKeys(index.Columns, longer.Columns, index.Columns.Count) && IndexComparison.IncludesNoMore(index, longer);
}
