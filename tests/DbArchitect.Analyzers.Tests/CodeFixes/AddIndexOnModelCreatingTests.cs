using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>Entities that OnModelCreating, or a method that it calls, configures.</summary>
public sealed class AddIndexOnModelCreatingTests
{
    private const string Entity = """
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
            public DateTime CreatedAt { get; set; }
        }

        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }


        """;

    private static IndexDeclaration Index(params string[] properties) => new("Order", properties);

    private static AddIndex Add(params string[] properties) => new(Index(properties));

    private static Task Check(AddIndex edit, string difference, string? model = null) => FixOf.Diff(edit, Entity + difference, model);

    /// <summary>A context with the body of OnModelCreating.</summary>
    private static Task Body(AddIndex edit, string body, string more = "") => Check(
        edit,
        "public partial class ShopContext : DbContext\n{\n    public DbSet<Order> Orders => Set<Order>();\n\n    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {\n"
        + string.Join('\n', body.Split('\n').Select(static line => line.Length == 0 ? line : line[0] is '+' or '-' ? (line.Length == 1 ? line : line[0] + "        " + line[1..]) : "        " + line))
        + "\n    }\n" + more + "}\n");

    [Fact]
    public Task EntityLambda_Inside() => Body(
        Add("Email"),
        """
        modelBuilder.Entity<Order>(b =>
        {
            b.HasKey(o => o.Id);
        +    b.HasIndex(o => o.Email);
        });
        """);

    [Fact]
    public Task ScaffoldedLambda_AfterItsIndexes() => Body(
        Add("TenantId", "Email"),
        """
        modelBuilder.Entity<Customer>(entity =>
        {
            entity.HasIndex(e => e.Email, "IX_Customer_Email");
        });

        modelBuilder.Entity<Order>(entity =>
        {
            entity.ToTable("orders");

            entity.HasIndex(e => e.CreatedAt, "IX_Orders_CreatedAt");
        +    entity.HasIndex(e => new { e.TenantId, e.Email });

            entity.Property(e => e.Email).HasMaxLength(200);
        });

        OnModelCreatingPartial(modelBuilder);
        """,
        "\n    partial void OnModelCreatingPartial(ModelBuilder modelBuilder);\n");

    [Fact]
    public Task ExpressionLambda_BecomesBlock() => Body(
        Add("Email"),
        """
        -modelBuilder.Entity<Order>(b => b.HasKey(o => o.Id));
        +modelBuilder.Entity<Order>(b =>
        +{
        +    b.HasKey(o => o.Id);
        +    b.HasIndex(o => o.Email);
        +});
        modelBuilder.Entity<Customer>(b => b.HasKey(o => o.Id));
        """);

    [Fact]
    public Task LambdaOnOneLine_StaysOnOne() => Body(
        Add("Email"),
        """
        -modelBuilder.Entity<Order>(b => { b.HasKey(o => o.Id); });
        +modelBuilder.Entity<Order>(b => { b.HasKey(o => o.Id); b.HasIndex(o => o.Email); });
        """);

    [Fact]
    public Task ChainedLambdas_TheRightOne() => Body(
        Add("Email"),
        """
        modelBuilder
            .Entity<Customer>(b =>
            {
                b.HasKey(o => o.Id);
            })
            .Entity<Order>(b =>
            {
                b.HasKey(o => o.Id);
        +        b.HasIndex(o => o.Email);
            });
        """);

    [Fact]
    public Task Chains_NewStatementAfterTheLast() => Body(
        Add("Email"),
        """
        modelBuilder.Entity<Order>().HasKey(o => o.Id);
        modelBuilder.Entity<Order>().Property(o => o.Email)
            .HasMaxLength(200);
        +modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        modelBuilder.Entity<Customer>().HasIndex(o => o.Email);

        modelBuilder.HasDefaultSchema("shop");
        """);

    [Fact]
    public Task ChainsWithIndex_AfterTheIndex() => Body(
        Add("Email"),
        """
        modelBuilder.Entity<Order>()
            .HasIndex(x => new { x.TenantId, x.CreatedAt })
            .IsUnique();
        +modelBuilder.Entity<Order>().HasIndex(x => x.Email);
        modelBuilder.Entity<Order>().Property(o => o.Email).HasMaxLength(200);
        """);

