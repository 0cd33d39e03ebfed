using Microsoft.EntityFrameworkCore;
using Shop.Configurations;
using Shop.Entities;

namespace Shop.Data;

public sealed class ShopContext : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=shop.db");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>().Property(customer => customer.Email).HasMaxLength(200);
        modelBuilder.Entity<Customer>().Property(customer => customer.FullName).HasMaxLength(200);
        modelBuilder.Entity<Customer>().HasIndex(customer => customer.Email).IsUnique();
        modelBuilder.ApplyShopConfigurations();
        modelBuilder.Entity<OrderLine>().Property(line => line.Sku).HasMaxLength(40);
    }
}
