using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Storefront.Data;

namespace Storefront.Catalog;

/// <summary>The catalogue over HTTP.</summary>
public static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/products/{id:int}", async (int id, ShopContext db, CancellationToken cancellation) =>
            await db.Products.FindAsync([id], cancellation) is { } product ? Results.Ok(product) : Results.NotFound());

        routes.MapGet("/products/by-slug/{slug}", (string slug, CatalogQueries catalog, CancellationToken cancellation) =>
            catalog.BySlugAsync(slug, cancellation));

        routes.MapGet("/products/{id:int}/reviews", (int id, ShopContext db, CancellationToken cancellation) =>
            db.Reviews
                .AsNoTracking()
                .Where(review => review.ProductId == id && review.IsApproved)
                .ToListAsync(cancellation));

        routes.MapGet("/reviews", (ShopContext db, CancellationToken cancellation) =>
            db.Reviews.AsNoTracking().OrderByDescending(review => review.Id).Take(50).ToListAsync(cancellation));

        routes.MapGet("/categories/{slug}", (string slug, ShopContext db, CancellationToken cancellation) =>
            db.Categories.AsNoTracking().SingleOrDefaultAsync(category => category.Slug == slug, cancellation));
    }
}
