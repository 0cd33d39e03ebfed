using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>Keys are loaded only to be sent back in the next query: one round trip too many, and a parameter list without bound.</summary>
internal sealed class KeyListRoundTrip() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2006",
        title: "Keys loaded to be sent back",
        messageFormat: "{0} is loaded only to be sent back to the same database in the next query: one round trip too many, and all of it travels twice. Leave it a query (no {1}): it becomes a sub-query",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (query is not { Terminal.Kind: TerminalKind.List, Projection.Kind: ProjectionKind.Columns, Result: { Variable: { Length: > 0 } variable, VariableUses: 1 }, IsAtRunTime: true })
            yield break;
        if (query.Projection.Columns.Count != 1 || query.Take is not null || query.Context.Length == 0 || query.Repetition.Kind != RepetitionKind.Once)
            yield break;
        foreach (var other in context.Unit.Queries)
        {
            if (ReferenceEquals(other, query) || other.Context != query.Context || !other.IsExecuted || other.Repetition.Kind != RepetitionKind.Once || !Lists(other.Filter, variable, 0))
                continue;
            yield return Finding.Of(query.Terminal.Origin, variable, query.Terminal.Name) with { Additional = new[] { other.Terminal.Origin }, Fix = context.Unit.Saves.IsEmpty ? new LeaveQuery(query.Terminal.Name) : null };
            yield break;
        }
    }

    private static bool Lists(Predicate filter, string variable, int depth)
    {
        switch (filter)
        {
            case Comparison { Operator: Comparator.In, Value: ListOperand { Parameter: { } name } }:
                return name == variable;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    if (Lists(operand, variable, depth + 1))
                        return true;
                }

                break;
        }

        return false;
    }
}
