namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>How often a query runs.</summary>
public sealed class LinqRepetitionTests
{
    [Theory]
    [InlineData(
        "foreach (var i in ids) { var o = await db.Orders.FirstOrDefaultAsync(x => x.Id == i); } foreach (var o in db.Orders.Where(o => o.Id == id).ToList()) { }",
        "Orders: Id = p:i, IsDeleted = 0 [filter] | FirstOrDefaultAsync | per element of ids (depends)\nOrders: Id = p:id, IsDeleted = 0 [filter] | ToList")]
    [InlineData(
        "var all = await Task.WhenAll(ids.Select(async i => await db.Orders.FindAsync(i))); for (int i = 0; i < ids.Length; i++) { var key = ids[i]; db.Orders.Single(o => o.Id == key); } while (flag) { db.Orders.Count(); }",
        "Orders: Id = p:i, IsDeleted = 0 [filter] | FindAsync | per element of ids (depends)\nOrders: Id = p:key, IsDeleted = 0 [filter] | Single | per element of ids (depends)\nOrders: IsDeleted = 0 [filter] | Count | in loop while")]
    [InlineData(
        "Parallel.ForEach(ids, i => { db.Orders.Count(o => o.Id == i); }); foreach (var s in new[] { 1, 2 }) { db.Tags.Count(t => t.Id == s); } do { db.Tags.First(); } while (flag);",
        "Orders: Id = p:i, IsDeleted = 0 [filter] | Count | per element of ids (depends)\nTags: Id = p:s | Count | in loop new[] { 1, 2 }\nTags:  | First | in loop while")]
    [InlineData(
        "foreach (var c in db.Customers.ToList()) { foreach (var o in db.Orders.Where(o => o.CustomerId == c.Id)) { } }",
        "Customers:  | ToList\nOrders: CustomerId = p:c.Id, IsDeleted = 0 [filter] | foreach | per element of db.Customers.ToList() (depends)")]
    [InlineData(
        "await db.Orders.ForEachAsync(o => { o.Note = \"\"; }, ct);",
        "Orders: IsDeleted = 0 [filter] | ForEachAsync")]
    [InlineData(
        "await foreach (var o in db.Orders.Where(o => o.Id > id).AsAsyncEnumerable()) { }",
        "Orders: Id > p:id, IsDeleted = 0 [filter] | AsAsyncEnumerable")]
    [InlineData(
        "foreach (var i in ids) { db.Tags.Count(); }",
        "Tags:  | Count | per element of ids")]
    [InlineData(
        "foreach (var batch in ids.Chunk(100)) { db.Orders.Where(o => batch.Contains(o.Id)).ToList(); }",
        "Orders: Id in p:batch, IsDeleted = 0 [filter] | ToList | in loop ids.Chunk(100)")]
    [InlineData(
        "for (var page = 0; ; page++) { var rows = db.Orders.OrderBy(o => o.Id).Skip(page * 100).Take(100).ToList(); if (rows.Count == 0) break; }",
        "Orders: IsDeleted = 0 [filter] | sort Id | skip p:page * 100 | take 100 | ToList | in loop for")]
    [InlineData(
        "var tasks = ids.Select(i => db.Orders.Where(o => o.Id == i).FirstAsync()).ToList();",
        "Orders: Id = p:i, IsDeleted = 0 [filter] | FirstAsync | per element of ids (depends)")]
    [InlineData(
        "var names = ids.ToDictionary(i => i, i => db.Tags.Where(t => t.Id == i).Select(t => t.Name).Single());",
        "Tags: Id = p:i | select Name | Single | per element of ids (depends)")]
    [InlineData(
        "ids.ToList().ForEach(i => db.Tags.First(t => t.Id == i));",
        "Tags: Id = p:i | First | per element of ids.ToList() (depends)")]
    [InlineData(
        "foreach (var i in ids) { var key = i + 1; var again = key.ToString(); db.Orders.Any(o => o.Email == again); }",
        "Orders: Email = p:again, IsDeleted = 0 [filter] | Any | per element of ids (depends)")]
    public void Repetition_IsTold(string code, string expected) => Assert.Equal(expected, LinqReading.Text(LinqReading.OfStatements(code)));
}
