using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>A declared index is changed where it stands.</summary>
public sealed class ReplaceIndexTests
{
    private const string Head = """
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;


        """;

    private const string Entity = """
        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
            public DateTime CreatedAt { get; set; }
        }


        """;

    private static IndexDeclaration Index(params string[] properties) => new("Order", properties);

    private static AddIndex Replace(IndexDeclaration before, IndexDeclaration after) => new(after) { Replaced = before };

    /// <summary>A configuration class with these statements.</summary>
    private static Task Fluent(AddIndex edit, string body, string? model = null) => FixOf.Diff(edit, FluentText(body), model);

    private static string FluentText(string body) => Head + Entity + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {

        """ + string.Join('\n', body.Split('\n').Select(static line => line.Length == 0 ? line : line[0] is '+' or '-' ? line[0] + "        " + line[1..] : "        " + line))
        + """

            }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfiguration(new OrderConfiguration());
        }
        """;

    /// <summary>The entity with attributes.</summary>
    private static Task Attributes(AddIndex edit, string attributes, string? model = null, string more = "") => FixOf.Diff(
        edit, Head + attributes + "\n" + Entity + "public class ShopContext : DbContext\n{\n    public DbSet<Order> Orders => Set<Order>();\n" + more + "}\n", model);

    [Fact]
    public Task Extended_KeepsLambdaParameterAndChain() => Fluent(
        Replace(Index("TenantId"), Index("TenantId", "Email")),
        """
        -builder.HasIndex(x => x.TenantId).HasDatabaseName("IX_Orders_TenantId"); // for the list
        +builder.HasIndex(x => new { x.TenantId, x.Email }).HasDatabaseName("IX_Orders_TenantId"); // for the list
        builder.HasIndex(o => o.Email);
        """,
        model: "TenantId, Email; name IX_Orders_TenantId");

    [Fact]
    public Task Reordered_InPlace() => Fluent(
        Replace(Index("CreatedAt", "TenantId"), Index("TenantId", "CreatedAt")),
        """
        -builder.HasIndex(o => new { o.CreatedAt, o.TenantId });
        +builder.HasIndex(o => new { o.TenantId, o.CreatedAt });
        """);

    [Fact]
    public Task Direction_IsAddedInTheChainsLayout() => Fluent(
        Replace(Index("TenantId", "CreatedAt"), Index("TenantId", "CreatedAt") with { Descending = new[] { false, true } }),
        """
        builder.HasIndex(o => new { o.TenantId, o.CreatedAt })
        +    .IsDescending(false, true)
            .IsUnique()
            .HasDatabaseName("UX");
        """,
        model: "TenantId, CreatedAt desc; unique; name UX");

    [Fact]
    public Task Direction_IsChanged() => Fluent(
        Replace(
            Index("TenantId", "CreatedAt") with { Descending = new[] { false, true } },
            Index("TenantId", "Email", "CreatedAt") with { Descending = new[] { false, false, true } }),
        """
        -builder.HasIndex(o => new { o.TenantId, o.CreatedAt }).IsDescending(false, true).HasMethod("btree");
        +builder.HasIndex(o => new { o.TenantId, o.Email, o.CreatedAt }).IsDescending(false, false, true).HasMethod("btree");
        """);

    [Fact]
    public Task Direction_IsRemoved() => Fluent(
        Replace(Index("CreatedAt") with { Descending = new[] { true } }, Index("CreatedAt")),
        """
        -builder.HasIndex(o => o.CreatedAt).IsDescending();
        +builder.HasIndex(o => o.CreatedAt);
        """);

    [Fact]
    public Task Filter_IsAdded() => Fluent(
        Replace(Index("Email"), Index("Email") with { Filter = "\"Email\" <> ''" }),
        """
        -builder.HasIndex(o => o.Email);
        +builder.HasIndex(o => o.Email).HasFilter("\"Email\" <> ''");
        """);

    [Fact]
    public Task Filter_IsRemovedFromItsLine() => Fluent(
        Replace(Index("Email") with { Filter = "a" }, Index("Email")),
        """
        builder.HasIndex(o => o.Email)
        -    .HasFilter("a")
            .HasDatabaseName("IX");
        """,
        model: "Email; name IX");

    [Fact]
    public Task FilterThatStays_IsNotTouched() => Fluent(
        Replace(Index("Email") with { Filter = "a" }, Index("Email", "TenantId") with { Filter = "a" }),
        """
        -builder.HasIndex(o => o.Email).HasFilter(@"a");
        +builder.HasIndex(o => new { o.Email, o.TenantId }).HasFilter(@"a");
        """);

    [Fact]
    public Task OperatorClass_IsAdded() => Fluent(
        Replace(Index("Email"), Index("Email") with { OperatorClasses = new[] { "text_pattern_ops" } }),
        """
        -builder.HasIndex(o => o.Email);
        +builder.HasIndex(o => o.Email).HasOperators("text_pattern_ops");
        """);

    [Fact]
    public Task NamedByArgument_KeepsTheName() => Fluent(
        Replace(Index("TenantId") with { Name = "IX_Tenant" }, Index("TenantId", "Email") with { Name = "IX_Tenant" }),
        """
        builder.HasIndex(o => o.TenantId);
        -builder.HasIndex(o => o.TenantId, "IX_Tenant");
        +builder.HasIndex(o => new { o.TenantId, o.Email }, "IX_Tenant");
        """.Replace("builder.HasIndex(o => o.TenantId);\n", ""));

    [Fact]
    public Task UnnamedThatGetsAName_IsGivenItInPlace() => Fluent(
        Replace(Index("TenantId"), Index("TenantId", "Email") with { Name = "IX_List" }),
        """
        -builder.HasIndex(o => o.TenantId);
        +builder.HasIndex(o => new { o.TenantId, o.Email }, "IX_List");
        """);

    [Fact]
    public Task Names_KeepTheirSpelling() => Fluent(
        Replace(Index("TenantId"), Index("TenantId", "Email")),
        """
        -builder.HasIndex(nameof(Order.TenantId));
        +builder.HasIndex(nameof(Order.TenantId), nameof(Order.Email));
        """);

    [Fact]
    public Task StringNames_StayStrings() => Fluent(
        Replace(Index("TenantId"), Index("Email", "TenantId")),
        """
        -builder.HasIndex("TenantId").IsUnique();
        +builder.HasIndex("Email", "TenantId").IsUnique();
        """,
        model: "Email, TenantId; unique");

    [Fact]
    public Task Unique_IsRemovedWhenTheEditSaysSo() => Fluent(
        Replace(Index("Email") with { IsUnique = true }, Index("Email", "TenantId")),
        """
        -builder.HasIndex(o => o.Email).IsUnique();
        +builder.HasIndex(o => new { o.Email, o.TenantId });
        """);

    [Fact]
    public Task DeclaredTwice_NothingOffered() => FixOf.None(
        Replace(Index("Email"), Index("Email", "TenantId")),
        FluentText("builder.HasIndex(o => o.Email);\nbuilder.HasIndex(o => o.Email).IsUnique();"));

    [Fact]
    public Task IndexOfAConvention_NewOneIsAdded() => FixOf.Diff(
        new AddIndex(new IndexDeclaration("Line", new[] { "OrderId", "Number" })) { Replaced = new IndexDeclaration("Line", new[] { "OrderId" }) },
        Head + Entity + """
        +[Index(nameof(OrderId), nameof(Number))]
        public class Line
        {
            public int Id { get; set; }
            public int OrderId { get; set; }
            public Order? Order { get; set; }
            public int Number { get; set; }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Line> Lines => Set<Line>();
        }
        """);

    [Fact]
    public Task Attribute_Extended() => Attributes(
        Replace(Index("TenantId") with { Name = "IX" }, Index("TenantId", "Email") with { Name = "IX" }),
        """
        /// <summary>An order.</summary>
        -[Index(nameof(TenantId), Name = "IX")] // list
        +[Index(nameof(TenantId), nameof(Email), Name = "IX")] // list
        """);

    [Fact]
    public Task Attribute_DirectionAdded() => Attributes(
        Replace(Index("TenantId", "CreatedAt"), Index("TenantId", "CreatedAt") with { Descending = new[] { false, true } }),
        """
        -[Index(nameof(TenantId), nameof(CreatedAt), IsUnique = true)]
        +[Index(nameof(TenantId), nameof(CreatedAt), IsUnique = true, IsDescending = new[] { false, true })]
        """,
        model: "TenantId, CreatedAt desc; unique");

    [Fact]
    public Task Attribute_StringNamesStay() => Attributes(
        Replace(Index("TenantId"), Index("TenantId", "Email")),
        """
        -[Index("TenantId")]
        +[Index("TenantId", "Email")]
        """);

    [Fact]
    public Task Attribute_InAListOfSeveral() => Attributes(
        Replace(Index("TenantId"), Index("TenantId", "Email")),
        """
        -[Index(nameof(CreatedAt)), Index(nameof(TenantId))]
        +[Index(nameof(CreatedAt)), Index(nameof(TenantId), nameof(Email))]
        """);

    [Fact]
    public Task Attribute_WithFilterMovesToTheContext() => Attributes(
        Replace(Index("Email") with { IsUnique = true }, Index("Email") with { IsUnique = true, Filter = "a" }),
        """
        -[Index(nameof(Email), IsUnique = true)]
        """,
        more: """
        +
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        base.OnModelCreating(modelBuilder);
        +        modelBuilder.Entity<Order>().HasIndex(o => o.Email).IsUnique().HasFilter("a");
        +    }

        """);

    /// <summary>Two providers are referenced here, and each has an IncludeProperties: the nearest wins.</summary>
    private const string Includes = """


        public static class Includes
        {
            public static IndexBuilder<T> IncludeProperties<T>(this IndexBuilder<T> index, System.Linq.Expressions.Expression<Func<T, object?>> properties) =>
                NpgsqlIndexBuilderExtensions.IncludeProperties(index, properties);

            public static IndexBuilder<T> IncludeProperties<T>(this IndexBuilder<T> index, params string[] properties) =>
                NpgsqlIndexBuilderExtensions.IncludeProperties(index, properties);
        }
        """;

    [Fact]
    public Task IncludedColumnThatBecomesAKey_IsNoLongerIncluded() => FixOf.Diff(
        Replace(Index("Email") with { Included = new[] { "CreatedAt", "TenantId" } }, Index("Email", "CreatedAt") with { Included = new[] { "TenantId" } }),
        FluentText(
            """
            -builder.HasIndex(o => o.Email).IncludeProperties(o => new { o.CreatedAt, o.TenantId });
            +builder.HasIndex(o => new { o.Email, o.CreatedAt }).IncludeProperties(o => o.TenantId);
            """) + Includes);

    [Fact]
    public Task OnlyIncludedColumnThatBecomesAKey_LeavesNoInclude() => FixOf.Diff(
        Replace(Index("Email") with { Included = new[] { "CreatedAt" } }, Index("Email", "CreatedAt")),
        FluentText(
            """
            -builder.HasIndex(o => o.Email).IncludeProperties(nameof(Order.CreatedAt));
            +builder.HasIndex(o => new { o.Email, o.CreatedAt });
            """) + Includes);
}
