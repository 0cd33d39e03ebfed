using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes;

/// <summary>QS01: a function or arithmetic over a column keeps its index from being searched.</summary>
internal sealed class FunctionOverIndexedColumn() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA1013",
        title: "Function over indexed column",
        messageFormat: "{0} cannot be searched by {1}: {2} is computed for every row. {3}",
        category: Category.Indexes,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        foreach (var advice in context.Advice.Spoken)
        {
            if (advice.Silence is not null || advice.Obstacle != Obstacle.None)
                continue;
            foreach (var wrapped in advice.Wrapped)
            {
                var function = wrapped.Function;
                if (RemedyOf(function) is not { } remedy || function.Source != PredicateSource.User)
                    continue;
                var table = advice.Shape.Table;
                var at = function.Origin.IsInSource ? function.Origin : context.Query.Terminal.Origin;
                yield return new Finding(at, new[] { IndexText.Of(wrapped.Path, table), function.Column.Column, TextOf(function), remedy })
                {
                    Severity = SeverityOf(function, wrapped.Path, context.Schema!.Store),
                    Fix = FixOf(function, table, context),
                };
            }
        }
    }

    /// <summary>What to write instead; null for functions that have no counterpart an index could serve.</summary>
    private static string? RemedyOf(FunctionComparison function) => function.Function switch
    {
        ColumnFunction.Date or ColumnFunction.Year => "Compare " + function.Column.Column + " with a half-open range",
        ColumnFunction.DateAdd or ColumnFunction.Arithmetic => "Move the arithmetic to the other side of the comparison",
        ColumnFunction.Substring => "Search for the beginning with StartsWith, or index a computed column",
        ColumnFunction.Coalesce => "Compare " + function.Column.Column + " and its absence separately",
        ColumnFunction.Trim or ColumnFunction.Other => "Compare " + function.Column.Column + " itself, or index a computed column",
        _ => null,
    };

    private static string TextOf(FunctionComparison function) =>
        function.Detail.StartsWith(".", System.StringComparison.Ordinal) ? function.Column.Column + function.Detail : function.Detail + " over " + function.Column.Column;

    /// <summary>
    /// SQL Server finds the range of a CONVERT to date by itself, MariaDB 11.1 that of DATE() and YEAR(). Elsewhere a date part over an index's only column leaves
    /// the index without use.
    /// </summary>
    private static DiagnosticSeverity SeverityOf(FunctionComparison function, AccessPath path, Store store)
    {
        if (function.Function == ColumnFunction.Date && store == Store.SqlServer)
            return DiagnosticSeverity.Hidden;
        var isDatePart = function.Function is ColumnFunction.Date or ColumnFunction.Year;
        return isDatePart && path.DeclaredKeys == 1 && store.IsOnly(Store.PostgreSql | Store.Sqlite | Store.Oracle) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
    }

    private static Edit? FixOf(FunctionComparison function, Table table, QueryContext context)
    {
        var store = context.Schema!.Store;
        if (function.Operator == Comparator.In || table.FindColumn(function.Column.Column) is not { } column)
            return null;
        if (context.Query.FrontEnd != FrontEnd.Linq)
            return FixOfText(function, column, store);
        switch (function.Function)
        {
            // A DateTimeOffset has its day in its own zone, which a range would not know.
            case ColumnFunction.Date or ColumnFunction.Year when column.ClrType == "System.DateTime":
                return new RewriteDatePart(function.Function.ToString(), column.ClrType)
                {
                    IsUtc = store == Store.PostgreSql && (column.StoreType.Value ?? "").StartsWith("timestamp with time zone", System.StringComparison.OrdinalIgnoreCase),
                };
            case ColumnFunction.DateAdd when !function.Detail.Contains("Month") && !function.Detail.Contains("Year"):
                return new RewriteDateAdd();
            default:
                return null;
        }
    }

    /// <summary>In SQL text the function is one of the engine's own, so that it has to be known; and what it does to a column, only of a type that it is made for.</summary>
    private static RewriteSqlRange? FixOfText(FunctionComparison function, Column column, Store store)
    {
        var isAboutTime = function.Function is ColumnFunction.Date or ColumnFunction.Year or ColumnFunction.DateAdd or ColumnFunction.Arithmetic;
        return isAboutTime && store.IsSingle() && column.Kind is ValueKind.DateTime or ValueKind.Date
            ? new RewriteSqlRange(store, (column.StoreType.Value ?? "").ToLowerInvariant())
            : null;
    }
}
