namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Conditions on the columns of one table.</summary>
public sealed class LinqPredicatesTests
{
    [Theory]
    [InlineData(
        "db.Orders.Where(o => ids.Contains(o.Id)).ToList();",
        "Orders: Id in p:ids, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var list = new List<int> { 1, 2 }; db.Orders.Where(o => list.Contains(o.CustomerId)).ToList();",
        "Orders: CustomerId in p:list, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => new[] { OrderStatus.Open, OrderStatus.Paid }.Contains(o.Status)).ToList();",
        "Orders: Status in (0, 1), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => !ids.Contains(o.Id)).ToList();",
        "Orders: Id not in p:ids, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.CreatedAt.Date == from && o.CreatedAt.Year == 2024 && o.CreatedAt.AddDays(7) > from).ToList();",
        "Orders: date(CreatedAt) = p:from, year(CreatedAt) = 2024, dateadd(CreatedAt) > p:from, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Email.ToLower() == email.ToLower() || o.Email.StartsWith(\"x\") || o.Note!.Contains(email)).ToList();",
        "Orders: (casefold(Email) = p:email.ToLower() or Email prefix 'x' or Note contains p:email), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.ShippedAt.HasValue && o.ShippedAt.Value > from && o.Note != null && (o.Total + 1) > 10 && o.Note!.Length > 3).ToList();",
        "Orders: ShippedAt is not null, ShippedAt > p:from, Note is not null, arithmetic(Total) > 10, length(Note) > 3, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "string? term = null; db.Orders.Where(o => term == null || o.Email == term).ToList();",
        "Orders: IsDeleted = 0 [filter] | optional Email = p:term | ToList")]
    [InlineData(
        "db.Orders.Where(o => string.IsNullOrEmpty(email) || o.Email.Contains(email)).Count();",
        "Orders: IsDeleted = 0 [filter] | optional Email contains p:email | Count")]
    [InlineData(
        "db.Orders.Where(o => EF.Functions.Like(o.Email, \"abc%\") && EF.Property<string>(o, \"Note\") == email).ToList();",
        "Orders: Email prefix 'abc', Note = p:email, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Id == id).ExecuteUpdate(s => s.SetProperty(o => o.Email, email).SetProperty(o => o.Total, o => o.Total + 1));",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | set Email, Total | ExecuteUpdate")]
    [InlineData(
        "await db.Orders.Where(o => o.CreatedAt < from).ExecuteDeleteAsync(ct);",
        "Orders: CreatedAt < p:from, IsDeleted = 0 [filter] | ExecuteDeleteAsync")]
    [InlineData(
        "db.Customers.Where(c => c.Orders.Count() > 3 && c.Orders.Count == 0).ToList();",
        "Customers: exists(Orders), not exists(Orders#2) | semi Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | anti Orders Orders#2 on Orders#2.CustomerId = Id, Orders#2.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Invoices.Where(i => i.Id.Value == id).ToList(); db.Invoices.Where(i => i.Id == new InvoiceId(id)).ToList();",
        "Invoices: Id = p:id | ToList\nInvoices: Id = p:new InvoiceId(id) | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.ShipTo.City == email).ToList();",
        "Orders: ShipTo_City = p:email, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.OrderBy(o => Guid.NewGuid()).Take(5).Where(o => o.Total > 4).ToList();",
        "Orders: opaque(Total), IsDeleted = 0 [filter] | sort random | take 5 | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Lines.Sum(l => l.Price) > 5 && o.Lines.OrderBy(l => l.Id).FirstOrDefault()!.Price > 3).ToList();",
        "Orders: opaque(Lines.Price), opaque(Lines#2.Price), IsDeleted = 0 [filter] | apply Lines on Lines.OrderId = Id | apply Lines Lines#2 on Lines#2.OrderId = Id | ToList")]
    [InlineData(
        "db.Orders.Where(o => email.Contains(o.Email) || o.Email.Equals(email, StringComparison.OrdinalIgnoreCase)).ToList();",
        "Orders: (opaque(Email) or casefold(Email) = p:email), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Status.HasFlag(OrderStatus.Paid) || (o.Id & 4) != 0).ToList();",
        "Orders: (bittest(Status) = 1 or bittest(Id) <> 0), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => string.Compare(o.Email, email) > 0 && o.Email.CompareTo(email) <= 0).ToList();",
        "Orders: Email > p:email, Email <= p:email, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => flag || o.Status == OrderStatus.Open).Where(o => flag ? o.Total > 5 : o.Note == null).ToList();",
        "Orders: IsDeleted = 0 [filter] | optional Status = 0 | optional Total > 5 | optional Note is null | ToList")]
    [InlineData(
        "db.Orders.Where(o => !(o.Status == OrderStatus.Open && (o.Total > 5 || o.Note == null))).ToList();",
        "Orders: (Status <> 0 or (Total <= 5 and Note is not null)), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Id == id || o.Id == 3).Single(); await db.Orders.LastAsync(o => o.Id > 3, ct); db.Orders.OrderBy(o => o.Id).Last(); db.Orders.ElementAt(3); db.Orders.OrderBy(o => o.Id).Reverse().First();",
        "Orders: (Id = p:id or Id = 3), IsDeleted = 0 [filter] | Single\nOrders: Id > 3, IsDeleted = 0 [filter] | LastAsync\nOrders: IsDeleted = 0 [filter] | sort Id desc | Last\nOrders: IsDeleted = 0 [filter] | skip 3 | ElementAt\nOrders: IsDeleted = 0 [filter] | sort Id desc | First")]
    [InlineData(
        "var o = db?.Orders.Where(x => x.Id == id).FirstOrDefault(); var c = (await db!.Customers.FirstOrDefaultAsync(c => c.Id == id))?.Name;",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | FirstOrDefault\nCustomers: Id = p:id | FirstOrDefaultAsync")]
    [InlineData(
        "using (var tx = db.Database.BeginTransaction()) { var x = db.Set<Order>().AsTracking().Where(o => o.Email == email).AsEnumerable().Where(o => o.Total > 3).ToList(); }",
        "Orders: Email = p:email, IsDeleted = 0 [filter] | AsEnumerable")]
    [InlineData(
        "db.Orders.Where(o => o.CreatedAt >= DateTime.UtcNow.AddDays(-7) && o.CreatedAt < DateTime.Today && o.TenantId == Guid.Empty).ToList();",
        "Orders: CreatedAt >= p:DateTime.UtcNow.AddDays(-7), CreatedAt < p:DateTime.Today, TenantId = p:Guid.Empty, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "const int limit = 5; db.Orders.Where(o => o.Id < limit && o.Email == nameof(Order) && o.Note == string.Empty && o.Total == -1m && o.Id == EF.Constant(id)).ToList();",
        "Orders: Id < 5, Email = 'Order', Note = '', Total = -1, Id = ?, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => new List<int> { 1, id }.Contains(o.Id) && !new[] { \"a\", \"b\" }.Contains(o.Email)).ToList();",
        "Orders: Id in p:new List<int> { 1, id }, Email not in (a, b), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "await db.Orders.Where(o => o.Status == status).LongCountAsync(ct);",
        "Orders: Status = p:status, IsDeleted = 0 [filter] | LongCountAsync")]
    [InlineData(
        "await db.Orders.Where(o => o.Id == id).LoadAsync(ct);",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | LoadAsync")]
    [InlineData(
        "db.Customers.Where(c => c.IsActive == true && c.IsActive != false).ToList();",
        "Customers: IsActive = 1, IsActive = 1 | ToList")]
    [InlineData(
        "db.Customers.Where(c => !c.IsActive && !(c.Name == email)).ToList();",
        "Customers: IsActive = 0, Name <> p:email | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Note == null || o.Note == \"\").ToList();",
        "Orders: (Note is null or Note = ''), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => string.IsNullOrEmpty(o.Note)).ToList();",
        "Orders: (Note is null or Note = ''), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => !string.IsNullOrWhiteSpace(o.Note)).ToList();",
        "Orders: opaque(Note), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.CreatedAt >= from && o.CreatedAt < from.AddDays(1)).ToList();",
        "Orders: CreatedAt >= p:from, CreatedAt < p:from.AddDays(1), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.CreatedAt.Month == 3 && o.CreatedAt.Day == 1 && o.CreatedAt.DayOfWeek == DayOfWeek.Monday).ToList();",
        "Orders: month(CreatedAt) = 3, day(CreatedAt) = 1, datepart(CreatedAt) = 1, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Total * 1.2m > 100 && -o.Total < 5 && Math.Abs(o.Total) > 3).ToList();",
        "Orders: arithmetic(Total) > 100, arithmetic(Total) < 5, arithmetic(Total) > 3, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Email.Trim() == email && o.Email.Substring(0, 3) == \"abc\" && o.Email.Length > 5).ToList();",
        "Orders: trim(Email) = p:email, substring(Email) = 'abc', length(Email) > 5, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Email.EndsWith(\"@x.com\") && !o.Email.StartsWith(email)).ToList();",
        "Orders: Email suffix '@x.com', not Email prefix p:email, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => EF.Functions.Like(o.Email, \"%abc%\") || EF.Functions.Like(o.Email, \"%abc\") || EF.Functions.Like(o.Email, \"a_c%\") || EF.Functions.Like(o.Email, email)).ToList();",
        "Orders: (Email contains 'abc' or Email suffix 'abc' or Email like 'a_c%' or Email like p:email), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Status != OrderStatus.Open && o.Status >= OrderStatus.Paid).ToList();",
        "Orders: Status <> 0, Status >= 1, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Email == o.Note && o.CreatedAt > o.ShippedAt).ToList();",
        "Orders: Email = Note, CreatedAt > ShippedAt, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => email == o.Email && 5 < o.Total).ToList();",
        "Orders: Email = p:email, Total > 5, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => true).Where(o => o.Id == id && true).ToList();",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Email + o.Note == email).ToList();",
        "Orders: opaque(Email, Note), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Id.ToString() == email && Convert.ToInt32(o.Email) == id).ToList();",
        "Orders: cast(Id) = p:email, other(Email) = p:id, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => (o.Note ?? \"none\") == email).ToList();",
        "Orders: coalesce(Note) = p:email, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => (o.Note == null ? \"x\" : o.Email) == email).ToList();",
        "Orders: opaque(Email, Note), IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var range = (From: from, To: from); db.Orders.Where(o => o.CreatedAt >= range.From && o.CreatedAt <= range.To).ToList();",
        "Orders: CreatedAt >= p:range.From, CreatedAt <= p:range.To, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var order = db.Orders.First(); db.Orders.Where(o => o.CustomerId == order.CustomerId && o != order).ToList();",
        "Orders: IsDeleted = 0 [filter] | First\nOrders: CustomerId = p:order.CustomerId, Id <> p:order.Id, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.Where(c => c.Orders.Max(o => o.Total) > 5).ToList();",
        "Customers: opaque(Orders.Total) | apply Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Customers.Where(c => db.Orders.Count(o => o.CustomerId == c.Id) > 5).ToList();",
        "Customers: exists(Orders) | semi Orders on Orders.CustomerId = Id, Orders.IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "db.Orders.Where(o => o.Id == id).ExecuteUpdate(s => s.SetProperty(o => o.IsDeleted, true)); db.Orders.ExecuteDelete();",
        "Orders: Id = p:id, IsDeleted = 0 [filter] | set IsDeleted | ExecuteUpdate\nOrders: IsDeleted = 0 [filter] | ExecuteDelete")]
    [InlineData(
        "List<int> list = [1, 2, 3]; db.Orders.Where(o => list.Contains(o.Id)).ToList();",
        "Orders: Id in p:list, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "IEnumerable<int> seq = ids.Where(i => i > 3); db.Orders.Where(o => seq.Contains(o.Id)).ToList();",
        "Orders: Id in p:seq, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "HashSet<string> mails = [\"a\"]; db.Orders.Where(o => mails.Contains(o.Email)).ToList();",
        "Orders: Email in p:mails, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var open = db.Orders.Where(o => o.Status == OrderStatus.Open); var n = open.Count(); var first = open.OrderBy(o => o.Id).First();",
        "Orders: Status = 0, IsDeleted = 0 [filter] | Count\nOrders: Status = 0, IsDeleted = 0 [filter] | sort Id | First")]
    public void Condition_BecomesItsPredicate(string code, string expected) => Assert.Equal(expected, LinqReading.Text(LinqReading.OfStatements(code)));
}
