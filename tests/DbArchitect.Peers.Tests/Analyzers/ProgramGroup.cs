using System.Collections.Immutable;
using DbArchitect.Peers.Tests.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Peers.Tests.Analyzers;

/// <summary>The programs of one model, compiled together, each in a file and a namespace of its own. What is analyzed is what is run.</summary>
internal sealed class ProgramGroup
{
    private static readonly Lazy<IReadOnlyList<ProgramGroup>> Groups = new(static () =>
        [.. Claims.Claims.All.SelectMany(static claim => claim.Programs).GroupBy(static program => program.Model).Select(static group => new ProgramGroup(group.Key, [.. group]))]);

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private readonly Lazy<System.Reflection.Assembly> assembly;

    private ProgramGroup(string model, ImmutableArray<SmallProgram> programs)
    {
        Programs = programs;
        Compilation = CSharpCompilation.Create(
            "Shop" + Guid.NewGuid().ToString("N"),
            [Parse(Shop.Usings, "Usings.cs"), Parse(model, "Model.cs"), .. programs.Select(static program => Parse(InItsNamespace(program), NamespaceOf(program) + ".cs"))],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        assembly = new(Emit);
    }

    public static IReadOnlyList<ProgramGroup> All => Groups.Value;

    public ImmutableArray<SmallProgram> Programs { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>What an application has: no test framework among it, since analyzers leave the code of tests alone, and no compiler.</summary>
    private static ImmutableArray<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !IsOfTheTests(Path.GetFileName(path)))
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))];

    public static ProgramGroup Of(SmallProgram program) => All.First(group => group.Programs.Contains(program));

    /// <summary>The program alone with its model.</summary>
    public CSharpCompilation CompilationOf(SmallProgram program) =>
        Compilation.RemoveSyntaxTrees(Compilation.SyntaxTrees.Where(tree => ProgramOf(tree) is { } other && other != program));

    /// <summary>The model without any program.</summary>
    public CSharpCompilation CompilationOfTheModel() => Compilation.RemoveSyntaxTrees(Compilation.SyntaxTrees.Where(tree => ProgramOf(tree) is not null));

    /// <summary>The program that a file is of; null for the model.</summary>
    public SmallProgram? ProgramOf(SyntaxTree tree) => Programs.FirstOrDefault(program => tree.FilePath == "/src/" + NamespaceOf(program) + ".cs");

    public Type Context() => assembly.Value.GetType("Shop.ShopContext")!;

    public Type Service(SmallProgram program) => assembly.Value.GetType("Shop." + NamespaceOf(program) + ".Service")!;

    private static string NamespaceOf(SmallProgram program)
    {
        var claims = Claims.Claims.All;
        var claim = Array.FindIndex(claims, claim => claim.Programs.Contains(program));
        return $"Claim{claim + 1}.Program{Array.IndexOf(claims[claim].Programs, program) + 1}";
    }

    private static string InItsNamespace(SmallProgram program) => program.Source.Replace("namespace Shop;", $"namespace Shop.{NamespaceOf(program)};", StringComparison.Ordinal);

    private static SyntaxTree Parse(string text, string name) => CSharpSyntaxTree.ParseText(text, ParseOptions, "/src/" + name, System.Text.Encoding.UTF8);

    private static bool IsOfTheTests(string file) =>
        file.StartsWith("DbArchitect.", StringComparison.Ordinal) || file.StartsWith("xunit", StringComparison.Ordinal) || file.StartsWith("testhost", StringComparison.Ordinal)
        || file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || file.StartsWith("Microsoft.TestPlatform", StringComparison.Ordinal)
        || file.StartsWith("Microsoft.VisualStudio", StringComparison.Ordinal) || file.StartsWith("Microsoft.CodeCoverage", StringComparison.Ordinal);

    private System.Reflection.Assembly Emit()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        if (!result.Success)
            Assert.Fail(string.Join("\n", result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return System.Reflection.Assembly.Load(image.ToArray());
    }
}
