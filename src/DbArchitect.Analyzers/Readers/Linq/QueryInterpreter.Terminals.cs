using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Terminals: of the query itself, which is then written down, and of sub-queries inside its lambdas.</summary>
internal sealed partial class QueryInterpreter
{
    private MemoryValue Execute(IInvocationOperation call, TerminalKind kind, Shape source, Scope scope)
    {
        var method = call.TargetMethod;
        var shape = source.Clone();
        var terminal = new Terminal(kind, method.Name)
        {
            IsAsync = IsAsync(method), IsSingle = method.Name.StartsWith("Single", System.StringComparison.Ordinal),
        };
        switch (kind)
        {
            case TerminalKind.All:
                if (Argument(call, "predicate") is { } all)
                    AddFilter(shape, Predicates.Negate(PredicateOf(Evaluate(all, scope), all, shape, scope, shape.Element)), call);
                break;
            case TerminalKind.Any when method.Name.StartsWith("Contains", System.StringComparison.Ordinal):
                if (Argument(call, "item") is { } item)
                {
                    Capture(item, shape);
                    AddFilter(shape, Compare(shape.Element, Evaluate(item, scope) ?? Plain(item), Comparator.Equal, item, shape), call);
                }

                break;
            case TerminalKind.Aggregate:
                if (Argument(call, "selector") is { } selector && Evaluate(selector, scope) is LambdaValue lambda)
                {
                    shape.Element = ApplyLambda(lambda, selector, shape, scope, shape.Element);
                    shape.IsProjected = true;
                    shape.ProjectionOrigin = At(selector);
                }

                if (Argument(call, "keySelector") is { } by && Evaluate(by, scope) is LambdaValue)
                    shape.AddGap(QueryParts.Sort, $"`{method.Name}` picks a row by a key", At(by));
                break;
            case TerminalKind.Update:
                Setters(call, shape, scope);
                break;
            default:
                AddFilter(shape, Argument(call, "predicate"), call, scope);
                break;
        }

        // Last reads the first row of the opposite order.
        if (method.Name.StartsWith("Last", System.StringComparison.Ordinal))
        {
            for (var i = 0; i < shape.Sort.Count; i++)
                shape.Sort[i] = shape.Sort[i] with { IsDescending = !shape.Sort[i].IsDescending };
        }

        if (method.Name.StartsWith("ElementAt", System.StringComparison.Ordinal) && Argument(call, "index") is { } index)
            shape.Skip ??= Plain(index).Operand;
        VisitDelegates(call, scope);
        Write(terminal, shape, call, scope);
        return MemoryValue.Instance;
    }

