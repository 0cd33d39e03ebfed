using DbArchitect.Analyzers.Tests.Queries;
using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Connections;

public sealed class ConcurrentContextUseTests
{
    private const string Rule = "DBA6001";

    [Fact]
    public Task TwoQueriesInOneWhenAll_AreAWarning() => ShopCode.Check(
        Rule,
        """
        await Task.WhenAll(db.Customers.ToListAsync(), db.Orders.[|ToListAsync()|]);
        """,
        DiagnosticSeverity.Warning,
        "ToListAsync starts on db while ToListAsync still runs there: a context does one operation at a time, and EF Core throws on the second. Await one before the next, or give each a context of its own",
        OnSqlServer);

    /// <summary>Its driver has answered when an asynchronous method returns: nothing runs at the same time.</summary>
    [Fact]
    public Task OnSqliteAlone_IsInfo() => ShopCode.Check(
        Rule,
        """
        await Task.WhenAll(db.Customers.ToListAsync(), db.Orders.[|ToListAsync()|]);
        """,
        DiagnosticSeverity.Info,
        "ToListAsync starts on db while ToListAsync still runs there: a context does one operation at a time, and only because the driver of SQLite is synchronous this works. Await one before the next, or give each a context of its own");

    private static readonly string OnSqlServer = ShopCode.Model.Replace("options.UseSqlite(", "options.UseSqlServer(", StringComparison.Ordinal);

    [Fact]
    public Task TwoTasksInVariables_AreReportedAtTheSecond() => ShopCode.Check(
        Rule,
        """
        var customers = db.Customers.Where(c => c.IsActive).ToListAsync();
        var orders = db.Orders.[|CountAsync()|];
        await Task.WhenAll(customers, orders);
        """);

    [Fact]
    public Task TaskAwaitedAfterTheNextQuery_IsReported() => ShopCode.Check(
        Rule,
        """
        var counting = db.Orders.CountAsync();
        var rows = await db.Orders.Take(10).[|ToListAsync()|];
        Console.WriteLine(rows.Count + await counting);
        """);

    [Fact]
    public Task SynchronousQueryBesideARunningOne_IsReported() => ShopCode.Check(
        Rule,
        """
        var counting = db.Orders.CountAsync();
        var rows = db.Orders.[|ToList()|];
        Console.WriteLine(rows.Count + await counting);
        """);

    [Fact]
    public Task SaveBesideARunningQuery_IsReported() => ShopCode.Check(
        Rule,
        """
        var saving = db.SaveChangesAsync();
        await db.Database.[|ExecuteSqlRawAsync("VACUUM")|];
        await saving;
        """);

    [Fact]
    public Task SaveThatNobodyAwaits_IsReportedAtTheNext() => ShopCode.Check(
        Rule,
        """
        _ = db.SaveChangesAsync();
        await db.Orders.[|CountAsync()|];
        """);

    [Fact]
    public Task ThreeTasks_AreOneFinding() => ShopCode.Check(
        Rule,
        """
        Task<int> one = db.Orders.CountAsync(), two = db.Customers.[|CountAsync()|];
        var three = db.Products.CountAsync();
        await Task.WhenAll(one, two, three);
        """);

    [Fact]
    public Task QueryWhereACountIsWanted_IsReported() => ShopCode.Check(
        Rule,
        """
        var counting = ids.Count > 0 ? db.Orders.CountAsync() : Task.FromResult(0);
        var rows = await db.Orders.Take(10).[|ToListAsync()|];
        Console.WriteLine(rows.Count + await counting);
        """);

    [Fact]
    public Task TasksInAnArray_AreReported() => ShopCode.Check(
        Rule,
        """
        var tasks = new[] { db.Orders.CountAsync(), db.Customers.[|CountAsync()|] };
        Console.WriteLine((await Task.WhenAll(tasks)).Sum());
        """);

    [Fact]
    public Task TasksInAList_AreReported() => ShopCode.Check(
        Rule,
        """
        var tasks = new List<Task> { db.Orders.CountAsync(), db.Customers.[|CountAsync()|] };
        await Task.WhenAll(tasks);
        """);

