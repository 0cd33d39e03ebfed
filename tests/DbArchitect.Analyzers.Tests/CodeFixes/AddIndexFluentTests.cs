using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

public sealed class AddIndexFluentTests
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


        """;

    private const string Context = "\npublic class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }\n";

    private static AddIndex Add(params string[] properties) => new(new IndexDeclaration("Order", properties));

    private static Task Check(AddIndex edit, string before, string after) => FixOf.Text(edit, Entity + before, Entity + after);

    [Fact]
    public Task ConfigurationClass_AppendsAfterLastIndex() => Check(
        Add("TenantId", "Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
                builder.HasIndex(x => x.CreatedAt); // reports
                builder.Property(o => o.Email).HasMaxLength(200);
            }
        }
        """ + Context,
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
                builder.HasIndex(x => x.CreatedAt); // reports
                builder.HasIndex(x => new { x.TenantId, x.Email });
                builder.Property(o => o.Email).HasMaxLength(200);
            }
        }
        """ + Context);

    [Fact]
    public Task ExpressionBodiedConfigure_BecomesBlock() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder) => builder.HasKey(o => o.Id);
        }
        """ + Context,
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
                builder.HasIndex(o => o.Email);
            }
        }
        """ + Context);

    [Fact]
    public Task EntityLambda_AppendsInside() => Check(
        Add("Email"),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>(b =>
                {
                    b.HasKey(o => o.Id);
                });
            }
        }
        """,
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>(b =>
                {
                    b.HasKey(o => o.Id);
                    b.HasIndex(o => o.Email);
                });
            }
        }
        """);

    [Fact]
    public Task Chains_NewStatementAfterTheLast() => Check(
        Add("Email"),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>().HasKey(o => o.Id);
                modelBuilder.Entity<Order>().Property(o => o.Email)
                    .HasMaxLength(200);

                modelBuilder.HasDefaultSchema("shop");
            }
        }
        """,
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity<Order>().HasKey(o => o.Id);
                modelBuilder.Entity<Order>().Property(o => o.Email)
                    .HasMaxLength(200);
                modelBuilder.Entity<Order>().HasIndex(o => o.Email);

                modelBuilder.HasDefaultSchema("shop");
            }
        }
        """);

    [Fact]
    public Task NoOnModelCreating_GetsAnOverride() => Check(
        new AddIndex(new IndexDeclaration("Order", new[] { "Email" }) { Filter = "Email IS NOT NULL" }),
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
        }
        """,
        """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
                base.OnModelCreating(modelBuilder);
                modelBuilder.Entity<Order>().HasIndex(o => o.Email).HasFilter("Email IS NOT NULL");
            }
        }
        """);
}
