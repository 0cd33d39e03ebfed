using System.Runtime.Loader;
using DbArchitect.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbArchitect.Analyzers.Tests.CodeFixes;

/// <summary>
/// Edits of a predicate. Each result is also run: over rows around every boundary it selects what the original selects, and EF Core translates it.
/// </summary>
public sealed class PredicateEditTests
{
    private const string Before = """
        using System;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;

        public class Order
        {
            public int Id { get; set; }
            public DateTime At { get; set; }
            public DateTime? Paid { get; set; }
            public DateTimeOffset Sent { get; set; }
            public DateOnly Day { get; set; }
            public DateOnly? Due { get; set; }
            public string Email { get; set; } = "";
            public int Status { get; set; }
        }

        public class ShopContext : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlServer("Server=.");
        }

        public static class Queries
        {
            private static DateTime Next() => DateTime.UtcNow;

            public static IQueryable<Order> Run(IQueryable<Order> orders, DateTime day, int year, string text, DateTime? maybe) =>

        """;

    private const string After = ";\n}\n";

    private static async Task Check(Edit edit, string before, string after, bool isSame = true)
    {
        await FixOf.Text(edit, Before + before + After, Before + after + After);
        var plain = before.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var (rows, _) = Run(Before + plain + After);
        var (fixedRows, sql) = Run(Before + after + After);
        if (isSame)
            Assert.Equal(rows, fixedRows);
        Assert.NotEmpty(sql);
    }

    private static Task Silent(Edit edit, string text) => FixOf.None(edit, Before + text + After);

    private static RewriteDatePart Date { get; } = new("Date", "System.DateTime");

    private static RewriteDatePart Year { get; } = new("Year", "System.DateTime");

