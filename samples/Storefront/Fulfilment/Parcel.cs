using System.ComponentModel.DataAnnotations.Schema;

namespace Storefront.Fulfilment;

public sealed class Parcel
{
    public int Id { get; set; }

    public required string Barcode { get; set; }

    /// <summary>What is printed on it.</summary>
    [Column(TypeName = "nvarchar(max)")]
    public required string Label { get; set; }

    /// <summary>The carrier's own number.</summary>
    public required string TrackingCode { get; set; }

    public DateTime PackedAt { get; set; }

    public bool IsReturned { get; set; }
}
