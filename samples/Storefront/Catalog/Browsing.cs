using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Catalog;

/// <summary>How visitors wander through the catalogue.</summary>
public sealed class Browsing(ShopContext db)
{
    private const int PageSize = 24;

    public async Task<int> CountBelowAsync(int categoryId, CancellationToken cancellation)
    {
        var count = 1;
        foreach (var child in await db.Categories.AsNoTracking().Where(category => category.ParentId == categoryId).ToListAsync(cancellation)) // DBA2005
            count += await CountBelowAsync(child.Id, cancellation) + child.Name.Length + child.Slug.Length;
        return count;
    }

    public async Task<List<Review>> ApprovedOfAsync(int productId, CancellationToken cancellation) =>
        (await db.Reviews.AsNoTracking().Where(review => review.ProductId == productId).ToListAsync(cancellation)).Where(review => review.IsApproved).ToList(); // DBA2103

    public async Task<string> NamesAsync(int categoryId, CancellationToken cancellation)
    {
        var names = "";
        foreach (var product in await db.Products.AsNoTracking().Where(product => product.CategoryId == categoryId).ToListAsync(cancellation)) // DBA2105
            names += product.Name + "\n";
        return names;
    }

    public async Task<double> AverageRatingAsync(int productId, CancellationToken cancellation)
    {
        var sum = 0.0;
        var reviews = await db.Reviews.Where(review => review.ProductId == productId).ToListAsync(cancellation); // DBA2106
        foreach (var review in reviews)
            sum += review.IsApproved && review.WrittenAt > DateTime.UnixEpoch && review.Body.Length + review.Title.Length > 0 ? review.Rating : 0;
        return sum / reviews.Count;
    }

    public Task<List<ProductCard>> PageAsync(int page, CancellationToken cancellation) =>
        db.Products
            .Skip(page * PageSize)
            .Take(PageSize)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation); // DBA2201

    public Task<List<ProductCard>> PageByPriceAsync(int categoryId, int page, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId)
            .OrderBy(product => product.Price) // DBA2202
            .Skip(page * PageSize)
            .Take(PageSize)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation); // DBA2203

    public Task<List<ProductCard>> SortedAsync(int categoryId, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId)
            .OrderBy(product => product.IsActive)
            .OrderBy(product => product.Price) // DBA2204
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> SurpriseAsync(CancellationToken cancellation) =>
        db.Products
            .OrderBy(product => EF.Functions.Random()) // DBA2205
            .Take(3)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> InCategoryNamedAsync(int categoryId, string name, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && product.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) // DBA2301
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> LikeAsync(int categoryId, string text, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && EF.Functions.Like(product.Name, text + "%")) // DBA2303
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .ToListAsync(cancellation);

    public Task<int> AnnouncedAsync(int categoryId, CancellationToken cancellation) =>
        db.Products.CountAsync(product => product.CategoryId == categoryId && product.CreatedAt > DateTime.Now, cancellation); // DBA2304

    public Task<List<string>> ReviewedAsync(int categoryId, CancellationToken cancellation) =>
        (from product in db.Products
         where product.CategoryId == categoryId
         join review in db.Reviews on product.Id equals review.ProductId into reviews
         from review in reviews.DefaultIfEmpty()
         where review.IsApproved == true // DBA2305
         select product.Name).ToListAsync(cancellation);
}
