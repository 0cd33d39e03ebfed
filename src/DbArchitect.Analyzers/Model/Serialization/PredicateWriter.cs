using System.Collections.Generic;

namespace DbArchitect.Analyzers.Model.Serialization;

/// <summary>Writes predicates and operands: the kind is told by the first key.</summary>
internal sealed class PredicateWriter(JsonWriter json)
{
    public void Write(Predicate predicate) => Write(predicate, 0);

    private void Write(Predicate predicate, int depth)
    {
        json.BeginObject();
        if (depth >= SchemaFormat.MaxPredicateDepth)
            json.Key("unknown").Value("nested too deep");
        else
            WriteBody(predicate, depth);
        if (predicate.Source != PredicateSource.User)
            json.Key("source").Value(SchemaFormat.NameOf(predicate.Source));
        json.EndObject();
    }

    private void WriteBody(Predicate predicate, int depth)
    {
        switch (predicate)
        {
            case AllOf all:
                Write("and", all.Operands, depth);
                break;
            case AnyOf any:
                Write("or", any.Operands, depth);
                break;
            case Not not:
                json.Key("not");
                Write(not.Operand, depth + 1);
                break;
            case Comparison comparison:
                json.Key("column");
                Write(comparison.Column);
                json.Key("is").Value(SchemaFormat.NameOf(comparison.Operator)).Key("value");
                Write(comparison.Value);
                break;
            case FunctionComparison comparison:
                json.Key("function").Value(SchemaFormat.NameOf(comparison.Function)).Key("column");
                Write(comparison.Column);
                if (comparison.Detail.Length > 0)
                    json.Key("detail").Value(comparison.Detail);
                json.Key("is").Value(SchemaFormat.NameOf(comparison.Operator)).Key("value");
                Write(comparison.Value);
                break;
            case ExistsPredicate exists:
                json.Key("exists");
                Write(exists.Sources);
                if (exists.IsNegated)
                    json.Key("negated").Value(true);
                break;
            case OpaquePredicate opaque:
                json.Key("opaque").Value(opaque.Detail).Key("columns").BeginArray();
                foreach (var column in opaque.Columns)
                    Write(column);
                json.EndArray();
                break;
            case UnknownPredicate unknown:
                json.Key("unknown").Value(unknown.Reason);
                break;
            default:
                json.Key("unknown").Value(predicate.GetType().Name);
                break;
        }
    }

    private void Write(string key, EquatableArray<Predicate> operands, int depth)
    {
        json.Key(key).BeginArray();
        foreach (var operand in operands)
            Write(operand, depth + 1);
        json.EndArray();
    }

    private void Write(Operand operand)
    {
        if (operand is Constant { Kind: ValueKind.Unknown, DayEnd: DayEnd.None } plain)
        {
            json.Value(plain.Text);
            return;
        }

        json.BeginObject();
        switch (operand)
        {
            case Constant constant:
                json.Key("constant").Value(constant.Text);
                break;
            case Parameter parameter:
                json.Key("parameter").Value(parameter.Name);
                if (parameter.MayBeNull is { } mayBeNull)
                    json.Key("mayBeNull").Value(mayBeNull);
                if (parameter.ClrType.Length > 0)
                    json.Key("clrType").Value(parameter.ClrType);
                if (parameter.IsInferred)
                    json.Key("inferred").Value(true);
                break;
            case ColumnOperand column:
                json.Key("column");
                Write(column.Column);
                break;
            case ListOperand list:
                json.Key("list");
                if (list.Count is { } count)
                    json.Value(count);
                else
                    json.Value(null);
                if (!list.Constants.IsEmpty)
                {
                    json.Key("constants").BeginArray();
                    foreach (var constant in list.Constants)
                        json.Value(constant);
                    json.EndArray();
                }

                if (list.Parameter is not null)
                    json.Key("parameter").Value(list.Parameter);
                if (list.Variable.Length > 0)
                    json.Key("variable").Value(list.Variable);
                if (list.Form != ListForm.Unknown)
                    json.Key("form").Value(SchemaFormat.NameOf(list.Form));
                break;
            case SubQueryOperand subQuery:
                json.Key("subQuery");
                Write(subQuery.Sources);
                if (subQuery.Selected is { } selected)
                {
                    json.Key("selected");
                    Write(selected);
                }

                break;
            default:
                json.Key("unknown").Value(true);
                break;
        }

        if (operand.DayEnd != DayEnd.None)
            json.Key("dayEnd").Value(SchemaFormat.NameOf(operand.DayEnd));
        if (operand.Kind != ValueKind.Unknown)
            json.Key("kind").Value(SchemaFormat.NameOf(operand.Kind));
        json.EndObject();
    }

    private void Write(ColumnRef column)
    {
        if (column.Source == 0)
            json.Value(column.Column);
        else
            json.BeginArray().Value(column.Source).Value(column.Column).EndArray();
    }

    private void Write(IReadOnlyList<int> sources)
    {
        json.BeginArray();
        foreach (var source in sources)
            json.Value(source);
        json.EndArray();
    }
}
