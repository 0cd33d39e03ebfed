using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads ways of writing a query that do not change what is asked but that a rule speaks about.</summary>
internal static class TraitReader
{
    /// <summary>How far the members and calls of a sequence are followed.</summary>
    private const int MaxSteps = 16;

    /// <param name="version">Of EF Core: what it writes as EXISTS by itself depends on it.</param>
    public static EquatableArray<QueryTrait> Read(IOperation execution, Body body, QueryTypes types, int version)
    {
        List<QueryTrait>? found = null;
        var start = execution is IForEachLoopOperation loop ? Body.Unwrap(loop.Collection) : execution;
        var sorter = "";
        for (var call = body.LastOperatorOf(start); call is not null; call = body.OperatorBefore(call))
        {
            ReadSort(call, ref sorter, ref found);
            if (call.TargetMethod.ContainingType.Name is "Queryable" or "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions")
                ReadLambdas(call, body, types, version, ref found);
        }

        return found is null ? default(EquatableArray<QueryTrait>) : found;
    }

    /// <summary>Walking from the end: an OrderBy met before an order that nothing used in between has overwritten it.</summary>
    private static void ReadSort(IInvocationOperation call, ref string sorter, ref List<QueryTrait>? found)
    {
        if (call.TargetMethod.ContainingType.Name != "Queryable")
            return;
        switch (call.TargetMethod.Name)
        {
            case "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending":
                if (sorter.Length > 0)
                    found![found.Count - 1] = found[found.Count - 1] with { Kind = QueryTraitKind.OverwrittenSort };
                sorter = "";
                if (call.TargetMethod.Name.StartsWith("OrderBy", System.StringComparison.Ordinal))
                {
                    sorter = call.TargetMethod.Name;
                    (found ??= []).Add(new QueryTrait(QueryTraitKind.Sort, sorter, new Origin(OriginKind.Linq, NameOf(call))));
                }

                break;
            case "ThenBy" or "ThenByDescending":
                if (sorter.Length > 0)
                    found![found.Count - 1] = found[found.Count - 1] with { Kind = QueryTraitKind.OverwrittenSort };
                sorter = "";
                break;
            case "Where" or "AsQueryable":
                break;
            case "Distinct":
                (found ??= []).Add(new QueryTrait(QueryTraitKind.Distinct, "Distinct", new Origin(OriginKind.Linq, NameOf(call))));
                sorter = "";
                break;
            default:
                // Take, Skip, Distinct, Select: what lies before has an order of its own.
                sorter = "";
                break;
        }
    }

    private static Location NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Name.GetLocation() : call.Syntax.GetLocation();

