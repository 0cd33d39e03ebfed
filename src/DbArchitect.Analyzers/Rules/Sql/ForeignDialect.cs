using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A word of another engine than the one that the connection is of.</summary>
internal sealed class ForeignDialect() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5026",
        title: "SQL of another engine",
        messageFormat: "{0} does not know {1}: the statement fails. Write {2}",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind != QueryTraitKind.ForeignDialect)
                continue;
            var bar = trait.Detail.IndexOf('|');
            var instead = trait.Detail.Substring(bar + 1);
            // Of the same arguments.
            var isRename = instead is "COALESCE" or "LENGTH";
            yield return Finding.Of(trait.Origin, NameOf(context.Query.Store), trait.Detail.Substring(0, bar), instead)
                .WithFix(isRename ? new ReplaceSqlText(trait.Text, instead, "Write " + instead) { KeepsMeaning = true } : null);
        }
    }

    private static string NameOf(Store store) => store switch
    {
        Store.PostgreSql => "PostgreSQL",
        Store.MySql => "MySQL",
        Store.SqlServer => "SQL Server",
        Store.Oracle => "Oracle",
        Store.Sqlite => "SQLite",
        _ => "The engine",
    };
}
