using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DbArchitect.Analyzers.Readers.Linq;

/// <summary>Tells from types and attributes what kind of code a member is.</summary>
internal static class CodeContexts
{
    /// <summary>A project of tests by its name: its helpers and fixtures have no attribute that says so.</summary>
    public static bool IsOfTests(IAssemblySymbol? assembly)
    {
        var name = assembly?.Name ?? "";
        return name.EndsWith(".Tests", System.StringComparison.Ordinal) || name.EndsWith(".Test", System.StringComparison.Ordinal)
            || name.EndsWith("UnitTests", System.StringComparison.Ordinal) || name.EndsWith("IntegrationTests", System.StringComparison.Ordinal)
            || name.EndsWith("IntegrationTest", System.StringComparison.Ordinal);
    }

    /// <summary>An attribute's name without its ending, also where its library is missing and it stands as it was written.</summary>
    private static string NameOf(AttributeData attribute)
    {
        const string ending = "Attribute";
        var name = attribute.AttributeClass?.Name ?? "";
        return name.EndsWith(ending, System.StringComparison.Ordinal) ? name.Substring(0, name.Length - ending.Length) : name;
    }

    /// <summary>By the name of the method or a class around it: what it removes is meant to be gone.</summary>
    public static bool IsPurge(ISymbol owner)
    {
        for (var member = owner; member is not null and not INamespaceSymbol; member = member.ContainingSymbol)
        {
            foreach (var word in PurgeWords)
            {
                if (member.Name.IndexOf(word, System.StringComparison.OrdinalIgnoreCase) >= 0)
                    return true;
            }
        }

        return false;
    }

    private static readonly string[] PurgeWords = ["Purge", "HardDelete", "Permanent", "Cleanup", "Cleaner", "Prune", "Retention", "Erase", "Wipe", "Truncate"];

    /// <summary>By the method alone; null when it does not tell.</summary>
    public static CodeContext? OfMethod(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            switch (NameOf(attribute))
            {
                case "Fact" or "Theory" or "Test" or "TestCase" or "TestMethod" or "DataTestMethod"
                    or "SetUp" or "OneTimeSetUp" or "TestInitialize":
                    return CodeContext.Test;
                case "HttpGet" or "HttpPost" or "HttpPut" or "HttpDelete" or "HttpPatch" or "Route":
                    return CodeContext.Request;
            }
        }

        return IsSeed(method.Name) ? CodeContext.Seed : null;
    }

    public static CodeContext OfType(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            switch (NameOf(attribute))
            {
                case "ApiController" or "Controller":
                    return CodeContext.Request;
                case "TestFixture" or "TestClass":
                    return CodeContext.Test;
            }
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            switch (current.Name)
            {
                case "ControllerBase" or "Controller" or "PageModel" or "ViewComponent" or "ComponentBase" or "Hub" or "EndpointBase":
                    return CodeContext.Request;
                case "BackgroundService":
                    return CodeContext.Job;
                case "Migration" when current.ContainingNamespace?.Name is "Migrations" or "FluentMigrator":
                    return CodeContext.Migration;
            }
        }

        // Data migrations of the program's own, also when they run as a service.
        if (type.ContainingNamespace?.Name is { } space && (space == "Migration" || space.EndsWith("Migrations", System.StringComparison.Ordinal)) || type.Name.Contains("Migrat"))
            return CodeContext.Migration;
        foreach (var @interface in type.AllInterfaces)
        {
            switch (@interface.Name)
            {
                case "IHostedService" or "IJob" or "IInvocable":
                    return CodeContext.Job;
                case "IRequestHandler" or "IStreamRequestHandler" or "IQueryHandler" or "ICommandHandler":
                    return CodeContext.Request;
            }
        }

        foreach (var member in type.GetMembers())
        {
            if (member is not IMethodSymbol method)
                continue;
            foreach (var attribute in method.GetAttributes())
            {
                if (NameOf(attribute) is "Fact" or "Theory" or "Test" or "TestMethod")
                    return CodeContext.Test;
            }
        }

        return IsSeed(type.Name) || IsSeedClass(type.Name) || IsInSeeder(type) ? CodeContext.Seed : CodeContext.Unknown;
    }

    /// <summary>A program, or a folder, that only makes data.</summary>
    private static bool IsInSeeder(INamedTypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name is "Seeder" or "Seeders" or "Seeding" or "SeedData" or "TestData")
                return true;
        }

        return false;
    }

    private static bool IsSeedClass(string name) =>
        name.EndsWith("Seeder", System.StringComparison.Ordinal) || name.EndsWith("SeedData", System.StringComparison.Ordinal) || name.EndsWith("DataSeed", System.StringComparison.Ordinal);

    private static bool IsSeed(string name) => name.StartsWith("Seed", System.StringComparison.Ordinal) || name == "HasData";

    /// <summary>Request inside a lambda that is the handler of a minimal API.</summary>
    public static CodeContext Around(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IArgumentOperation
                {
                    Parent: IInvocationOperation { TargetMethod.Name: "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch" or "MapMethods" },
                })
            {
                return CodeContext.Request;
            }
        }

        return CodeContext.Unknown;
    }
}
