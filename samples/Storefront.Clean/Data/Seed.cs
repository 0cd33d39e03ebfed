using Microsoft.EntityFrameworkCore;
using Storefront.Catalog;
using Storefront.Customers;
using Storefront.Orders;
using Storefront.Stock;

namespace Storefront.Data;

/// <summary>Fills an empty shop, the same way each time.</summary>
public static class Seed
{
    public static async Task RunAsync(ShopContext db, CancellationToken cancellation)
    {
        await db.Database.EnsureCreatedAsync(cancellation);
        if (await db.Products.AnyAsync(cancellation))
            return;

        var random = new Random(1);
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var categories = Enumerable.Range(1, 8).Select(i => new Category { Name = $"Category {i}", Slug = $"category-{i}" }).ToList();
        var suppliers = Enumerable.Range(1, 5)
            .Select(i => new Supplier { Name = $"Supplier {i}", TaxNumber = $"T{i:0000}", Email = $"sales{i}@example.com" }).ToList();
        var products = Enumerable.Range(1, 200).Select(i => new Product
        {
            Sku = $"SKU-{i:00000}",
            Name = $"Product {i}",
            Slug = $"product-{i}",
            Price = random.Next(5, 500),
            CreatedAt = start.AddHours(i),
            Category = categories[i % categories.Count],
            Supplier = suppliers[i % suppliers.Count],
        }).ToList();
        var customers = Enumerable.Range(1, 100).Select(i => new Customer
        {
            Email = $"customer{i}@example.com",
            FullName = $"Customer {i}",
            Phone = $"+1 555 {i:0000}",
            RegisteredAt = start.AddDays(i % 60),
            Addresses = { new Address { Street = $"Main Street {i}", City = "Springfield", PostalCode = $"{10000 + i}", Country = "US" } },
        }).ToList();
        var warehouses = new List<Warehouse> { new() { Name = "North", Country = "NO" }, new() { Name = "South", Country = "IT" } };

        db.AddRange(customers);
        db.AddRange(products);
        db.AddRange(products.SelectMany(product => warehouses.Select(warehouse => new StockLevel
        {
            Product = product,
            Warehouse = warehouse,
            Quantity = random.Next(0, 50),
            CountedAt = start,
        })));
        db.Add(new Coupon { Code = "WELCOME", Percent = 10, ValidFrom = start, ValidTo = start.AddYears(1) });
        for (var i = 1; i <= 300; i++)
        {
            var customer = customers[random.Next(customers.Count)];
            var order = new Order
            {
                Number = $"{20260000 + i}",
                Customer = customer,
                Email = customer.Email,
                Status = (OrderStatus)random.Next(5),
                PlacedAt = start.AddHours(i * 3),
            };
            foreach (var product in products.OrderBy(_ => random.Next()).Take(3))
                order.Lines.Add(new OrderLine { Product = product, Quantity = random.Next(1, 4), UnitPrice = product.Price });
            order.Total = order.Lines.Sum(line => line.Quantity * line.UnitPrice);
            order.Payments.Add(new Payment { Provider = "card", Reference = $"P{i:000000}", Amount = order.Total, PaidAt = order.PlacedAt });
            order.Shipments.Add(new Shipment { Carrier = "post", TrackingNumber = $"RR{i:000000}", SentAt = order.PlacedAt.AddDays(1) });
            db.Add(order);
        }

        await db.SaveChangesAsync(cancellation);
    }
}
