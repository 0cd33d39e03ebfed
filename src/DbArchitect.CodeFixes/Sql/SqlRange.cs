using System;
using System.Globalization;
using DbArchitect.Analyzers.Model;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.CodeFixes.Sql;

/// <summary>The range of a column that has the same rows as a comparison of its day or year, in the words of an engine.</summary>
internal sealed class SqlRange(string text, RewriteSqlRange edit, bool isLower)
{
    private const int LastYear = 9998;

    /// <summary>The comparison over the column itself; null when it is not one that can be turned, or not provably.</summary>
    public string? Of(Syntax.SqlExpression side, Syntax.BinaryOperator op, Syntax.SqlExpression value)
    {
        if (IsShifted(side) is { } shifted)
            return Shifted(shifted.Column, op, shifted.Interval, shifted.IsBack, value);
        if (DayOf(side) is { } dated)
            return Between(Text(dated), op, Day(value, 0), Day(value, 1));
        return YearOf(side) is { } yeared ? Between(Text(yeared), op, Year(value, 0), Year(value, 1)) : null;
    }

    private string? Between(string column, Syntax.BinaryOperator op, string? from, string? to)
    {
        if (from is null || to is null)
            return null;
        return op switch
        {
            Syntax.BinaryOperator.Equal => column + " >= " + from + Word(" AND ") + column + " < " + to,
            Syntax.BinaryOperator.GreaterOrEqual => column + " >= " + from,
            Syntax.BinaryOperator.Greater => column + " >= " + to,
            Syntax.BinaryOperator.Less => column + " < " + from,
            Syntax.BinaryOperator.LessOrEqual => column + " < " + to,
            _ => null,
        };
    }

    private string Text(Syntax.SqlNode node) => text.Substring(node.Start, node.Length);

    private string Word(string words) => isLower ? words.ToLowerInvariant() : words;

    /// <summary>The column whose calendar day an expression is.</summary>
    private Syntax.ColumnReference? DayOf(Syntax.SqlExpression side) => side switch
    {
        Syntax.CastExpression { Operand: Syntax.ColumnReference column } cast when cast.Type.Name.Equals("date", StringComparison.OrdinalIgnoreCase) && edit.Store is not (Store.Sqlite or Store.Oracle) => column,
        Syntax.FunctionCall { Name.Count: 1, Arguments: [Syntax.ColumnReference column] } call when call.Name.Last.Is("date") && edit.Store is Store.PostgreSql or Store.MySql or Store.Sqlite => column,
        Syntax.FunctionCall { Name.Count: 1, Arguments: [Syntax.ColumnReference column] } call when call.Name.Last.Is("trunc") && edit.Store == Store.Oracle => column,
        Syntax.FunctionCall { Name.Count: 1, Arguments: [Syntax.Literal { IsString: true, Value: "day" }, Syntax.ColumnReference column] } call when call.Name.Last.Is("date_trunc") && edit.Store == Store.PostgreSql => column,
        _ => null,
    };

    private Syntax.ColumnReference? YearOf(Syntax.SqlExpression side)
    {
        if (side is not Syntax.FunctionCall { Name.Count: 1 } call)
            return null;
        if (call.Name.Last.Is("year") && call.Arguments is [Syntax.ColumnReference only] && edit.Store is Store.MySql or Store.SqlServer)
            return only;
        // EXTRACT(YEAR FROM x), DATEPART(year, x): the word is an argument, too.
        if (!(call.Name.Last.Is("extract") && edit.Store is not Store.SqlServer and not Store.Sqlite) && !(call.Name.Last.Is("datepart") && edit.Store == Store.SqlServer)
            && !(call.Name.Last.Is("date_part") && edit.Store == Store.PostgreSql))
        {
            return null;
        }

        if (call.Arguments is not [var part, Syntax.ColumnReference column])
            return null;
        var word = Text(part).Trim('\'');
        return word.Equals("year", StringComparison.OrdinalIgnoreCase) ? column : null;
    }

