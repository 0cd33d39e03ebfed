using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>
/// IX07: the only index on a foreign key is filtered, or of a kind that serves no equality. EF looks at the columns alone and drops its own index for it.
/// </summary>
internal sealed class ForeignKeyIndexFiltered() : SchemaRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1007",
        title: "Foreign key index filtered",
        messageFormat: "{0} is the only index on the foreign key ({1}) of {2} and does not hold every row: deletes from {3} and joins read the whole table. Add a plain index on ({1})",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(Schema schema, Options options)
    {
        if (!schema.Store.IsOnly(Store.PostgreSql | Store.SqlServer | Store.Sqlite))
            yield break;
        foreach (var table in schema.Tables)
        {
            if (table.Kind != TableKind.Table || !table.Knows(TableAspects.Indexes | TableAspects.Keys | TableAspects.ForeignKeys))
                continue;
            foreach (var key in table.ForeignKeys)
            {
                var (coverage, index) = ForeignKeyPaths.Of(table, key);
                if (coverage != ForeignKeyCoverage.Partial || index is null || !IndexComparison.IsDeclaredHere(index) || TableSize.WhySmall(table, schema, options) is not null)
                    continue;
                var isCostly = ForeignKeyPaths.IsCostly(key, schema.Store);
                if (!isCostly && FollowsFromQueryFilter(schema, table, index))
                    continue;
                var columns = new List<CandidateColumn>();
                foreach (var column in key.Columns)
                    columns.Add(new CandidateColumn(column, "="));
                var name = "IX_" + table.Name.Name + "_" + string.Join("_", key.Columns) + "_All";
                yield return new Finding(index.Origin, new[] { IndexText.Of(index), string.Join(", ", key.Columns), table.Name.Name, key.Principal.Name })
                {
                    Fix = IndexDeclarations.Add(new CandidateIndex(table, columns), schema, "", name),
                    Severity = isCostly ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                };
            }
        }
    }

    /// <summary>Every query on the entity repeats the filter, by itself: only the engine's own look-ups do not.</summary>
    private static bool FollowsFromQueryFilter(Schema schema, Table table, TableIndex index)
    {
        foreach (var entity in schema.Entities)
        {
            if (entity.Table != table.Name || entity.Base is not null)
                continue;
            if (entity.QueryFilter.IsUnknown)
                return true;
            if (entity.QueryFilter is { IsKnown: true, Value: { } filter })
            {
                var query = new Query(FrontEnd.Linq, new Terminal(TerminalKind.List, "")) { Sources = new[] { new Source(table.Name, JoinKind.Root) }, Filter = filter };
                if (ShapeReader.Read(query, schema) is { } shapes && shapes[0] is { } shape && FilterImplication.Of(index, shape, out _) != Implication.No)
                    return true;
            }
        }

        return false;
    }
}
