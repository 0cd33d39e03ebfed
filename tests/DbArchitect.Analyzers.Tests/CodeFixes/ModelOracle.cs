using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.Conventions;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>What EF Core itself makes of the code: the solution is emitted, its context's model is built at run time, and its indexes are listed.</summary>
internal static class ModelOracle
{
    /// <summary>The indexes of an entity that code declares, as <c>TenantId, CreatedAt desc; unique; where …; operators …; name …</c>.</summary>
    public static async Task<List<string>> IndexesAsync(Solution solution, string entity, string context)
    {
        var load = new AssemblyLoadContext("oracle", isCollectible: true);
        try
        {
            var assemblies = new List<Assembly>();
            load.Resolving += (_, name) => assemblies.Find(assembly => assembly.GetName().Name == name.Name);
            foreach (var id in solution.GetProjectDependencyGraph().GetTopologicallySortedProjects())
            {
                using var stream = new MemoryStream();
                var result = (await solution.GetProject(id)!.GetCompilationAsync())!.Emit(stream);
                Assert.True(result.Success, string.Join("\n", result.Diagnostics));
                stream.Position = 0;
                assemblies.Add(load.LoadFromStream(stream));
            }

            return Read(assemblies, entity, context);
        }
        finally
        {
            load.Unload();
        }
    }

    private static List<string> Read(List<Assembly> assemblies, string entity, string contextName)
    {
        var contexts = assemblies.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => typeof(DbContext).IsAssignableFrom(type) && !type.IsAbstract).ToList();
        var context = contextName.Length > 0 ? contexts.Single(type => type.FullName == contextName) : contexts.OrderBy(static type => type.Name).First();
        var builder = new ModelBuilder(NpgsqlConventionSetBuilder.Build());
        foreach (var property in context.GetProperties())
        {
            if (property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(DbSet<>))
                builder.Entity(type.GetGenericArguments()[0]);
        }

        context.GetMethod("OnModelCreating", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!
            .Invoke(RuntimeHelpers.GetUninitializedObject(context), [builder]);
        var mapped = builder.Model.GetEntityTypes().Where(type => type.ClrType.FullName == entity).ToList();
        builder.FinalizeModel();
        return [.. mapped.SelectMany(static type => type.GetDeclaredIndexes())
            .Where(static index => ((IConventionIndex)index).GetConfigurationSource() != ConfigurationSource.Convention)
            .Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(IMutableIndex index)
    {
        var keys = index.Properties.Select((property, i) =>
            property.Name + (index.IsDescending is { } descending && (descending.Count == 0 || descending[i]) ? " desc" : ""));
        var text = string.Join(", ", keys);
        if (index.IsUnique)
            text += "; unique";
        if (index.GetFilter() is { } filter)
            text += "; where " + filter;
        if (index.FindAnnotation("Npgsql:IndexOperators")?.Value is string[] operators)
            text += "; operators " + string.Join(" ", operators);
        if (index.Name is { } name)
            text += "; name " + name;
        else if (index.FindAnnotation(RelationalAnnotationNames.Name)?.Value is string databaseName)
            text += "; name " + databaseName;
        return text;
    }

    /// <summary>The same description of an index that an edit asks for.</summary>
    public static string Describe(DbArchitect.Analyzers.Model.IndexDeclaration index)
    {
        var text = string.Join(", ", index.Properties.Items.Select((property, i) => property + (i < index.Descending.Count && index.Descending[i] ? " desc" : "")));
        if (index.IsUnique)
            text += "; unique";
        if (index.Filter.Length > 0)
            text += "; where " + index.Filter;
        if (!index.OperatorClasses.IsEmpty)
            text += "; operators " + string.Join(" ", index.OperatorClasses);
        if (index.Name.Length > 0)
            text += "; name " + index.Name;
        return text;
    }
}
