using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Model.Serialization;
using DbArchitect.Analyzers.Readers;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

/// <summary>A context whose configurations, base class or extension methods are in other projects: read as if all were one project, in a build and in an editor.</summary>
public sealed class ConfigurationsOfOtherProjectsTests
{
    private const string Entities = """
        namespace Shop;
        public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public List<Order> Orders { get; } = []; }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public string Note { get; set; } = "";
            public bool IsDeleted { get; set; }
            public int TenantId { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
        }
        """;

    private const string Usings = "using Microsoft.EntityFrameworkCore.Metadata.Builders; using Shop; ";

    private static Schema Read(CSharpCompilation compilation)
    {
        var reading = SchemaSetReader.Read(new KnownTypes(compilation), new SourceOperations(compilation), Store.Unknown, [], CancellationToken.None);
        Assert.Empty(reading.Problems);
        return reading.Schemas.Schemas.Single(static schema => schema.Context == "App.ShopContext");
    }

    /// <summary>The schema of App.ShopContext, when each source is a project that references those before it. All ways of compiling them must say the same.</summary>
    private static Schema Same(params string[] sources)
    {
        var joined = Read(ReferencedProjects.CompileJoined(sources));
        foreach (var form in new[] { ReferenceForm.Assembly, ReferenceForm.Compilation })
        {
            var split = Read(ReferencedProjects.Compile("App", sources[^1], ReferencedProjects.Reference(form, sources[..^1])));
            Assert.Equal(SchemaWriter.Write([joined]), SchemaWriter.Write([split]));
            AssertNoPlaceInEmbeddedCode(split);
        }

        return joined;
    }

    private static void AssertNoPlaceInEmbeddedCode(Schema schema)
    {
        foreach (var table in schema.Tables)
        {
            foreach (var index in table.Indexes)
                Assert.NotEqual("", index.Origin.Location?.SourceTree?.FilePath);
        }
    }

    private static Table Orders(Schema schema, string name = "orders") => schema.FindTable(new TableName(null, name)) ?? throw new InvalidOperationException(name);

    private const string Configurations = Usings + """
        namespace Shop.Configurations;
        internal static class Names { public const string Prefix = "ord"; public static readonly int Length = 20; public static string Table(string name) => Prefix + name; }
        public abstract class EntityConfiguration<T> : IEntityTypeConfiguration<T> where T : class
        {
            protected virtual int NoteLength => 100;
            public virtual void Configure(EntityTypeBuilder<T> builder) { }
        }
        internal sealed class OrderConfiguration : EntityConfiguration<Order>
        {
            protected override int NoteLength => 500;
            public override void Configure(EntityTypeBuilder<Order> builder)
            {
                base.Configure(builder);
                builder.ToTable(Names.Table("ers"));
                builder.HasIndex(o => new { o.TenantId, o.Number }).IsUnique();
                builder.Property(o => o.Number).HasMaxLength(Names.Length);
                builder.Property(o => o.Note).HasMaxLength(NoteLength);
                builder.HasQueryFilter(o => !o.IsDeleted);
            }
        }
        public class CustomerConfiguration : IEntityTypeConfiguration<Customer>
        {
            void IEntityTypeConfiguration<Customer>.Configure(EntityTypeBuilder<Customer> builder) => builder.WithEmailIndex();
        }
        public sealed class Marker;
        internal static class Extensions
        {
            public static EntityTypeBuilder<Customer> WithEmailIndex(this EntityTypeBuilder<Customer> builder)
            {
                builder.HasIndex(c => c.Email).HasDatabaseName($"ix_{nameof(Customer)}_email");
                return builder;
            }
        }
        """;

    private static string Context(string body, string parent = "DbContext") => Usings + $$"""
        using Shop.Configurations;
        namespace App;
        public class ShopContext(DbContextOptions<ShopContext> options) : {{parent}}(options)
        {
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Customer> Customers => Set<Customer>();
            {{body}}
        }
        """;

    private static string Creating(string statements) => "protected override void OnModelCreating(ModelBuilder modelBuilder) { " + statements + " }";

