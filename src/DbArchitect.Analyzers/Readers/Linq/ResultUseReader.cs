using System.Collections.Generic;
using System.Linq;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Follows the result of one query through its method: into variables, loops and lambdas, down to the members that are read or written.</summary>
internal sealed partial class ResultUseReader
{
    private const int MaximumDepth = 40;

    private readonly Body body;
    private readonly QueryTypes types;
    private readonly HashSet<(ISymbol Symbol, string Path)> followed = [];
    private readonly List<MemberUse> members = [];
    private readonly List<MemoryOperator> operators = [];
    private readonly HashSet<ISymbol> elements = new(SymbolEqualityComparer.Default);
    private ResultEscapes escapes;
    private string variable = "";
    private int variableUses;
    private bool isEnumerated;
    private bool isRemoved;
    private bool isAttached;
    private IOperation execution = null!;

    private ResultUseReader(Body body, QueryTypes types)
    {
        this.body = body;
        this.types = types;
    }

    /// <param name="execution">The call that executes the query, or the loop over it.</param>
    /// <param name="isMany">The result is a collection.</param>
    public static ResultUse Read(Body body, QueryTypes types, IOperation execution, bool isMany)
    {
        var reader = new ResultUseReader(body, types) { execution = execution };
        switch (execution)
        {
            case IForEachLoopOperation loop:
                reader.isEnumerated = true;
                reader.FollowLocals(loop.Locals, "", false, true, 0);
                break;
            case IInvocationOperation call when isMany && IsOperatorInMemory(call.TargetMethod):
                // The query is a sequence to the compiler: the operator itself asks for its rows.
                reader.FollowOperator(call, new Flow("", true, false), 0);
                break;
            default:
                reader.Follow(execution, new Flow("", isMany, false), 0);
                break;
        }

        var (test, at) = CountTestOf(execution);
        if (test == CountTest.None)
            (test, at) = CountTestOfVariable(execution, body);
        return reader.Use() with { CountTest = test, CountTestOrigin = at };
    }

    /// <summary>What becomes of a query that is handed, as a sequence, to a call.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="called">What the method that is called does with it; null when that is not known.</param>
    public static ResultUse Read(Body body, QueryTypes types, IArgumentOperation argument, ResultUse? called)
    {
        var call = (IInvocationOperation)argument.Parent!;
        var reader = new ResultUseReader(body, types) { execution = call };
        reader.FollowArgument(call, argument, new Flow("", true, false), 0);
        if (called is null)
            return reader.Use();
        foreach (var each in called.Operators)
            reader.operators.Add(each with { In = call.TargetMethod.Name, Origin = OriginOf(argument.Value) });
        return reader.Use() with { Variable = called.Variable, VariableUses = called.VariableUses };
    }

    /// <summary>What a method does with a sequence that it is given.</summary>
    public static ResultUse Read(Body body, QueryTypes types, IParameterSymbol parameter)
    {
        var reader = new ResultUseReader(body, types) { execution = body.Root };
        reader.FollowVariable(parameter, new Flow("", true, false), 0);
        return reader.Use();
    }

    private ResultUse Use() => new()
    {
        Variable = variable,
        VariableUses = variableUses,
        Escapes = escapes,
        Members = members,
        Operators = operators,
        IsEnumerated = isEnumerated,
        IsRemoved = isRemoved,
        IsAttached = isAttached,
    };

    /// <summary>LINQ in memory that does more than keep the rows.</summary>
    private static bool IsOperatorInMemory(IMethodSymbol method) =>
        IsEnumerable(method) && (GivesElement.Contains(method.Name) || GivesScalar.Contains(method.Name) || (KeepsCollection.Contains(method.Name) && !Keeps(method.Name)));

    private static bool Keeps(string name) => name is "ToList" or "ToArray" or "AsEnumerable" or "ToHashSet";

