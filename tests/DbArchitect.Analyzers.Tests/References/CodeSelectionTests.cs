using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using DbArchitect.Analyzers.Readers.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

/// <summary>Which code a project hands on, and in what form.</summary>
public sealed class CodeSelectionTests
{
    private const string Usings = "using System.Linq.Expressions; using Microsoft.EntityFrameworkCore.Metadata.Builders;\n";

    private const string Order = "public class Order { public int Id { get; set; } public string Number { get; set; } = \"\"; internal bool Hidden { get; set; } }\n";

    private static IReadOnlyList<string> Select(string source)
    {
        var compilation = ReferencedProjects.Compile("Shop", Usings + source + Order, []);
        return CodeSelection.Of(new KnownTypes(compilation), new SourceOperations(compilation), CancellationToken.None);
    }

    /// <summary>The one file of it, without what stands before the first type.</summary>
    private static string Code(string source)
    {
        var text = Select(source)[^1];
        return text[text.IndexOf(" Microsoft.EntityFrameworkCore.Metadata.Builders;", StringComparison.Ordinal)..].Replace(" Microsoft.EntityFrameworkCore.Metadata.Builders;", "").Trim();
    }

    [Fact]
    public void ExtensionMethod_WithoutItsThis() => Assert.Equal(
        "public static class Q { public static IQueryable<Order> First(IQueryable<Order> query, int count) => query.OrderBy(o => o.Id).Take(count); }",
        Code("/// <summary>Text.</summary>\n[Obsolete] public static class Q { // a note\n public static IQueryable<Order>   First(this IQueryable<Order> query,int count)=>query.OrderBy(o=>o.Id)\n.Take(count);\n public static int Other() => 1; }"));

    [Fact]
    public void HiddenExtensionMethod_IsCalledByItsClass() => Assert.Equal(
        "public static class Q { public static IQueryable<Order> All(IQueryable<Order> query) => global::Q.Own(query).Public(); "
        + "private static IQueryable<Order> Own(IQueryable<Order> query) => query.Where(o => o.Id > Limit); public static IQueryable<Order> Public(IQueryable<Order> query) => query; private const int Limit = 3; }",
        Code("public static class Q { public static IQueryable<Order> All(this IQueryable<Order> query) => query.Own().Public(); "
            + "private static IQueryable<Order> Own(this IQueryable<Order> query) => query.Where(o => o.Id > Limit); public static IQueryable<Order> Public(this IQueryable<Order> query) => query; "
            + "private const int Limit = 3, Unused = 4; private static void M() { } }").Replace(", Unused = 4", ""));

    [Theory]
    [InlineData("public class Service { public List<Order> M(IQueryable<Order> query) => query.ToList(); }")]
    [InlineData("internal static class Q { public static IQueryable<Order> M(this IQueryable<Order> query) => query.Take(1); }")]
    [InlineData("public static class Q { internal static IQueryable<Order> M(this IQueryable<Order> query) => query.Take(1); }")]
    [InlineData("public interface IOrders { IQueryable<Order> All(); } public abstract class Orders { public abstract IQueryable<Order> All(); }")]
    [InlineData("public class Row { public int Id { get; set; } public IQueryable<Order> Orders => null!; }")]
    [InlineData("public class M : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) { } protected override void BuildTargetModel(ModelBuilder b) { } }")]
    [InlineData("public class C(DbContextOptions<C> options) : DbContext(options) { public DbSet<Order> Orders => Set<Order>(); protected override void OnModelCreating(ModelBuilder b) => b.Entity<Order>(); }")]
    [InlineData("public static class O { public static void M(this DbContextOptionsBuilder b) { } }")]
    public void WhatNobodyElseNeeds_StaysWhereItIs(string source) => Assert.Empty(Select(source));

    [Fact]
    public void ConfigurationClass_IsWhole_WithTheHiddenThingsThatItGoesThrough()
    {
        var code = Code("""
            internal sealed class OrderConfiguration : Base<Order>
            {
                private readonly int length = Lengths.Number;
                public override void Configure(EntityTypeBuilder<Order> b) { Helper.Name(b); b.Property(o => o.Number).HasMaxLength(length); }
            }
            internal abstract class Base<T> : IEntityTypeConfiguration<T> where T : class { public abstract void Configure(EntityTypeBuilder<T> b); }
            internal static class Lengths { public const int Number = 20; public const int Other = 21; }
            internal static class Helper { public static void Name(EntityTypeBuilder<Order> b) => b.ToTable("o"); public static void Unused() { } }
            """);
        Assert.Contains("internal sealed class OrderConfiguration : Base<Order>", code);
        Assert.Contains("abstract void Configure", code);
        Assert.Contains("const int Number = 20", code);
        Assert.DoesNotContain("Other", code);
        Assert.Contains("static void Name", code);
        Assert.DoesNotContain("Unused", code);
    }

