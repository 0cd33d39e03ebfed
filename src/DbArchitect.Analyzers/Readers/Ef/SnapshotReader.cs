using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>Reads the generated ModelSnapshot of a context: the whole model in string-named fluent calls, as of the last migration.</summary>
internal static class SnapshotReader
{
    public static Schema? Of(
        INamedTypeSymbol context, ContextOptions options, List<INamedTypeSymbol> snapshots, KnownTypes types, SourceOperations source, CancellationToken cancellation)
    {
        INamedTypeSymbol? found = null;
        foreach (var snapshot in snapshots)
        {
            if (!IsOf(snapshot, context))
                continue;
            // One for each provider, in one project: which is current cannot be told.
            if (found is not null)
                return null;
            found = snapshot;
        }

        return found is null ? null : Read(found, options, types, source, cancellation);
    }

    private static bool IsOf(INamedTypeSymbol snapshot, INamedTypeSymbol context)
    {
        foreach (var attribute in snapshot.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "DbContextAttribute")
                return attribute.ConstructorArguments.Length == 1 && Members.IsSame(attribute.ConstructorArguments[0].Value as ITypeSymbol, context);
        }

        return false;
    }

    public static Schema? Read(INamedTypeSymbol snapshot, ContextOptions options, KnownTypes types, SourceOperations source, CancellationToken cancellation)
    {
        if (snapshot.GetMembers("BuildModel").OfType<IMethodSymbol>().FirstOrDefault() is not { } build)
            return null;
        var model = new EfModel(options with { Naming = NamingConvention.None })
        {
            IsSnapshot = true,
            Int32 = types.Compilation.GetSpecialType(SpecialType.System_Int32),
            String = types.Compilation.GetSpecialType(SpecialType.System_String),
        };
        var interpreter = new Interpreter(model, types, source, cancellation);
        interpreter.Run(build, new ObjectValue(snapshot), new ModelBuilderValue());
        ModelConventions.Complete(model, cancellation);
        return new SchemaProjection(model, new FilterReader(new PredicateReader(types, source), cancellation), cancellation).Build();
    }
}
