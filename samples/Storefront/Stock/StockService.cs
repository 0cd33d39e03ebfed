using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Stock;

/// <summary>What lies where.</summary>
public sealed class StockService(ShopContext db)
{
    private IQueryable<StockLevel> Available => db.StockLevels.Where(level => level.Quantity > 0);

    public Task<int> OnHandAsync(int productId, CancellationToken cancellation) =>
        Available.Where(level => level.ProductId == productId).SumAsync(level => level.Quantity, cancellation);

    public Task<StockLevel?> AtAsync(int warehouseId, int productId, CancellationToken cancellation) =>
        db.StockLevels.FindAsync([warehouseId, productId], cancellation).AsTask();

    public Task<int> CorrectAsync(int warehouseId, int productId, int quantity, CancellationToken cancellation) =>
        db.StockLevels
            .Where(level => level.WarehouseId == warehouseId && level.ProductId == productId)
            .ExecuteUpdateAsync(set => set.SetProperty(level => level.Quantity, quantity), cancellation);

    public Task<int> ForgetCountsBeforeAsync(DateTime limit, CancellationToken cancellation) =>
        db.StockLevels.Where(level => level.CountedAt < limit && level.Quantity == 0).ExecuteDeleteAsync(cancellation); // DBA1001
}
