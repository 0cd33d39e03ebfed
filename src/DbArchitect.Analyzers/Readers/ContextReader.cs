using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Analyzers.Readers.References;
using Microsoft.CodeAnalysis;

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
    /// <param name="withBases">Read abstract contexts too, from which nothing here derives.</param>
    public static ContextReadings Read(KnownTypes types, SourceOperations source, Store provider, CancellationToken cancellation, bool withBases = false)
    {
        var referenced = ReferencedSchemaReader.Read(types.Compilation, cancellation);
        var own = new List<Schema>();
        foreach (var schema in EfSchemaReader.Read(types, source, provider, cancellation, withBases).Schemas)
            own.Add(ContextInheritance.Complete(schema, types, referenced.Contexts));
        if (referenced.Contexts.IsEmpty)
            return new(own, referenced);
        var contexts = WithOptions(referenced.Contexts, types, cancellation);
        return new(own, referenced with { Contexts = provider == Store.Unknown ? contexts : WithStore(contexts, provider) });
    }

    /// <summary>
    /// A context is often configured where the application starts (<c>AddDbContext</c>): what its own project does not say of engine, proxies and
    /// tracking, this one may.
    /// </summary>
    private static EquatableArray<Schema> WithOptions(EquatableArray<Schema> schemas, KnownTypes types, CancellationToken cancellation)
    {
        var contexts = new List<INamedTypeSymbol>();
        foreach (var schema in schemas)
        {
            if (types.Get(schema.Context) is { } context)
                contexts.Add(context);
        }

        var options = new OptionsReader(types, Store.Unknown);
        var result = new List<Schema>(schemas.Count);
        foreach (var schema in schemas)
        {
            var isWhole = schema is { LazyLoading: not null, TracksByDefault: not null, SplitsByDefault: not null } && schema.Store != Store.Unknown;
            result.Add(isWhole || types.Get(schema.Context) is not { } context ? schema : WithOptions(schema, options.Read(context, contexts, cancellation)));
        }

        return result;
    }

    private static Schema WithOptions(Schema schema, ContextOptions options) =>
        new(schema.Context, schema.Store == Store.Unknown ? options.Store : schema.Store, schema.Tables, schema.Entities)
        {
            Unknown = schema.Unknown,
            LazyLoading = schema.LazyLoading ?? options.LazyLoading,
            TracksByDefault = schema.TracksByDefault ?? options.TracksByDefault,
            SplitsByDefault = schema.SplitsByDefault ?? options.SplitsByDefault,
            InterceptsSaves = schema.InterceptsSaves ?? options.InterceptsSaves,
            ParameterLists = options.ParameterLists,
            Origin = schema.Origin,
        };

    /// <summary>The user's word on the engine holds for all contexts that the project sees.</summary>
    private static EquatableArray<Schema> WithStore(EquatableArray<Schema> schemas, Store provider)
    {
        var result = new List<Schema>(schemas.Count);
        foreach (var schema in schemas)
            result.Add(schema.Store == provider ? schema : schema.With(provider, schema.Tables, schema.Entities, schema.Unknown));
        return result;
    }
}
