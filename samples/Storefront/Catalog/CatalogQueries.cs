using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Catalog;

/// <summary>What visitors of the shop look at.</summary>
public sealed class CatalogQueries(ShopContext db)
{
    public Task<Product?> BySkuAsync(string sku, CancellationToken cancellation) =>
        db.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Sku == sku, cancellation);

    public Task<Product?> BySlugAsync(string slug, CancellationToken cancellation) =>
        db.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Slug == slug, cancellation); // DBA1001

    public Task<List<ProductCard>> InCategoryAsync(int categoryId, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.CategoryId == categoryId && product.IsActive)
            .OrderBy(product => product.Price)
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .Take(24)
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> StartingWithAsync(string prefix, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.Name.StartsWith(prefix)) // DBA1011
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .Take(24)
            .ToListAsync(cancellation);

    public Task<List<ProductCard>> SearchAsync(string text, CancellationToken cancellation) =>
        db.Products
            .Where(product => product.Name.Contains(text)) // DBA1015
            .Select(product => new ProductCard(product.Id, product.Name, product.Price))
            .Take(24)
            .ToListAsync(cancellation);

    public Task<Product?> NamedAsync(string name, CancellationToken cancellation)
    {
        var wanted = name.ToLowerInvariant();
        return db.Products.AsNoTracking().FirstOrDefaultAsync(product => product.Name.ToLower() == wanted, cancellation); // DBA1014
    }

    public Task<List<ProductCard>> NewestAsync(int categoryId, CancellationToken cancellation)
    {
        var newest =
            from product in db.Products
            where product.CategoryId == categoryId
            orderby product.CreatedAt descending // DBA1002
            select new ProductCard(product.Id, product.Name, product.Price);
        return newest.Take(12).ToListAsync(cancellation);
    }

    public Task<Supplier?> SupplierByTaxNumberAsync(string taxNumber, CancellationToken cancellation) =>
        db.Suppliers.SingleOrDefaultAsync(supplier => supplier.TaxNumber == taxNumber, cancellation); // DBA1001
}

public sealed record ProductCard(int Id, string Name, decimal Price);
