using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A query that a loop or lambda sends once for every element: N + 1 round trips.</summary>
internal sealed class QueryInLoop() : UnitOfWorkRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2001",
        title: "Query in a loop",
        messageFormat: "{0} runs once for every element of {1}: as many round trips as elements. Query once before the loop, {2}",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(UnitOfWork unit, SchemaSet schemas, Options options)
    {
        foreach (var query in unit.Queries)
        {
            if (!IsRepeated(query, query.Repetition))
                continue;
            var finding = Report(query.Terminal.Origin, $"{query.Terminal.Name} on {query.RootName}", query, query.Repetition);
            yield return IsCertain(query, query.Repetition) ? finding : finding with { Severity = DiagnosticSeverity.Info };
        }

        foreach (var call in unit.Calls)
        {
            if (unit.IsAtRunTime && !call.IsRecursive && call.Repetition.DependsOnElement && IsRepeated(call.Query, call.Repetition))
                yield return Report(call.Origin, $"{call.Method} ({call.Query.Terminal.Name} on {call.Query.RootName})", call.Query, call.Repetition) with { Severity = DiagnosticSeverity.Info };
        }
    }

    private static bool IsRepeated(Query query, Repetition repetition) =>
        query.IsExecuted && query.IsAtRunTime
        && repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None }
        && query.Sources is [{ IsRawSql: false }, ..];

    private static Finding Report(Origin at, string what, Query query, Repetition repetition) =>
        Finding.Of(at, what, repetition.Of, repetition.DependsOnElement ? "for all keys, and look the rows up in memory" : "because it asks the same each time")
            with { Additional = repetition.Origin.IsInSource ? new[] { repetition.Origin } : default(EquatableArray<Origin>) };

    /// <summary>Rows are looked up by a value of the element, in a collection that is there: one query with IN replaces them all.</summary>
    private static bool IsCertain(Query query, Repetition repetition) =>
        repetition.DependsOnElement && repetition.IsOverCollection
        && query.Terminal.Kind is TerminalKind.Single or TerminalKind.List or TerminalKind.Any or TerminalKind.Count
        && query.Take is null && query.Skip is null
        // Find answers from memory what is tracked already.
        && !query.Terminal.Name.StartsWith("Find", StringComparison.Ordinal)
        && ComparesWithParameter(query.Filter, 0);

    private static bool ComparesWithParameter(Predicate filter, int depth)
    {
        switch (filter)
        {
            case Comparison { Source: PredicateSource.User, Operator: Comparator.Equal, Value: Parameter }:
                return true;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    if (ComparesWithParameter(operand, depth + 1))
                        return true;
                }

                break;
        }

        return false;
    }
}
