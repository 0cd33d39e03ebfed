using System;
using System.Collections.Generic;
using System.Globalization;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Queries;

/// <summary>A range of days that ends with "the last moment of the day": what happens after that moment, or all of the last day, is missing.</summary>
internal sealed class ClosedEndOfDay() : QueryRule(Self)
{
    private static readonly DiagnosticDescriptor Self = Describe(
        id: "DBA2308",
        title: "Range ends before the day does",
        messageFormat: "{0} up to and including {1} {2}. Compare with less than the start of the next day",
        category: Category.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    private const string MissesDay = "leaves out the whole of the last day but its first moment";

    public override IEnumerable<Finding> Check(QueryContext context)
    {
        var query = context.Query;
        if (!query.IsExecuted || context.Schema is not { } schema || query.CodeContext == CodeContext.Test)
            yield break;
        foreach (var finding in In(query.Filter, query, schema, 0))
            yield return finding;
        foreach (var optional in query.OptionalFilters)
        {
            foreach (var finding in In(optional, query, schema, 0))
                yield return finding;
        }

        foreach (var source in query.Sources)
        {
            foreach (var finding in In(source.On, query, schema, 0))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> In(Predicate predicate, Query query, Schema schema, int depth)
    {
        var operands = predicate switch
        {
            AllOf all => all.Operands,
            AnyOf any => any.Operands,
            _ => new[] { predicate },
        };
        foreach (var operand in operands)
        {
            if (operand is AllOf or AnyOf && depth < 20)
            {
                foreach (var finding in In(operand, query, schema, depth + 1))
                    yield return finding;
            }
            else if (operand is Comparison { Operator: Comparator.LessThanOrEqual } comparison && ColumnOf(comparison, query, schema) is { } column
                && Misses(comparison, column, query, schema, predicate is AllOf ? operands : default) is var (value, what))
            {
                yield return Finding.Of(comparison.Origin.IsInSource ? comparison.Origin : query.Terminal.Origin, column.Name, value, what);
            }
        }
    }

    /// <summary>The column, when it holds a time of day.</summary>
    private static Column? ColumnOf(Comparison comparison, Query query, Schema schema)
    {
        if (query.Sources[comparison.Column.Source].Table is not { } name || schema.FindTable(name)?.FindColumn(comparison.Column.Column) is not { Kind: ValueKind.DateTime } column)
            return null;
        return column.StoreType is { IsKnown: true, Value: { } type } && string.Equals(type, "date", StringComparison.OrdinalIgnoreCase) ? null : column;
    }

    private static (string Value, string What)? Misses(Comparison comparison, Column column, Query query, Schema schema, EquatableArray<Predicate> beside)
    {
        if (comparison.Value is Constant { Text: { } text })
            return OfText(text, comparison, beside) is { } what ? (text, what) : null;
        if (comparison.Value is not Parameter { Name: var name, DayEnd: var end } || end == DayEnd.None)
            return null;
        // 3.33 ms are the steps of datetime: .999 and all after it become the next midnight. Dapper sends every DateTime as one.
        var isCoarse = schema.Store.IsOnly(Store.SqlServer)
            && ((query.FrontEnd == FrontEnd.Dapper && column.ClrType == "System.DateTime") || column.StoreType is { IsKnown: true, Value: "datetime" or "smalldatetime" });
        return end switch
        {
            _ when isCoarse && end != DayEnd.Second => (name, "takes in the first moment of the next day, because datetime rounds it up"),
            DayEnd.Second => (name, "leaves out the last second of the day"),
            DayEnd.Millisecond => (name, "leaves out the last millisecond of the day"),
            _ => null,
        };
    }

    private static string? OfText(string text, Comparison comparison, EquatableArray<Predicate> beside)
    {
        if (text.EndsWith("23:59:59", StringComparison.Ordinal))
            return "leaves out the last second of the day";
        if (text.EndsWith("23:59:59.999", StringComparison.Ordinal) || text.EndsWith("23:59:59.997", StringComparison.Ordinal))
            return "leaves out the last milliseconds of the day";
        if (text.EndsWith("23:59", StringComparison.Ordinal) && text.Length == 16)
            return "leaves out the last minute of the day";
        if (!IsDay(text))
            return null;
        // A day alone may be meant as "before it"; between two days it is meant to be in.
        foreach (var other in beside)
        {
            if (other is Comparison { Operator: Comparator.GreaterThanOrEqual, Value: Constant { Text: { } from } } start && start.Column == comparison.Column && IsDay(from) && from != text)
                return MissesDay;
        }

        return null;
    }

    private static bool IsDay(string text) => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
