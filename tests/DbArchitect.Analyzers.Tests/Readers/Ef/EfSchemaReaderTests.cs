using System.Diagnostics;
using System.Text;
using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Ef;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.Readers.Ef;

/// <summary>What the EF oracle cannot express: the unknown, snapshots, providers, several contexts, broken code.</summary>
public sealed class EfSchemaReaderTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using Microsoft.EntityFrameworkCore; using Microsoft.EntityFrameworkCore.Metadata.Builders;\n";

    private const string Order = "public class Order { public int Id { get; set; } public string Email { get; set; } public int State { get; set; } public bool IsDeleted { get; set; } public int TenantId { get; set; } }\n";

    private static SchemaSet Read(string source, Store provider = Store.Unknown, params MetadataReference[] more)
    {
        var compilation = Compile(source, more);
        return EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), provider, CancellationToken.None);
    }

    private static CSharpCompilation Compile(string source, params MetadataReference[] more) => CSharpCompilation.Create(
        "Test", [CSharpSyntaxTree.ParseText(Usings + source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))],
        References.All.AddRange(more), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static Schema Single(string source) => Assert.Single(Read(source).Schemas);

    private static string Context(string body, string provider = "UseSqlServer(\"\")") => Order
        + "public class Shop : DbContext { public DbSet<Order> Orders { get; set; }\n"
        + (provider.Length == 0 ? "" : "protected override void OnConfiguring(DbContextOptionsBuilder o) => o." + provider + ";\n")
        + "protected override void OnModelCreating(ModelBuilder b) {\n" + body + "\n} }\n";

    private static Table Orders(Schema schema) => schema.FindTable(new TableName(null, "Orders"))!;

    private static string Indexes(Table table) => string.Join("; ", table.Indexes.Items.Select(static index => (index.IsUnique ? "unique " : "") + index.Columns));

    [Fact]
    public void ConditionThatIsNotKnown_MakesTheAspectUnknown()
    {
        var table = Orders(Single(Context("if (Environment.MachineName == \"x\") b.Entity<Order>().HasIndex(o => o.Email); b.Entity<Order>().HasIndex(o => o.State);")));
        Assert.False(table.Knows(TableAspects.Indexes));
        Assert.True(table.Knows(TableAspects.Columns));
        Assert.Equal("State", Indexes(table));
    }

    [Fact]
    public void ConditionOnTheProvider_IsFollowed()
    {
        var table = Orders(Single(Context("if (Database.IsNpgsql()) b.Entity<Order>().HasIndex(o => o.Email); else b.Entity<Order>().HasIndex(o => o.State);", "UseNpgsql(\"\")")));
        Assert.Equal("Email", Indexes(table));
        Assert.True(table.Unknown.IsEmpty);
    }

    [Theory]
    [InlineData("if (type.ClrType != typeof(Order)) continue; b.Entity(type.ClrType).HasIndex(\"State\");", "State")]
    [InlineData("if (type.ClrType == typeof(Order)) continue; b.Entity(type.ClrType).HasIndex(\"State\");", "")]
    [InlineData("if (type.ClrType == typeof(Order)) break; b.Entity(type.ClrType).HasIndex(\"State\");", "")]
    [InlineData("foreach (var name in new[] { \"Email\", \"State\", \"TenantId\" }) { if (name == \"State\") continue; b.Entity(type.ClrType).HasIndex(name); }", "Email; TenantId")]
    [InlineData("foreach (var name in new[] { \"Email\", \"State\", \"TenantId\" }) { if (name == \"State\") break; b.Entity(type.ClrType).HasIndex(name); }", "Email")]
    [InlineData("foreach (var name in new[] { \"Email\", \"State\" }) { switch (name) { case \"State\": continue; default: break; } b.Entity(type.ClrType).HasIndex(name); }", "Email")]
    public void ContinueAndBreak_AreFollowed(string body, string indexes)
    {
        var table = Orders(Single(Context("foreach (var type in b.Model.GetEntityTypes()) { " + body + " }")));
        Assert.Equal(indexes, Indexes(table));
        Assert.True(table.Knows(TableAspects.Indexes));
    }

    [Theory]
    [InlineData("if (type.GetComment() == Environment.MachineName) continue; b.Entity(type.ClrType).HasIndex(\"State\");")]
    [InlineData("if (Environment.MachineName == \"x\") break; b.Entity(type.ClrType).HasIndex(\"State\");")]
    [InlineData("{ if (Environment.MachineName == \"x\") { continue; } } b.Entity(type.ClrType).HasIndex(\"State\");")]
    public void WhatFollowsAnUncertainContinue_IsUncertain(string body)
    {
        var table = Orders(Single(Context("foreach (var type in b.Model.GetEntityTypes()) { " + body + " } b.Entity<Order>().HasIndex(o => o.Email);")));
        Assert.False(table.Knows(TableAspects.Indexes));
        Assert.Contains("Email", Indexes(table), StringComparison.Ordinal);
    }

    [Fact]
    public void IndexOfNamesThatAreNotConstant_IsUnknown()
    {
        var table = Orders(Single(Context("b.Entity<Order>().HasIndex(Environment.MachineName);")));
        Assert.False(table.Knows(TableAspects.Indexes));
    }

    [Fact]
    public void TypesRegisteredByReflection_MakeTheModelUnknown()
    {
        var schema = Single(Context("foreach (var type in AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.GetTypes())) b.Entity(type);"));
        Assert.False(schema.Knows(TableAspects.Indexes));
    }

    [Theory]
    [InlineData("UseSqlServer(\"\")", Store.SqlServer)]
    [InlineData("UseNpgsql(\"\")", Store.PostgreSql)]
    [InlineData("UseSqlite(\"\")", Store.Sqlite)]
    internal void Provider_IsThatOfOnConfiguring(string call, Store expected) => Assert.Equal(expected, Single(Context("", call)).Store);

    [Fact]
    public void Provider_IsThatOfAddDbContext()
    {
        var schema = Single(Context("", "") + "class Startup { void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection s) => Microsoft.Extensions.DependencyInjection"
            + ".EntityFrameworkServiceCollectionExtensions.AddDbContext<Shop>(s, o => o.UseNpgsql(\"\").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)); }");
        Assert.Equal(Store.PostgreSql, schema.Store);
        Assert.False(schema.TracksByDefault);
    }

    [Fact]
    public void ProviderOfTheUser_Overrules()
    {
        var schema = Assert.Single(Read(Context(""), Store.MySql).Schemas);
        Assert.Equal(Store.MySql, schema.Store);
        Assert.Equal("longtext", Orders(schema).FindColumn("Email")!.StoreType.Value);
    }

    [Fact]
    public void SeveralContexts_AreReadEachByItself()
    {
        var set = Read(Context("b.Entity<Order>().HasIndex(o => o.Email);")
            + "public class Reports : DbContext { public DbSet<Order> Facts { get; set; } } public abstract class None : DbContext { } public class Generic<T> : DbContext { }");
        Assert.Equal(["Reports", "Shop"], set.Schemas.Items.Select(static schema => schema.Context));
        Assert.Equal("", Indexes(set.OfContext("Reports")!.FindTable(new TableName(null, "Facts"))!));
    }

    [Fact]
    public void QueryFilter_IsAPredicate()
    {
        var entity = Single(Context("b.Entity<Order>().HasQueryFilter(o => !o.IsDeleted && o.TenantId == tenant); } int tenant; void More() {")).FindEntity("Order")!;
        var both = Assert.IsType<AllOf>(entity.QueryFilter.Value);
        var deleted = Assert.IsType<Comparison>(both.Operands[0]);
        Assert.Equal(("IsDeleted", Comparator.Equal, "0"), (deleted.Column.Column, deleted.Operator, Assert.IsType<Constant>(deleted.Value).Text));
        Assert.Equal("TenantId", Assert.IsType<Comparison>(both.Operands[1]).Column.Column);
    }

    [Fact]
    public void QueryFilterThatCannotBeRead_IsUnknown()
    {
        var entity = Single(Context("b.Entity<Order>().HasQueryFilter(o => tenant == 0 || o.TenantId == tenant); } int tenant; void More() {")).FindEntity("Order")!;
        Assert.True(entity.QueryFilter.IsUnknown);
    }

    [Fact]
    public void Index_StandsWhereItIsDeclared()
    {
        var index = Assert.Single(Orders(Single(Context("b.Entity<Order>().HasIndex(o => o.Email);"))).Indexes.Items);
        Assert.Equal("HasIndex(o => o.Email)", index.Origin.Location!.SourceTree!.ToString().Substring(index.Origin.Location.SourceSpan.Start, index.Origin.Location.SourceSpan.Length));
        Assert.Equal("Order", index.Entity);
    }

    private const string Snapshot = """
        [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(Shop))]
        partial class ShopModelSnapshot : Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot
        {
            protected override void BuildModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Order", b =>
                {
                    b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("int");
                    b.Property<string>("Email").HasMaxLength(90).HasColumnType("nvarchar(90)");
                    b.Property<int>("State").HasColumnType("int");
                    b.HasKey("Id");
                    b.HasIndex("Email");
                    b.HasIndex("State");
                    b.ToTable("Orders");
                });
            }
        }
        """;

    [Fact]
    public void Snapshot_FillsWhatTheCodeLeavesOpen()
    {
        var table = Orders(Single(Context("if (Environment.MachineName == \"x\") b.Entity<Order>().HasIndex(o => o.Email);") + Snapshot));
        Assert.True(table.Knows(TableAspects.Indexes));
        Assert.Equal("Email; State", Indexes(table));
    }

    [Fact]
    public void Snapshot_DoesNotOverruleCodeThatIsKnown()
    {
        var table = Orders(Single(Context("b.Entity<Order>().HasIndex(o => o.TenantId);") + Snapshot));
        Assert.Equal("TenantId", Indexes(table));
        Assert.False(table.FindColumn("Email")!.MaxLength.IsKnown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EntitiesOfAnotherProject_AreRead(bool asCompilation)
    {
        var entities = Compile(Order + "public class OrderConfiguration : IEntityTypeConfiguration<Order> { public void Configure(EntityTypeBuilder<Order> b) { b.HasIndex(o => o.Email); } }");
        MetadataReference reference;
        if (asCompilation)
            reference = entities.ToMetadataReference();
        else
        {
            using var stream = new MemoryStream();
            Assert.True(entities.WithAssemblyName("Entities").Emit(stream).Success);
            reference = MetadataReference.CreateFromImage(stream.ToArray());
        }

        var context = "public class Shop : DbContext { public DbSet<Order> Orders { get; set; } protected override void OnModelCreating(ModelBuilder b) { b.ApplyConfigurationsFromAssembly(typeof(Order).Assembly); } }";
        var compilation = CSharpCompilation.Create(
            "Context", [CSharpSyntaxTree.ParseText(Usings + context)], References.All.Add(reference), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var schema = Assert.Single(EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.SqlServer, CancellationToken.None).Schemas);
        Assert.Equal(5, Orders(schema).Columns.Count);
        // An assembly that this package did not build says nothing of its configurations.
        Assert.Equal(asCompilation, Orders(schema).Knows(TableAspects.Indexes));
        if (asCompilation)
            Assert.Equal("Email", Indexes(Orders(schema)));
    }

    [Theory]
    [InlineData("b.Entity<Order>().HasIndex(o => o.")]
    [InlineData("b.Entity<Order>(e => { e.HasKey(")]
    [InlineData("b.Entity<Nothing>().HasOne(x => x.Missing).WithMany().HasForeignKey<(")]
    [InlineData("b.Entity<Order>().Property<string>().HasMaxLength().HasColumnName(null!); b.Entity(null);")]
    [InlineData("foreach (var t in b.Model.GetEntityTypes()) { t.SetTableName(t.")]
    [InlineData("void Again() => Again(); Again(); Loop(b); } void Loop(ModelBuilder x) { Loop(x);")]
    [InlineData("b.Entity<Order>().HasBaseType<Order>(); b.Entity<Order>().HasDiscriminator<Order>(o => o).HasValue(null);")]
    public void BrokenConfiguration_DoesNotThrow(string body) => Assert.Single(Read(Context(body)).Schemas);

    [Theory]
    [InlineData("public class A : B { public int Id { get; set; } } public class B : A { } public class C : DbContext { public DbSet<A> As { get; set; } public DbSet<B> Bs { get; set; } }")]
    [InlineData("public class A { public int Id { get; set; } } public class A { public int Id { get; set; } } public class C : DbContext { public DbSet<A> As { get; set; } }")]
    [InlineData("public class C : DbContext { public DbSet<Missing> As { get; set; } public DbSet<> Bs { get; set; } public DbSet<int> Is { get; set; } }")]
    [InlineData("public class A { public A Self { get; set; } public List<A> Many { get; set; } public List<A> More { get; set; } } public class C : DbContext { public DbSet<A> As { get; set; } }")]
    [InlineData("[Owned] public class O { public O Inner { get; set; } public List<O> All { get; set; } } public class A { public int Id { get; set; } public O O { get; set; } } public class C : DbContext { public DbSet<A> As { get; set; } }")]
    public void BrokenEntities_DoNotThrow(string source) => Assert.Single(Read(source).Schemas);

    [Fact]
    public void CallThatDoesNotCompile_MakesItsEntityUnknown()
    {
        var table = Orders(Single(Context("b.Entity<Order>().HasIndex(o => o.Missing); b.Entity<Order>().ToSomewhere(1);")));
        Assert.False(table.Knows(TableAspects.Indexes));
    }

    [Fact]
    public void EntityOf2000Properties_IsReadInTime()
    {
        var text = new StringBuilder("public class Wide { public int Id { get; set; }");
        for (var i = 0; i < 2_000; i++)
            text.Append(" public string P").Append(i).Append(" { get; set; }");
        text.Append(" } public class C : DbContext { public DbSet<Wide> Wides { get; set; } }");
        var watch = Stopwatch.StartNew();
        Assert.Equal(2_001, Assert.Single(Single(text.ToString()).Tables.Items).Columns.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), watch.Elapsed.ToString());
    }

    [Fact]
    public void ConfigurationOf20000Lines_IsReadInTime()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
            text.Append("b.Entity<Order>().Property(o => o.Email).HasMaxLength(").Append(i + 1).AppendLine(");");
        var watch = Stopwatch.StartNew();
        Assert.Equal(20_000, Orders(Single(Context(text.ToString()))).FindColumn("Email")!.MaxLength.Value);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(90), watch.Elapsed.ToString());
    }

    private const string Abstract = Order + """
        public abstract class Base : DbContext
        {
            protected abstract void Configure(EntityTypeBuilder<Order> orders);
            protected override void OnModelCreating(ModelBuilder b)
            {
                b.Entity<Order>().ToTable("Orders").HasIndex(o => o.Email);
                Configure(b.Entity<Order>());
            }
        }

        """;

    /// <summary>A library's queries run on it; what the contexts of other projects add to an entity is unknown.</summary>
    [Fact]
    public void AbstractContext_IsReadWhereNothingDerivesFromIt()
    {
        var compilation = Compile(Abstract);
        var schema = Assert.Single(EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, CancellationToken.None, withBases: true).Schemas);
        Assert.Equal("Base", schema.Context);
        Assert.Equal("Email", Indexes(Orders(schema)));
        Assert.False(Orders(schema).Knows(TableAspects.Indexes));
        // What other projects are told of is the context that they derive.
        Assert.Empty(Read(Abstract).Schemas);
    }

    [Fact]
    public void AbstractContext_IsNotReadBesideOneThatDerives()
    {
        var compilation = Compile(Abstract + "public class Shop : Base { protected override void Configure(EntityTypeBuilder<Order> orders) => orders.HasIndex(o => o.State); }");
        var schema = Assert.Single(EfSchemaReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, CancellationToken.None, withBases: true).Schemas);
        Assert.Equal("Shop", schema.Context);
        Assert.True(Orders(schema).Knows(TableAspects.Indexes));
    }
}
