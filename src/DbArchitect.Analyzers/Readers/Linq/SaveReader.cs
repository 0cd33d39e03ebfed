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
                saves.Add(Create(call, call, "", cancellation));
            else if (MayBeHelper(call.TargetMethod) && callees.Of(call.TargetMethod, cancellation).Save is { } save)
                saves.Add(Create(call, save, call.TargetMethod.Name, cancellation));
        }

        return saves;
    }

    /// <summary>By its name and home, a method that does little else than save: only such are read for it.</summary>
    private static bool MayBeHelper(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return false;
        var name = method.Name;
        return name.StartsWith("Save", System.StringComparison.Ordinal) || name.StartsWith("Commit", System.StringComparison.Ordinal)
            || name.StartsWith("Complete", System.StringComparison.Ordinal) || name.StartsWith("Persist", System.StringComparison.Ordinal)
            || name.StartsWith("Flush", System.StringComparison.Ordinal);
    }

    private SaveCall Create(IInvocationOperation call, IInvocationOperation save, string through, CancellationToken cancellation)
    {
        var repetition = repetitions.Of(call);
        if (repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None })
            repetition = repetition with { Reason = ReasonOf(call, cancellation) };
        cancellation.ThrowIfCancellationRequested();
        var context = save.Instance?.Type is { } type && type.Name != "DbContext" ? QueryTypes.MetadataName(type) : "";
        return new SaveCall(call.TargetMethod.Name)
        {
            Context = context,
            IsAsync = call.TargetMethod.Name.EndsWith("Async", System.StringComparison.Ordinal),
            IsInAsyncCode = IsInAsyncCode(call, body.Owner),
            Repetition = repetition,
            IsMovable = repetition is { Kind: RepetitionKind.PerElement, Reason: RepetitionReason.None } && IsMovable(call) && (save == call || OnlySaves(save)),
            Through = through,
            Origin = new Origin(OriginKind.Linq, call.Syntax.GetLocation()),
        };
    }

    public static bool IsInAsyncCode(IOperation operation, ISymbol owner)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation local:
                    return local.Symbol.IsAsync;
            }
        }

        return owner is IMethodSymbol { IsAsync: true };
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
    private RepetitionReason ReasonOf(IInvocationOperation call, CancellationToken cancellation)
    {
        if (LoopBodyOf(call) is not { } turn)
            return RepetitionReason.None;
        for (var parent = call.Parent; parent is not null && parent != turn; parent = parent.Parent)
        {
            if (parent is IConditionalOperation condition && IsPeriodic(condition.Condition))
                return RepetitionReason.Batch;
        }

        var adds = false;
        foreach (var each in turn.Descendants())
        {
            switch (each)
            {
                case IInvocationOperation { TargetMethod.Name: "Add" or "AddAsync" or "AddRange" } add when add.Syntax.SpanStart < call.Syntax.SpanStart:
                    adds = true;
                    break;
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
