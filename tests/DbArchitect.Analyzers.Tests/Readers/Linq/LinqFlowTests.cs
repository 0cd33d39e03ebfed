namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Queries that statements compose: what is certain, what holds sometimes, what stays unknown.</summary>
public sealed class LinqFlowTests
{
    [Theory]
    [InlineData(
        "var q = db.Orders.Where(o => o.Status == status); if (flag) q = q.Where(o => o.Email == email); await q.ToListAsync();",
        "Orders: Status = p:status, IsDeleted = 0 [filter] | optional Email = p:email | ToListAsync")]
    [InlineData(
        "IQueryable<Order> q = db.Orders; q = id switch { 1 => q.OrderBy(o => o.Email), 2 => q.OrderByDescending(o => o.CreatedAt), _ => q.OrderBy(o => o.Id) }; var page = await q.Take(10).ToListAsync();",
        "Orders: IsDeleted = 0 [filter] | take 10 | ToListAsync | gaps: the sort order depends on a condition")]
    [InlineData(
        "IQueryable<Order> q = db.Orders; switch (id) { case 1: q = q.OrderBy(o => o.Email); break; default: q = q.OrderBy(o => o.Id); break; } q.ToList();",
        "Orders: IsDeleted = 0 [filter] | ToList | gaps: the sort order depends on a condition")]
    [InlineData(
        "var q = db.Customers.Where(c => c.IsActive).Select(c => c.Id); db.Orders.Where(o => q.Contains(o.CustomerId)).ToList(); db.Orders.Where(o => !db.Customers.Any(c => c.Id == o.CustomerId && c.IsActive)).ToList();",
        "Orders: CustomerId in (Customers), IsDeleted = 0 [filter] | semi Customers on Customers.Id = CustomerId, Customers.IsActive = 1 | ToList\nOrders: not exists(Customers), IsDeleted = 0 [filter] | anti Customers on Customers.Id = CustomerId, Customers.IsActive = 1 | ToList")]
    [InlineData(
        "var q = db.Orders.AsQueryable(); foreach (var i in ids) q = q.Where(o => o.Id != i); q.ToList();",
        "Orders: IsDeleted = 0 [filter] | optional Id <> p:i | ToList")]
    [InlineData(
        "var q = db.Orders.AsQueryable(); foreach (var i in ids) { if (i > 3) q = q.Where(o => o.Id != i).OrderBy(o => o.Total); } q.ToList();",
        "Orders: IsDeleted = 0 [filter] | optional Id <> p:i | ToList | gaps: the sort order depends on a condition")]
    [InlineData(
        "System.Linq.Expressions.Expression<Func<Order, bool>> p = o => o.Id == id; foreach (var i in ids) { p = o => o.Id == i; } db.Orders.Where(p).ToList();",
        "Orders: ?, IsDeleted = 0 [filter] | ToList | gaps: `p` is composed in a loop")]
    [InlineData(
        "if (id == 3) { await db.Orders.CountAsync(); return; } var q = db.Orders.Where(o => o.Id == id); if (flag) { q = q.OrderBy(o => o.Id).Take(3); } else { q = q.Include(o => o.Lines); } await q.ToListAsync();",
        "Orders: IsDeleted = 0 [filter] | CountAsync\nOrders: Id = p:id, IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | include Lines? | ToListAsync | gaps: the sort order depends on a condition; the limit depends on a condition")]
    [InlineData(
        "try { var q = db.Orders.Where(o => o.Id > 3); q = q.Where(o => o.Total > 1); q.ToList(); } finally { db.Tags.ToList(); }",
        "Orders: Id > 3, Total > 1, IsDeleted = 0 [filter] | ToList\nTags:  | ToList")]
    [InlineData(
        "IQueryable<Order> Local(IQueryable<Order> q) => q.Where(o => o.Id == id); Local(db.Orders).ToList();",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "IQueryable<Order> q = db.Orders; if (flag) q = q.Where(o => o.Email == email); else q = q.Where(o => o.Note == email); q.ToList();",
        "Orders: IsDeleted = 0 [filter] | optional Email = p:email | optional Note = p:email | ToList")]
    [InlineData(
        "IQueryable<Order> q = db.Orders; if (flag) { q = q.Include(o => o.Lines); } q.First(o => o.Id == id);",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | include Lines? | First")]
    [InlineData(
        "IQueryable<Order> q = db.Orders; if (flag) q = q.Include(o => o.Lines); q = q.Include(o => o.Lines); q.First(o => o.Id == id);",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | include Lines | First")]
    [InlineData(
        "Func<ShopContext, DbSet<Order>> set = context => context.Orders; set(db).First(o => o.Id == id);",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | First")]
    [InlineData(
        "IQueryable<Order> q = db.Orders; if (flag) q = q.IgnoreQueryFilters(); q.ToList();",
        "Orders:  | ignores filters | ToList | gaps: IgnoreQueryFilters depends on a condition")]
    [InlineData(
        "IQueryable<Order> q = flag ? db.Orders.AsNoTracking() : db.Orders; q.ToList();",
        "Orders: IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var q = db.Orders.Where(o => o.Id == id); q = q.Where(o => o.Total > 1) as IQueryable<Order>; q!.ToList();",
        "Orders: Id = p:id, Total > 1, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "IQueryable<Order> q; if (flag) { q = db.Orders.Where(o => o.Id == 1); } else { throw new Exception(); } q.ToList();",
        "Orders: Id = 1, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var q = db.Orders.Select(o => new { o.Email, o.Total }); if (flag) q = q.Where(x => x.Email == email); q.ToList();",
        "Orders: IsDeleted = 0 [filter] | optional Email = p:email | select Email, Total | ToList")]
    public void ComposedQuery_KeepsWhatIsCertain(string code, string expected) => Assert.Equal(expected, LinqReading.Text(LinqReading.OfStatements(code)));
}
