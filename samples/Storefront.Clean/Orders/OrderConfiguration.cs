using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Orders;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Property(order => order.Number).HasMaxLength(20);
        builder.Property(order => order.Email).HasMaxLength(200);
        builder.Property(order => order.Status).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(order => order.Number).IsUnique();
        builder.HasIndex(order => order.Email);
        builder.HasIndex(order => new { order.CustomerId, order.PlacedAt });
        builder.HasOne(order => order.Coupon).WithMany().OnDelete(DeleteBehavior.SetNull);
    }
}
