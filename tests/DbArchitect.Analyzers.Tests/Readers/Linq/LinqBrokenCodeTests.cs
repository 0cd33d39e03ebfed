using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>Code as it is while somebody types: nothing throws, nothing is guessed.</summary>
public sealed class LinqBrokenCodeTests
{
    [Theory]
    [InlineData("var x = db.Orders.Where(o => o.Nope == 3).ToList();")]
    [InlineData("db.Orders.Where(o => ).ToList();")]
    [InlineData("db.Orders.Wher(o => o.Id == 3).ToList();")]
    [InlineData("db.Foos.Where(f => f.Id == 3).ToList();")]
    [InlineData("db.Orders.Where(o => o.Id == id")]
    [InlineData("db.Orders.Where(o => o.Email == missing).OrderBy(o => o.")]
    [InlineData("var q = db.Orders. ; q.ToList();")]
    [InlineData("db.Orders.Include(o => ).ThenInclude(l => l.Product).ToList();")]
    [InlineData("from o in db.Orders where")]
    [InlineData("db.Orders.Join(db.Customers, o => o.CustomerId).ToList();")]
    [InlineData("db.Orders.ExecuteUpdate(s => s.SetProperty(o => ));")]
    [InlineData("db.Set<Undefined>().Where(u => u.Name == \"x\").ToList();")]
    [InlineData("db.Orders.Select(o => new { o.Id, o.Custmer.Name }).Where(x => x.Name == \"x\").ToList();")]
    [InlineData("foreach (var o in db.Orders.Where(")]
    [InlineData("IQueryable<Order> q = q.Where(o => o.Id == 3); q.ToList();")]
    public void HalfTypedQuery_IsNeverReadAsComplete(string statements)
    {
        foreach (var query in LinqReading.OfCode(LinqReading.InService(statements), allowErrors: true))
            Assert.False(query.IsComplete(), QueryText.Of(query));
    }

    [Fact]
    public void DeepCondition_EndsWithoutOverflow()
    {
        var condition = string.Join(" || ", Enumerable.Range(0, 3000).Select(i => "o.Id == " + i));
        Assert.NotNull(LinqReading.OfStatements($"db.Orders.Where(o => {condition}).ToList();"));
    }

    [Fact]
    public void LongChain_EndsWithoutOverflow()
    {
        var chain = string.Concat(Enumerable.Range(0, 400).Select(i => $".Where(o => o.Id != {i})"));
        Assert.NotNull(LinqReading.OfStatements($"db.Orders{chain}.ToList();"));
    }

    [Fact]
    public void BodyWithoutQueries_GivesNone() => Assert.Empty(LinqReading.OfStatements("var list = new List<int> { 1 }; var n = list.Where(x => x > 3).Count();"));
}
