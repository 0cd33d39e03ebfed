using Storefront.Catalog;

namespace Storefront.Stock;

public sealed class StockLevel
{
    public int WarehouseId { get; set; }

    public Warehouse? Warehouse { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }

    public int Quantity { get; set; }

    public DateTime CountedAt { get; set; }
}
