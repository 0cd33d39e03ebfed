using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>Entities that are plain or have mapping attributes get <c>[Index]</c>.</summary>
public sealed class AddIndexAttributeTests
{
    private const string Context = "\npublic class ShopContext : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>(); }\n";

    private static IndexDeclaration Index(params string[] properties) => new("Order", properties);

    private static AddIndex Add(params string[] properties) => new(Index(properties));

    private static Task Check(AddIndex edit, string difference, string? model = null) => FixOf.Diff(edit, difference + Context, model);

    [Fact]
    public Task PlainEntity_GetsAttributeAndUsing() => Check(
        Add("Email"),
        """
        +using Microsoft.EntityFrameworkCore;
        +
        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task OtherAttributesAndDocComment_StayAbove() => Check(
        Add("TenantId", "Email"),
        """
        // Licence
        using System.ComponentModel.DataAnnotations.Schema;
        +using Microsoft.EntityFrameworkCore;

        /// <summary>An order.</summary>
        [Table("orders")] // legacy name
        +[Index(nameof(TenantId), nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task DocCommentOnly_AttributeBelowIt() => Check(
        Add("Email"),
        """
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Logging;

        /// <summary>
        /// An order.
        /// </summary>
        // reviewed
        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task UsingsSorted_NewOneInOrder() => Check(
        Add("Email"),
        """
        // Copyright
        using System;
        +using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Logging;
        using Npgsql;

        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task UsingsUnsorted_NewOneLast() => Check(
        Add("Email"),
        """
        using Npgsql;
        using System;
        using Microsoft.Extensions.Logging;
        +using Microsoft.EntityFrameworkCore;
        using Log = Microsoft.Extensions.Logging.ILogger;

        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task BlockNamespaceWithInnerUsings_UsingAddedInside() => FixOf.Diff(
        new AddIndex(new IndexDeclaration("Shop.Order", new[] { "Email" })),
        """
        namespace Shop
        {
            using System;
        +    using Microsoft.EntityFrameworkCore;

            /// <summary>An order.</summary>
        +    [Index(nameof(Email))]
            public class Order
            {
                public int Id { get; set; }
                public string Email { get; set; } = "";
            }

            public class ShopContext : Microsoft.EntityFrameworkCore.DbContext
            {
                public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>();
            }
        }
        """);

    [Fact]
    public Task FileScopedNamespaceWithLicence_UsingBelowIt() => FixOf.Diff(
        new AddIndex(new IndexDeclaration("Shop.Order", new[] { "Email" })),
        """
        // Licensed under the MIT licence.
        #nullable enable

        +using Microsoft.EntityFrameworkCore;
        +
        namespace Shop;

        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }

        public class ShopContext : Microsoft.EntityFrameworkCore.DbContext
        {
            public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>();
        }
        """);

    [Fact]
    public Task GlobalUsing_NoneAdded() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Global.cs"] = "global using Microsoft.EntityFrameworkCore;\n",
            ["Order.cs"] = "public class Order\n{\n    public int Id { get; set; }\n    public string Email { get; set; } = \"\";\n}\n",
            ["Context.cs"] = Context,
        },
        Fixed = { ["Order.cs"] = "[Index(nameof(Email))]\npublic class Order\n{\n    public int Id { get; set; }\n    public string Email { get; set; } = \"\";\n}\n" },
    }.RunAsync();

    [Fact]
    public Task IndexAttributesPresent_NewOneBelowTheLast() => Check(
        Add("TenantId", "Email"),
        """
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;

        [Index(nameof(Email))]
        [Index(nameof(TenantId), IsUnique = true)]
        +[Index(nameof(TenantId), nameof(Email))]
        [Table("orders")]
        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task AttributeOnTheLineOfTheClass_StaysOnIt() => Check(
        Add("Email"),
        """
        using Microsoft.EntityFrameworkCore;

        -[Index(nameof(Id), nameof(Email))] public class Order
        +[Index(nameof(Id), nameof(Email))] [Index(nameof(Email))] public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task DescendingUniqueNamed_AreArguments() => Check(
        new AddIndex(Index("TenantId", "CreatedAt") with { Descending = new[] { false, true }, IsUnique = true, Name = "UX_Recent" }),
        """
        using System;
        using Microsoft.EntityFrameworkCore;

        +[Index(nameof(TenantId), nameof(CreatedAt), IsUnique = true, IsDescending = new[] { false, true }, Name = "UX_Recent")]
        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public DateTime CreatedAt { get; set; }
        }
        """);

    [Fact]
    public Task AllDescending_HasItsOwnArgument() => Check(
        new AddIndex(Index("CreatedAt") with { Descending = new[] { true } }),
        """
        using System;
        using Microsoft.EntityFrameworkCore;

        +[Index(nameof(CreatedAt), AllDescending = true)]
        public class Order
        {
            public int Id { get; set; }
            public DateTime CreatedAt { get; set; }
        }
        """);

    [Fact]
    public Task InheritedProperty_IsNamedTheSameWay() => Check(
        Add("TenantId", "Email"),
        """
        using Microsoft.EntityFrameworkCore;

        public abstract class Entity<TKey>
        {
            public TKey Id { get; set; } = default!;
            public int TenantId { get; set; }
        }

        +[Index(nameof(TenantId), nameof(Email))]
        public class Order : Entity<int>
        {
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task Record_GetsAttribute() => Check(
        Add("Email"),
        """
        using Microsoft.EntityFrameworkCore;

        +[Index(nameof(Email))]
        public sealed record Order(int Id, string Email);
        """);

    [Fact]
    public Task NestedEntity_IsIndentedAndFound() => FixOf.Diff(
        new AddIndex(new IndexDeclaration("Shop+Order", new[] { "Email" })),
        """
        using Microsoft.EntityFrameworkCore;

        public static class Shop
        {
        +    [Index(nameof(Email))]
            public class Order
            {
                public int Id { get; set; }
                public string Email { get; set; } = "";
            }

            public class Context : DbContext
            {
                public DbSet<Order> Orders => Set<Order>();
            }
        }
        """);

    [Fact]
    public Task SeveralEntitiesInAFile_TheRightOne() => Check(
        Add("Email"),
        """
        using Microsoft.EntityFrameworkCore;

        [Index(nameof(Email))]
        public class Customer
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }

        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task CarriageReturns_AreKept() => FixOf.Diff(
        Add("Email"),
        """
        using System;
        +using Microsoft.EntityFrameworkCore;

        +[Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """ + Context,
        newLine: "\r\n");

    [Fact]
    public Task OtherIndexAttributeInScope_IsQualified() => Check(
        Add("Email"),
        """
        using System;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class IndexAttribute(string name) : Attribute
        {
            public string Name => name;
        }

        +[Microsoft.EntityFrameworkCore.Index(nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task PartialClass_PartWithAttributes() => new FixOf
    {
        Edit = Add("Email"),
        Files =
        {
            ["Order.cs"] = "public partial class Order\n{\n    public int Id { get; set; }\n}\n",
            ["Order.Mapping.cs"] = "using System.ComponentModel.DataAnnotations.Schema;\nusing Microsoft.EntityFrameworkCore;\n\n[Table(\"o\")]\npartial class Order\n{\n    public string Email { get; set; } = \"\";\n}\n",
            ["Context.cs"] = Context,
        },
        Fixed =
        {
            ["Order.Mapping.cs"] = "using System.ComponentModel.DataAnnotations.Schema;\nusing Microsoft.EntityFrameworkCore;\n\n[Table(\"o\")]\n[Index(nameof(Email))]\npartial class Order\n{\n    public string Email { get; set; } = \"\";\n}\n",
        },
    }.RunAsync();

    [Fact]
    public Task KeywordAsProperty_IsEscaped() => Check(
        Add("event"),
        """
        using Microsoft.EntityFrameworkCore;

        +[Index(nameof(@event))]
        public class Order
        {
            public int Id { get; set; }
            public string @event { get; set; } = "";
        }
        """);

    [Fact]
    public Task IndexDeclaredAlready_NothingOffered() => FixOf.None(
        Add("Email"),
        """
        using Microsoft.EntityFrameworkCore;

        [Index(nameof(Email), IsUnique = true)]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """ + Context);

    [Fact]
    public Task SecondIndexOverTheSameProperties_IsToldApartByName() => Check(
        new AddIndex(Index("Email") with { Name = "IX_Desc", Descending = new[] { true } }),
        """
        using Microsoft.EntityFrameworkCore;

        [Index(nameof(Email))]
        +[Index(nameof(Email), AllDescending = true, Name = "IX_Desc")]
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """);

    [Fact]
    public Task UnknownEntity_NothingOffered() => FixOf.None(new AddIndex(new IndexDeclaration("Nobody", new[] { "Email" })), "public class Order { }" + Context);

    [Fact]
    public Task PathIntoOwnedType_NothingOffered() => FixOf.None(
        Add("Address.City"),
        """
        public class Address { public string City { get; set; } = ""; }
        public class Order
        {
            public int Id { get; set; }
            public Address Address { get; set; } = new();
        }
        """ + Context);
}
