using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Readers;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

/// <summary>Entities, context and queries in three projects, in a build and in an editor.</summary>
public sealed class ThreeProjectsTests
{
    private const string Entities = """
        namespace Shop;
        public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public List<Order> Orders { get; } = []; }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public bool IsDeleted { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
        }
        """;

    private const string Context = """
        namespace Shop.Data;
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            protected ShopContext(DbContextOptions options) : base(options) { }
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnModelCreating(ModelBuilder builder)
            {
                builder.Entity<Order>().ToTable("shop_orders").HasQueryFilter(o => !o.IsDeleted).HasIndex(o => o.Number).IsUnique();
                Configure(builder);
            }
            private static void Configure(ModelBuilder builder) => builder.Entity<Customer>().Property(c => c.Email).HasMaxLength(200).HasColumnName("email");
        }
        """;

    public static TheoryData<ReferenceForm> Forms => ReferencedProjects.Forms;

    private static SchemaSet Read(CSharpCompilation compilation, params (string Path, string Text)[] files)
    {
        var reading = SchemaSetReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, files, CancellationToken.None);
        Assert.Empty(reading.Problems);
        return reading.Schemas;
    }

    private static SchemaSet Read(ReferenceForm form, string queries = "class Queries;", params (string Path, string Text)[] files) =>
        Read(ReferencedProjects.Compile(form, Entities, Context, queries), files);

    [Theory, MemberData(nameof(Forms))]
    public void ContextOfAReference_IsRead(ReferenceForm form)
    {
        var schema = Assert.Single(Read(form).Schemas);
        Assert.Equal("Shop.Data.ShopContext", schema.Context);
        Assert.Equal(["Customers", "shop_orders"], schema.Tables.Select(static table => table.Name.Name).Order());
        var orders = schema.FindTable(new TableName(null, "shop_orders"))!;
        Assert.Equal(["IX_shop_orders_CustomerId", "IX_shop_orders_Number"], orders.Indexes.Select(static index => index.Name).Order());
        Assert.True(schema.FindEntityOfType("Shop.Order")!.QueryFilter.IsKnown);
        Assert.Equal(200, schema.FindTable(new TableName(null, "Customers"))!.FindColumn("email")!.MaxLength.Value);
        Assert.True(schema.Knows(TableAspects.All));
    }

    [Fact]
    public void BothForms_SayTheSame() =>
        Assert.Equal(SchemaWriter.Write(Read(ReferenceForm.Assembly).Schemas), SchemaWriter.Write(Read(ReferenceForm.Compilation).Schemas));

    [Theory, MemberData(nameof(Forms))]
    public void NoFact_PointsIntoATreeOfAnotherCompilation(ReferenceForm form)
    {
        foreach (var schema in Read(form).Schemas)
        {
            var origins = new List<Origin> { schema.Origin };
            foreach (var table in schema.Tables)
            {
                origins.Add(table.Origin);
                origins.AddRange(table.Columns.Select(static column => column.Origin));
                origins.AddRange(table.Indexes.Select(static index => index.Origin));
                origins.AddRange(table.ForeignKeys.Select(static key => key.Origin));
                origins.Add(table.PrimaryKey!.Origin);
            }

            foreach (var entity in schema.Entities)
            {
                origins.Add(entity.Origin);
                origins.AddRange(entity.Navigations.Select(static navigation => navigation.Origin));
                if (entity.QueryFilter.Value is { } filter)
                    origins.Add(filter.Origin);
            }

            Assert.All(origins, static origin => Assert.Equal(new Origin(OriginKind.Reference, null), origin));
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void OwnContextBesideAReferencedOne_BothAreThere_OwnFirst(ReferenceForm form)
    {
        var set = Read(form, """
            using Shop;
            public class ReportContext(DbContextOptions<ReportContext> options) : DbContext(options) { public DbSet<Order> Reports => Set<Order>(); }
            """);
        Assert.Equal(["ReportContext", "Shop.Data.ShopContext"], set.Schemas.Select(static schema => schema.Context));
        Assert.Null(set.MappingType("Shop.Order"));
        Assert.Equal("Reports", set.OfContext("ReportContext")!.FindEntityOfType("Shop.Order")!.Table!.Value.Name);
        Assert.Equal("shop_orders", set.OfContext("Shop.Data.ShopContext")!.FindEntityOfType("Shop.Order")!.Table!.Value.Name);
    }

    [Theory, MemberData(nameof(Forms))]
    public void ContextThatDerivesFromAReferencedOne_HasWhatTheBaseConfigures(ReferenceForm form)
    {
        var set = Read(form, """
            using Shop;
            using Shop.Data;
            public class Audit { public int Id { get; set; } public int OrderId { get; set; } public Order Order { get; set; } = null!; }
            public class AuditedContext(DbContextOptions<AuditedContext> options) : ShopContext(options)
            {
                public DbSet<Audit> Audits => Set<Audit>();
                protected override void OnModelCreating(ModelBuilder builder)
                {
                    base.OnModelCreating(builder);
                    builder.Entity<Customer>().HasIndex(c => c.Email);
                }
            }
            """);
        var schema = set.OfContext("AuditedContext")!;
        Assert.Equal(["Audits", "Customers", "shop_orders"], schema.Tables.Select(static table => table.Name.Name).Order());
        Assert.True(schema.Knows(TableAspects.All), schema.Unknown.ToString());
        var orders = schema.FindTable(new TableName(null, "shop_orders"))!;
        Assert.True(Assert.Single(orders.Indexes, static index => index.Name == "IX_shop_orders_Number").IsUnique);
        var key = Assert.Single(schema.FindTable(new TableName(null, "Audits"))!.ForeignKeys);
        Assert.Equal("shop_orders", key.Principal.Name);
        Assert.True(schema.FindEntityOfType("Shop.Order")!.QueryFilter.IsKnown);
        Assert.Equal("shop_orders", schema.FindEntityOfType("Shop.Order")!.Table!.Value.Name);
        Assert.Contains(schema.FindTable(new TableName(null, "Customers"))!.Indexes, static index => index.Entity == "Shop.Customer");
    }

    [Theory, MemberData(nameof(Forms))]
    public void DerivedContextOfAReference_IsWholeToo(ReferenceForm form)
    {
        var compilation = ReferencedProjects.Compile("Queries", "class Queries;", ReferencedProjects.Reference(form, Entities, Context, """
            using Shop.Data;
            public class TenantContext(DbContextOptions<TenantContext> options) : ShopContext(options);
            public abstract class NoContextOfItsOwn;
            """));
        var set = Read(compilation);
        Assert.Equal(["Shop.Data.ShopContext", "TenantContext"], set.Schemas.Select(static schema => schema.Context).Order());
        Assert.NotNull(set.OfContext("TenantContext")!.FindTable(new TableName(null, "shop_orders")));
        Assert.True(set.OfContext("TenantContext")!.Knows(TableAspects.All));
    }

    [Theory, MemberData(nameof(Forms))]
    public void SchemaFileOfTheQueries_JoinsTheReferencedContext(ReferenceForm form)
    {
        const string File = """
            {"dbarchitect":1,"schemas":[{"tables":[{"name":"shop_orders","rowCount":5000000,"indexes":[{"name":"manual","columns":["IsDeleted"]}]},{"name":"Jobs","rowCount":3}]}]}
            """;
        var set = Read(form, "class Queries;", ("/shop.dbarchitect.json", File));
        var orders = set.Schemas[0].FindTable(new TableName(null, "shop_orders"))!;
        Assert.Equal(5_000_000, orders.RowCount);
        Assert.Equal(OriginKind.File, Assert.Single(orders.Indexes, static index => index.Name == "manual").Origin.Kind);
        Assert.Equal("Jobs", Assert.Single(set.Schemas[1].Tables).Name.Name);
    }

    [Theory, MemberData(nameof(Forms))]
    public void ContextConfiguredWhereTheApplicationStarts_HasItsOptions(ReferenceForm form)
    {
        var schema = Assert.Single(Read(form, """
            using Microsoft.Extensions.DependencyInjection;
            public static class Startup
            {
                public static void Configure(IServiceCollection services) => services.AddDbContext<Shop.Data.ShopContext>(options => options
                    .UseNpgsql("").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).UseLazyLoadingProxies());
            }
            """).Schemas);
        Assert.False(schema.TracksByDefault);
        Assert.True(schema.LazyLoading);
        Assert.NotNull(schema.FindTable(new TableName(null, "shop_orders")));
    }

    [Theory, MemberData(nameof(Forms))]
    public void DeadReferences_AreSkipped(ReferenceForm form)
    {
        var set = Read(ReferencedProjects.Compile("Queries", "class Queries;", ReferencedProjects.Reference(form, "public class Nothing;", Entities)));
        Assert.Empty(set.Schemas);
    }
}
