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
}
