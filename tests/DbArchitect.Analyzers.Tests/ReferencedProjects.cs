using System.Collections.Immutable;
using DbArchitect.Analyzers.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace DbArchitect.Analyzers.Tests;

/// <summary>How a project is handed to the projects that reference it.</summary>
public enum ReferenceForm
{
    /// <summary>As in a build: a reference assembly, without bodies and private members, with what the package's generator embeds.</summary>
    Assembly,

    /// <summary>As in an editor: the compilation itself, without anything generated.</summary>
    Compilation,
}

/// <summary>
/// Tests over several projects. Entities, context and queries mostly live in different ones, and a rule must say the same in a build and in an editor:
/// whoever tests it with a referenced project does so in both forms.
/// </summary>
internal static class ReferencedProjects
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>Both forms, for a theory.</summary>
    public static TheoryData<ReferenceForm> Forms { get; } = [ReferenceForm.Assembly, ReferenceForm.Compilation];

    /// <summary>References to projects of one file each, every one of which references those before it.</summary>
    public static ImmutableArray<MetadataReference> Reference(ReferenceForm form, params string[] sources)
    {
        var references = ImmutableArray<MetadataReference>.Empty;
        for (var i = 0; i < sources.Length; i++)
            references = references.Add(Reference(form, Compile("Project" + (i + 1), sources[i], references)));
        return references;
    }

    /// <summary>The project of the queries, in front of one with entities and one with their context.</summary>
    public static CSharpCompilation Compile(ReferenceForm form, string entities, string context, string queries) =>
        Compile("Queries", queries, Reference(form, entities, context));

    /// <summary>A rule over a marked file of queries, in both forms.</summary>
    /// <param name="projects">The referenced projects, of one file each: entities, then context.</param>
    /// <param name="markup">The file of the queries, where the rule's diagnostics are marked.</param>
    public static async Task VerifyAsync(
        string rule, string[] projects, string markup, string? message = null, Dictionary<string, string>? options = null, Dictionary<string, string>? additionalFiles = null)
    {
        foreach (var form in new[] { ReferenceForm.Assembly, ReferenceForm.Compilation })
        {
            await new Verify
            {
                Rules = [rule],
                Files = { ["Queries.cs"] = markup },
                MoreReferences = Reference(form, projects),
                Message = message,
                Options = options ?? [],
                AdditionalFiles = additionalFiles ?? [],
            }.RunAsync();
        }
    }

    public static CSharpCompilation Compile(string name, string source, ImmutableArray<MetadataReference> references, params string[] more)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [
                CSharpSyntaxTree.ParseText(source, ParseOptions, name + ".cs"), CSharpSyntaxTree.ParseText(Verify.GlobalUsings, ParseOptions, "Usings.cs"),
                .. more.Select((text, i) => CSharpSyntaxTree.ParseText(text, ParseOptions, "More" + i + ".cs")),
            ],
            References.All.AddRange(references),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
            Assert.Fail(name + " does not compile:\n" + string.Join("\n", errors.Select(static error => error.ToString())));
        return compilation;
    }

    /// <summary>All sources in one project: what a reader sees that has everything.</summary>
    public static CSharpCompilation CompileJoined(params string[] sources) => Compile("App", sources[^1], [], sources[..^1]);

    public static MetadataReference Reference(ReferenceForm form, CSharpCompilation compilation) =>
        form == ReferenceForm.Compilation ? compilation.ToMetadataReference() : Emit(WithEmbeddedSchema(compilation));

    /// <summary>The compilation as a build has it: with what the generator adds.</summary>
    public static CSharpCompilation WithEmbeddedSchema(CSharpCompilation compilation, params (string Key, string Value)[] globalOptions)
    {
        Driver(globalOptions).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)output;
    }

    public static GeneratorDriver Driver((string Key, string Value)[] globalOptions, params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new SchemaEmbedder().AsSourceGenerator()],
        files,
        ParseOptions,
        new GlobalOptionsProvider(globalOptions),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>A reference assembly, as the SDK makes one.</summary>
    public static PortableExecutableReference Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray(), filePath: compilation.AssemblyName + ".dll");
    }

    private sealed class GlobalOptionsProvider((string Key, string Value)[] options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new DictionaryOptions(options.ToDictionary(static pair => pair.Key, static pair => pair.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => DictionaryOptions.Empty;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => DictionaryOptions.Empty;
    }

    private sealed class DictionaryOptions(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public static DictionaryOptions Empty { get; } = new([]);

        public override bool TryGetValue(string key, out string value)
        {
            var found = values.TryGetValue(key, out var text);
            value = text!;
            return found;
        }
    }
}
