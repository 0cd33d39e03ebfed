using DbArchitect.Analyzers.Model;

namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>The kind of code around a query.</summary>
public sealed class LinqContextTests
{
    [Theory]
    [InlineData("public class OrdersController(ShopContext db) : ControllerBase { public int Get() => db.Orders.Count(); } public class ControllerBase { }", CodeContext.Request)]
    [InlineData("public class Page(ShopContext db) : PageModel { public void OnGet() { db.Orders.Count(); } } public class PageModel { }", CodeContext.Request)]
    [InlineData("public class H(ShopContext db) : IRequestHandler<int> { public int Handle(int id) => db.Orders.Count(o => o.Id == id); } public interface IRequestHandler<T> { }", CodeContext.Request)]
    [InlineData("public class Worker(ShopContext db) : BackgroundService { public void Execute() { db.Orders.Count(); } } public class BackgroundService { }", CodeContext.Job)]
    [InlineData("public class Tests(ShopContext db) { [Xunit.Fact] public void Works() { db.Orders.Count(); } } namespace Xunit { public class FactAttribute : Attribute { } }", CodeContext.Test)]
    [InlineData("public class DataSeeder(ShopContext db) { public void Run() { if (!db.Orders.Any()) { } } }", CodeContext.Seed)]
    [InlineData("public class S(ShopContext db) { public void SeedOrders() { if (!db.Orders.Any()) { } } }", CodeContext.Seed)]
    [InlineData("public class S(ShopContext db) { public void Run() { db.Orders.Count(); } }", CodeContext.Unknown)]
    [InlineData(
        "public class App { public void Run() { this.MapGet(\"/\", (ShopContext db) => db.Orders.Count()); } public void MapGet(string path, Func<ShopContext, int> handler) { } }",
        CodeContext.Request)]
    public void Code_IsRecognised(string code, object expected) => Assert.Equal((CodeContext)expected, Assert.Single(LinqReading.OfCode(code)).CodeContext);
}
