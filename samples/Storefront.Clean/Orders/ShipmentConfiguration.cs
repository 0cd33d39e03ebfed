using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Orders;

internal sealed class ShipmentConfiguration : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        builder.Property(shipment => shipment.Carrier).HasMaxLength(40);
        builder.Property(shipment => shipment.TrackingNumber).HasMaxLength(80);
        builder.HasIndex(shipment => new { shipment.TrackingNumber, shipment.SentAt });
    }
}
