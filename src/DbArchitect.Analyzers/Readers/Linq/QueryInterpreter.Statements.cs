using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Statements: what locals stand for after branches and loops.</summary>
internal sealed partial class QueryInterpreter
{
    private Value? Block(IBlockOperation block, Scope scope)
    {
        var body = scope.Body;
        foreach (var statement in block.Operations)
        {
            // What follows a return is not reached, but for the local functions declared there.
            if (!body.IsDead || statement is ILocalFunctionOperation)
                Evaluate(statement, scope);
        }

        return null;
    }

    private void Declare(IVariableDeclaratorOperation declarator, Scope scope)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (initializer is null)
            return;
        if (Evaluate(initializer.Value, scope) is { } value)
            scope.Body.Values = scope.Body.Values.SetItem(declarator.Symbol, value);
    }

    private Value? Assign(ISimpleAssignmentOperation assignment, Scope scope)
    {
        var value = Evaluate(assignment.Value, scope);
        if (VariableOf(assignment.Target) is not { } target)
        {
            if (scope.This is { } self && assignment.Target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member)
                Set(self, member.Member, value, assignment);
            else
                Evaluate(assignment.Target, scope);
            return value;
        }

        Bind(target, value, assignment, scope);
        return value;
    }

    /// <summary>A variable that is given a value unless it has one: an optional argument that was left out is not null behind it.</summary>
    private Value? AssignWhenNull(ICoalesceAssignmentOperation assignment, Scope scope)
    {
        var before = Evaluate(assignment.Target, scope);
        var value = Evaluate(assignment.Value, scope);
        if (VariableOf(assignment.Target) is not { } target)
            return null;
        var isNull = KnownNull(assignment.Target, scope);
        if (isNull == false)
            return before;
        value = isNull == true ? value : Merge(before, value, assignment);
        Bind(target, value, assignment, scope);
        return value;
    }

    private void Bind(ISymbol target, Value? value, IAssignmentOperation assignment, Scope scope)
    {
        if (value is not null)
            scope.Set(target, value);
        else if (queryTypes.IsInteresting(assignment.Target.Type))
            scope.Set(target, new UnknownValue($"`{target.Name}` is assigned something that cannot be followed", At(assignment.Value)));
        else
            scope.Forget(target);
    }

    /// <summary>What is changed in a way that is not followed stands for nothing known any more.</summary>
    private static void ForgetTarget(IOperation target, Scope scope)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (var element in tuple.Elements)
                ForgetTarget(element, scope);
        }
        else if (VariableOf(target) is { } variable)
        {
            scope.Forget(variable);
        }
    }

    private static ISymbol? VariableOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private Value? Conditional(IConditionalOperation conditional, Scope scope)
    {
        var known = KnownTruth(conditional.Condition, scope);
        Evaluate(conditional.Condition, scope);
        if (known is not null && (!scope.Writes || scope.CallSite is not null))
            return Evaluate(known.Value ? conditional.WhenTrue : conditional.WhenFalse, scope);
        if (conditional.Type is not null && conditional.WhenFalse is not null && conditional.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionSyntax)
        {
            var whenTrue = Evaluate(conditional.WhenTrue, scope);
            var whenFalse = Evaluate(conditional.WhenFalse, scope);
            return Merge(whenTrue, whenFalse, conditional);
        }

        Alternatives(scope, conditional, [conditional.WhenTrue, conditional.WhenFalse]);
        return null;
    }

    private void Switch(ISwitchOperation @switch, Scope scope)
    {
        Evaluate(@switch.Value, scope);
        var alternatives = new List<IOperation?>();
        var hasDefault = false;
        foreach (var @case in @switch.Cases)
        {
            alternatives.Add(@case);
            foreach (var clause in @case.Clauses)
                hasDefault |= clause.CaseKind == CaseKind.Default;
        }

        if (!hasDefault)
            alternatives.Add(null);
        Alternatives(scope, @switch, alternatives);
    }

    /// <summary>Runs each alternative from the same start and merges what locals stand for at their ends.</summary>
    private void Alternatives(Scope scope, IOperation at, IReadOnlyList<IOperation?> alternatives)
    {
        var body = scope.Body;
        var before = body.Values;
        ImmutableDictionary<ISymbol, Value>? merged = null;
        foreach (var alternative in alternatives)
        {
            body.Values = before;
            body.IsDead = false;
            if (alternative is ISwitchCaseOperation @case)
            {
                foreach (var clause in @case.Clauses)
                    Evaluate(clause, scope);
                foreach (var statement in @case.Body)
                {
                    if (!body.IsDead)
                        Evaluate(statement, scope);
                }
            }
            else
            {
                Evaluate(alternative, scope);
            }

            if (!body.IsDead)
                merged = merged is null ? body.Values : Merge(merged, body.Values, at);
        }

        body.IsDead = merged is null;
        body.Values = merged ?? before;
    }

    private Value? SwitchExpression(ISwitchExpressionOperation @switch, Scope scope)
    {
        Evaluate(@switch.Value, scope);
        Value? result = null;
        var first = true;
        foreach (var arm in @switch.Arms)
        {
            Evaluate(arm.Guard, scope);
            if (Strip(arm.Value) is IThrowOperation)
                continue;
            var value = Evaluate(arm.Value, scope);
            result = first ? value : Merge(result, value, @switch);
            first = false;
        }

        return result;
    }

    private void Loop(ILoopOperation loop, Scope scope)
    {
        var body = scope.Body;
        switch (loop)
        {
            case IForEachLoopOperation each:
                var collection = Evaluate(each.Collection, scope);
                if (collection is QueryValue query)
                    Write(new Terminal(TerminalKind.List, each.IsAsynchronous ? "await foreach" : "foreach") { IsAsync = each.IsAsynchronous }, query.Shape, each.Collection, scope);
                if (collection is ListValue { IsCertain: true } list && Unroll(each, list, scope))
                    return;
                break;
            case IForLoopOperation @for:
                foreach (var operation in @for.Before)
                    Evaluate(operation, scope);
                break;
        }

        var before = body.Values;
        if (loop is IForLoopOperation { Condition: { } condition })
            Evaluate(condition, scope);
        else if (loop is IWhileLoopOperation { Condition: { } whileCondition })
            Evaluate(whileCondition, scope);
        Evaluate(loop.Body, scope);
        if (loop is IForLoopOperation forLoop)
        {
            foreach (var operation in forLoop.AtLoopBottom)
                Evaluate(operation, scope);
        }

        body.IsDead = false;
        var after = body.Values;
        if (ReferenceEquals(before, after))
            return;
        foreach (var item in before)
        {
            if (!after.TryGetValue(item.Key, out var value) || ReferenceEquals(value, item.Value))
                continue;
            // A filter that is added in each turn holds never, once or for several values: it is optional, like one behind an `if`.
            after = after.SetItem(
                item.Key,
                item.Value is QueryValue start && value is QueryValue end && Merge(start, end, loop) is QueryValue merged
                    ? merged
                    : new UnknownValue($"`{item.Key.Name}` is composed in a loop", At(loop)));
        }

        body.Values = after;
    }

    /// <summary>A loop over values that an inlined call was given, for example Include paths: run once for each.</summary>
    private bool Unroll(IForEachLoopOperation each, ListValue list, Scope scope)
    {
        const int maxTurns = 16;
        if (scope.Writes && scope.CallSite is null || list.Items.Length > maxTurns || each.Locals.Length != 1)
            return false;
        foreach (var item in list.Items)
        {
            scope.Body.Values = scope.Body.Values.SetItem(each.Locals[0], item);
            Evaluate(each.Body, scope);
        }

        scope.Body.IsDead = false;
        return true;
    }

    private void Try(ITryOperation @try, Scope scope)
    {
        var body = scope.Body;
        var before = body.Values;
        Evaluate(@try.Body, scope);
        var after = body.IsDead ? null : body.Values;
        var atCatch = body.IsDead ? before : Merge(before, body.Values, @try);
        foreach (var handler in @try.Catches)
        {
            body.Values = atCatch;
            body.IsDead = false;
            Evaluate(handler, scope);
            if (!body.IsDead)
                after = after is null ? body.Values : Merge(after, body.Values, @try);
        }

        body.IsDead = after is null;
        body.Values = after ?? before;
        if (@try.Finally is { } @finally)
        {
            var dead = body.IsDead;
            body.IsDead = false;
            Evaluate(@finally, scope);
            body.IsDead |= dead;
        }
    }

    private void Return(IReturnOperation @return, Scope scope)
    {
        var value = Evaluate(@return.ReturnedValue, scope);
        var body = scope.Body;
        if (@return.Kind == OperationKind.YieldReturn)
            return;
        body.IsDead = true;
        var returned = @return.ReturnedValue is null ? null : Strip(@return.ReturnedValue);
        if (returned is not null && !(returned.ConstantValue is { HasValue: true, Value: null }))
            body.Returns?.Add(value ?? (returned.ConstantValue.HasValue ? Plain(returned) : null));

        // Handed out as a sequence: whoever enumerates it reads all of it, and nobody can compose on.
        if (value is QueryValue query && scope.Writes && body.Parent is null && @return.ReturnedValue?.Type is { } type && !queryTypes.IsQueryable(type)
            && type.SpecialType != SpecialType.System_Object)
        {
            Write(new Terminal(TerminalKind.Deferred, "return"), query.Shape, @return.ReturnedValue, scope);
        }
    }

    private static bool LeavesSwitch(IBranchOperation branch)
    {
        if (branch.BranchKind != BranchKind.Break)
            return false;
        for (var parent = branch.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ISwitchOperation)
                return true;
            if (parent is ILoopOperation)
                return false;
        }

        return false;
    }

    /// <summary>The truth of a condition where an inlined call's arguments decide it; null when they do not.</summary>
    private bool? KnownTruth(IOperation condition, Scope scope)
    {
        condition = Strip(condition);
        if (condition.ConstantValue is { HasValue: true, Value: bool constant })
            return constant;
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !KnownTruth(not.Operand, scope);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                var left = KnownTruth(and.LeftOperand, scope);
                var right = KnownTruth(and.RightOperand, scope);
                return left == false || right == false ? false : left == true && right == true ? true : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                left = KnownTruth(or.LeftOperand, scope);
                right = KnownTruth(or.RightOperand, scope);
                return left == true || right == true ? true : left == false && right == false ? false : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                var isNull = Strip(comparison.RightOperand).ConstantValue is { HasValue: true, Value: null } ? KnownNull(comparison.LeftOperand, scope)
                    : Strip(comparison.LeftOperand).ConstantValue is { HasValue: true, Value: null } ? KnownNull(comparison.RightOperand, scope)
                    : null;
                return comparison.OperatorKind == BinaryOperatorKind.Equals ? isNull : !isNull;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } pattern when Strip(value).ConstantValue is { HasValue: true, Value: null }:
                return KnownNull(pattern.Value, scope);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } pattern
                when Strip(value).ConstantValue is { HasValue: true, Value: null }:
                return !KnownNull(pattern.Value, scope);
            case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } call
                when call.Arguments.Length == 1 && Known(call.Arguments[0].Value, scope) is OperandValue { Operand: Constant text }:
                return string.IsNullOrWhiteSpace(text.Text);
            case IInvocationOperation { TargetMethod: { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum }, Instance: { } flags } call
                when call.Arguments.Length == 1 && NumberOf(flags, scope) is { } set && NumberOf(call.Arguments[0].Value, scope) is { } bits:
                return (set & bits) == bits;
            default:
                return Known(condition, scope) is OperandValue { Operand: Constant { Kind: ValueKind.Boolean, Text: { } flag } } ? flag == "1" : null;
        }
    }

    private long? NumberOf(IOperation operation, Scope scope)
    {
        var text = Strip(operation).ConstantValue is { HasValue: true } ? (Plain(operation).Operand as Constant)?.Text
            : Known(operation, scope) is OperandValue { Operand: Constant constant } ? constant.Text : null;
        return long.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private bool? KnownNull(IOperation operation, Scope scope) => Known(operation, scope) switch
    {
        OperandValue { Operand: Constant constant } => constant.Text is null,
        LambdaValue or QueryValue or ListValue or ComposedLambdaValue or InstanceValue => false,
        _ => null,
    };

    /// <summary>What a plain variable stands for, without visiting anything.</summary>
    private Value? Known(IOperation operation, Scope scope) => Strip(operation) switch
    {
        ILocalReferenceOperation local => scope.Find(local.Local),
        IParameterReferenceOperation parameter => scope.Find(parameter.Parameter),
        IPropertyReferenceOperation { Instance: { } instance } property when Known(instance, scope) is InstanceValue self => MemberOf(self, property.Property),
        IInstanceReferenceOperation => scope.This,
        _ => null,
    };

    private ImmutableDictionary<ISymbol, Value> Merge(ImmutableDictionary<ISymbol, Value> left, ImmutableDictionary<ISymbol, Value> right, IOperation at)
    {
        if (ReferenceEquals(left, right))
            return left;
        var merged = left;
        foreach (var item in left)
        {
            if (!right.TryGetValue(item.Key, out var other))
                merged = merged.Remove(item.Key);
            else if (!ReferenceEquals(item.Value, other))
                merged = Merge(item.Value, other, at) is { } value ? merged.SetItem(item.Key, value) : merged.Remove(item.Key);
        }

        return merged;
    }

    private Value? Merge(Value? left, Value? right, IOperation at)
    {
        if (ReferenceEquals(left, right))
            return left;
        return (left, right) switch
        {
            (QueryValue a, QueryValue b) => new QueryValue(ShapeMerge.Merge(a.Shape, b.Shape, At(at))),
            (MemoryValue, MemoryValue) => left,

            // `if (x) predicate = predicate.And(other)`: the other one holds in some executions.
            (LambdaValue or ComposedLambdaValue, ComposedLambdaValue { IsOr: false, Right: { } added } b) when ReferenceEquals(b.Left, left) =>
                new ComposedLambdaValue(left, added, false) { IsOptional = true },
            (ComposedLambdaValue { IsOr: false, Right: { } added } a, LambdaValue or ComposedLambdaValue) when ReferenceEquals(a.Left, right) =>
                new ComposedLambdaValue(right, added, false) { IsOptional = true },
            (OperandValue { IsNull: true }, QueryValue) => right,
            (QueryValue, OperandValue { IsNull: true }) => left,
            (UnknownValue, _) => left,
            (_, UnknownValue) => right,
            (QueryValue or LambdaValue or ComposedLambdaValue, _) or (_, QueryValue or LambdaValue or ComposedLambdaValue) =>
                new UnknownValue("it is one of several, depending on a condition", At(at)) { MayBeInMemory = left is MemoryValue or ListValue || right is MemoryValue or ListValue },
            _ => null,
        };
    }
}
