using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Catalog;

/// <summary>What visitors of the shop look at.</summary>
public sealed class CatalogQueries(ShopContext db)
{
    public Task<Product?> BySkuAsync(string sku, CancellationToken cancellation) =>
        db.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Sku == sku, cancellation);

    public Task<Product?> BySlugAsync(string slug, CancellationToken cancellation) =>
        db.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Slug == slug, cancellation);

    public Task<List<ProductCard>> InCategoryAsync(int categoryId, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && product.IsActive)
            .OrderBy(product => product.Price)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .Take(24)
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> StartingWithAsync(string prefix, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.Name.StartsWith(prefix))
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .Take(24)
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> SearchAsync(List<string> skus, CancellationToken cancellation) =>
        db.Products
            .Where(product => skus.Contains(product.Sku))
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .Take(24)
            .ToListAsync(cancellation);

    public Task<Product?> NamedAsync(string name, CancellationToken cancellation)
    {
        var wanted = name.Trim();
        return db.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Name == wanted, cancellation);
    }

    public Task<List<ProductCard>> NewestAsync(int categoryId, CancellationToken cancellation)
    {
        var newest =
            from product in db.Products
            where product.CategoryId == categoryId
            orderby product.CreatedAt descending
            select new ProductCard(product.Id, product.Name, product.Price);
        return newest.Take(12).ToListAsync(cancellation);
    }

    public Task<Supplier?> SupplierByTaxNumberAsync(string taxNumber, CancellationToken cancellation) =>
        db.Suppliers.SingleOrDefaultAsync(supplier => supplier.TaxNumber == taxNumber, cancellation);
}

public sealed record ProductCard(int Id, string Name, decimal Price);
