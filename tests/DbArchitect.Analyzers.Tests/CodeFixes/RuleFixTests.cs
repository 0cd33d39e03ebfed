namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>Rules, their edits and the fixes together: the diagnostic is gone afterwards, and a second run changes nothing.</summary>
public sealed class RuleFixTests
{
    private const string Query = """


        public static class Queries
        {
            public static Order? Find(ShopContext db, string email) => db.Orders.FirstOrDefault(o => [|o.Email == email|]);
        }
        """;

    private const string Entity = """
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
            public DateTime CreatedAt { get; set; }
        }


        """;

    private static Task Check(string difference) => Verify.Fix(
        "DBA1001", FixOf.Side(difference, '-'), FixOf.Side(difference, '+').Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));

    [Fact]
    public Task MissingIndex_OfAPlainEntity() => Check(
        "+[Index(nameof(Email))]\n" + Entity + """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");
        }
        """ + Query);

    [Fact]
    public Task MissingIndex_OfAConfigurationClass() => Check(
        Entity + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Order> builder)
            {
                builder.HasIndex(o => o.CreatedAt);
        +        builder.HasIndex(o => o.Email);
            }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");

            protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfiguration(new OrderConfiguration());
        }
        """ + Query);

    [Fact]
    public Task MissingIndex_OfAContext() => Check(
        Entity + """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=shop.db");

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>(order =>
                {
                    order.ToTable("orders");
        +            order.HasIndex(o => o.Email);
                });
            }
        }
        """ + Query);
}
