using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Reads the LINQ queries of a method: one <see cref="Query"/> for every place where one is sent to the database.</summary>
/// <param name="schemas">The schemas of the compilation, read only when a query is met.</param>
internal sealed class LinqReader(KnownTypes types, SourceOperations source, Lazy<SchemaSet> schemas)
{
    private readonly Implementations implementations = new(source);
    private readonly QueryBodies bodies = new(types);

    /// <summary>What was found out of types, for the readers that go on from here.</summary>
    public QueryTypes Types { get; } = new(types);

    public SchemaSet Schemas => schemas.Value;

    /// <summary>The queries executed in a body (method, accessor, initializer, top-level statements), lambdas and local functions included.</summary>
    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    public IReadOnlyList<Query> Read(IOperation body, ISymbol owner, CancellationToken cancellation)
    {
        if (types.IQueryableOf is null || types.DbContext is null || !bodies.TouchesQueries(body))
            return [];
        return new QueryInterpreter(types, Types, source, schemas, implementations, bodies, cancellation).Read(body, owner);
    }
}
