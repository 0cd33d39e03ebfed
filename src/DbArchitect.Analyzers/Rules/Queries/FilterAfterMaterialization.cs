using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Rows are loaded and then filtered, paged or counted in memory, with what the database could do itself.</summary>
internal sealed class FilterAfterMaterialization() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2103",
        title: "Filtered after loading",
        messageFormat: "{0} is applied in memory after {1} has loaded the rows of {2}. {3}: the database then sends only what is used",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Terminal.Kind: TerminalKind.List, IsAtRunTime: true, Result: { } result } || result.Operators.IsEmpty)
            yield break;
        if (query.Terminal.IsLoop || query.Terminal.Name is "ToDictionary" or "ToDictionaryAsync" or "ToLookup" or "ToHashSet" or "ToHashSetAsync")
            yield break;
        // A client projection may compute what the lambda then looks at; set operations and SQL text keep their own rows.
        if (!query.IsComplete(QueryParts.Projection) || query.Projection.Kind is ProjectionKind.Unknown or ProjectionKind.Scalar || query.IsDistinct)
            yield break;
        // The other rows may be what fills the navigations of those that stay: a tree is built so.
        if (query.IsTracked != false && query.Projection.Kind == ProjectionKind.Entity && context.Schema?.FindEntity(query.Sources[0].Entity) is { } entity && HoldsItsOwn(entity))
            yield break;
        // One row is loaded, whatever is then asked of it.
        if (query.Sources is [{ Table: { } name }, ..] && context.Schema?.FindTable(name) is { } table && JoinKeys.Of(query).IsAtMostOne(0, table))
            yield break;
        var first = result.Operators[0];
        if (!first.IsTranslatable || first.IsRepeated || !Reduces(first.Name))
            yield break;
        if (first.IsChained || first.IsExecution)
        {
            var finding = Report(query, first).WithFix(first.IsChained ? new MoveBeforeMaterialization(query.Terminal.Name) : null);
            yield return query.Projection.Kind == ProjectionKind.Entity && (first.HasLambda || query.Filter is AllOf { Operands.IsEmpty: true }) ? finding : finding with { Severity = DiagnosticSeverity.Info };
        }
        else if (result.VariableUses == 1)
        {
            yield return Report(query, first) with { Severity = DiagnosticSeverity.Info };
        }
    }

    private static bool HoldsItsOwn(Entity entity)
    {
        foreach (var navigation in entity.Navigations)
        {
            if (navigation.Target == entity.ClrType)
                return true;
        }

        return false;
    }

    private static Finding Report(Query query, MemoryOperator first)
    {
        var (after, advice) = first switch
        {
            { In.Length: > 0 } => (first.In, $"Let {first.In} take an IQueryable"),
            { IsExecution: true } => ("IEnumerable", "Keep the query an IQueryable"),
            _ => (query.Terminal.Name, $"Put it before {query.Terminal.Name}"),
        };
        return Finding.Of(first.Origin, first.Name, after, query.RootName, advice);
    }

    private static bool Reduces(string name) =>
        name is "Where" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Any" or "All" or "Count" or "LongCount"
            or "Take" or "Skip" or "Sum" or "Min" or "Max" or "Average";
}
