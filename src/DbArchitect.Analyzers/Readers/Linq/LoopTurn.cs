using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>One turn of a loop: what in it depends on the element, and what speaks for a round trip in each turn.</summary>
internal sealed class LoopTurn
{
    private readonly Body body;
    private readonly QueryTypes types;
    private readonly IOperation loop;
    private readonly IOperation turn;
    private readonly HashSet<ISymbol> elements;
    private readonly bool isOverGroups;

    public LoopTurn(Body body, QueryTypes types, IOperation loop, IOperation turn, HashSet<ISymbol> elements)
    {
        this.body = body;
        this.types = types;
        this.loop = loop;
        this.turn = turn;
        foreach (var element in elements)
            isOverGroups |= IsGroup(element);
        this.elements = Closure(elements);
    }

    /// <summary>The symbols that carry a value of the element or one computed from it.</summary>
    private HashSet<ISymbol> Closure(HashSet<ISymbol> seeds)
    {
        var found = new HashSet<ISymbol>(seeds, SymbolEqualityComparer.Default);
        foreach (var each in turn.DescendantsAndSelf())
        {
            switch (each)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when Body.RefersTo(value, found):
                    found.Add(declarator.Symbol);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Body.RefersTo(assignment.Value, found):
                    found.Add(target.Local);
                    break;
                case IForEachLoopOperation inner when Body.RefersTo(inner.Collection, found):
                    foreach (var local in inner.Locals)
                        found.Add(local);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } declared, Parent: IIsPatternOperation pattern } when Body.RefersTo(pattern.Value, found):
                    found.Add(declared);
                    break;
                case ILocalReferenceOperation { IsDeclaration: true, Parent: IArgumentOperation { Parent: { } call } } local when Body.RefersTo(call, found):
                    found.Add(local.Local);
                    break;
            }
        }

        return found;
    }

    public bool DependsOnElement(IOperation operation) => Body.RefersTo(operation is IForEachLoopOperation inner ? inner.Collection : operation, elements);

    public RepetitionReason ReasonOf(IOperation operation)
    {
        if (WritesOwnValues(operation))
            return RepetitionReason.OwnValues;
        if (isOverGroups && AsksForAGroup(operation))
            return RepetitionReason.Batch;
        var result = ResultsOf(operation);
        if (result.Count > 0 && IsWorkedThrough(result))
            return RepetitionReason.Batch;
        var child = operation;
        var isTried = false;
        for (var parent = operation.Parent; parent is not null && child != turn; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case ITryOperation attempt when child == attempt.Body && Swallows(attempt):
                    isTried = true;
                    break;
                case IConditionalOperation condition when child != condition.Condition && (AsksCache(condition.Condition) || IsFilledWhenNull(condition.Condition, result)):
                    return RepetitionReason.Cache;
                // The kind of the element decides what is asked: scopes, commands, messages, few of each.
                case ISwitchCaseOperation when DependsOnElement(((ISwitchOperation)parent.Parent!).Value):
                    return RepetitionReason.Bounded;
                case IConditionalOperation condition when child == condition.WhenTrue && IsOneOfSeveral(condition):
                    return RepetitionReason.Bounded;
                case ICoalesceOperation coalesce when child == coalesce.WhenNull:
                case ICoalesceAssignmentOperation assignment when child == assignment.Value:
                    return RepetitionReason.Cache;
            }
        }

        if (isTried)
            return loop is IForEachLoopOperation or IAnonymousFunctionOperation || DependsOnElement(operation) ? RepetitionReason.ErrorIsolation : RepetitionReason.Retry;
        if (UsesContextOfTheTurn(operation))
            return RepetitionReason.ErrorIsolation;
        if (FeedbackOf(operation, result) is { } feedback)
            return feedback;
        return EndsTheLoop(operation, result) ? RepetitionReason.Search : RepetitionReason.None;
    }

    /// <summary>The rows of the turn are gone through with a wait for each: the one query is the batch, and the least of what the turn does.</summary>
    private bool IsWorkedThrough(HashSet<ISymbol> result)
    {
        foreach (var each in turn.Descendants())
        {
            if (each is not IForEachLoopOperation inner || !Body.RefersTo(inner.Collection, result))
                continue;
            foreach (var step in inner.Body.Descendants())
            {
                if (step is IAwaitOperation)
                    return true;
            }
        }

        return false;
    }

    private static bool IsGroup(ISymbol element) => element switch
    {
        ILocalSymbol { Type: var type } => IsGroup(type),
        IParameterSymbol { Type: var type } => IsGroup(type),
        _ => false,
    };

    private static bool IsGroup(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IGrouping" } || (type is INamedTypeSymbol { Name: "KeyValuePair", TypeArguments: [_, var values] } && IsList(values));

    private static bool IsList(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol or INamedTypeSymbol { Name: "IEnumerable", IsGenericType: true })
            return true;
        if (type.SpecialType == SpecialType.System_String)
            return false;
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface is { Name: "IEnumerable", IsGenericType: true })
                return true;
        }

        return false;
    }

    /// <summary>The query is about all elements of the group at once, by a list made of them: the round trips are as many as groups.</summary>
    private bool AsksForAGroup(IOperation operation)
    {
        foreach (var each in operation.DescendantsAndSelf())
        {
            switch (each)
            {
                case IInvocationOperation { TargetMethod.Name: "Contains" } contains when Body.ReceiverOf(contains) is { } receiver && Body.Unwrap(receiver) is { Type: { } type } list && IsList(type) && Body.RefersTo(list, elements):
                case IArgumentOperation { Value: { Type: { } given } value } when each.Parent == operation && !types.IsQueryable(given) && IsList(given) && Body.RefersTo(value, elements):
                    return true;
            }
        }

        return false;
    }

    /// <summary><c>if (kind == A) … else if (kind == B) …</c> over the element: each turn takes one of the arms, as with a switch.</summary>
    private bool IsOneOfSeveral(IConditionalOperation condition)
    {
        if (Tested(condition.Condition) is not { } tested || !DependsOnElement(tested))
            return false;
        var text = tested.Syntax.ToString();
        return (condition.WhenFalse is IConditionalOperation next && Tested(next.Condition)?.Syntax.ToString() == text)
            || (condition.Parent is IConditionalOperation outer && outer.WhenFalse == condition && Tested(outer.Condition)?.Syntax.ToString() == text);
    }

    /// <summary>What a condition compares with a constant or a type.</summary>
    private static IOperation? Tested(IOperation condition) => Body.Unwrap(condition) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary when IsFixed(binary.RightOperand) => Body.Unwrap(binary.LeftOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary when IsFixed(binary.LeftOperand) => Body.Unwrap(binary.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } value } } pattern when !IsNull(value) => Body.Unwrap(pattern.Value),
        IIsPatternOperation { Pattern: ITypePatternOperation or IDeclarationPatternOperation } pattern => Body.Unwrap(pattern.Value),
        IIsTypeOperation type => Body.Unwrap(type.ValueOperand),
        _ => null,
    };

    private static bool IsFixed(IOperation operation) => Body.Unwrap(operation) is ITypeOfOperation or { ConstantValue: { HasValue: true, Value: not null } };

    /// <summary>An ExecuteUpdate that sets what is computed for the element: no one statement does it for all.</summary>
    private bool WritesOwnValues(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod.Name: "ExecuteUpdate" or "ExecuteUpdateAsync" })
            return false;
        foreach (var each in operation.Descendants())
        {
            if (each is IInvocationOperation { TargetMethod.Name: "SetProperty", Arguments: [.., var value] } && Body.RefersTo(value, elements))
                return true;
        }

        return false;
    }

    /// <summary>The locals that carry the result of the operation.</summary>
    private HashSet<ISymbol> ResultsOf(IOperation operation)
    {
        var seeds = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var (user, child) = Body.UserOf(operation);
        // One of two forms of the same question: `isAsync ? await …Async() : …()`.
        while (user is IConditionalOperation choice && choice.Condition != child)
            (user, child) = Body.UserOf(choice);
        switch (user)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                seeds.Add(declarator.Symbol);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }:
                seeds.Add(target.Local);
                break;
            default:
                if (operation is IForEachLoopOperation inner)
                {
                    foreach (var local in inner.Locals)
                        seeds.Add(local);
                }

                break;
        }

        return seeds.Count == 0 ? seeds : Closure(seeds);
    }

    private static bool Swallows(ITryOperation attempt)
    {
        if (attempt.Catches.IsEmpty)
            return false;
        foreach (var clause in attempt.Catches)
        {
            foreach (var each in clause.Handler.Descendants())
            {
                if (each is IThrowOperation)
                    return false;
            }
        }

        return true;
    }

    private static bool AsksCache(IOperation condition)
    {
        foreach (var each in condition.DescendantsAndSelf())
        {
            if (each is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "TryGet" or "TryPeek" })
                return true;
        }

        return false;
    }

    /// <summary>Looked up elsewhere first: <c>x = known.Find(…); if (x is null) x = query</c>.</summary>
    private static bool IsFilledWhenNull(IOperation condition, HashSet<ISymbol> result) =>
        result.Count > 0 && Body.RefersTo(condition, result) && IsNullTest(condition);

    private static bool IsNullTest(IOperation condition) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => IsNull(binary.LeftOperand) || IsNull(binary.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: { } value } } => IsNull(value),
        _ => false,
    };

    private static bool IsNull(IOperation operation) => Body.Unwrap(operation) is { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>A context that lives for one turn: another database or unit of work for each element.</summary>
    private bool UsesContextOfTheTurn(IOperation operation)
    {
        foreach (var each in operation.DescendantsAndSelf())
        {
            if (each is ILocalReferenceOperation local && types.IsDbContext(local.Type) && body.IsDeclaredIn(local.Local, loop))
                return true;
        }

        return false;
    }

    /// <summary>A variable from before the loop that the query uses and each turn sets anew.</summary>
    private RepetitionReason? FeedbackOf(IOperation operation, HashSet<ISymbol> result)
    {
        foreach (var each in operation.DescendantsAndSelf())
        {
            if (each is not ILocalReferenceOperation and not IParameterReferenceOperation || Body.ReferenceOf(each) is not { } symbol || body.IsDeclaredIn(symbol, loop))
                continue;
            foreach (var use in body.UsesOf(symbol))
            {
                if (!loop.Syntax.Span.Contains(use.Syntax.Span))
                    continue;
                switch (use.Parent)
                {
                    case IIncrementOrDecrementOperation or ICompoundAssignmentOperation when use.Parent is not ICompoundAssignmentOperation compound || compound.Target == use:
                        return RepetitionReason.Batch;
                    case ISimpleAssignmentOperation assignment when assignment.Target == use:
                        if (types.IsQueryable(assignment.Type))
                            continue;
                        return Body.RefersTo(assignment.Value, result) || loop is not IForEachLoopOperation ? RepetitionReason.Feedback : RepetitionReason.Cache;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The loop is left because of what the query found. Leaving because something is missing is validation: the normal case runs through all elements.
    /// </summary>
    private bool EndsTheLoop(IOperation operation, HashSet<ISymbol> result)
    {
        if (loop is IAnonymousFunctionOperation)
            return false;
        foreach (var each in turn.Descendants())
        {
            if (each is not IConditionalOperation { WhenTrue: var whenTrue } condition || whenTrue is null)
                continue;
            var asks = Contains(condition.Condition, operation) || (result.Count > 0 && Body.RefersTo(condition.Condition, result));
            if (!asks)
                continue;
            if (Leaves(condition.WhenFalse) && IsAbsence(condition.Condition))
                return true;
            if (!Leaves(whenTrue))
                continue;
            if (!IsAbsence(condition.Condition) || loop is not IForEachLoopOperation || ReturnsElement(whenTrue))
                return true;
        }

        return loop is IWhileLoopOperation { Condition: { } until } && (Contains(until, operation) || (result.Count > 0 && Body.RefersTo(until, result)));
    }

    private static bool Contains(IOperation outer, IOperation inner) =>
        outer.Syntax.SyntaxTree == inner.Syntax.SyntaxTree && outer.Syntax.Span.Contains(inner.Syntax.Span);

    private static bool IsAbsence(IOperation condition) => Body.Unwrap(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } => true,
        var test => IsNullTest(test),
    };

    private bool Leaves(IOperation? branch)
    {
        if (branch is null)
            return false;
        foreach (var each in branch.DescendantsAndSelf())
        {
            if (each is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation { Kind: OperationKind.Return })
                return true;
        }

        return false;
    }

    private bool ReturnsElement(IOperation branch)
    {
        foreach (var each in branch.DescendantsAndSelf())
        {
            if (each is IReturnOperation { ReturnedValue: { } value } && Body.Unwrap(value) is ILocalReferenceOperation local && elements.Contains(local.Local))
                return true;
        }

        return false;
    }
}
