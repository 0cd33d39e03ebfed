using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Reads every DbContext of a compilation into a schema: what EF Core itself would build from the same code.</summary>
internal static class EfSchemaReader
{
    /// <param name="types">The library types of the compilation.</param>
    /// <param name="source">The compilation's source.</param>
    /// <param name="provider">The engine set by the user; <see cref="Store.Unknown"/> to take it from the code.</param>
    /// <param name="withBases">
    /// Read abstract contexts too, as far as nothing here derives from them: a library's queries run on one, and what the contexts of other projects add to it is unknown.
    /// </param>
    public static SchemaSet Read(KnownTypes types, SourceOperations source, Store provider, CancellationToken cancellation, bool withBases = false)
    {
        if (types.DbContext is null)
            return SchemaSet.Empty;
        var contexts = new List<INamedTypeSymbol>();
        var bases = new List<INamedTypeSymbol>();
        var interceptors = new List<INamedTypeSymbol>();
        var snapshots = new List<INamedTypeSymbol>();
        var migrations = new List<INamedTypeSymbol>();
        foreach (var type in DeclaredTypes.Of(types.Compilation.Assembly.GlobalNamespace, cancellation))
        {
            if (type.TypeKind != TypeKind.Class)
                continue;
            if (Members.Derives(type, types.DbContext))
            {
                if (type.TypeParameters.IsEmpty)
                    (type.IsAbstract ? bases : contexts).Add(type);
            }
            else if (types.ModelSnapshot is { } snapshot && type.BaseType is { } parent && Members.IsSame(parent, snapshot))
                snapshots.Add(type);
            else if (types.Migration is { } migration && Members.Derives(type, migration))
                migrations.Add(type);
            else if (type.Name.EndsWith("Interceptor", System.StringComparison.Ordinal) && type.AllInterfaces.Any(static implemented => implemented.Name == "ISaveChangesInterceptor"))
                interceptors.Add(type);
        }

        if (withBases)
            contexts.AddRange(bases.Where(type => !contexts.Exists(context => Members.Derives(context, type)) && Find(type, "OnModelCreating") is { ContainingType.IsAbstract: true }).ToList());
        var schemas = new List<Schema>();
        var options = new OptionsReader(types, provider);
        foreach (var context in contexts.OrderBy(ScalarTypes.FullName, System.StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var own = options.Read(context, contexts, cancellation);
            // Interceptors are there to be used: by the only context, or by one that says it has some.
            if (own.InterceptsSaves == true || (interceptors.Count > 0 && contexts.Count == 1))
                own = own with { Hooks = new SaveHookReader(types, source, cancellation).Read(context, interceptors) };
            var schema = ReadContext(context, own, types, source, cancellation);
            var known = SnapshotReader.Of(context, own, snapshots, types, source, cancellation);
            schema = known is null ? schema : Reconciliation.Merge(schema, known);
            schemas.Add(MigrationReader.Complete(schema, known, MigrationHistory.Of(context, migrations), source, cancellation));
        }

        return new SchemaSet(schemas);
    }

    private static Schema ReadContext(INamedTypeSymbol context, ContextOptions options, KnownTypes types, SourceOperations source, CancellationToken cancellation)
    {
        var model = new EfModel(options)
        {
            Int32 = types.Compilation.GetSpecialType(SpecialType.System_Int32),
            String = types.Compilation.GetSpecialType(SpecialType.System_String),
        };
        var discovery = new EntityDiscovery(model);
        var interpreter = new Interpreter(model, types, source, cancellation);
        var instance = new ObjectValue(context);
        interpreter.Context = instance;
        Sets(context, types, discovery);
        if (Find(context, "ConfigureConventions") is { } conventions)
            interpreter.Run(conventions, instance, new ModelConfigurationValue());
        if (Find(context, "OnModelCreating") is { } creating)
            interpreter.RunModelCreating(creating, instance);
        interpreter.RunAttributeConfigurations();
        ModelConventions.Complete(model, cancellation);
        interpreter.RunLate();
        ModelConventions.AfterLate(model);
        return new SchemaProjection(model, new FilterReader(new PredicateReader(types, source), cancellation), cancellation).Build();
    }

    /// <summary>The DbSet properties, in the order of their names.</summary>
    private static void Sets(INamedTypeSymbol context, KnownTypes types, EntityDiscovery discovery)
    {
        var seen = new Dictionary<EfEntityType, int>();
        foreach (var property in Members.PropertiesOf(context))
        {
            if (property.Type is not INamedTypeSymbol { TypeArguments.Length: 1 } type || !Members.IsSame(type.OriginalDefinition, types.DbSet))
                continue;
            if (type.TypeArguments[0] is not INamedTypeSymbol entityType || !EntityDiscovery.IsValid(entityType))
                continue;
            if (discovery.Ensure(entityType, ConfigurationSource.Convention, Members.OriginOf(entityType), 0) is not { } entity)
                continue;
            seen.TryGetValue(entity, out var count);
            seen[entity] = count + 1;
            // Two sets of one type name no table.
            entity.DbSet = count == 0 ? property.Name : "";
        }
    }

    /// <summary>The most derived declaration of a protected method of DbContext.</summary>
    private static IMethodSymbol? Find(INamedTypeSymbol context, string name)
    {
        foreach (var type in Members.TypeAndBases(context))
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IMethodSymbol { IsStatic: false, Parameters.Length: 1 } method && (method.IsOverride || method.IsVirtual))
                    return method;
            }
        }

        return null;
    }
}
