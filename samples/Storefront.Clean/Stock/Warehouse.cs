namespace Storefront.Stock;

public sealed class Warehouse
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Country { get; set; }
}
