using System.ComponentModel.DataAnnotations;

namespace Storefront.Search;

public sealed class SearchTerm
{
    public int Id { get; set; }

    [MaxLength(200)]
    public required string Text { get; set; }

    public int Count { get; set; }
}
