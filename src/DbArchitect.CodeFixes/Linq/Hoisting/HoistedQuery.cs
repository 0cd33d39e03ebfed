using DbArchitect.CodeFixes.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.CodeFixes.Linq.Hoisting;

/// <summary>The query for all keys at once, and what asks its result in each turn.</summary>
/// <param name="Name">The local that keeps the result.</param>
/// <param name="Type">Its type, for code that writes types; null when it has no name.</param>
/// <param name="Value">The query.</param>
/// <param name="Lookup">What stands in the turn instead of the query.</param>
internal sealed record HoistedQuery(string Name, string? Type, string Value, string Lookup)
{
    public static HoistedQuery? Write(RepeatedQuery query, string keys, bool isUnique, QueryPlace place, FreeNames names) => query.Operation switch
    {
        "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Find" when isUnique => new Writer(query, keys, place, names).OneRow(),
        // Without an order any of the rows of a key will do. With one, the first of each key is all that is wanted of many.
        "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" when !query.IsOrdered => new Writer(query, keys, place, names).Rows(),
        "ToList" or "ToArray" when query.Condition is null => new Writer(query, keys, place, names).Rows(),
        "Any" when query.Projection is null && !query.HasIncludes => new Writer(query, keys, place, names).Existence(isUnique),
        "Count" or "LongCount" when query is { Projection: null, HasIncludes: false, IsOrdered: false } => new Writer(query, keys, place, names).Number(),
        "Sum" when query is { Projection: null, HasIncludes: false, IsOrdered: false, Summand: SimpleLambdaExpressionSyntax } => new Writer(query, keys, place, names).Number(),
        _ => null,
    };

    private sealed class Writer
    {
        private readonly RepeatedQuery query;
        private readonly QueryPlace place;
        private readonly FreeNames names;

        /// <summary>The query up to the terminal, for all keys.</summary>
        private readonly string rows;

        /// <summary>What stands between two calls: a dot, on a line of its own where the terminal is.</summary>
        private readonly string dot;

        private readonly string bang;
        private readonly string row;
        private readonly string key;
        private readonly bool isKeyNullable;

        public Writer(RepeatedQuery query, string keys, QueryPlace place, FreeNames names)
        {
            this.query = query;
            this.place = place;
            this.names = names;
            dot = place.Text.ToString(TextSpan.FromBounds(query.Receiver.Span.End, query.Name.SpanStart));
            bang = place.Bang(query.Terminal.SpanStart);
            var isColumnNullable = query.ColumnType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
            row = query.Row;
            key = (query.Column?.ToString() ?? row + "." + query.Property) + (isColumnNullable ? bang + ".Value" : "");
            isKeyNullable = query.Key is { IsNullable: true, IsUnwrapped: false };
            var contains = $"{keys}.Contains({key})";
            rows = RepeatedQuery.TextOf(place.Text, query.Receiver.Span, query.Match is { } match ? [(match.Span, contains)] : []);
            if (query.Condition is { } condition)
                rows += dot + "Where(" + RepeatedQuery.TextOf(place.Text, condition.Span, (query.Match!.Span, contains)) + ")";
            else if (query.IsFind)
                rows += dot + $"Where({row} => {contains})";
        }

        private string Async => query.IsAsync ? "Async" : "";

        private string Await => query.IsAsync ? "await " : "";

        private string KeyType => Display(query.Key.Underlying);

        private string RowName => Words.Camel(query.RowType.Name);

        private string Display(ITypeSymbol type) => type.ToMinimalDisplayString(place.Model, query.Terminal.SpanStart);

        private string Arguments(string arguments) => query.Token.Length == 0 ? arguments : arguments.Length == 0 ? query.Token : arguments + ", " + query.Token;

        public HoistedQuery? OneRow()
        {
            var (selected, byKey, type, what) = Selected(isNullable: false);
            var name = names.Take(what + "By" + query.Property);
            var value = $"{Await}{selected}{dot}ToDictionary{Async}({Arguments(byKey)}){query.Configured}";
            var lookup = query.Operation is "First" or "Single"
                ? $"{name}[{query.Value}{(isKeyNullable ? bang + ".Value" : "")}]"
                : Optional(name, type.IsValueType ? "default" : "null");
            return lookup is null ? null : new HoistedQuery(name, type.IsAnonymousType ? null : $"Dictionary<{KeyType}, {Display(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}>", value, lookup);
        }

