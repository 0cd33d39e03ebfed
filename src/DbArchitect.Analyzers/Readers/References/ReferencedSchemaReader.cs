using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.References;

/// <summary>
/// The schemas of the projects that a compilation references. In a build these are assemblies without bodies, which carry their schema as metadata
/// (see <see cref="EmbeddedSchema"/>); in an editor they are compilations, whose source is read as the compilation's own is.
/// </summary>
internal static class ReferencedSchemaReader
{
    /// <summary>
    /// The only static caches of these assemblies. An editor makes a new compilation for every key typed, but hands on the same reference to a project
    /// or assembly that did not change: without a memory that outlives the compilation, each key typed in a query would read all contexts again. The
    /// tables hold their keys weakly, what they hold is immutable and depends on the key alone, so nothing is kept alive and nothing can be stale.
    /// </summary>
    private static readonly ConditionalWeakTable<Compilation, ContextReading> Compilations = new();

    private static readonly ConditionalWeakTable<MetadataReference, ContextReading> Assemblies = new();

    /// <summary>All contexts of the references, direct and transitive; a context that several references lead to comes once.</summary>
    public static ContextReading Read(Compilation compilation, CancellationToken cancellation)
    {
        var contexts = new List<Schema>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<SchemaProblem>();
        foreach (var reference in compilation.References)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ReadReference(compilation, reference, cancellation) is not { } reading)
                continue;
            foreach (var schema in reading.Contexts)
            {
                if (names.Add(schema.Context))
                    contexts.Add(schema);
            }

            foreach (var problem in reading.Problems)
            {
                if (!problems.Contains(problem))
                    problems.Add(problem);
            }
        }

        return contexts.Count == 0 && problems.Count == 0 ? ContextReading.Empty : new ContextReading(contexts, problems);
    }

    private static ContextReading? ReadReference(Compilation compilation, MetadataReference reference, CancellationToken cancellation) => reference switch
    {
        CompilationReference { Compilation: var referenced } => UsesEntityFramework(referenced.ReferencedAssemblyNames) ? ReadCompilation(referenced, cancellation) : null,
        PortableExecutableReference when compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly => ReadAssembly(reference, assembly),
        _ => null,
    };

    private static ContextReading ReadCompilation(Compilation referenced, CancellationToken cancellation)
    {
        if (Compilations.TryGetValue(referenced, out var known))
            return known;
        var reading = ContextReader.Read(new KnownTypes(referenced), new SourceOperations(referenced), Store.Unknown, cancellation);
        // The facts without the places: those lie in trees that are not of the referencing compilation, which must not report there.
        var own = SchemaReader.Read(SchemaWriter.Write(reading.Own), static (_, _) => new Origin(OriginKind.Reference, null)).Schemas;
        var contexts = own.AddRange(reading.Referenced.Contexts);
        return Compilations.GetValue(referenced, _ => new ContextReading(contexts, reading.Referenced.Problems));
    }

    private static ContextReading ReadAssembly(MetadataReference reference, IAssemblySymbol assembly)
    {
        if (Assemblies.TryGetValue(reference, out var known))
            return known;
        var schemas = default(EquatableArray<Schema>);
        var problems = new List<SchemaProblem>();
        if (MayHaveContexts(assembly))
        {
            if (MetadataOf(assembly, EmbeddedSchema.IsKey) is { Count: > 0 } schema)
            {
                schemas = EmbeddedSchema.Read(schema, new Origin(OriginKind.Reference, null), out var problem);
                Report(problem);
            }

            if (MetadataOf(assembly, EmbeddedCode.IsKey) is { Count: > 0 } code)
            {
                EmbeddedCode.Read(code, out var problem);
                Report(problem);
            }
        }

        var reading = schemas.IsEmpty && problems.Count == 0 ? ContextReading.Empty : new ContextReading(schemas, problems);
        return Assemblies.GetValue(reference, _ => reading);

        void Report(string? problem)
        {
            if (problem is not null)
                problems.Add(new SchemaProblem(SchemaProblemKind.UnreadableReference, assembly.Name, problem, Origin.None));
        }
    }

    /// <summary>Only an assembly that refers to EF Core can declare a context; its attributes need not be decoded otherwise.</summary>
    private static bool MayHaveContexts(IAssemblySymbol assembly)
    {
        foreach (var module in assembly.Modules)
        {
            if (UsesEntityFramework(module.ReferencedAssemblies))
                return true;
        }

        return false;
    }

    /// <summary>The name is looked for anywhere: a context that derives from a package's own (Identity) may name nothing of EF Core itself.</summary>
    public static bool UsesEntityFramework(IEnumerable<AssemblyIdentity> assemblies)
    {
        foreach (var assembly in assemblies)
        {
            if (assembly.Name.IndexOf("EntityFrameworkCore", StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The metadata of an assembly whose key is of a kind.</summary>
    public static List<KeyValuePair<string, string>> MetadataOf(IAssemblySymbol assembly, Predicate<string> isKey)
    {
        var metadata = new List<KeyValuePair<string, string>>();
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute is
                {
                    AttributeClass.Name: "AssemblyMetadataAttribute",
                    ConstructorArguments: [{ Value: string key }, { Value: string value }],
                }
                && isKey(key))
            {
                metadata.Add(new(key, value));
            }
        }

        return metadata;
    }
}
