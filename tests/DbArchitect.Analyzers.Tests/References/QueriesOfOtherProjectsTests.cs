using DbArchitect.Analyzers.Model;
using DbArchitect.Analyzers.Readers;
using DbArchitect.Analyzers.Readers.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbArchitect.Analyzers.Tests.ReferencedSchemas;

/// <summary>Queries that go through methods of other projects: read as if all were one project, in a build and in an editor.</summary>
public sealed class QueriesOfOtherProjectsTests
{
    private const string Data = """
        namespace Shop;
        public interface ISoftDeleted { bool IsDeleted { get; } }
        public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public List<Order> Orders { get; } = []; }
        public class Order : ISoftDeleted
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public DateTime CreatedAt { get; set; }
            public bool IsDeleted { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
        }
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            public IQueryable<Order> OpenOrders => Orders.Where(o => !o.IsDeleted);
            public IQueryable<T> Query<T>() where T : class => Set<T>().AsNoTracking();
        }
        """;

    private const string Operators = """
        using System.Linq.Expressions;
        using Shop;
        namespace Shop.Queries;
        public static class OrderQueries
        {
            public static IQueryable<Order> Standard(this IQueryable<Order> query, string? number = null, bool includeDeleted = false)
            {
                Check(query);
                if (!includeDeleted)
                    query = query.Where(o => !o.IsDeleted);
                if (!string.IsNullOrEmpty(number))
                    query = query.Where(o => o.Number == number);
                return query.Newest();
            }
            public static IQueryable<T> Page<T>(this IQueryable<T> query, int page, int size) => query.Skip((page - 1) * size).Take(size);
            public static IQueryable<T> Alive<T>(this IQueryable<T> query) where T : ISoftDeleted => query.Where(x => !x.IsDeleted);
            public static IQueryable<Order> WithCustomer(this IQueryable<Order> query) => query.Include(o => o.Customer).AsNoTracking();
            public static Expression<Func<Order, bool>> Of(int customer) => o => o.CustomerId == customer;
            internal static IQueryable<Order> Newest(this IQueryable<Order> query) => query.OrderByDescending(o => o.CreatedAt);
            private static void Check(object value) => ArgumentNullException.ThrowIfNull(value);
            public static IQueryable<Order> Opaque(this IQueryable<Order> query) => (IQueryable<Order>)Activator.CreateInstance(typeof(Order))!;
        }
        public class OrderRepository(ShopContext context)
        {
            private readonly ShopContext db = context;
            public IQueryable<Order> Recent(DateTime since) => db.Orders.Where(o => o.CreatedAt > since);
            public IQueryable<Order> Table => db.Orders.AsNoTracking();
        }
        public interface IOrderStore { IQueryable<Order> Open(bool tracked = true); }
        public interface ILog;
        public class OrderStore(ShopContext db) : IOrderStore
        {
            public ILog Log { get; set; } = null!;
            public virtual IQueryable<Order> Open(bool tracked = true) => (tracked ? db.Orders : db.Orders.AsNoTracking()).Where(o => !o.IsDeleted);
        }
        public class Repository<T>(ShopContext db) where T : class
        {
            public virtual IQueryable<T> Query() => db.Set<T>();
        }
        """;

    private static List<string> Read(CSharpCompilation compilation)
    {
        var types = new KnownTypes(compilation);
        var schemas = SchemaSetReader.Read(types, new SourceOperations(compilation), Store.Unknown, [], CancellationToken.None).Schemas;
        var tree = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "App.cs");
        var source = new SourceOperations(compilation);
        var reader = new LinqReader(types, source, new Lazy<SchemaSet>(schemas));
        var found = new List<string>();
        foreach (var (body, owner) in CodeBodies.Of(tree, source, CancellationToken.None))
        {
            foreach (var query in reader.Read(body, owner, CancellationToken.None))
                found.Add(QueryText.Of(query) + (query.IsComplete() ? "" : " incomplete: " + string.Join("; ", query.Gaps.Select(static gap => gap.Reason))));
        }

