using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads where an operation starts on a context while another runs on it: a task that is not awaited before the next is started.</summary>
internal sealed class ConcurrencyReader(Body body, ContextOperations operations, CancellationToken cancellation)
{
    private const int MaxStarts = 64;
    private const int MaxHops = 16;

    private readonly List<ConcurrentUse> found = [];

    /// <summary>Operations that are part of a story already told.</summary>
    private readonly HashSet<IOperation> told = [];
    private int starts;

    /// <summary>Whether a call may start what this is about: asked of every call, so by the cheapest signs alone.</summary>
    public static bool MayStart(IInvocationOperation call) => call.TargetMethod.ContainingType?.Name switch
    {
        "Parallel" or "ParallelEnumerable" => true,
        "Task" when call.TargetMethod.Name is "WhenAll" or "WhenAny" => true,
        _ => call.Parent is not IAwaitOperation and not IInvocationOperation and not IReturnOperation && ContextOperations.IsTask(call.Type),
    };

    public List<ConcurrentUse> Read()
    {
        foreach (var call in body.Calls)
        {
            if (!MayStart(call) || starts > MaxStarts)
                continue;
            cancellation.ThrowIfCancellationRequested();
            switch (call.TargetMethod.ContainingType.Name)
            {
                case "Parallel" when !IsLimitedToOne(call):
                case "ParallelEnumerable":
                    ReadLambdas(call);
                    break;
                case "Task" when call.TargetMethod.Name is "WhenAll" or "WhenAny":
                    ReadTogether(call);
                    break;
                default:
                    ReadPending(call);
                    break;
            }
        }

        return found;
    }

