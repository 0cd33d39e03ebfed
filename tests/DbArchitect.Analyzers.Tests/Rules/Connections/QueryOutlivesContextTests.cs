using DbArchitect.Analyzers.Tests.Queries;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Connections;

public sealed class QueryOutlivesContextTests
{
    private const string Rule = "DBA6002";

    private static Task Check(string members, DiagnosticSeverity? severity = null, string? message = null) => ShopCode.CheckMembers(Rule, ShopCode.Service(members), severity, message);

    private static Task Fix(string members, string fixedMembers) => new Verify
    {
        Rules = [Rule],
        Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = ShopCode.Service(members) },
        Fixed = { ["Test.cs"] = ShopCode.Service(fixedMembers) },
    }.RunAsync();

    private static Task HasNoFix(string members) => new Verify
    {
        Rules = [Rule],
        Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = ShopCode.Service(members) },
        HasNoFix = true,
    }.RunAsync();

    [Fact]
    public Task QueryReturnedOutOfAUsing_IsAWarning() => Check(
        """
        public IQueryable<Order> Open()
        {
            using var db = new ShopContext();
            return db.Orders.[|Where(o => o.Status == OrderStatus.Open)|];
        }
        """,
        DiagnosticSeverity.Warning,
        "The query for Order is returned and not yet executed when db is disposed at the end of its using: enumerating it throws. Execute it inside");

    [Fact]
    public Task TaskReturnedOutOfAUsing_IsAWarning() => Check(
        """
        public Task<List<Order>> Open()
        {
            using (var db = new ShopContext())
            {
                return db.Orders.[|ToListAsync()|];
            }
        }
        """,
        DiagnosticSeverity.Warning,
        "The task of ToListAsync is returned and still runs when db is disposed at the end of its using: the operation fails. Await it inside");

    [Theory]
    [InlineData("IEnumerable<Order>", "db.Orders.[|AsEnumerable()|]")]
    [InlineData("IEnumerable<Order>", "db.Orders.[|Where(o => o.Id > 1)|]")]
    [InlineData("IEnumerable<string>", "db.Orders.AsNoTracking().AsEnumerable().[|Select(o => o.Number)|]")]
    [InlineData("IEnumerable<string>", "[|from o in db.Orders select o.Number|]")]
    [InlineData("IAsyncEnumerable<Order>", "db.Orders.[|AsAsyncEnumerable()|]")]
    [InlineData("IQueryable<Order>", "[|db.Orders|]")]
    [InlineData("IQueryable<Order>", "db.[|Set<Order>()|]")]
    [InlineData("IQueryable<Order>", "[|id > 0 ? db.Orders.Where(o => o.Id == id) : Enumerable.Empty<Order>().AsQueryable()|]")]
    [InlineData("Task<int>", "db.[|SaveChangesAsync()|]")]
    [InlineData("Task", "db.Database.[|ExecuteSqlRawAsync(\"VACUUM\")|]")]
    [InlineData("Task<Order>", "db.Orders.[|FirstAsync(o => o.Id == id)|]")]
    public Task Forms_AreReported(string type, string value) => Check(
        $$"""
        public {{type}} Load(int id)
        {
            using var db = new ShopContext();
            return {{value}};
        }
        """);

    [Fact]
    public Task QueryInAVariable_IsReported() => Check(
        """
        public async Task<IEnumerable<Order>> Load(int? customer)
        {
            await using var db = new ShopContext();
            Console.WriteLine(await db.Orders.CountAsync());
            var orders = db.Orders.AsNoTracking();
            if (customer is not null)
                orders = orders.Where(o => o.CustomerId == customer);
            return [|orders|];
        }
        """);

    [Fact]
    public Task ContextOfAScope_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop;

        public class Service(IServiceScopeFactory scopes)
        {
            public IEnumerable<Order> Open()
            {
                using var scope = scopes.CreateScope();
                var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
                return db.Orders.[|Where(o => o.Status == OrderStatus.Open)|];
            }
        }
        """);

    [Fact]
    public Task ContextOfAFactory_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Service(IDbContextFactory<ShopContext> factory)
        {
            public Task<Order?> Find(int id)
            {
                using var db = factory.CreateDbContext();
                return db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|];
            }
        }
        """);

    [Fact]
    public Task TaskOfAMethodThatGetsTheContext_IsReported() => Check(
        """
        public Task<Order?> Find(int id)
        {
            using var db = new ShopContext();
            return [|FindIn(db, id)|];
        }

        private static async Task<Order?> FindIn(ShopContext context, int id) => await context.Orders.FirstOrDefaultAsync(o => o.Id == id);
        """);

    [Fact]
    public Task QueryInAField_IsReported() => Check(
        """
        private IEnumerable<Order>? orders;

        public void Load()
        {
            using var db = new ShopContext();
            orders = db.Orders.[|OrderBy(o => o.Id)|];
        }

        public int Count => orders?.Count() ?? 0;
        """);

    [Fact]
    public Task OutParameter_IsReported() => Check(
        """
        public void Load(out IQueryable<Order> orders)
        {
            using var db = new ShopContext();
            orders = db.Orders.[|OrderBy(o => o.Id)|];
        }
        """);

    [Fact]
    public Task Lambda_IsReported() => Check(
        """
        public Func<IEnumerable<Order>> Loader() => () =>
        {
            using var db = new ShopContext();
            return db.Orders.[|OrderBy(o => o.Id)|];
        };
        """);

    [Theory]
    [InlineData("List<Order>", "db.Orders.ToList()")]
    [InlineData("IEnumerable<Order>", "db.Orders.ToList()")]
    [InlineData("IEnumerable<Order>", "db.Orders.ToList().Where(o => o.Id > 1)")]
    [InlineData("IEnumerable<Order>", "db.Orders.ToArray().AsQueryable()")]
    [InlineData("int", "db.Orders.Count()")]
    [InlineData("Order", "db.Orders.First()")]
    [InlineData("IEnumerable<string>", "db.Database.GetMigrations()")]
    [InlineData("IEnumerable<string>", "db.Model.GetEntityTypes().Select(t => t.Name)")]
    [InlineData("Task<int>", "Task.FromResult(db.Orders.Count())")]
    [InlineData("Task<List<Order>>", "Task.FromResult(db.Orders.ToList())")]
    [InlineData("ShopContext", "db")]
    public Task WhatIsThere_IsSilent(string type, string value) => Check(
        $$"""
        public {{type}} Load(int id)
        {
            using var db = new ShopContext();
            return {{value}};
        }
        """);

    [Theory]
    [InlineData("async Task<List<Order>>", "await db.Orders.ToListAsync()")]
    [InlineData("async Task<IEnumerable<Order>>", "await db.Orders.ToListAsync()")]
    [InlineData("async Task<IEnumerable<string>>", "(await db.Orders.ToListAsync()).Select(o => o.Number)")]
    public Task Awaited_IsSilent(string type, string value) => Check(
        $$"""
        public {{type}} Load(int id)
        {
            await using var db = new ShopContext();
            return {{value}};
        }
        """);

    [Fact]
    public Task ContextOfSomebodyElse_IsSilent() => Check(
        """
        private readonly ShopContext context = new();

        public IQueryable<Order> Open(ShopContext db) => db.Orders.Where(o => o.Status == OrderStatus.Open);

        public IQueryable<Order> All()
        {
            using var stream = new System.IO.MemoryStream();
            return context.Orders.OrderBy(o => o.Id);
        }

        public Task<List<Order>> Load()
        {
            using (var other = new ShopContext())
                other.Database.EnsureCreated();
            return context.Orders.ToListAsync();
        }
        """);

    [Fact]
    public Task Iterators_AreSilent() => Check(
        """
        public IEnumerable<Order> All()
        {
            using var db = new ShopContext();
            foreach (var order in db.Orders)
                yield return order;
        }

        public async IAsyncEnumerable<Order> Stream()
        {
            await using var db = new ShopContext();
            await foreach (var order in db.Orders.AsAsyncEnumerable())
                yield return order;
        }
        """);

    [Fact]
    public Task LambdaThatIsAwaitedInside_IsSilent() => Check(
        """
        public async Task<List<Order>> Load()
        {
            await using var db = new ShopContext();
            var strategy = db.Database.CreateExecutionStrategy();
            return await strategy.ExecuteAsync(() => db.Orders.ToListAsync());
        }

        public int Count()
        {
            using var db = new ShopContext();
            return Open().Count();

            IQueryable<Order> Open() => db.Orders.Where(o => o.Status == OrderStatus.Open);
        }
        """);

    [Fact]
    public Task TaskThatIsAwaitedBefore_IsSilent() => Check(
        """
        public async Task<Task<int>> Save()
        {
            await using var db = new ShopContext();
            var saving = db.SaveChangesAsync();
            await saving;
            return saving;
        }
        """);

    [Fact]
    public Task RowsInAVariable_AreSilent() => Check(
        """
        public IEnumerable<Order> Load()
        {
            using var db = new ShopContext();
            IEnumerable<Order> orders = db.Orders.OrderBy(o => o.Id);
            orders = orders.ToList();
            return orders;
        }
        """);

    [Fact]
    public Task ContextThatIsNotDisposedHere_IsSilent() => Check(
        """
        public IQueryable<Order> Open()
        {
            var db = new ShopContext();
            return db.Orders.Where(o => o.Status == OrderStatus.Open);
        }
        """);

    [Fact]
    public Task Fix_ExecutesWhatIsReturned() => Fix(
        """
        public IEnumerable<Order> Open()
        {
            using var db = new ShopContext();
            return db.Orders
                .Where(o => o.Status == OrderStatus.Open)
                .[|OrderBy(o => o.Id)|];
        }
        """,
        """
        public IEnumerable<Order> Open()
        {
            using var db = new ShopContext();
            return db.Orders
                .Where(o => o.Status == OrderStatus.Open)
                .OrderBy(o => o.Id)
                .ToList();
        }
        """);

    [Fact]
    public Task Fix_AwaitsTheListInAnAsyncMethod() => Fix(
        """
        public async Task<IEnumerable<string>> Numbers()
        {
            await using var db = new ShopContext();
            return [|from o in db.Orders select o.Number|];
        }
        """,
        """
        public async Task<IEnumerable<string>> Numbers()
        {
            await using var db = new ShopContext();
            return await (from o in db.Orders select o.Number).ToListAsync();
        }
        """);

    [Fact]
    public Task Fix_AwaitsTheTask() => Fix(
        """
        public static Task<Order?> Find(int id)
        {
            if (id < 0)
                return Task.FromResult<Order?>(null);
            using var db = new ShopContext();
            return db.Orders.[|FirstOrDefaultAsync(o => o.Id == id)|];
        }
        """,
        """
        public static async Task<Order?> Find(int id)
        {
            if (id < 0)
                return null;
            using var db = new ShopContext();
            return await db.Orders.FirstOrDefaultAsync(o => o.Id == id);
        }
        """);

    [Fact]
    public Task Fix_AwaitsATaskWithoutResult() => Fix(
        """
        public Task Save()
        {
            using (var db = new ShopContext())
            {
                db.Orders.Add(new Order());
                return db.[|SaveChangesAsync()|];
            }
        }
        """,
        """
        public async Task Save()
        {
            using (var db = new ShopContext())
            {
                db.Orders.Add(new Order());
                await db.SaveChangesAsync();
            }
        }
        """);

    [Fact]
    public Task QueryThatTheCallerComposes_HasNoFix() => HasNoFix(
        """
        public IQueryable<Order> Open()
        {
            using var db = new ShopContext();
            return db.Orders.[|Where(o => o.Status == OrderStatus.Open)|];
        }
        """);

    [Fact]
    public Task TaskOfAMethodWithAnOutParameter_HasNoFix() => HasNoFix(
        """
        public Task<int> Save(out int count)
        {
            using var db = new ShopContext();
            count = 1;
            return db.[|SaveChangesAsync()|];
        }
        """);
}