        public HoistedQuery Rows()
        {
            var (selected, byKey, type, what) = Selected(isKeyNullable);
            var name = names.Take(what + "By" + query.Property);
            var value = query.IsAsync
                ? $"({Await}{selected}{dot}ToListAsync({query.Token}){query.Configured}).ToLookup({byKey})"
                : $"{selected}{dot}ToLookup({byKey})";
            var isEnumerated = query.Executed.Parent is ForEachStatementSyntax loop && loop.Expression == query.Executed;
            var lookup = $"{name}[{query.Value}]" + (isEnumerated ? "" : $".{query.Operation}()");
            var keyType = isKeyNullable ? KeyType + "?" : KeyType;
            return new HoistedQuery(name, type.IsAnonymousType ? null : $"ILookup<{keyType}, {Display(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}>", value, lookup);
        }

        public HoistedQuery Existence(bool isUnique)
        {
            var name = names.Take(isUnique
                ? "existing" + Words.Pascal(RowName) + Words.Plural(query.Property)
                : Words.Plural(Words.Camel(query.Property)) + "With" + Words.Plural(Words.Pascal(RowName)));
            var selected = $"{rows}{dot}Select({row} => {Cast(key)})" + (isUnique ? "" : dot + "Distinct()");
            var value = query.IsAsync ? $"({Await}{selected}{dot}ToListAsync({query.Token}){query.Configured}).ToHashSet()" : $"{selected}{dot}ToHashSet()";
            return new HoistedQuery(name, $"HashSet<{KeyType}{(isKeyNullable ? "?" : "")}>", value, $"{name}.Contains({query.Value})");
        }

        public HoistedQuery? Number()
        {
            // The sum of nothing is 0, also of nullable values.
            if (query.Operation == "Sum" && ResultType() is not { OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T })
                return null;
            var what = query.Operation == "Sum" ? "Sum" : "Count";
            var name = names.Take(RowName + what + "sBy" + query.Property);
            var (group, pair) = (place.LambdaName("g", "rows", query.Terminal.SpanStart), place.LambdaName("x", "pair", query.Terminal.SpanStart));
            var value = $"{Await}{rows}{dot}GroupBy({row} => {key}){dot}Select({group} => new {{ {group}.Key, {what} = {group}.{query.Operation}({query.Summand}) }}){dot}"
                + $"ToDictionary{Async}({Arguments($"{pair} => {pair}.Key, {pair} => {pair}.{what}")}){query.Configured}";
            return Optional(name, "0") is { } lookup
                ? new HoistedQuery(name, ResultType() is { } type ? $"Dictionary<{KeyType}, {Display(type)}>" : null, value, lookup)
                : null;
        }

        /// <summary>The type of the result, without the task around it.</summary>
        private ITypeSymbol? ResultType() => place.Model.GetTypeInfo(query.Executed).Type;

        private string Cast(string expression) => isKeyNullable ? $"({KeyType}?){expression}" : expression;

        /// <summary>The rows, or what is selected of them beside the key; how the key is read from that; its type; and a word for it.</summary>
        private (string Rows, string ByKey, ITypeSymbol Type, string What) Selected(bool isNullable)
        {
            if (query.Projection is not { } projection)
                return (rows, $"{row} => {(isNullable ? Cast(key) : key)}", query.RowType, Words.Plural(RowName));
            var lambda = (SimpleLambdaExpressionSyntax)projection.ArgumentList.Arguments[0].Expression;
            var parameter = lambda.Parameter.Identifier.ValueText;
            var ofRow = parameter + key.Substring(row.Length);
            // The projection's own text: conditions stand before it.
            var pair = $"{parameter} => new {{ Key = {(isNullable ? Cast(ofRow) : ofRow)}, Value = {lambda.ExpressionBody} }}";
            var end = projection.ArgumentList.Span;
            var fromEnd = query.Receiver.Span.End - end.End;
            var selected = rows.Substring(0, rows.Length - fromEnd - end.Length) + "(" + pair + ")" + rows.Substring(rows.Length - fromEnd);
            var type = place.Model.GetTypeInfo(lambda.ExpressionBody!).Type ?? query.RowType;
            var what = lambda.ExpressionBody is MemberAccessExpressionSyntax member ? RowName + Words.Plural(member.Name.Identifier.ValueText) : Words.Plural(RowName);
            var x = place.LambdaName("x", "pair", query.Terminal.SpanStart);
            return (selected, $"{x} => {x}.Key, {x} => {x}.Value", type, what);
        }

        /// <summary>The value of the dictionary for the turn's key; null where the framework has no way to say it.</summary>
        private string? Optional(string name, string otherwise)
        {
            if (!place.HasGetValueOrDefault)
                return null;
            if (!isKeyNullable)
                return $"{name}.GetValueOrDefault({query.Value})";
            var chosen = $"{query.Value}.HasValue ? {name}.GetValueOrDefault({query.Value}.Value) : {otherwise}";
            return query.Executed.Parent is EqualsValueClauseSyntax or ArgumentSyntax or ReturnStatementSyntax or AssignmentExpressionSyntax or ArrowExpressionClauseSyntax ? chosen : "(" + chosen + ")";
        }
    }
}
