using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shop.Entities;

namespace Shop.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Property(order => order.Number).HasMaxLength(20);
        builder.Property(order => order.Email).HasMaxLength(200);
        builder.HasIndex(order => order.Number).IsUnique();
    }
}
