using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Statements: which of them run, and for which elements.</summary>
internal sealed partial class Interpreter
{
    private void ExecuteAll(IEnumerable<IOperation> statements, Frame frame)
    {
        Run([.. statements], 0, frame);
    }

    private void Run(IOperation[] statements, int first, Frame frame)
    {
        for (var i = first; i < statements.Length; i++)
        {
            if (frame.HasReturned || frame.Jump is not null || IsExhausted)
                return;
            var before = frame.MayHaveLeft;
            Execute(statements[i], frame);
            if (before is null && frame.MayHaveLeft is { } reason)
            {
                Uncertainly(reason, () => Run(statements, i + 1, frame));
                return;
            }
        }
    }

    private void Execute(IOperation? statement, Frame frame)
    {
        if (statement is null || IsExhausted)
            return;
        cancellation.ThrowIfCancellationRequested();
        steps++;
        sequence = isLate ? sequence : sequence + 1;
        switch (statement)
        {
            case IBlockOperation block:
                ExecuteAll(block.Operations, frame);
                break;
            case IExpressionStatementOperation expression:
                if (!Postpone(expression, expression.Operation, frame))
                    Evaluate(expression.Operation, frame);
                break;
            case IVariableDeclarationGroupOperation group:
                if (!Postpone(group, group, frame))
                    Declare(group, frame);
                break;
            case IReturnOperation @return:
                if (@return.ReturnedValue is { } returned)
                    frame.Returned = Evaluate(returned, frame);
                frame.HasReturned = true;
                break;
            case IConditionalOperation conditional:
                if (!Postpone(conditional, conditional.Condition, frame))
                    Branch(conditional, frame);
                break;
            case IForEachLoopOperation loop:
                if (!Postpone(loop, loop, frame))
                    ForEach(loop, frame);
                break;
            case ILoopOperation loop:
                Uncertainly("a loop whose turns are not known", () => Execute(loop.Body, frame));
                frame.Jump = null;
                frame.MayHaveLeft = null;
                break;
            case IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } branch:
                frame.Jump = branch.Target;
                break;
            case ISwitchOperation @switch:
                Switch(@switch, frame);
                break;
            case IUsingOperation @using:
                Execute(@using.Resources as IVariableDeclarationGroupOperation, frame);
                Execute(@using.Body, frame);
                break;
            case ITryOperation @try:
                Execute(@try.Body, frame);
                break;
            case ILockOperation @lock:
                Execute(@lock.Body, frame);
                break;
            case ILabeledOperation labeled:
                Execute(labeled.Operation, frame);
                break;
            case IThrowOperation:
                frame.HasReturned = true;
                break;
            case ILocalFunctionOperation or IEmptyOperation or IBranchOperation:
                break;
            case IUsingDeclarationOperation declaration:
                Declare(declaration.DeclarationGroup, frame);
                break;
        }
    }

    private void Branch(IConditionalOperation conditional, Frame frame)
    {
        switch (Evaluate(conditional.Condition, frame))
        {
            case ConstantValue { Constant: bool condition }:
                Execute(condition ? conditional.WhenTrue : conditional.WhenFalse, frame);
                break;
            default:
                var text = conditional.Condition.Syntax.ToString();
                Uncertainly("configured under a condition that is not known: " + Shorten(text), () =>
                {
                    Execute(conditional.WhenTrue, frame);
                    var returned = frame.HasReturned;
                    var left = frame.Jump;
                    frame.HasReturned = false;
                    frame.Jump = null;
                    Execute(conditional.WhenFalse, frame);
                    // What follows an uncertain return is uncertain too, but mostly guards: it is taken to run.
                    frame.HasReturned &= returned;
                    if (left is null && frame.Jump is null)
                        return;
                    // One element goes on where another does not: which, is not known.
                    frame.Jump = SymbolEqualityComparer.Default.Equals(left, frame.Jump) ? left : null;
                    if (frame.Jump is null)
                        frame.MayHaveLeft ??= "configured after a condition that is not known: " + Shorten(text);
                });
                break;
        }
    }

    private static string Shorten(string text)
    {
        text = text.Replace("\r", " ").Replace("\n", " ");
        return text.Length <= 80 ? text : text.Substring(0, 77) + "...";
    }

    private void Uncertainly(string reason, Action run)
    {
        var previous = uncertainReason;
        if (uncertain == 0)
            uncertainReason = reason;
        uncertain++;
        run();
        uncertain--;
        uncertainReason = previous;
    }

    private void ForEach(IForEachLoopOperation loop, Frame frame)
    {
        var variable = loop.Locals.Length > 0 ? loop.Locals[0] : null;
        if (Evaluate(loop.Collection, frame) is ListValue list)
        {
            var turns = 0;
            foreach (var item in list.Items.ToList())
            {
                if (variable is not null)
                    frame.Declare(variable, item);
                if (turns++ > MaxIterations || IsExhausted || frame.HasReturned)
                    break;
                frame.MayHaveLeft = null;
                Execute(loop.Body, frame);
                if (frame.Jump is null)
                    continue;
                var goesOn = SymbolEqualityComparer.Default.Equals(frame.Jump, loop.ContinueLabel);
                frame.Jump = null;
                if (!goesOn)
                    break;
            }

            frame.MayHaveLeft = null;
            return;
        }

        if (variable is not null)
            frame.Declare(variable, Value.Unknown);
        Uncertainly("configured in a loop over " + Shorten(loop.Collection.Syntax.ToString()), () => Execute(loop.Body, frame));
        frame.Jump = null;
        frame.MayHaveLeft = null;
    }

    private void Switch(ISwitchOperation @switch, Frame frame)
    {
        var value = Evaluate(@switch.Value, frame);
        if (value is ConstantValue known)
        {
            ISwitchCaseOperation? fallback = null;
            foreach (var section in @switch.Cases)
            {
                foreach (var clause in section.Clauses)
                {
                    if (clause is ISingleValueCaseClauseOperation single && Evaluate(single.Value, frame) is ConstantValue label && Equals(label.Constant, known.Constant))
                    {
                        Section(@switch, section, frame);
                        return;
                    }

                    if (clause is IDefaultCaseClauseOperation)
                        fallback = section;
                }
            }

            if (fallback is not null)
                Section(@switch, fallback, frame);
            return;
        }

        Uncertainly("configured under a condition that is not known: " + Shorten(@switch.Value.Syntax.ToString()), () =>
        {
            foreach (var section in @switch.Cases)
            {
                Section(@switch, section, frame);
                if (frame.Jump is null)
                    continue;
                frame.Jump = null;
                frame.MayHaveLeft ??= "configured after a condition that is not known: " + Shorten(@switch.Value.Syntax.ToString());
            }
        });
    }

    private void Section(ISwitchOperation @switch, ISwitchCaseOperation section, Frame frame)
    {
        ExecuteAll(section.Body, frame);
        if (SymbolEqualityComparer.Default.Equals(frame.Jump, @switch.ExitLabel))
            frame.Jump = null;
    }
}
