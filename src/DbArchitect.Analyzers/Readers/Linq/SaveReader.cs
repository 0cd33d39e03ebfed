using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads when a method saves: SaveChanges itself, or a method of this compilation that calls it.</summary>
internal sealed class SaveReader(Body body, QueryTypes types, RepetitionReader repetitions, CalleeReader callees)
{
    public List<SaveCall> Read(CancellationToken cancellation)
    {
        var saves = new List<SaveCall>();
        foreach (var call in body.Calls)
        {
            if (CalleeReader.IsSave(call, types))
                saves.Add(Create(call, call, null, cancellation));
            else if (!call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && (IsHelper(call.TargetMethod.Name) || UnitOfWorkReader.IsInRepetition(call))
                && callees.Of(call.TargetMethod, cancellation) is { Save: { } save } callee)
                saves.Add(Create(call, save, callee.Body, cancellation));
        }

        return saves;
    }

    /// <summary>A save of the query's context, or of one that is not known, comes after the query or in the loop around it.</summary>
    public static bool AreAfter(IReadOnlyList<SaveCall> saves, IOperation execution, Query query)
    {
        foreach (var save in saves)
        {
            if (save.Context.Length > 0 && query.Context.Length > 0 && save.Context != query.Context)
                continue;
            if (save.Origin.Location is { } at && at.SourceSpan.End > execution.Syntax.SpanStart)
                return true;
        }

        return false;
    }

    /// <summary>By its name a method that does little else than save. What other methods save matters when a loop calls them.</summary>
    private static bool IsHelper(string name) =>
        name.StartsWith("Save", System.StringComparison.Ordinal) || name.StartsWith("Commit", System.StringComparison.Ordinal)
        || name.StartsWith("Complete", System.StringComparison.Ordinal) || name.StartsWith("Persist", System.StringComparison.Ordinal)
        || name.StartsWith("Flush", System.StringComparison.Ordinal);

