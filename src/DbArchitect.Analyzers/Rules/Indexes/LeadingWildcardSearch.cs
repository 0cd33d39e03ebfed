using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>QS03: a text is searched for what is in it or at its end, and nothing else narrows the query.</summary>
internal sealed class LeadingWildcardSearch() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1015",
        title: "Leading wildcard search",
        messageFormat: "No B-tree index finds {1} by its {2}: this query reads all of {0}. {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (!advice.IsUnsargable || advice.Best is not null)
                continue;
            var searches = SearchesOf(advice);
            if (searches.Count == 0)
                continue;
            var columns = new List<string>();
            var others = new List<Origin>();
            var at = Origin.None;
            foreach (var (column, _, origin) in searches)
            {
                if (!columns.Contains(column))
                    columns.Add(column);
                if (!at.IsInSource && origin.IsInSource)
                    at = origin;
                else if (origin.IsInSource)
                    others.Add(origin);
            }

            var operation = searches[0].Operator;
            yield return new Finding(
                at.IsInSource ? at : context.Query.Terminal.Origin,
                new[] { advice.Shape.Table.Name.Name, IndexText.And(columns), operation == Comparator.Suffix ? "end" : "middle", Remedy(context.Schema!.Store, operation) })
            {
                Additional = others,
            };
        }
    }

    /// <summary>The searches that all rows have to be read for; none when a text index may serve one.</summary>
    private static List<(string Column, Comparator Operator, Origin Origin)> SearchesOf(SourceAdvice advice)
    {
        var found = new List<(string, Comparator, Origin)>();
        if (!Collect(advice.Shape, advice.Shape.Table, found))
            return [];
        if (found.Count > 0)
            return found;
        foreach (var or in advice.Alternatives)
        {
            foreach (var arm in or.Arms)
            {
                // An arm that something narrows is read by that; the others are what the whole table is read for.
                if (arm.Shape.Atoms.Count == 0 && !Collect(arm.Shape, advice.Shape.Table, found))
                    return [];
            }

            if (found.Count > 0)
                break;
        }

        return found;
    }

    private static bool Collect(SourceShape shape, Table table, List<(string Column, Comparator Operator, Origin Origin)> found)
    {
        foreach (var comparison in shape.Comparisons)
        {
            if (comparison is not { Operator: Comparator.Contains or Comparator.Suffix, Source: PredicateSource.User })
                continue;
            if (HasTextIndex(table, comparison.Column.Column))
                return false;
            if (IsText(table, comparison.Column.Column))
                found.Add((comparison.Column.Column, comparison.Operator, comparison.Origin));
        }

        foreach (var function in shape.Functions)
        {
            if (function is not { Function: ColumnFunction.CaseFold, Operator: Comparator.Contains or Comparator.Suffix, Source: PredicateSource.User })
                continue;
            if (HasTextIndex(table, function.Column.Column))
                return false;
            if (IsText(table, function.Column.Column))
                found.Add((function.Column.Column, function.Operator, function.Origin));
        }

        return true;
    }

    private static bool IsText(Table table, string column) => table.FindColumn(column) is { Kind: ValueKind.String };

    /// <summary>A GIN, GiST or full-text index over the column, or over an expression with it.</summary>
    private static bool HasTextIndex(Table table, string column)
    {
        foreach (var index in table.Indexes)
        {
            if (index.IsBTree)
                continue;
            foreach (var key in index.Columns)
            {
                if (string.Equals(key.Column, column, StringComparison.OrdinalIgnoreCase) || key.Expression?.IndexOf(column, StringComparison.OrdinalIgnoreCase) >= 0)
                    return true;
            }
        }

        return false;
    }

    private static string Remedy(Store store, Comparator operation)
    {
        var index = store switch
        {
            Store.PostgreSql => "A GIN index with gin_trgm_ops (pg_trgm) serves it",
            Store.MySql => "A FULLTEXT index serves searches for words",
            Store.SqlServer => "A full-text index serves searches for words",
            Store.Sqlite => "An FTS5 table serves searches for words",
            Store.Oracle => "An Oracle Text index serves searches for words",
            _ => "A full-text index serves searches for words",
        };
        return operation == Comparator.Suffix && store != Store.PostgreSql ? "Store the reversed text in an indexed column and search for its beginning" : index;
    }
}
