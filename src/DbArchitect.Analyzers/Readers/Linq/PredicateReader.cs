using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>
/// Reads a lambda over one entity as a predicate: for query filters (<c>HasQueryFilter(o => !o.IsDeleted)</c>) and wherever else a model is configured by conditions.
/// </summary>
internal sealed class PredicateReader(KnownTypes types, SourceOperations source)
{
    private readonly QueryTypes queryTypes = new(types);
    private readonly Implementations implementations = new(source);
    private readonly QueryBodies bodies = new(types);

    /// <summary>
    /// The condition over <paramref name="entity"/> as source 0. What cannot be said of its own columns (a navigation's, a method of the code) is an
    /// <see cref="UnknownPredicate"/> within.
    /// </summary>
    /// <param name="lambda">The lambda, with or without its conversion to an expression; or an expression that holds one (a field, a method's result).</param>
    /// <param name="entity">The entity of the lambda's parameter: its members are found by name, so that a lambda over a base class or interface reads as well.</param>
    /// <param name="schema">The entity's schema.</param>
    /// <param name="captured">What is known of the locals and parameters around the lambda.</param>
    public Predicate Read(IOperation lambda, Entity entity, Schema schema, IReadOnlyDictionary<ISymbol, Constant> captured, CancellationToken cancellation)
    {
        var set = new SchemaSet(new[] { schema });
        return new QueryInterpreter(types, queryTypes, source, new Lazy<SchemaSet>(() => set), implementations, bodies, cancellation)
            .ReadPredicate(lambda, entity, schema, captured);
    }
}
