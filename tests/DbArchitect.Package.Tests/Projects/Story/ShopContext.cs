using Microsoft.EntityFrameworkCore;

namespace Shop;

public class ShopContext : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=shop.db");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(builder => builder.Property(c => c.Name).HasMaxLength(200));

        modelBuilder.Entity<Order>(builder =>
        {
            builder.Property(o => o.Email).HasMaxLength(200);
            builder.Property(o => o.Total).HasPrecision(18, 2);
        });
    }
}