        return found;
    }

    private static string Same(string body)
    {
        var app = "using Shop; using Shop.Queries; class App(ShopContext db) { " + body + " }";
        var joined = Read(ReferencedProjects.CompileJoined(Data, Operators, app));
        foreach (var form in new[] { ReferenceForm.Assembly, ReferenceForm.Compilation })
            Assert.Equal(joined, Read(ReferencedProjects.Compile("App", app, ReferencedProjects.Reference(form, Data, Operators))));
        return Assert.Single(joined);
    }

    [Theory]
    [InlineData("object M() => db.Orders.Standard().ToList();")]
    [InlineData("object M(string number) => db.Orders.Standard(number, includeDeleted: true).FirstOrDefault();")]
    [InlineData("object M(int page) => db.Orders.OrderBy(o => o.Id).Page(page, 20).ToList();")]
    [InlineData("object M() => db.Orders.Alive().Count();")]
    [InlineData("object M() => db.Orders.WithCustomer().Where(o => o.Number == \"1\").ToList();")]
    [InlineData("object M(int customer) => db.Orders.Where(OrderQueries.Of(customer)).ToList();")]
    [InlineData("object M() => db.OpenOrders.Where(o => o.CustomerId == 1).ToList();")]
    [InlineData("object M() => db.Query<Customer>().Where(c => c.Email == \"x\").ToList();")]
    [InlineData("object M(OrderRepository orders, DateTime since) => orders.Recent(since).ToList();")]
    [InlineData("object M(OrderRepository orders) => orders.Table.Where(o => o.Number == \"1\").ToList();")]
    [InlineData("object M(Repository<Customer> customers) => customers.Query().Where(c => c.Email == \"x\").ToList();")]
    [InlineData("object M(OrderStore orders) => orders.Open().Where(o => o.Number == \"1\").ToList();")]
    [InlineData("object M(IOrderStore orders) => orders.Open(false).Where(o => o.Number == \"1\").ToList();")]
    [InlineData("object M(int page) => db.Orders.Alive().Standard().WithCustomer().Page(page, 10).ToList();")]
    public void MethodOfAnotherProject_IsReadWhole(string body) => Assert.DoesNotContain("incomplete", Same(body));

    /// <summary>C# 14.</summary>
    [RoslynFact(5)]
    public void ExtensionBlockOfAnotherProject_IsReadWhole()
    {
        const string Blocks = """
            using Shop;
            namespace Shop.Queries;
            public static class Blocks
            {
                extension<T>(IQueryable<T> query) where T : class, ISoftDeleted
                {
                    public IQueryable<T> Living(bool all = false) => all ? query : query.Where(x => !x.IsDeleted);
                    public IQueryable<TOther> To<TOther>(System.Linq.Expressions.Expression<Func<T, TOther>> select) => query.AsNoTracking().Select(select);
                }
            }
            """;
        const string App = "using Shop; using Shop.Queries; class App(ShopContext db) { object M() => db.Orders.Living().Where(o => o.Number == \"1\").To(o => o.Id).ToList(); }";
        var joined = Read(ReferencedProjects.CompileJoined(Data, Blocks, App));
        Assert.DoesNotContain("incomplete", Assert.Single(joined));
        foreach (var form in new[] { ReferenceForm.Assembly, ReferenceForm.Compilation })
            Assert.Equal(joined, Read(ReferencedProjects.Compile("App", App, ReferencedProjects.Reference(form, Data, Blocks))));
    }

    [Fact]
    public void WhatTheMethodAdds_IsInTheQuery()
    {
        var query = Same("object M(int customer) => db.Orders.Standard().Where(OrderQueries.Of(customer)).ToList();");
        Assert.Contains("IsDeleted", query);
        Assert.Contains("CustomerId", query);
        Assert.Contains("CreatedAt desc", query);
    }

    [Fact]
    public void MethodThatCannotBeFollowed_IsAGap() => Assert.Contains("incomplete", Same("object M() => db.Orders.Opaque().ToList();"));

    [Fact]
    public Task FindingAtAQueryThroughAMethodOfAnotherProject() => ReferencedProjects.VerifyAsync(
        "DBA1001",
        [Data, Operators],
        "using Shop; using Shop.Queries; public class App(ShopContext db) { public object M() => db.Orders.Standard(\"1\", true).[|ToList()|]; }",
        null,
        new() { ["dbarchitect.provider"] = "postgresql" });
}
