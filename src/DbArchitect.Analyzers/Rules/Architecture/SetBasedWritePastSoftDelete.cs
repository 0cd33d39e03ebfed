using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Architecture;

/// <summary>A statement deletes rows that SaveChanges would keep and mark: it passes by the context that does so.</summary>
internal sealed class SetBasedWritePastSoftDelete() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA8001",
        title: "A set-based delete passes by the soft delete",
        messageFormat: "{0} deletes {1} rows for good, which SaveChanges only marks with {2}: nobody can restore them. Set {2} instead, or let the name of the method say that it purges",
        category: Category.Architecture,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        // Who asks for rows that are marked already means what is behind the filter.
        if (query is not { Terminal.Kind: TerminalKind.Delete, IsAtRunTime: true, IgnoresFilters: false } || query.Sources.IsEmpty || context.Unit.IsPurge || context.Schema is not { } schema)
            yield break;
        if (EntityOf(query.Sources[0], schema) is not { MarkedOnDelete: { IsEmpty: false } marks } entity || IsOfMarkedRows(query, entity))
            yield break;
        var flag = FlagOf(marks);
        yield return Finding.Of(query.Terminal.Origin, query.FrontEnd == FrontEnd.Linq ? query.Terminal.Name : "DELETE", query.RootName, flag.Property)
            .WithFix(query.FrontEnd == FrontEnd.Linq && flag.Value.Length > 0 ? MarkRows.With(marks) : null);
    }

    private static SaveMark FlagOf(EquatableArray<SaveMark> marks)
    {
        foreach (var mark in marks)
        {
            if (mark.Value == "true")
                return mark;
        }

        return marks[0];
    }

    /// <summary>SQL text names the table: all that is stored in it is marked in the same way.</summary>
    private static Entity? EntityOf(Source source, Schema schema)
    {
        if (source.Entity.Length > 0)
            return schema.FindEntity(source.Entity);
        foreach (var entity in schema.Entities)
        {
            if (source.Table is { } table && entity.Table == table && entity.Base is null && !entity.IsOwned)
                return entity;
        }

        return null;
    }

    /// <summary>The statement asks for rows that are marked: it ends what SaveChanges began.</summary>
    private static bool IsOfMarkedRows(Query query, Entity entity)
    {
        var conditions = new List<Predicate> { query.Filter };
        conditions.AddRange(query.OptionalFilters);
        for (var i = 0; i < conditions.Count; i++)
        {
            switch (conditions[i])
            {
                case AllOf all:
                    conditions.AddRange(all.Operands);
                    break;
                case AnyOf any:
                    conditions.AddRange(any.Operands);
                    break;
                case Comparison { Source: not PredicateSource.QueryFilter } comparison when IsMark(comparison.Column, entity) && !SaysUnmarked(comparison):
                case FunctionComparison function when IsMark(function.Column, entity):
                    return true;
            }
        }

        return false;
    }

    private static bool IsMark(ColumnRef column, Entity entity)
    {
        foreach (var mark in entity.MarkedOnDelete)
        {
            if (column.Source == 0 && entity.FindProperty(mark.Property)?.Column == column.Column)
                return true;
        }

        return false;
    }

    private static bool SaysUnmarked(Comparison comparison) => comparison switch
    {
        { Operator: Comparator.IsNull } => true,
        { Operator: Comparator.Equal, Value: Constant { Text: "0" or "false" or "False" } } => true,
        { Operator: Comparator.NotEqual, Value: Constant { Text: "1" or "true" or "True" } } => true,
        _ => false,
    };
}
