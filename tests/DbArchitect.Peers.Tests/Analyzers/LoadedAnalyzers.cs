using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using DbArchitect.Analyzers.Hosting;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbArchitect.Peers.Tests.Analyzers;

/// <summary>The analyzers of one package, loaded beside the tests as a compiler loads them.</summary>
internal sealed class LoadedAnalyzers
{
    private LoadedAnalyzers(Peer peer, IEnumerable<DiagnosticAnalyzer> all, string version)
    {
        Peer = peer;
        Version = version;
        Analyzers = [.. all.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => peer.Has(descriptor.Id)))];
        Titles = Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Where(descriptor => peer.Has(descriptor.Id))
            .GroupBy(static descriptor => descriptor.Id, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Title.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public Peer Peer { get; }

    public string Version { get; }

    /// <summary>Those that have a rule that counts.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    /// <summary>The rules that count, with the titles that they give themselves.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; }

    public static LoadedAnalyzers Ours { get; } = new(Peer.Ours, [new DatabaseAnalyzer()], "");

    /// <summary>Of a package: where the restore put it is known to the project file.</summary>
    public static LoadedAnalyzers OfPackage(Peer peer)
    {
        var folder = typeof(LoadedAnalyzers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == peer.Name).Value!;
        var files = Directory.EnumerateFiles(folder, "*.dll").Where(static file => !file.Contains("CodeFix", StringComparison.Ordinal));
        return new LoadedAnalyzers(peer, files.SelectMany(Load), Path.GetFileName(folder[..folder.LastIndexOf("/analyzers", StringComparison.Ordinal)]));
    }

    public static LoadedAnalyzers OfFile(Peer peer, string file) => new(peer, Load(file), "");

    public LoadedAnalyzers Only(DiagnosticAnalyzer one) => new(Peer, [one], Version);

    private static IEnumerable<DiagnosticAnalyzer> Load(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var context = new AssemblyLoadContext(file);
        context.Resolving += (self, name) => Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? self.LoadFromAssemblyPath(path) : null;
        return TypesOf(context.LoadFromAssemblyPath(file))
            .Where(static type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
    }

    /// <summary>A fix in the same assembly needs more than a compiler has; it is not wanted.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