    [Fact]
    public Task Local_AfterItsLastStatement() => Body(
        Add("Email"),
        """
        var order = modelBuilder.Entity<Order>();
        order.HasKey(x => x.Id);
        order.Property(x => x.Email).HasMaxLength(200);
        +order.HasIndex(x => x.Email);

        var customer = modelBuilder.Entity<Customer>();
        customer.HasKey(x => x.Id);
        """);

    [Fact]
    public Task LocalWithoutUse_AfterItsDeclaration() => Body(
        Add("Email"),
        """
        var order = modelBuilder.Entity<Order>();
        +order.HasIndex(o => o.Email);
        """);

    [Fact]
    public Task PrivateMethod_InIt() => Body(
        Add("Email"),
        """
        modelBuilder.Entity<Order>(ConfigureOrder);
        """,
        """

            private static void ConfigureOrder(EntityTypeBuilder<Order> order)
            {
                order.HasKey(o => o.Id);
        +        order.HasIndex(o => o.Email);
            }

        """);

    [Fact]
    public Task MethodCalledFromLambda_InTheMethod() => Body(
        Add("Email"),
        """
        modelBuilder.Entity<Order>(b => ConfigureOrder(b));
        """,
        """

            private void ConfigureOrder(EntityTypeBuilder<Order> order)
            {
                order.HasKey(o => o.Id);
        +        order.HasIndex(o => o.Email);
            }

        """);

    [Fact]
    public Task LocalFunction_InIt() => Body(
        Add("Email"),
        """
        Configure(modelBuilder.Entity<Order>());

        static void Configure(EntityTypeBuilder<Order> b)
        {
            b.HasKey(o => o.Id);
        +    b.HasIndex(o => o.Email);
        }
        """);

    [Fact]
    public Task ExtensionMethodOnModelBuilder_InIt() => Check(
        Add("Email"),
        """
        public static class Mapping
        {
            public static void MapOrders(this ModelBuilder builder)
            {
                builder.Entity<Order>().ToTable("orders");
        +        builder.Entity<Order>().HasIndex(o => o.Email);
            }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.MapOrders();
        }
        """);

    [Fact]
    public Task MethodThatReturnsTheBuilder_BeforeTheReturn() => Check(
        Add("Email"),
        """
        public static class Mapping
        {
            public static EntityTypeBuilder<Order> Map(this EntityTypeBuilder<Order> builder)
            {
                builder.ToTable("orders");
        +        builder.HasIndex(o => o.Email);
                return builder;
            }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().Map();
        }
        """);

