using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests;

/// <summary>The real assemblies that the test host itself runs on: .NET, EF Core, its providers, Dapper. Read once.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } = Load(static _ => true);

    /// <summary>The framework alone: a project without data access.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
        Load(static path => path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal));

    private static ImmutableArray<MetadataReference> Load(Func<string, bool> wanted) =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("DbArchitect.", StringComparison.Ordinal) && wanted(path))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))];
}
