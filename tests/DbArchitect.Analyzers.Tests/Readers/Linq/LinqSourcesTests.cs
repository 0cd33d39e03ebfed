namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Navigations, joins, sub-queries, groups, hierarchies, SQL text: the tables of a query.</summary>
public sealed class LinqSourcesTests
{
    [Theory]
    [InlineData(
        "var r = (from o in db.Orders join c in db.Customers on o.CustomerId equals c.Id where c.Name == email && o.Total > 5 orderby o.CreatedAt descending select new { o.Id, c.Name }).ToList();",
        "Orders: Customers.Name = p:email, Total > 5, IsDeleted = 0 [filter] | inner Customers on Customers.Id = CustomerId | sort CreatedAt desc | select Id, Customers.Name | ToList")]
    [InlineData(
        "var r = (from o in db.Orders join c in db.Customers on o.SellerId equals c.Id into g from c in g.DefaultIfEmpty() select new { o.Id, c.Name }).ToList();",
        "Orders: IsDeleted = 0 [filter] | left Customers on Customers.Id = SellerId | select Id, Customers.Name | ToList")]
    [InlineData(
        "db.Orders.IgnoreQueryFilters().AsNoTracking().Include(o => o.Lines).ThenInclude(l => l.Product).Include(o => o.Customer).AsSplitQuery().TagWith(\"x\").ToList();",
        "Orders:  | apply Lines on Lines.OrderId = Id | inner Products Product on Product.Id = Lines.ProductId | inner Customers Customer on Customer.Id = CustomerId | include Lines, Lines.Product, Customer | split | ignores filters | ToList")]
    [InlineData(
        "db.Orders.Include(\"Lines.Product\").ToList();",
        "Orders: IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | inner Products Product on Product.Id = Lines.ProductId | include Lines.Product | ToList")]
    [InlineData(
        "db.Orders.Include(o => o.Lines.Where(l => l.Quantity > 1).OrderBy(l => l.Id)).ToList();",
        "Orders: IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id, Lines.Quantity > 1 | include Lines* | ToList")]
    [InlineData(
        "db.Orders.GroupBy(o => o.CustomerId).Select(g => new { g.Key, Total = g.Sum(o => o.Total), N = g.Count() }).Where(x => x.N > 3).OrderBy(x => x.Total).ToList();",
        "Orders: opaque() [having], IsDeleted = 0 [filter] | sort (x.Total) | group CustomerId | select CustomerId, Total | ToList")]
    [InlineData(
        "db.Payments.OfType<CardPayment>().Where(p => p.Last4 == email).ToList(); db.CardPayments.ToList(); db.Payments.Where(p => p is BankPayment).ToList(); db.Payments.Where(p => ((CardPayment)p).Last4 == email).ToList();",
        "Payments: Discriminator = 'CardPayment' [type], Last4 = p:email | ToList\nPayments: Discriminator = 'CardPayment' [type] | ToList\nPayments: Discriminator = 'BankPayment' [type] | ToList\nPayments: Last4 = p:email | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Tags.Any(t => t.Name == email)).ToList();",
        "Orders: exists(Tags, Tags#2), IsDeleted = 0 [filter] | semi OrderTag Tags on Tags.OrdersId = Id, Tags#2.Name = p:email | inner Tags Tags#2 on Tags#2.Id = Tags.TagsId | ToList")]
    [InlineData(
        "db.Customers.Where(c => !c.Orders.Any() && c.Orders.All(o => o.Total > 5)).ToList();",
        "Customers: not exists(Orders), not exists(Orders#2) | anti Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | anti Orders Orders#2 on Orders#2.CustomerId = Id, Orders#2.Total <= 5, Orders#2.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.Select(c => new { c.Name, Orders = c.Orders.Where(o => o.Total > 3).ToList(), Last = c.Orders.OrderByDescending(o => o.CreatedAt).Select(o => o.Email).FirstOrDefault() }).ToList();",
        "Customers:  | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | apply Orders Orders#2 on Orders#2.CustomerId = Id, Orders#2.Total > 3, Orders#2.IsDeleted = 0 [filter] | select Name, Orders.Email | ToList")]
    [InlineData(
        "db.Orders.FromSqlRaw(\"select * from Orders\").Where(o => o.Id == id).ToList();",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.FromSql($\"select * from Orders o where o.Email = {email}\").Where(o => o.Total > 3).OrderBy(o => o.Id).Take(5).ToList();",
        "Orders: Email = p:email, Total > 3, IsDeleted = 0 [filter] | sort Id | take 5 | ToList")]
    [InlineData(
        "db.Orders.FromSqlRaw(\"select o.* from Orders o join Customers c on c.Id = o.CustomerId where c.Name = {0}\", email).Where(o => o.Id == id).Count();",
        "Orders: Customers.Name = p:0, Id = p:id, IsDeleted = 0 [filter] | inner Customers on Customers.Id = CustomerId | Count")]
    [InlineData(
        "db.Orders.FromSqlRaw(\"select * from Orders limit 5\").Where(o => o.Id == id).ToList(); db.Orders.FromSqlRaw(\"exec GetOrders\").ToList();",
        "sql:Orders: Id = p:id, IsDeleted = 0 [filter] | ToList | gaps: the rows come from SQL text\nsql:Orders: IsDeleted = 0 [filter] | ToList | gaps: the rows come from SQL text")]
    [InlineData(
        "db.Orders.FromSqlRaw(\"select * from Orders where \" + email).Where(o => o.Id == id).ToList();",
        "Orders: ?, Id = p:id, IsDeleted = 0 [filter] | ToList | gaps: a part of the text is known only at run time; a part of the text is known only at run time")]
    [InlineData(
        "var s = string.Join(\",\", db.Tags.Select(t => t.Name)); var l = new List<Tag>(db.Tags.Where(t => t.Id > 3)); db.Orders.RemoveRange(db.Orders.Where(o => o.Id == id));",
        "Tags:  | select Name | Join\nTags: Id > 3 | List\nOrders: Id = p:id, IsDeleted = 0 [filter] | RemoveRange")]
    [InlineData(
        "db.Orders.Select(o => new { o.Id, Mail = o.Email }).Where(x => x.Mail == email).OrderBy(x => x.Id).Take(5).ToList();",
        "Orders: Email = p:email, IsDeleted = 0 [filter] | sort Id | take 5 | select Id, Email | ToList")]
    [InlineData(
        "db.Orders.Select(o => o.CustomerId).Distinct().ToList(); db.Orders.Where(o => o.Id == 1).Union(db.Orders.Where(o => o.Id == 2)).ToList();",
        "Orders: IsDeleted = 0 [filter] | distinct | select CustomerId | ToList\nOrders: Id = 1, IsDeleted = 0 [filter] | setoperand Orders on Orders.Id = 2, Orders.IsDeleted = 0 [filter] | set | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Customer == null || o.Seller != null || o.Seller!.Region!.Code == \"x\").ToList();",
        "Orders: (Customer.Id is null or Seller.Id is not null or Region.Code = 'x'), IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | left Customers Seller on Seller.Id = SellerId | left Regions Region on Region.Id = Seller.RegionId | ToList")]
    [InlineData(
        "db.Orders.Sum(o => o.Total); await db.Orders.MaxAsync(o => o.CreatedAt); db.Orders.ToDictionary(o => o.Id); db.Orders.Select(o => o.Id).Contains(5);",
        "Orders: IsDeleted = 0 [filter] | select Total | Sum\nOrders: IsDeleted = 0 [filter] | select CreatedAt | MaxAsync\nOrders: IsDeleted = 0 [filter] | ToDictionary\nOrders: Id = 5, IsDeleted = 0 [filter] | Contains")]
    [InlineData(
        "db.Orders.Where(o => o.Customer.Region!.Code == \"x\" && o.Customer.Name == \"y\").OrderBy(o => o.Customer.Name).ToList();",
        "Orders: Region.Code = 'x', Customer.Name = 'y', IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | left Regions Region on Region.Id = Customer.RegionId | sort Customer.Name | ToList")]
    [InlineData(
        "db.Orders.Where(o => (int)o.Status == id && (long)o.Id == 5L && o.SellerId == id && (o.SellerId ?? 0) > 1 && o.SellerId.GetValueOrDefault() == 3).ToList();",
        "Orders: Status = p:id, cast(Id) = 5, SellerId = p:id, coalesce(SellerId) > 1, coalesce(SellerId) = 3, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.SelectMany(c => c.Orders).Where(o => o.Total > 3).ToList(); db.Customers.SelectMany(c => c.Orders.DefaultIfEmpty(), (c, o) => new { c.Name, o!.Total }).ToList(); (from a in db.Tags from b in db.Regions select new { a, b }).ToList();",
        "Customers: Orders.Total > 3 | inner Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | ToList\nCustomers:  | left Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | select Name, Orders.Total | ToList\nTags:  | cross Regions | ToList")]
    [InlineData(
        "db.Customers.Join(db.Orders, c => c.Email, o => o.Email, (c, o) => new { c, o }).Where(x => x.o.Total > 3).OrderBy(x => x.c.Name).ToList();",
        "Customers: Orders.Total > 3 | inner Orders on Orders.Email = Email, Orders.IsDeleted = 0 [filter] | sort Name | ToList")]
    [InlineData(
        "(from l in db.Lines join p in db.Products on new { A = l.ProductId, B = l.Price } equals new { A = p.Id, B = p.Price } select p.Name).ToList();",
        "Lines:  | inner Products on Products.Id = ProductId, Products.Price = Price | select Products.Name | ToList")]
    [InlineData(
        "db.Orders.LeftJoin(db.Customers, o => o.SellerId, c => (int?)c.Id, (o, c) => new { o.Id, c!.Name }).ToList();",
        "Orders: IsDeleted = 0 [filter] | left Customers on Customers.Id = SellerId | select Id, Customers.Name | ToList")]
    [InlineData(
        "(from o in db.Orders group o by new { o.CustomerId, o.Status } into g where g.Count() > 5 && g.Key.Status == OrderStatus.Open select new { g.Key.CustomerId, Max = g.Max(x => x.Total) }).ToList();",
        "Orders: opaque() [having], Status = 0 [having], IsDeleted = 0 [filter] | group CustomerId, Status | select CustomerId, Total | ToList")]
    [InlineData(
        "db.Orders.Select(o => new { o.Id, C = o.Customer }).Where(x => x.C.Name == email).ToList(); db.Orders.Select(o => o.Customer).Where(c => c.Name == email).ToList();",
        "Orders: Customer.Name = p:email, IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | select *, Id | ToList\nOrders: Customer.Name = p:email, IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | ToList")]
    [InlineData(
        "var ids2 = await db.Customers.Where(c => c.IsActive).Select(c => c.Id).ToListAsync(); await db.Orders.Where(o => ids2.Contains(o.CustomerId)).ToListAsync();",
        "Customers: IsActive = 1 | select Id | ToListAsync\nOrders: CustomerId in p:ids2, IsDeleted = 0 [filter] | ToListAsync")]
    [InlineData(
        "var order = await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id) ?? throw new Exception(); var n = order.Lines.Where(l => l.Quantity > 3).ToList();",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | include Lines | FirstOrDefaultAsync")]
    [InlineData(
        "var terms = email.Split(' '); db.Products.Where(p => terms.Any(t => p.Name.Contains(t))).ToList(); db.Products.Where(p => terms.Any(t => t == p.Name)).ToList();",
        "Products: opaque(Name) | ToList\nProducts: Name in p:terms | ToList")]
    [InlineData(
        "db.Database.SqlQuery<int>($\"select 1\").ToList(); db.Orders.FromSql($\"select {id}\").IgnoreQueryFilters().FirstOrDefault();",
        "sql:?System.Int32:  | ToList | gaps: the rows come from SQL text\nsql:Orders:  | ignores filters | FirstOrDefault | gaps: the rows come from SQL text")]
    [InlineData(
        "db.Orders.Select(o => o.Total).Average();",
        "Orders: IsDeleted = 0 [filter] | select Total | Average")]
    [InlineData(
        "db.Orders.Select(o => o.CreatedAt).Min();",
        "Orders: IsDeleted = 0 [filter] | select CreatedAt | Min")]
    [InlineData(
        "db.Orders.OrderByDescending(o => o.Total).Select(o => o.Email).ToHashSet();",
        "Orders: IsDeleted = 0 [filter] | sort Total desc | select Email | ToHashSet")]
    [InlineData(
        "db.Orders.Where(o => o.Seller!.Name == email && o.Seller.IsActive).ToList();",
        "Orders: Seller.Name = p:email, Seller.IsActive = 1, IsDeleted = 0 [filter] | left Customers Seller on Seller.Id = SellerId | ToList")]
    [InlineData(
        "db.Lines.Where(l => l.Order.Customer.Name == email).ToList();",
        "Lines: Customer.Name = p:email | inner Orders Order on Order.Id = OrderId, Order.IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = Order.CustomerId | ToList")]
    [InlineData(
        "db.Lines.Where(l => l.Order.CustomerId == id && l.Product.Id == id).ToList();",
        "Lines: Order.CustomerId = p:id, Product.Id = p:id | inner Orders Order on Order.Id = OrderId, Order.IsDeleted = 0 [filter] | inner Products Product on Product.Id = ProductId | ToList")]
    [InlineData(
        "db.Customers.Where(c => c.Orders.Any(o => o.Lines.Any(l => l.Product.Sku == email))).ToList();",
        "Customers: exists(Orders, Lines, Product) | semi Orders on Orders.CustomerId = Id, exists(Lines, Product), Orders.IsDeleted = 0 [filter] | semi Lines on Lines.OrderId = Orders.Id, Product.Sku = p:email | inner Products Product on Product.Id = Lines.ProductId | ToList")]
    [InlineData(
        "db.Customers.Where(c => c.Orders.Where(o => o.Total > 5).Any()).ToList();",
        "Customers: exists(Orders) | semi Orders on Orders.CustomerId = Id, Orders.Total > 5, Orders.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.Where(c => c.Orders.Select(o => o.Email).Contains(email)).ToList();",
        "Customers: exists(Orders) | semi Orders on Orders.CustomerId = Id, Orders.Email = p:email, Orders.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.Select(c => c.Orders.Count).ToList();",
        "Customers:  | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | select  | ToList")]
    [InlineData(
        "db.Tags.Where(t => t.Orders.Any(o => o.Total > 5)).ToList();",
        "Tags: exists(Orders, Orders#2) | semi OrderTag Orders on Orders.TagsId = Id, Orders#2.Total > 5 | inner Orders Orders#2 on Orders#2.Id = Orders.OrdersId, Orders#2.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Include(o => o.Tags).ToList();",
        "Orders: IsDeleted = 0 [filter] | apply OrderTag Tags on Tags.OrdersId = Id | inner Tags Tags#2 on Tags#2.Id = Tags.TagsId | include Tags | ToList")]
    [InlineData(
        "db.Orders.Include(o => o.Seller).ThenInclude(s => s!.Region).AsSingleQuery().ToList();",
        "Orders: IsDeleted = 0 [filter] | left Customers Seller on Seller.Id = SellerId | left Regions Region on Region.Id = Seller.RegionId | include Seller, Seller.Region | single | ToList")]
    [InlineData(
        "db.Orders.Include(o => o.Customer.Region).ToList();",
        "Orders: IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | left Regions Region on Region.Id = Customer.RegionId | include Customer.Region | ToList")]
    [InlineData(
        "db.Orders.Select(o => new { o.Id, o.ShipTo.City }).ToList();",
        "Orders: IsDeleted = 0 [filter] | select Id, ShipTo_City | ToList")]
    [InlineData(
        "db.Orders.Select(o => new { Name = o.Customer.Name, Seller = o.Seller == null ? null : o.Seller.Name }).ToList();",
        "Orders: IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | left Customers Seller on Seller.Id = SellerId | select Customer.Name, Seller.Name | ToList")]
    [InlineData(
        "db.Orders.OrderBy(o => o.Email.Length).ThenBy(o => o.Customer.Name).ToList();",
        "Orders: IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | sort (o.Email.Length), Customer.Name | ToList")]
    [InlineData(
        "db.Orders.GroupBy(o => o.Status).Select(g => new { g.Key, N = g.Count() }).ToList();",
        "Orders: IsDeleted = 0 [filter] | group Status | select Status | ToList")]
    [InlineData(
        "db.Orders.GroupBy(o => new { o.CreatedAt.Year, o.CreatedAt.Month }).Select(g => new { g.Key.Year, Sum = g.Sum(x => x.Total) }).ToList();",
        "Orders: IsDeleted = 0 [filter] | group CreatedAt | select CreatedAt, Total | ToList")]
    [InlineData(
        "db.Orders.GroupBy(o => o.CustomerId, o => o.Total, (k, t) => new { k, Max = t.Max() }).ToList();",
        "Orders: IsDeleted = 0 [filter] | group CustomerId | select CustomerId, Total | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Id == 1).Concat(db.Orders.Where(o => o.Id == 2)).Where(o => o.Total > 5).Count();",
        "Orders: Id = 1, opaque(Total), IsDeleted = 0 [filter] | setoperand Orders on Orders.Id = 2, Orders.IsDeleted = 0 [filter] | set | Count")]
    [InlineData(
        "db.Orders.Where(o => o.Total > 5).Distinct().Count();",
        "Orders: Total > 5, IsDeleted = 0 [filter] | distinct | Count")]
    [InlineData(
        "db.Customers.Where(c => db.Orders.Where(o => o.Total > 5).Select(o => o.CustomerId).Contains(c.Id)).ToList();",
        "Customers: Id in (Orders) | semi Orders on Orders.CustomerId = Id, Orders.Total > 5, Orders.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.Select(c => new { c.Id, Last = db.Orders.Where(o => o.CustomerId == c.Id).OrderByDescending(o => o.CreatedAt).FirstOrDefault() }).ToList();",
        "Customers:  | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | select *, Id | ToList")]
    [InlineData(
        "await db.Orders.Where(o => o.Customer.IsActive).ExecuteUpdateAsync(s => s.SetProperty(o => o.ShippedAt, DateTime.UtcNow), ct);",
        "Orders: Customer.IsActive = 1, IsDeleted = 0 [filter] | inner Customers Customer on Customer.Id = CustomerId | set ShippedAt | ExecuteUpdateAsync")]
    [InlineData(
        "db.Payments.Where(p => p.Amount > 5).ToList(); db.Set<BankPayment>().Where(p => p.Iban == email).ToList();",
        "Payments: Amount > 5 | ToList\nPayments: Iban = p:email, Discriminator = 'BankPayment' [type] | ToList")]
    [InlineData(
        "db.Payments.Where(p => !(p is CardPayment)).ToList();",
        "Payments: Discriminator <> 'CardPayment' [type] | ToList")]
    [InlineData(
        "db.Orders.Where(o => ids.Any(i => i == o.Id)).ToList();",
        "Orders: Id in p:ids, IsDeleted = 0 [filter] | ToList")]
    public void Query_NamesItsTables(string code, string expected) => Assert.Equal(expected, LinqReading.Text(LinqReading.OfStatements(code)));
}
