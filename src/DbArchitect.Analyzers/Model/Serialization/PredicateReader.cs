using System.Collections.Generic;
using System.Globalization;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>Reads what <see cref="PredicateWriter"/> writes. What it does not know, a later version may: it becomes an unknown predicate.</summary>
internal sealed class PredicateReader(JsonReading reading)
{
    public Predicate Read(JsonValue value) => Read(value, 0);

    private Predicate Read(JsonValue value, int depth)
    {
        if (depth > SchemaFormat.MaxPredicateDepth || JsonObject.Open(value, "a predicate", reading) is not { } json)
            return new UnknownPredicate("cannot be read") { Origin = reading.OriginOf(value) };
        var predicate = ReadBody(json, depth) with { Source = json.Name<PredicateSource>("source"), Origin = json.Origin };
        json.Close();
        return predicate;
    }

    private Predicate ReadBody(JsonObject json, int depth)
    {
        if (json.Has("and"))
            return new AllOf(json.List("and", item => Read(item, depth + 1)));
        if (json.Has("or"))
            return new AnyOf(json.List("or", item => Read(item, depth + 1)));
        if (json.Has("not"))
            return new Not(Read(json.Find("not")!, depth + 1));
        if (json.Has("exists"))
            return new ExistsPredicate(Sources(json.Find("exists")!), json.Flag("negated"));
        if (json.Has("opaque"))
            return ReadOpaque(json);
        if (json.Has("function"))
            return ReadFunction(json);
        if (json.Has("is"))
            return ReadComparison(json);
        if (json.Has("unknown"))
            return new UnknownPredicate(json.Text("unknown"));
        reading.ReportUnknown(json.Value.Start, json.Value.End, "a predicate has one of and, or, not, is, function, exists, opaque, unknown");
        return new UnknownPredicate("cannot be read");
    }

    private Predicate ReadComparison(JsonObject json)
    {
        var column = Column(json.Find("column"));
        var comparator = json.OptionalName<Comparator>("is");
        var value = ReadOperand(json.Find("value"));
        return column is { } known && comparator is { } comparison ? new Comparison(known, comparison, value) : new UnknownPredicate("cannot be read");
    }

    private Predicate ReadFunction(JsonObject json)
    {
        var function = json.Name<ColumnFunction>("function");
        var column = Column(json.Find("column"));
        var detail = json.Text("detail");
        var comparator = json.OptionalName<Comparator>("is");
        var value = ReadOperand(json.Find("value"));
        return column is { } known && comparator is { } comparison
            ? new FunctionComparison(known, function, detail, comparison, value)
            : new UnknownPredicate("cannot be read");
    }

    private Predicate ReadOpaque(JsonObject json)
    {
        var columns = new List<ColumnRef>();
        foreach (var item in json.Find("columns") is { Kind: JsonKind.Array } list ? list.Items : [])
        {
            if (Column(item) is { } column)
                columns.Add(column);
        }

        return new OpaquePredicate(columns, json.Text("opaque"));
    }

    private Operand ReadOperand(JsonValue? value)
    {
        switch (value?.Kind)
        {
            case JsonKind.String:
                return new Constant(value.Text);
            case JsonKind.Number:
                return new Constant(value.Text);
            case JsonKind.Null:
                return new Constant(null);
            case JsonKind.Object:
                var json = JsonObject.Open(value, "a value", reading)!;
                var operand = ReadOperand(json) with { Kind = json.Name<ValueKind>("kind"), DayEnd = json.Name<DayEnd>("dayEnd") };
                json.Close();
                return operand;
            default:
                return new UnknownOperand();
        }
    }

    private Operand ReadOperand(JsonObject json)
    {
        if (json.Has("constant"))
            return new Constant(json.OptionalText("constant"));
        if (json.Has("list"))
            return new ListOperand(json.Number("list")) { Constants = json.Names("constants"), Parameter = json.OptionalText("parameter"), Variable = json.Text("variable"), Form = json.Name<ListForm>("form") };
        if (json.Has("parameter"))
            return new Parameter(json.Text("parameter")) { MayBeNull = json.OptionalFlag("mayBeNull"), ClrType = json.Text("clrType"), IsInferred = json.OptionalFlag("inferred") == true };
        if (json.Has("subQuery"))
            return new SubQueryOperand(Sources(json.Find("subQuery")!)) { Selected = Column(json.Find("selected")) };
        if (json.Find("column") is { } column && Column(column) is { } reference)
            return new ColumnOperand(reference);
        json.Find("unknown");
        return new UnknownOperand();
    }

    private ColumnRef? Column(JsonValue? value)
    {
        switch (value)
        {
            case { Kind: JsonKind.String }:
                return new ColumnRef(0, value.Text);
            case { Kind: JsonKind.Array, Items: [{ Kind: JsonKind.Number } source, { Kind: JsonKind.String } column] }
                when int.TryParse(source.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index):
                return new ColumnRef(index, column.Text);
            case null:
                return null;
            default:
                reading.Report(value, $"{JsonReading.Describe(value)} where a column is expected, which is its name or [source, name]");
                return null;
        }
    }

    private static EquatableArray<int> Sources(JsonValue value)
    {
        var sources = new List<int>();
        foreach (var item in value.Items)
        {
            if (int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var source))
                sources.Add(source);
        }

        return sources;
    }
}
