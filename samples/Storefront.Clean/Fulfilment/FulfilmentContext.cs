using Microsoft.EntityFrameworkCore;

namespace Storefront.Fulfilment;

/// <summary>The packing hall's own database, on SQL Server.</summary>
public sealed class FulfilmentContext : DbContext
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSqlServer("Server=fulfilment;Database=Packing;Integrated Security=true");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Parcel>().Property(parcel => parcel.Barcode).HasMaxLength(40);
        modelBuilder.Entity<Parcel>().Property(parcel => parcel.TrackingCode).HasMaxLength(30).IsUnicode(false);
        modelBuilder.Entity<Parcel>().HasIndex(parcel => parcel.TrackingCode).IsUnique();
        modelBuilder.Entity<Parcel>().HasIndex(parcel => parcel.Barcode).IsUnique();
        modelBuilder.Entity<Parcel>().HasIndex(parcel => parcel.PackedAt).HasFilter("[IsReturned] = 1");
    }
}
