using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>A table used as a queue, whose next row is chosen without skipping those that other workers hold.</summary>
internal sealed class QueueWithoutSkipLocked() : SqlTextRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5025",
        title: "Queue without SKIP LOCKED",
        messageFormat: "Workers that ask {0} for its next row at the same time get the same row, or wait for each other. Choose it with FOR UPDATE SKIP LOCKED",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Info);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        if (!context.Query.IsAtRunTime)
            yield break;
        foreach (var trait in context.Query.Traits)
        {
            if (trait.Kind == QueryTraitKind.QueueWithoutSkipLocked)
                yield return Finding.Of(trait.Origin, trait.Detail).WithFix(new ReplaceSqlText(trait.Text, trait.Replacement, "Skip the rows that others hold"));
        }
    }
}
