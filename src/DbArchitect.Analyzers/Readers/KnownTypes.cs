using System;
using System.Collections.Concurrent;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers.SqlStrings;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Readers;

/// <summary>
/// The library types that readers look for: one line a type, resolved once per compilation, a missing one cached as null. A test resolves every name
/// against the real packages.
/// </summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> types = new(StringComparer.Ordinal);

    // Of the types that every body asks for: a look-up of a name each time would cost more than what it is asked for.
    private INamedTypeSymbol? dbContext;
    private INamedTypeSymbol? dbSet;
    private INamedTypeSymbol? modelBuilder;
    private INamedTypeSymbol? modelSnapshot;
    private INamedTypeSymbol? migration;
    private INamedTypeSymbol? entityTypeConfiguration;
    private INamedTypeSymbol? entityFrameworkQueryableExtensions;
    private INamedTypeSymbol? relationalQueryableExtensions;
    private INamedTypeSymbol? queryable;
    private INamedTypeSymbol? enumerable;
    private INamedTypeSymbol? queryableInterface;
    private INamedTypeSymbol? iQueryableOf;
    private INamedTypeSymbol? sqlMapper;
    private INamedTypeSymbol? fluentMigration;
    private INamedTypeSymbol? dbCommand;

    public Compilation Compilation { get; } = compilation;

    /// <summary>Whether the compilation sees any data access library: nothing is registered when it does not.</summary>
    /// <remarks>DbCommand does not count: it is part of the framework.</remarks>
    public bool HasDataAccess => DbContext is not null || SqlMapper is not null || Drivers.Referenced(Compilation) != Store.Unknown || SqlSinks.IsReferenced(Compilation);

    // Entity Framework Core
    public INamedTypeSymbol? DbContext => dbContext ??= Get("Microsoft.EntityFrameworkCore.DbContext");

    public INamedTypeSymbol? DbSet => dbSet ??= Get("Microsoft.EntityFrameworkCore.DbSet`1");

    public INamedTypeSymbol? ModelBuilder => modelBuilder ??= Get("Microsoft.EntityFrameworkCore.ModelBuilder");

    public INamedTypeSymbol? ModelSnapshot => modelSnapshot ??= Get("Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot");

    public INamedTypeSymbol? Migration => migration ??= Get("Microsoft.EntityFrameworkCore.Migrations.Migration");

    public INamedTypeSymbol? EntityTypeConfiguration => entityTypeConfiguration ??= Get("Microsoft.EntityFrameworkCore.IEntityTypeConfiguration`1");

    public INamedTypeSymbol? EntityFrameworkQueryableExtensions => entityFrameworkQueryableExtensions ??= Get("Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions");

    public INamedTypeSymbol? RelationalQueryableExtensions => relationalQueryableExtensions ??= Get("Microsoft.EntityFrameworkCore.RelationalQueryableExtensions");

    // LINQ
    public INamedTypeSymbol? Queryable => queryable ??= Get("System.Linq.Queryable");

    public INamedTypeSymbol? Enumerable => enumerable ??= Get("System.Linq.Enumerable");

    public INamedTypeSymbol? IQueryable => queryableInterface ??= Get("System.Linq.IQueryable");

    public INamedTypeSymbol? IQueryableOf => iQueryableOf ??= Get("System.Linq.IQueryable`1");

    // SQL text
    public INamedTypeSymbol? SqlMapper => sqlMapper ??= Get("Dapper.SqlMapper");

    public INamedTypeSymbol? FluentMigration => fluentMigration ??= Get("FluentMigrator.MigrationBase");

    public INamedTypeSymbol? DbCommand => dbCommand ??= Get("System.Data.Common.DbCommand");

    public INamedTypeSymbol? Get(string metadataName) =>
        types.GetOrAdd(metadataName, static (name, compilation) => Find(name, compilation), Compilation);

    /// <summary>The libraries whose assemblies are named like their namespaces.</summary>
    private static readonly string[] Libraries = ["Microsoft.EntityFrameworkCore", "Dapper", "FluentMigrator"];

    /// <summary>A type of a library is looked for in its assemblies alone: to ask each of some hundred references costs half a millisecond a name.</summary>
    private static INamedTypeSymbol? Find(string name, Compilation compilation)
    {
        foreach (var library in Libraries)
        {
            if (!name.StartsWith(library, StringComparison.Ordinal) || name.Length == library.Length || name[library.Length] != '.')
                continue;
            if (compilation.Assembly.GetTypeByMetadataName(name) is { } own)
                return own;
            foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            {
                if (assembly.Name.StartsWith(library, StringComparison.Ordinal) && assembly.GetTypeByMetadataName(name) is { } type)
                    return type;
            }

            return null;
        }

        return compilation.GetTypeByMetadataName(name);
    }
}

internal static class ConcurrentDictionaryExtensions
{
    /// <summary>The overload with an argument, which netstandard2.0 lacks.</summary>
    public static TValue GetOrAdd<TKey, TValue, TArgument>(
        this ConcurrentDictionary<TKey, TValue> dictionary, TKey key, Func<TKey, TArgument, TValue> create, TArgument argument)
        where TKey : notnull =>
        dictionary.TryGetValue(key, out var value) ? value : dictionary.GetOrAdd(key, create(key, argument));
}