    /// <summary>The numbers of the rows that a query selects for several arguments, and its SQL.</summary>
    private static (string Rows, string Sql) Run(string text)
    {
        var load = new AssemblyLoadContext("predicate", isCollectible: true);
        try
        {
            var compilation = CSharpCompilation.Create(
                "Predicate", [CSharpSyntaxTree.ParseText(text)], References.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            using var stream = new MemoryStream();
            Assert.True(compilation.Emit(stream).Success);
            stream.Position = 0;
            var assembly = load.LoadFromStream(stream);
            var run = assembly.GetType("Queries")!.GetMethod("Run")!;
            var rows = Rows(assembly.GetType("Order")!);
            var text1 = new List<string>();
            foreach (var argument in new[] { new DateTime(2024, 1, 1), new DateTime(2024, 3, 10), new DateTime(2023, 12, 31) })
            {
                var selected = (System.Collections.IEnumerable)run.Invoke(null, [rows, argument, argument.Year, "Ab", argument])!;
                text1.Add(string.Join(",", selected.Cast<object>().Select(static row => row.GetType().GetProperty("Id")!.GetValue(row))));
            }

            using var context = (Microsoft.EntityFrameworkCore.DbContext)Activator.CreateInstance(assembly.GetType("ShopContext")!)!;
            var query = (IQueryable)run.Invoke(null, [context.GetType().GetProperty("Orders")!.GetValue(context), new DateTime(2024, 1, 1), 2024, "Ab", new DateTime(2024, 1, 1)])!;
            return (string.Join("\n", text1), Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToQueryString(query));
        }
        finally
        {
            load.Unload();
        }
    }

    private static object Rows(Type type)
    {
        var days = new[] { "2023-01-01", "2023-12-31", "2024-01-01", "2024-01-02", "2024-03-09", "2024-03-10", "2024-03-11", "2024-12-31", "2025-01-01" };
        var times = new[] { "00:00:00", "00:00:00.0000001", "10:30:00", "23:59:59.9999999" };
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        foreach (var day in days)
        {
            foreach (var time in times)
            {
                var at = DateTime.Parse(day + "T" + time, System.Globalization.CultureInfo.InvariantCulture);
                var row = Activator.CreateInstance(type)!;
                void Set(string name, object value) => type.GetProperty(name)!.SetValue(row, value);
                Set("Id", list.Count);
                Set("At", at);
                Set("Paid", at);
                Set("Sent", new DateTimeOffset(at, TimeSpan.Zero));
                Set("Day", DateOnly.FromDateTime(at));
                Set("Due", DateOnly.FromDateTime(at));
                Set("Email", list.Count % 2 == 0 ? "Ab" : "x");
                Set("Status", list.Count % 3);
                list.Add(row);
            }
        }

        return typeof(Queryable).GetMethods().Single(static method => method.Name == "AsQueryable" && method.IsGenericMethod).MakeGenericMethod(type).Invoke(null, [list])!;
    }

    [Theory]
    [InlineData("[|o.At.Date == day|]", "o.At >= day.Date && o.At < day.Date.AddDays(1)")]
    [InlineData("[|day == o.At.Date|]", "o.At >= day.Date && o.At < day.Date.AddDays(1)")]
    [InlineData("[|o.At.Date == day.Date|]", "o.At >= day.Date && o.At < day.Date.AddDays(1)")]
    [InlineData("[|o.At.Date == new DateTime(2024, 3, 10)|]", "o.At >= new DateTime(2024, 3, 10) && o.At < new DateTime(2024, 3, 10).AddDays(1)")]
    [InlineData("[|o.At.Date == DateTime.Today|]", "o.At >= DateTime.Today && o.At < DateTime.Today.AddDays(1)")]
    [InlineData("[|o.At.Date == day.Date.AddDays(-1)|]", "o.At >= day.Date.AddDays(-1) && o.At < day.Date.AddDays(-1).AddDays(1)")]
    [InlineData("[|o.At.Date <= day|]", "o.At < day.Date.AddDays(1)")]
    [InlineData("[|o.At.Date > day|]", "o.At >= day.Date.AddDays(1)")]
    [InlineData("[|day >= o.At.Date|]", "o.At < day.Date.AddDays(1)")]
    [InlineData("[|o.At.Date >= day.Date|]", "o.At >= day.Date")]
    [InlineData("[|o.At.Date < day.Date|]", "o.At < day.Date")]
    [InlineData("o.Status == 1 && [|o.At.Date == day|]", "o.Status == 1 && o.At >= day.Date && o.At < day.Date.AddDays(1)")]
    [InlineData("o.Status == 1 || [|o.At.Date == day|]", "o.Status == 1 || o.At >= day.Date && o.At < day.Date.AddDays(1)")]
    [InlineData("!([|o.At.Date == day|])", "!(o.At >= day.Date && o.At < day.Date.AddDays(1))")]
    [InlineData("o.Status == 1 | [|o.At.Date == day|]", "o.Status == 1 | (o.At >= day.Date && o.At < day.Date.AddDays(1))")]
    [InlineData("[|o.Paid.Value.Date == day|]", "o.Paid >= day.Date && o.Paid < day.Date.AddDays(1)")]
    [InlineData("[|o.Paid!.Value.Date == day|]", "o.Paid >= day.Date && o.Paid < day.Date.AddDays(1)")]
    [InlineData("[|(o.At.Date) == (day)|]", "o.At >= (day).Date && o.At < (day).Date.AddDays(1)")]
    public Task Date_BecomesARange(string before, string after) => Check(Date, $"        orders.Where(o => {before})", $"        orders.Where(o => {after})");

    [Theory]
    [InlineData("[|o.At.Year == year|]", "o.At >= new DateTime(year, 1, 1) && o.At < new DateTime(year + 1, 1, 1)")]
    [InlineData("[|o.At.Year == 2024|]", "o.At >= new DateTime(2024, 1, 1) && o.At < new DateTime(2025, 1, 1)")]
    [InlineData("[|2024 == o.At.Year|]", "o.At >= new DateTime(2024, 1, 1) && o.At < new DateTime(2025, 1, 1)")]
    [InlineData("[|o.At.Year >= year|]", "o.At >= new DateTime(year, 1, 1)")]
    [InlineData("[|o.At.Year > year|]", "o.At >= new DateTime(year + 1, 1, 1)")]
    [InlineData("[|o.At.Year < year|]", "o.At < new DateTime(year, 1, 1)")]
    [InlineData("[|o.At.Year <= year|]", "o.At < new DateTime(year + 1, 1, 1)")]
    [InlineData("[|o.At.Year == day.Year - 1|]", "o.At >= new DateTime(day.Year - 1, 1, 1) && o.At < new DateTime((day.Year - 1) + 1, 1, 1)")]
    [InlineData("[|o.Paid!.Value.Year == year|]", "o.Paid >= new DateTime(year, 1, 1) && o.Paid < new DateTime(year + 1, 1, 1)")]
    [InlineData("[|o.Day.Year == year|]", "o.Day >= new DateOnly(year, 1, 1) && o.Day < new DateOnly(year + 1, 1, 1)")]
    [InlineData("[|o.Due!.Value.Year == year|]", "o.Due >= new DateOnly(year, 1, 1) && o.Due < new DateOnly(year + 1, 1, 1)")]
    public Task Year_BecomesARange(string before, string after) => Check(Year, $"        orders.Where(o => {before})", $"        orders.Where(o => {after})");

    [Fact]
    public Task QuerySyntax_BecomesARange() => Check(
        Date,
        "        from o in orders where [|o.At.Date == day|] orderby o.Id select o",
        "        from o in orders where o.At >= day.Date && o.At < day.Date.AddDays(1) orderby o.Id select o");

    [Theory]
    [InlineData("[|o.Sent.Date == day|]", "o.Sent >= new DateTimeOffset(day.Date, TimeSpan.Zero) && o.Sent < new DateTimeOffset(day.Date.AddDays(1), TimeSpan.Zero)", "Date")]
    [InlineData("[|o.Sent.Year == year|]", "o.Sent >= new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero) && o.Sent < new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero)", "Year")]
    [InlineData("[|o.At.Year == year|]", "o.At >= new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc) && o.At < new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc)", "Year")]
    public Task UtcColumn_ValuesAreUtc(string before, string after, string part) =>
        Check(new RewriteDatePart(part, "") { IsUtc = true }, $"        orders.Where(o => {before})", $"        orders.Where(o => {after})");

    [Theory]
    [InlineData("Date", "orders.Where(o => [|o.At.Date != day|])")]
    [InlineData("Date", "orders.Where(o => [|o.At.Date < day|])")]
    [InlineData("Date", "orders.Where(o => [|o.At.Date >= day|])")]
    [InlineData("Date", "orders.Where(o => [|o.At.Date == o.Paid|])")]
    [InlineData("Date", "orders.Where(o => [|o.Sent.Date == day|])")]
    [InlineData("Date", "orders.Where(o => [|o.At.Date == Next()|])")]
    [InlineData("Date", "orders.Where(o => [|o.At.Date == maybe|])")]
    [InlineData("Year", "orders.Where(o => [|o.Sent.Year == year|])")]
    [InlineData("Year", "orders.Where(o => [|o.At.Year == o.Status|])")]
    [InlineData("Year", "orders.Where(o => [|o.At.Year == 9999|])")]
    [InlineData("Year", "orders.Where(o => [|o.At.Month == year|])")]
    [InlineData("Date", "from o in orders from p in orders where [|o.At.Date == p.At|] select o")]
    public Task NotTheSameAsARange_NothingOffered(string part, string query) => Silent(new RewriteDatePart(part, ""), "        " + query);

    [Theory]
    [InlineData("[|o.At.AddDays(7) > day|]", "o.At > day.AddDays(-7)")]
    [InlineData("[|o.At.AddDays(-7) > day|]", "o.At > day.AddDays(7)")]
    [InlineData("[|day < o.At.AddHours(year)|]", "day.AddHours(-year) < o.At")]
    [InlineData("[|o.At.AddMinutes(year + 1) <= day|]", "o.At <= day.AddMinutes(-(year + 1))")]
    [InlineData("[|o.Paid!.Value.AddDays(1) == day|]", "o.Paid == day.AddDays(-1)")]
    [InlineData("[|o.At.AddDays(1) < (year > 2000 ? day : DateTime.UtcNow)|]", "o.At < (year > 2000 ? day : DateTime.UtcNow).AddDays(-1)")]
    public Task Interval_MovesToTheValue(string before, string after) =>
        Check(new RewriteDateAdd(), $"        orders.Where(o => {before})", $"        orders.Where(o => {after})");

    [Theory]
    [InlineData("[|o.At.AddMonths(1) > day|]")]
    [InlineData("[|o.At.AddDays(o.Status) > day|]")]
    [InlineData("[|o.At.AddDays(7) > o.Paid|]")]
    [InlineData("[|o.At.AddDays(7) > maybe|]")]
    [InlineData("[|o.Paid!.Value.AddDays(7) != day|]")]
    public Task IntervalThatCannotMove_NothingOffered(string predicate) => Silent(new RewriteDateAdd(), $"        orders.Where(o => {predicate})");

    [Theory]
    [InlineData("[|o.Email.ToLower() == text.ToLower()|]", "o.Email == text")]
    [InlineData("[|o.Email.ToUpper() == text.Trim().ToUpper()|]", "o.Email == text.Trim()")]
    [InlineData("[|o.Email.ToLower().StartsWith(text.ToLower())|]", "o.Email.StartsWith(text)")]
    [InlineData("[|o.Email.ToLower().Equals(text.ToLower())|]", "o.Email.Equals(text)")]
    [InlineData("[|text == o.Email.ToLower()|]", "text == o.Email")]
    public Task CaseFold_IsRemoved(string before, string after) =>
        Check(new RemoveCaseFold(), $"        orders.Where(o => {before})", $"        orders.Where(o => {after})", isSame: false);

    [Fact]
    public Task NoCaseFold_NothingOffered() => Silent(new RemoveCaseFold(), "        orders.Where(o => [|o.Email == text|])");

    [Theory]
    [InlineData("[|o.Status == year|]", "o.Status == EF.Constant(year)")]
    [InlineData("[|year == o.Status|]", "EF.Constant(year) == o.Status")]
    public async Task Constant_IsInlined(string before, string after) =>
        await FixOf.Text(new InlineConstant("year"), Before + $"        orders.Where(o => {before})" + After, Before + $"        orders.Where(o => {after})" + After);

    [Theory]
    [InlineData("orders.Where(o => [|o.Status == EF.Constant(year)|])")]
    [InlineData("orders.Where(o => [|o.Status == 1|])")]
    public Task ConstantAlready_NothingOffered(string query) => Silent(new InlineConstant("year"), "        " + query);

    [Fact]
    public Task FixAll_EditsOfOneFileTogether() => new FixOf
    {
        Edit = Date,
        More = [Date, new RewriteDatePart("Date", "System.DateTime")],
        Files =
        {
            ["Test.cs"] = Before + "        orders.Where(o => [|o.At.Date == day|] || [|o.At.Date == day.AddDays(2)|])\n            .Where(o => [|o.At.Date == DateTime.Today|])" + After,
        },
        Fixed =
        {
            ["Test.cs"] = Before + "        orders.Where(o => o.At >= day.Date && o.At < day.Date.AddDays(1) || o.At >= day.AddDays(2).Date && o.At < day.AddDays(2).Date.AddDays(1))\n"
                + "            .Where(o => o.At >= DateTime.Today && o.At < DateTime.Today.AddDays(1))" + After,
        },
    }.RunAsync();
}
