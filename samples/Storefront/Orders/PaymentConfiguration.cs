using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Orders;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(payment => payment.Provider).HasMaxLength(40);
        builder.Property(payment => payment.Reference).HasMaxLength(80);
        builder.HasIndex(payment => new { payment.Provider, payment.Reference }).IsUnique();
        builder.HasIndex(payment => payment.OrderId).HasFilter("\"IsRefunded\" = 0"); // DBA1007
    }
}
