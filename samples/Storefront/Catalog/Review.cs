using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Storefront.Customers;

namespace Storefront.Catalog;

[Index(nameof(IsApproved))] // DBA1008
public sealed class Review
{
    public int Id { get; set; }

    public int ProductId { get; set; }

    public Product? Product { get; set; }

    public int CustomerId { get; set; }

    public Customer? Customer { get; set; }

    public int Rating { get; set; }

    [MaxLength(120)]
    public required string Title { get; set; }

    [MaxLength(4000)]
    public string Body { get; set; } = "";

    public bool IsApproved { get; set; }

    public DateTime WrittenAt { get; set; }
}
