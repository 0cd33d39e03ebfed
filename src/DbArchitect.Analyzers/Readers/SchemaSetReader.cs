using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Readers.FluentMigrator;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using DbArchitect.Analyzers.Readers.SqlStrings;

namespace DbArchitect.Analyzers.Readers;

/// <summary>What kind of source of a schema could not be read.</summary>
internal enum SchemaProblemKind : byte
{
    /// <summary>The schema that a referenced assembly carries is corrupt, or of a newer version than this one reads (DBA9002).</summary>
    UnreadableReference,

    /// <summary>A schema file is not valid (DBA9003).</summary>
    UnreadableFile,
}

/// <summary>A source of the schema that was left out, and why. Everything else goes on working.</summary>
/// <param name="Source">The name of the file or assembly.</param>
/// <param name="Detail">What is wrong and what is allowed, as a clause without full stop.</param>
/// <param name="At">The position in the file; without a location for an assembly.</param>
internal sealed record SchemaProblem(SchemaProblemKind Kind, string Source, string Detail, Origin At);

/// <summary>All schemas that a compilation sees, and the sources that could not be read.</summary>
internal sealed record SchemaReading(SchemaSet Schemas, EquatableArray<SchemaProblem> Problems)
{
    public static SchemaReading Empty { get; } = new(SchemaSet.Empty, default);
}

/// <summary>The one entry to everything a compilation knows of its databases: its own contexts, those of its references, migrations, schema files.</summary>
internal static class SchemaSetReader
{
    /// <param name="types">The library types of the compilation.</param>
    /// <param name="source">The compilation's source.</param>
    /// <param name="provider">The engine set by the user; <see cref="Store.Unknown"/> to take it from the code.</param>
    /// <param name="schemaFiles">The additional files named <c>*.dbarchitect.json</c> and <c>*.sql</c>, with their text.</param>
    public static SchemaReading Read(
        KnownTypes types, SourceOperations source, Store provider, IReadOnlyList<(string Path, string Text)> schemaFiles, CancellationToken cancellation)
    {
        var contexts = ContextReader.Read(types, source, provider, cancellation, withBases: true);
        var known = contexts.Own.AddRange(NotIn(contexts.Referenced.Contexts, contexts.Own));
        if (schemaFiles.Count == 0 && types.FluentMigration is null)
            return new(new SchemaSet(known), contexts.Referenced.Problems);

        var problems = new List<SchemaProblem>(contexts.Referenced.Problems);
        return new(new SchemaSet(IndexFilters.Read(Unite(known, types, source, schemaFiles, StoreOf(types, provider), problems, cancellation), cancellation)), problems);
    }

    /// <summary>The contexts that the compilation itself declares, with what schema files say of their tables: what the project tells those that reference it.</summary>
    public static EquatableArray<Schema> ReadOwn(
        KnownTypes types, SourceOperations source, Store provider, IReadOnlyList<(string Path, string Text)> schemaFiles, CancellationToken cancellation)
    {
        var own = ContextReader.Read(types, source, provider, cancellation).Own;
        if ((schemaFiles.Count == 0 && types.FluentMigration is null) || own.IsEmpty)
            return own;
        var united = new List<Schema>();
        foreach (var schema in Unite(own, types, source, schemaFiles, StoreOf(types, provider), [], cancellation))
        {
            if (united.Count < own.Count)
                united.Add(schema);
        }

        return IndexFilters.Read(united, cancellation);
    }

    private static List<Schema> Unite(
        EquatableArray<Schema> known, KnownTypes types, SourceOperations source, IReadOnlyList<(string Path, string Text)> schemaFiles, Store store,
        List<SchemaProblem> problems, CancellationToken cancellation)
    {
        var files = new List<SchemaDocument>();
        var scripts = new List<(string Path, string Text)>();
        foreach (var (path, text) in schemaFiles)
        {
            cancellation.ThrowIfCancellationRequested();
            if (DdlSchemaReader.IsDdlFile(path))
                scripts.Add((path, text));
            else
                files.Add(SchemaFileReader.Read(path, text, problems));
        }

        var replay = new DdlReplay(store, cancellation);
        FluentMigrations.Replay(types, source, store, replay, cancellation);
        DdlSchemaReader.Replay(scripts, store, replay, cancellation);
        if (replay.ToSchema() is { } schema)
            files.Add(new SchemaDocument(new[] { schema }, isComplete: true, []));
        return SchemaUnion.Unite(known, files);
    }

    /// <summary>The engine that scripts are for: as the user says, else that of the only driver that is referenced.</summary>
    private static Store StoreOf(KnownTypes types, Store provider) => provider != Store.Unknown ? provider : Drivers.Referenced(types.Compilation);

    private static List<Schema> NotIn(EquatableArray<Schema> schemas, EquatableArray<Schema> own)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var schema in own)
            names.Add(schema.Context);
        var result = new List<Schema>();
        foreach (var schema in schemas)
        {
            if (!names.Contains(schema.Context))
                result.Add(schema);
        }

        return result;
    }
}
