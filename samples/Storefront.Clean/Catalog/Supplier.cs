using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Catalog;

[Index(nameof(TaxNumber), IsUnique = true)]
public sealed class Supplier
{
    public int Id { get; set; }

    [MaxLength(120)]
    public required string Name { get; set; }

    [MaxLength(40)]
    public required string TaxNumber { get; set; }

    [MaxLength(200)]
    public required string Email { get; set; }

    public List<Product> Products { get; } = [];
}
