using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A list with as many values as a table has rows is sent with a query, each value for itself.</summary>
internal sealed class UnboundedParameterList() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2307",
        title: "Parameter list without limit",
        messageFormat: "{0} comes from every row of {1} and {2}. Ask by a join or sub-query, or in batches",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.IsAtRunTime || !query.IsExecuted || context.Schema is not { } schema || ConsequenceOf(query, schema) is not { } consequence)
            yield break;
        foreach (var comparison in ListsOf(query.Filter, 0))
        {
            if (comparison.Value is not ListOperand { Count: null, Variable: { Length: > 0 } variable, Form: not ListForm.OneValue } list)
                continue;
            foreach (var loader in context.Unit.Queries)
            {
                if (ReferenceEquals(loader, query) || loader.Result?.Variable != variable || !LoadsTable(loader, query, schema, context.Options))
                    continue;
                yield return Finding.Of(
                    comparison.Origin.IsInSource ? comparison.Origin : query.Terminal.Origin, list.Parameter ?? variable, loader.Sources[0].Name, consequence)
                    with { Additional = new[] { loader.Terminal.Origin } };
                break;
            }
        }
    }

    /// <summary>What comes of a list that is too long; null when nothing does.</summary>
    private static string? ConsequenceOf(Query query, Schema schema)
    {
        if (query.FrontEnd == FrontEnd.Linq)
        {
            return schema.ParameterLists switch
            {
                ListForm.Parameters => $"each value becomes a parameter: the query throws when there are more than {LimitOf(schema.Store)}",
                ListForm.Constants => "each value is written into the statement: its text grows with the table, and another list is another statement to plan",
                _ => null,
            };
        }

        if (query.FrontEnd != FrontEnd.Dapper)
            return null;
        var store = query.Store != Store.Unknown ? query.Store : schema.Store;
        return LimitOf(store) is { } limit ? $"Dapper makes each value a parameter: the query throws when there are more than {limit}" : null;
    }

    private static string? LimitOf(Store store) => store switch
    {
        Store.SqlServer => "2,100",
        Store.Sqlite => "32,766",
        Store.Oracle => "1,000 in one list",
        _ => null,
    };

    private static IEnumerable<Comparison> ListsOf(Predicate filter, int depth)
    {
        switch (filter)
        {
            case Comparison { Operator: Comparator.In or Comparator.NotIn } comparison:
                yield return comparison;
                break;
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    foreach (var found in ListsOf(operand, depth + 1))
                        yield return found;
                }

                break;
        }
    }

    /// <summary>The list grows with a table that is not known to stay small. A list that goes only into the next query of the context is another rule's matter.</summary>
    private static bool LoadsTable(Query loader, Query query, Schema schema, Options options)
    {
        if (loader is not { Terminal.Kind: TerminalKind.List, Take: null, IsGrouped: false, IsDistinct: false, HasSetOperation: false } || !loader.IsComplete(QueryParts.Source | QueryParts.Filter | QueryParts.Paging))
            return false;
        if (loader is { FrontEnd: FrontEnd.Linq, Projection.Kind: ProjectionKind.Columns, Result.VariableUses: 1 } && loader.Context == query.Context)
            return false;
        if (loader.Sources is not [{ Table: { } name, IsRawSql: false }] || schema.FindTable(name) is not { Kind: TableKind.Table } table)
            return false;
        return TableSize.WhySmall(table, schema, options) is null && loader.OptionalFilters.IsEmpty && TakesAShare(loader.Filter, table, 0);
    }

    /// <summary>Conditions that leave a share of the table, not the rows of one key: flags, states, ranges.</summary>
    private static bool TakesAShare(Predicate filter, Table table, int depth)
    {
        switch (filter)
        {
            case AllOf all when depth < 20:
                foreach (var operand in all.Operands)
                {
                    if (!TakesAShare(operand, table, depth + 1))
                        return false;
                }

                return true;
            case Comparison { Source: PredicateSource.Discriminator }:
            case Comparison { Operator: Comparator.IsNotNull or Comparator.NotEqual }:
                return true;
            case Comparison { Operator: Comparator.Equal } comparison:
                return table.FindColumn(comparison.Column.Column) is { Kind: ValueKind.Boolean };
            default:
                return false;
        }
    }
}
