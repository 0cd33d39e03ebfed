using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>Entities that a configuration class configures.</summary>
public sealed class AddIndexConfigurationTests
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

    private const string Context = """


        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfiguration(new OrderConfiguration());
        }
        """;

    private static IndexDeclaration Index(params string[] properties) => new("Order", properties);

    private static AddIndex Add(params string[] properties) => new(Index(properties));

    private static Task Check(AddIndex edit, string difference, string? model = null) => FixOf.Diff(edit, Entity + difference + Context, model);

    [Fact]
    public Task HasIndexStatements_NewOneAfterTheLast() => Check(
        Add("TenantId", "Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
                builder.HasIndex(x => x.CreatedAt); // reports
        +        builder.HasIndex(x => new { x.TenantId, x.Email });
                builder.Property(o => o.Email).HasMaxLength(200);
            }
        }
        """);

    [Fact]
    public Task NoHasIndex_AtTheEndWithTheBuildersName() => Check(
        Add("Email"),
        """
        internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> entity)
            {
                entity.ToTable("orders");
                entity.HasKey(x => x.Id);
        +        entity.HasIndex(x => x.Email);
            }
        }
        """);

    [Fact]
    public Task ExpressionBodiedConfigure_BecomesBlock() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
        -    public void Configure(EntityTypeBuilder<Order> builder) => builder.HasKey(o => o.Id);
        +    public void Configure(EntityTypeBuilder<Order> builder)
        +    {
        +        builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
        +    }
        }
        """);

    [Fact]
    public Task ArrowOnItsOwnLine_BecomesBlock() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
        -        => builder.HasKey(o => o.Id);
        +    {
        +        builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
        +    }
        }
        """);

    [Fact]
    public Task EmptyConfigureOnOneLine_IsOpened() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
        -    public void Configure(EntityTypeBuilder<Order> builder) { }
        +    public void Configure(EntityTypeBuilder<Order> builder)
        +    {
        +        builder.HasIndex(o => o.Email);
        +    }
        }
        """);

    [Fact]
    public Task EmptyConfigure_GetsItsFirstStatement() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                // Nothing yet.
        +        builder.HasIndex(o => o.Email);
            }
        }
        """);

    [Fact]
    public Task BraceOnTheLineOfTheMethod_IsKept() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order> {
        -    public void Configure(EntityTypeBuilder<Order> builder) => builder.HasKey(o => o.Id);
        +    public void Configure(EntityTypeBuilder<Order> builder)
        +    {
        +        builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
        +    }
        }
        """);

    [Fact]
    public Task StatementsOnOneLine_StayOnOne() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
        -    public void Configure(EntityTypeBuilder<Order> builder) { builder.HasKey(o => o.Id); }
        +    public void Configure(EntityTypeBuilder<Order> builder) { builder.HasKey(o => o.Id); builder.HasIndex(o => o.Email); }
        }
        """);

    [Fact]
    public Task Region_NewOneInside() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);

                #region Indexes

                builder.HasIndex(o => o.CreatedAt)
                    .IsDescending();
        +        builder.HasIndex(o => o.Email);

                #endregion

                builder.Property(o => o.Email).HasMaxLength(200);
            }
        }
        """);

    [Fact]
    public Task IndexesSetOffByBlankLines_NewOneToo() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasIndex(o => o.CreatedAt)
                    .IsDescending();

                builder.HasIndex(o => o.TenantId)
                    .HasDatabaseName("IX_Tenant");
        +
        +        builder.HasIndex(o => o.Email);

                builder.HasKey(o => o.Id);
            }
        }
        """);

    [Fact]
    public Task Tabs_AreKept() => Check(
        Add("Email"),
        "public class OrderConfiguration : IEntityTypeConfiguration<Order>\n{\n\tpublic void Configure(EntityTypeBuilder<Order> builder)\n\t{\n"
        + "\t\tbuilder.HasKey(o => o.Id);\n+\t\tbuilder.HasIndex(o => o.Email);\n\t}\n}\n");

    [Fact]
    public Task CarriageReturns_AreKept() => FixOf.Diff(
        Add("Email"),
        Entity + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
        -    public void Configure(EntityTypeBuilder<Order> builder) => builder.HasKey(o => o.Id);
        +    public void Configure(EntityTypeBuilder<Order> builder)
        +    {
        +        builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
        +    }
        }
        """ + Context,
        newLine: "\r\n");

    [Fact]
    public Task DirectionFilterNameUnique_AreLinks() => Check(
        new AddIndex(Index("TenantId", "CreatedAt") with { Descending = new[] { false, true }, IsUnique = true, Filter = "\"Email\" IS NOT NULL", Name = "UX" }),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => new { o.TenantId, o.CreatedAt }, "UX")
        +            .IsUnique()
        +            .IsDescending(false, true)
        +            .HasFilter("\"Email\" IS NOT NULL");
            }
        }
        """);

    [Fact]
    public Task OperatorClass_IsALink() => Check(
        new AddIndex(Index("Email") with { OperatorClasses = new[] { "text_pattern_ops" } }),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email).HasOperators("text_pattern_ops");
            }
        }
        """);

    [Fact]
    public Task AllDescending_NeedsNoArguments() => Check(
        new AddIndex(Index("CreatedAt") with { Descending = new[] { true } }),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.CreatedAt).IsDescending();
            }
        }
        """);

    [Fact]
    public Task SameProperties_ToldApartByName() => Check(
        new AddIndex(Index("Email") with { Name = "IX_Email_Open", Filter = "x = 1" }),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasIndex(o => o.Email);
        +        builder.HasIndex(o => o.Email, "IX_Email_Open").HasFilter("x = 1");
            }
        }
        """);

    [Fact]
    public Task SamePropertiesWithoutName_NothingOffered() => FixOf.None(
        new AddIndex(Index("Email") with { Filter = "x = 1" }),
        Entity + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasIndex(nameof(Order.Email));
            }
        }
        """ + Context);

    [Fact]
    public Task BaseConfigurationClass_InTheOverride() => Check(
        Add("Email"),
        """
        public abstract class BaseConfiguration<T> : IEntityTypeConfiguration<T> where T : class
        {
            public virtual void Configure(EntityTypeBuilder<T> builder)
            {
                builder.HasKey("Id");
                builder.HasIndex("TenantId");
            }
        }

        public class OrderConfiguration : BaseConfiguration<Order>
        {
            public override void Configure(EntityTypeBuilder<Order> builder)
            {
                base.Configure(builder);
                builder.Property(order => order.Email).HasMaxLength(200);
        +        builder.HasIndex(order => order.Email);
            }
        }
        """);

    [Fact]
    public Task BaseConfigurationClassDoesAll_GetsAnOverride() => Check(
        Add("Email"),
        """
        public abstract class BaseConfiguration<T> : IEntityTypeConfiguration<T> where T : class
        {
            public virtual void Configure(EntityTypeBuilder<T> builder)
            {
                builder.HasKey("Id");
            }
        }

        -public class OrderConfiguration : BaseConfiguration<Order>;
        +public class OrderConfiguration : BaseConfiguration<Order>
        +{
        +    public override void Configure(EntityTypeBuilder<Order> builder)
        +    {
        +        base.Configure(builder);
        +        builder.HasIndex(o => o.Email);
        +    }
        +}
        """);

    [Fact]
    public Task BaseConfigurationClassWithHook_OverridesTheHook() => Check(
        Add("Email"),
        """
        public abstract class BaseConfiguration<T> : IEntityTypeConfiguration<T> where T : class
        {
            public void Configure(EntityTypeBuilder<T> builder)
            {
                builder.HasKey("Id");
                More(builder);
            }

            protected virtual void More(EntityTypeBuilder<T> entity)
            {
            }
        }

        -public class OrderConfiguration : BaseConfiguration<Order> { }
        +public class OrderConfiguration : BaseConfiguration<Order>
        +{
        +    protected override void More(EntityTypeBuilder<Order> entity)
        +    {
        +        base.More(entity);
        +        entity.HasIndex(o => o.Email);
        +    }
        +}
        """);

    [Fact]
    public Task ConditionalIndexes_NewOneOutsideTheCondition() => Check(
        Add("Email"),
        """
        public class OrderConfiguration(bool isNpgsql = true) : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                if (isNpgsql)
                {
                    builder.HasIndex(o => o.CreatedAt);
                }

                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
            }
        }
        """);

    [Fact]
    public Task PreprocessorCondition_NewOneOutside() => FixOf.Diff(
        Add("Email"),
        "#define NPGSQL\n" + Entity + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        #if NPGSQL
                builder.HasIndex(o => o.CreatedAt);
        #endif
        +        builder.HasIndex(o => o.Email);
            }
        }
        """ + Context);

    [Fact]
    public Task LambdaNameTaken_AnotherIsUsed() => Check(
        Add("Email"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> o)
            {
                o.ToTable("orders");
        +        o.HasIndex(order => order.Email);
            }
        }
        """);

    [Fact]
    public Task ShadowProperty_IsNamedByString() => Check(
        Add("TenantId", "Region"),
        """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.Property<string>("Region");
        +        builder.HasIndex(nameof(Order.TenantId), "Region");
            }
        }
        """);

    [Fact]
    public Task NestedConfigurationClass_IsFound() => FixOf.Diff(
        new AddIndex(new IndexDeclaration("Shop.Order", new[] { "Email" })),
        """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        namespace Shop;

        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";

            internal sealed class Configuration : IEntityTypeConfiguration<Order>
            {
                public void Configure(EntityTypeBuilder<Order> builder)
                {
                    builder.ToTable("orders");
        +            builder.HasIndex(o => o.Email);
                }
            }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnModelCreating(ModelBuilder b) => b.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly);
        }
        """);

    [Fact]
    public Task SeveralConfigurationsInAFile_TheRightOne() => FixOf.Diff(
        Add("Email"),
        Entity + """
        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }

        public class CustomerConfiguration : IEntityTypeConfiguration<Customer>
        {
            public void Configure(EntityTypeBuilder<Customer> builder)
            {
                builder.HasIndex(c => c.Email);
            }
        }

        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(c => c.Id);
        +        builder.HasIndex(c => c.Email);
            }
        }
        """ + Context);

    [Fact]
    public Task ClassForTwoEntities_TheRightMethod() => FixOf.Diff(
        Add("Email"),
        Entity + """
        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }

        public class OrderConfiguration : IEntityTypeConfiguration<Customer>, IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Customer> builder)
            {
                builder.HasIndex(c => c.Email);
            }

            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
            }
        }
        """ + Context.Replace("b.ApplyConfiguration(", "b.ApplyConfiguration<Order>("));

    [Fact]
    public Task ConfigurationNobodyApplies_IsPassedOver() => FixOf.Diff(
        Add("Email"),
        Entity.Replace("public class Order\n", "+[Index(nameof(Email))]\npublic class Order\n") + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
            }
        }

        public class ShopContext : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        """);

    [Fact]
    public Task ValidationAttributesAndConfiguration_TheConfiguration() => FixOf.Diff(
        Add("Email"),
        Entity.Replace("    public string Email", "    [System.ComponentModel.DataAnnotations.Required]\n    public string Email") + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.HasKey(o => o.Id);
        +        builder.HasIndex(o => o.Email);
            }
        }
        """ + Context);

    [Fact]
    public Task MappingAttributesAndConfigurationWithoutIndexes_TheAttributes() => FixOf.Diff(
        Add("Email"),
        Entity.Replace("public class Order\n", "[System.ComponentModel.DataAnnotations.Schema.Table(\"o\")]\n+[Index(nameof(Email))]\npublic class Order\n") + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.Property(o => o.Email).HasMaxLength(200);
            }
        }
        """ + Context);

    [Fact]
    public Task MappingAttributesButFilter_TheConfiguration() => FixOf.Diff(
        new AddIndex(Index("Email") with { Filter = "a" }),
        Entity.Replace("public class Order\n", "[System.ComponentModel.DataAnnotations.Schema.Table(\"o\")]\npublic class Order\n") + """
        public class OrderConfiguration : IEntityTypeConfiguration<Order>
        {
            public void Configure(EntityTypeBuilder<Order> builder)
            {
                builder.Property(o => o.Email).HasMaxLength(200);
        +        builder.HasIndex(o => o.Email).HasFilter("a");
            }
        }
        """ + Context);
}