    [Fact]
    public Task TasksAddedOneByOne_AreReported() => ShopCode.Check(
        Rule,
        """
        var tasks = new List<Task>();
        tasks.Add(db.Orders.CountAsync());
        tasks.Add(db.Customers.[|CountAsync()|]);
        await Task.WhenAll(tasks);
        """);

    [Theory]
    [InlineData("id => db.Orders.[|FirstAsync(o => o.Id == id)|]")]
    [InlineData("async id => await db.Orders.[|FirstAsync(o => o.Id == id)|]")]
    [InlineData("async id => { var order = await db.Orders.[|FindAsync(id)|]; return order!; }")]
    public Task OneTaskForEachElement_IsReported(string lambda) => ShopCode.Check(
        Rule,
        $"""
        var orders = await Task.WhenAll(ids.Select({lambda}));
        Console.WriteLine(orders.Length);
        """);

    [Fact]
    public Task TasksOfElementsInAVariable_SayOfWhat() => ShopCode.Check(
        Rule,
        """
        var tasks = ids.Where(id => id > 0).Select(async id => await db.Orders.[|CountAsync(o => o.CustomerId == id)|]).ToList();
        await Task.WhenAll(tasks);
        """,
        message: "CountAsync starts on db while it still runs there for another element of ids.Where(id => id > 0): a context does one operation at a time, and EF Core throws on the second. "
            + "Await one before the next, or give each a context of its own",
        model: OnSqlServer);

    [Fact]
    public Task TasksCollectedInALoop_AreReported() => ShopCode.Check(
        Rule,
        """
        var tasks = new List<Task<int>>();
        foreach (var id in ids)
            tasks.Add(db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
        await Task.WhenAll(tasks);
        """);

    [Theory]
    [InlineData("Parallel.ForEach(ids, id => Console.WriteLine(db.Orders.[|First(o => o.Id == id)|]));")]
    [InlineData("await Parallel.ForEachAsync(ids, async (id, stop) => await db.Orders.Where(o => o.Id == id).[|ToListAsync(stop)|]);")]
    [InlineData("ids.AsParallel().ForAll(id => Console.WriteLine(db.Orders.[|Count(o => o.CustomerId == id)|]));")]
    public Task Parallel_IsReported(string statement) => ShopCode.Check(Rule, statement);

    [Fact]
    public Task TaskRunBesideTheRest_IsReported() => ShopCode.Check(
        Rule,
        """
        var counting = Task.Run(() => db.Orders.Count());
        var rows = await db.Orders.Take(10).[|ToListAsync()|];
        Console.WriteLine(rows.Count + await counting);
        """);

    [Fact]
    public Task MethodsOfOneRepository_AreReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Repository(ShopContext db)
        {
            public async Task<int> CountOrders() => await db.Orders.CountAsync();

            public async Task<int> CountCustomers()
            {
                var customers = db.Customers.Where(c => c.IsActive);
                return await customers.CountAsync();
            }
        }

