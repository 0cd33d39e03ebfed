using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DbArchitect.Analyzers.Model;
using Microsoft.EntityFrameworkCore;
using Shop;

namespace DbArchitect.Analyzers.Tests.Readers.Linq;

/// <summary>What the reader says of a query, against the SQL that EF Core itself makes of it: the same tables, as often, and the same columns in conditions.</summary>
public sealed partial class LinqOracleTests
{
#pragma warning disable CA2211, IDE1006, CS8604, CS8602 // Named as the snippets name their parameters.
    private static readonly string[] mails = ["a", "b"];
    private static string email = "a";
    private static int id = 1;
    private static OrderStatus status = OrderStatus.Paid;
    private static DateTime from = new(2024, 1, 1);
    private static int[] ids = [1, 2];
    private static Customer customer = new();
#pragma warning restore

    private static (Func<ShopContext, IQueryable> Query, string Text) Q(Func<ShopContext, IQueryable> query, [CallerArgumentExpression(nameof(query))] string text = "") =>
        (query, text);

    private static readonly (Func<ShopContext, IQueryable> Query, string Text)[] Cases =
    [
        Q(db => db.Orders),
        Q(db => db.Products.Where(p => p.Sku == email)),
        Q(db => db.Orders.Where(o => o.Email == email && o.Status == status)),
        Q(db => db.Orders.Where(o => o.Email == email || o.CustomerId == id)),
        Q(db => db.Orders.Where(o => !(o.Email == email && o.Total > 5))),
        Q(db => db.Orders.Where(o => ids.Contains(o.Id))),
        Q(db => db.Orders.Where(o => !ids.Contains(o.CustomerId))),
        Q(db => db.Orders.Where(o => mails.Contains(o.Email))),
        Q(db => db.Orders.Where(o => new[] { OrderStatus.Open, OrderStatus.Paid }.Contains(o.Status))),
        Q(db => db.Orders.Where(o => o.CreatedAt >= from && o.CreatedAt < from.AddDays(1))),
        Q(db => db.Orders.Where(o => o.CreatedAt.Date == from)),
        Q(db => db.Orders.Where(o => o.CreatedAt.Year == 2024 && o.CreatedAt.Month == 2)),
        Q(db => db.Orders.Where(o => o.Email.StartsWith("a") || o.Email.EndsWith("b") || o.Note!.Contains("c"))),
        Q(db => db.Orders.Where(o => o.Email.ToLower() == email.ToLower())),
        Q(db => db.Orders.Where(o => o.Email.Length > 3 && o.Email.Trim() == "x")),
        Q(db => db.Orders.Where(o => o.ShippedAt.HasValue && o.ShippedAt.Value > from)),
        Q(db => db.Orders.Where(o => o.Note == null)),
        Q(db => db.Orders.Where(o => string.IsNullOrEmpty(o.Note))),
        Q(db => db.Orders.Where(o => (o.Note ?? "x") == email)),
        Q(db => db.Orders.Where(o => o.Email == o.Note)),
        Q(db => db.Orders.Where(o => EF.Functions.Like(o.Email, "a%"))),
        Q(db => db.Orders.Where(o => EF.Property<string>(o, "Note") == email)),
        Q(db => db.Orders.Where(o => o.Id + 1 > id)),
        Q(db => db.Orders.Where(o => string.Compare(o.Email, email) > 0)),
        Q(db => db.Orders.Where(o => o.ShipTo.City == email)),
        Q(db => db.Customers.Where(c => c.IsActive)),
        Q(db => db.Customers.Where(c => !c.IsActive)),
        Q(db => db.Orders.IgnoreQueryFilters().Where(o => o.Email == email)),
        Q(db => db.Orders.Where(o => o.Customer.Name == email)),
        Q(db => db.Orders.Where(o => o.Customer.Name == email && o.Customer.IsActive)),
        Q(db => db.Orders.Where(o => o.Customer.Id == id)),
        Q(db => db.Orders.Where(o => o.Seller!.Name == email)),
        Q(db => db.Orders.Where(o => o.Customer.Region!.Code == email)),
        Q(db => db.Lines.Where(l => l.Order.Email == email)),
        Q(db => db.Lines.Where(l => l.Order.Customer.Name == email)),
        Q(db => db.Lines.Where(l => l.Product.Id == id && l.Product.Sku == email)),
        Q(db => db.Orders.Where(o => o.Lines.Any())),
        Q(db => db.Orders.Where(o => o.Lines.Any(l => l.Quantity > 5))),
        Q(db => db.Orders.Where(o => !o.Lines.Any(l => l.Quantity > 5))),
        Q(db => db.Orders.Where(o => o.Lines.All(l => l.Quantity > 5))),
        Q(db => db.Orders.Where(o => o.Lines.Count() > 3)),
        Q(db => db.Orders.Where(o => o.Lines.Count(l => l.Price > 1) == 2)),
        Q(db => db.Orders.Where(o => o.Lines.Any(l => l.Product.Sku == email))),
        Q(db => db.Orders.Where(o => o.Tags.Any(t => t.Name == email))),
        Q(db => db.Customers.Where(c => c.Orders.Any(o => o.Total > 5))),
        Q(db => db.Customers.Where(c => c.Orders.Any(o => o.Lines.Any(l => l.Quantity > 1)))),
        Q(db => db.Customers.Where(c => c.Orders.Select(o => o.Email).Contains(email))),
        Q(db => db.Orders.Where(o => db.Customers.Any(c => c.Id == o.CustomerId && c.IsActive))),
        Q(db => db.Orders.Where(o => db.Customers.Where(c => c.IsActive).Select(c => c.Id).Contains(o.CustomerId))),
        Q(db => db.Orders.Join(db.Customers, o => o.CustomerId, c => c.Id, (o, c) => new { o.Id, c.Name })),
        Q(db => from o in db.Orders join c in db.Customers on o.Email equals c.Email where c.IsActive select o.Id),
        Q(db => from o in db.Orders join c in db.Customers on o.SellerId equals c.Id into g from c in g.DefaultIfEmpty() select new { o.Id, c.Name }),
        Q(db => from o in db.Orders from l in o.Lines where l.Quantity > 3 select new { o.Email, l.Price }),
        Q(db => from o in db.Orders let c = o.Customer where c.Name == email select o.Email),
        Q(db => db.Orders.SelectMany(o => o.Lines).Where(l => l.Price > 3)),
        Q(db => db.Orders.Select(o => new { o.Id, Mail = o.Email }).Where(x => x.Mail == email)),
        Q(db => db.Orders.Select(o => o.Customer).Where(c => c.Name == email)),
        Q(db => db.Orders.Select(o => new { o.Id, o.Customer.Name, N = o.Lines.Count() })),
        Q(db => db.Orders.GroupBy(o => o.CustomerId).Select(g => new { g.Key, Max = g.Max(o => o.CreatedAt) })),
        Q(db => db.Orders.Where(o => o.Total > 1).OrderBy(o => o.CreatedAt).Skip(5).Take(10)),
        Q(db => db.Orders.OrderBy(o => o.Customer.Name)),
        Q(db => db.Orders.Include(o => o.Customer)),
        Q(db => db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product)),
        Q(db => db.Orders.Include(o => o.Lines.Where(l => l.Quantity > 1))),
        Q(db => db.Orders.Include("Seller.Region")),
        Q(db => db.Payments.OfType<CardPayment>().Where(p => p.Last4 == email)),
        Q(db => db.CardPayments),
        Q(db => db.Payments.Where(p => p is BankPayment)),
        Q(db => db.Orders.Where(o => o.Id == 1).Union(db.Orders.Where(o => o.Email == email))),
        Q(db => db.Orders.Select(o => o.CustomerId).Distinct()),
        Q(db => db.Invoices.Where(i => i.Number == email)),
        Q(db => db.Orders.LeftJoin(db.Customers, o => o.SellerId, c => (int?)c.Id, (o, c) => new { o.Id, c!.Name })),
        Q(db => db.Orders.Where(o => o.Seller == null)),
        Q(db => db.Orders.Where(o => o.Customer != null && o.Customer == customer)),
        Q(db => db.Orders.Where(o => o.Seller == customer)),
        Q(db => db.Orders.OrderBy(o => o.Customer.Id).Select(o => o.Customer.Id)),
        Q(db => db.Orders.Where(o => o.Customer.Orders.Any(x => x.Total > 3))),
        Q(db => db.Orders.Where(o => o.Lines.Max(l => l.Price) > 3)),
    ];

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Query_AsksWhatEfAsks(int number)
    {
        var (make, text) = Cases[number];
        using var context = new ShopContext();
        var sql = make(context).ToQueryString();
        var statement = "(" + text["db => ".Length..] + ").ToList(); _ = mails; _ = customer;";
        var query = Assert.Single(LinqReading.OfStatements("string[] mails = [\"a\"]; var customer = new Customer(); " + statement));
        Assert.True(query.IsComplete(), QueryText.Of(query));

        var read = new Sql(sql);
        Assert.Equal(read.Tables, query.Sources.Select(s => s.Table!.Value.Name).Order(StringComparer.Ordinal));
        Assert.Equal(read.Columns, Columns(query));
    }

    private static SortedSet<string> Columns(Query query)
    {
        var columns = new List<ColumnRef>();
        Analyzers.Readers.Linq.Predicates.CollectColumns(query.Filter, columns);
        foreach (var source in query.Sources)
            Analyzers.Readers.Linq.Predicates.CollectColumns(source.On, columns);
        return new SortedSet<string>(columns.Select(c => c.Column), StringComparer.Ordinal);
    }

    /// <summary>Tables, and the columns of WHERE, ON and HAVING, of SQL as EF writes it.</summary>
    private sealed partial class Sql
    {
        public Sql(string text)
        {
            var clauses = new Stack<string>();
            var clause = "";
            var tables = new List<string>();
            foreach (Match match in Token().Matches(text))
            {
                switch (match.Value)
                {
                    case "(":
                        clauses.Push(clause);
                        break;
                    case ")":
                        clause = clauses.Count > 0 ? clauses.Pop() : "";
                        break;
                    case "UNION":
                        clause = "";
                        break;

                    // A value of a sub-query inside a condition is part of the condition.
                    case "SELECT" when clause is "WHERE" or "ON" or "HAVING" && !IsExists(text, match.Index):
                        break;
                    case "SELECT" or "FROM" or "JOIN" or "WHERE" or "ON" or "ORDER BY" or "GROUP BY" or "HAVING":
                        clause = match.Value;
                        break;
                    default:
                        if (match.Groups["column"].Success)
                        {
                            if (clause is "WHERE" or "ON" or "HAVING")
                                Columns.Add(match.Groups["column"].Value);
                        }
                        else if (clause is "FROM" or "JOIN" && match.Groups["table"].Success)
                        {
                            tables.Add(match.Groups["table"].Value);
                        }

                        break;
                }
            }

            Tables = [.. tables.Order(StringComparer.Ordinal)];
        }

        private static bool IsExists(string text, int index) => text.AsSpan(index).StartsWith("SELECT 1", StringComparison.Ordinal);

        public List<string> Tables { get; }

        public SortedSet<string> Columns { get; } = new(StringComparer.Ordinal);

        [GeneratedRegex("""'[^']*'|\(|\)|\b(?:SELECT|UNION|FROM|JOIN|WHERE|ON|ORDER BY|GROUP BY|HAVING)\b|"\w+"\."(?<column>\w+)"|"(?<table>\w+)" AS|AS "\w+"|"\w+" """)]
        private static partial Regex Token();
    }
}