    /// <param name="call">The call in this method.</param>
    /// <param name="save">The call of SaveChanges: the same, or in the method that is called.</param>
    /// <param name="callee">The body of the method that is called.</param>
    private SaveCall Create(IInvocationOperation call, IInvocationOperation save, Body? callee, CancellationToken cancellation)
    {
        var repetition = repetitions.Of(call);
        var doesMore = callee is not null && !IsHelper(call.TargetMethod.Name);
        if (repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None })
            repetition = repetition with { Reason = ReasonOf(call, doesMore, cancellation) };
        if (repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None } && doesMore)
            repetition = repetition with { Reason = ReasonIn(callee!, save, call, cancellation) };
        cancellation.ThrowIfCancellationRequested();
        var context = save.Instance?.Type is { } type && type.Name != "DbContext" ? QueryTypes.MetadataName(type) : "";
        return new SaveCall(call.TargetMethod.Name)
        {
            Context = context,
            IsAsync = call.TargetMethod.ReturnType.Name is "Task" or "ValueTask",
            IsInAsyncCode = IsInAsyncCode(call, body.Owner),
            TokenInScope = UnitOfWorkReader.TokenInScope(call, body.Owner),
            PassesToken = UnitOfWorkReader.PassesToken(call),
            IsResultUsed = Body.UserOf(call).User is not (IExpressionStatementOperation or IReturnOperation { ReturnedValue.Type: INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 } }),
            Repetition = repetition,
            IsMovable = repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None } && IsMovable(call) && (save == call || OnlySaves(save)),
            Through = callee is null ? "" : call.TargetMethod.Name,
            Origin = new Origin(OriginKind.Linq, call.Syntax.GetLocation()),
        };
    }

    public static bool IsInAsyncCode(IOperation operation, ISymbol owner)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice when operation is IInvocationOperation call
                    && AwaitsTwin(child == choice.WhenTrue ? choice.WhenFalse : child == choice.WhenFalse ? choice.WhenTrue : null, call.TargetMethod.Name):
                    return false;
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation local:
                    return local.Symbol.IsAsync;
            }
        }

        return owner is IMethodSymbol { IsAsync: true };
    }

    /// <summary><c>isAsync ? await q.ToListAsync() : q.ToList()</c>: a method that serves both kinds of callers.</summary>
    private static bool AwaitsTwin(IOperation? branch, string name)
    {
        foreach (var each in branch?.DescendantsAndSelf() ?? [])
        {
            if (each is IAwaitOperation && Body.Unwrap(each) is IInvocationOperation twin && twin.TargetMethod.Name == name + "Async")
                return true;
        }

        return false;
    }

    private static IOperation? LoopBodyOf(IOperation call)
    {
        IOperation child = call;
        for (var parent = call.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case ILoopOperation loop:
                    return loop.Body;
                case IAnonymousFunctionOperation lambda:
                    return lambda.Body;
            }
        }

        return null;
    }

    /// <summary>What the turn itself says for a save in it: every n-th turn, a generated key that is used afterwards, a transaction of the turn.</summary>
    private RepetitionReason ReasonOf(IInvocationOperation call, bool adds, CancellationToken cancellation) =>
        LoopBodyOf(call) is { } turn ? ReasonOf(call, turn, adds, cancellation) : RepetitionReason.None;

    /// <summary>What a method that does more than save says for a save in each call: only one that always saves, as the last it does, may leave that to its caller.</summary>
    private RepetitionReason ReasonIn(Body callee, IInvocationOperation save, IInvocationOperation call, CancellationToken cancellation)
    {
        // What it returns is worth nothing before it has saved: a key, the row as it was written.
        if (Body.UserOf(call).User is not (IExpressionStatementOperation or IReturnOperation { Kind: OperationKind.Return, Parent.Parent: not IMethodBodyOperation }))
            return RepetitionReason.Feedback;
        if (save.Instance is null || Body.Unwrap(save.Instance) is ILocalReferenceOperation || !IsLast(save, callee.Root))
            return RepetitionReason.ErrorIsolation;
        return ReasonOf(save, callee.Root, false, cancellation);
    }

    /// <summary>A statement of the body itself, behind which nothing comes but a return.</summary>
    private static bool IsLast(IOperation save, IOperation root)
    {
        var (statement, _) = Body.UserOf(save);
        if (statement is not (IExpressionStatementOperation or IReturnOperation) || statement.Parent != root || root is not IBlockOperation block)
            return false;
        for (var i = block.Operations.Length - 1; i >= 0 && block.Operations[i] != statement; i--)
        {
            if (block.Operations[i] is not (IReturnOperation { ReturnedValue: null or ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation } or ILocalFunctionOperation))
                return false;
        }

        return true;
    }

    private RepetitionReason ReasonOf(IInvocationOperation call, IOperation turn, bool adds, CancellationToken cancellation)
    {
        for (var parent = call.Parent; parent is not null && parent != turn; parent = parent.Parent)
        {
            if (parent is IConditionalOperation condition && IsPeriodic(condition.Condition))
                return RepetitionReason.Batch;
        }

        HashSet<ISymbol>? added = null;
        foreach (var each in turn.Descendants())
        {
            switch (each)
            {
                case IInvocationOperation { TargetMethod.Name: "Add" or "AddAsync" or "AddRange" } add when add.Syntax.SpanStart < call.Syntax.SpanStart:
                    adds = true;
                    foreach (var argument in add.Arguments)
                    {
                        if (Body.Unwrap(argument.Value) is ILocalReferenceOperation { Local: var local })
                            (added ??= new(SymbolEqualityComparer.Default)).Add(local);
                    }

                    break;
                // Who gets it after the save may ask for its key.
                case IArgumentOperation { Value: ILocalReferenceOperation handed, Parent: IInvocationOperation user } when added is not null && each.Syntax.SpanStart > call.Syntax.SpanStart
                    && added.Contains(handed.Local) && user.TargetMethod.Name is not ("Add" or "AddAsync" or "AddRange"):
                    return RepetitionReason.Feedback;
                case IInvocationOperation { TargetMethod.Name: "BeginTransaction" or "BeginTransactionAsync" or "Commit" or "CommitAsync" } transaction when transaction != call:
                case IObjectCreationOperation { Type.Name: "TransactionScope" }:
                    return RepetitionReason.ErrorIsolation;
                case IInvocationOperation { TargetMethod.Name: "Clear", Instance: IPropertyReferenceOperation { Property.Name: "ChangeTracker" } }:
                    return RepetitionReason.Batch;
                case IAwaitOperation awaited when Body.Unwrap(awaited) is IInvocationOperation other && other != call && IsOutside(other, cancellation):
                    return RepetitionReason.ErrorIsolation;
                case IMemberReferenceOperation member when adds && each.Syntax.SpanStart > call.Syntax.SpanStart && IsKeyName(member.Member.Name):
                    return RepetitionReason.Feedback;
            }
        }

        return RepetitionReason.None;
    }

    /// <summary>Work outside of the database (a file, a message, another service) that is done for this element: what it did is to be kept.</summary>
    private bool IsOutside(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (types.IsDbContext(method.ContainingType) || types.IsDbSet(method.ContainingType) || types.IsQueryable(Body.ReceiverOf(call)?.Type))
            return false;
        return !method.DeclaringSyntaxReferences.IsEmpty ? callees.Of(method, cancellation) is { Query: null, Save: null } : true;
    }

    private static bool IsKeyName(string name) => name.EndsWith("Id", System.StringComparison.Ordinal) || name is "Key" or "ID";

    private static bool IsPeriodic(IOperation condition)
    {
        foreach (var each in condition.DescendantsAndSelf())
        {
            if (each is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder })
                return true;
            if (each is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals } binary
                && binary.LeftOperand is IPropertyReferenceOperation { Property.Name: "Count" or "Length" } or ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Int32 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The save ends the turn, and the turn does nothing but make, add, change and remove objects: one save after the loop writes the same rows.
    /// </summary>
    private bool IsMovable(IInvocationOperation call)
    {
        if (LoopBodyOf(call) is not IBlockOperation { Operations: [.., var last] } turn)
            return false;
        if (last is not IExpressionStatementOperation statement || Body.Unwrap(statement.Operation) != call)
            return false;
        foreach (var each in turn.Descendants())
        {
            switch (each)
            {
                case IAwaitOperation awaited when Body.Unwrap(awaited) != call && !(Body.Unwrap(awaited) is IInvocationOperation added && IsContextCall(added)):
                case IInvocationOperation inner when inner != call && !IsContextCall(inner) && !IsHarmless(inner.TargetMethod):
                case IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation or IThrowOperation:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The method that saves does nothing else, so that calling it once does not leave something undone.</summary>
    private static bool OnlySaves(IInvocationOperation save)
    {
        IOperation root = save;
        while (root.Parent is { } parent)
            root = parent;
        foreach (var each in root.Descendants())
        {
            switch (each)
            {
                case IInvocationOperation call when call != save && call.TargetMethod.Name != "ConfigureAwait":
                case IAssignmentOperation or IIncrementOrDecrementOperation or ILoopOperation:
                    return false;
            }
        }

        return true;
    }

    private bool IsContextCall(IInvocationOperation call) =>
        (types.IsDbContext(call.TargetMethod.ContainingType) || types.IsDbSet(call.TargetMethod.ContainingType))
        && call.TargetMethod.Name is "Add" or "AddAsync" or "AddRange" or "Update" or "UpdateRange" or "Remove" or "RemoveRange" or "Attach";

    /// <summary>A method of .NET's own values: text, dates, collections.</summary>
    private static bool IsHarmless(IMethodSymbol method)
    {
        for (var space = method.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
                return method.ContainingType.SpecialType != SpecialType.None || method.ContainingNamespace.Name is "Collections" or "Generic" or "Linq" || method.ContainingType.IsValueType;
        }

        return false;
    }
}
