using System;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>What the functions of the five dialects do to a column, as far as rules tell them apart.</summary>
internal static class SqlFunctions
{
    /// <summary>The kind of the outermost thing that is done in an expression over one column.</summary>
    public static ColumnFunction KindOf(Syntax.SqlExpression expression) => expression switch
    {
        Syntax.FunctionCall call => OfCall(call),
        Syntax.CastExpression cast => cast.Type.Name.Equals("date", StringComparison.OrdinalIgnoreCase) ? ColumnFunction.Date : ColumnFunction.Cast,
        Syntax.CollateExpression => ColumnFunction.Collate,
        Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.JsonAccess } => ColumnFunction.Json,
        Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.BitAnd or Syntax.BinaryOperator.BitOr } => ColumnFunction.BitTest,
        Syntax.BinaryExpression or Syntax.UnaryExpression => ColumnFunction.Arithmetic,
        _ => ColumnFunction.Other,
    };

    private static ColumnFunction OfCall(Syntax.FunctionCall call)
    {
        switch (call.Name.Last.Text.ToLowerInvariant())
        {
            case "lower" or "upper" or "lcase" or "ucase" or "initcap":
                return ColumnFunction.CaseFold;
            case "date":
                return ColumnFunction.Date;
            case "date_trunc" or "trunc" or "datetrunc":
                return FirstWord(call) is "day" or "" ? ColumnFunction.Date : ColumnFunction.DatePart;
            case "year":
                return ColumnFunction.Year;
            case "month":
                return ColumnFunction.Month;
            case "day" or "dayofmonth":
                return ColumnFunction.Day;
            case "extract" or "date_part" or "datepart":
                return FirstWord(call) switch
                {
                    "year" or "yyyy" or "yy" => ColumnFunction.Year,
                    "month" or "mm" => ColumnFunction.Month,
                    "day" or "dd" => ColumnFunction.Day,
                    _ => ColumnFunction.DatePart,
                };
            case "strftime" or "to_char" or "date_format" or "format" or "datename" or "hour" or "minute" or "week" or "quarter":
                return ColumnFunction.DatePart;
            case "dateadd" or "date_add" or "date_sub" or "add_months" or "datediff" or "julianday" or "age":
                return ColumnFunction.DateAdd;
            case "trim" or "ltrim" or "rtrim" or "btrim":
                return ColumnFunction.Trim;
            case "substring" or "substr" or "left" or "right" or "mid":
                return ColumnFunction.Substring;
            case "length" or "len" or "char_length" or "character_length" or "datalength":
                return ColumnFunction.Length;
            case "coalesce" or "isnull" or "ifnull" or "nvl" or "nvl2":
                return ColumnFunction.Coalesce;
            case "abs" or "round" or "floor" or "ceil" or "ceiling" or "mod":
                return ColumnFunction.Arithmetic;
            case "convert" or "try_convert" or "to_number" or "to_date" or "cast" or "try_cast":
                return ColumnFunction.Cast;
            case "json_value" or "json_extract" or "json_query" or "jsonb_extract_path_text":
                return ColumnFunction.Json;
            default:
                return ColumnFunction.Other;
        }
    }

    private static string FirstWord(Syntax.FunctionCall call)
    {
        foreach (var argument in call.Arguments)
        {
            switch (argument)
            {
                case Syntax.Literal { LiteralKind: Syntax.LiteralKind.Keyword or Syntax.LiteralKind.String } literal:
                    return literal.Value.ToLowerInvariant();
                case Syntax.ColumnReference { Name.Count: 1 } word when call.Arguments.Length > 1 && argument == call.Arguments[0]:
                    return word.Column.Text.ToLowerInvariant();
            }
        }

        return "";
    }

    public static bool IsRandom(Syntax.SqlExpression expression) =>
        expression is Syntax.FunctionCall call
        && (call.Name.Last.Text.ToLowerInvariant() is "random" or "rand" or "newid" or "gen_random_uuid" || (call.Name.Last.Is("value") && call.Name.Qualifier.Is("dbms_random")));

    public static bool IsAggregate(Syntax.FunctionCall call) =>
        call.Over is null && call.Name.Last.Text.ToLowerInvariant() is "count" or "sum" or "min" or "max" or "avg" or "count_big" or "string_agg" or "group_concat"
            or "array_agg" or "json_agg" or "jsonb_agg" or "bool_or" or "bool_and" or "stdev" or "stddev" or "var" or "variance" or "listagg" or "total";

    /// <summary>Functions whose value depends on their arguments alone, row by row. Any other may be an aggregate of the program's own.</summary>
    public static bool IsScalar(Syntax.FunctionCall call) => call.Over is null && (KindOf(call) != ColumnFunction.Other || call.Name.Last.Text.ToLowerInvariant() is "concat" or "concat_ws"
        or "replace" or "nullif" or "printf" or "hex" or "datetime" or "time" or "unixepoch" or "cast" or "sign" or "instr" or "lpad" or "rpad" or "iif" or "if");

    /// <summary>Names that look like columns and are values of the server.</summary>
    public static bool IsServerValue(string name) => name.ToLowerInvariant() is "current_timestamp" or "current_date" or "current_time" or "localtimestamp"
        or "localtime" or "sysdate" or "systimestamp" or "rownum" or "rowid" or "current_user" or "session_user" or "user" or "utc_timestamp";
}