    private static void ReadLambdas(IInvocationOperation call, Body body, QueryTypes types, int version, ref List<QueryTrait>? found)
    {
        foreach (var argument in call.Arguments)
        {
            if (!types.IsExpression(argument.Parameter?.Type))
                continue;
            foreach (var each in argument.Value.Descendants())
            {
                switch (each)
                {
                    case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Now" or "Today", ContainingType: { Name: "DateTime" or "DateTimeOffset" } } } clock:
                        (found ??= []).Add(new QueryTrait(QueryTraitKind.ServerClock, clock.Syntax.ToString(), new Origin(OriginKind.Linq, clock.Syntax.GetLocation())));
                        break;
                    case IInvocationOperation { TargetMethod: { Name: "Like" or "ILike", ContainingType.Name: var type, Parameters.Length: 3 } } like
                        when type.EndsWith("DbFunctionsExtensions", System.StringComparison.Ordinal) && Body.ArgumentOf(like, 2) is { } written
                        && Initial(written, body) is var pattern && IsConcatenated(pattern, body):
                        (found ??= []).Add(new QueryTrait(QueryTraitKind.ConcatenatedPattern, pattern.Syntax.ToString(), new Origin(OriginKind.Linq, pattern.Syntax.GetLocation())));
                        break;
                    case IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType.Name: "Enumerable" or "Queryable" } } count:
                        ReadCount(count, Body.ReceiverOf(count), types, ref found);
                        break;
                    case IPropertyReferenceOperation { Property: { Name: "Count", ContainingType.IsGenericType: true }, Instance: { } collection } count
                        when version < 9 || ResultUseReader.CountTestOf(count).Test == CountTest.Empty:
                        ReadCount(count, collection, types, ref found);
                        break;
                }
            }
        }
    }

    /// <summary>The rows of a navigation or set, counted for each row of the query to learn whether there is one.</summary>
    private static void ReadCount(IOperation count, IOperation? counted, QueryTypes types, ref List<QueryTrait>? found)
    {
        if (ResultUseReader.CountTestOf(count) is not (not CountTest.None and var test, var place) || counted is null || !IsOfRows(counted, types))
            return;
        var kind = test == CountTest.Empty ? QueryTraitKind.CountInsteadOfNone : QueryTraitKind.CountInsteadOfAny;
        (found ??= []).Add(new QueryTrait(kind, Body.Unwrap(counted).Syntax.ToString(), place));
    }

    /// <summary>Whether a sequence is asked of the database for each row: a navigation of the row, or a set. The rows of a group are there already.</summary>
    private static bool IsOfRows(IOperation sequence, QueryTypes types)
    {
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            sequence = Body.Unwrap(sequence);
            switch (sequence)
            {
                case IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" or "Queryable" } call when Body.ReceiverOf(call) is { } receiver:
                    sequence = receiver;
                    break;
                case IPropertyReferenceOperation { Type: INamedTypeSymbol { TypeArguments: [{ IsReferenceType: true, SpecialType: SpecialType.None }] } } property:
                    return types.IsQueryable(property.Type) || IsOfRow(property.Instance);
                default:
                    return types.IsQueryable(sequence.Type);
            }
        }

        return false;
    }

    private static bool IsOfRow(IOperation? operation)
    {
        for (var steps = 0; operation is not null && steps < MaxSteps; steps++)
        {
            operation = Body.Unwrap(operation);
            if (operation is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction }, Type.Name: not "IGrouping" })
                return true;
            operation = (operation as IPropertyReferenceOperation)?.Instance;
        }

        return false;
    }

    /// <summary>What a variable that is written once stands for; anything else itself.</summary>
    private static IOperation Initial(IOperation operation, Body body)
    {
        operation = Body.Unwrap(operation);
        if (operation is not ILocalReferenceOperation { Local: var local } || (body.DeclarationOf(local) as IVariableDeclaratorOperation)?.GetVariableInitializer() is not { Value: { } initial })
            return operation;
        foreach (var use in body.UsesOf(local))
        {
            if (use.Parent is IAssignmentOperation assignment && assignment.Target == use)
                return operation;
        }

        return Body.Unwrap(initial);
    }

    /// <summary>Text put together from something that is no constant and was not escaped.</summary>
    private static bool IsConcatenated(IOperation pattern, Body body)
    {
        if (pattern.ConstantValue.HasValue || pattern is not (IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }))
            return false;
        foreach (var each in pattern.Descendants())
        {
            switch (each)
            {
                case IInvocationOperation call when !KeepsWildcards(call.TargetMethod):
                    return false;
                case ILocalReferenceOperation or IParameterReferenceOperation when IsEscaped(Body.ReferenceOf(each)!, body):
                    return false;
            }
        }

        return true;
    }

    private static bool KeepsWildcards(IMethodSymbol method) =>
        method.ContainingType.SpecialType == SpecialType.System_String
        && method.Name is "Trim" or "TrimStart" or "TrimEnd" or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "ToString" or "Substring" or "Normalize";

    /// <summary>Something that a variable gets replaces characters, or says that it escapes.</summary>
    private static bool IsEscaped(ISymbol variable, Body body)
    {
        if ((body.DeclarationOf(variable) as IVariableDeclaratorOperation)?.GetVariableInitializer() is { } initial && Escapes(initial))
            return true;
        foreach (var use in body.UsesOf(variable))
        {
            if (use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use && Escapes(assignment.Value))
                return true;
        }

        return false;
    }

    private static bool Escapes(IOperation value)
    {
        foreach (var each in value.DescendantsAndSelf())
        {
            if (each is IInvocationOperation { TargetMethod.Name: var name } && (name == "Replace" || name.IndexOf("Escape", System.StringComparison.OrdinalIgnoreCase) >= 0))
                return true;
        }

        return false;
    }
}
