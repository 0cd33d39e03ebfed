using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// Runs a body symbolically: every expression that is a query, or part of one, gets a <see cref="Value"/>; where a query is sent it is written down.
/// One instance reads one body.
/// </summary>
internal sealed partial class QueryInterpreter(
    KnownTypes types, QueryTypes queryTypes, SourceOperations source, Lazy<SchemaSet> schemas, Implementations implementations, QueryBodies bodies,
    CancellationToken cancellation)
{
    /// <summary>Nesting of operations that is followed; what lies deeper is not read.</summary>
    private const int MaxDepth = 300;

    /// <summary>Operations that one body may cost, inlined methods included.</summary>
    private const int MaxSteps = 200_000;

    private readonly List<Query> queries = [];
    private readonly HashSet<(IOperation Anchor, IOperation Terminal)> written = [];
    private readonly Stack<Value?> conditionalInstances = new();

    /// <summary>The queries whose lambdas are being read, the innermost on top.</summary>
    private readonly Stack<Shape> active = new();
    private int depth;
    private int steps;
    private int nextId;

    private CodeContext codeContext;

    private int NewId() => nextId++;

    private static Origin At(IOperation operation) => new(OriginKind.Linq, operation.Syntax.GetLocation());

    /// <summary>The value of an operation; null when it is of no interest. Also visits everything inside, because a query may be sent anywhere.</summary>
    private Value? Evaluate(IOperation? operation, Scope scope)
    {
        if (operation is null || steps > MaxSteps)
            return null;
        if (depth >= MaxDepth)
            return null;
        depth++;
        steps++;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return scope.IsRow ? Row(operation, scope) : Dispatch(operation, scope);
        }
        finally
        {
            depth--;
        }
    }

    private Value? Dispatch(IOperation operation, Scope scope)
    {
        switch (operation)
        {
            case IBlockOperation block:
                return Block(block, scope);
            case IMethodBodyOperation method:
                return Evaluate(method.BlockBody ?? method.ExpressionBody, scope);
            case IConstructorBodyOperation constructor:
                ConstructBase(constructor, scope);
                return Evaluate(constructor.BlockBody ?? constructor.ExpressionBody, scope);
            case IVariableDeclaratorOperation declarator:
                Declare(declarator, scope);
                return null;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment, scope);
            case ICoalesceAssignmentOperation assignment:
                return AssignWhenNull(assignment, scope);
            case ICompoundAssignmentOperation or IIncrementOrDecrementOperation or IDeconstructionAssignmentOperation:
                Children(operation, scope);
                ForgetTarget(operation is IIncrementOrDecrementOperation increment ? increment.Target : ((IAssignmentOperation)operation).Target, scope);
                return null;
            case IConditionalOperation conditional:
                return Conditional(conditional, scope);
            case ISwitchOperation @switch:
                Switch(@switch, scope);
                return null;
            case ISwitchExpressionOperation @switch:
                return SwitchExpression(@switch, scope);
            case ILoopOperation loop:
                Loop(loop, scope);
                return null;
            case ITryOperation @try:
                Try(@try, scope);
                return null;
            case IReturnOperation @return:
                Return(@return, scope);
                return null;
            case IThrowOperation @throw:
                Evaluate(@throw.Exception, scope);
                scope.Body.IsDead = true;
                return null;
            case IBranchOperation branch:
                if (!LeavesSwitch(branch))
                    scope.Body.IsDead = true;
                return null;
            case IConversionOperation conversion:
                return Conversion(conversion, scope);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, scope);
            case IAwaitOperation await:
                return Evaluate(await.Operation, scope);
            case IArgumentOperation argument:
                return Evaluate(argument.Value, scope);
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation, scope);
            case IDelegateCreationOperation creation:
                return Delegate(creation, scope);
            case IAnonymousFunctionOperation function:
                VisitFunction(function.Body, function.Symbol, scope);
                return new LambdaValue(function, scope);
            case ILocalFunctionOperation function:
                VisitFunction(function.Body, function.Symbol, scope);
                return null;
            case IInvocationOperation call:
                return Invocation(call, scope);
            case ILocalReferenceOperation local:
                return scope.Find(local.Local) ?? DbSetOf(local, scope);
            case IParameterReferenceOperation parameter:
                return scope.Find(parameter.Parameter) ?? DbSetOf(parameter, scope);
            case IPropertyReferenceOperation property:
                return Property(property, scope);
            case IFieldReferenceOperation field:
                return Field(field, scope);
            case ICoalesceOperation coalesce:
                return Merge(Evaluate(coalesce.Value, scope), Evaluate(coalesce.WhenNull, scope), coalesce);
            case IConditionalAccessOperation access:
                return ConditionalAccess(access, scope);
            case IConditionalAccessInstanceOperation:
                return conditionalInstances.Count > 0 ? conditionalInstances.Peek() : null;
            case IObjectCreationOperation creation:
                return Creation(creation, scope);
            case IArrayCreationOperation array:
                return Array(array, scope);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return scope.This;
            default:
                return Children(operation, scope);
        }
    }

    private Value? Children(IOperation operation, Scope scope)
    {
        // A spread in a collection expression has no operation of its own at the compiler's floor: known by its syntax.
        var spreads = operation.Syntax.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SpreadElement;
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child, scope);
            if (spreads && value is QueryValue query)
                Write(new Terminal(TerminalKind.List, ".."), query.Shape, operation, scope);
        }

        return null;
    }

    private Value? Conversion(IConversionOperation conversion, Scope scope)
    {
        if (queryTypes.IsExpression(conversion.Type) && Strip(conversion.Operand) is IAnonymousFunctionOperation function)
            return new LambdaValue(function, scope);
        var value = Evaluate(conversion.Operand, scope);
        return conversion.OperatorMethod is null ? value : null;
    }

    private Value? Delegate(IDelegateCreationOperation creation, Scope scope)
    {
        if (creation.Target is not IAnonymousFunctionOperation function)
            return Children(creation, scope);
        if (queryTypes.IsExpression(creation.Type))
            return new LambdaValue(function, scope);
        return Evaluate(function, scope);
    }

    /// <summary>A lambda or local function that runs as code: visited once, where it is written.</summary>
    private void VisitFunction(IBlockOperation? body, IMethodSymbol symbol, Scope scope)
    {
        if (body is null)
            return;
        var inner = new Scope(scope) { Returns = [] };
        foreach (var parameter in symbol.Parameters)
        {
            // A parameter hides what an inlined call bound to a symbol of the same identity.
            if (inner.Find(parameter) is not null)
                return;
        }

        Evaluate(body, inner);
    }

    private Value? ConditionalAccess(IConditionalAccessOperation access, Scope scope)
    {
        conditionalInstances.Push(Evaluate(access.Operation, scope));
        try
        {
            return Evaluate(access.WhenNotNull, scope);
        }
        finally
        {
            conditionalInstances.Pop();
        }
    }

    private Value? Creation(IObjectCreationOperation creation, Scope scope)
    {
        Enumerate(creation.Arguments, creation, creation.Constructor?.ContainingType.Name ?? "new", scope);
        Evaluate(creation.Initializer, scope);
        return Construct(creation, scope);
    }

    private ListValue? Array(IArrayCreationOperation array, Scope scope)
    {
        if (array.Initializer is not { } initializer)
        {
            Children(array, scope);
            return null;
        }

        var items = ImmutableArray.CreateBuilder<Value>(initializer.ElementValues.Length);
        foreach (var element in initializer.ElementValues)
            items.Add(Evaluate(element, scope) ?? Plain(element));
        return new ListValue(items.ToImmutable());
    }

    /// <summary>What an expression of the code is to a query that it goes into: a constant or a parameter.</summary>
    private static OperandValue Plain(IOperation operation)
    {
        var inner = Strip(operation);
        if (inner.ConstantValue.HasValue)
            return ConstantOf(inner.ConstantValue.Value, inner.Type);
        if (operation.ConstantValue.HasValue)
            return ConstantOf(operation.ConstantValue.Value, operation.Type);
        return ParameterOf(inner);
    }

    private static OperandValue ParameterOf(IOperation operation) =>
        new(
            new Parameter(Text(operation))
            {
                Kind = QueryTypes.KindOf(operation.Type), ClrType = QueryTypes.FullName(operation.Type), MayBeNull = QueryTypes.MayBeNull(operation.Type),
                DayEnd = DayEnds.Of(operation),
            },
            operation.Type);

    internal static OperandValue ConstantOf(object? value, ITypeSymbol? type)
    {
        var text = value switch
        {
            null => null,
            bool flag => flag ? "1" : "0",
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return new OperandValue(new Constant(text) { Kind = QueryTypes.KindOf(type) }, type);
    }

    /// <summary>An expression as written, on one line and not too long.</summary>
    private static string Text(IOperation operation)
    {
        const int maxLength = 60;
        var text = operation.Syntax.ToString();
        if (text.Length > maxLength)
            text = text.Substring(0, maxLength) + "…";
        return text.IndexOf('\n') < 0 ? text : string.Join(" ", text.Split(new[] { ' ', '\r', '\n', '\t' }, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IOperation Strip(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }:
                    return function;
                default:
                    return operation;
            }
        }
    }
}
