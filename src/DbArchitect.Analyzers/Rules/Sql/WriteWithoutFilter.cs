using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Sql;

/// <summary>An UPDATE or DELETE of every row of a table, as SQL text or as ExecuteUpdate and ExecuteDelete.</summary>
internal sealed class WriteWithoutFilter() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA5002",
        title: "Write without filter",
        messageFormat: "This statement {0} every row of {1}: it has no WHERE. Add the condition that is meant, or write WHERE 1 = 1 where all rows are meant",
        category: Category.Sql,
        defaultSeverity: DiagnosticSeverity.Warning);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query.CodeContext is CodeContext.Test or CodeContext.Migration or CodeContext.Seed || !HasNoFilter(query))
            yield break;
        if (query.Sources.Count != 1 || query.Take is not null || !query.IsComplete(QueryParts.Source | QueryParts.Filter | QueryParts.Composition | QueryParts.Paging))
            yield break;
        if (query.Sources[0].Table is not { } table || IsTemporary(table.Name))
            yield break;
        // A text that empties several tables was written to clean up.
        foreach (var other in context.Unit.Queries)
        {
            if (!ReferenceEquals(other, query) && other.Terminal.Kind == TerminalKind.Delete && other.Origin == query.Origin && other.Origin.Location is not null && HasNoFilter(other)
                && other.Sources is [{ Table: { } also }] && also != table)
            {
                yield break;
            }
        }

        yield return Finding.Of(query.Terminal.Origin, query.Terminal.Kind == TerminalKind.Update ? "changes" : "deletes", table.Name);
    }

    /// <summary>A condition that says "always" was written, and has a place; none at all has no place.</summary>
    private static bool HasNoFilter(Query query) =>
        query.Terminal.Kind is TerminalKind.Update or TerminalKind.Delete && query.Filter is AllOf { Operands.IsEmpty: true, Origin.Location: null } && query.OptionalFilters.IsEmpty;

    /// <summary>Temporary tables and staging tables are emptied whole.</summary>
    private static bool IsTemporary(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.StartsWith("#", System.StringComparison.Ordinal) || lower.StartsWith("@", System.StringComparison.Ordinal) || lower.StartsWith("tmp", System.StringComparison.Ordinal)
            || lower.Contains("temp") || lower.Contains("staging") || lower.Contains("cache");
    }
}
