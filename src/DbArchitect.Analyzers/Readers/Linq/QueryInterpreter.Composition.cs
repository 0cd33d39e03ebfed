using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Predicates made of predicates, and predicates that are called.</summary>
internal sealed partial class QueryInterpreter
{
    /// <summary>PredicateBuilder and its many relatives: <c>predicate.And(other)</c>, <c>Or</c>, <c>Not</c>, <c>PredicateBuilder.New</c>.</summary>
    private Value? Composition(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("And" or "AndAlso" or "Or" or "OrElse" or "Not" or "New" or "True" or "False") || !queryTypes.IsExpression(method.ReturnType)
            && method.ReturnType.Name != "ExpressionStarter")
        {
            return null;
        }

        var operands = new List<Value>();
        if (call.Instance is not null && Evaluate(call.Instance, scope) is { } instance)
            operands.Add(instance);
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Evaluate(argument.Value, scope) is { } value)
                operands.Add(value);
        }

        return (method.Name, operands.Count) switch
        {
            ("Not", 1) => new ComposedLambdaValue(operands[0], null, false),
            ("And" or "AndAlso", 2) => new ComposedLambdaValue(operands[0], operands[1], false),
            ("Or" or "OrElse", 2) => new ComposedLambdaValue(operands[0], operands[1], true),
            ("New", 1) => operands[0],
            _ => null,
        };
    }

    /// <summary><c>predicate.Compile()(x)</c> and LinqKit's <c>predicate.Invoke(x)</c>.</summary>
    private Value? InvokedPredicate(IInvocationOperation call, Scope scope)
    {
        var function = call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (function is null)
            return null;
        if (Strip(function) is IInvocationOperation { TargetMethod.Name: "Compile", Instance: { } expression })
            function = expression;
        var value = Inner(function, scope);
        var rows = new List<Value>();
        for (var i = call.Instance is null ? 1 : 0; i < call.Arguments.Length; i++)
            rows.Add(Inner(call.Arguments[i].Value, scope));
        return value is LambdaValue or ComposedLambdaValue ? ApplyLambda(value, call, scope.Row!, scope, rows.ToArray()) : null;
    }
}
