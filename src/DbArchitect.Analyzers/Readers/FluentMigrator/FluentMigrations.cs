using System;
using System.Collections.Generic;
using System.Threading;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.Ef;
using DbArchitect.Analyzers.Readers.SchemaFiles;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.FluentMigrator;

/// <summary>Replays the FluentMigrator migrations of a compilation in the order of their versions.</summary>
internal static class FluentMigrations
{
    public static void Replay(KnownTypes types, SourceOperations source, Store store, DdlReplay replay, CancellationToken cancellation)
    {
        if (types.FluentMigration is not { } migrationBase)
            return;
        var migrations = new List<(IReadOnlyList<object?> Version, INamedTypeSymbol Type)>();
        foreach (var type in DeclaredTypes.Of(types.Compilation.Assembly.GlobalNamespace, cancellation))
        {
            if (type is { TypeKind: TypeKind.Class, IsAbstract: false } && Members.Derives(type, migrationBase) && VersionOf(type) is { } version)
                migrations.Add((version, type));
        }

        migrations.Sort(static (one, other) => Compare(one.Version, other.Version) is not 0 and var order ? order : string.CompareOrdinal(one.Type.Name, other.Type.Name));
        foreach (var (_, type) in migrations)
        {
            var steps = new MigrationInterpreter(type, source, store, cancellation).Run();
            new StepReplay(replay, source, store, cancellation).Apply(steps);
        }
    }

    /// <summary>The constants of its [Migration], or of an attribute that derives from it and computes a version of them; null for a class that is no migration.</summary>
    private static IReadOnlyList<object?>? VersionOf(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            for (var current = attribute.AttributeClass; current is not null; current = current.BaseType)
            {
                if (current.Name != "MigrationAttribute")
                    continue;
                var version = new List<object?>();
                foreach (var argument in attribute.ConstructorArguments)
                {
                    if (argument.Kind == TypedConstantKind.Primitive)
                        version.Add(argument.Value);
                }

                return version;
            }
        }

        return null;
    }

    private static int Compare(IReadOnlyList<object?> one, IReadOnlyList<object?> other)
    {
        for (var i = 0; i < one.Count && i < other.Count; i++)
        {
            var order = (one[i], other[i]) switch
            {
                (string left, string right) => string.CompareOrdinal(left, right),
                (IConvertible left and not string, IConvertible right and not string) => Number(left).CompareTo(Number(right)),
                _ => 0,
            };
            if (order != 0)
                return order;
        }

        return one.Count.CompareTo(other.Count);
    }

    private static decimal Number(IConvertible value) => value.ToDecimal(System.Globalization.CultureInfo.InvariantCulture);
}
