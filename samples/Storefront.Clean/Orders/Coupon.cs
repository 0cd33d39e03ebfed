namespace Storefront.Orders;

public sealed class Coupon
{
    public int Id { get; set; }

    public required string Code { get; set; }

    public int Percent { get; set; }

    public DateTime ValidFrom { get; set; }

    public DateTime ValidTo { get; set; }
}
