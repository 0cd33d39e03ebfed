using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Linq;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Reads the SQL texts of a body into queries: finds the places, reads the text, parses it, resolves names against the schema it runs on.</summary>
internal sealed class SqlQueryReader(KnownTypes types, SourceOperations source, Lazy<SchemaSet> schemas)
{
    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    /// <param name="sqlMethods">Methods that the user says take SQL.</param>
    public IReadOnlyList<Query> Read(IOperation body, ISymbol owner, IReadOnlyList<string> sqlMethods, CancellationToken cancellation)
    {
        var calls = new SqlCallReader(types, sqlMethods).Read(body, cancellation);
        if (calls.Count == 0)
            return [];
        var queries = new List<Query>();
        var codeContext = CodeContexts.Of(owner);
        foreach (var call in calls)
        {
            // A name of a procedure is no statement.
            if (call.IsStoredProcedure)
                continue;
            var first = queries.Count;
            Read(call, queries, cancellation);
            var repetition = Repetitions.Of(call.Call, []);
            for (var i = first; i < queries.Count; i++)
                queries[i] = queries[i] with { Repetition = repetition, CodeContext = codeContext };
        }

        return queries;
    }

    private void Read(SqlCall call, List<Query> queries, CancellationToken cancellation)
    {
        var schema = SchemaOf(call);
        var dialect = DialectOf(call.Store != Store.Unknown ? call.Store : schema?.Store ?? Store.Unknown);
        var tree = call.Call.Syntax.SyntaxTree;
        var whole = new Origin(OriginKind.SqlText, call.Text.Syntax.GetLocation());
        foreach (var text in new SqlTextReader(source).Read(call.Text, cancellation))
        {
            // Nothing but a hole: nothing to read.
            if (text.Pieces.Count == 1 && text.Pieces[0].Value is null)
                continue;
            var script = SqlParser.Parse(text.Source, dialect, cancellation);
            var first = queries.Count;
            queries.AddRange(SqlStatementReader.Read(
                script,
                new SqlSurroundings(text.Source.Text, (start, length) => text.LocationOf(start, length, tree, cancellation))
                {
                    FrontEnd = call.FrontEnd,
                    Terminal = call.Terminal,
                    Schema = schema,
                    Context = schema?.Context ?? call.Context,
                    Parameters = call.Parameters,
                    HolesAreParameters = call.HolesAreParameters,
                    Store = call.Store != Store.Unknown ? call.Store : schema?.Store ?? Store.Unknown,
                    Origin = whole,
                },
                cancellation));
            // A hole is a fact of the text: told once, with its first query.
            if (queries.Count > first && !call.HolesAreParameters)
                queries[first] = queries[first] with { Holes = SqlHoleReader.Read(script, text) };
        }
    }

    /// <summary>The schema of EF's own context; for a connection the only one there is, or the only one of its engine.</summary>
    private Schema? SchemaOf(SqlCall call)
    {
        var all = schemas.Value;
        if (call.Context.Length > 0 && all.OfContext(call.Context) is { } own)
            return own;
        Schema? found = null;
        foreach (var schema in all.Schemas)
        {
            if (call.Store != Store.Unknown && schema.Store != Store.Unknown && (schema.Store & call.Store) == 0)
                continue;
            if (found is not null)
                return null;
            found = schema;
        }

        return found;
    }

    internal static SqlDialect DialectOf(Store store) => store switch
    {
        Store.PostgreSql => SqlDialect.PostgreSql,
        Store.MySql => SqlDialect.MySql,
        Store.SqlServer => SqlDialect.SqlServer,
        Store.Oracle => SqlDialect.Oracle,
        Store.Sqlite => SqlDialect.Sqlite,
        _ => SqlDialect.Unknown,
    };
}
