using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Hosting;

public sealed class SchemaCacheTests
{
    private const string Context = "class Shop { void OnModelCreating(ModelBuilder b) { b.HasIndex(1); } }";
    private const string Service = "class Service { int Find(int id) { return id; } int Twice(int id) => id * 2; }";

    [Theory]
    [InlineData("class Service { int Find(int id) { return id + 1; } int Twice(int id) => id * 2; }")]
    [InlineData("class Service { int Find(int id) { return id; } int Twice(int id) => id + id; }")]
    [InlineData("class Service { int Find(int id) { ret } int Twice(int id) => id * 2; }")]
    public void EditInsideAMethod_KeepsTheSchema(string service) => Assert.Equal(1, Reads(service, Context));

    [Theory]
    [InlineData("class Service { int Find(int id) { return id; } int Twice(int id) => id * 2; string Name { get; set; } }")]
    [InlineData("[System.Obsolete] class Service { int Find(int id) { return id; } int Twice(int id) => id * 2; }")]
    [InlineData("class Service { int Find(int id) { UseNpgsql(id); return id; } int Twice(int id) => id * 2; }")]
    [InlineData("class Service { const int Max = 3; int Find(int id) { return id; } int Twice(int id) => id * 2; }")]
    public void EditOfADeclarationOrConfiguration_ReadsAgain(string service) => Assert.Equal(2, Reads(service, Context));

    [Fact]
    public void EditOfTheConfiguration_ReadsAgain() =>
        Assert.Equal(2, Reads(Service, Context.Replace("HasIndex(1)", "HasIndex(2)", StringComparison.Ordinal)));

    [Fact]
    public void OtherSettings_ReadAgain() => Assert.Equal(2, Reads(Service, Context, "dbarchitect.provider=sqlite"));

    /// <summary>How often the schema is read for two versions of a project, of which the reader looked into the context's file.</summary>
    private static int Reads(string service, string context, string settings = "")
    {
        var contextTree = CSharpSyntaxTree.ParseText(Context);
        var before = CSharpCompilation.Create("Shop", [contextTree, CSharpSyntaxTree.ParseText(Service)]);
        var after = CSharpCompilation.Create("Shop", [context == Context ? contextTree : CSharpSyntaxTree.ParseText(context), CSharpSyntaxTree.ParseText(service)]);
        var cache = new SchemaCache();
        var reads = 0;
        foreach (var (compilation, text) in new[] { (before, ""), (after, settings) })
        {
            cache.GetOrRead(
                new SourceOperations(compilation),
                text,
                () =>
                {
                    reads++;
                    return (new SchemaState(SchemaReading.Empty, System.Collections.Immutable.ImmutableDictionary<SyntaxTree, System.Collections.Immutable.ImmutableArray<RuleFinding>>.Empty), [compilation.SyntaxTrees[0]]);
                },
                default);
        }

        return reads;
    }
}
