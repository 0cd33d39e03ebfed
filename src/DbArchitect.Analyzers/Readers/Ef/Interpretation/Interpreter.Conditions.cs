using System.Globalization;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>
/// The methods of <c>Expression</c>, by which a loop over all entity types gives each a filter: <c>Expression.Lambda(Expression.Not(Expression.Property(e,
/// "IsDeleted")), e)</c>.
/// </summary>
internal sealed partial class Interpreter
{
    private Value? Condition(CallSite call)
    {
        if (call.Method.ContainingType is not { ContainingNamespace: { } space } type)
            return null;
        // The body of one lambda with another parameter is the same condition.
        if (type.Name == "ReplacingExpressionVisitor" && call.Name == "Replace" && call.Arguments.ElementAtOrDefault(2) is { } replaced)
            return Evaluate(replaced.Value, call.Frame);
        if (type.Name != "Expression" || space.ToDisplayString() != "System.Linq.Expressions")
            return null;
        var values = Values(call);
        var first = values.Length > 0 ? NodeOf(values[0]) : null;
        var second = values.Length > 1 ? NodeOf(values[1]) : null;
        switch (call.Name)
        {
            case "Parameter":
                return new ConditionValue(new RowNode());
            case "Constant":
                return new ConditionValue(new ValueNode(OperandOf(call, values[0])));
            case "Convert" or "ConvertChecked" or "TypeAs" or "IsTrue" or "Quote" when first is not null:
                return values[0];
            case "Lambda":
                return values.FirstOrDefault(static value => value is ConditionValue or LambdaValue) ?? Value.Unknown;
            case "Property" or "PropertyOrField" or "Field" when values.Length > 1 && MemberName(values[1]) is { } member:
                return first switch
                {
                    RowNode => new ConditionValue(new PropertyNode(member)),
                    PropertyNode { Path: var path } when member != "Value" => new ConditionValue(new PropertyNode(path + "." + member)),
                    PropertyNode => values[0],
                    ValueNode => new ConditionValue(new ValueNode(new Parameter(member))),
                    _ => Value.Unknown,
                };
            case "Call":
                return ShadowProperty(values) is { } shadow ? new ConditionValue(shadow) : Value.Unknown;
            case "Not" or "IsFalse" when first is not null:
                return new ConditionValue(new NegationNode(first));
            case "AndAlso" or "And" or "OrElse" or "Or" when first is not null && second is not null:
                return new ConditionValue(new LogicNode(call.Name is "AndAlso" or "And", first, second));
            default:
                return first is not null && second is not null && ComparatorOf(call.Name) is { } comparator
                    ? new ConditionValue(new ComparisonNode(comparator, first, second))
                    : Value.Unknown;
        }
    }

    private static ConditionNode? NodeOf(Value value) => value is ConditionValue { Node: var node } ? node : null;

    private static string? MemberName(Value value) => value switch
    {
        ConstantValue { Constant: string name } => name,
        ObjectValue reflected when reflected.Fields.TryGetValue("Name", out var field) => (field as ConstantValue)?.Constant as string,
        _ => null,
    };

    /// <summary>EF.Property by its method or by type and name.</summary>
    private static PropertyNode? ShadowProperty(Value[] values)
    {
        var isProperty = values.Any(static value => value is MethodValue { Method: { Name: "Property", ContainingType.Name: "EF" } })
            || (values.Any(static value => value is TypeValue { Type.Name: "EF" }) && values.Any(static value => value is ConstantValue { Constant: "Property" }));
        if (!isProperty)
            return null;
        foreach (var value in values)
        {
            if (value is ConditionValue { Node: ValueNode { Value: Constant { Text: { } name } } })
                return new PropertyNode(name);
            if (value is ListValue list && list.Items.OfType<ConditionValue>().Select(static item => item.Node).OfType<ValueNode>().FirstOrDefault() is { Value: Constant { Text: { } listed } })
                return new PropertyNode(listed);
        }

        return null;
    }

    private static Operand OperandOf(CallSite call, Value value)
    {
        var argument = call.Operation.Arguments[0].Value;
        if (value is not ConstantValue { Constant: var constant })
            return new Parameter(argument.Syntax.ToString());
        while (argument is IConversionOperation conversion)
            argument = conversion.Operand;
        var text = constant switch
        {
            null => null,
            bool flag => flag ? "1" : "0",
            _ => System.Convert.ToString(constant, CultureInfo.InvariantCulture),
        };
        return new Constant(text) { Kind = ScalarTypes.KindOf(argument.Type) };
    }

    private static Comparator? ComparatorOf(string method) => method switch
    {
        "Equal" => Comparator.Equal,
        "NotEqual" => Comparator.NotEqual,
        "LessThan" => Comparator.LessThan,
        "LessThanOrEqual" => Comparator.LessThanOrEqual,
        "GreaterThan" => Comparator.GreaterThan,
        "GreaterThanOrEqual" => Comparator.GreaterThanOrEqual,
        _ => null,
    };
}
