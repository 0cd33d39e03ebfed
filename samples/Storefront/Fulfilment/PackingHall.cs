using Microsoft.EntityFrameworkCore;

namespace Storefront.Fulfilment;

/// <summary>What leaves the hall, and what comes back.</summary>
public sealed class PackingHall(FulfilmentContext db)
{
    public Task<Parcel?> ScanAsync(string barcode, CancellationToken cancellation) =>
        db.Parcels.SingleOrDefaultAsync(parcel => parcel.Barcode == barcode, cancellation);

    public Task<List<Parcel>> PackedAtAsync(DateTime day, bool returned, CancellationToken cancellation) =>
        db.Parcels.Where(parcel => parcel.IsReturned == returned && parcel.PackedAt == day).ToListAsync(cancellation); // DBA1009
}