    private static bool IsEnumerable(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable" } type && type.ContainingNamespace?.ToDisplayString() == "System.Linq";

    /// <summary>A value on its way: the path from the element, whether it is a collection, whether it is here once for each element.</summary>
    private readonly record struct Flow(string Path, bool IsMany, bool IsPerElement)
    {
        public bool IsRoot => Path.Length == 0;
    }

    private static Origin OriginOf(IOperation operation) => new(OriginKind.Linq, operation.Syntax.GetLocation());

    private void Follow(IOperation value, Flow flow, int depth)
    {
        if (depth > MaximumDepth)
        {
            escapes |= ResultEscapes.Unknown;
            return;
        }

        var (user, child) = Body.UserOf(value);
        switch (user)
        {
            case null or IExpressionStatementOperation or IDiscardOperation:
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowVariable(declarator.Symbol, flow, depth);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Value == child:
                FollowAssignment(assignment, flow, depth);
                break;
            case ISimpleAssignmentOperation or IDeconstructionAssignmentOperation:
                break;
            case IForEachLoopOperation loop:
                isEnumerated |= flow.IsRoot;
                FollowLocals(loop.Locals, flow.Path, false, true, depth);
                break;
            case IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldReturn } when IsInLambda(user):
                escapes |= ResultEscapes.Unknown;
                break;
            case IReturnOperation:
                escapes |= ResultEscapes.Returned;
                break;
            case IPropertyReferenceOperation property when property.Instance == child:
                FollowMember(property, property.Property, property.Arguments.Length > 0, flow, depth);
                break;
            case IFieldReferenceOperation field:
                FollowMember(field, field.Field, false, flow, depth);
                break;
            case IArrayElementReferenceOperation element when element.ArrayReference == child:
                isEnumerated |= flow.IsRoot;
                Follow(element, flow with { IsMany = false }, depth + 1);
                break;
            case IConditionalAccessOperation access when access.Operation == child:
                FollowConditionalAccess(access, flow, depth);
                break;
            case IConditionalAccessOperation access:
                Follow(access, flow, depth + 1);
                break;
            case IBinaryOperation binary:
                if (IsNull(binary.LeftOperand) || IsNull(binary.RightOperand))
                    AddMember(flow, MemberUseKind.NullTest, child);
                else if (flow.IsRoot)
                    break;
                break;
            case IIsPatternOperation pattern:
                FollowPattern(pattern.Pattern, flow, child, depth);
                break;
            case ICoalesceOperation coalesce when coalesce.Value == child || coalesce.WhenNull == child:
                Merge(coalesce.Value == child ? coalesce.WhenNull : coalesce.Value, flow);
                Follow(coalesce, flow, depth + 1);
                break;
            case IConditionalOperation conditional when conditional.Condition != child:
                Merge(conditional.WhenTrue == child ? conditional.WhenFalse : conditional.WhenTrue, flow);
                Follow(conditional, flow, depth + 1);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                FollowArgument(call, argument, flow, depth);
                break;
            case IInvocationOperation call when call.Instance == child:
                FollowInstanceCall(call, flow, depth);
                break;
            case IArgumentOperation { Parent: IPropertyReferenceOperation }:
                break;
            case IArgumentOperation:
                escapes |= ResultEscapes.Stored;
                break;
            case ITupleOperation or IArrayInitializerOperation or IAnonymousObjectCreationOperation:
                escapes |= ResultEscapes.Stored;
                break;
            case IInterpolationOperation:
                escapes |= ResultEscapes.HandedOn;
                break;
            default:
                escapes |= ResultEscapes.Unknown;
                break;
        }
    }

    /// <summary>What is used from here on may be another value than the result.</summary>
    private void Merge(IOperation? other, Flow flow)
    {
        if (flow.IsRoot && other is not null && !IsNull(other) && Body.Unwrap(other) is not (IThrowOperation or IDefaultValueOperation))
            escapes |= ResultEscapes.Merged;
    }

    private static bool IsNull(IOperation operation) => Body.Unwrap(operation) is { ConstantValue: { HasValue: true, Value: null } };

    private bool IsInLambda(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return !parent.Syntax.Span.Contains(execution.Syntax.Span);
        }

