using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>IX06: no index starts with the columns of a foreign key, so that deleting a principal row reads the whole dependent table.</summary>
internal sealed class ForeignKeyWithoutIndex() : SchemaRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1006",
        title: "Foreign key without index",
        messageFormat: "No index starts with the foreign key ({1}) of {0}: {2}. Add an index on ({1}). Declared: {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(Schema schema, Options options)
    {
        // InnoDB indexes foreign keys by itself.
        if (!schema.Store.IsRelational() || schema.Store.IndexesForeignKeys())
            yield break;
        foreach (var table in schema.Tables)
        {
            if (table.Kind != TableKind.Table || !table.Knows(TableAspects.Indexes | TableAspects.Keys | TableAspects.ForeignKeys))
                continue;
            foreach (var key in table.ForeignKeys)
            {
                if (!key.Origin.IsOwn || ForeignKeyPaths.Of(table, key).Coverage != ForeignKeyCoverage.None || TableSize.WhySmall(table, schema, options) is not null)
                    continue;
                var columns = new List<CandidateColumn>();
                foreach (var column in key.Columns)
                    columns.Add(new CandidateColumn(column, "="));
                var candidate = new CandidateIndex(table, columns);
                var consequence = key.OnDelete switch
                {
                    ReferentialAction.Cascade => "deleting from " + key.Principal.Name + " reads the whole table to delete the rows that refer to it",
                    ReferentialAction.SetNull or ReferentialAction.SetDefault => "deleting from " + key.Principal.Name + " reads the whole table to release the rows that refer to it",
                    _ => "deleting from " + key.Principal.Name + " and joining from it read the whole table",
                };
                yield return new Finding(key.Origin, new[] { table.Name.Name, candidate.Key, consequence, IndexText.Declared(table) })
                {
                    Fix = IndexDeclarations.Add(candidate, schema, ""),
                    Severity = ForeignKeyPaths.IsCostly(key, schema.Store) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                };
            }
        }
    }
}