    /// <summary>Parallel.ForEach and its like run a lambda at once for several elements.</summary>
    private void ReadLambdas(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (FunctionOf(argument.Value) is { } function && operations.FirstIn(function, body, onlyAsync: false, cancellation) is { } operation)
                AddPerElement(operation, call.Arguments[0].Value, Origin.None);
        }
    }

    /// <summary><c>Task.WhenAll(a, b)</c>, of calls or of variables that hold what they started; or of one task for each element of a sequence.</summary>
    private void ReadTogether(IInvocationOperation together)
    {
        var at = At(together);
        var running = new List<(ContextOperation Operation, bool IsHere)>();
        foreach (var argument in together.Arguments)
        {
            foreach (var element in ParamsArgument.ElementsOf(argument) ?? ElementsOf(argument.Value))
            {
                var isHere = StartedBy(element) is not null;
                if (StartedBy(isHere ? element : InitialOf(element)) is { } operation)
                    running.Add((operation, isHere));
            }

            if (PerElement(argument.Value, 0) is { } each)
                AddPerElement(each.Operation, each.Of, at);
        }

        for (var i = 1; i < running.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (first, second) = running[i].IsHere ? (running[j], running[i]) : (running[i], running[j]);
                if (!second.IsHere || !first.Operation.Context.Equals(second.Operation.Context))
                    continue;
                Add(first.Operation, second.Operation, at);
                return;
            }
        }
    }

    /// <summary>A task that is kept, or dropped: whatever starts before it is awaited runs beside it.</summary>
    private void ReadPending(IInvocationOperation call)
    {
        var value = Kept(call);
        var holder = HolderOf(value);
        if (holder is null && !IsDropped(value) || StartedBy(call) is not { } first || told.Contains(first.Call))
            return;
        starts++;
        if (StatementOf(value) is not { } statement)
            return;
        var end = holder is null ? statement.Parent!.Syntax.Span.End : EndOf(holder, call, statement.Parent!);
        var function = FunctionAround(call);
        foreach (var other in body.Calls)
        {
            if (other.Syntax.SpanStart < call.Syntax.Span.End || other.Syntax.Span.End > end || !ReferenceEquals(FunctionAround(other), function) || AreAlternatives(call, other))
                continue;
            if (StartedOrRun(other) is not { } second || !second.Context.Equals(first.Context))
                continue;
            Add(first, second, TogetherOf(holder));
            return;
        }

        if (holder is null || LoopAround(statement, holder) is not { } loop || IsDeclaredIn(first.Context, loop) || EndOf(holder, call, loop) < loop.Syntax.Span.End)
            return;
        AddPerElement(first, loop is IForEachLoopOperation each ? each.Collection : loop, Origin.None);
    }

    /// <summary>The operation that an expression starts without awaiting it, by a call, a choice of calls, or Task.Run.</summary>
    private ContextOperation? StartedBy(IOperation? task, int depth = 0)
    {
        if (task is null || depth > MaxHops)
            return null;
        switch (ContextReferences.Strip(task))
        {
            case IConditionalOperation choice:
                return StartedBy(choice.WhenTrue, depth + 1) ?? StartedBy(choice.WhenFalse, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" } } run:
                return run.Arguments.Length > 0 && FunctionOf(run.Arguments[0].Value) is { } function ? operations.FirstIn(function, body, onlyAsync: false, cancellation) : null;
            case IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" or "ContinueWith" or "WaitAsync", Instance: { } before }:
                return StartedBy(before, depth + 1);
            case IInvocationOperation call when ContextOperations.IsTask(call.Type):
                return operations.Of(call, body, cancellation);
            default:
                return null;
        }
    }

    private ContextOperation? StartedOrRun(IInvocationOperation call) =>
        ContextOperations.IsTask(call.Type) ? StartedBy(call) : operations.Of(call, body, cancellation);

    /// <summary>One task for each element: <c>ids.Select(id => …)</c>, materialized or not.</summary>
    private (ContextOperation Operation, IOperation Of)? PerElement(IOperation tasks, int depth)
    {
        if (depth > MaxHops)
            return null;
        switch (ContextReferences.Strip(tasks))
        {
            case ILocalReferenceOperation local:
                return InitialOf(local) is { } initial ? PerElement(initial, depth + 1) : null;
            case ITranslatedQueryOperation translated:
                return PerElement(translated.Operation, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray", ContainingType.Name: "Enumerable" } } list:
                return PerElement(list.Arguments[0].Value, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" }, Arguments: [var of, var selector, ..] }:
                if (FunctionOf(selector.Value) is { } function && operations.FirstIn(function, body, onlyAsync: true, cancellation) is { } operation)
                    return (operation, of.Value);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The elements of an array, a collection expression, or the arguments of a params array.</summary>
    private static IReadOnlyList<IOperation> ElementsOf(IOperation argument)
    {
        var inner = ContextReferences.Strip(argument);
        if (inner is IArrayCreationOperation { Initializer: { } initializer })
            return initializer.ElementValues;
        if (inner.Syntax.IsKind(SyntaxKind.CollectionExpression))
            return [.. inner.ChildOperations];
        return [inner];
    }

    private IOperation? InitialOf(IOperation variable) =>
        ContextReferences.Strip(variable) is ILocalReferenceOperation { Local: var local } && body.DeclarationOf(local) is IVariableDeclaratorOperation declarator
            ? declarator.GetVariableInitializer()?.Value
            : null;

    private static IOperation? FunctionOf(IOperation argument) => ContextReferences.Strip(argument) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } ? function : null;

    /// <summary>The value that is kept of a call: behind conversions, the arms of a choice, and what lists the tasks.</summary>
    private static IOperation Kept(IOperation call)
    {
        var value = call;
        while (value.Parent is { } parent && (parent is IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation
            || parent is IConditionalOperation choice && choice.Condition != value && choice.Type is not null
            || parent is IInvocationOperation { TargetMethod.Name: "AsTask" or "ContinueWith" or "WaitAsync" } next && next.Instance == value
            || parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Instance: IInstanceReferenceOperation } }
            || parent is IInvocationOperation { Instance: IInstanceReferenceOperation, Parent: IObjectOrCollectionInitializerOperation } or IObjectOrCollectionInitializerOperation or IObjectCreationOperation
            || parent.Syntax.IsKind(SyntaxKind.CollectionExpression)))
        {
            value = parent;
        }

        return value;
    }

    /// <summary>Two arms of one choice: only one of them runs.</summary>
    private static bool AreAlternatives(IOperation first, IOperation second)
    {
        for (var parent = first.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation && parent.Syntax.Span.Contains(second.Syntax.Span))
                return true;
        }

        return false;
    }

    /// <summary>The variable that a task, or a list or array that it is put into, is held by.</summary>
    private static ILocalSymbol? HolderOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Value == value => local.Local,
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation array } } assignment when assignment.Value == value => array.Local,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation list } } => list.Local,
        _ => null,
    };

    private static bool IsDropped(IOperation value) =>
        value.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    private static IOperation? StatementOf(IOperation value)
    {
        var statement = value;
        while (statement.Parent is not null and not IBlockOperation and not ILoopOperation and not ISwitchCaseOperation)
            statement = statement.Parent;
        return statement.Parent is null ? null : statement;
    }

    /// <summary>Where the variable is used for anything but putting more into it: whoever uses it may wait.</summary>
    private int EndOf(ILocalSymbol holder, IOperation start, IOperation within)
    {
        foreach (var use in body.UsesOf(holder))
        {
            var isLater = use.Syntax.SpanStart > start.Syntax.Span.End || within is ILoopOperation && within.Syntax.Span.Contains(use.Syntax.Span);
            if (isLater && !within.Syntax.Span.Contains(use.Syntax.Span))
                break;
            if (isLater && use.Parent is not (IInvocationOperation { TargetMethod.Name: "Add" } or IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation }))
                return use.Syntax.SpanStart;
        }

        return within.Syntax.Span.End;
    }

    private Origin TogetherOf(ILocalSymbol? holder)
    {
        foreach (var use in holder is null ? [] : body.UsesOf(holder))
        {
            for (var parent = use.Parent; parent is not null and not IExpressionStatementOperation; parent = parent.Parent)
            {
                if (parent is IInvocationOperation { TargetMethod: { Name: "WhenAll", ContainingType.Name: "Task" } })
                    return At(parent);
            }
        }

        return Origin.None;
    }

    /// <summary>The loop whose turns all put into the variable.</summary>
    private ILoopOperation? LoopAround(IOperation statement, ILocalSymbol holder)
    {
        for (var parent = statement.Parent; parent is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; parent = parent.Parent)
        {
            if (parent is ILoopOperation loop)
                return body.IsDeclaredIn(holder, loop) ? null : loop;
        }

        return null;
    }

    private bool IsDeclaredIn(ContextReference context, IOperation scope) => context.Root is { } root && body.IsDeclaredIn(root, scope);

    private static bool IsLimitedToOne(IInvocationOperation call)
    {
        foreach (var each in call.Descendants())
        {
            if (each is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism" }, Value.ConstantValue: { HasValue: true, Value: 1 } })
                return true;
        }

        return false;
    }

    private static IOperation? FunctionAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
        }

        return null;
    }

    private void Add(ContextOperation first, ContextOperation second, Origin together)
    {
        told.Add(first.Call);
        if (told.Add(second.Call))
            found.Add(new ConcurrentUse(second.Name, second.Context.ToString()) { Other = first.Name, Together = together, Origin = TerminalOf(second.Call), OtherOrigin = TerminalOf(first.Call) });
    }

    private void AddPerElement(ContextOperation operation, IOperation of, Origin together)
    {
        if (told.Add(operation.Call))
        {
            found.Add(new ConcurrentUse(operation.Name, operation.Context.ToString())
            {
                Other = operation.Name, PerElementOf = of is ILoopOperation ? "the loop" : RepetitionReader.TextOf(of), Together = together, Origin = TerminalOf(operation.Call), OtherOrigin = At(of),
            });
        }
    }

    private static Origin At(IOperation operation) => new(OriginKind.Linq, operation.Syntax.GetLocation());

    private static Origin TerminalOf(IInvocationOperation call) => QueryInterpreter.TerminalOrigin(call);
}
