using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

public sealed class SetCollationTests
{
    private const string Entity = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public string Name { get; set; } = "";
        }


        """;

    private static readonly SetCollation Edit = new("Order", "Email", "NOCASE");

    private static Task Body(string body) => FixOf.Diff(
        Edit,
        Entity + "public class ShopContext : DbContext\n{\n    public DbSet<Order> Orders => Set<Order>();\n\n    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {\n"
        + string.Join('\n', body.Split('\n').Select(static line => line.Length < 2 ? line : line[0] is '+' or '-' ? line[0] + "        " + line[1..] : "        " + line))
        + "\n    }\n}\n");

    [Fact]
    public Task PropertyConfigured_LinkAtItsEnd() => Body(
        """
        modelBuilder.Entity<Order>(b =>
        {
        -    b.Property(o => o.Email).HasMaxLength(200);
        +    b.Property(o => o.Email).HasMaxLength(200).UseCollation("NOCASE");
            b.Property(o => o.Name).HasMaxLength(200);
        });
        """);

    [Fact]
    public Task PropertyOnSeveralLines_LinkOnItsOwn() => Body(
        """
        modelBuilder.Entity<Order>()
            .Property(o => o.Email)
        -    .HasMaxLength(200); // long
        +    .HasMaxLength(200)
        +    .UseCollation("NOCASE"); // long
        """);

    [Fact]
    public Task OtherCollation_IsChanged() => Body(
        """
        -modelBuilder.Entity<Order>().Property("Email").UseCollation("BINARY").IsRequired();
        +modelBuilder.Entity<Order>().Property("Email").UseCollation("NOCASE").IsRequired();
        """);

    [Fact]
    public Task OtherPropertiesConfigured_StatementBelowThem() => Body(
        """
        modelBuilder.Entity<Order>(b =>
        {
            b.HasKey(x => x.Id);
            b.Property(x => x.Name).HasMaxLength(200);
        +    b.Property(x => x.Email).UseCollation("NOCASE");
            b.ToTable("orders");
        });
        """);

    [Fact]
    public Task EntityNotConfigured_StatementInTheContext() => FixOf.Diff(
        Edit,
        Entity + """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        +
        +    protected override void OnModelCreating(ModelBuilder modelBuilder)
        +    {
        +        base.OnModelCreating(modelBuilder);
        +        modelBuilder.Entity<Order>().Property(o => o.Email).UseCollation("NOCASE");
        +    }
        }
        """);

    [Fact]
    public Task CollationAlready_NothingOffered() => FixOf.None(
        Edit,
        Entity + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder) => builder.Property(o => o.Email).UseCollation("NOCASE");
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfiguration(new OrderConfiguration());
        }
        """);
}
