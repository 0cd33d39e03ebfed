using System.Reflection;

namespace DbArchitect.Package.Tests;

/// <summary>The package, packed once for all tests into a folder of its own, and the folder in which users' projects live: both outside of the repository.</summary>
public sealed class Packed : IAsyncLifetime
{
    /// <summary>A version of its own for each run, so that no cache can answer with an older package.</summary>
    internal static readonly string Version = "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);

    internal string Folder { get; } = Directory.CreateTempSubdirectory("dbarchitect-").FullName;

    internal string Package => Path.Combine(Folder, "source", $"DbArchitect.Analyzers.{Version}.nupkg");

    /// <summary>What this project was told by its build.</summary>
    internal static string Metadata(string key) =>
        typeof(Packed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    internal static string Root { get; } = FindRoot();

    /// <summary>Packages of this run go to a folder of their own; those that the machine has already are read from where they are.</summary>
    internal Dictionary<string, string> Environment => new()
    {
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "packages"),
        ["NUGET_FALLBACK_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
    };

    public async Task InitializeAsync()
    {
        var packed = await Dotnet.RunAsync(
            Root,
            new Dictionary<string, string>(),
            "pack", "nuget", "--no-build", "-c", Metadata("Configuration"), "-o", Path.Combine(Folder, "source"), "-p:PackageVersion=" + Version, "-v", "minimal");
        packed.AssertSucceeded();
        await File.WriteAllTextAsync(Path.Combine(Folder, "nuget.config"), """
            <configuration>
              <packageSources>
                <add key="packed" value="source" />
              </packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DbArchitect.Analyzers.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository");
        return folder;
    }
}

/// <summary>All tests share one package and run one after the other: each of them is a build that takes the whole machine.</summary>
[CollectionDefinition(nameof(Packed))]
public sealed class PackedCollection : ICollectionFixture<Packed>;
