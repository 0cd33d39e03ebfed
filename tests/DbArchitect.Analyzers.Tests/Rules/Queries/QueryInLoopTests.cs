using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class QueryInLoopTests
{
    private const string Rule = "DBA2001";

    [Theory]
    [MemberData(nameof(LoopCases.Reported), MemberType = typeof(LoopCases))]
    public Task LoopThatQueriesForEachElement_IsReported(LoopCase loop) => ShopCode.CheckMembers(Rule, ShopCode.Service(loop.Members));

    [Theory]
    [MemberData(nameof(LoopCases.Reported), MemberType = typeof(LoopCases))]
    public Task LoopRewrittenAsTheMessageSays_IsSilent(LoopCase loop) => ShopCode.CheckMembers(Rule, ShopCode.Service(loop.After));

    [Theory]
    [MemberData(nameof(LoopCases.SilentAndFlat), MemberType = typeof(LoopCases))]
    public Task LoopWithoutGrowingRoundTrips_IsSilent(LoopCase loop) => ShopCode.CheckMembers(Rule, ShopCode.Service(loop.Members));

    [Theory]
    [MemberData(nameof(LoopCases.SilentByReason), MemberType = typeof(LoopCases))]
    public Task LoopWithAReason_IsSilent(LoopCase loop) => ShopCode.CheckMembers(Rule, ShopCode.Service(loop.Members));

    [Fact]
    public Task LookupByKeyInACollection_IsAWarningThatNamesTheCollection() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            var customer = await db.Customers.[|FirstOrDefaultAsync(c => c.Id == id)|];
            Console.WriteLine(customer?.Name);
        }
        """,
        DiagnosticSeverity.Warning,
        "FirstOrDefaultAsync on Customer runs once for every element of ids: as many round trips as elements. Query once before the loop, for all keys, and look the rows up in memory");

    [Fact]
    public Task Find_IsOnlyInfo_BecauseTrackedEntitiesAreFoundInMemory() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
            Console.WriteLine((await db.Customers.[|FindAsync(id)|])!.Name);
        """,
        DiagnosticSeverity.Info);

    [Fact]
    public Task RepositoryBehindAnInterface_IsReportedAtTheCall() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface ICustomers { Task<Customer?> Get(int id); }

        public class Customers(ShopContext db) : ICustomers
        {
            public Task<Customer?> Get(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);
        }

        public class Service(ICustomers customers)
        {
            public async Task Run(List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine((await customers.[|Get(id)|])?.Name);
            }
        }
        """.Replace("await customers.[|Get(id)|]", "await [|customers.Get(id)|]"));

    [Fact]
    public Task RepositoryWithACache_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Customers(ShopContext db)
        {
            private readonly Dictionary<int, Customer> cache = [];
            public async Task<Customer> Get(int id)
            {
                if (cache.TryGetValue(id, out var found))
                    return found;
                return cache[id] = await db.Customers.FirstAsync(c => c.Id == id);
            }
        }

        public class Service(Customers customers)
        {
            public async Task Run(List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine((await customers.Get(id)).Name);
            }
        }
        """);

    [Fact]
    public Task TasksThatRunTogether_AreReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Service(ShopContext db)
        {
            public Task<int[]> Run(List<int> ids) => Task.WhenAll(ids.Select(async id => await db.Orders.[|CountAsync(o => o.CustomerId == id)|]));
        }
        """);

    [Fact]
    public Task Messages_AreSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Service(ShopContext db)
        {
            public async Task Run(System.Threading.Channels.ChannelReader<int> reader)
            {
                await foreach (var id in reader.ReadAllAsync())
                    Console.WriteLine(await db.Customers.CountAsync(c => c.Id == id));
            }
        }
        """);

    [Fact]
    public Task CountedPages_AreSilent() => ShopCode.Check(
        Rule,
        """
        var pages = await db.Customers.CountAsync() / 100;
        for (var page = 0; page <= pages; page++)
            Console.WriteLine((await db.Customers.OrderBy(c => c.Id).Skip(page * 100).Take(100).ToListAsync()).Count);
        """);

    [Fact]
    public Task ElementsOfDifferentKinds_AreSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            switch (id % 2)
            {
                case 0:
                    Console.WriteLine(await db.Customers.CountAsync(c => c.Id == id));
                    break;
                default:
                    Console.WriteLine(await db.Orders.CountAsync(o => o.Id == id));
                    break;
            }
        }
        """);

    [Fact]
    public Task Seeding_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public static class Program
        {
            public static async Task SeedAsync(ShopContext db, List<string> names)
            {
                foreach (var name in names)
                {
                    if (!await db.Products.AnyAsync(p => p.Name == name))
                        db.Products.Add(new Product { Name = name });
                }
            }
        }
        """);

    [Fact]
    public Task LambdaStoredForLater_IsSilent() => ShopCode.Check(
        Rule,
        """
        var load = (int id) => db.Customers.First(c => c.Id == id);
        Console.WriteLine(load(ids[0]).Name);
        """);

    [Fact]
    public Task GroupsWithAListOfKeys_AreBatches() => ShopCode.Check(
        Rule,
        """
        foreach (var group in ids.GroupBy(id => id % 10))
        {
            var keys = group.ToList();
            Console.WriteLine(await db.Orders.CountAsync(o => keys.Contains(o.Id)));
        }
        """);

    [Fact]
    public Task GroupsAskedByTheirKey_AreReported() => ShopCode.Check(
        Rule,
        """
        foreach (var group in ids.GroupBy(id => id % 10))
            Console.WriteLine(await db.Orders.[|CountAsync(o => o.Id == group.Key)|]);
        """);

    [Fact]
    public Task LoopInsideTheFactoryOfACache_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface ICacheManager { T Get<T>(string key, Func<T> make); }
        public class Names(ShopContext db, ICacheManager cache)
        {
            public List<string> All(List<int> ids) => cache.Get("names", () =>
            {
                var names = new List<string>();
                foreach (var id in ids)
                    names.Add(db.Customers.First(c => c.Id == id).Name);
                return names;
            });
        }
        """);

    [Fact]
    public Task MethodThatAsksInOneOfSeveralBranches_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Names(ShopContext db)
        {
            public void Print(List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine(NameOf(id));
            }

            private string NameOf(int id)
            {
                var name = "customer " + id;
                if (id > 1_000_000)
                {
                    name = db.Customers.First(c => c.Id == id).Name;
                }

                return name;
            }
        }
        """);

    [Fact]
    public Task MethodWhoseQueryIsTheSameInEveryTurn_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Names(ShopContext db)
        {
            public void Print(List<string> kinds, int customer)
            {
                foreach (var kind in kinds)
                    Console.WriteLine(IsAllowed(kind, customer));
            }

            private bool IsAllowed(string kind, int customer) => db.Customers.Any(c => c.Id == customer) && kind.Length > 3;
        }
        """);

    [Fact]
    public Task RowsOfTheTurnAreWorkedThroughWithAWaitForEach_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            var orders = await db.Orders.Where(o => o.CustomerId == id).ToListAsync();
            foreach (var order in orders)
                await Console.Out.WriteLineAsync(order.Number);
        }
        """);

    [Fact]
    public Task RowsOfTheTurnAreLookedThroughInMemory_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            var orders = await db.Orders.Where(o => o.CustomerId == id).[|ToListAsync()|];
            foreach (var order in orders)
                Console.WriteLine(order.Number);
        }
        """);
}