    [Fact]
    public void ConfigurationsFromAnotherAssembly()
    {
        var schema = Same(Entities, Configurations, Context(Creating("modelBuilder.ApplyConfigurationsFromAssembly(typeof(Marker).Assembly);")));
        Assert.True(schema.Knows(TableAspects.All));
        Assert.Equal(["IX_orders_CustomerId", "IX_orders_TenantId_Number"], Orders(schema).Indexes.Select(static index => index.Name).Order());
        Assert.Equal(500, Orders(schema).FindColumn("Note")!.MaxLength.Value);
        Assert.True(schema.FindEntityOfType("Shop.Order")!.QueryFilter.IsKnown);
        Assert.Equal("ix_Customer_email", Assert.Single(Orders(schema, "Customers").Indexes).Name);
    }

    [Fact]
    public void ConfigurationsFromAnotherAssembly_ThoseThatAConditionChooses()
    {
        var schema = Same(Entities, Configurations, Context(Creating("modelBuilder.ApplyConfigurationsFromAssembly(typeof(Marker).Assembly, t => t.Name.StartsWith(\"Order\"));")));
        Assert.Empty(Orders(schema, "Customers").Indexes);
        Assert.NotNull(Orders(schema));
    }

    [Fact]
    public void OneConfigurationOfAnotherProject()
    {
        var schema = Same(Entities, Configurations, Context(Creating("modelBuilder.ApplyConfiguration(new CustomerConfiguration());")));
        Assert.Single(Orders(schema, "Customers").Indexes);
        Assert.True(schema.Knows(TableAspects.All));
    }

    [Fact]
    public void ConfigurationWithArguments_AndTypeParameters()
    {
        const string Generic = Usings + """
            namespace Shop.Configurations;
            public class NumberConfiguration<T>(int length) : IEntityTypeConfiguration<T> where T : class
            {
                private readonly string prefix = "t_";
                public void Configure(EntityTypeBuilder<T> builder)
                {
                    builder.ToTable(prefix + typeof(T).Name);
                    builder.Property<string>("Number").HasMaxLength(length);
                }
            }
            """;
        var schema = Same(Entities, Generic, Context(Creating("modelBuilder.ApplyConfiguration(new NumberConfiguration<Order>(30));")));
        Assert.Equal(30, Orders(schema, "t_Order").FindColumn("Number")!.MaxLength.Value);
    }

    [Theory]
    [InlineData("ApplyConfigurationsFromAssembly(typeof(Order).Assembly)")]
    [InlineData("ApplyConfiguration(new Order.Configuration())")]
    public void ConfigurationInsideItsEntity(string apply)
    {
        const string Nested = Usings + """
            namespace Shop;
            public class Entity { public int Id { get; set; } }
            public class Order : Entity
            {
                public string Number { get; set; } = "";
                public sealed class Configuration : IEntityTypeConfiguration<Order>
                {
                    public void Configure(EntityTypeBuilder<Order> builder) => builder.HasIndex(o => o.Number);
                }
            }
            """;
        var schema = Same(Nested, Usings + $$"""
            namespace App;
            public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
            {
                public DbSet<Order> Orders => Set<Order>();
                {{Creating("modelBuilder." + apply + ";")}}
            }
            """);
        Assert.Equal("IX_Orders_Number", Assert.Single(Orders(schema, "Orders").Indexes).Name);
        Assert.NotNull(Orders(schema, "Orders").FindColumn("Id"));
    }

