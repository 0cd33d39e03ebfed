namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Plain chains: one statement, one query.</summary>
public sealed class LinqReaderTests
{
    [Theory]
    [InlineData("db.Orders.ToList();", "Orders: IsDeleted = 0 [filter] | ToList")]
    [InlineData("await db.Products.ToListAsync(ct);", "Products:  | ToListAsync")]
    [InlineData("db.Products.Where(p => p.Sku == email).FirstOrDefault();", "Products: Sku = p:email | FirstOrDefault")]
    [InlineData("await db.Products.FirstOrDefaultAsync(p => p.Sku == email && p.Price > 10m);", "Products: Sku = p:email, Price > 10 | FirstOrDefaultAsync")]
    [InlineData("db.Orders.Where(o => o.Email == email).OrderByDescending(o => o.CreatedAt).ThenBy(o => o.Id).Skip(20).Take(10).ToList();",
        "Orders: Email = p:email, IsDeleted = 0 [filter] | sort CreatedAt desc, Id | skip 20 | take 10 | ToList")]
    [InlineData("foreach (var p in db.Products) { }", "Products:  | foreach")]
    [InlineData("await foreach (var p in db.Products.AsAsyncEnumerable()) { }", "Products:  | AsAsyncEnumerable")]
    [InlineData("await db.Orders.FindAsync(id);", "Orders: Id = p:id, IsDeleted = 0 [filter] | FindAsync")]
    [InlineData("db.Customers.Any(c => c.IsActive);", "Customers: IsActive = 1 | Any")]
    [InlineData("db.Customers.All(c => c.IsActive);", "Customers: IsActive = 0 | All")]
    [InlineData("db.Customers.Count(c => !c.IsActive);", "Customers: IsActive = 0 | Count")]
    [InlineData("db.Orders.Where(o => o.Customer.Name == email).ToList();",
        "Orders: Customer.Name = p:email, IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | ToList")]
    [InlineData("db.Orders.Where(o => o.Customer.Id == id).ToList();", "Orders: Customer.Id = p:id, IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | ToList")]
    [InlineData("db.Orders.Where(o => o.Lines.Any(l => l.Quantity > 5)).ToList();",
        "Orders: exists(Lines), IsDeleted = 0 [filter] | semi Lines on Lines.OrderId = Id, Lines.Quantity > 5 | ToList")]
    public void SimpleChain_IsRead(string statement, string expected) => Assert.Equal(expected, LinqReading.Text(LinqReading.OfStatements(statement)));
}