        public class Service(Repository repository)
        {
            public async Task<int> Run()
            {
                var orders = repository.CountOrders();
                var customers = repository.[|CountCustomers()|];
                return await orders + await customers;
            }
        }
        """);

    [Fact]
    public Task OwnMethodsWithAFieldBehindAProperty_AreReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Service
        {
            private readonly ShopContext context;

            public Service(ShopContext context) => this.context = context;

            private ShopContext Db => context;

            public Task Run() => Task.WhenAll(CountOrders(), [|CountCustomers()|]);

            private Task<int> CountOrders() => context.Orders.CountAsync();

            private async Task CountCustomers() => Console.WriteLine(await Db.Customers.CountAsync());
        }
        """);

    [Fact]
    public Task RepositoryBehindAnInterface_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface IOrders
        {
            Task<Order?> Find(int id);
        }

        public class Orders(ShopContext db) : IOrders
        {
            public async Task<Order?> Find(int id) => await db.Orders.FirstOrDefaultAsync(o => o.Id == id);
        }

        public class Service(IOrders orders)
        {
            public async Task<Order?[]> Run(List<int> ids) => await Task.WhenAll(ids.Select(id => orders.[|Find(id)|]));
        }
        """);

    [Fact]
    public Task ContextHandedToAMethod_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public static class Service
        {
            public static async Task Run(ShopContext db) => await Task.WhenAll(Load(db, 1), [|Load(db, 2)|]);

            private static async Task<Order> Load(ShopContext context, int id) => await context.Orders.FirstAsync(o => o.Id == id);
        }
        """);

    [Fact]
    public Task LocalFunction_IsReported() => ShopCode.Check(
        Rule,
        """
        await Task.WhenAll(Load(1), [|Load(2)|]);

        async Task<Order> Load(int id) => await db.Orders.FirstAsync(o => o.Id == id);
        """);

    [Fact]
    public Task ContextBehindAnInterface_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface IShopContext
        {
            DbSet<Order> Orders { get; }

            DbSet<Customer> Customers { get; }
        }

        public class Handler(IShopContext context)
        {
            public async Task<int> Handle(CancellationToken stop)
            {
                var orders = context.Orders.CountAsync(stop);
                var customers = context.Customers.[|CountAsync(stop)|];
                await Task.WhenAll(orders, customers);
                return orders.Result + customers.Result;
            }
        }
        """);

    [Fact]
    public Task SemaphoreThatLetsInSeveral_IsReported() => ShopCode.Check(
        Rule,
        """
        var gate = new SemaphoreSlim(10);
        await Task.WhenAll(ids.Select(async id =>
        {
            await gate.WaitAsync();
            Console.WriteLine(await db.Orders.[|CountAsync(o => o.CustomerId == id)|]);
            gate.Release();
        }));
        """);

    [Theory]
    [InlineData("var a = await db.Orders.CountAsync(); var b = await db.Customers.CountAsync(); Console.WriteLine(a + b);")]
    [InlineData("var a = db.Orders.CountAsync(); await a; var b = db.Customers.CountAsync(); await b;")]
    [InlineData("var a = db.Orders.CountAsync(); Console.WriteLine(ids.Count); Console.WriteLine(await a + await db.Customers.CountAsync());")]
    [InlineData("var a = db.Orders.Where(o => o.Id > 1); var b = db.Customers.Where(c => c.Id > 1); Console.WriteLine(await a.CountAsync() + await b.CountAsync());")]
    [InlineData("await Task.WhenAll(db.Orders.CountAsync(), Task.Delay(10));")]
    [InlineData("await Task.WhenAny(db.Orders.CountAsync(), Task.Delay(10));")]
    [InlineData("db.SaveChangesAsync().GetAwaiter().GetResult(); db.SaveChanges();")]
    [InlineData("var orders = db.Orders.ToList(); await Task.WhenAll(orders.Select(o => Task.Delay(o.Id)));")]
    [InlineData("foreach (var id in ids) await db.Orders.FirstAsync(o => o.Id == id);")]
    [InlineData("var count = ids.Count > 0 ? db.Orders.CountAsync() : db.Customers.CountAsync(); Console.WriteLine(await count);")]
    public Task OneAfterTheOther_IsSilent(string statements) => ShopCode.Check(Rule, statements);

    [Fact]
    public Task TasksThatAreAwaitedOneByOne_AreSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var counting in ids.Select(id => db.Orders.CountAsync(o => o.CustomerId == id)))
            Console.WriteLine(await counting);
        """);

    [Fact]
    public Task TaskAwaitedInEveryTurn_IsSilent() => ShopCode.Check(
        Rule,
        """
        var counts = new List<int>();
        foreach (var id in ids)
        {
            var counting = db.Orders.CountAsync(o => o.CustomerId == id);
            counts.Add(await counting);
        }
        """);

    [Fact]
    public Task BranchesOfWhichOneRuns_AreSilent() => ShopCode.Check(
        Rule,
        """
        Task<int> counting;
        if (ids.Count > 0)
            counting = db.Orders.CountAsync();
        else
            counting = db.Customers.CountAsync();
        Console.WriteLine(await counting);
        """);

    [Fact]
    public Task ContextsOfTheirOwn_AreSilent() => ShopCode.Check(
        Rule,
        """
        using var first = new ShopContext();
        using var second = new ShopContext();
        await Task.WhenAll(first.Orders.CountAsync(), second.Customers.CountAsync(), db.Products.CountAsync());
        await Task.WhenAll(ids.Select(async id =>
        {
            await using var own = new ShopContext();
            return await own.Orders.CountAsync(o => o.CustomerId == id);
        }));
        var rest = new List<Task>();
        foreach (var id in ids)
        {
            var own = new ShopContext();
            rest.Add(own.Orders.CountAsync(o => o.CustomerId == id));
        }
        await Task.WhenAll(rest);
        """);

    [Fact]
    public Task ContextsOfTheElements_AreSilent() => ShopCode.Check(
        Rule,
        """
        var contexts = new List<ShopContext> { db, new ShopContext() };
        await Task.WhenAll(contexts.Select(context => context.SaveChangesAsync()));
        var saving = new List<Task>();
        foreach (var context in contexts)
            saving.Add(context.SaveChangesAsync());
        await Task.WhenAll(saving);
        await Task.WhenAll(contexts[0].SaveChangesAsync(), contexts[1].SaveChangesAsync());
        """);

    [Fact]
    public Task ContextsOfAFactory_AreSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Service(IDbContextFactory<ShopContext> factory)
        {
            public async Task Run(List<int> ids)
            {
                await Task.WhenAll(CountOrders(), CountCustomers());
                await Task.WhenAll(ids.Select(id => CountOf(id)));
                await Parallel.ForEachAsync(ids, async (id, stop) =>
                {
                    await using var db = await factory.CreateDbContextAsync(stop);
                    await db.Orders.CountAsync(o => o.CustomerId == id, stop);
                });
                await Task.WhenAll(factory.CreateDbContext().Orders.CountAsync(), factory.CreateDbContext().Customers.CountAsync());
            }

            private ShopContext Db => factory.CreateDbContext();

            private async Task<int> CountOrders()
            {
                using var db = factory.CreateDbContext();
                return await db.Orders.CountAsync();
            }

            private Task<int> CountCustomers() => Db.Customers.CountAsync();

            private async Task<int> CountOf(int id)
            {
                await using var db = await factory.CreateDbContextAsync();
                return await db.Orders.CountAsync(o => o.CustomerId == id);
            }
        }
        """);

    [Fact]
    public Task ScopesOfTheirOwn_AreSilent() => ShopCode.CheckMembers(
        Rule,
        """
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop;

        public class Orders(ShopContext db)
        {
            public Task<int> CountOf(int id) => db.Orders.CountAsync(o => o.CustomerId == id);
        }

        public class Service(IServiceScopeFactory scopes)
        {
            public Task Run(List<int> ids) => Task.WhenAll(ids.Select(async id =>
            {
                using var scope = scopes.CreateScope();
                var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
                var orders = scope.ServiceProvider.GetRequiredService<Orders>();
                return await db.Orders.CountAsync() + await orders.CountOf(id);
            }));
        }
        """);

    [Fact]
    public Task SemaphoreOfOne_IsSilent() => ShopCode.Check(
        Rule,
        """
        var gate = new SemaphoreSlim(1, 1);
        await Task.WhenAll(ids.Select(async id =>
        {
            await gate.WaitAsync();
            try
            {
                Console.WriteLine(await db.Orders.CountAsync(o => o.CustomerId == id));
            }
            finally
            {
                gate.Release();
            }
        }));
        Parallel.ForEach(ids, id =>
        {
            lock (gate)
                Console.WriteLine(db.Orders.Count(o => o.CustomerId == id));
        });
        """);

    [Fact]
    public Task OneAtATimeInParallel_IsSilent() => ShopCode.Check(
        Rule,
        """
        Parallel.ForEach(ids, new ParallelOptions { MaxDegreeOfParallelism = 1 }, id => Console.WriteLine(db.Orders.Count(o => o.CustomerId == id)));
        """);

    [Fact]
    public Task MethodsThatAskNothing_AreSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface IMails
        {
            Task Send(int id);
        }

        public class Service(ShopContext db, IMails mails)
        {
            public async Task Run(List<int> ids)
            {
                var sending = mails.Send(1);
                var orders = await db.Orders.ToListAsync();
                await sending;
                await Task.WhenAll(orders.Select(o => mails.Send(o.Id)));
                await Task.WhenAll(Write("a"), Write("b"));
                await db.SaveChangesAsync();
            }

            private static async Task Write(string name) => await System.IO.File.WriteAllTextAsync(name, "");
        }
        """);

    [Fact]
    public Task LambdaThatRunsLater_IsSilent() => ShopCode.Check(
        Rule,
        """
        var counting = db.Orders.CountAsync();
        Func<Task<int>> later = () => db.Customers.CountAsync();
        Console.WriteLine(await counting + await later());
        """);

    [Fact]
    public Task ReassignedContext_IsSilent() => ShopCode.Check(
        Rule,
        """
        var current = new ShopContext();
        var first = current.Orders.CountAsync();
        current = new ShopContext();
        var second = current.Customers.CountAsync();
        await Task.WhenAll(first, second);
        """);

    [Fact]
    public Task Test_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class FactAttribute : Attribute;

        public class Tests
        {
            [Fact]
            public async Task Throws(ShopContext db) => await Task.WhenAll(db.Orders.CountAsync(), db.Customers.CountAsync());
        }
        """);

    [Fact]
    public Task Fix_AwaitsWhereTheTasksAreMade() => ShopCode.Fix(
        Rule,
        """
        var customers = db.Customers.ToListAsync();
        Task<List<Order>> orders = db.Orders.[|ToListAsync()|];
        await Task.WhenAll(customers, orders);
        foreach (var order in await orders)
            Console.WriteLine(order.Number + customers.Result.Count + (await customers).Count);
        """,
        """
        var customers = await db.Customers.ToListAsync();
        List<Order> orders = await db.Orders.ToListAsync();
        foreach (var order in orders)
            Console.WriteLine(order.Number + customers.Count + customers.Count);
        """);

    [Fact]
    public Task Fix_AwaitsTheCallsOfAWhenAll() => ShopCode.Fix(
        Rule,
        """
        await Task.WhenAll(db.Customers.LoadAsync(), db.Orders.[|LoadAsync()|]).ConfigureAwait(false);
        """,
        """
        await db.Customers.LoadAsync().ConfigureAwait(false);
        await db.Orders.LoadAsync().ConfigureAwait(false);
        """);

    [Fact]
    public Task Fix_MakesAnArrayOfTheResults() => ShopCode.Fix(
        Rule,
        """
        var counts = await Task.WhenAll(db.Customers.CountAsync(), db.Orders.[|CountAsync()|]);
        Console.WriteLine(counts[0] + counts[1]);
        """,
        """
        var counts = new[] { await db.Customers.CountAsync(), await db.Orders.CountAsync() };
        Console.WriteLine(counts[0] + counts[1]);
        """);

    [Fact]
    public Task Fix_AwaitsTheFirstWhereNothingAwaitsBoth() => ShopCode.Fix(
        Rule,
        """
        var counting = db.Orders.CountAsync();
        var rows = await db.Orders.Take(10).[|ToListAsync()|];
        Console.WriteLine(rows.Count + await counting);
        """,
        """
        var counting = await db.Orders.CountAsync();
        var rows = await db.Orders.Take(10).ToListAsync();
        Console.WriteLine(rows.Count + counting);
        """);

    [Fact]
    public Task TaskThatIsHandedOn_HasNoFix() => new Verify
    {
        Rules = [Rule],
        Files =
        {
            ["Model.cs"] = ShopCode.Model,
            ["Test.cs"] = ShopCode.Run(
                """
                var counting = db.Orders.CountAsync();
                var rows = await db.Orders.[|ToListAsync()|];
                Print(counting, rows.Count);

                static void Print(Task<int> task, int count) => Console.WriteLine(task.IsCompleted ? task.Result : count);
                """),
        },
        HasNoFix = true,
    }.RunAsync();
}
