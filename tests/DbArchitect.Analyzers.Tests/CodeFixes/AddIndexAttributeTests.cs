using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

public sealed class AddIndexAttributeTests
{
    private const string Context = "\npublic class ShopContext : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>(); }\n";

    private static AddIndex Add(params string[] properties) => new(new IndexDeclaration("Order", properties));

    private static Task Check(AddIndex edit, string before, string after) => FixOf.Text(edit, before + Context, after + Context);

    [Fact]
    public Task PlainEntity_GetsAttributeAndUsing() => Check(
        Add("Email"),
        """
        public class Order
        {
            public int Id { get; set; }
            public string Email { get; set; } = "";
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        [Index(nameof(Email))]
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

        /// <summary>An order.</summary>
        [Table("orders")] // legacy name
        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
        }
        """,
        """
        // Licence
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;

        /// <summary>An order.</summary>
        [Table("orders")] // legacy name
        [Index(nameof(TenantId), nameof(Email))]
        public class Order
        {
            public int Id { get; set; }
            public int TenantId { get; set; }
            public string Email { get; set; } = "";
        }
        """);
}
