using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Linq;
using DbArchitect.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Syntax = DbArchitect.Sql.Syntax;

namespace DbArchitect.Analyzers.Readers.SqlStrings;

/// <summary>Reads the SQL texts of a body into queries: finds the places, reads the text, parses it, resolves names against the schema it runs on.</summary>
internal sealed class SqlQueryReader(KnownTypes types, SourceOperations source, Lazy<SchemaSet> schemas)
{
    private readonly QueryTypes queryTypes = new(types);
    private readonly SqlHelpers helpers = new(types, source);
    private readonly Lazy<Store> onlyDriver = new(() => Drivers.Referenced(types.Compilation));

    /// <param name="body">The operation block.</param>
    /// <param name="owner">The member that it belongs to.</param>
    /// <param name="sqlMethods">Methods that the user says take SQL.</param>
    public IReadOnlyList<Query> Read(IOperation body, ISymbol owner, IReadOnlyList<string> sqlMethods, CancellationToken cancellation)
    {
        var calls = new SqlCallReader(types, sqlMethods, helpers).Read(body, cancellation);
        if (calls.Count == 0)
            return [];
        var queries = new List<Query>();
        var codeContext = queryTypes.ContextOf(owner);
        var repetitions = new RepetitionReader(new Body(body, owner, cancellation), queryTypes);
        foreach (var call in calls)
        {
            // A name of a procedure is no statement.
            if (call.IsStoredProcedure)
                continue;
            var first = queries.Count;
            Read(call, queries, cancellation);
            if (queries.Count == first)
                continue;
            var repetition = repetitions.Of(call.Call);
            var result = VariableOf(call.Call) is { } variable ? new ResultUse { Variable = variable, Escapes = ResultEscapes.Unknown } : null;
            for (var i = first; i < queries.Count; i++)
                queries[i] = queries[i] with { Repetition = repetition, CodeContext = codeContext, Result = queries[i].Result ?? result, SentPerElementOf = call.SentPerElementOf };
        }

        return queries;
    }

    /// <summary>
    /// The query of a text that LINQ goes on from, when the engine asks both at once: one SELECT, nothing that cuts or groups its rows. Null otherwise.
    /// </summary>
    public Query? ReadComposable(SqlCall call, CancellationToken cancellation)
    {
        var queries = new List<Query>();
        Read(call, queries, cancellation);
        return queries is
            [
                {
                    Sources.IsEmpty: false, Skip: null, Take: null, IsGrouped: false, IsDistinct: false, HasSetOperation: false,
                    Projection.Kind: ProjectionKind.Entity or ProjectionKind.Columns,
                } query,
            ]
            ? query
            : null;
    }