    [Fact]
    public Task ExpressionBodiedOnModelCreating_BecomesBlock() => Check(
        Add("Email"),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

        -    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().HasKey(o => o.Id);
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        modelBuilder.Entity<Order>().HasKey(o => o.Id);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        +    }
        }
        """);

    [Fact]
    public Task NoOnModelCreating_GetsAnOverride() => Check(
        new AddIndex(Index("Email") with { Filter = "Email IS NOT NULL" }),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        +
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        base.OnModelCreating(modelBuilder);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email).HasFilter("Email IS NOT NULL");
        +    }
        }
        """);

    [Fact]
    public Task AttributeOverTheSameProperties_IsToldApartByName() => FixOf.Diff(
        new AddIndex(Index("Email") with { Name = "IX_Pattern", OperatorClasses = new[] { "text_pattern_ops" } }),
        Entity.Replace("public class Order\n", "[Index(nameof(Email), IsUnique = true)]\npublic class Order\n") + """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        +
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        base.OnModelCreating(modelBuilder);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email, "IX_Pattern").HasOperators("text_pattern_ops");
        +    }
        }
        """);

    [Fact]
    public Task PrimaryConstructorWithoutBody_GetsOne() => FixOf.Diff(
        new AddIndex(Index("Email") with { Filter = "a" }),
        Entity + """
        -public class ShopContext(DbContextOptions<ShopContext> options) : BaseContext(options);
        +public class ShopContext(DbContextOptions<ShopContext> options) : BaseContext(options)
        +{
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        base.OnModelCreating(modelBuilder);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email).HasFilter("a");
        +    }
        +}

        public abstract class BaseContext(DbContextOptions options) : DbContext(options)
        {
            public DbSet<Order> Orders => Set<Order>();
        }
        """);

    [Fact]
    public Task ContextOnOneLine_IsOpened() => Check(
        new AddIndex(Index("Email") with { Filter = "a" }),
        """
        -public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        +public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>();
        +
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        base.OnModelCreating(modelBuilder);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email).HasFilter("a");
        +    }
        +}
        """);

    [Fact]
    public Task OtherEntitiesConfiguredInPlace_NewStatementThere() => Body(
        Add("Email"),
        """
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Customer>().HasIndex(c => c.Email);
        +modelBuilder.Entity<Order>().HasIndex(o => o.Email);

        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            type.SetSchema("shop");
        }
        """);

    [Fact]
    public Task PartialContext_PartWithTheModel() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Entities.cs"] = Entity,
            ["ShopContext.cs"] = "using Microsoft.EntityFrameworkCore;\n\npublic partial class ShopContext : DbContext\n{\n    public DbSet<Order> Orders => Set<Order>();\n}\n",
            ["ShopContext.Model.cs"] = FixOf.Side(PartOfContext, '-'),
        },
        Fixed = { ["ShopContext.Model.cs"] = FixOf.Side(PartOfContext, '+') },
    }.RunAsync();

    private const string PartOfContext = """
        using Microsoft.EntityFrameworkCore;

        partial class ShopContext
        {
            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Customer>(c =>
                {
                    c.HasKey(x => x.Id);
                });
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email);
            }
        }
        """;

    [Fact]
    public Task SeveralContexts_TheOneThatIsMeant() => Check(
        new AddIndex(Index("Email") with { Context = "ReadContext" }),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>().HasIndex(o => o.CreatedAt);
            }
        }

        public class ReadContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>().HasKey(o => o.Id);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email);
            }
        }
        """);

    [Fact]
    public Task InterfaceOrGenericBuilder_IsNotMistaken() => Body(
        Add("Email"),
        """
        Audit(modelBuilder.Entity<Order>());
        +modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        """,
        """

            private static void Audit<T>(EntityTypeBuilder<T> builder) where T : class
            {
                builder.Property<DateTime>("AuditedAt");
            }

        """);

    [Fact]
    public Task OwnedTypeOfTheEntity_IsNotMistaken() => FixOf.Diff(
        new AddIndex(Index("Email") with { Descending = new[] { true } }),
        Entity.Replace("    public DateTime CreatedAt { get; set; }", "    public Address Address { get; set; } = new();") + """
        public class Address
        {
            public string Email { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>().OwnsOne(o => o.Address, a =>
                {
                    a.HasIndex(x => x.Email);
                });
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email).IsDescending();
            }
        }
        """);

    [Fact]
    public Task OwnedType_InItsOwnBuilder() => FixOf.Diff(
        new AddIndex(new IndexDeclaration("Address", new[] { "City" })),
        Entity.Replace("    public DateTime CreatedAt { get; set; }", "    public Address Address { get; set; } = new();") + """
        public class Address
        {
            public string City { get; set; } = "";
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>(b =>
                {
                    b.OwnsOne(o => o.Address, a =>
                    {
                        a.Property(x => x.City).HasMaxLength(100);
        +                a.HasIndex(x => x.City);
                    });
                });
            }
        }
        """);

    [Fact]
    public Task LongLine_IsBroken() => Check(
        new AddIndex(Index("TenantId", "Email", "CreatedAt") with { Descending = new[] { false, false, true }, Filter = "\"Email\" IS NOT NULL AND \"TenantId\" > 0" }),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>().HasKey(o => o.Id);
        +        modelBuilder.Entity<Order>().HasIndex(o => new { o.TenantId, o.Email, o.CreatedAt })
        +            .IsDescending(false, false, true)
        +            .HasFilter("\"Email\" IS NOT NULL AND \"TenantId\" > 0");
            }
        }
        """);

    [Fact]
    public Task SealedOnModelCreatingAndFilter_NothingOffered() => FixOf.None(
        new AddIndex(Index("Email") with { Filter = "a" }),
        Entity + """
        public abstract class Base : DbContext
        {
            protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
            {
            }
        }

        public class ShopContext : Base
        {
            public DbSet<Order> Orders => Set<Order>();
        }
        """);
}
