using Microsoft.EntityFrameworkCore;
using Storefront.Catalog;
using Storefront.Customers;
using Storefront.Orders;
using Storefront.Stock;

namespace Storefront.Data;

/// <summary>The shop itself: the catalogue configures itself by attributes, customers here, orders and stock in classes of their own.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Supplier> Suppliers => Set<Supplier>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Address> Addresses => Set<Address>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<Coupon> Coupons => Set<Coupon>();

    public DbSet<Warehouse> Warehouses => Set<Warehouse>();

    public DbSet<StockLevel> StockLevels => Set<StockLevel>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.Property(c => c.Email).HasMaxLength(200);
            customer.Property(c => c.FullName).HasMaxLength(200);
            customer.Property(c => c.Phone).HasMaxLength(40);
            customer.HasIndex(c => c.Email).IsUnique();
            customer.HasIndex(c => c.RegisteredAt);
        });

        modelBuilder.Entity<Address>(address =>
        {
            address.Property(a => a.Street).HasMaxLength(200);
            address.Property(a => a.City).HasMaxLength(100);
            address.Property(a => a.PostalCode).HasMaxLength(20);
            address.Property(a => a.Country).HasMaxLength(2);
            address.HasIndex(a => a.Country);
        });

        modelBuilder.Entity<Coupon>(coupon =>
        {
            coupon.Property(c => c.Code).HasMaxLength(40);
            coupon.HasIndex(c => c.Code, "IX_Coupons_Code").IsUnique();
            coupon.HasIndex(c => c.Code, "IX_Coupons_ByCode").IsUnique(); // DBA1004
        });

        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly, type => type.Namespace is "Storefront.Orders" or "Storefront.Stock");
    }
}
