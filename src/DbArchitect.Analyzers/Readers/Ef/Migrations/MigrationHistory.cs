using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers.Ef;

/// <summary>The migrations of a context, in the order in which EF applies them.</summary>
internal static class MigrationHistory
{
    public static IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol context, List<INamedTypeSymbol> migrations)
    {
        List<(string Id, INamedTypeSymbol Type)>? ordered = null;
        foreach (var migration in migrations)
        {
            if (IdOf(migration, context) is { } id)
                (ordered ??= []).Add((id, migration));
        }

        if (ordered is null)
            return [];
        ordered.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id));
        return ordered.ConvertAll(static migration => migration.Type);
    }

    /// <summary>The id that the designer file gives it; null for the migration of another context, or one that EF does not find.</summary>
    private static string? IdOf(INamedTypeSymbol migration, INamedTypeSymbol context)
    {
        string? id = null;
        var isOfContext = false;
        foreach (var attribute in migration.GetAttributes())
        {
            if (attribute.ConstructorArguments.Length != 1)
                continue;
            switch (attribute.AttributeClass?.Name)
            {
                case "MigrationAttribute":
                    id = attribute.ConstructorArguments[0].Value as string;
                    break;
                case "DbContextAttribute":
                    isOfContext = Members.IsSame(attribute.ConstructorArguments[0].Value as ITypeSymbol, context);
                    break;
            }
        }

        return isOfContext ? id : null;
    }
}
