using System.Collections.Generic;
using System.Text;

namespace DbArchitect.Analyzers.Model;

/// <summary>
/// A query on one line, for people: <c>Orders: Email = p:email, IsDeleted = 0 [filter] | sort CreatedAt desc | take 20 | First</c>.
/// </summary>
internal static class QueryText
{
    public static string Of(Query query)
    {
        var names = Names(query);
        var text = new StringBuilder();
        text.Append(query.Sources.Count > 0 ? TableOf(query.Sources[0]) : "?");
        text.Append(": ");
        AppendConjunction(text, query.Filter, names);
        for (var i = 1; i < query.Sources.Count; i++)
            AppendSource(text, query.Sources[i], names, i);
        foreach (var optional in query.OptionalFilters)
        {
            text.Append(" | optional ");
            AppendConjunction(text, optional, names);
        }

        AppendSort(text, query, names);
        if (query.Skip is { } skip)
            text.Append(" | skip ").Append(Of(skip, names));
        if (query.Take is { } take)
            text.Append(" | take ").Append(Of(take, names));
        AppendRest(text, query, names);
        return text.ToString();
    }

    private static void AppendSort(StringBuilder text, Query query, string[] names)
    {
        for (var i = 0; i < query.Sort.Count; i++)
        {
            var key = query.Sort[i];
            text.Append(i == 0 ? " | sort " : ", ").Append(key.Column is { } column ? Of(column, names) : key.IsRandom ? "random" : "(" + key.Expression + ")");
            if (key.IsDescending)
                text.Append(" desc");
        }
    }

    private static void AppendRest(StringBuilder text, Query query, string[] names)
    {
        if (query.IsGrouped)
        {
            text.Append(" | group ");
            AppendColumns(text, query.GroupBy, names);
        }

        if (query.IsDistinct)
            text.Append(" | distinct");
        if (query.HasSetOperation)
            text.Append(" | set");
        if (query.Projection.Kind == ProjectionKind.Columns || !query.Projection.Columns.IsEmpty)
        {
            text.Append(query.Projection.Kind == ProjectionKind.Entity ? " | select *, " : " | select ");
            AppendColumns(text, query.Projection.Columns, names);
        }
        else if (query.Projection.Kind == ProjectionKind.Unknown)
        {
            text.Append(" | select ?");
        }

        for (var i = 0; i < query.Includes.Count; i++)
        {
            text.Append(i == 0 ? " | include " : ", ").Append(query.Includes[i].Path);
            if (query.Includes[i].IsFiltered)
                text.Append('*');
            if (query.Includes[i].IsConditional)
                text.Append('?');
        }

        if (!query.Writes.IsEmpty)
        {
            text.Append(" | set ");
            AppendColumns(text, query.Writes, names);
        }

        if (query.IsSplit is { } split)
            text.Append(split ? " | split" : " | single");
        if (query.IgnoresFilters)
            text.Append(" | ignores filters");
        text.Append(" | ").Append(query.Terminal.Name.Length > 0 ? query.Terminal.Name : query.Terminal.Kind.ToString());
        if (query.Repetition.Kind == RepetitionKind.Unknown)
        {
            text.Append(" | run by other code");
        }
        else if (query.Repetition.Kind != RepetitionKind.Once)
        {
            text.Append(query.Repetition.Kind == RepetitionKind.PerElement ? " | per element of " : " | in loop ").Append(query.Repetition.Of);
            if (query.Repetition.DependsOnElement)
                text.Append(" (depends)");
        }

        for (var i = 0; i < query.Gaps.Count; i++)
            text.Append(i == 0 ? " | gaps: " : "; ").Append(query.Gaps[i].Reason);
    }

    private static void AppendSource(StringBuilder text, Source source, string[] names, int index)
    {
        text.Append(" | ").Append(source.Join.ToString().ToLowerInvariant()).Append(' ').Append(TableOf(source));
        if (names[index] != TableOf(source))
            text.Append(' ').Append(names[index]);
        if (source.On is not AllOf { Operands.IsEmpty: true })
        {
            text.Append(" on ");
            AppendConjunction(text, source.On, names);
        }
    }

    private static string TableOf(Source source) => (source.IsRawSql ? "sql:" : "") + (source.Table?.ToString() ?? (source.Entity.Length > 0 ? "?" + source.Entity : "?"));

