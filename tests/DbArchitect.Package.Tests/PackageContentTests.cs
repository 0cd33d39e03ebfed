using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace DbArchitect.Package.Tests;

/// <summary>What is in the package, and what it asks of its host.</summary>
[Collection(nameof(Packed))]
public sealed class PackageContentTests(Packed packed)
{
    [Fact]
    public void Package_HoldsExactlyTheseFiles()
    {
        using var package = ZipFile.OpenRead(packed.Package);
        var files = package.Entries.Select(static entry => entry.FullName)
            .Where(static name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml");
        Assert.Equal(
            [
                "DbArchitect.Analyzers.nuspec",
                "LICENSE",
                "README.md",
                "analyzers/dotnet/cs/DbArchitect.Analyzers.dll",
                "analyzers/dotnet/cs/DbArchitect.CodeFixes.dll",
                "analyzers/dotnet/cs/DbArchitect.Sql.dll",
                "build/DbArchitect.Analyzers.props",
                "build/DbArchitect.Analyzers.targets",
                "buildTransitive/DbArchitect.Analyzers.props",
                "buildTransitive/DbArchitect.Analyzers.targets",
                "config/all.globalconfig",
                "config/minimum.globalconfig",
                "config/none.globalconfig",
                "config/recommended.globalconfig",
                "config/strict.globalconfig",
                "icon.png",
            ],
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Manifest_IsThatOfADevelopmentDependencyWithoutDependencies()
    {
        using var package = ZipFile.OpenRead(packed.Package);
        using var stream = package.GetEntry("DbArchitect.Analyzers.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Equal("true", Value("developmentDependency"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal("https://github.com/dbarchitect/DbArchitect.Analyzers", Value("projectUrl"));
        Assert.DoesNotContain(metadata.Elements(), static element => element.Name.LocalName == "dependencies");
    }

    /// <summary>A gallery shows the README where the repository is not: a relative link would lead nowhere, and prose must arrive whole.</summary>
    [Fact]
    public void Readme_IsTheRepositorysWithLinksThatWorkElsewhere()
    {
        using var package = ZipFile.OpenRead(packed.Package);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var packedText = reader.ReadToEnd();
        Assert.DoesNotMatch(@"\]\((?!https://)", packedText);
        var repository = File.ReadAllText(Path.Combine(Packed.Root, "README.md"));
        var restored = packedText.Replace("https://github.com/dbarchitect/DbArchitect.Analyzers/blob/main/", "", StringComparison.Ordinal)
            .Replace("https://github.com/dbarchitect/DbArchitect.Analyzers/tree/main/", "", StringComparison.Ordinal);
        Assert.Equal(repository.TrimEnd(), restored.TrimEnd());
    }

    /// <summary>The compiler of Visual Studio 17.8 and SDK 8 is Roslyn 4.8: an analyzer that needs a newer one, or a library the compiler does not have, is not loaded.</summary>
    [Fact]
    public void Assemblies_NeedNothingThatTheOldestCompilerLacks()
    {
        var allowed = new Dictionary<string, Version>
        {
            ["netstandard"] = new(2, 0, 0, 0),
            ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
            ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
            ["System.Collections.Immutable"] = new(7, 0, 0, 0),
            // Not System.Composition: its version differs from host to host, and nothing but [Shared] needs it, which a fix from an analyzer package does not.
            ["System.Memory"] = new(4, 0, 1, 2),
        };
        using var package = ZipFile.OpenRead(packed.Package);
        foreach (var entry in package.Entries.Where(static entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var copy = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(copy);
            copy.Position = 0;
            using var file = new PEReader(copy);
            var reader = file.GetMetadataReader();
            foreach (var reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
            {
                var name = reader.GetString(reference.Name);
                if (name.StartsWith("DbArchitect.", StringComparison.Ordinal))
                    continue;
                Assert.True(allowed.TryGetValue(name, out var version), $"{entry.Name} needs {name}");
                Assert.True(reference.Version <= version, $"{entry.Name} needs {name} {reference.Version}");
            }
        }
    }
}
