using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Catalog;

[Index(nameof(Sku), IsUnique = true)]
[Index(nameof(Name))]
[Index(nameof(Slug), IsUnique = true)]
[Index(nameof(CategoryId), nameof(CreatedAt))]
[Index(nameof(CategoryId), nameof(Price))]
public sealed class Product
{
    public int Id { get; set; }

    [MaxLength(40)]
    public required string Sku { get; set; }

    [MaxLength(200)]
    public required string Name { get; set; }

    [MaxLength(200)]
    public required string Slug { get; set; }

    [MaxLength(4000)]
    public string Description { get; set; } = "";

    public decimal Price { get; set; }

    public bool IsActive { get; set; } = true;

    public DateTime CreatedAt { get; set; }

    public int CategoryId { get; set; }

    public Category? Category { get; set; }

    public int SupplierId { get; set; }

    public Supplier? Supplier { get; set; }

    public List<Review> Reviews { get; } = [];
}
