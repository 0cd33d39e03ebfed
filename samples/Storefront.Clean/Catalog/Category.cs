using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Catalog;

[Index(nameof(Slug), IsUnique = true)]
public sealed class Category
{
    public int Id { get; set; }

    [MaxLength(80)]
    public required string Name { get; set; }

    [MaxLength(80)]
    public required string Slug { get; set; }

    public int? ParentId { get; set; }

    public Category? Parent { get; set; }

    public List<Category> Children { get; } = [];

    public List<Product> Products { get; } = [];
}
