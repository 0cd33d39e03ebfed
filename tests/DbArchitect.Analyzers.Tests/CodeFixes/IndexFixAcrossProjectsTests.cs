using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>The diagnostic is at a query; the entity, its configuration and its context are in other files and projects.</summary>
public sealed class IndexFixAcrossProjectsTests
{
    private const string Order = """
        namespace Shop.Domain;

        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
        }
        """;

    private const string Query = """
        using System.Linq;
        using Shop.Data;

        namespace Shop.Web;

        public class Orders(ShopContext context)
        {
            public object Find(string email) => context.Orders.Where(o => o.Email == email).ToList();
        }
        """;

    private const string Context = """
        using Microsoft.EntityFrameworkCore;
        using Shop.Domain;

        namespace Shop.Data;

        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly);
            }
        }
        """;

    private static AddIndex Add(params string[] properties) => new(new IndexDeclaration("Shop.Domain.Order", properties));

    [Fact]
    public Task ConfigurationInAnotherProject_IsEdited() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '-'),
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed = { ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '+') },
        PlainProjects = ["Domain"],
    }.RunAsync();

    private const string Configuration = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        using Shop.Domain;

        namespace Shop.Data;

        internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
            }
        }
        """;

    [Fact]
    public Task PlainEntityInAProjectWithoutEf_GoesToTheContext() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed =
        {
            ["Data/ShopContext.cs"] = Context.Replace(
                "Assembly);\n", "Assembly);\n        modelBuilder.Entity<Order>().HasIndex(o => o.Email);\n"),
        },
        PlainProjects = ["Domain"],
    }.RunAsync();

    [Fact]
    public Task PlainEntityInAProjectWithEf_GetsTheAttribute() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed =
        {
            ["Domain/Order.cs"] = "using Microsoft.EntityFrameworkCore;\n\n" + Order.Replace("public class", "[Index(nameof(Email))]\npublic class"),
        },
    }.RunAsync();

    [Fact]
    public Task DiagnosticInTheDomain_ConfigurationAboveIsFound() => new FixOf
    {
        Edit = Add("Email"),
        At = "Domain",
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '-'),
            ["Data/ShopContext.cs"] = Context,
        },
        Fixed = { ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '+') },
        PlainProjects = ["Domain"],
    }.RunAsync();

    [Fact]
    public Task InternalProperty_IsNamedByStringFromOutside() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Domain/Order.cs"] = Order.Replace("public string Email", "internal string Email"),
            ["Data/ShopContext.cs"] = Context.Replace("Assembly);\n", "Assembly);\n        modelBuilder.Entity<Order>().Property<string>(\"Email\");\n"),
            ["Web/Orders.cs"] = "",
        },
        Fixed =
        {
            ["Data/ShopContext.cs"] = Context.Replace(
                "Assembly);\n",
                "Assembly);\n        modelBuilder.Entity<Order>().Property<string>(\"Email\");\n        modelBuilder.Entity<Order>().HasIndex(\"Email\");\n"),
        },
        PlainProjects = ["Domain"],
    }.RunAsync();

    [Fact]
    public Task RemovedInAnotherProject() => new FixOf
    {
        Edit = new RemoveIndex(new IndexDeclaration("Shop.Domain.Order", new[] { "Email" })),
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '+'),
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed = { ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '-') },
    }.RunAsync();

    [Fact]
    public Task NameNotImportedInTheContext_IsQualified() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/ShopContext.cs"] = """
                namespace Shop.Data;

                public class ShopContext : Microsoft.EntityFrameworkCore.DbContext
                {
                    public Microsoft.EntityFrameworkCore.DbSet<Domain.Order> Orders => Set<Domain.Order>();
                }
                """,
            ["Web/Orders.cs"] = Query,
        },
        Fixed =
        {
            ["Data/ShopContext.cs"] = """
                using Microsoft.EntityFrameworkCore;

                namespace Shop.Data;

                public class ShopContext : Microsoft.EntityFrameworkCore.DbContext
                {
                    public Microsoft.EntityFrameworkCore.DbSet<Domain.Order> Orders => Set<Domain.Order>();

                    protected override void OnModelCreating(ModelBuilder modelBuilder)
                    {
                        base.OnModelCreating(modelBuilder);
                        modelBuilder.Entity<Domain.Order>().HasIndex(o => o.Email);
                    }
                }
                """,
        },
        PlainProjects = ["Domain"],
    }.RunAsync();

    [Fact]
    public Task FixAll_SameIndexOnce_OthersInOrder() => new FixOf
    {
        Edit = Add("Email"),
        More = [Add("Email"), Add("TenantId"), Add("TenantId", "Email")],
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '-'),
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed =
        {
            ["Data/OrderConfiguration.cs"] = FixOf.Side(Configuration, '+').Replace(
                "Email);\n", "Email);\n        builder.HasIndex(o => o.TenantId);\n        builder.HasIndex(o => new { o.TenantId, o.Email });\n"),
        },
        PlainProjects = ["Domain"],
    }.RunAsync();

    [Fact]
    public Task FixAll_Attributes_AllLand() => new FixOf
    {
        Edit = Add("Email"),
        More = [Add("TenantId")],
        Files =
        {
            ["Domain/Order.cs"] = Order,
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed =
        {
            ["Domain/Order.cs"] = "using Microsoft.EntityFrameworkCore;\n\n"
                + Order.Replace("public class", "[Index(nameof(Email))]\n[Index(nameof(TenantId))]\npublic class"),
        },
    }.RunAsync();

    [Fact]
    public Task FixAll_Removals_AllGo() => new FixOf
    {
        Edit = new RemoveIndex(new IndexDeclaration("Shop.Domain.Order", new[] { "Email" })),
        More = [new RemoveIndex(new IndexDeclaration("Shop.Domain.Order", new[] { "TenantId" }))],
        Files =
        {
            ["Domain/Order.cs"] = "using Microsoft.EntityFrameworkCore;\n\n"
                + Order.Replace("public class", "[Index(nameof(Email))]\n[Index(nameof(TenantId))]\npublic class"),
            ["Data/ShopContext.cs"] = Context,
            ["Web/Orders.cs"] = Query,
        },
        Fixed = { ["Domain/Order.cs"] = "using Microsoft.EntityFrameworkCore;\n\n" + Order },
    }.RunAsync();
}
