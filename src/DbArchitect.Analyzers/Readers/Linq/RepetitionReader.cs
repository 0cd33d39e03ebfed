using System.Collections.Generic;
using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads how often an operation runs when its method runs once: the loop or lambda that repeats it, over what, and why that may be right.</summary>
internal sealed class RepetitionReader(Body body, QueryTypes types)
{
    /// <summary>Up to so many turns that the code itself fixes count as a few.</summary>
    private const int FewTurns = 20;

    private static readonly HashSet<string> SearchOperators = ["First", "FirstOrDefault", "Any", "All", "Single", "SingleOrDefault", "TakeWhile", "SkipWhile", "Find", "Exists"];
    private static readonly HashSet<string> BatchOperators = ["Chunk", "Batch", "Buffer", "Partition", "Window", "InBatchesOf", "ToBatches", "Split", "Paginate"];
    private static readonly HashSet<string> CacheOperators = ["GetOrAdd", "GetOrAddAsync", "GetOrCreate", "GetOrCreateAsync", "GetOrSet", "GetOrSetAsync", "AddOrUpdate"];
    private static readonly HashSet<string> PassThrough = ["Run", "Execute", "ExecuteAsync", "ExecuteInTransactionAsync", "ExecuteInTransaction", "StartNew"];

    /// <param name="operation">The call that is executed.</param>
    public Repetition Of(IOperation operation)
    {
        Repetition? excused = null;
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            var found = parent switch
            {
                IForEachLoopOperation loop when child == loop.Body => OfForEach(loop, operation),
                IForLoopOperation loop when !loop.Before.Contains(child) => OfFor(loop, operation),
                IWhileLoopOperation loop => OfWhile(loop, operation),
                IAnonymousFunctionOperation lambda => OfLambda(lambda, operation),
                _ => null,
            };
            if (parent is ILocalFunctionOperation)
                break;
            if (found is null)
                continue;
            if (found.Kind == RepetitionKind.Once)
                continue;
            if (found.Reason is not (RepetitionReason.Retry or RepetitionReason.Bounded))
                return found.Reason == RepetitionReason.None && IsInCacheFactory(parent) ? found with { Reason = RepetitionReason.Cache } : found;
            excused ??= found;
        }

