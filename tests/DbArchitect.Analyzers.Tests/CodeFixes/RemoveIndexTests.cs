using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>The declaration of an index goes, with what belongs to it and nothing else.</summary>
public sealed class RemoveIndexTests
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

    private static RemoveIndex Remove(params string[] properties) => new(new IndexDeclaration("Order", properties));

    private static string Context(string body, string set = "    public DbSet<Order> Orders => Set<Order>();\n\n") => Head + Entity
        + "public class ShopContext : DbContext\n{\n" + set + "    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {\n"
        + string.Join('\n', body.Split('\n').Select(static line => line.Length < 2 ? line : line[0] is '+' or '-' ? line[0] + "        " + line[1..] : "        " + line))
        + "\n    }\n}\n";

    private static Task Body(RemoveIndex edit, string body) => FixOf.Diff(edit, Context(body));

    private static Task Attributes(RemoveIndex edit, string attributes) =>
        FixOf.Diff(edit, Head + attributes + "\n" + Entity + "public class ShopContext : DbContext\n{\n    public DbSet<Order> Orders => Set<Order>();\n}\n");

    [Fact]
    public Task Statement_GoesWithItsComments() => Body(
        Remove("Email"),
        """
        modelBuilder.Entity<Order>(b =>
        {
            // The key.
            b.HasKey(o => o.Id);

        -    // Search by e-mail,
        -    // asked for by support.
        -    b.HasIndex(o => o.Email) // slow
        -        .HasDatabaseName("IX_Email"); // end
            b.HasIndex(o => o.TenantId);
        });
        """);

    [Fact]
    public Task CommentSetOff_Stays() => Body(
        Remove("Email"),
        """
        // Indexes

        -modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        modelBuilder.Entity<Order>().HasIndex(o => o.TenantId);
        """);

    [Fact]
    public Task LastStatement_TakesTheBlankLineAboveIt() => Body(
        Remove("Email"),
        """
        modelBuilder.Entity<Order>(b =>
        {
            b.HasKey(o => o.Id);
        -
        -    b.HasIndex(o => o.Email);
        });
        """);

    [Fact]
    public Task BetweenBlankLines_OneStays() => Body(
        Remove("Email"),
        """
        modelBuilder.Entity<Order>().HasKey(o => o.Id);

        -modelBuilder.Entity<Order>().HasIndex(o => o.Email).IsUnique();
        -
        modelBuilder.Entity<Order>().HasIndex(o => o.TenantId);
        """);

    [Fact]
    public Task LinkOfALongerChain_OnlyItGoes() => Body(
        Remove("Email"),
        """
        modelBuilder.Entity<Order>()
        -    .ToTable("orders")
        -    .HasIndex(o => o.Email)
        -    .IsUnique();
        +    .ToTable("orders");
        """);

    [Fact]
    public Task OnlyMentionOfTheEntity_StaysMapped() => FixOf.Diff(
        Remove("Email"),
        Context(
            """
            -modelBuilder.Entity<Order>().HasIndex(o => o.Email);
            +modelBuilder.Entity<Order>();
            """,
            set: ""));

    [Fact]
    public Task ExpressionLambda_IsLeftEmpty() => Body(
        Remove("Email"),
        """
        -modelBuilder.Entity<Order>(b => b.HasIndex(o => o.Email));
        +modelBuilder.Entity<Order>(b => { });
        """);

    [Fact]
    public Task OneLineBlock_OnlyItGoes() => Body(
        Remove("Email"),
        """
        -modelBuilder.Entity<Order>(b => { b.HasKey(o => o.Id); b.HasIndex(o => o.Email); b.ToTable("o"); });
        +modelBuilder.Entity<Order>(b => { b.HasKey(o => o.Id); b.ToTable("o"); });
        """);

    [Fact]
    public Task Regions_Stay() => Body(
        Remove("Email"),
        """
        #region Indexes
        -modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        #endregion
        """);

    [Fact]
    public Task SameProperties_TheOneOfThatName() => Body(
        new RemoveIndex(new IndexDeclaration("Order", new[] { "Email" }) { Name = "IX_2" }),
        """
        modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        -modelBuilder.Entity<Order>().HasIndex(o => o.Email, "IX_2");
        """);

    [Fact]
    public Task SeveralStatementsAboutIt_AllGo() => Body(
        Remove("Email"),
        """
        -modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        modelBuilder.Entity<Order>().HasIndex(o => o.TenantId);
        -modelBuilder.Entity<Order>().HasIndex("Email").IsUnique();
        """);

    [Fact]
    public Task ExpressionBodiedMethod_BecomesEmpty() => FixOf.Diff(
        Remove("Email"),
        Head + Entity + """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

        -    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().HasIndex(o => o.Email);
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +    }
        }
        """);

    [Fact]
    public Task ResultIsUsed_NothingOffered() => FixOf.None(
        Remove("Email"),
        Context("var index = modelBuilder.Entity<Order>().HasIndex(o => o.Email);\nindex.IsUnique();"));

    [Fact]
    public Task UnderACondition_NothingOffered() => FixOf.None(
        Remove("Email"),
        Context("if (Database.IsSqlite())\n    modelBuilder.Entity<Order>().HasIndex(o => o.Email);").Replace("Database.IsSqlite()", "DateTime.Now.Year > 2000"));

    [Fact]
    public Task NotDeclared_NothingOffered() => FixOf.None(Remove("Email"), Context("modelBuilder.Entity<Order>().HasIndex(o => o.TenantId);"));

    [Fact]
    public Task CarriageReturns_AreKept() => FixOf.Diff(
        Remove("Email"),
        Context(
            """
            modelBuilder.Entity<Order>().HasKey(o => o.Id);

            -modelBuilder.Entity<Order>().HasIndex(o => o.Email);
            -
            modelBuilder.Entity<Order>().HasIndex(o => o.TenantId);
            """),
        newLine: "\r\n");

    [Fact]
    public Task Attribute_GoesWithItsLine() => Attributes(
        Remove("Email"),
        """
        /// <summary>An order.</summary>
        -[Index(nameof(Email))] // search
        [Index(nameof(TenantId))]
        """);

    [Fact]
    public Task LastAttribute_CommentGoesAndDocStays() => Attributes(
        Remove("Email"),
        """
        /// <summary>An order.</summary>
        [Index(nameof(TenantId))]
        -// search
        -[Index(nameof(Email), IsUnique = true)]
        """);

    [Fact]
    public Task AttributeInAList_OnlyItGoes() => Attributes(
        Remove("Email"),
        """
        -[Index(nameof(TenantId)), Index(nameof(Email))]
        +[Index(nameof(TenantId))]
        """);

    [Fact]
    public Task FirstAttributeInAList_OnlyItGoes() => Attributes(
        Remove("Email"),
        """
        -[Index(nameof(Email)), Index(nameof(TenantId))]
        +[Index(nameof(TenantId))]
        """);

    [Fact]
    public Task AttributeOnTheLineOfAnother_OnlyItGoes() => Attributes(
        Remove("Email"),
        """
        -[Index(nameof(Email))] [Index(nameof(TenantId))]
        +[Index(nameof(TenantId))]
        """);
}
