using System;
using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Rules.Indexes.Advisor;

namespace DbArchitect.Analyzers.Rules;

/// <summary>
/// One query with what the rules need to judge it. The host makes one for each query and hands it to every rule, one after another, so that what
/// several rules ask for is worked out once.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="schema">The schema it runs on; null when it was not seen: most rules then have nothing to say.</param>
/// <param name="options">The options in force at the query.</param>
internal sealed class QueryContext(Query query, Schema? schema, Options options)
{
    private IndexAdvice? advice;

    public Query Query { get; } = query;

    public Schema? Schema { get; } = schema;

    public Options Options { get; } = options;

    /// <summary>The other queries and the saves of the same method.</summary>
    public UnitOfWork Unit { get; init; } = new(query.Origin);

    /// <summary>What all queries of a table lack together, asked for only when this one lacks something; null to judge it alone.</summary>
    public Func<Schema, Table, IndexSet>? IndexSetOf { get; init; }

    /// <summary>The columns of a table that the code does not map and SQL text of the program gives values to; null where only this query was read.</summary>
    public Func<Schema, Table, IReadOnlyCollection<string>>? WrittenBySql { get; init; }

    /// <summary>Judges the query alone: the host remembers what it judged for another query of the same tables.</summary>
    public Func<Query, Schema?, Options, IndexAdvice> Judge { get; init; } = IndexAdvice.Of;

    /// <summary>How the declared indexes serve the query, and what would serve it and the other queries of its tables better.</summary>
    public IndexAdvice Advice => advice ??= Advise();

    private IndexAdvice Advise()
    {
        var alone = Judge(Query, Schema, Options);
        return IndexSetOf is null ? alone : alone.Sharing(IndexSetOf);
    }
}