    /// <summary>The local that holds the rows; null when there is none.</summary>
    private static string? VariableOf(IOperation call)
    {
        const int maxSteps = 4;
        for (var step = 0; step < maxSteps; step++)
        {
            switch (Linq.Body.UserOf(call).User)
            {
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return declarator.Symbol.Name;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "AsList" } } copy }:
                    call = copy;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private void Read(SqlCall call, List<Query> queries, CancellationToken cancellation)
    {
        var candidates = SchemasOf(call);
        var store = StoreOf(call, candidates);
        var dialect = DialectOf(store);
        var tree = call.Call.Syntax.SyntaxTree;
        var whole = new Origin(OriginKind.SqlText, call.Text.Syntax.GetLocation());
        var parameters = new ParameterUse(call, store);
        var firstOfCall = queries.Count;
        foreach (var text in TextsOf(call, cancellation))
        {
            // Nothing but a hole: nothing to read. A single word is the name of a procedure to Dapper.
            if ((text.Pieces.Count == 1 && text.Pieces[0].Value is null) || (call.FrontEnd == FrontEnd.Dapper && IsWord(text.Source.Text)))
            {
                parameters.MissText();
                continue;
            }

            var script = SqlParser.Parse(text.Source, dialect, cancellation);
            var schema = SchemaOf(script, candidates);
            var engine = store == Store.Unknown && schema is not null ? schema.Store : store;
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
                    HoleExpression = text.HoleExpression,
                    Store = engine,
                    IsKnownElsewhere = name => candidates.Count > 1 && candidates.Exists(other => HasTable(other, name)),
                    Origin = whole,
                },
                cancellation));
            if (queries.Count > first && queries[queries.Count - 1].Terminal.Kind == TerminalKind.Count && ResultUseReader.CountTestOf(call.Call) is (not CountTest.None and var test, var place))
                queries[queries.Count - 1] = queries[queries.Count - 1] with { Result = new ResultUse { CountTest = test, CountTestOrigin = place } };
            if (call.MapsRows && queries.Count > first && script is { Errors.Length: 0, Statements: [Syntax.SelectStatement { Query: Syntax.SelectQuery }] })
                queries[queries.Count - 1] = queries[queries.Count - 1] with { Mapping = RowTypes.Read(call.ResultType) };
            var traits = parameters.Read(script, text, At);
            SqlTraitReader.Read(script, text.Source.Text, call, engine, traits, At);
            DialectTraits.Read(script, text.Source, call.FrontEnd == FrontEnd.EfSql ? engine : call.Store, traits, At, cancellation);
            if (traits.Count > 0)
                Carrier(first);
            for (var i = 0; i < traits.Count; i++)
                queries[first] = queries[first] with { Traits = queries[first].Traits.Add(traits[i]) };
            // A hole is a fact of the text: told once, with its first query.
            if (queries.Count > first && !call.HolesAreParameters)
                queries[first] = queries[first] with { Holes = SqlHoleReader.Read(script, text, call.Text), HolesAreToldByLibrary = call.IsToldByLibrary };

            Origin At(int start, int length) => text.LocationOf(start, length, tree, cancellation) is { } location ? new Origin(OriginKind.SqlText, location) : whole;
        }

        if (parameters.Unused() is { Count: > 0 } unused)
        {
            Carrier(firstOfCall);
            queries[firstOfCall] = queries[firstOfCall] with { Traits = queries[firstOfCall].Traits.AddRange(unused) };
        }

        // What is said of the text as a whole goes with its first query; a text of other statements has none.
        void Carrier(int at)
        {
            if (queries.Count == at)
                queries.Add(new Query(call.FrontEnd, call.Terminal) { Context = call.Context, Store = store, IsTracked = false, Origin = whole, Projection = new Projection(ProjectionKind.Unknown, default) });
        }
    }

    private static bool IsWord(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || character is ';' or '(' or SqlSourceBuilder.Placeholder)
                return false;
        }

        return true;
    }

    private IEnumerable<SqlText> TextsOf(SqlCall call, CancellationToken cancellation)
    {
        var reader = new SqlTextReader(source);
        foreach (var text in reader.Read(call.Text, cancellation))
        {
            foreach (var sent in SqlCompletion.Of(text, call, reader, cancellation))
                yield return sent;
        }
    }

    /// <summary>The engine of the connection, else that of the only schema, else that of the only driver.</summary>
    private Store StoreOf(SqlCall call, List<Schema> candidates)
    {
        if (call.Store != Store.Unknown)
            return call.Store;
        if (candidates.Count == 1 && candidates[0].Store != Store.Unknown)
            return candidates[0].Store;
        return candidates.Count < 2 && onlyDriver.Value is var driver && DialectOf(driver) != SqlDialect.Unknown ? driver : Store.Unknown;
    }

    /// <summary>The schemas that a text may be about: that of EF's own context, else all that fit the engine of the connection.</summary>
    private List<Schema> SchemasOf(SqlCall call)
    {
        var all = schemas.Value;
        if (call.Context.Length > 0 && all.OfContext(call.Context) is { } own)
            return [own];
        var fitting = new List<Schema>();
        foreach (var schema in all.Schemas)
        {
            if (call.Store == Store.Unknown || schema.Store == Store.Unknown || (schema.Store & call.Store) != 0)
                fitting.Add(schema);
        }

        return fitting;
    }

    /// <summary>The only candidate, or the only one of several that has a table which the text names.</summary>
    private static Schema? SchemaOf(Syntax.SqlScript script, List<Schema> candidates)
    {
        if (candidates.Count < 2)
            return candidates.Count == 0 ? null : candidates[0];
        var tables = new TableWalker();
        tables.Visit(script);
        Schema? found = null;
        foreach (var candidate in candidates)
        {
            if (!HasTable(candidate, tables.Names))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }

        return found;
    }

    private static bool HasTable(Schema schema, string name)
    {
        foreach (var table in schema.Tables)
        {
            if (string.Equals(table.Name.Name, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool HasTable(Schema schema, HashSet<string> names)
    {
        foreach (var table in schema.Tables)
        {
            if (names.Contains(table.Name.Name))
                return true;
        }

        return false;
    }

    private sealed class TableWalker : Syntax.SqlWalker
    {
        public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(Syntax.SqlNode? node)
        {
            if (node is Syntax.NamedTable { Name.HasHole: false } table)
                Names.Add(table.Table.Text);
            base.Visit(node);
        }
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