    [Fact]
    public void RawAndInterpolatedText_IsUnchanged()
    {
        var code = Code("""""
            public static class Q
            {
                public static IQueryable<Order> M(this DbSet<Order> orders, int id) => orders.FromSqlInterpolated($"select  *  from o where id = {id}  -- x");
                public static IQueryable<Order> N(this DbSet<Order> orders) => orders.FromSqlRaw("""
                    select *
                      from o
                    """);
            }
            """"");
        Assert.Contains("$\"select  *  from o where id = {id}  -- x\"", code);
        Assert.Contains("select *\n", code);
    }

    /// <summary>Layout, comments, attributes, the order of files and what is not chosen play no part.</summary>
    [Fact]
    public void SameCode_GivesTheSameBytes()
    {
        const string One = "public static class A { public static IQueryable<Order> M(this IQueryable<Order> q) => q.Where(o => o.Id > 1); }";
        const string Two = "public static class B { public static IQueryable<Order> M(this IQueryable<Order> q) => q.Take(1); }";
        Assert.Equal(Written(One, Two), Written(Two, "\n\n// moved\n" + One.Replace(" => ", "\n  =>") + " class Other { void M() { } }"));

        static IReadOnlyList<KeyValuePair<string, string>> Written(params string[] files)
        {
            var compilation = ReferencedProjects.Compile("Shop", Order, [], files);
            return EmbeddedCode.Write(CodeSelection.Of(new KnownTypes(compilation), new SourceOperations(compilation), CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("DbArchitect.Code.v2", "[]", "it is of another version (v2); this analyzer reads v1")]
    [InlineData("DbArchitect.Code.v1", "[", "it is damaged: the code is no array of texts")]
    [InlineData("DbArchitect.Code.v1", "[1]", "it is damaged: the code is no array of texts")]
    [InlineData("DbArchitect.Code.v1", "deflate:12:AAAA", "it is damaged: the packed text cannot be unpacked")]
    public void NewerOrDamaged_IsIgnored_AndAProblemThatNamesTheAssembly(string key, string value, string problem)
    {
        var source = $"[assembly: System.Reflection.AssemblyMetadata({SymbolDisplay.FormatLiteral(key, true)}, {SymbolDisplay.FormatLiteral(value, true)})]\n"
            + "public class OrderConfiguration : IEntityTypeConfiguration<Order> { public void Configure(EntityTypeBuilder<Order> b) => b.ToTable(\"o\"); }" + Order;
        var reference = ReferencedProjects.Emit(ReferencedProjects.Compile("Shop", Usings + source, []));
        var compilation = ReferencedProjects.Compile(
            "App",
            """
            public class C(DbContextOptions<C> options) : DbContext(options)
            {
                protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(typeof(Order).Assembly);
            }
            """,
            [reference]);
        var reading = SchemaSetReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, [], CancellationToken.None);
        Assert.Equal(("Shop", problem), Assert.Single(reading.Problems.Select(static one => (one.Source, one.Detail))));
        Assert.False(Assert.Single(reading.Schemas.Schemas).Tables.Items.All(static table => table.Unknown.IsEmpty));
    }

    /// <summary>What an attacker or a bad merge may leave: texts that are no C#, types that do not bind, cycles.</summary>
    [Theory]
    [InlineData("[\"public static class Q { public static IQueryable<Order> M(IQueryable<Order> q) => q.Where(\"]")]
    [InlineData("[\"class A : B { } class B : A { } public static class Q : A { }\"]")]
    [InlineData("[\"\",\"}}}}\",\"global using X;global using static Y;\"]")]
    [InlineData("[\"public static class Q { public static System.Linq.IQueryable<Order> M(System.Linq.IQueryable<Order> q) => Q.M(q); }\"]")]
    public void CodeThatDoesNotBind_IsNoException(string value)
    {
        var source = $"[assembly: System.Reflection.AssemblyMetadata(\"DbArchitect.Code.v1\", {SymbolDisplay.FormatLiteral(value, true)})]\n"
            + "public static class Q { public static IQueryable<Order> M(this IQueryable<Order> q) => q; } public class E(DbContextOptions<E> o) : DbContext(o);" + Order;
        var reference = ReferencedProjects.Emit(ReferencedProjects.Compile("Shop", Usings + source, []));
        var compilation = ReferencedProjects.Compile(
            "App", "public class C(DbContextOptions<C> o) : DbContext(o) { public DbSet<Order> Orders => Set<Order>(); public object X() => Orders.M().ToList(); }", [reference]);
        var types = new KnownTypes(compilation);
        var code = new SourceOperations(compilation);
        var schemas = SchemaSetReader.Read(types, code, Store.Unknown, [], CancellationToken.None).Schemas;
        var reader = new LinqReader(types, code, new Lazy<SchemaSet>(schemas));
        foreach (var (body, owner) in CodeBodies.Of(compilation.SyntaxTrees[0], code, CancellationToken.None))
            reader.Read(body, owner, CancellationToken.None);
    }
}
