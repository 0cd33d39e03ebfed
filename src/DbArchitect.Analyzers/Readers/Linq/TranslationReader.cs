using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// Finds in the filters and sort keys of a query what no provider translates. EF Core evaluates in memory only what does not depend on the row, and the
/// outermost Select; for anything else it throws when the query runs.
/// </summary>
internal static class TranslationReader
{
    /// <summary>Libraries that rewrite expressions before EF Core sees them: with one of them, a method of the program may be translated.</summary>
    private static readonly string[] Rewriters =
        ["LinqKit.ExpandableAttribute", "EntityFrameworkCore.Projectables.ProjectableAttribute", "DelegateDecompiler.ComputedAttribute", "NeinLinq.InjectLambdaAttribute"];

    public static EquatableArray<Untranslatable> Read(IOperation execution, Body body, KnownTypes types, QueryTypes queryTypes)
    {
        List<Untranslatable>? found = null;
        var start = execution is IForEachLoopOperation loop ? Body.Unwrap(loop.Collection) : execution;
        for (var current = body.LastOperatorOf(start); current is not null; current = body.OperatorBefore(current))
        {
            foreach (var argument in current.Arguments)
            {
                if (LambdaOf(argument.Value) is not { } lambda || !queryTypes.IsExpression(argument.Parameter?.Type))
                    continue;
                if (argument.Parameter!.Name == "navigationPropertyPath")
                    ReadInclude(lambda, types, ref found);
                else if (IsTranslated(current.TargetMethod, argument.Parameter.Name))
                    ReadLambda(lambda, types, ref found);
            }
        }

        return found is null ? default(EquatableArray<Untranslatable>) : found;
    }

    /// <summary>Whether a lambda has to become SQL: conditions, keys of orders, groups and joins, what is added up. What a Select makes of its row may be done in memory.</summary>
    private static bool IsTranslated(IMethodSymbol method, string parameter) =>
        method.ContainingType.Name is "Queryable" or "EntityFrameworkQueryableExtensions" && parameter switch
        {
            "predicate" => true,
            "keySelector" or "outerKeySelector" or "innerKeySelector" => !method.Name.StartsWith("ToDictionary", StringComparison.Ordinal),
            "selector" => method.Name is "Sum" or "SumAsync" or "Min" or "MinAsync" or "Max" or "MaxAsync" or "Average" or "AverageAsync",
            _ => false,
        };

    private static IAnonymousFunctionOperation? LambdaOf(IOperation value)
    {
        var inner = Body.Unwrap(value);
        if (inner is IDelegateCreationOperation creation)
            inner = creation.Target;
        return inner as IAnonymousFunctionOperation;
    }

    /// <summary>A filtered Include: what is asked of the rows that it brings.</summary>
    private static void ReadInclude(IAnonymousFunctionOperation path, KnownTypes types, ref List<Untranslatable>? found)
    {
        if (path.Body.Operations is not [IReturnOperation { ReturnedValue: { } value }])
            return;
        for (var call = Body.Unwrap(value) as IInvocationOperation; call is not null; call = Body.ReceiverOf(call) is { } receiver ? Body.Unwrap(receiver) as IInvocationOperation : null)
        {
            foreach (var argument in call.Arguments)
            {
                if (LambdaOf(argument.Value) is { } lambda)
                    ReadLambda(lambda, types, ref found);
            }
        }
    }

    private static void ReadLambda(IAnonymousFunctionOperation lambda, KnownTypes types, ref List<Untranslatable>? found)
    {
        var rows = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in lambda.Symbol.Parameters)
            rows.Add(parameter);
        foreach (var each in lambda.Body.Descendants())
        {
            if (each is IAnonymousFunctionOperation inner)
            {
                foreach (var parameter in inner.Symbol.Parameters)
                    rows.Add(parameter);
            }

            switch (each)
            {
                case IInvocationOperation call when ReasonOf(call.TargetMethod, types) is { } reason && Body.RefersTo(call, rows):
                    (found ??= []).Add(new Untranslatable(call.Syntax.ToString(), reason, At(call)));
                    break;
                case IPropertyReferenceOperation { Instance: { } instance } property when IsComputed(property.Property) && Body.Unwrap(instance).Type is INamedTypeSymbol type
                    && Body.RefersTo(instance, rows) && !IsRewritten(types):
                    (found ??= []).Add(new Untranslatable(property.Syntax.ToString(), "the class computes it, which EF Core cannot look into", At(property))
                    {
                        Entity = QueryTypes.MetadataName(type), Property = property.Property.Name,
                    });
                    break;
            }
        }
    }

    private static Origin At(IOperation operation) => new(OriginKind.Linq, operation.Syntax.GetLocation());

    /// <summary>Without a setter no convention maps it. Whether the model does, the schema knows.</summary>
    private static bool IsComputed(IPropertySymbol property) =>
        property is { SetMethod: null, IsStatic: false, IsIndexer: false, ContainingType: { TypeKind: TypeKind.Class, IsAnonymousType: false, IsTupleType: false } type } && !IsOfSystem(type);

    private static bool IsRewritten(KnownTypes types)
    {
        foreach (var rewriter in Rewriters)
        {
            if (types.Get(rewriter) is not null)
                return true;
        }

        return false;
    }

    private static string? ReasonOf(IMethodSymbol method, KnownTypes types)
    {
        if (method.ContainingType.SpecialType == SpecialType.System_String)
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Type is { Name: "StringComparison" })
                    return "a StringComparison is not translated: the collation of the column decides";
            }

            return method.Name is "ToLowerInvariant" or "ToUpperInvariant" or "IsNormalized" or "Normalize" or "PadLeft" or "PadRight" or "Split" ? Framework(method) : null;
        }

        if (method.Name == "ToString" && method.Parameters.Length > 0 && IsOfSystem(method.ContainingType))
            return "ToString with a format is not translated";
        if (IsOfSystem(method.ContainingType) || IsLibrary(method, types))
            return null;
        if (method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke || method.MethodKind != MethodKind.Ordinary)
            return null;
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, types.Compilation.Assembly) || IsMapped(method))
            return null;
        return IsRewritten(types) ? null : "it is a method of the program, which EF Core cannot look into";
    }

    private static string Framework(IMethodSymbol method) => $"no provider translates string.{method.Name}";

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space is { Name: "System" or "Microsoft" };
    }

    private static bool IsLibrary(IMethodSymbol method, KnownTypes types) =>
        !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, types.Compilation.Assembly);

    /// <summary>A method that the model may map to SQL: marked, or a static without body that only stands for a function of the database.</summary>
    private static bool IsMapped(IMethodSymbol method)
    {
        if (method.GetAttributes().Length > 0 || method.IsExtern)
            return true;
        // HasDbFunction maps static methods of contexts and of classes of such stubs, and methods of contexts that return queries.
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name == "DbContext")
                return true;
        }

        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var text = reference.GetSyntax().ToString();
            if (text.IndexOf("throw ", StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
