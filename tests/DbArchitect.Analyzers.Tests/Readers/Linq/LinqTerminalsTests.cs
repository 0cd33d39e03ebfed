namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>What sends a query, and what it asks for.</summary>
public sealed class LinqTerminalsTests
{
    [Theory]
    [InlineData(
        "var r = (from o in db.Orders from l in o.Lines let p = l.Product where p.Sku == email select new { o.Email, l.Quantity, p.Name }).ToList();",
        "Orders: Product.Sku = p:email, IsDeleted = 0 [filter] | inner Lines on Lines.OrderId = Id | inner Products Product on Product.Id = Lines.ProductId | select Email, Lines.Quantity, Product.Name | ToList")]
    [InlineData(
        "db.Orders.FirstOrDefault(o => o.Email == email);",
        "Orders: Email = p:email, IsDeleted = 0 [filter] | FirstOrDefault")]
    [InlineData(
        "await db.Orders.SingleOrDefaultAsync(o => o.Email == email, ct);",
        "Orders: Email = p:email, IsDeleted = 0 [filter] | SingleOrDefaultAsync")]
    [InlineData(
        "db.Orders.ToLookup(o => o.CustomerId);",
        "Orders: IsDeleted = 0 [filter] | ToLookup")]
    [InlineData(
        "await db.Orders.FindAsync(new object[] { id }, ct);",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | FindAsync")]
    [InlineData(
        "await db.FindAsync<Order>(id);",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | FindAsync")]
    [InlineData(
        "db.Orders.Find(1);",
        "Orders: Id = 1, IsDeleted = 0 [filter] | Find")]
    [InlineData(
        "db.Customers.OrderBy(c => c.Orders.Count()).Take(3).ToList();",
        "Customers:  | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | sort (c.Orders.Count()) | take 3 | ToList")]
    [InlineData(
        "db.Orders.Skip(5).ToList();",
        "Orders: IsDeleted = 0 [filter] | skip 5 | ToList")]
    [InlineData(
        "db.Orders.OrderBy(o => o.Total).OrderBy(o => o.Id).ToList();",
        "Orders: IsDeleted = 0 [filter] | sort Id | ToList")]
    [InlineData(
        "db.Orders.OrderBy(o => new { o.Email, o.Id }).ToList();",
        "Orders: IsDeleted = 0 [filter] | sort (new { o.Email, o.Id }) | ToList")]
    [InlineData(
        "db.Orders.OrderBy(o => EF.Functions.Random()).First();",
        "Orders: IsDeleted = 0 [filter] | sort random | First")]
    [InlineData(
        "Func<int, Order?> load = i => db.Orders.FirstOrDefault(o => o.Id == i); load(3);",
        "Orders: Id = p:i, IsDeleted = 0 [filter] | FirstOrDefault")]
    public void Terminal_IsRead(string code, string expected) => Assert.Equal(expected, LinqReading.Text(LinqReading.OfStatements(code)));
}