        return excused ?? Repetition.Once;
    }

    private static Origin OriginOf(SyntaxNode node) => new(OriginKind.Linq, node.GetLocation());

    internal static string TextOf(IOperation operation)
    {
        var text = Body.Unwrap(operation).Syntax.ToString();
        var line = text.IndexOf('\n');
        return line < 0 && text.Length <= 60 ? text : text.Substring(0, System.Math.Min(line < 0 ? 57 : line, 57)).TrimEnd() + "...";
    }

    private Repetition OfForEach(IForEachLoopOperation loop, IOperation operation)
    {
        var collection = Body.Unwrap(loop.Collection);
        var elements = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var local in loop.Locals)
            elements.Add(local);
        var reason = ReasonOfCollection(collection, loop.LoopControlVariable.Type ?? ElementOf(loop));
        if (reason == RepetitionReason.None && loop.IsAsynchronous && !IsQuery(collection))
            reason = RepetitionReason.Polling;
        return Complete(loop, loop.Body, RepetitionKind.PerElement, TextOf(collection), elements, operation, reason) with { IsOverCollection = IsCollection(collection.Type) };
    }

    private static ITypeSymbol? ElementOf(IForEachLoopOperation loop) =>
        loop.LoopControlVariable is IVariableDeclaratorOperation declarator ? declarator.Symbol.Type : null;

    private Repetition OfFor(IForLoopOperation loop, IOperation operation)
    {
        var elements = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var local in loop.Locals)
            elements.Add(local);
        var reason = RepetitionReason.None;
        var of = "";
        var counted = false;
        var isCounting = false;
        switch (loop.Condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals } binary:
                isCounting = true;
                of = TextOf(binary.RightOperand);
                if (binary.RightOperand.ConstantValue is { HasValue: true, Value: int bound })
                    reason = bound <= FewTurns ? RepetitionReason.Bounded : RepetitionReason.None;
                if (SizedCollection(binary.RightOperand) is { } sized)
                {
                    of = TextOf(sized);
                    counted = true;
                }

                break;
            case null:
                reason = RepetitionReason.Polling;
                break;
        }

        foreach (var step in loop.AtLoopBottom)
        {
            if (step is IExpressionStatementOperation { Operation: ICompoundAssignmentOperation { Value.ConstantValue: not { HasValue: true, Value: 1 } } })
                reason = RepetitionReason.Batch;
        }

        if (reason == RepetitionReason.None)
            reason = ReasonOfName(loop, of);
        var kind = reason == RepetitionReason.None && isCounting ? RepetitionKind.PerElement : RepetitionKind.Loop;
        return Complete(loop, loop.Body, kind, of, elements, operation, reason) with { IsOverCollection = counted };
    }

    /// <summary>What a counting variable counts, by its name or that of its bound: tries, or pages of many elements.</summary>
    private static RepetitionReason ReasonOfName(IForLoopOperation loop, string bound)
    {
        foreach (var local in loop.Locals)
        {
            if (ReasonOfName(local.Name) is var reason && reason != RepetitionReason.None)
                return reason;
        }

        return ReasonOfName(bound);
    }

    private static RepetitionReason ReasonOfName(string text)
    {
        var name = text.ToLowerInvariant();
        if (name.Contains("attempt") || name.Contains("retry") || name.Contains("retries") || name.EndsWith("tries", System.StringComparison.Ordinal) && !name.EndsWith("entries", System.StringComparison.Ordinal))
            return RepetitionReason.Retry;
        return name.Contains("page") || name.Contains("chunk") || name.Contains("batch") || name.Contains("offset") || name.Contains("skip")
            ? RepetitionReason.Batch
            : RepetitionReason.None;
    }

    private static IOperation? SizedCollection(IOperation size) => Body.Unwrap(size) switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } instance } => instance,
        IInvocationOperation { TargetMethod.Name: "Count" } call => Body.ReceiverOf(call),
        _ => null,
    };

    private Repetition OfWhile(IWhileLoopOperation loop, IOperation operation)
    {
        var elements = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var each in loop.DescendantsAndSelf())
        {
            if (each is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator && TakesNext(value))
                elements.Add(declarator.Symbol);
            else if (each is ILocalReferenceOperation { IsDeclaration: true } local)
                elements.Add(local.Local);
        }

        var kind = RepetitionKind.Loop;
        var reason = RepetitionReason.None;
        var of = loop.Condition is null ? "" : TextOf(loop.Condition);
        switch (loop.Condition is null ? null : Body.Unwrap(loop.Condition))
        {
            case null or { ConstantValue: { HasValue: true, Value: true } }:
                reason = RepetitionReason.Polling;
                break;
            case IInvocationOperation { TargetMethod.Name: "MoveNext" or "MoveNextAsync" or "Read" or "ReadAsync" or "TryDequeue" or "TryPop" or "TryTake" } next:
                kind = RepetitionKind.PerElement;
                of = Body.ReceiverOf(next) is { } receiver ? TextOf(receiver) : of;
                break;
            case IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" or "WaitToReadAsync" }:
                reason = RepetitionReason.Polling;
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan } binary when SizedCollection(binary.LeftOperand) is { } sized && elements.Count > 0:
                kind = RepetitionKind.PerElement;
                of = TextOf(sized);
                break;
            case IInvocationOperation { TargetMethod.Name: "Any" } any when elements.Count > 0 && Body.ReceiverOf(any) is { } stack:
                kind = RepetitionKind.PerElement;
                of = TextOf(stack);
                break;
            default:
                if (of.Contains("IsCancellationRequested"))
                    reason = RepetitionReason.Polling;
                break;
        }

        if (reason == RepetitionReason.None && kind == RepetitionKind.Loop && DelaysIn(loop))
            reason = RepetitionReason.Polling;
        return Complete(loop, loop.Body, kind, of, elements, operation, reason) with { IsOverCollection = kind == RepetitionKind.PerElement };
    }

    private static bool TakesNext(IOperation value) =>
        Body.Unwrap(value) is IInvocationOperation { TargetMethod.Name: "Dequeue" or "Pop" or "Take" } or IPropertyReferenceOperation { Property.Name: "Current" };

    private static bool DelaysIn(IOperation loop)
    {
        foreach (var each in loop.Descendants())
        {
            if (each is IInvocationOperation { TargetMethod: { Name: "Delay" or "Sleep", ContainingType.Name: "Task" or "Thread" } })
                return true;
        }

        return false;
    }

    private Repetition? OfLambda(IAnonymousFunctionOperation lambda, IOperation operation)
    {
        var unknown = new Repetition(RepetitionKind.Unknown, "") { Origin = OriginOf(lambda.Syntax) };
        if (lambda.Parent is not IDelegateCreationOperation { Parent: var parent })
            return unknown;
        while (parent is IConversionOperation)
            parent = parent.Parent;
        if (parent is not IArgumentOperation { Parent: IInvocationOperation call })
            return unknown;
        var name = call.TargetMethod.Name;
        if (IsCacheFactory(call))
            return unknown with { Kind = RepetitionKind.Loop, Reason = RepetitionReason.Cache };
        if (!IsPerElement(call))
            return PassThrough.Contains(name) && !HasParametersOfData(lambda) ? Repetition.Once : unknown;
        var elements = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in lambda.Symbol.Parameters)
            elements.Add(parameter);
        var source = call.Instance ?? Body.ArgumentOf(call, 0) ?? call;
        var collection = Body.Unwrap(source);
        var reason = ReasonOfCollection(collection, lambda.Symbol.Parameters.Length > 0 ? lambda.Symbol.Parameters[0].Type : null);
        if (reason == RepetitionReason.None && (SearchOperators.Contains(name) || (call.TargetMethod.Name == "Select" && IsSearched(call))))
            reason = RepetitionReason.Search;
        return Complete(lambda, lambda.Body, RepetitionKind.PerElement, TextOf(collection), elements, operation, reason)
            with { IsOverCollection = IsCollection(collection.Type), Origin = OriginOf(call.Syntax) };
    }

    /// <summary>A call that makes a value only when the cache has none: by its own name, or Get of what is called a cache.</summary>
    private static bool IsCacheFactory(IInvocationOperation call) =>
        CacheOperators.Contains(call.TargetMethod.Name)
        || (call.TargetMethod.Name is "Get" or "GetAsync" && (Body.ReceiverOf(call)?.Type?.Name ?? call.TargetMethod.ContainingType.Name).IndexOf("Cache", System.StringComparison.Ordinal) >= 0);

    /// <summary>The loop itself makes what a cache then keeps.</summary>
    private static bool IsInCacheFactory(IOperation loop)
    {
        for (var parent = loop.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is not IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: var user } })
                continue;
            while (user is IConversionOperation)
                user = user.Parent;
            if (user is IArgumentOperation { Parent: IInvocationOperation call } && IsCacheFactory(call))
                return true;
        }

        return false;
    }

    /// <summary>The lazily mapped elements are only searched: <c>xs.Select(…).FirstOrDefault(…)</c>.</summary>
    private static bool IsSearched(IInvocationOperation call) =>
        Body.UserOf(call).User is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation next } && SearchOperators.Contains(next.TargetMethod.Name);

    private static bool HasParametersOfData(IAnonymousFunctionOperation lambda)
    {
        foreach (var parameter in lambda.Symbol.Parameters)
        {
            if (parameter.Type.Name != "CancellationToken" && parameter.Type.Name != "DbContext")
                return true;
        }

        return false;
    }

    /// <summary>A call that runs its lambda for every element, in memory.</summary>
    private static bool IsPerElement(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        return type.Name switch
        {
            "Enumerable" or "AsyncEnumerable" => type.ContainingNamespace?.ToDisplayString() == "System.Linq",
            "Parallel" => type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks",
            "ParallelEnumerable" => true,
            "List" or "Array" or "ImmutableList" => call.TargetMethod.Name is "ForEach" or "ConvertAll" or "Find" or "FindAll" or "Exists" or "TrueForAll" or "RemoveAll",
            _ => call.TargetMethod.Name is "ForEach" or "ForEachAsync" && call.TargetMethod.IsExtensionMethod,
        };
    }

    /// <summary>Whether what is iterated is a few known values, or groups of elements.</summary>
    private RepetitionReason ReasonOfCollection(IOperation collection, ITypeSymbol? element)
    {
        if (IsFew(collection, 0))
            return RepetitionReason.Bounded;
        for (var current = collection; current is IInvocationOperation call; current = Body.ReceiverOf(call) is { } receiver ? Body.Unwrap(receiver) : null)
        {
            if (BatchOperators.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.SpecialType != SpecialType.System_String)
                return RepetitionReason.Batch;
            if (call.TargetMethod.Name is "GetConsumingEnumerable" or "ReadAllAsync")
                return RepetitionReason.Polling;
        }

        if (element is IArrayTypeSymbol || (element is INamedTypeSymbol { IsGenericType: true, Name: "List" or "IEnumerable" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "IList" }))
            return RepetitionReason.Batch;
        return RepetitionReason.None;
    }

    private bool IsFew(IOperation collection, int depth)
    {
        if (collection.Syntax.IsKind(SyntaxKind.CollectionExpression))
            return !collection.Syntax.ToString().Contains("..");
        switch (collection)
        {
            case IArrayCreationOperation { Initializer: not null }:
                return true;
            case IObjectCreationOperation { Initializer: not null, Arguments.Length: 0 }:
                return true;
            case IInvocationOperation { TargetMethod: { Name: "GetValues" or "GetNames", ContainingType.Name: "Enum" } }:
                return true;
            case IInvocationOperation { TargetMethod: { Name: "Range" or "Repeat", ContainingType.Name: "Enumerable" } } range:
                return Body.ArgumentOf(range, 1) is { ConstantValue: { HasValue: true, Value: int count } } && count <= FewTurns;
            case IInvocationOperation { TargetMethod.Name: "Take" } take when Body.ArgumentOf(take, 1) is { ConstantValue: { HasValue: true, Value: int first } }:
                return first <= FewTurns;
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Type: IArrayTypeSymbol } }:
                return true;
            case ILocalReferenceOperation local when depth < 4 && body.DeclarationOf(local.Local) is IVariableDeclaratorOperation { Initializer.Value: { } value }:
                return !IsFilled(local.Local) && IsFew(Body.Unwrap(value), depth + 1);
        }

        return false;
    }

    /// <summary>Elements are added to a local collection, or another is assigned to it.</summary>
    private bool IsFilled(ILocalSymbol local)
    {
        foreach (var use in body.UsesOf(local))
        {
            if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "Enqueue" or "Push" } || (use.Parent is IAssignmentOperation assignment && assignment.Target == use))
                return true;
        }

        return false;
    }

    private bool IsQuery(IOperation collection)
    {
        for (var current = collection; ; )
        {
            if (types.IsQueryable(current.Type))
                return true;
            if (current is not IInvocationOperation call || Body.ReceiverOf(call) is not { } receiver)
                return false;
            current = Body.Unwrap(receiver);
        }
    }

    private bool IsCollection(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        if (type is IArrayTypeSymbol || types.IsQueryable(type))
            return true;
        if (type.Name is "ICollection" or "IReadOnlyCollection")
            return true;
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface.Name is "ICollection" or "IReadOnlyCollection")
                return true;
        }

        return false;
    }

    private Repetition Complete(
        IOperation loop, IOperation turn, RepetitionKind kind, string of, HashSet<ISymbol> elements, IOperation operation, RepetitionReason reason)
    {
        var turnReader = new LoopTurn(body, types, loop, turn, elements);
        var depends = turnReader.DependsOnElement(operation);
        if (reason == RepetitionReason.None)
            reason = turnReader.ReasonOf(operation);
        return new Repetition(kind, of) { Origin = OriginOf(loop.Syntax), DependsOnElement = depends, Reason = reason };
    }
}
