using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Whole rows are loaded and one or two of their columns used.</summary>
internal sealed class WholeEntityForFewColumns() : QueryRule(Self)
{
    /// <summary>Up to so many columns used count as few.</summary>
    private static readonly Option<int> MaximumUsed = new("DBA2105.max_columns_used", 2, "a whole number from 1 to 20", static (string text, out int value) =>
        int.TryParse(text, out value) && value is >= 1 and <= 20);

    /// <summary>From so many columns on, a table without large columns counts as wide.</summary>
    private static readonly Option<int> MinimumColumns = new("DBA2105.min_columns", 8, "a whole number from 2 to 200", static (string text, out int value) =>
        int.TryParse(text, out value) && value is >= 2 and <= 200);

    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2105",
        title: "Whole rows loaded for few columns",
        messageFormat: "All {0} columns of {1} are loaded, {2} used. Select what is used",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IReadOnlyList<Option> Options => [MaximumUsed, MinimumColumns];

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Projection.Kind: ProjectionKind.Entity, IsAtRunTime: true, Result: { IsClosed: true, IsModified: false, IsSaved: false, IsAttached: false } result })
            yield break;
        if (query.Terminal.Kind is not (TerminalKind.List or TerminalKind.Single) || query.Terminal.Name.StartsWith("Find", StringComparison.Ordinal) || !query.IsComplete())
            yield break;
        if (query.RowSource is not { Table: { } name, IsRawSql: false } root || context.Schema is not { } schema || schema.FindTable(name) is not { } table || schema.FindEntity(root.Entity) is not { } entity)
            yield break;
        if (!context.Unit.Saves.IsEmpty || (query.IsCachedType && query.IsTracked == false) || TableSize.WhySmall(table, schema, context.Options) is not null)
            yield break;
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var member in result.Members)
        {
            // Navigations and computed members load or compute more than one column.
            if (member.Kind == MemberUseKind.NullTest && entity.FindProperty(member.Path) is null)
                yield break;
            if (member.Path.IndexOf('.') >= 0 || entity.FindProperty(member.Path) is null)
                yield break;
            used.Add(member.Path);
        }

        if (used.Count == 0 || used.Count > context.Options.Get(MaximumUsed))
            yield break;
        // One row of a narrow table is not worth a projection of its own, unless all of it is one value.
        var wide = context.Options.Get(MinimumColumns) * (query.Terminal.Kind == TerminalKind.Single && used.Count > 1 ? 2 : 1);
        if (table.Columns.Count < wide && !HasLargeColumn(table, used))
            yield break;
        yield return Finding.Of(query.Terminal.Origin, table.Columns.Count.ToString(), root.Name, (used.Count == 1 ? "only " : "only ") + string.Join(" and ", used) + (used.Count == 1 ? " is" : " are"))
            .WithFix(query.Includes.IsEmpty ? new SelectUsed(string.Join("|", used)) : null);
    }

    private static bool HasLargeColumn(Table table, ICollection<string> used)
    {
        foreach (var column in table.Columns)
        {
            if (column.Kind is ValueKind.Binary or ValueKind.Json && !column.IsRowVersion && !used.Contains(column.Property))
                return true;
        }

        return false;
    }
}
