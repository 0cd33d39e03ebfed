using System.Collections.Immutable;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

/// <summary>What references that carry a schema as metadata, written by hand here, give.</summary>
public sealed class ReferencedSchemaReaderTests
{
    private const string Context = "public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { }";

    private static string Metadata(string key, string value) => $"[assembly: System.Reflection.AssemblyMetadata({SymbolDisplay.FormatLiteral(key, true)}, {SymbolDisplay.FormatLiteral(value, true)})]\n";

    private static string Json(string context = "ShopContext") =>
        SchemaWriter.Write([new Schema(context, Store.Sqlite, [new Table(new TableName(null, "Orders"))], [])]);

    private static SchemaReading Read(params string[] projects) => Read(Store.Unknown, projects);

    private static SchemaReading Read(Store provider, params string[] projects)
    {
        var compilation = ReferencedProjects.Compile("Queries", "class Queries;", Emit(projects));
        return Read(compilation, provider);
    }

    /// <summary>Assemblies with the metadata that stands in the source, and no other.</summary>
    private static ImmutableArray<MetadataReference> Emit(params string[] projects) =>
        [.. projects.Select(static (source, i) => ReferencedProjects.Emit(ReferencedProjects.Compile("Project" + (i + 1), source, [])))];

    private static SchemaReading Read(Compilation compilation, Store provider = Store.Unknown) =>
        SchemaSetReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), provider, [], CancellationToken.None);

    [Fact]
    public void SchemaOfAReferenceAssembly_IsRead()
    {
        var reading = Read(Metadata("DbArchitect.Schema.v1", Json()) + Context);
        Assert.Empty(reading.Problems);
        var schema = Assert.Single(reading.Schemas.Schemas);
        Assert.Equal("ShopContext", schema.Context);
        Assert.Equal(new Origin(OriginKind.Reference, null), Assert.Single(schema.Tables).Origin);
    }

    [Fact]
    public void OtherMetadata_IsNoSchema()
    {
        var reading = Read(Metadata("RepositoryUrl", "x") + Metadata("DbArchitect.Schema", "x") + Context);
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Schemas.Schemas);
    }

    [Fact]
    public void AssemblyWithoutEntityFramework_IsNotAsked() =>
        Assert.Empty(Read(Metadata("DbArchitect.Schema.v1", Json()) + "public class Entity;").Schemas.Schemas);

    [Fact]
    public void NewerOrDamaged_IsAProblemThatNamesTheAssembly_AndTheOthersAreRead()
    {
        var reading = Read(
            Metadata("DbArchitect.Schema.v1", Json()) + Context,
            Metadata("DbArchitect.Schema.v2", "new") + Context.Replace("ShopContext", "NewerContext"),
            Metadata("DbArchitect.Schema.v1", "{") + Context.Replace("ShopContext", "DamagedContext"));
        Assert.Equal("ShopContext", Assert.Single(reading.Schemas.Schemas).Context);
        Assert.Equal(
            [("Project2", "it is of another version (v2); this analyzer reads v1"), ("Project3", "it is damaged: an object is not closed: '}' is missing")],
            reading.Problems.Select(static problem => (problem.Source, problem.Detail)));
        Assert.All(reading.Problems, static problem => Assert.Equal(SchemaProblemKind.UnreadableReference, problem.Kind));
    }

    [Fact]
    public void ProviderOfTheUser_HoldsForReferencedContexts() =>
        Assert.Equal(Store.MySql, Read(Store.MySql, Metadata("DbArchitect.Schema.v1", Json()) + Context).Schemas.Schemas[0].Store);

    [Fact]
    public void SameReferenceInAnotherCompilation_IsNotReadAgain()
    {
        var references = Emit(Metadata("DbArchitect.Schema.v1", Json()) + Context);
        var first = ReferencedSchemaReader.Read(ReferencedProjects.Compile("A", "class A;", references), CancellationToken.None);
        var second = ReferencedSchemaReader.Read(ReferencedProjects.Compile("B", "class B;", references), CancellationToken.None);
        Assert.Same(first.Contexts[0], second.Contexts[0]);
    }

    [Fact]
    public void Cancelled_IsNotRemembered()
    {
        var references = ReferencedProjects.Reference(ReferenceForm.Compilation, Context);
        var compilation = ReferencedProjects.Compile("A", "class A;", references);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => ReferencedSchemaReader.Read(compilation, cancelled.Token));
        ReferencedSchemaReader.Read(compilation, CancellationToken.None);
    }

    [Fact]
    public void BrokenReferences_AreNoException()
    {
        ImmutableArray<MetadataReference> references =
        [
            MetadataReference.CreateFromImage(ImmutableArray.Create<byte>(1, 2, 3)),
            CSharpCompilation.Create("Broken", [CSharpSyntaxTree.ParseText("class A : B { } class B : A { } class C : Microsoft.EntityFrameworkCore.DbContext { DbSet<> x }")], References.All)
                .ToMetadataReference(),
        ];
        var compilation = CSharpCompilation.Create("Queries", [], References.All.AddRange(references));
        Assert.Empty(Read(compilation).Problems);
    }
}
