using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class SaveChangesInLoopTests
{
    private const string Rule = "DBA2002";

    [Fact]
    public Task AddAndSaveInEveryTurn_IsAWarning() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            db.Products.Add(new Product { Name = "p" + id });
            await [|db.SaveChangesAsync()|];
        }
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task OtherWorkInTheTurn_IsInfo() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            db.Products.Add(new Product { Name = "p" + id });
            await [|db.SaveChangesAsync()|];
            Log(id);
        }

        static void Log(int id) => Console.WriteLine(id);
        """, DiagnosticSeverity.Info);

    [Fact]
    public Task WorkOutsideOfTheDatabaseInTheTurn_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            await System.IO.File.WriteAllTextAsync("p" + id, "converted");
            db.Products.Add(new Product { Name = "p" + id });
            await db.SaveChangesAsync();
        }
        """);

    [Fact]
    public Task Pages_AreSilent() => ShopCode.Check(
        Rule,
        """
        for (var page = 0; page < ids.Count; page++)
        {
            foreach (var product in await db.Products.OrderBy(p => p.Id).Skip(page * 100).Take(100).ToListAsync())
                product.Stock++;
            await db.SaveChangesAsync();
        }
        """);

    [Fact]
    public Task SaveInAPrivateMethod_IsReportedAtTheCall() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Service(ShopContext db)
        {
            public void Run(List<int> ids)
            {
                foreach (var id in ids)
                {
                db.Products.Add(new Product { Name = "p" + id });
                [|Save()|];
                }
            }

            private void Save() => db.SaveChanges();
        }
        """);

    [Fact]
    public Task UnitOfWorkBehindAnInterface_IsReportedAtTheCall() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface IUnitOfWork { Task CommitAsync(); }

        public class UnitOfWork(ShopContext db) : IUnitOfWork
        {
            public async Task CommitAsync() => await db.SaveChangesAsync();
        }

        public class Service(ShopContext db, IUnitOfWork unit)
        {
            public async Task Run(List<int> ids)
            {
                foreach (var id in ids)
                {
                db.Products.Add(new Product { Name = "p" + id });
                await [|unit.CommitAsync()|];
                }
            }
        }
        """);

    [Fact]
    public Task SaveAfterTheLoop_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
            db.Products.Add(new Product { Name = "p" + id });
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task SaveForEachChunk_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var chunk in ids.Chunk(100))
        {
            db.Products.AddRange(chunk.Select(id => new Product { Name = "p" + id }));
            await db.SaveChangesAsync();
        }
        """);

    [Fact]
    public Task SaveEveryHundredth_IsSilent() => ShopCode.Check(
        Rule,
        """
        var count = 0;
        foreach (var id in ids)
        {
            db.Products.Add(new Product { Name = "p" + id });
            if (++count % 100 == 0)
                await db.SaveChangesAsync();
        }
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task GeneratedKeyUsedInTheTurn_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            var order = new Order { CustomerId = id };
            db.Orders.Add(order);
            await db.SaveChangesAsync();
            Console.WriteLine(order.Id);
        }
        """);

    [Fact]
    public Task FailureOfOneMustNotTouchTheOthers_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            try
            {
                db.Products.Add(new Product { Name = "p" + id });
                await db.SaveChangesAsync();
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();
            }
        }
        """);

    [Fact]
    public Task TransactionOfTheTurn_IsSilent() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
        {
            using var transaction = await db.Database.BeginTransactionAsync();
            db.Products.Add(new Product { Name = "p" + id });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        """);

    [Fact]
    public Task Worker_IsSilent() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public class Worker(ShopContext db)
        {
            public async Task Run(CancellationToken stop)
            {
                while (!stop.IsCancellationRequested)
                {
                db.Products.Add(new Product { Name = "tick" });
                await db.SaveChangesAsync(stop);
                await Task.Delay(1000, stop);
                }
            }
        }
        """);

    [Fact]
    public Task Fix_MovesTheSaveBehindTheLoop() => ShopCode.Fix(
        Rule,
        """
        foreach (var id in ids)
        {
            db.Products.Add(new Product { Name = "p" + id });
            await [|db.SaveChangesAsync()|];
        }
        """,
        """
        foreach (var id in ids)
        {
            db.Products.Add(new Product { Name = "p" + id });
        }
        await db.SaveChangesAsync();
        """);

    private static string Private(string turn, string after, string save) => $$"""
        namespace Shop;

        public class Service(ShopContext db)
        {
            public void Run(List<int> ids)
            {
                foreach (var id in ids)
                {
                    db.Products.Add(new Product { Name = "p" + id });{{turn}}
                }{{after}}
            }

            private int saves;

            private void Save() {{save}}

            private void SaveOne(int id) => db.SaveChanges();
        }
        """;

    private static Task FixPrivate(string call, string save) => new Verify
    {
        Rules = [Rule],
        Files = { ["Model.cs"] = ShopCode.Model, ["Test.cs"] = Private("\n            [|" + call + "|];", "", save) },
        Fixed = { ["Test.cs"] = Private("", "\n        " + call + ";", save) },
    }.RunAsync();

    [Fact]
    public Task Fix_MovesACallThatOnlySaves() => FixPrivate("Save()", "=> db.SaveChanges();");

    [Theory]
    [InlineData("Save()", "{ saves++; db.SaveChanges(); }")]
    [InlineData("Save()", "{ Console.WriteLine(saves); db.SaveChanges(); }")]
    [InlineData("SaveOne(id)", "=> db.SaveChanges();")]
    public async Task CallThatDoesMoreThanSaving_HasNoFix(string call, string save)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => FixPrivate(call, save));
        Assert.Contains("No fix was offered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task PrivateMethodThatAddsAndSaves_IsInfoAtTheCall() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                foreach (var id in ids)
                    await [|AddAsync(db, new Product { Name = "n" + id, Sku = "new" + id })|];
            }

            private static async Task AddAsync(ShopContext db, Product product)
            {
                db.Products.Add(product);
                await db.SaveChangesAsync();
            }
            """),
        DiagnosticSeverity.Info,
        "AddAsync, which saves, runs once for every element of ids: a round trip and a transaction each, and a failure leaves the elements before it saved. "
        + "Save once after the loop: EF Core sends the changes in batches");

    [Fact]
    public Task LocalFunctionThatSaves_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var id in ids)
            await [|Rename(id)|];

        async Task Rename(int id)
        {
            var product = await db.Products.FirstAsync(p => p.Id == id);
            product.Name = "p" + id;
            await db.SaveChangesAsync();
        }
        """);

    [Fact]
    public Task RepositoryThatSavesWhatItAdds_IsReported() => ShopCode.CheckMembers(
        Rule,
        """
        namespace Shop;

        public interface IProducts
        {
            void Insert(Product product);
        }

        public class Products(ShopContext db) : IProducts
        {
            public void Insert(Product product)
            {
                db.Add(product);
                db.SaveChanges();
            }
        }

        public class Import(IProducts products)
        {
            public void Run(List<string> names)
            {
                names.ForEach(name => [|products.Insert(new Product { Name = name })|]);
            }
        }
        """);

    [Theory]
    [InlineData("its result is used: a key", "var key = await Add(db, id); Console.WriteLine(key);", "db.Products.Add(new Product { Id = id }); await db.SaveChangesAsync(); return id;")]
    [InlineData("it saves when told to", "await Add(db, id);", "db.Products.Add(new Product()); if (id > 5) await db.SaveChangesAsync(); return 0;")]
    [InlineData("a failure is its own", "await Add(db, id);", "try { db.Products.Add(new Product()); await db.SaveChangesAsync(); } catch (DbUpdateException) { } return 0;")]
    [InlineData("it goes on after the save", "await Add(db, id);", "db.Products.Add(new Product()); await db.SaveChangesAsync(); Console.WriteLine(id); return 0;")]
    [InlineData("it works outside of the database", "await Add(db, id);", "await System.IO.File.WriteAllTextAsync(\"f\" + id, \"\"); db.Products.Add(new Product()); await db.SaveChangesAsync(); return 0;")]
    [InlineData("a transaction of its own", "await Add(db, id);", "await using var t = await db.Database.BeginTransactionAsync(); db.Products.Add(new Product()); await db.SaveChangesAsync(); return 0;")]
    [InlineData("a context of its own", "await Add(db, id);", "using var own = new ShopContext(); own.Products.Add(new Product()); await own.SaveChangesAsync(); return 0;")]
    [InlineData("the caller isolates failures", "try { await Add(db, id); } catch (DbUpdateException) { }", "db.Products.Add(new Product()); await db.SaveChangesAsync(); return 0;")]
    public Task MethodThatSavesForAReason_IsSilent(string reason, string turn, string body) => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("// " + reason + "\npublic async Task Run(ShopContext db, List<int> ids)\n{\n    foreach (var id in ids)\n    {\n        " + turn + "\n    }\n}\n\n"
            + "private static async Task<int> Add(ShopContext db, int id)\n{\n    " + body + "\n}"));

    [Fact]
    public Task KeyOfWhatTheMethodSaved_IsSilent() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                foreach (var id in ids)
                {
                    var product = new Product { Name = "n" + id };
                    await AddAsync(db, product);
                    Console.WriteLine("/files/" + product.Id);
                }
            }

            private static async Task AddAsync(ShopContext db, Product product)
            {
                db.Products.Add(product);
                await db.SaveChangesAsync();
            }
            """));

    [Fact]
    public Task MethodForAChunkThatSaves_IsSilent() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                foreach (var chunk in ids.Chunk(100))
                    await AddAsync(db, chunk);
            }

            private static async Task AddAsync(ShopContext db, int[] ids)
            {
                db.Products.AddRange(ids.Select(id => new Product { Name = "n" + id }));
                await db.SaveChangesAsync();
            }
            """));

    [Fact]
    public Task AddedObjectHandedOnAfterwards_IsSilent() => ShopCode.CheckMembers(
        "DBA2002",
        """
        namespace Shop;

        public class Import(ShopContext db)
        {
            public async Task Run(List<string> numbers)
            {
                foreach (var number in numbers)
                {
                    var order = new Order { Number = number };
                    db.Orders.Add(order);
                    await db.SaveChangesAsync();
                    Announce(order);
                }
            }

            private static void Announce(Order order) => Console.WriteLine(order.Id);
        }
        """);
}