        return false;
    }

    private void FollowVariable(ISymbol symbol, Flow flow, int depth)
    {
        if (flow.IsRoot && variable.Length == 0)
        {
            variable = symbol.Name;
            variableUses = body.UsesOf(symbol).Count;
        }

        if (flow.IsRoot && symbol is ILocalSymbol)
            MergeValuesOf(symbol, flow);
        FollowSymbol(symbol, flow, depth);
    }

    /// <summary>The other values that a variable is given.</summary>
    private void MergeValuesOf(ISymbol symbol, Flow flow)
    {
        if (body.DeclarationOf(symbol) is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { Value: { } initial } && !Contains(initial, execution))
            Merge(initial, flow);
        foreach (var use in body.UsesOf(symbol))
        {
            if (use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use && !Contains(assignment.Value, execution))
                Merge(assignment.Value, flow);
        }
    }

    private static bool Contains(IOperation outer, IOperation inner) =>
        outer.Syntax.SyntaxTree == inner.Syntax.SyntaxTree && outer.Syntax.Span.Contains(inner.Syntax.Span);

    private void FollowSymbol(ISymbol symbol, Flow flow, int depth)
    {
        if (!followed.Add((symbol, flow.Path)))
            return;
        if (flow.IsRoot && !flow.IsMany)
            elements.Add(symbol);
        foreach (var use in body.UsesOf(symbol))
        {
            if (use.Syntax.SpanStart > execution.Syntax.SpanStart || execution is IForEachLoopOperation)
                Follow(use, flow, depth + 1);
        }
    }

    private void FollowLocals(IEnumerable<ISymbol> locals, string path, bool isMany, bool isPerElement, int depth)
    {
        foreach (var local in locals)
            FollowSymbol(local, new Flow(path, isMany, isPerElement), depth);
    }

    private void FollowAssignment(ISimpleAssignmentOperation assignment, Flow flow, int depth)
    {
        switch (assignment.Target)
        {
            case ILocalReferenceOperation local:
                FollowVariable(local.Local, flow, depth);
                break;
            case IDiscardOperation:
                break;
            default:
                escapes |= ResultEscapes.Stored;
                break;
        }
    }

    private void FollowConditionalAccess(IConditionalAccessOperation access, Flow flow, int depth)
    {
        foreach (var each in access.WhenNotNull.DescendantsAndSelf())
        {
            if (each is IConditionalAccessInstanceOperation instance && OwnerOf(instance) == access)
            {
                Follow(instance, flow, depth + 1);
                return;
            }
        }

        escapes |= ResultEscapes.Unknown;
    }

    private static IConditionalAccessOperation? OwnerOf(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access;
        }

        return null;
    }

    private void FollowPattern(IPatternOperation pattern, Flow flow, IOperation at, int depth)
    {
        switch (pattern)
        {
            case IConstantPatternOperation:
            case INegatedPatternOperation { Pattern: IConstantPatternOperation }:
                AddMember(flow, MemberUseKind.NullTest, at);
                break;
            case INegatedPatternOperation negated:
                FollowPattern(negated.Pattern, flow, at, depth);
                break;
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } declared)
                    FollowSymbol(declared, flow, depth + 1);
                break;
            case IRecursivePatternOperation recursive when recursive.DeconstructionSubpatterns.IsEmpty:
                foreach (var part in recursive.PropertySubpatterns)
                {
                    if (part.Member is IMemberReferenceOperation member)
                        AddMember(flow with { Path = Combine(flow.Path, member.Member.Name) }, MemberUseKind.Read, at);
                    if (part.Pattern is not IConstantPatternOperation and not IRelationalPatternOperation and not INegatedPatternOperation and not IBinaryPatternOperation)
                        escapes |= ResultEscapes.Unknown;
                }

                if (recursive.DeclaredSymbol is { } named)
                    FollowSymbol(named, flow, depth + 1);
                break;
            default:
                escapes |= ResultEscapes.Unknown;
                break;
        }
    }

    private static string Combine(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private void AddMember(Flow flow, MemberUseKind kind, IOperation at, bool isSetBased = false)
    {
        if (!flow.IsRoot)
            members.Add(new MemberUse(flow.Path, kind) { IsPerElement = flow.IsPerElement, IsSetBased = isSetBased, Origin = OriginOf(at) });
    }

    private void FollowMember(IOperation reference, ISymbol member, bool isIndexer, Flow flow, int depth)
    {
        if (flow.IsMany)
        {
            if (isIndexer)
            {
                isEnumerated |= flow.IsRoot;
                Follow(reference, flow with { IsMany = false }, depth + 1);
            }
            else if (member.Name is not ("Count" or "Length"))
            {
                escapes |= ResultEscapes.Unknown;
            }
            else if (flow.IsRoot && reference is IPropertyReferenceOperation counted && (variable.Length == 0 || variableUses == 1))
            {
                AddCountOf(counted);
            }

            return;
        }

        if (isIndexer)
        {
            escapes |= ResultEscapes.Unknown;
            return;
        }

        isEnumerated |= flow.IsRoot;
        // A nullable's own members say nothing about another column.
        if (flow.Path.Length > 0 && member.ContainingType is { } type && (type.SpecialType != SpecialType.None || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T))
            return;
        var next = flow with { Path = Combine(flow.Path, member.Name), IsMany = IsCollection(reference.Type) };
        var (user, child) = Body.UserOf(reference);
        switch (user)
        {
            case IAssignmentOperation assignment when assignment.Target == child:
                AddMember(next, MemberUseKind.Write, reference, assignment is ISimpleAssignmentOperation or ICompoundAssignmentOperation && IsSetBased(assignment.Value));
                return;
            case IIncrementOrDecrementOperation:
                AddMember(next, MemberUseKind.Write, reference, true);
                return;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                AddMember(next, MemberUseKind.Write, reference);
                return;
            case IBinaryOperation binary when IsNull(binary.LeftOperand) || IsNull(binary.RightOperand):
            case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } when IsReference(reference.Type):
                AddMember(next, MemberUseKind.NullTest, reference);
                return;
            case IInvocationOperation call when call.Instance == child && next.IsMany && IsChange(call.TargetMethod.Name):
                AddMember(next, MemberUseKind.Change, reference);
                return;
        }

        AddMember(next, MemberUseKind.Read, reference);
        if (IsReference(reference.Type))
            Follow(reference, next, depth + 1);
    }

    private static bool IsChange(string name) => name is "Add" or "AddRange" or "Remove" or "RemoveAll" or "RemoveRange" or "Clear" or "Insert" or "RemoveAt";

    /// <summary>A type that may be another entity or a collection of them: not text, bytes or a value.</summary>
    private static bool IsReference(ITypeSymbol? type) =>
        type is { IsReferenceType: true, SpecialType: SpecialType.None } and not IArrayTypeSymbol
        && type.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsCollection(ITypeSymbol? type)
    {
        if (type is null || type.SpecialType == SpecialType.System_String)
            return false;
        if (type is IArrayTypeSymbol || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            return true;
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                return true;
        }

        return false;
    }

    /// <summary>Constants, values from before the loop, and the row's own columns: what an UPDATE can compute.</summary>
    private bool IsSetBased(IOperation value)
    {
        foreach (var each in value.DescendantsAndSelf())
        {
            switch (each)
            {
                case ILiteralOperation or IConversionOperation or IParenthesizedOperation or IBinaryOperation or IParameterReferenceOperation or IDefaultValueOperation:
                case IFieldReferenceOperation { Field: { IsConst: true } }:
                case IPropertyReferenceOperation { Property: { IsStatic: true } }:
                case IPropertyReferenceOperation { Instance: ILocalReferenceOperation } property when elements.Contains(((ILocalReferenceOperation)property.Instance!).Local) && !IsReference(property.Type):
                    break;
                case ILocalReferenceOperation local when elements.Contains(local.Local):
                    if (local.Parent is not IPropertyReferenceOperation)
                        return false;
                    break;
                case ILocalReferenceOperation local when IsFromBefore(local.Local):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private bool IsFromBefore(ILocalSymbol local) =>
        body.DeclarationOf(local) is { } declaration && declaration.Syntax.SpanStart < execution.Syntax.SpanStart
        && body.UsesOf(local).All(static use => use.Parent is not IAssignmentOperation assignment || assignment.Target != use);

    /// <summary>What the number that an execution gives is compared with.</summary>
    internal static (CountTest Test, Origin At) CountTestOf(IOperation execution)
    {
        var (user, child) = Body.UserOf(execution);
        if (user is not IBinaryOperation binary)
            return (CountTest.None, Origin.None);
        var isLeft = binary.LeftOperand == child;
        if (Body.Unwrap(isLeft ? binary.RightOperand : binary.LeftOperand).ConstantValue is not { HasValue: true, Value: int or long } constant)
            return (CountTest.None, Origin.None);
        var number = constant.Value is int small ? small : (long)constant.Value!;
        var kind = isLeft ? binary.OperatorKind : Mirror(binary.OperatorKind);
        var test = (kind, number) switch
        {
            (BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.NotEquals, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => CountTest.Some,
            (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.LessThan, 1) or (BinaryOperatorKind.LessThanOrEqual, 0) => CountTest.Empty,
            _ => CountTest.None,
        };
        return (test, OriginOf(binary));
    }

    /// <summary>The same for a number that a variable holds, when it is used for nothing else: the test is that of the first use, the place the execution.</summary>
    private static (CountTest Test, Origin At) CountTestOfVariable(IOperation execution, Body body)
    {
        var none = (CountTest.None, Origin.None);
        if (Body.UserOf(execution).User is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } } || variable.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64))
            return none;
        var first = CountTest.None;
        foreach (var use in body.UsesOf(variable))
        {
            if (CountTestOf(use).Test is not (not CountTest.None and var test))
                return none;
            if (first == CountTest.None)
                first = test;
        }

        return first == CountTest.None ? none : (first, OriginOf(execution));
    }

    private static BinaryOperatorKind Mirror(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        _ => kind,
    };
}
