using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads ways of writing a query that do not change what is asked but that a rule speaks about.</summary>
internal static class TraitReader
{
    public static EquatableArray<QueryTrait> Read(IOperation execution, Body body, QueryTypes types)
    {
        List<QueryTrait>? found = null;
        var start = execution is IForEachLoopOperation loop ? Body.Unwrap(loop.Collection) : execution;
        var sorter = "";
        for (var call = body.LastOperatorOf(start); call is not null; call = body.OperatorBefore(call))
        {
            ReadSort(call, ref sorter, ref found);
            if (call.TargetMethod.ContainingType.Name is "Queryable" or "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions")
                ReadLambdas(call, types, ref found);
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

    private static void ReadLambdas(IInvocationOperation call, QueryTypes types, ref List<QueryTrait>? found)
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
                        when type.EndsWith("DbFunctionsExtensions", System.StringComparison.Ordinal) && Body.ArgumentOf(like, 2) is { } pattern && IsConcatenated(pattern):
                        (found ??= []).Add(new QueryTrait(QueryTraitKind.ConcatenatedPattern, pattern.Syntax.ToString(), new Origin(OriginKind.Linq, pattern.Syntax.GetLocation())));
                        break;
                }
            }
        }
    }

    /// <summary>Text put together in the query itself from something that is no constant; escaping calls in it count as escaped.</summary>
    private static bool IsConcatenated(IOperation pattern)
    {
        pattern = Body.Unwrap(pattern);
        if (pattern.ConstantValue.HasValue || pattern is not (IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }))
            return false;
        foreach (var each in pattern.Descendants())
        {
            if (each is IInvocationOperation)
                return false;
        }

        return true;
    }
}