    [Fact]
    public void ExtensionMethodsOfAnotherProject()
    {
        const string Conventions = Usings + """
            namespace Shop.Configurations;
            public static class ModelBuilderExtensions
            {
                public static ModelBuilder ApplyShopConventions(this ModelBuilder modelBuilder, string prefix = "t_")
                {
                    modelBuilder.HasDefaultSchema("shop");
                    foreach (var entity in modelBuilder.Model.GetEntityTypes())
                        entity.SetTableName(prefix + entity.GetTableName());
                    modelBuilder.Soft<Order>();
                    return modelBuilder;
                }
                internal static void Soft<T>(this ModelBuilder modelBuilder) where T : class => modelBuilder.Entity<T>().HasIndex("IsDeleted", "TenantId");
                public static void Note(this PropertyBuilder<string> property, int length) => property.HasMaxLength(length).IsRequired(false);
            }
            """;
        var schema = Same(Entities, Conventions, Context(Creating("modelBuilder.ApplyShopConventions(); modelBuilder.Entity<Order>().Property(o => o.Note).Note(40);")));
        var orders = schema.FindTable(new TableName("shop", "t_Orders"))!;
        Assert.Contains("IsDeleted,TenantId", orders.Indexes.Select(static index => string.Join(",", index.Columns.Select(static column => column.Column))));
        Assert.True(orders.FindColumn("Note")!.IsNullable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("protected override void OnModelCreating(ModelBuilder modelBuilder) { base.OnModelCreating(modelBuilder); modelBuilder.Entity<Order>().HasIndex(o => o.Note); }")]
    [InlineData("protected override string Prefix => \"x_\";")]
    [InlineData("protected override void Extend(ModelBuilder modelBuilder) => modelBuilder.Entity<Customer>().HasIndex(c => c.Email);")]
    public void BaseContextOfAnotherProject(string body)
    {
        const string Base = Usings + """
            namespace Shop.Configurations;
            public abstract class ContextBase(DbContextOptions options) : DbContext(options)
            {
                protected virtual string Prefix => "b_";
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    base.OnModelCreating(modelBuilder);
                    modelBuilder.ApplyConfigurationsFromAssembly(typeof(ContextBase).Assembly);
                    modelBuilder.Entity<Order>(o => { o.ToTable(Prefix + "orders"); Index(o); });
                    Extend(modelBuilder);
                }
                protected virtual void Extend(ModelBuilder modelBuilder) { }
                private static void Index(EntityTypeBuilder<Order> order) => order.HasIndex(o => o.Number);
            }
            internal class CustomerConfiguration : IEntityTypeConfiguration<Customer>
            {
                public void Configure(EntityTypeBuilder<Customer> builder) => builder.Property(c => c.Email).HasColumnName("mail");
            }
            """;
        var schema = Same(Entities, Base, Context(body, "ContextBase"));
        Assert.True(schema.Knows(TableAspects.All));
        Assert.NotNull(Orders(schema, "Customers").FindColumn("mail"));
    }

    [Fact]
    public void GenericBaseContext_WithConventions()
    {
        const string Base = Usings + """
            namespace Shop.Configurations;
            public abstract class ContextBase<TSelf, TOrder>(DbContextOptions options) : DbContext(options) where TSelf : DbContext where TOrder : class
            {
                protected override void ConfigureConventions(ModelConfigurationBuilder configuration) => configuration.Properties<string>().HaveMaxLength(77);
                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<TOrder>().ToTable(typeof(TSelf).Name + "_" + typeof(TOrder).Name);
                }
            }
            """;
        var schema = Same(Entities, Base, Context("", "ContextBase<ShopContext, Order>"));
        Assert.Equal(77, Orders(schema, "ShopContext_Order").FindColumn("Note")!.MaxLength.Value);
    }

    [Fact]
    public void FourProjects_TheMiddleOneUsesTheFirst()
    {
        const string Conventions = Usings + """
            namespace Shop.Conventions;
            public static class Conventions { public static void Indexed(this EntityTypeBuilder<Order> order) => order.HasIndex(o => o.Number); }
            """;
        const string Middle = Usings + """
            using Shop.Conventions;
            namespace Shop.Configurations;
            internal class OrderConfiguration : IEntityTypeConfiguration<Order> { public void Configure(EntityTypeBuilder<Order> builder) => builder.Indexed(); }
            public static class Apply { public static void ApplyAll(this ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(System.Reflection.Assembly.GetExecutingAssembly()); }
            """;
        var schema = Same(Entities, Conventions, Middle, Context(Creating("modelBuilder.ApplyAll();")));
        Assert.Contains("IX_Orders_Number", Orders(schema, "Orders").Indexes.Select(static index => index.Name));
    }

    [Fact]
    public void WhatCannotBeFollowedThere_IsUnknownHere()
    {
        const string Conventions = Usings + """
            namespace Shop.Configurations;
            public static class Conventions
            {
                public static void Tables(this ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().ToTable(Environment.GetEnvironmentVariable("TABLE"));
                public static void Indexes(this ModelBuilder modelBuilder) { if (DateTime.Now.Year > 2000) modelBuilder.Entity<Order>().HasIndex(o => o.Number); }
            }
            """;
        var schema = Same(Entities, Conventions, Context(Creating("modelBuilder.Tables(); modelBuilder.Indexes();")));
        Assert.False(Assert.Single(schema.Tables, static table => table.FindColumn("Number") is not null).Unknown.IsEmpty);
    }
}
