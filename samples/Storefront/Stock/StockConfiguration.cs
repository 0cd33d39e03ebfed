using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Storefront.Stock;

internal sealed class StockConfiguration : IEntityTypeConfiguration<StockLevel>, IEntityTypeConfiguration<Warehouse>
{
    public void Configure(EntityTypeBuilder<StockLevel> builder)
    {
        builder.HasKey(level => new { level.WarehouseId, level.ProductId });
        builder.HasIndex(level => level.ProductId, "IX_StockLevels_Product"); // DBA1005
        builder.HasIndex(level => new { level.ProductId, level.Quantity }, "IX_StockLevels_Product_Quantity");
    }

    public void Configure(EntityTypeBuilder<Warehouse> builder)
    {
        builder.Property(warehouse => warehouse.Name).HasMaxLength(100);
        builder.Property(warehouse => warehouse.Country).HasMaxLength(2);
    }
}
