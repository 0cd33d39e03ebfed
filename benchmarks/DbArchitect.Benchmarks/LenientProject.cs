using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DbArchitect.Benchmarks;

/// <summary>A project file, read as far as a compilation needs it that tolerates errors: bound to the packages of this benchmark, and to other projects as in an editor.</summary>
internal sealed class LenientProject(string path, HashSet<string> projectFolders)
{
    private static readonly string[] SdkUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebUsings =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
            "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    /// <summary>What analysed code binds to: the packages of this benchmark.</summary>
    internal static readonly ImmutableArray<MetadataReference> Packages =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => !Path.GetFileName(file).StartsWith("DbArchitect.", StringComparison.Ordinal))
            .Where(static file => !Path.GetFileName(file).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static file => (MetadataReference)MetadataReference.CreateFromFile(file))];

    /// <summary>What a project without any package binds to.</summary>
    internal static readonly ImmutableArray<MetadataReference> Framework =
        [.. Packages.Where(static reference => Path.GetDirectoryName(reference.Display) == Path.GetDirectoryName(typeof(object).Assembly.Location))];

    private const string UsingsFile = "Usings.g.cs";

    private readonly HashSet<string> packages = new(StringComparer.OrdinalIgnoreCase);
    private CSharpCompilation? compilation;
    private bool compiling;

    public string Name => Path.GetFileNameWithoutExtension(path);

    /// <summary>Libraries that mean an engine, and the word in the names of packages that bring them: a project has only those that it references, because two engines' extensions are ambiguous.</summary>
    private static readonly (string File, string[] Packages)[] Optional =
    [
        ("Microsoft.EntityFrameworkCore.SqlServer", ["SqlServer"]),
        ("Microsoft.Data.SqlClient", ["SqlServer", "SqlClient"]),
        ("Microsoft.EntityFrameworkCore.Sqlite", ["Sqlite"]),
        ("Microsoft.Data.Sqlite", ["Sqlite"]),
        ("Npgsql", ["Npgsql", "PostgreSQL"]),
        ("Dapper", ["Dapper"]),
    ];

    /// <summary>
    /// All projects but tests as one compilation: what the reader makes of the code when everything is in sight. A build never sees this; it compiles each project against
    /// assemblies without bodies.
    /// </summary>
    public static CSharpCompilation Join(Dictionary<string, LenientProject> projects)
    {
        var compilations = projects.Values.Where(static project => !project.Name.Contains("Test", StringComparison.Ordinal)).Select(project => project.Compile(projects)).ToList();
        return CSharpCompilation.Create(
            "Joined", compilations.SelectMany(static compilation => compilation.SyntaxTrees).DistinctBy(static tree => tree.FilePath == UsingsFile ? tree.ToString() : tree.FilePath),
            compilations.SelectMany(static compilation => compilation.References).Where(static reference => reference is not CompilationReference).Distinct(),
            compilations.MaxBy(static compilation => compilation.SyntaxTrees.Length)!.Options);
    }

    /// <summary>The texts that the project embeds: .resx files as every project does, others where its file says that it embeds files of their kind.</summary>
    public ImmutableArray<AdditionalText> Embedded()
    {
        var xml = File.ReadAllText(path);
        var embeds = xml.Contains("EmbeddedResource Include", StringComparison.Ordinal);
        string[] kinds = [".resx", .. new[] { ".sql", ".psql", ".pgsql" }.Where(kind => embeds && xml.Contains(kind, StringComparison.OrdinalIgnoreCase))];
        return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.*", SearchOption.AllDirectories)
            .Where(file => kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Select(static file => new EmbeddedFile(file))];
    }

    /// <summary>The same as the compiler gets them from the package's targets: additional files that are marked as embedded.</summary>
    public AnalyzerOptions Options() => new(Embedded(), new EmbeddedMark());

    private sealed class EmbeddedMark : AnalyzerConfigOptionsProvider
    {
        private static readonly AnalyzerConfigOptions None = new Values([]);
        private static readonly AnalyzerConfigOptions Embedded = new Values(new() { ["build_metadata.AdditionalFiles.DbArchitectEmbedded"] = "true" });

        public override AnalyzerConfigOptions GlobalOptions => None;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Embedded;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => values.Keys;

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }

    private sealed class EmbeddedFile(string file) : AdditionalText
    {
        private readonly SourceText text = SourceText.From(File.ReadAllText(file));

        public override string Path => file;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }

    /// <summary>Every project below a directory, by the path of its file.</summary>
    public static Dictionary<string, LenientProject> Below(string directory)
    {
        var files = Directory.GetFiles(Path.GetFullPath(directory), "*.csproj", SearchOption.AllDirectories);
        var folders = files.Select(static file => Path.GetDirectoryName(file)!).ToHashSet();
        return files.ToDictionary(static file => file, file => new LenientProject(file, folders));
    }

    public CSharpCompilation Compile(Dictionary<string, LenientProject> projects)
    {
        if (compilation is not null)
            return compilation;
        compiling = true;
        var xml = XDocument.Load(path);
        var folder = Path.GetDirectoryName(path)!;
        var inherited = Ancestors(folder).Select(static up => Path.Combine(up, "Directory.Build.props")).Where(File.Exists).Select(XDocument.Load).ToList();
        string? Property(string name) => inherited.Prepend(xml).SelectMany(document => document.Descendants(name)).Where(IsForProducts).Select(static node => node.Value).FirstOrDefault();
        var parse = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER", "DEBUG"]);
        var usings = new List<string>();
        if (string.Equals(Property("ImplicitUsings"), "enable", StringComparison.OrdinalIgnoreCase))
            usings.AddRange((xml.Root?.Attribute("Sdk")?.Value ?? "").EndsWith(".Web", StringComparison.Ordinal) ? [.. SdkUsings, .. WebUsings] : SdkUsings);
        usings.AddRange(inherited.Append(xml).SelectMany(static document => document.Descendants("Using")).Select(static node => node.Attribute("Include")?.Value).OfType<string>());
        var trees = Sources(folder).AsParallel().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), parse, file)).ToList();
        trees.Add(CSharpSyntaxTree.ParseText(string.Concat(usings.Select(static name => $"global using {name};\n")), parse, UsingsFile));
        packages.UnionWith(inherited.Append(xml).SelectMany(static document => document.Descendants("PackageReference")).Select(static node => node.Attribute("Include")?.Value).OfType<string>());
        var referenced = xml.Descendants("ProjectReference").Select(node => node.Attribute("Include")?.Value).OfType<string>()
            .SelectMany(include => Resolve(Path.GetFullPath(Path.Combine(folder, include.Replace('\\', '/'))), projects)).Distinct().ToList();
        var references = referenced.Select(project => project.Compile(projects))
            .SelectMany(static compilation => compilation.References.OfType<CompilationReference>().Append(compilation.ToMetadataReference()))
            .Cast<CompilationReference>().GroupBy(static reference => reference.Compilation.AssemblyName).Select(static group => (MetadataReference)group.First()).ToList();
        foreach (var project in referenced)
            packages.UnionWith(project.packages);
        compilation = CSharpCompilation.Create(
            Property("AssemblyName") is { } name && !name.Contains('$') ? name : Name,
            trees,
            [.. Packages.Where(IsReferenced), .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: string.Equals(Property("Nullable"), "enable", StringComparison.OrdinalIgnoreCase) ? NullableContextOptions.Enable : NullableContextOptions.Disable));
        return compilation;
    }

    /// <summary>Shared properties often say something else for test projects.</summary>
    private static bool IsForProducts(XElement property) =>
        property.Attribute("Condition")?.Value.Contains("'$(IsTestProject)' == 'true'", StringComparison.Ordinal) != true;

    private bool IsReferenced(MetadataReference library)
    {
        var file = Path.GetFileNameWithoutExtension(library.Display ?? "");
        return !Array.Exists(Optional, optional => file.StartsWith(optional.File, StringComparison.Ordinal))
            || Array.Exists(Optional, optional => file.StartsWith(optional.File, StringComparison.Ordinal)
                && Array.Exists(optional.Packages, name => packages.Any(package => package.Contains(name, StringComparison.OrdinalIgnoreCase))));
    }

    private static IEnumerable<LenientProject> Resolve(string file, Dictionary<string, LenientProject> projects)
    {
        var match = projects.FirstOrDefault(pair => string.Equals(pair.Key, file, StringComparison.OrdinalIgnoreCase)).Value;
        return match is null || match.compiling && match.compilation is null ? [] : [match];
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var up = new DirectoryInfo(folder); up is not null; up = up.Parent)
            yield return up.FullName;
    }

    private IEnumerable<string> Sources(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.cs"))
            yield return file;
        foreach (var sub in Directory.GetDirectories(folder))
        {
            if (projectFolders.Contains(sub) || Path.GetFileName(sub) is "bin" or "obj" or "node_modules")
                continue;
            foreach (var file in Sources(sub))
                yield return file;
        }
    }
}
