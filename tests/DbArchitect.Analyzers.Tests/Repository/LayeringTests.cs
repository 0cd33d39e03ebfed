using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.Repository;

/// <summary>
/// The arrow of docs/architecture.md, held by the compiler: Model depends on nothing of ours; Readers on Model and DbArchitect.Sql; Rules on Model alone,
/// with no symbol, syntax or SQL text in sight; Hosting on all. Every name in the source is bound and its layer looked at.
/// </summary>
public sealed class LayeringTests
{
    private const string Ours = "DbArchitect.Analyzers.";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Model"] = ["Model"],
        ["Readers"] = ["Model", "Readers", "DbArchitect.Sql"],
        ["Rules"] = ["Model", "Rules"],
    };

    /// <summary>What Model and Rules may know of the compiler: how to describe a finding and where it is.</summary>
    private static readonly HashSet<string> DescriptionTypes =
    [
        "DiagnosticDescriptor", "DiagnosticSeverity", "Location", "FileLinePositionSpan", "LinePosition", "LinePositionSpan", "TextSpan", "LocalizableString",
        "WellKnownDiagnosticTags",
    ];

    [Fact]
    public void EachLayer_UsesOnlyThoseBelowIt()
    {
        var trees = RepositoryFiles.Sources("src", "DbArchitect.Analyzers")
            .Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Latest), path)).ToArray();
        var compilation = CSharpCompilation.Create(
            "DbArchitect.Analyzers",
            trees,
            [.. References.All, MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "DbArchitect.Sql.dll"))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        // Bound against the framework of the tests, where an overload may be ambiguous; a name that is not found would escape the check.
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Id is "CS0103" or "CS0234" or "CS0246" or "CS1061").Take(5).ToArray();
        Assert.True(errors.Length == 0, "Not bound, so not checked:\n" + string.Join("\n", errors.Select(static error => error.ToString())));

        var crossings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in trees)
        {
            var folder = Path.GetRelativePath(RepositoryFiles.PathOf("src", "DbArchitect.Analyzers"), tree.FilePath).Split(Path.DirectorySeparatorChar)[0];
            if (!Allowed.TryGetValue(folder, out var allowed))
                continue;
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
                if (symbol is INamespaceSymbol or null)
                    continue;
                var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
                if (type is not null && Crossing(type, allowed, folder) is { } layer)
                    crossings.Add($"{folder}/{Path.GetFileName(tree.FilePath)} uses {type.Name} of {layer}");
            }
        }

        Assert.Empty(crossings);
    }

    private static string? Crossing(INamedTypeSymbol type, string[] allowed, string folder)
    {
        var space = type.ContainingNamespace.ToDisplayString();
        if (type.ContainingAssembly?.Name == "DbArchitect.Sql")
            return allowed.Contains("DbArchitect.Sql") ? null : "DbArchitect.Sql";
        if ((space + ".").StartsWith(Ours, StringComparison.Ordinal))
        {
            var layer = space.Length < Ours.Length ? "" : space[Ours.Length..].Split('.')[0];
            return allowed.Contains(layer) ? null : layer;
        }

        return folder != "Readers" && space.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !DescriptionTypes.Contains(type.Name)
            ? space
            : null;
    }

    /// <summary>The SQL parser stands alone, and only code fixes know workspaces (RS1038): else a command-line build could not load the analyzers.</summary>
    [Fact]
    public void Assemblies_ReferenceNoMoreThanTheirLayer()
    {
        static string[] Referenced(string name) => [.. System.Reflection.Assembly.Load(name).GetReferencedAssemblies().Select(static reference => reference.Name!)];

        Assert.DoesNotContain(Referenced("DbArchitect.Sql"), static name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.DoesNotContain(Referenced("DbArchitect.Analyzers"), static name => name.Contains("Workspaces", StringComparison.Ordinal));
        // [Shared] would bring it, which a fix from an analyzer package does not need, and hosts differ in its version.
        Assert.DoesNotContain(Referenced("DbArchitect.CodeFixes"), static name => name.StartsWith("System.Composition", StringComparison.Ordinal));
        foreach (var name in (string[])["DbArchitect.Sql", "DbArchitect.Analyzers", "DbArchitect.CodeFixes"])
        {
            Assert.All(System.Reflection.Assembly.Load(name).GetReferencedAssemblies(), reference =>
            {
                if (reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                    Assert.True(reference.Version <= new Version(4, 8, 0, 0), $"{name} needs {reference}: newer than Visual Studio 17.8 and SDK 8 have");
                if (reference.Name == "System.Collections.Immutable")
                    Assert.True(reference.Version <= new Version(7, 0, 0, 0), $"{name} needs {reference}: newer than Visual Studio 17.8 and SDK 8 have");
            });
        }
    }
}