    /// <summary>What prefixes the columns of each source: nothing for the root, else the navigation or table, numbered when it is there twice.</summary>
    private static string[] Names(Query query)
    {
        var names = new string[query.Sources.Count];
        var used = new Dictionary<string, int>();
        for (var i = 1; i < names.Length; i++)
        {
            var source = query.Sources[i];
            var name = source.Navigation.Length > 0 ? source.Navigation : TableOf(source);
            used.TryGetValue(name, out var count);
            used[name] = count + 1;
            names[i] = count == 0 ? name : name + "#" + (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (names.Length > 0)
            names[0] = "";
        return names;
    }

    private static void AppendColumns(StringBuilder text, EquatableArray<ColumnRef> columns, string[] names)
    {
        for (var i = 0; i < columns.Count; i++)
            text.Append(i == 0 ? "" : ", ").Append(Of(columns[i], names));
    }

    private static string Of(ColumnRef column, string[] names) =>
        column.Source > 0 && column.Source < names.Length ? names[column.Source] + "." + column.Column : column.Column;

    private static void AppendConjunction(StringBuilder text, Predicate predicate, string[] names)
    {
        if (predicate is not AllOf all)
        {
            Append(text, predicate, names);
            return;
        }

        for (var i = 0; i < all.Operands.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, all.Operands[i], names);
        }
    }

    private static void Append(StringBuilder text, Predicate predicate, string[] names)
    {
        switch (predicate)
        {
            case AllOf all:
                AppendGroup(text, all.Operands, " and ", "true", names);
                break;
            case AnyOf any:
                AppendGroup(text, any.Operands, " or ", "false", names);
                break;
            case Not not:
                text.Append("not ");
                Append(text, not.Operand, names);
                break;
            case Comparison comparison:
                text.Append(Of(comparison.Column, names)).Append(' ').Append(Of(comparison.Operator, comparison.Value, names));
                break;
            case FunctionComparison comparison:
                text.Append(comparison.Function.ToString().ToLowerInvariant()).Append('(').Append(Of(comparison.Column, names)).Append(") ")
                    .Append(Of(comparison.Operator, comparison.Value, names));
                break;
            case ExistsPredicate exists:
                text.Append(exists.IsNegated ? "not exists(" : "exists(");
                for (var i = 0; i < exists.Sources.Count; i++)
                    text.Append(i == 0 ? "" : ", ").Append(exists.Sources[i] < names.Length ? names[exists.Sources[i]] : "?");
                text.Append(')');
                break;
            case OpaquePredicate opaque:
                text.Append("opaque(");
                AppendColumns(text, opaque.Columns, names);
                text.Append(')');
                break;
            default:
                text.Append('?');
                break;
        }

        if (predicate.Source is PredicateSource.QueryFilter or PredicateSource.Discriminator or PredicateSource.Having
            && predicate is not (AllOf or AnyOf { Operands.Count: > 0 }))
        {
            text.Append(predicate.Source switch { PredicateSource.QueryFilter => " [filter]", PredicateSource.Having => " [having]", _ => " [type]" });
        }
    }

    private static void AppendGroup(StringBuilder text, EquatableArray<Predicate> operands, string separator, string empty, string[] names)
    {
        if (operands.IsEmpty)
        {
            text.Append(empty);
            return;
        }

        text.Append('(');
        for (var i = 0; i < operands.Count; i++)
        {
            text.Append(i == 0 ? "" : separator);
            Append(text, operands[i], names);
        }

        text.Append(')');
    }

    private static string Of(Comparator comparator, Operand operand, string[] names) => comparator switch
    {
        Comparator.IsNull => "is null",
        Comparator.IsNotNull => "is not null",
        Comparator.Equal => "= " + Of(operand, names),
        Comparator.NotEqual => "<> " + Of(operand, names),
        Comparator.LessThan => "< " + Of(operand, names),
        Comparator.LessThanOrEqual => "<= " + Of(operand, names),
        Comparator.GreaterThan => "> " + Of(operand, names),
        Comparator.GreaterThanOrEqual => ">= " + Of(operand, names),
        Comparator.NotIn => "not in " + Of(operand, names),
        _ => comparator.ToString().ToLowerInvariant() + " " + Of(operand, names),
    };

    private static string Of(Operand operand, string[] names) => operand switch
    {
        Constant { Text: null } => "null",
        Constant { Kind: ValueKind.String or ValueKind.Char } constant => "'" + constant.Text + "'",
        Constant constant => constant.Text,
        Parameter parameter => "p:" + parameter.Name,
        ColumnOperand column => Of(column.Column, names),
        ListOperand { Constants.IsEmpty: false } list => "(" + string.Join(", ", list.Constants) + ")",
        ListOperand { Parameter: { } name } => "p:" + name,
        ListOperand list => list.Count is { } count ? "list of " + count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "list",
        SubQueryOperand sub => sub.Sources.Count > 0 && sub.Sources[0] < names.Length ? "(" + names[sub.Sources[0]] + ")" : "(?)",
        _ => "?",
    };
}