    /// <summary>Arguments that run in memory: ToDictionary's selectors, ForEachAsync's action.</summary>
    private void VisitDelegates(IInvocationOperation call, Scope scope)
    {
        for (var i = 1; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Value is IDelegateCreationOperation)
                Evaluate(call.Arguments[i].Value, scope);
        }
    }

    /// <summary>ExecuteUpdate: the columns that SetProperty names.</summary>
    private void Setters(IInvocationOperation call, Shape shape, Scope scope)
    {
        if (call.Arguments.Length < 2 || Strip(call.Arguments[1].Value) is not IAnonymousFunctionOperation function)
        {
            shape.AddGap(QueryParts.Projection, "what is set cannot be followed", At(call));
            return;
        }

        // A chain of calls nests the first innermost.
        var sets = new List<IInvocationOperation>();
        foreach (var operation in function.Body.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "SetProperty", Arguments.Length: >= 1 } set)
                sets.Insert(0, set);
        }

        foreach (var set in sets)
        {
            var target = set.Arguments[0].Value;
            var value = Strip(target) is IAnonymousFunctionOperation lambda ? ApplyLambda(new LambdaValue(lambda, scope), target, shape, scope, shape.Element) : null;
            if (value is ColumnValue column)
                shape.Writes.Add(column.Column);
            else
                shape.AddGap(QueryParts.Projection, "a column that is set cannot be followed", At(target));
            if (set.Arguments.Length > 1)
            {
                if (Strip(set.Arguments[1].Value) is IAnonymousFunctionOperation computed)
                    ApplyLambda(new LambdaValue(computed, scope), set.Arguments[1].Value, shape, scope, shape.Element);
                else
                    Capture(set.Arguments[1].Value, shape);
            }
        }

        if (sets.Count == 0)
            shape.AddGap(QueryParts.Projection, "what is set cannot be followed", At(call));
    }

    /// <summary>A terminal over a sub-query inside a lambda.</summary>
    private Value SubQueryTerminal(IInvocationOperation call, TerminalKind kind, Shape source, Scope scope)
    {
        var outer = scope.Row!;
        var shape = Distinct(source, outer).Clone();
        var method = call.TargetMethod;
        switch (kind)
        {
            case TerminalKind.List:
                return new QueryValue(shape);
            case TerminalKind.Any when method.Name == "Contains":
                return ContainsSubQuery(call, shape, scope);
            case TerminalKind.Any:
                AddFilter(shape, Argument(call, "predicate"), call, scope);
                return Exists(shape, outer, isNegated: false, call);
            case TerminalKind.All:
                if (Argument(call, "predicate") is { } all)
                    AddFilter(shape, Predicates.Negate(PredicateOf(Evaluate(all, scope), all, shape, scope, shape.Element)), call);
                return Exists(shape, outer, isNegated: true, call);
            case TerminalKind.Count:
                AddFilter(shape, Argument(call, "predicate"), call, scope);
                return CountOf(shape, call, scope);
            case TerminalKind.Aggregate:
                var element = Argument(call, "selector") is { } selector
                    ? ApplyLambda(Evaluate(selector, scope), selector, shape, scope, shape.Element)
                    : shape.Element;
                var parts = Parts(element, shape);
                return new FunctionValue(parts.Columns, ColumnFunction.Other, method.Name + "()")
                {
                    Sources = outer.Absorb(shape, JoinKind.Apply), Unreadable = parts.IsUnknown ? parts.Reason : null,
                };
            case TerminalKind.Single:
                AddFilter(shape, Argument(call, "predicate"), call, scope);
                return new SubValue(shape.Element, outer.Absorb(shape, JoinKind.Apply));
            default:
                return new UnknownValue($"`{method.Name}` inside a query cannot be followed", At(call));
        }
    }

    private static PredicateValue Exists(Shape sub, Shape outer, bool isNegated, IOperation at) =>
        new(new ExistsPredicate(outer.Absorb(sub, JoinKind.Semi), isNegated) { Origin = At(at) });

    private FunctionValue CountOf(Shape shape, IOperation at, Scope scope)
    {
        var sub = Distinct(shape, scope.Row!);
        return new FunctionValue([], ColumnFunction.Other, "Count()") { Sources = scope.Row!.Absorb(sub, JoinKind.Semi), IsCount = true };
    }

    private Value ContainsSubQuery(IInvocationOperation call, Shape shape, Scope scope)
    {
        var outer = scope.Row!;
        var argument = Argument(call, "item") ?? Argument(call, "value");
        var item = argument is null ? null : Evaluate(argument, scope);
        if (argument is null || item is null)
            return new UnknownValue("Contains cannot be followed", At(call));
        if (item is ColumnValue column && shape.Element is ColumnValue && !shape.IsGrouped)
        {
            // The rows are looked up by the value, as in EXISTS; where nothing else ties them to the outer row it is IN (SELECT …).
            var correlated = shape.Sources[0].Source.Parent >= 0;
            var on = Predicates.Map(Compare(shape.Element, item, Comparator.Equal, argument, outer), static id => id, PredicateSource.Join);
            var ids = outer.Absorb(shape, JoinKind.Semi, on);
            return correlated
                ? new PredicateValue(new ExistsPredicate(ids, false) { Origin = At(call) })
                : new PredicateValue(new Comparison(column.Column, Comparator.In, new SubQueryOperand(ids)) { Origin = At(call) });
        }

        AddFilter(shape, Compare(shape.Element, item, Comparator.Equal, argument, outer), call);
        return Exists(shape, outer, isNegated: false, call);
    }

    /// <summary>Operators over the rows of a group.</summary>
    private Value GroupOperator(IInvocationOperation call, GroupValue group, Scope scope)
    {
        var shape = scope.Row!;
        var name = call.TargetMethod.Name;
        Value element = group.Element;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name is not ("predicate" or "selector" or "keySelector"))
                continue;
            var value = ApplyLambda(Evaluate(argument.Value, scope), argument.Value, shape, scope, group.Element);
            if (argument.Parameter.Name == "selector")
                element = value;
        }

        switch (Terminals.Find(name))
        {
            case null:
                return new GroupValue(group.Key, element);
            case TerminalKind.List:
                return new GroupValue(group.Key, element);
            case TerminalKind.Single:
                return new SubValue(element, ImmutableArray<int>.Empty);
            default:
                var parts = Parts(name is "Count" or "LongCount" or "Any" or "All" ? null : element, shape);
                return new FunctionValue(parts.Columns, ColumnFunction.Other, name + "()")
                {
                    IsAggregate = true, Unreadable = parts.IsUnknown ? parts.Reason : null,
                };
        }
    }

    private void Write(Terminal terminal, Shape shape, IOperation at, Scope scope)
    {
        if (!scope.Writes || scope.IsRow)
            return;
        var anchor = scope.CallSite ?? at;
        if (!written.Add((anchor, at)))
            return;
        var query = QueryWriter.Write(terminal with { Origin = TerminalOrigin(anchor) }, shape, At(anchor));
        queries.Add(query with
        {
            Repetition = Repetitions.Of(anchor, shape.Captured),
            CodeContext = codeContext == CodeContext.Unknown ? CodeContexts.Around(anchor) : codeContext,
        });
    }

    /// <summary>The call's own name and arguments, without what it is called on.</summary>
    internal static Origin TerminalOrigin(IOperation operation)
    {
        var syntax = operation.Syntax;
        if (syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax
            {
                Expression: Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax member,
            } invocation)
        {
            var span = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(member.Name.SpanStart, invocation.Span.End);
            return new Origin(OriginKind.Linq, Location.Create(syntax.SyntaxTree, span));
        }

        return At(operation);
    }
}
