using System.Collections.Generic;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Rules.Indexes.Advisor;

/// <summary>
/// How the declared indexes serve one query, table reference by table reference, and what would serve it better. The promise behind every advice: no declared
/// index lets this query avoid reading the whole table.
/// </summary>
internal sealed partial class IndexAdvice
{
    private readonly Options options;
    private readonly IReadOnlyList<SourceShape?> shapes;

    /// <summary>Tables that the program brings into memory as a whole elsewhere.</summary>
    private List<TableName>? loadedWhole;

    private IndexAdvice(Query query, Schema? schema, Options options, string? silence, IReadOnlyList<SourceShape?> shapes, IReadOnlyList<SourceAdvice> sources)
    {
        Query = query;
        Schema = schema;
        Silence = silence;
        Sources = sources;
        this.options = options;
        this.shapes = shapes;
    }

    public Query Query { get; }

    public Schema? Schema { get; }

    /// <summary>Why nothing is advised for the query as a whole; null when advice stands.</summary>
    public string? Silence { get; }

    /// <summary>One entry for each table reference that could be judged, also when the query is silenced.</summary>
    public IReadOnlyList<SourceAdvice> Sources { get; }

    /// <summary>The sources that rules may speak of: none when the query is silenced.</summary>
    public IReadOnlyList<SourceAdvice> Spoken => Silence is null ? Sources : [];

    public SourceAdvice? Root => Spoken.Count > 0 && Spoken[0].Shape.Index == 0 ? Spoken[0] : null;

    public static IndexAdvice Of(Query query, Schema? schema, Options options)
    {
        if (schema is null)
            return new(query, null, options, "the schema it runs on was not seen", [], []);
        var silence = WhySilent(query, schema);
        if (ShapeReader.Read(query, schema) is not { } shapes)
            return new(query, schema, options, silence ?? "a condition could not be read", [], []);
        return new(query, schema, options, silence, shapes, new SourceJudge(query, schema, options, shapes).Judge());
    }

    /// <summary>What keeps the advisor quiet about a query, whatever its conditions are.</summary>
    private static string? WhySilent(Query query, Schema schema)
    {
        if (query.FrontEnd is FrontEnd.MongoDb or FrontEnd.Cql || (schema.Store != Store.Unknown && !schema.Store.IsRelational()))
            return "the store is not relational";
        if (!schema.Knows(TableAspects.Keys | TableAspects.Indexes | TableAspects.Name))
            return "the model could not be followed";
        // SQL text that LINQ cannot look into is asked as it is written, whatever is composed on it.
        if (query.Terminal.Kind is TerminalKind.Unknown or TerminalKind.Deferred && query is not { FrontEnd: FrontEnd.EfSql, IsCut: true })
            return "it is not executed here";
        if (query.Terminal.Kind == TerminalKind.Insert)
            return "it inserts";
        foreach (var gap in query.Gaps)
        {
            if ((gap.Parts & (QueryParts.Source | QueryParts.Filter | QueryParts.Composition)) != 0)
                return "it could not be followed whole: " + gap.Reason;
        }

        if (query.HasSetOperation)
            return "it unites several queries";
        return query.CodeContext switch
        {
            CodeContext.Test => "it runs in a test",
            CodeContext.Migration => "it runs in a migration",
            CodeContext.Seed => "it fills a database",
            CodeContext.Job when query.Terminal.Kind is TerminalKind.Count or TerminalKind.Aggregate || query.IsGrouped => "it is a report of a background job",
            _ => null,
        };
    }

    /// <summary>How much a missing index matters for what the code shows: a promise only where the reader waits for few rows, or asks again and again.</summary>
    public DiagnosticSeverity SeverityOf(SourceAdvice advice)
    {
        if (advice.IsJoin || advice.Obstructed is not null || Schema is not { } schema || schema.Store == Store.Unknown)
            return DiagnosticSeverity.Info;
        if (advice.Candidate is { } asked && loadedWhole?.Contains(asked.Table.Name) == true)
            return DiagnosticSeverity.Info;
        var changes = Query.Terminal.Kind is TerminalKind.Update or TerminalKind.Delete;
        // Without an index InnoDB locks every row that it reads.
        if (changes && schema.Store == Store.MySql)
            return DiagnosticSeverity.Warning;
        var isShort = changes || Query.Terminal.Kind is TerminalKind.Single or TerminalKind.Any || IsSmallPage(Query.Take);
        var isRepeated = Query.CodeContext == CodeContext.Request || Query.Repetition.Kind is RepetitionKind.PerElement or RepetitionKind.Loop;
        return (isShort || isRepeated) && HasSelectiveEquality(advice, schema) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
    }

    private static bool IsSmallPage(Operand? take) =>
        take is Parameter || (take is Constant { Text: { } text } && int.TryParse(text, out var rows) && rows <= 1000);

    private static bool HasSelectiveEquality(SourceAdvice advice, Schema schema)
    {
        if (advice.Candidate is not { } candidate)
            return false;
        var hints = new SelectivityHints(candidate.Table, schema, Options.None);
        foreach (var column in candidate.Asked.Columns)
        {
            if (column.Atom is { Kind: AtomKind.Equal or AtomKind.In } atom && candidate.Table.FindColumn(column.Column) is { } found && hints.Of(found, atom) >= Selectivity.Good)
                return true;
        }

        return false;
    }
}