    /// <summary>The beginning of a day, or of the one after it.</summary>
    private string? Day(Syntax.SqlExpression value, int more)
    {
        if (value is Syntax.Literal { HasHole: false } literal)
        {
            if (!(literal.IsString || literal.LiteralKind == Syntax.LiteralKind.Temporal)
                || !DateTime.TryParseExact(literal.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year > LastYear)
            {
                return null;
            }

            // What stands before the quotes (DATE '…') stays.
            return more == 0 ? Text(value) : Text(value).Replace(literal.Value, day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (!IsRepeatable(value))
            return null;
        var written = Text(value);
        return edit.Store switch
        {
            Store.PostgreSql => Word("CAST(") + written + Word(" AS date)") + (more == 0 ? "" : " + 1"),
            Store.MySql => Word("DATE(") + written + ")" + (more == 0 ? "" : Word(" + INTERVAL 1 DAY")),
            Store.SqlServer when more == 0 => Word("CAST(") + written + Word(" AS date)"),
            Store.SqlServer => Word("DATEADD(day, 1, CAST(") + written + Word(" AS date))"),
            Store.Sqlite => "date(" + written + (more == 0 ? ")" : ", '+1 day')"),
            _ => null,
        };
    }

    private string? Year(Syntax.SqlExpression value, int more)
    {
        if (value is Syntax.Literal { LiteralKind: Syntax.LiteralKind.Number } literal)
        {
            if (!int.TryParse(literal.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > LastYear)
                return null;
            var first = (year + more).ToString(CultureInfo.InvariantCulture);
            return edit.Store switch
            {
                // Read so whatever the session's language; with hyphens it is not.
                Store.SqlServer => "'" + first + "0101'",
                Store.Oracle => Word("DATE ") + "'" + first + "-01-01'",
                _ => "'" + first + "-01-01'",
            };
        }

        if (value is not Syntax.Parameter || !IsRepeatable(value))
            return null;
        var written = Text(value) + (more == 0 ? "" : " + 1");
        return edit.Store switch
        {
            Store.PostgreSql => "make_date(" + written + ", 1, 1)",
            Store.MySql => Word("MAKEDATE(") + written + ", 1)",
            Store.SqlServer => Word("DATEFROMPARTS(") + written + ", 1, 1)",
            _ => null,
        };
    }

    /// <summary>A parameter that is told by its name, or the current date: the same wherever it is written. Oracle's driver takes parameters by their order.</summary>
    private bool IsRepeatable(Syntax.SqlExpression value) => value switch
    {
        Syntax.Parameter parameter => parameter.Name.Length > 0 && !char.IsDigit(parameter.Name[0]) && edit.Store != Store.Oracle,
        Syntax.CastExpression cast => IsRepeatable(cast.Operand),
        Syntax.ColumnReference { Name.Count: 1, Column.IsQuoted: false } word => word.Column.Is("current_date"),
        Syntax.FunctionCall { Name.Count: 1, Arguments.Length: 0 } call => call.Name.Last.Text.ToLowerInvariant() is "current_date" or "curdate",
        _ => false,
    };

    private readonly record struct ShiftedColumn(Syntax.ColumnReference Column, string Interval, bool IsBack);

    /// <summary>A column and an interval of fixed length.</summary>
    private ShiftedColumn? IsShifted(Syntax.SqlExpression side)
    {
        switch (side)
        {
            case Syntax.BinaryExpression { Operator: Syntax.BinaryOperator.Add or Syntax.BinaryOperator.Subtract, Left: Syntax.ColumnReference column } sum when IsFixed(sum.Right):
                return new ShiftedColumn(column, Text(sum.Right), sum.Operator == Syntax.BinaryOperator.Subtract);
            case Syntax.FunctionCall { Name.Count: 1, Arguments: [Syntax.ColumnReference column, var interval] } call
                when edit.Store == Store.MySql && IsFixed(interval) && (call.Name.Last.Is("date_add") || call.Name.Last.Is("date_sub")):
                return new ShiftedColumn(column, Text(interval), call.Name.Last.Is("date_sub"));
            case Syntax.FunctionCall { Name.Count: 1, Arguments: [var unit, Syntax.Literal { LiteralKind: Syntax.LiteralKind.Number } count, Syntax.ColumnReference column] } call
                when edit.Store == Store.SqlServer && call.Name.Last.Is("dateadd") && IsFixed(Text(unit)) && int.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _):
                return new ShiftedColumn(column, Text(call.Name.Last) + "(" + Text(unit) + ", -" + count.Value + ", ", false);
            default:
                return null;
        }
    }

    private string Text(Syntax.SqlIdentifier name) => text.Substring(name.Start, name.Length);

    private string? Shifted(Syntax.ColumnReference column, Syntax.BinaryOperator op, string interval, bool isBack, Syntax.SqlExpression value)
    {
        var sign = op switch
        {
            Syntax.BinaryOperator.Equal => "=",
            Syntax.BinaryOperator.Less => "<",
            Syntax.BinaryOperator.LessOrEqual => "<=",
            Syntax.BinaryOperator.Greater => ">",
            Syntax.BinaryOperator.GreaterOrEqual => ">=",
            _ => null,
        };
        // A bare string or parameter minus an interval has no type of its own in PostgreSQL.
        if (sign is null || !(value is Syntax.Parameter { Name.Length: > 0 } or Syntax.FunctionCall { Arguments.Length: 0 } || IsNow(value)))
            return null;
        var written = Text(value);
        if (edit.Store == Store.SqlServer)
            return Text(column) + " " + sign + " " + interval + written + ")";
        if (edit.Store == Store.PostgreSql && value is Syntax.Parameter)
            written = Word("CAST(") + written + Word(" AS ") + (edit.ColumnType.Contains("with time zone") || edit.ColumnType.Contains("timestamptz") ? "timestamptz" : "timestamp") + ")";
        return Text(column) + " " + sign + " " + written + (isBack ? " + " : " - ") + interval;
    }

    private static bool IsNow(Syntax.SqlExpression value) => value is Syntax.ColumnReference { Name.Count: 1 } word && word.Column.Text.ToLowerInvariant() is "current_timestamp" or "localtimestamp";

    /// <summary>An interval of hours or less; of days, where a day has no time zone.</summary>
    private bool IsFixed(Syntax.SqlExpression interval)
    {
        if (interval is not Syntax.IntervalExpression and not Syntax.Literal { LiteralKind: Syntax.LiteralKind.Temporal } || edit.Store is not (Store.PostgreSql or Store.MySql))
            return false;
        var words = Text(interval).ToLowerInvariant();
        return words.StartsWith("interval", StringComparison.Ordinal) && IsFixed(words);
    }

    private bool IsFixed(string words)
    {
        var lower = words.ToLowerInvariant();
        if (lower.Contains("month") || lower.Contains("year") || lower.Contains("quarter") || lower.Contains("mon"))
            return false;
        var isDays = lower.Contains("day") || lower.Contains("week");
        var isShort = lower.Contains("hour") || lower.Contains("minute") || lower.Contains("second");
        return isShort || (isDays && !edit.ColumnType.Contains("with time zone") && !edit.ColumnType.Contains("timestamptz"));
    }
}
