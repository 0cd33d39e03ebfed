using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads the LINQ queries of a method: one <see cref="Query"/> for every place where one is sent to the database.</summary>
/// <param name="schemas">The schemas of the compilation, read only when a query is met.</param>
internal sealed class LinqReader(KnownTypes types, SourceOperations source, Lazy<SchemaSet> schemas)
{
    private const int MaxSearchDepth = 300;

    private readonly QueryTypes queryTypes = new(types);
    private readonly Implementations implementations = new(source.Compilation);

    /// <summary>The queries executed in a body (method, accessor, initializer, top-level statements), lambdas and local functions included.</summary>
    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    public IReadOnlyList<Query> Read(IOperation body, ISymbol owner, CancellationToken cancellation)
    {
        if (types.IQueryableOf is null || types.DbContext is null || !TouchesQueries(body, 0))
            return [];
        return new QueryInterpreter(types, queryTypes, source, schemas, implementations, cancellation).Read(body, owner);
    }

    /// <summary>A cheap look whether anything in a body has to do with queries: most bodies end here.</summary>
    private bool TouchesQueries(IOperation operation, int depth)
    {
        if (depth > MaxSearchDepth)
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
            if (TouchesQueries(child, depth + 1))
                return true;
        }

        return false;
    }
}
