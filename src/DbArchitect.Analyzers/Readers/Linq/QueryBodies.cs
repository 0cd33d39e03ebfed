using System;
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Tells bodies that have to do with queries from the many that have not, at little cost.</summary>
internal sealed class QueryBodies(KnownTypes types)
{
    private const int MaxDepth = 300;

    private readonly QueryTypes queryTypes = new(types);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> methods = new(SymbolEqualityComparer.Default);

    public bool TouchesQueries(IMethodSymbol method, Func<IMethodSymbol, IOperation?> bodyOf) =>
        methods.TryGetValue(method, out var touches) ? touches : methods.GetOrAdd(method, bodyOf(method) is { } body && TouchesQueries(body));

    public bool TouchesQueries(IOperation body) => Search(body, 0);

    private bool Search(IOperation operation, int depth)
    {
        if (depth > MaxDepth)
            return false;
        switch (operation)
        {
            case IInvocationOperation or IPropertyReferenceOperation or IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation
                or IConversionOperation:
                if (queryTypes.IsInteresting(operation.Type))
                    return true;
                break;
        }

        foreach (var child in operation.ChildOperations)
        {
            if (Search(child, depth + 1))
                return true;
        }

        return false;
    }
}
