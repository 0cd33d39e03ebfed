using Microsoft.CodeAnalysis;

namespace DbArchitect.Analyzers.Tests.Queries;

public sealed class ChangeOfUntrackedEntityTests
{
    private const string Rule = "DBA2107";

    [Fact]
    public Task ChangedAndSaved_IsReported() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        [|order.Status|] = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """, DiagnosticSeverity.Warning);

    [Fact]
    public Task ChangedInALoopAndSaved_IsReported() => ShopCode.Check(
        Rule,
        """
        foreach (var order in await db.Orders.AsNoTracking().Where(o => o.Total > 5).ToListAsync())
            [|order.Status|] = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task HandedToUpdate_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        db.Orders.Update(order);
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task Tracked_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task StateSetByHand_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        order.Status = OrderStatus.Paid;
        db.Entry(order).State = EntityState.Modified;
        await db.SaveChangesAsync();
        """);

    [Fact]
    public Task ChangedForTheCaller_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        order.Comment = "hidden";
        Console.WriteLine(order.Comment);
        """);

    [Fact]
    public Task OnlyReadBeforeASave_IsSilent() => ShopCode.Check(
        Rule,
        """
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == ids[0]);
        db.Payments.Add(new Payment { OrderId = order.Id });
        await db.SaveChangesAsync();
        """);

    private const string Store = """
        namespace Shop;

        public class CustomerStore(ShopContext db)
        {
            public Task<Customer> GetAsync(int id) => db.Customers.AsNoTracking().SingleAsync(c => c.Id == id);

            public Task<Customer> TrackedAsync(int id) => db.Customers.SingleAsync(c => c.Id == id);

            public void Replace(Customer customer) => db.Update(customer);

            public Task SaveAsync() => db.SaveChangesAsync();
        }

        """;

    [Fact]
    public Task LoadedByARepository_IsReportedAtItsCaller() => ShopCode.CheckMembers(
        Rule,
        Store + """
        public class Service(CustomerStore store)
        {
            public async Task Move(int id)
            {
                var customer = await store.GetAsync(id);
                [|customer.City|] = "Chur";
                await store.SaveAsync();
            }
        }
        """,
        DiagnosticSeverity.Warning,
        "City of Customer is changed, but GetAsync does not track it: SaveChanges writes nothing. Track the query, or hand the entity to Update");

    [Fact]
    public Task LoadedByAMethodOfTheClass_IsReported() => ShopCode.CheckMembers(
        Rule,
        ShopCode.Service("""
            public async Task Run(ShopContext db, List<int> ids)
            {
                foreach (var customer in await LoadAsync(db))
                    [|customer.City|] = "Chur";
                await db.SaveChangesAsync();
            }

            private static Task<List<Customer>> LoadAsync(ShopContext db) => db.Customers.AsNoTracking().Where(c => c.IsActive).ToListAsync();
            """));

    [Theory]
    [InlineData("tracked", "var customer = await store.TrackedAsync(id); customer.City = \"Chur\"; await store.SaveAsync();")]
    [InlineData("handed to Update", "var customer = await store.GetAsync(id); customer.City = \"Chur\"; store.Replace(customer); await store.SaveAsync();")]
    [InlineData("changed to be shown", "var customer = await store.GetAsync(id); customer.City = \"Chur\"; Console.WriteLine(customer.City);")]
    [InlineData("only read", "var customer = await store.GetAsync(id); Console.WriteLine(customer.City); await store.SaveAsync();")]
    [InlineData("saved before", "await store.SaveAsync(); var customer = await store.GetAsync(id); customer.City = \"Chur\"; Console.WriteLine(customer.City);")]
    public Task CallerOfARepository_IsSilent(string reason, string body) => ShopCode.CheckMembers(
        Rule,
        Store + "public class Service(CustomerStore store)\n{\n    // " + reason + "\n    public async Task Move(int id)\n    {\n        " + body + "\n    }\n}\n");
}
