using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX10: a key longer than the engine allows, or of a type that cannot be one.</summary>
internal sealed class IndexKeyTooLong() : SchemaRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1010",
        title: "Index key too long",
        messageFormat: "{0} of {1} does not fit: {2}. Bound the column's length, or move it out of the key",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(Schema schema, Options options)
    {
        if (!schema.Store.IsRelational())
            yield break;
        foreach (var table in schema.Tables)
        {
            if (!table.Knows(TableAspects.Indexes | TableAspects.Columns) || table.Kind != TableKind.Table)
                continue;
            foreach (var index in table.Indexes)
            {
                if (!index.IsBTree || !IndexComparison.IsDeclaredHere(index) || KeySize.Of(table, index.Columns, schema.Store, isClustered: false) is not { } problem)
                    continue;
                yield return Finding.Of(index.Origin, IndexText.Of(index), table.Name.Name, problem.Text) with { Severity = problem.Fails ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info };
            }

            if (table.PrimaryKey is { Origin.IsOwn: true } primary
                && KeySize.Of(table, IndexComparison.AsIndex(primary).Columns, schema.Store, primary.IsClustered != false) is { } wrong)
                yield return Finding.Of(primary.Origin, IndexText.Of(primary), table.Name.Name, wrong.Text) with { Severity = wrong.Fails ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info };
        }
    }
}
