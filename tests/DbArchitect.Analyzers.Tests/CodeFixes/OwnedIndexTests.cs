using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>An index of an owned type is declared where that is configured, in its style.</summary>
public sealed class OwnedIndexTests
{
    private const string Head = """
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;


        """;

    private const string Entities = """
        public class Address
        {
            public string City { get; set; } = "";
            public string Street { get; set; } = "";
        }

        public class Order
        {
            public int Id { get; set; }
            public Address Address { get; set; } = new();
        }


        """;

    private static AddIndex Edit { get; } = new(new IndexDeclaration("Address", new[] { "City" }) { Owner = "Order", Navigation = "Address" });

    private static Task Check(string code, string entities = Entities) => FixOf.Diff(Edit, Head + entities + code);

    private static string Context(string body) => """
        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder modelBuilder)
            {
        BODY
            }
        }
        """.Replace("BODY", body, StringComparison.Ordinal);

    [Fact]
    public Task OwnerThatIsConfigured_GetsOwnsOne() => Check("""
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.OwnsOne(o => o.Address);
        +        builder.OwnsOne(o => o.Address).HasIndex(a => a.City);
            }
        }


        """ + Context("        modelBuilder.ApplyConfiguration(new OrderConfiguration());"));

    [Fact]
    public Task BuilderOfTheOwnedType_GetsTheIndex() => Check(Context("""
                modelBuilder.Entity<Order>().OwnsOne(o => o.Address, a =>
                {
                    a.Property(x => x.City).HasMaxLength(50);
        +            a.HasIndex(x => x.City);
                });
        """));

    [Fact]
    public Task OwnedTypeWithAttributes_GetsTheAttribute() => Check(
        Context("        base.OnModelCreating(modelBuilder);"),
        "[Owned]\n+[Index(nameof(City))]\n" + Entities);

    /// <summary>The owner is configured by what its builder is handed to.</summary>
    [Fact]
    public Task OwnerWithoutOwnsOne_GetsIt() => Check(
        Context("""
                modelBuilder.Entity<Order>().HasKey(o => o.Id);
        +        modelBuilder.Entity<Order>().OwnsOne(o => o.Address, address => address.HasIndex(a => a.City));
        """),
        Entities);
}
