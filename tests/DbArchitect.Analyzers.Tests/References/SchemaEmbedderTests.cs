using DbArchitect.Analyzers.Hosting;
using DbArchitect.Analyzers.Readers.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

public sealed class SchemaEmbedderTests
{
    private const string Shop = """
        namespace Shop;
        public class Order { public int Id { get; set; } public string Number { get; set; } = ""; }
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Order>().HasIndex(o => o.Number);
        }
        """;

    private static Dictionary<string, string> Embedded(CSharpCompilation compilation, params (string Key, string Value)[] options)
    {
        var output = ReferencedProjects.WithEmbeddedSchema(compilation, options);
        Assert.Empty(output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return output.Assembly.GetAttributes()
            .Where(static attribute => attribute.AttributeClass!.Name == "AssemblyMetadataAttribute")
            .ToDictionary(static attribute => (string)attribute.ConstructorArguments[0].Value!, static attribute => (string)attribute.ConstructorArguments[1].Value!);
    }

    private static Dictionary<string, string> Embedded(string source, params (string Key, string Value)[] options) =>
        Embedded(ReferencedProjects.Compile("Shop", source, []), options);

    [Fact]
    public void Context_IsEmbedded_WithoutANewType()
    {
        var compilation = ReferencedProjects.Compile("Shop", Shop, []);
        var only = Assert.Single(Embedded(compilation));
        Assert.Equal("DbArchitect.Schema.v1", only.Key);
        var schema = Assert.Single(EmbeddedSchema.Read([only], default, out _));
        Assert.Equal("Shop.ShopContext", schema.Context);
        Assert.Equal("IX_Orders_Number", Assert.Single(Assert.Single(schema.Tables).Indexes).Name);
        Assert.Equal(compilation.Assembly.TypeNames, ReferencedProjects.WithEmbeddedSchema(compilation).Assembly.TypeNames);
    }

    [Theory]
    [InlineData("build_property.DbArchitectEmbed", "false")]
    [InlineData("build_property.DbArchitectEmbed", "False")]
    [InlineData("build_property.DesignTimeBuild", "true")]
    public void SwitchedOffOrInAnEditor_NothingIsEmbedded(string key, string value) => Assert.Empty(Embedded(Shop, (key, value)));

    [Theory]
    [InlineData("build_property.DbArchitectEmbed", "true")]
    [InlineData("build_property.DbArchitectEmbed", "")]
    [InlineData("build_property.DesignTimeBuild", "")]
    [InlineData("build_property.DesignTimeBuild", "false")]
    public void NotSwitchedOff_IsEmbedded(string key, string value) => Assert.Single(Embedded(Shop, (key, value)));

    [Fact]
    public void Application_IsEmbeddedOnlyWhenToldTo()
    {
        var library = ReferencedProjects.Compile("Shop", Shop + " public static class Program { public static void Main() { } }", []);
        var application = library.WithOptions(library.Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication));
        Assert.Single(Embedded(library));
        Assert.Empty(Embedded(application));
        Assert.Single(Embedded(application, ("build_property.DbArchitectEmbed", "true")));
    }

    [Theory]
    [InlineData("public class Order { public int Id { get; set; } }")]
    [InlineData("public class Request { } public class RequestContext : Request { } public class MyContext : RequestContext { }")]
    [InlineData("public class OrderConfiguration : IEntityTypeConfiguration<string> { public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<string> b) { } }")]
    public void NoContext_NothingIsEmbedded(string source) => Assert.Empty(Embedded(source));

    [Fact]
    public void ContextWhoseBaseIsNamedOtherwise_IsEmbedded() => Assert.Single(Embedded("""
        public abstract class Database(DbContextOptions options) : DbContext(options);
        public class Order { public int Id { get; set; } }
        public class ShopDatabase(DbContextOptions<ShopDatabase> options) : Database(options) { public DbSet<Order> Orders => Set<Order>(); }
        """));

    [Fact]
    public void OldLanguageVersion_Compiles()
    {
        const string Source = """
            using Microsoft.EntityFrameworkCore;
            public class Order { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Order> Orders { get; set; } }
            """;
        var options = new CSharpParseOptions(LanguageVersion.CSharp7_3);
        var compilation = CSharpCompilation.Create(
            "Old", [CSharpSyntaxTree.ParseText(Source, options)], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new SchemaEmbedder().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.Equal(2, output.SyntaxTrees.Count());
        Assert.Empty(output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData("public class Other { public void Method() { } }", false)]
    [InlineData("// moved\n\npublic class Other { }", false)]
    [InlineData("namespace Shop; public partial class Extra { public int Id { get; set; } }", false)]
    public void EditThatChangesNoFact_LeavesTheStepsCached(string added, bool isModified)
    {
        var compilation = ReferencedProjects.Compile("Shop", Shop, []);
        var driver = ReferencedProjects.Driver([]).RunGenerators(compilation);
        Assert.Equal(IncrementalStepRunReason.New, Reason(driver));
        driver = driver.RunGenerators(compilation);
        Assert.Equal(IncrementalStepRunReason.Cached, Reason(driver));
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(added, (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));
        Assert.Equal(isModified ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Unchanged, Reason(driver));
        var outputs = driver.GetRunResult().Results[0].TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static step => step.Outputs);
        Assert.All(outputs, static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void EditThatChangesAFact_GivesAnotherText()
    {
        var compilation = ReferencedProjects.Compile("Shop", Shop, []);
        var driver = ReferencedProjects.Driver([]).RunGenerators(compilation);
        var before = driver.GetRunResult().GeneratedTrees[0].ToString();
        driver = driver.RunGenerators(ReferencedProjects.Compile("Shop", Shop.Replace(".HasIndex(o => o.Number)", ".HasIndex(o => o.Number).IsUnique()"), []));
        Assert.Equal(IncrementalStepRunReason.Modified, Reason(driver));
        Assert.NotEqual(before, driver.GetRunResult().GeneratedTrees[0].ToString());
    }

    [Fact]
    public void DeclarationsInAnotherOrder_GiveTheSameText()
    {
        const string Entities = """
            namespace Shop;
            public class A { public int Id { get; set; } public string X { get; set; } = ""; public string Y { get; set; } = ""; }
            public class B { public int Id { get; set; } public int AId { get; set; } }
            """;
        static string Context(string body) => Entities + """
            public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
            {
                public DbSet<A> As => Set<A>();
                public DbSet<B> Bs => Set<B>();
                protected override void OnModelCreating(ModelBuilder builder) {
            """ + body + "} }";
        Assert.Equal(
            Embedded(Context("builder.Entity<A>().HasIndex(a => a.X); builder.Entity<A>().HasIndex(a => a.Y); builder.Entity<B>().ToTable(\"bs\");")).Single().Value,
            Embedded(Context("builder.Entity<B>().ToTable(\"bs\"); builder.Entity<A>().HasIndex(a => a.Y); /* moved */ builder.Entity<A>().HasIndex(a => a.X);")).Single().Value);
    }

    private static IncrementalStepRunReason Reason(GeneratorDriver driver) =>
        Assert.Single(Assert.Single(driver.GetRunResult().Results[0].TrackedSteps[SchemaEmbedder.SourceStep]).Outputs).Reason;
}
