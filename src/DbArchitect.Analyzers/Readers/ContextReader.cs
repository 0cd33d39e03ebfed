using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Analyzers.Readers.References;

namespace DbArchitect.Analyzers.Readers;

/// <summary>The schemas of contexts, and the references whose schema could not be read.</summary>
internal sealed record ContextReading(EquatableArray<Schema> Contexts, EquatableArray<SchemaProblem> Problems)
{
    public static ContextReading Empty { get; } = new(default, default);
}

/// <summary>The contexts of a compilation and of its references.</summary>
/// <param name="Own">Those that the compilation declares, each with what it inherits from a context of a reference.</param>
internal sealed record ContextReadings(EquatableArray<Schema> Own, ContextReading Referenced);

/// <summary>Reads the contexts that a compilation declares, together with those of its references.</summary>
internal static class ContextReader
{
    public static ContextReadings Read(KnownTypes types, SourceOperations source, Store provider, CancellationToken cancellation)
    {
        var referenced = ReferencedSchemaReader.Read(types.Compilation, cancellation);
        var own = new List<Schema>();
        foreach (var schema in EfSchemaReader.Read(types, source, provider, cancellation).Schemas)
            own.Add(ContextInheritance.Complete(schema, types, referenced.Contexts));
        return new(own, provider == Store.Unknown ? referenced : referenced with { Contexts = WithStore(referenced.Contexts, provider) });
    }

    /// <summary>The user's word on the engine holds for all contexts that the project sees.</summary>
    private static EquatableArray<Schema> WithStore(EquatableArray<Schema> schemas, Store provider)
    {
        var result = new List<Schema>(schemas.Count);
        foreach (var schema in schemas)
            result.Add(schema.Store == provider ? schema : schema.With(provider, schema.Tables, schema.Entities, schema.Unknown));
        return result;
    }
}
