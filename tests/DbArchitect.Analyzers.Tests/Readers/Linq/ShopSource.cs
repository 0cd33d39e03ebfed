#nullable enable
using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public enum OrderStatus
{
    Open = 0,
    Paid = 1,
    Shipped = 2,
}

public interface ISoftDelete
{
    bool IsDeleted { get; set; }
}

public class Order : ISoftDelete
{
    public int Id { get; set; }
    public Guid TenantId { get; set; }
    public int CustomerId { get; set; }
    public Customer Customer { get; set; } = null!;
    public int? SellerId { get; set; }
    public Customer? Seller { get; set; }
    public OrderStatus Status { get; set; }
    public string Email { get; set; } = "";
    public string? Note { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? ShippedAt { get; set; }
    public decimal Total { get; set; }
    public bool IsDeleted { get; set; }
    public Address ShipTo { get; set; } = null!;
    public List<OrderLine> Lines { get; set; } = [];
    public List<Tag> Tags { get; set; } = [];
}

public class Address
{
    public string City { get; set; } = "";
    public string Zip { get; set; } = "";
}

public class OrderLine
{
    public int Id { get; set; }
    public int OrderId { get; set; }
    public Order Order { get; set; } = null!;
    public int ProductId { get; set; }
    public Product Product { get; set; } = null!;
    public int Quantity { get; set; }
    public decimal Price { get; set; }
}

public class Product
{
    public int Id { get; set; }
    public string Sku { get; set; } = "";
    public string Name { get; set; } = "";
    public decimal Price { get; set; }
    public List<OrderLine> Lines { get; set; } = [];
}

public class Customer
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";
    public bool IsActive { get; set; }
    public int? RegionId { get; set; }
    public Region? Region { get; set; }
    public List<Order> Orders { get; set; } = [];
}

public class Region
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
}

public class Tag
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public List<Order> Orders { get; set; } = [];
}

public abstract class Payment
{
    public int Id { get; set; }
    public int OrderId { get; set; }
    public decimal Amount { get; set; }
}

public class CardPayment : Payment
{
    public string Last4 { get; set; } = "";
}

public class BankPayment : Payment
{
    public string Iban { get; set; } = "";
}

public readonly record struct InvoiceId(int Value);

public class Invoice
{
    public InvoiceId Id { get; set; }
    public string Number { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderLine> Lines => Set<OrderLine>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<CardPayment> CardPayments => Set<CardPayment>();
    public DbSet<Invoice> Invoices => Set<Invoice>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.HasQueryFilter(o => !o.IsDeleted);
            order.ComplexProperty(o => o.ShipTo);
            order.HasOne(o => o.Customer).WithMany(c => c.Orders).HasForeignKey(o => o.CustomerId);
            order.HasOne(o => o.Seller).WithMany().HasForeignKey(o => o.SellerId);
            order.HasMany(o => o.Tags).WithMany(t => t.Orders);
        });
        model.Entity<Payment>();
        model.Entity<CardPayment>();
        model.Entity<BankPayment>();
        model.Entity<Invoice>().Property(i => i.Id).HasConversion(id => id.Value, value => new InvoiceId(value));
    }
}
