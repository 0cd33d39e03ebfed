using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Catalog;
using Storefront.Customers;
using Storefront.Data;
using Storefront.Orders;
using Storefront.Stock;

// dotnet run            creates and fills storefront.db and looks around in it
// dotnet run -- serve   serves the catalogue over HTTP
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<ShopContext>(options => options.UseSqlite("Data Source=storefront.db"));
builder.Services.AddScoped<CatalogQueries>();
builder.Services.AddScoped<OrderQueries>();
builder.Services.AddScoped<CustomerRepository>();
builder.Services.AddScoped<StockService>();
builder.Services.AddScoped<Browsing>();
builder.Services.AddScoped<OrderDesk>();
var app = builder.Build();
app.MapCatalog();

await using (var scope = app.Services.CreateAsyncScope())
{
    var services = scope.ServiceProvider;
    await Seed.RunAsync(services.GetRequiredService<ShopContext>(), CancellationToken.None);
    var customer = await services.GetRequiredService<CustomerRepository>().ByEmailAsync("customer7@example.com", CancellationToken.None);
    var orders = await services.GetRequiredService<OrderQueries>().LatestOfCustomerAsync(customer!.Id, CancellationToken.None);
    Console.WriteLine($"{customer.FullName} has {orders.Count} orders; of product 1 there are {await services.GetRequiredService<StockService>().OnHandAsync(1, CancellationToken.None)}.");
}

if (args is ["serve", ..])
    await app.RunAsync();
