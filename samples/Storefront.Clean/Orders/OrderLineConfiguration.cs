using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Orders;

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.HasOne(line => line.Product).WithMany().OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(line => new { line.OrderId, line.ProductId }).IsUnique();
    }
}
