using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Storefront.Search;

[Index(nameof(Text), IsUnique = true)]
public sealed class SearchTerm
{
    public int Id { get; set; }

    [MaxLength(200)]
    public required string Text { get; set; }

    public int Count { get; set; }
}
