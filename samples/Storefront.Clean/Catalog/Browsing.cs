using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Catalog;

/// <summary>How visitors wander through the catalogue.</summary>
public sealed class Browsing(ShopContext db)
{
    private const int PageSize = 24;

    public async Task<int> CountBelowAsync(int categoryId, CancellationToken cancellation)
    {
        var tree = await db.Categories.AsNoTracking().Where(category => category.ParentId != null)
            .Select(category => new { category.Id, category.ParentId }).ToListAsync(cancellation);
        var children = tree.ToLookup(category => category.ParentId, category => category.Id);
        int Below(int id) => 1 + children[id].Sum(Below);
        return Below(categoryId);
    }

    public Task<List<Review>> ApprovedOfAsync(int productId, CancellationToken cancellation) =>
        db.Reviews.AsNoTracking().Where(review => review.ProductId == productId && review.IsApproved).ToListAsync(cancellation);

    public async Task<string> NamesAsync(int categoryId, CancellationToken cancellation)
    {
        var names = "";
        foreach (var name in await db.Products.Where(product => product.CategoryId == categoryId).Select(product => product.Name).ToListAsync(cancellation))
            names += name + "\n";
        return names;
    }

    public Task<double> AverageRatingAsync(int productId, CancellationToken cancellation) =>
        db.Reviews
            .Where(review => review.ProductId == productId && review.IsApproved)
            .AverageAsync(review => review.Rating, cancellation);

    public Task<List<ProductCard>> PageAsync(int after, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.Id > after)
            .OrderBy(product => product.Id)
            .Take(PageSize)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> PageByPriceAsync(int categoryId, decimal price, int after, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && (product.Price > price || (product.Price == price && product.Id > after)))
            .OrderBy(product => product.Price).ThenBy(product => product.Id)
            .Take(PageSize)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> SortedAsync(int categoryId, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId)
            .OrderBy(product => product.IsActive)
            .ThenBy(product => product.Price)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public async Task<List<ProductCard>> SurpriseAsync(CancellationToken cancellation)
    {
        var last = await db.Products.MaxAsync(product => (int?)product.Id, cancellation) ?? 0;
        var keys = Enumerable.Range(0, 3).Select(_ => Random.Shared.Next(last) + 1).ToList();
        return await db.Products
            .Where(product => keys.Contains(product.Id))
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);
    }

    public Task<List<ProductCard>> InCategoryNamedAsync(int categoryId, string name, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && product.Name == name)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> LikeAsync(int categoryId, string text, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && product.Name.StartsWith(text))
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<int> AnnouncedAsync(int categoryId, CancellationToken cancellation)
    {
        var now = DateTime.UtcNow;
        return db.Products.CountAsync(product => product.CategoryId == categoryId && product.CreatedAt > now, cancellation);
    }

    public Task<List<string>> ReviewedAsync(int categoryId, CancellationToken cancellation) =>
        (from product in db.Products
         where product.CategoryId == categoryId
         join review in db.Reviews on product.Id equals review.ProductId
         where review.IsApproved == true
         select product.Name).ToListAsync(cancellation);
}
