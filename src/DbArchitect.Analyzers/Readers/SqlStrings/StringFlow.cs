using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>
/// What a local string or string builder holds at one place: its writes in order of the text, those that may not happen as variants, those in a loop as holes.
/// Writes in another branch than the use do not count.
/// </summary>
internal sealed class StringFlow(SqlTextReader reader, ILocalSymbol local, IOperation use, int depth, CancellationToken cancellation)
{
    private List<List<Piece>>? value;

    /// <summary>Null when a write cannot be followed (passed by reference, assigned in a lambda), or the text has cost too much.</summary>
    public List<List<Piece>>? Read()
    {
        var body = use;
        while (body.Parent is { } parent)
            body = parent;
        foreach (var operation in body.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!reader.MayGoOn())
                return null;
            if (operation.Syntax.SpanStart >= use.Syntax.SpanStart && !SharesLoop(operation))
                continue;
            if (!Apply(operation))
                return null;
        }

        return value;
    }

    /// <summary>A write after the use counts when a loop leads back from it.</summary>
    private bool SharesLoop(IOperation operation)
    {
        for (var up = operation.Parent; up is not null; up = up.Parent)
        {
            if (up is ILoopOperation && up.Syntax.Span.Contains(use.Syntax.Span))
                return IsWrite(operation);
        }

        return false;
    }

    private bool IsWrite(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => IsLocal(assignment.Target),
        IInvocationOperation invocation => IsBuilderCall(invocation),
        _ => false,
    };

    private bool IsLocal(IOperation? operation) =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    private bool Apply(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                value = declarator.GetVariableInitializer()?.Value is { } initial ? Initial(initial) : null;
                return true;
            case ISimpleAssignmentOperation assignment when IsLocal(assignment.Target):
                return Write(assignment, Initial(assignment.Value), isAppend: false);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } append when IsLocal(append.Target):
                return Write(append, reader.Follow(append.Value, depth, cancellation), isAppend: true);
            case IAssignmentOperation other when IsLocal(other.Target):
                return false;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when IsLocal(argument.Value):
                return false;
            // Handed to somebody who may append to it.
            case IArgumentOperation argument when IsLocal(argument.Value) && SqlTextReader.IsStringBuilder(local.Type):
                return Write(argument, SqlTextReader.Hole(argument), isAppend: true);
            case IInvocationOperation invocation when IsBuilderCall(invocation) && !IsChained(invocation):
                return ApplyChain(invocation);
            default:
                return true;
        }
    }

    /// <summary>Whether the call's result is the instance of the next one: the last of a chain speaks for all.</summary>
    private static bool IsChained(IInvocationOperation invocation) =>
        invocation.Parent is IInvocationOperation next && next.Instance == invocation && SqlTextReader.IsStringBuilder(next.TargetMethod.ContainingType)
        && next.TargetMethod.Name != nameof(ToString);

    /// <summary><c>b.Append(x).Append(y)</c>: the inner call is evaluated first.</summary>
    private bool ApplyChain(IInvocationOperation last)
    {
        var calls = new Stack<IInvocationOperation>();
        for (IOperation? call = last; call is IInvocationOperation invocation; call = invocation.Instance)
            calls.Push(invocation);
        while (calls.Count > 0)
        {
            var call = calls.Pop();
            if (!Write(call, Appended(call), isAppend: true))
                return false;
        }

        return true;
    }

    /// <summary>A string's value, or what a new string builder starts with.</summary>
    private List<List<Piece>> Initial(IOperation initial)
    {
        while (initial is IConversionOperation { IsImplicit: true } conversion)
            initial = conversion.Operand;
        if (!SqlTextReader.IsStringBuilder(local.Type))
            return reader.Follow(initial, depth, cancellation);
        if (initial is not IObjectCreationOperation creation)
            return SqlTextReader.Hole(initial);
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_String)
                return reader.Follow(argument.Value, depth, cancellation);
        }

        return [[]];
    }

    /// <summary>A call on the builder itself or on what its appends return.</summary>
    private bool IsBuilderCall(IInvocationOperation invocation)
    {
        if (!SqlTextReader.IsStringBuilder(invocation.TargetMethod.ContainingType) || invocation.TargetMethod.Name is "ToString" or "EnsureCapacity")
            return false;
        var instance = invocation.Instance;
        while (instance is IInvocationOperation chain && SqlTextReader.IsStringBuilder(chain.TargetMethod.ContainingType))
            instance = chain.Instance;
        return IsLocal(instance);
    }

    private List<List<Piece>> Appended(IInvocationOperation invocation)
    {
        switch (invocation.TargetMethod.Name)
        {
            case "Append" when invocation.Arguments.Length == 1:
                return reader.Follow(invocation.Arguments[0].Value, depth, cancellation);
            case "AppendLine":
                var text = invocation.Arguments.Length == 1 ? reader.Follow(invocation.Arguments[0].Value, depth, cancellation) : [[]];
                return SqlTextReader.Append(invocation, text, [[new Piece("\n", null, null)]]);
            default:
                return SqlTextReader.Hole(invocation);
        }
    }

    private bool Write(IOperation operation, List<List<Piece>> written, bool isAppend)
    {
        switch (CertaintyOf(operation))
        {
            case Certainty.Never:
                return true;
            case Certainty.Unknown:
                return false;
            case Certainty.Repeated:
                value = SqlTextReader.Append(operation, value ?? [[]], SqlTextReader.Hole(operation));
                return true;
            case Certainty.Always:
                value = isAppend ? SqlTextReader.Append(operation, value ?? [[]], written) : written;
                return true;
            default:
                var with = isAppend ? SqlTextReader.Append(operation, Copy(value ?? [[]]), written) : written;
                value = SqlTextReader.Union(operation, value ?? [[]], with);
                return true;
        }
    }

    private static List<List<Piece>> Copy(List<List<Piece>> variants)
    {
        var copy = new List<List<Piece>>(variants.Count);
        foreach (var pieces in variants)
            copy.Add([.. pieces]);
        return copy;
    }

    private static bool Leaves(IOperation? branch) => branch switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { IsEmpty: false } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    private enum Certainty : byte
    {
        Always,
        Sometimes,
        Repeated,
        Never,
        Unknown,
    }

    /// <summary>Whether a write has happened when the use is reached: by what stands around the write and not around the use.</summary>
    private Certainty CertaintyOf(IOperation write)
    {
        var certainty = Certainty.Always;
        var child = write;
        for (var up = write.Parent; up is not null; child = up, up = up.Parent)
        {
            var aroundBoth = up.Syntax.Span.Contains(use.Syntax.Span) && up.Syntax.SyntaxTree == use.Syntax.SyntaxTree;
            switch (up)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation when !aroundBoth:
                    return Certainty.Unknown;
                case ILoopOperation when !aroundBoth || write.Syntax.SpanStart > use.Syntax.SpanStart:
                    return Certainty.Repeated;
                case IConditionalOperation conditional when child != conditional.Condition && !child.Syntax.Span.Contains(use.Syntax.Span):
                    // The use in the other branch: this write was not on its way.
                    if (aroundBoth && !conditional.Condition.Syntax.Span.Contains(use.Syntax.Span))
                        return Certainty.Never;
                    // The other branch leaves: whoever comes here came through this one.
                    if (!Leaves(child == conditional.WhenTrue ? conditional.WhenFalse : conditional.WhenTrue))
                        certainty = Certainty.Sometimes;
                    break;
                case ISwitchCaseOperation when !aroundBoth:
                    certainty = Certainty.Sometimes;
                    break;
                case ICatchClauseOperation when !aroundBoth:
                    return Certainty.Never;
            }
        }

        return certainty;
    }
}
