using System.Globalization;
using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Indexes.Planner;

/// <summary>Writes a query of the shop as SQL that every engine takes, with values that exist in the filled database.</summary>
internal static class QuerySql
{
    public static string Of(Query query)
    {
        var aliases = query.Sources.Select(static (_, i) => "t" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var conditions = new List<string>();
        var from = Name(query.Sources[0]) + " " + aliases[0];
        for (var i = 1; i < query.Sources.Count; i++)
        {
            var source = query.Sources[i];
            var on = Condition(source.On, aliases);
            if (source.Join is JoinKind.Semi)
                conditions.Add($"EXISTS (SELECT 1 FROM {Name(source)} {aliases[i]} WHERE {on})");
            else
                from += $" {(source.Join is JoinKind.Inner ? "JOIN" : "LEFT JOIN")} {Name(source)} {aliases[i]} ON {on}";
        }

        conditions.Add(Condition(query.Filter, aliases));
        var sql = $"FROM {from} WHERE {string.Join(" AND ", conditions)}";
        if (query.Terminal.Kind == TerminalKind.Delete)
            return "SELECT t0.* " + sql;
        if (!query.Sort.IsEmpty)
            sql += " ORDER BY " + string.Join(", ", query.Sort.Select(key => aliases[key.Column!.Value.Source] + "." + key.Column.Value.Column + (key.IsDescending ? " DESC" : "")));
        var take = query.Terminal.Kind == TerminalKind.Single ? "1" : (query.Take as Constant)?.Text ?? (query.Take is null ? null : "20");
        return "SELECT t0.* " + sql + (take is null ? "" : " LIMIT " + take);
    }

    /// <summary>LINES is a word of MariaDB.</summary>
    private static string Name(Source source) => source.Table!.Value.Name is "Lines" ? "OrderLines" : source.Table.Value.Name;

    private static string Condition(Predicate predicate, string[] aliases) => predicate switch
    {
        AllOf all => all.Operands.IsEmpty ? "1 = 1" : "(" + string.Join(" AND ", all.Operands.Select(operand => Condition(operand, aliases))) + ")",
        AnyOf any => "(" + string.Join(" OR ", any.Operands.Select(operand => Condition(operand, aliases))) + ")",
        Comparison { Operator: Comparator.IsNull } comparison => Column(comparison.Column, aliases) + " IS NULL",
        Comparison { Operator: Comparator.Prefix } comparison => Column(comparison.Column, aliases) + " LIKE 'u777%'",
        Comparison { Operator: Comparator.Contains } comparison => Column(comparison.Column, aliases) + " LIKE '%777@%'",
        Comparison { Operator: Comparator.In } comparison =>
            Column(comparison.Column, aliases) + " IN (" + Value(comparison.Column.Column, comparison.Operator, 0) + ", " + Value(comparison.Column.Column, comparison.Operator, 1) + ")",
        Comparison { Value: ColumnOperand other } comparison => Column(comparison.Column, aliases) + " = " + Column(other.Column, aliases),
        Comparison comparison => Column(comparison.Column, aliases) + " " + Operator(comparison.Operator) + " "
            + (comparison.Value is Constant { Text: { } text } ? text : Value(comparison.Column.Column, comparison.Operator, 0)),
        _ => throw new InvalidOperationException("No SQL for " + predicate),
    };

    private static string Column(ColumnRef column, string[] aliases) => aliases[column.Source] + "." + column.Column;

    private static string Operator(Comparator comparator) => comparator switch
    {
        Comparator.Equal => "=",
        Comparator.NotEqual => "<>",
        Comparator.LessThan => "<",
        Comparator.LessThanOrEqual => "<=",
        Comparator.GreaterThan => ">",
        Comparator.GreaterThanOrEqual => ">=",
        _ => throw new InvalidOperationException(comparator.ToString()),
    };

    /// <summary>A value of the filled database; intervals hold a small part of it.</summary>
    private static string Value(string column, Comparator comparator, int which)
    {
        var isLower = comparator is Comparator.LessThan or Comparator.LessThanOrEqual;
        return column switch
        {
            "Id" => comparator == Comparator.GreaterThan ? "19900" : which == 0 ? "4711" : "815",
            "TenantId" => "'t3'",
            "CustomerId" => which == 0 ? "17" : "18",
            "Status" => "1",
            "Email" => which == 0 ? "'u7777@example.com'" : "'u8888@example.com'",
            "Reference" => which == 0 ? "'R7777'" : "'R8888'",
            "Sku" => "'S77'",
            "CreatedAt" => isLower ? "'2000-01-02'" : "'2054-06-01'",
            "Total" => isLower ? "10" : "19900",
            "Quantity" => "3",
            "OrderId" => "4711",
            _ => throw new InvalidOperationException("No value for " + column),
        };
    }
}
